"""Opening a round: what it freezes, and what must have happened before."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from domain.intake.state import Intake
from domain.kernel import States, require, require_absent
from domain.mandate.state import Body
from domain.organ.rules import committee_must_be_set_up, organs_must_be_set_up
from domain.organ.state import PlanOrgans
from domain.planning.pack import RulePack
from domain.planning.state import Plan
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.state import RecruitmentRound
from domain.school.state import School
from domain.teacher.leaving import must_be_in_service
from domain.teacher.state import Teacher
from domain.values.time import end_of, start_of


def open_round(states: States, command: c.OpenRound) -> e.RoundEvent:
    """Freeze pack, posts, population and windows (E.2 第6步; T30)."""
    require_absent(states, RecruitmentRound, command.round)
    plan = require(states, Plan, command.plan)
    sha256 = _rules_of(plan, command)
    if command.stage not in plan.packs[sha256].stages:
        raise errors.StageNotPlannedError(plan=command.plan, stage=command.stage.value)
    _organiser_must_fit(states, command)
    _organs_must_be_there(states, command, plan, plan.packs[sha256])
    opens, closes = _window(plan, command)
    return e.RecruitmentRoundOpened(
        plan=command.plan,
        pack_sha256=sha256,
        stage=command.stage,
        organiser=command.organiser,
        schools=tuple(_frozen(states, command, school) for school in command.schools),
        population=_pool(states, command, plan.packs[sha256]),
        after=command.after,
        intents_from=opens,
        intents_until=closes,
    )


def _rules_of(plan: Plan, command: c.OpenRound) -> str:
    """规则冻结: a school's own stages go by the rules frozen before its posts were published.

    What is amended afterwards reaches rounds of later stages that are not open yet.
    依据: E.2 第6步, S000-13, INV3 (T30).
    """
    frozen, now = plan.frozen_pack_sha256, plan.in_force_sha256
    if frozen is None or now is None:
        raise errors.PlanNotFrozenError(plan=command.plan)
    return frozen if command.stage.is_run_by_a_school else now


def _organiser_must_fit(states: States, command: c.OpenRound) -> None:
    """组织者: a school runs its own stage, the office above its schools the stages after it.

    A zone's or town's office runs what goes on among its schools; across zones it is the
    bureau. Adjustment and standby are the office's or the bureau's.
    依据: B1-02, S002-03, S002-21, S002-23, S002-24.
    """
    named_once = len(set(command.schools)) == len(command.schools)
    if command.stage.is_run_by_a_school:
        fits = command.schools == (command.organiser,)
    else:
        offices: set[str | None] = {
            require(states, School, each).town_office for each in command.schools
        }
        above = {
            office.parent
            for each in offices
            if each is not None and (office := states.find(Body, each)) is not None
        }
        allowed = [offices] if command.stage in _OF_AN_OFFICE else [above]
        allowed += [offices] if not command.stage.competes else []
        fits = {command.organiser} in allowed and named_once
    if not fits:
        raise errors.WrongOrganiserError(stage=command.stage.value, organiser=command.organiser)


def _organs_must_be_there(states: States, command: c.OpenRound, plan: Plan, pack: RulePack) -> None:
    organs_must_be_set_up(plan, command.plan, pack, states.find(PlanOrgans, command.plan))
    if command.stage.is_run_by_a_school:
        committee_must_be_set_up(states, command.plan, command.organiser, pack)


_OF_OWN_STAFF = frozenset({e.Stage.DIRECT, e.Stage.IN_SCHOOL})
_OF_AN_OFFICE = frozenset({e.Stage.COORDINATION, e.Stage.IN_ZONE})


def _window(plan: Plan, command: c.OpenRound) -> tuple[datetime, datetime]:
    """阶段时间: a stage has its days in the frozen timetable. 依据: E.2 第6步, H2."""
    days = plan.timetable.window_of(command.stage)
    if days is None:
        raise errors.StageWindowMissingError(plan=command.plan, stage=command.stage.value)
    return start_of(days[0]), end_of(days[1])


def _frozen(states: States, command: c.OpenRound, name: str) -> e.RoundSchool:
    """岗位公布在先: posts are published to all before anyone bids. 依据: S002-10, 条例 第10条."""
    school = require(states, School, name)
    if school.plan != command.plan:
        raise errors.PostsNotPublishedError(school=name, plan=command.plan)
    own = {each for each in command.population if require(states, Teacher, each).school == name}
    here = school.people - school.guests
    settled = {each for each in here if not _came_with_the_plan(states, each, school)}
    return e.RoundSchool(
        school=name,
        establishment=school.establishment,
        posts=school.posts,
        original_staff=tuple(sorted(settled | own)),
    )


def _came_with_the_plan(states: States, person: str, school: School) -> bool:
    """Tell whether somebody was moved here by this plan's own rounds."""
    teacher = states.find(Teacher, person)
    moved = teacher.moved_by if teacher is not None else None
    earlier = states.find(RecruitmentRound, moved) if moved is not None else None
    return earlier is not None and earlier.plan == school.plan


def _pool(states: States, command: c.OpenRound, pack: RulePack) -> tuple[str, ...]:
    """竞聘范围: who holds no post; in a school's own round its staff, later the unplaced.

    The centres hire from the whole town; whom they leave competes again with the staff of
    the other schools. 依据: B1-03, S002-03, S002-22.
    """
    earlier = [_round_before(states, command, pack, name) for name in command.after]
    for person in command.population:
        teacher = require(states, Teacher, person)
        must_be_in_service(teacher, person)
        if teacher.holds is not None:
            raise errors.NotInPoolError(teacher=person, school=teacher.school)
        own = teacher.school == command.organiser
        if command.stage is e.Stage.CENTRES or (command.stage in _OF_OWN_STAFF and own):
            continue
        known = any(_was_left_by(each, person) for each in earlier)
        if not (known or _is_new(states, command.plan, person)):
            raise errors.StageSkippedError(
                teacher=person, school=teacher.school, stage=command.stage.value
            )
    for person, times in Counter(command.population).items():
        if times > 1:
            raise errors.PoolNamedTwiceError(teacher=person, organiser=command.organiser)
    return tuple(sorted(command.population))


def _is_new(states: States, plan: str, person: str) -> bool:
    """招引人员: a newcomer of the plan's intake competes in the stage that is on. 依据: S004-15."""
    intake = states.find(Intake, plan)
    lines = intake.lines.values() if intake is not None else ()
    return any(person in line.admitted for line in lines)


def _was_left_by(earlier: RecruitmentRound, person: str) -> bool:
    bidder = earlier.bidders.get(person)
    return bidder is not None and bidder.unplaced and bidder.told


def _round_before(
    states: States, command: c.OpenRound, pack: RulePack, name: str
) -> RecruitmentRound:
    """阶段衔接: a stage follows a closed round of the stage before it, under the same plan.

    A standby that ran out without a post leads to a new adjustment. 依据: B1-02, B1-07, T49.
    """
    earlier = require(states, RecruitmentRound, name)
    again = (earlier.stage, command.stage) == (e.Stage.STANDBY_TRAINING, e.Stage.ADJUSTMENT)
    before = pack.stages[: pack.stages.index(command.stage)]
    follows = before[-1:] == (earlier.stage,) or again
    if earlier.plan != command.plan or not follows or not earlier.selection_closed:
        raise errors.StageOrderError(
            round=name, earlier=earlier.stage.value, stage=command.stage.value
        )
    return earlier
