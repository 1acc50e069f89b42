"""Opening a round: what it freezes, and what must have happened before."""

from __future__ import annotations

from datetime import datetime

from domain.kernel import States, require, require_absent
from domain.planning.state import Plan
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.selection_rules import people_of
from domain.recruitment.state import RecruitmentRound
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.time import end_of, start_of


def open_round(states: States, command: c.OpenRound) -> e.RoundEvent:
    """Freeze pack, posts, population and windows (E.2 第6步; T30)."""
    require_absent(states, RecruitmentRound, command.round)
    plan = require(states, Plan, command.plan)
    sha256 = plan.in_force_sha256
    if not plan.frozen or sha256 is None:
        raise errors.PlanNotFrozenError(plan=command.plan)
    if command.stage not in plan.packs[sha256].stages:
        raise errors.StageNotPlannedError(plan=command.plan, stage=command.stage.value)
    _organiser_must_fit(states, command)
    opens, closes = _window(plan, command.stage)
    return e.RecruitmentRoundOpened(
        plan=command.plan,
        pack_sha256=sha256,
        stage=command.stage,
        organiser=command.organiser,
        schools=tuple(_frozen(states, command, school) for school in command.schools),
        population=_pool(states, command),
        intents_from=opens,
        intents_until=closes,
    )


def _organiser_must_fit(states: States, command: c.OpenRound) -> None:
    """组织者: a school runs its own stage, the town office of its schools the coordination.

    依据: B1-02, S002-21, S002-23.
    """
    if command.stage is e.Stage.IN_SCHOOL:
        fits = command.schools == (command.organiser,)
    else:
        offices = {require(states, School, each).town_office for each in command.schools}
        named_once = len(set(command.schools)) == len(command.schools)
        fits = offices == {command.organiser} and named_once
    if not fits:
        raise errors.WrongOrganiserError(stage=command.stage.value, organiser=command.organiser)


def _window(plan: Plan, stage: e.Stage) -> tuple[datetime, datetime]:
    table = plan.timetable
    if stage is e.Stage.IN_SCHOOL:
        return start_of(table.intents_from_on), end_of(table.intents_until_on)
    return start_of(table.coordination_on), end_of(table.cutoff_on)


def _frozen(states: States, command: c.OpenRound, name: str) -> e.RoundSchool:
    """岗位公布在先: posts are published to all before anyone bids. 依据: S002-10, 条例 第10条."""
    school = require(states, School, name)
    if school.plan != command.plan:
        raise errors.PostsNotPublishedError(school=name, plan=command.plan)
    own = {each for each in command.population if require(states, Teacher, each).school == name}
    here = people_of(school) - school.guests
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


def _pool(states: States, command: c.OpenRound) -> tuple[str, ...]:
    """竞聘范围: without a post set; in the school's own stage, of that school. 依据: B1-03."""
    for person in command.population:
        teacher = require(states, Teacher, person)
        outsider = command.stage is e.Stage.IN_SCHOOL and teacher.school != command.organiser
        if teacher.holds is not None or outsider:
            raise errors.NotInPoolError(teacher=person, school=teacher.school)
    if len(set(command.population)) != len(command.population):
        raise errors.NotInPoolError(teacher="named twice", school=command.organiser)
    return tuple(sorted(command.population))
