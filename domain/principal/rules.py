"""Rules of the selection of a principal, each with its basis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.planning.office_sections import Condition, DefenceOrder, PrincipalRules
from domain.principal import errors
from domain.principal.events import CommitteeSeat, Member, Votes
from domain.principal.state import Candidacy, PrincipalSelection
from domain.school.state import School


def committee_must_be_complete(members: Sequence[Member]) -> None:
    """评委会组成: every kind of seat, every person once. 依据: S001-12."""
    persons = [member.person for member in members]
    missing = [seat.value for seat in CommitteeSeat if seat not in {each.seat for each in members}]
    if missing or len(set(persons)) != len(persons):
        raise errors.CommitteeIncompleteError(missing=",".join(missing), members=len(persons))


def title_must_be_a_principals(title: str, pack: PrincipalRules) -> None:
    """选聘职务: the head of a school by the pack's titles. 依据: S001-12."""
    if title not in pack.titles:
        raise errors.TitleError(title=title, titles=",".join(pack.titles))


def office_must_be_free(school: School, pack: PrincipalRules, on: date) -> None:
    """校长一人: nobody whose term runs on heads the school. 依据: S001-12, B1-10."""
    for office in school.offices:
        if office.title in pack.titles and office.until_on > on:
            raise errors.OfficeFilledError(
                school=school.school, person=office.person, until_on=office.until_on.isoformat()
            )


def conditions_must_be_told(conditions: Sequence[Condition]) -> None:
    """选聘条件: at least one, each once. 依据: S001-13."""
    ids = [condition.id for condition in conditions]
    if not ids or len(set(ids)) != len(ids):
        raise errors.NoConditionsError(conditions=len(ids))


def every_school_must_see_them(schools: Sequence[str], town: Sequence[str]) -> None:
    """全镇公示: the conditions hang in all schools of the town. 依据: S001-13."""
    missed = sorted(set(town) - set(schools))
    if missed:
        raise errors.SchoolsMissedError(missed=len(missed), first=missed[0])


def must_not_be_published(state: PrincipalSelection) -> None:
    """公示在先: the conditions are published once, before anybody stands. 依据: S001-13."""
    if state.deadline_on is not None:
        raise errors.SelectionStepError(step="conditions-published")


def deadline_of(state: PrincipalSelection) -> date:
    """先公示条件: nothing follows before the conditions hang. 依据: S001-13."""
    if state.deadline_on is None:
        raise errors.SelectionStepError(step="conditions")
    return state.deadline_on


def must_not_have_met(state: PrincipalSelection) -> None:
    """选聘会前: candidates come and go before the meeting only. 依据: S001-14."""
    if state.met_on is not None:
        raise errors.SelectionStepError(step="meeting", met_on=state.met_on.isoformat())


def no_meeting_must_stand(state: PrincipalSelection, today: date) -> None:
    """选聘会一次: one that broke off without a result is held anew, from the lots on.

    依据: S001-14, S001-15.
    """
    broke_off = state.met_on is not None and state.met_on < today and not state.announced
    if not broke_off:
        must_not_have_met(state)


def must_not_sit_in_judgment(state: PrincipalSelection, teacher: str) -> None:
    """回避: nobody stands before a committee that he or she sits in. 依据: 条例 第39条."""
    if any(member.person == teacher for member in state.members):
        raise errors.OwnJudgeError(teacher=teacher)


def candidate_must_be(state: PrincipalSelection, teacher: str, *allowed: Candidacy) -> None:
    """候选人环节: no step is skipped or repeated. 依据: S001-13, S001-15."""
    found = state.candidates.get(teacher)
    if found not in allowed:
        raise errors.CandidateStepError(teacher=teacher, step=found.value if found else "")


def candidates_must_be_ready(state: PrincipalSelection, pack: PrincipalRules, today: date) -> None:
    """选聘会前置: the deadline is over, all are screened, enough are admitted. 依据: S001-14."""
    waiting = state.at(Candidacy.STOOD)
    if today <= deadline_of(state) or waiting:
        raise errors.SelectionStepError(step="screening", unscreened=len(waiting))
    admitted = len(state.at(Candidacy.ADMITTED))
    if admitted < pack.candidates_min:
        raise errors.TooFewCandidatesError(admitted=admitted, required=pack.candidates_min)


def bureau_leader_must_chair(state: PrincipalSelection, chair: str, present: Sequence[str]) -> None:
    """局领导主持: a leader of the bureau in the committee, who is there. 依据: S001-14."""
    leaders = {each.person for each in state.members if each.seat is CommitteeSeat.BUREAU_LEADER}
    if chair not in leaders or chair not in present:
        raise errors.ChairError(chair=chair)


def meeting_must_be_attended(
    state: PrincipalSelection,
    present: Sequence[str],
    staff: int,
    staff_present: int,
    pack: PrincipalRules,
) -> None:
    """到会: committee and staff of the school, by the pack's shares. 依据: S001-14, B11-05."""
    members = {each.person for each in state.members}
    known = set(present) <= members and len(set(present)) == len(present)
    seated = pack.committee_share.ceil_of(len(members))
    heard_by = pack.staff_share.ceil_of(staff)
    fits = known and len(present) >= seated and 0 < heard_by <= staff_present <= staff
    if not fits:
        raise errors.AttendanceError(
            members_present=len(present),
            members_required=seated,
            staff_present=staff_present,
            staff_required=heard_by,
        )


def must_be_at_meeting(state: PrincipalSelection, today: date) -> None:
    """选聘会当日: lots, reports, defences and result belong to one meeting. 依据: S001-15."""
    if state.met_on is None or state.announced:
        raise errors.SelectionStepError(step="announced" if state.announced else "meeting")
    if state.met_on != today:
        raise errors.NotOnTheSpotError(met_on=state.met_on.isoformat(), on=today.isoformat())


def order_must_be_drawn(state: PrincipalSelection, *, drawn: bool) -> None:
    """抽签一次: before anybody speaks. 依据: S001-15."""
    if bool(state.order) is not drawn:
        raise errors.SelectionStepError(step="lots-drawn" if state.order else "lots")


def lots_must_be_witnessed(
    state: PrincipalSelection, witnesses: Sequence[str], pack: PrincipalRules
) -> None:
    """抽签见证: people who are no candidates saw the seed drawn. 依据: S001-15, B5-10."""
    sworn = set(witnesses) - set(state.candidates)
    if len(sworn) < pack.witnesses or len(sworn) != len(witnesses):
        raise errors.LotsError(witnesses=len(sworn), required=pack.witnesses)


def next_turn(state: PrincipalSelection, pack: PrincipalRules) -> tuple[str, str]:
    """Return whose turn it is, and for what: ``report``, ``defence``, or nothing any more.

    依据: S001-15 述职报告, 然后答辩; the order of defences is the pack's.
    """
    own_first = pack.defence is DefenceOrder.AFTER_OWN_REPORT
    for teacher in state.speakers:
        if teacher not in state.reported:
            return teacher, "report"
        if own_first and teacher not in state.defended:
            return teacher, "defence"
    waiting = (each for each in state.speakers if each not in state.defended)
    return next(((each, "defence") for each in waiting), ("", ""))


def must_be_in_turn(
    state: PrincipalSelection, teacher: str, part: str, pack: PrincipalRules
) -> None:
    """依次述职答辩: by lot, report before defence. 依据: S001-15."""
    due = next_turn(state, pack)
    if due != (teacher, part):
        raise errors.OutOfTurnError(teacher=teacher, part=part, next=due[0], next_part=due[1])


def must_be_called(state: PrincipalSelection, teacher: str, pack: PrincipalRules) -> None:
    """叫号未到: who is called, to report or to answer, and is not there. 依据: S001-15."""
    called, part = next_turn(state, pack)
    must_be_in_turn(state, teacher, part if called == teacher else "report", pack)


def all_must_be_heard(state: PrincipalSelection, pack: PrincipalRules) -> None:
    """先听后议: every candidate who is there has spoken and answered. 依据: S001-15."""
    teacher, part = next_turn(state, pack)
    if teacher:
        raise errors.OutOfTurnError(teacher="", part="result", next=teacher, next_part=part)


def votes_must_fit(state: PrincipalSelection, votes: Sequence[Votes]) -> None:
    """计票: every candidate heard once, no more votes than members present. 依据: S001-15."""
    named = sorted(each.teacher for each in votes)
    cast = sum(each.votes for each in votes)
    if named != sorted(state.speakers) or cast > len(state.present):
        raise errors.VotesError(named=len(named), cast=cast, present=len(state.present))


def winner_of(
    state: PrincipalSelection, votes: Sequence[Votes], pack: PrincipalRules
) -> str | None:
    """Return who has more votes than the pack's share of the members present, if anybody.

    At a share under a half two may have; then more votes decide, and a tie chooses nobody.
    """
    needed = pack.majority.fraction * len(state.present)
    best = max((each.votes for each in votes), default=0)
    leading = [each.teacher for each in votes if each.votes == best]
    return leading[0] if best > needed and len(leading) == 1 else None


def must_have_chosen(state: PrincipalSelection) -> str:
    """选聘结果在先: somebody was chosen and is not appointed yet. 依据: S001-15."""
    if state.chosen is None or state.appointed:
        raise errors.SelectionStepError(step="appointed" if state.appointed else "result")
    return state.chosen
