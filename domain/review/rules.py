"""Rules of reviews, each with its basis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.planning.pack import RulePack
from domain.planning.review_sections import ReviewRules
from domain.planning.rules import must_be_adopted
from domain.planning.sections import AppraisalRules
from domain.planning.state import Plan
from domain.review import errors
from domain.review.commands import OpenTeamReview
from domain.review.events import Term
from domain.review.marks import Mark, Part, Present, TeamJudgement, TeamScore
from domain.review.state import ReviewYear, Step, TeamReview, ThreeReviews
from domain.values.calendar import plus_months

_YEAR = 12


def school_must_be_of_plan(plan: Plan, school: str) -> None:
    """考核范围: a school of the plan by whose rules it is reviewed. 依据: S001-06, S002-45."""
    if school not in plan.schools:
        raise errors.NotOfPlanError(school=school, plan_title=plan.title)


def pack_in_force(plan: Plan) -> RulePack:
    """考核规则: those of the plan in force. 依据: S001-04, INV3."""
    sha256, _ = must_be_adopted(plan)
    return plan.packs[sha256]


def review_rules_of(pack: RulePack) -> ReviewRules:
    """考核规则: the pack's, else those of the constants sheet. 依据: S001-10, S001-03, S002-32."""
    return pack.review or ReviewRules()


def team_must_be_named(command: OpenTeamReview) -> None:
    """班子成员: each once, the head among them. 依据: S001-06, S001-09."""
    members = command.members
    if command.leader not in members or len(set(members)) != len(members):
        raise errors.TeamError(leader=command.leader, members=len(members))


def step_must_be(state: TeamReview, step: Step) -> None:
    """五步次序: no step before the one that it follows is on record, and none twice.

    依据: S001-09 (T02).
    """
    if state.step is not step:
        raise errors.StepError(step=state.step.value, needed=step.value)


def day_must_follow(on: date, today: date, last_on: date | None) -> None:
    """先后日期: no day before the one that it follows, nor ahead. 依据: S001-09, S002-36; INV8."""
    if on > today or (last_on is not None and on < last_on):
        earlier = last_on.isoformat() if last_on is not None else ""
        raise errors.DayError(on=on.isoformat(), today=today.isoformat(), after=earlier)


def marks_must_fit(
    state: TeamReview, part: Part, marks: Sequence[Mark], rules: ReviewRules
) -> None:
    """逐项评分: team and members, each one mark, between none and the part's most.

    依据: S001-10.
    """
    found = [each.about for each in marks]
    if sorted(found) != sorted(state.subjects):
        raise errors.MarksError(part=part.value, marks=len(found), needed=len(state.subjects))
    most = rules.most_milli(part)
    for each in marks:
        if not 0 <= each.mark_milli <= most:
            raise errors.MarksError(
                part=part.value, about=each.about, mark_milli=each.mark_milli, most_milli=most
            )


def grade_must_be_of_the_year(
    state: TeamReview, first: TeamReview | None, judgements: Sequence[TeamJudgement]
) -> None:
    """学年等次: each term's scores are on record; one grade is given, with the second term.

    依据: S001-06, S001-08, A.6 X9.
    """
    graded = sum(each.grade is not None for each in judgements)
    if state.term is Term.FIRST:
        needed, first_scored = 0, True
    else:
        needed, first_scored = len(judgements), first is not None and bool(first.scores)
    if graded != needed or not first_scored:
        raise errors.YearGradeError(
            term=state.term.value, graded=graded, needed=needed, first_scored=int(first_scored)
        )


def scored(state: TeamReview, given: TeamJudgement) -> TeamScore:
    """总分: 领导评定、民主测评、群众座谈与实绩之和, of the marks on record. 依据: S001-10 (T01)."""
    total = (
        given.leaders_milli
        + state.marks[Part.DEMOCRATIC][given.about]
        + state.marks[Part.DISCUSSION][given.about]
        + given.performance_milli
    )
    return TeamScore(
        about=given.about,
        leaders_milli=given.leaders_milli,
        performance_milli=given.performance_milli,
        grade=given.grade,
        total_milli=total,
    )


def quorum_must_be_there(told: int, present: int, rules: AppraisalRules, at_work: int) -> None:
    """测评人数: the pack's share of the staff in post, rounded up.

    Those whom the ledger knows ``at_work`` are of it, whatever smaller number is ``told``.
    依据: B11-05 (T22).
    """
    staff = max(told, at_work)
    required = rules.required_present(staff)
    if not required <= present <= told:
        raise errors.QuorumError(staff=staff, present=present, required=required)


def every_group_must_be_heard(present: Present) -> None:
    """座谈: part of the team, party members and teachers. 依据: S001-09."""
    if 0 in (present.team, present.party, present.teachers):
        raise errors.DiscussionError(
            team=present.team, party=present.party, teachers=present.teachers
        )


# The school year


def must_not_lie_ahead(on: date, today: date) -> None:
    """事后记录: what happened is recorded on its day or later. 依据: INV8."""
    if on > today:
        raise errors.DayError(on=on.isoformat(), today=today.isoformat(), after="")


def day_must_be_of_year(on: date, today: date, plan: Plan) -> None:
    """学年: from the first day of school, a year long; and not ahead. 依据: S002-32, INV8."""
    begins = plan.timetable.term_starts_on
    ends = plus_months(begins, _YEAR)
    if on > today or not begins <= on < ends:
        raise errors.DayError(on=on.isoformat(), today=today.isoformat(), after=begins.isoformat())


def bureau_must_be_invited(bureau_leaders: int) -> None:
    """邀请局领导: school leaders report before the town office and the bureau. 依据: S002-32."""
    if bureau_leaders == 0:
        raise errors.BureauMissingError(bureau_leaders=bureau_leaders)


def must_be_held_once(on: date, held: Sequence[date]) -> None:
    """一日一次: what is counted, is counted once. 依据: S002-32, S001-03."""
    if on in held:
        raise errors.HeldTwiceError(on=on.isoformat())


def month_must_be_planned(on: date, held: Sequence[date], rules: ReviewRules) -> None:
    """三评时间: in the months of the plan, once in each. 依据: S001-03."""
    done = {each.month for each in held}
    if on.month not in set(rules.three_review_months) - done:
        months = "、".join(str(month) for month in rules.three_review_months)
        raise errors.MonthError(on=on.isoformat(), months=months)


def must_have_been_held(state: ReviewYear | None, held_on: date, on: date) -> ThreeReviews:
    """先评后反馈: results are those of reviews that were held. 依据: S001-03."""
    found = state.three.get(held_on) if state is not None else None
    if found is None or on < held_on:
        raise errors.NotHeldError(held_on=held_on.isoformat(), on=on.isoformat())
    return found


def must_have_been_fed_back(held: ThreeReviews, held_on: date, on: date) -> None:
    """先反馈后整改: a school mends what it was told. 依据: S001-03."""
    if held.fed_back_on is None or on < held.fed_back_on:
        raise errors.NotHeldError(held_on=held_on.isoformat(), on=on.isoformat())


def must_be_the_first(told_on: date | None) -> None:
    """一次反馈、一次整改. 依据: S001-03."""
    if told_on is not None:
        raise errors.HeldTwiceError(on=told_on.isoformat())
