"""Rules of how an appraisal goes on, each with its basis."""

from __future__ import annotations

from datetime import date, timedelta

from domain.appraisal import commands as c
from domain.appraisal import errors, file_commands
from domain.appraisal.events import Ballots
from domain.appraisal.grades import Result
from domain.appraisal.state import Appraisal, Participant
from domain.appraisal.years import Span
from domain.planning.appraisal_sections import AnnualAppraisalRules
from domain.planning.sections import AppraisalRules, CongressRules
from domain.planning.state import Plan
from domain.teacher.state import Teacher
from domain.values.ids import Id

Collective = c.DecideGrades | c.AddGrade | c.CorrectGrade | file_commands.AppraiseTerm


# The plan, and who takes part


def body_must_be_of_plan(plan: Plan, body: str) -> None:
    """考核规则随方案: the rules are those of a plan that covers the body. 依据: S000-13, INV3."""
    if body not in plan.schools:
        raise errors.NotOfPlanError(body=body, plan_title=plan.title)


def must_not_be_open(state: Appraisal) -> None:
    """方案公布前: what everybody knows is heard about no more. 依据: 考核规定 第17条 (B9-08)."""
    if state.opened_on is not None:
        raise errors.StageError(step="opened", on=state.opened_on.isoformat())


def must_be_open(state: Appraisal) -> None:
    """方案公布后: the plan is known and the people are frozen. 依据: 考核规定 第17条 (B9-08)."""
    if state.opened_on is None:
        raise errors.StageError(step="planned", on="")


def staff_must_be_heard(state: Appraisal) -> None:
    """先听取意见: the staff congress heard the plan. 依据: 考核规定 第17条 (B9-08)."""
    if not state.heard:
        raise errors.StageError(step="not_heard", on="")


def congress_must_be_quorate(command: c.HearStaff, congress: CongressRules) -> None:
    """教代会人数: as many as a vote needs, and nobody who is no delegate. 依据: B11-01."""
    required = congress.required_present(command.delegates)
    if not required <= command.present <= command.delegates or command.delegates == 0:
        raise errors.CongressQuorumError(
            delegates=command.delegates, present=command.present, required=required
        )


def must_not_lie_ahead(on: date, today: date) -> None:
    """事后记录: what happened is recorded on its day or later. 依据: INV8."""
    if on > today:
        raise errors.DateAheadError(on=on.isoformat(), today=today.isoformat())


def people_must_be_named_once(teachers: tuple[Id, ...]) -> None:
    """应参加考核人员: somebody, and each once. 依据: 考核规定 第15条 (B9-05)."""
    if not teachers or len(set(teachers)) != len(teachers):
        raise errors.PopulationError(named=len(teachers), different=len(set(teachers)))


def must_be_appraised_here(body: str, person: str, teacher: Teacher, span: Span) -> None:
    """考核单位: where somebody serves on exchange over half of the year, else the own unit.

    依据: 考核规定 第37、38条 (B9-14, B9-15).
    """
    unit = appraising_unit(teacher, span)
    if teacher.exited is not None or unit != body:
        raise errors.NotAppraisedHereError(
            teacher=person, body=body, unit=unit, exited=teacher.exited or ""
        )


def appraising_unit(teacher: Teacher, span: Span) -> Id:
    """Return the school that appraises somebody for a year."""
    away = teacher.on_exchange
    stays = [(each.school, each.from_on, each.until_on) for each in teacher.exchanges_served]
    if away is not None:
        stays.append((away.school, away.from_on, away.until_on))
    for host in {school for school, _, _ in stays}:
        days = span.covered((begun, ended) for school, begun, ended in stays if school == host)
        if span.is_over_half(days):
            return host
    return teacher.school


def participant(state: Appraisal, person: str) -> Participant:
    """参加考核人员: of those who take part. 依据: 考核规定 第15条 (B9-05)."""
    found = state.people.get(person)
    if found is None:
        raise errors.NotTakingPartError(teacher=person, taking_part=len(state.people))
    return found


# Reports and the democratic appraisal


def must_have_done_neither(person: str, taking_part: Participant) -> None:
    """述职一次: who reported has not refused, nor the other way round.

    依据: 考核规定 第17、44条 (B9-08, B9-20).
    """
    if taking_part.reported or taking_part.refused:
        raise errors.ReportedTwiceError(
            teacher=person,
            has_reported=int(taking_part.reported),
            has_refused=int(taking_part.refused),
        )


def must_have_reported(person: str, taking_part: Participant, only: Result | None) -> None:
    """先述职后定档: a grade that is open rests on a report. 依据: 考核规定 第17条 (B9-08)."""
    if only is None and not taking_part.reported:
        raise errors.ReportMissingError(teacher=person)


def ethics_ground_must_be_listed(
    command: c.FailEthicsGate, taking_part: Participant, rules: AnnualAppraisalRules
) -> None:
    """师德否决情形: one of those that the plan lists, once; an open complaint is none.

    依据: B10-11, B10-12.
    """
    listed = () if rules.ethics is None else rules.ethics.grounds
    if taking_part.ethics_failed or command.ground not in {each.id for each in listed}:
        raise errors.EthicsGroundError(teacher=command.teacher, ground=command.ground)


def ballot_must_be_new(state: Appraisal) -> None:
    """测评一次: one democratic appraisal, before anything is decided. 依据: B9-08, E.4."""
    if state.balloted or any(each.version for each in state.people.values()):
        raise errors.StageError(step="balloted", on="")


def ballot_must_be_quorate(command: c.CloseBallot, rules: AppraisalRules, at_work: int) -> None:
    """测评法定人数: at least the pack's share of the staff takes part, rounded up.

    Of the staff at work: all who take part in the appraisal and are ``at_work`` are of it,
    whatever smaller number is told. 依据: B11-05 (T22).
    """
    staff = max(command.staff, at_work)
    required = rules.required_present(staff)
    if not required <= command.present <= command.staff:
        raise errors.BallotQuorumError(staff=staff, present=command.present, required=required)


def ballots_must_fit(state: Appraisal, ballots: tuple[Ballots, ...], present: int) -> None:
    """计票: each person once, none with more ballots than voters. 依据: B11-05."""
    for each in ballots:
        participant(state, each.teacher)
        named = sum(other.teacher == each.teacher for other in ballots)
        if named > 1 or each.cast > present:
            raise errors.BallotCountError(teacher=each.teacher, cast=each.cast, present=present)


def ballot_must_be_closed(state: Appraisal, rules: AnnualAppraisalRules) -> None:
    """先测评后建议: where the pack asks for it, the staff was asked. 依据: 考核规定 第17条."""
    if rules.ballot_required and not state.balloted:
        raise errors.StageError(step="not_balloted", on="")


# Proposals and decisions


def must_not_be_decided(person: str, taking_part: Participant) -> None:
    """决定一次: later changes are corrections, with their authority. 依据: E.4 (version n+1)."""
    if taking_part.version:
        raise errors.DecidedTwiceError(teacher=person, version=taking_part.version)


def year_must_be_ending(span: Span, today: date, rules: AnnualAppraisalRules) -> None:
    """年末或者次年初: grades are decided when the year ends. 依据: 考核规定 第9条 (B9-04)."""
    earliest = span.until_on - timedelta(days=rules.early_days)
    if today < earliest:
        raise errors.TooEarlyError(today=today.isoformat(), earliest=earliest.isoformat())


def team_must_decide_together(command: Collective, rules: AnnualAppraisalRules) -> None:
    """集体研究决定: the quorum is there, more than half of all members agree, nobody alone.

    依据: 考核规定 第17条 (B9-08).
    """
    required = max(rules.leaders_quorum.ceil_of(command.members), _TOGETHER)
    counts_fit = command.in_favour <= command.present <= command.members
    carried = 2 * command.in_favour > command.members
    if not counts_fit or command.present < required or not carried:
        raise errors.NotCollectiveError(
            members=command.members,
            present=command.present,
            in_favour=command.in_favour,
            required=required,
        )


_TOGETHER = 2


def must_be_proposed(person: str, taking_part: Participant) -> Result:
    """先建议后决定: the team decides on the committee's proposal. 依据: 考核规定 第17条."""
    if taking_part.proposed is None:
        raise errors.NotProposedError(teacher=person)
    return taking_part.proposed


def grade_must_be_missing(person: str, taking_part: Participant) -> None:
    """补定档次: for who was put off, or whose result a case took away. 依据: 考核规定 第42条."""
    missing = taking_part.result in {None, Result.DEFERRED}
    if not taking_part.version or not missing:
        raise errors.DecidedTwiceError(teacher=person, version=taking_part.version)


def result_must_stand(person: str, taking_part: Participant) -> Result:
    """已有结论: what is corrected or told was decided, and stands. 依据: 考核规定 第17条."""
    if taking_part.result is None:
        raise errors.NotDecidedError(teacher=person, version=taking_part.version)
    return taking_part.result


def result_must_change(person: str, taking_part: Participant, result: Result) -> None:
    """更正: a correction changes the result. 依据: E.4 (version n+1)."""
    before = result_must_stand(person, taking_part)
    if before is result or before is Result.DEFERRED:
        raise errors.DecidedTwiceError(teacher=person, version=taking_part.version)
