"""Rules of how a plan comes into force, each with its basis."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from domain.planning import commands as c
from domain.planning import errors
from domain.planning.pack import RulePack
from domain.planning.state import Plan
from domain.planning.timetable import Timetable, lint
from domain.quota.state import Quota


def schools_must_be_named_once(schools: tuple[str, ...]) -> None:
    """竞聘范围: the plan names its schools, each once. 依据: S002-45."""
    if not schools or len(set(schools)) != len(schools):
        raise errors.SchoolsNotNamedError(named=len(schools), different=len(set(schools)))


def basis_must_be_named(basis_docs: tuple[str, ...]) -> None:
    """制定依据: a draft rests on the bureau's arrangement of the year. 依据: S002-02."""
    if not basis_docs:
        raise errors.BasisMissingError(documents=0)


def pack_must_fit_together(pack: RulePack) -> None:
    """规则包自洽: what the congress votes on can be applied as it stands. 依据: B5-10, A.6 X2."""
    for finding in pack.contradictions():
        raise errors.PackRefusedError(where=finding.field, problem=finding.problem)


def must_not_be_adopted(plan: Plan) -> None:
    """形成方案: what is in force is not consulted about again. 依据: S002-06."""
    if plan.adopted_on is not None:
        raise errors.AlreadyAdoptedError(adopted_on=plan.adopted_on.isoformat())


def must_not_lie_ahead(on: date, today: date) -> None:
    """事后记录: a meeting or a vote is recorded on its day or later. 依据: INV8."""
    if on > today:
        raise errors.DateInFutureError(on=on.isoformat(), today=today.isoformat())


def everyone_must_be_reached(command: c.SendDraftToAllStaff) -> None:
    """下发草案: the draft reaches every school and every employee. 依据: S002-05."""
    if command.staff == 0 or command.reached != command.staff:
        raise errors.NotEveryoneReachedError(staff=command.staff, reached=command.reached)


def all_heads_must_be_present(plan: Plan, present: tuple[str, ...]) -> None:
    """校长园长会议: the heads of all schools of the plan discuss the draft. 依据: S002-04."""
    missing = [school for school in plan.schools if school not in present]
    if missing:
        raise errors.PrincipalsMissingError(missing=",".join(missing), count=len(missing))
    for school in present:
        school_must_take_part(plan, school)


def school_must_take_part(plan: Plan, school: str) -> None:
    """竞聘范围: only schools of the plan take part in making it. 依据: S002-45."""
    if school not in plan.schools:
        raise errors.SchoolUnknownError(school=school)


def must_not_be_sent(plan: Plan) -> None:
    """下发草案: one draft goes out; revisions follow the opinions on it. 依据: S002-05."""
    if plan.sent_on is not None:
        raise errors.AlreadySentError(sent_on=plan.sent_on.isoformat())


def school_must_report_once(plan: Plan, command: c.ReportOpinions) -> None:
    """意见上报: one report a school, and it heard somebody. 依据: S002-05."""
    if command.school in plan.opinions:
        raise errors.OpinionsReportedTwiceError(school=command.school)
    if command.staff_heard == 0:
        raise errors.NobodyHeardError(school=command.school)


def must_be_sent(plan: Plan) -> date:
    """征求意见: opinions and votes follow the sending of the draft. 依据: S002-05."""
    if plan.sent_on is None:
        raise errors.DraftNotSentError(title=plan.title)
    return plan.sent_on


def all_schools_must_have_reported(plan: Plan) -> None:
    """意见上报: every school has reported what its staff said. 依据: S002-05, S004-01."""
    missing = plan.schools_to_report
    if missing:
        raise errors.OpinionsMissingError(missing=",".join(missing), count=len(missing))


def opinions_adopted_must_exist(plan: Plan, command: c.ReviseDraft) -> None:
    """采纳意见: no more opinions are adopted than were reported. 依据: S002-05."""
    reported = sum(plan.opinions.values())
    if command.opinions_adopted > reported:
        raise errors.OpinionsAdoptedError(adopted=command.opinions_adopted, reported=reported)


def something_must_change(plan: Plan, pack: RulePack, timetable: Timetable) -> None:
    """修改草案: a revision changes the pack or the timetable. 依据: S002-05, S002-06."""
    if pack.sha256() == plan.draft_sha256 and timetable == plan.timetable:
        raise errors.NothingRevisedError(pack_sha256=plan.draft_sha256)


def consultation_must_be_complete(plan: Plan, command: c.RecordCongressVote) -> None:
    """先酝酿后表决: sent to all, discussed by all heads, reported on by all schools.

    依据: S002-04, S002-05, S002-06.
    """
    sent_on = must_be_sent(plan)
    if command.on < sent_on:
        raise errors.DraftNotSentError(sent_on=sent_on.isoformat(), on=command.on.isoformat())
    if not plan.meeting_held:
        raise errors.MeetingMissingError(schools=len(plan.schools))
    all_schools_must_have_reported(plan)


def vote_must_be_on_the_draft(plan: Plan, command: c.RecordCongressVote) -> None:
    """表决对象: before adoption the congress votes on the draft as it stands. 依据: S002-06.

    Once a plan is in force, the congress votes on amendments, named by their digest.
    """
    if plan.adopted_on is None and command.pack_sha256 != plan.draft_sha256:
        raise errors.OtherPackError(named=command.pack_sha256, draft=plan.draft_sha256)


def must_not_be_voted_on_again(plan: Plan, command: c.RecordCongressVote) -> None:
    """一案一决: a vote stands; what was lost goes back to drafting. 依据: S002-06."""
    if command.pack_sha256 in plan.lost:
        raise errors.DraftLostError(pack_sha256=command.pack_sha256)
    if command.pack_sha256 in plan.passed:
        raise errors.AlreadyPassedError(pack_sha256=command.pack_sha256)


def votes_must_add_up(_plan: Plan, command: c.RecordCongressVote) -> None:
    """票数相符: everyone present voted once, and only delegates were present. 依据: B11-01."""
    cast = command.in_favour + command.against + command.abstained
    if cast != command.present or command.present > command.delegates:
        raise errors.VotesDoNotAddUpError(
            delegates=command.delegates, present=command.present, cast=cast
        )


def quorum_must_be_present(plan: Plan, command: c.RecordCongressVote) -> None:
    """教代会法定人数: the pack's share of the delegates, by law two thirds at least, rounded up.

    依据: B11-01, B11-02.
    """
    required = voting_rules(plan).congress.required_present(command.delegates)
    if command.present < required or command.delegates == 0:
        raise errors.QuorumMissedError(
            delegates=command.delegates, present=command.present, required=required
        )


VOTE_CHECKS: tuple[Callable[[Plan, c.RecordCongressVote], None], ...] = (
    consultation_must_be_complete,
    vote_must_be_on_the_draft,
    must_not_be_voted_on_again,
    votes_must_add_up,
    quorum_must_be_present,
)
"""Checked in this order; the first refusal is the one reported."""


def voting_rules(plan: Plan) -> RulePack:
    """Return the pack by whose rules the congress votes: the one in force, else the draft."""
    return plan.pack_in_force or plan.draft


def is_carried(plan: Plan, command: c.RecordCongressVote) -> bool:
    """Tell whether the motion is carried: a majority of all delegates. 依据: B11-01, B11-02."""
    return command.in_favour >= voting_rules(plan).congress.required_in_favour(command.delegates)


def congress_must_have_passed(plan: Plan, pack_sha256: str) -> None:
    """教代会通过: only the very pack that the congress passed comes into force. 依据: S002-06."""
    if pack_sha256 not in plan.passed:
        raise errors.VoteMissingError(pack_sha256=pack_sha256)


def draft_must_be_named(plan: Plan, pack_sha256: str) -> None:
    """方案文本: who adopts, names the draft as it stands. 依据: S002-06."""
    if pack_sha256 != plan.draft_sha256:
        raise errors.OtherPackError(named=pack_sha256, draft=plan.draft_sha256)


def must_be_adopted(plan: Plan) -> tuple[str, date]:
    """方案生效: only what is in force can be frozen. 依据: S002-06."""
    if plan.in_force_sha256 is None or plan.adopted_on is None:
        raise errors.NotAdoptedError(draft=plan.draft_sha256)
    return plan.in_force_sha256, plan.adopted_on


def must_not_be_frozen(plan: Plan) -> None:
    """方案冻结: rules are frozen once. 依据: E.2 第6步."""
    if plan.frozen_pack_sha256 is not None:
        raise errors.AlreadyFrozenError(pack_sha256=plan.frozen_pack_sha256)


def must_be_in_force_before(plan: Plan, adopted_on: date, today: date) -> None:
    """先有方案: adopted before the round is opened, frozen before the first bid.

    依据: S002-01, S002-06, S002-10, E.2 第6步.
    """
    kickoff_on, bids_from_on = plan.timetable.kickoff_on, plan.timetable.intents_from_on
    if adopted_on > kickoff_on:
        raise errors.AdoptedAfterKickoffError(
            adopted_on=adopted_on.isoformat(), kickoff_on=kickoff_on.isoformat()
        )
    if today > bids_from_on:
        raise errors.FrozenTooLateError(
            today=today.isoformat(), intents_from_on=bids_from_on.isoformat()
        )


def quota_must_be_filed(plan: Plan, quota: Quota | None) -> Quota:
    """先核编定岗: quota fixed, allocated to every school and filed. 依据: 003-F7, 003-D3."""
    if quota is None or not quota.filed:
        raise errors.QuotaNotFiledError(school_year=plan.school_year)
    missing = [school for school in plan.schools if quota.share_of(school) is None]
    if missing:
        raise errors.SchoolsWithoutShareError(missing=",".join(missing), count=len(missing))
    return quota


def timetable_must_be_sound(timetable: Timetable, pack: RulePack) -> None:
    """时间安排审查: windows in order, and the notice fits. 依据: S002-17, A.6 X2 (T18).

    Asked whenever a plan is drafted, revised, adopted or frozen: what staff are consulted
    about and the congress votes on must be able to be carried out.
    """
    for refusal in lint(timetable, pack.notice):
        raise refusal


def must_be_a_later_version(plan: Plan, pack: RulePack) -> None:
    """规则修订: the same pack in a later version, after the plan was frozen.

    Rounds that are open keep the version that they were opened with, and a school's own stages
    go by the frozen one, whenever they open. 依据: S000-13, INV3 (T30).
    """
    if not plan.frozen:
        raise errors.NotFrozenError(draft=plan.draft_sha256)
    now = voting_rules(plan)
    if pack.id != now.id or pack.version <= now.version:
        raise errors.PackVersionError(
            id=pack.id, version=pack.version, id_in_force=now.id, version_in_force=now.version
        )
