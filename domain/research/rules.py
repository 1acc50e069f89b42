"""Rules of teaching research, each with its basis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.kernel import States, require
from domain.planning.office_sections import ResearchRules
from domain.planning.state import Plan
from domain.research import errors
from domain.research.commands import OpenResearchYear
from domain.research.state import Group, ResearchYear
from domain.school.posts import StaffClass
from domain.school.state import School
from domain.teacher.state import PostHeld, Teacher


def office_must_be_staffed(command: OpenResearchYear, pack: ResearchRules) -> None:
    """教研室组成: a director and the pack's number of deputies, all different. 依据: S002-26."""
    people = {command.director, *command.deputies}
    if len(command.deputies) != pack.deputies or len(people) != pack.deputies + 1:
        raise errors.ResearchOfficeError(deputies=len(command.deputies), required=pack.deputies)


def subjects_must_fit(command: OpenResearchYear, pack: ResearchRules) -> None:
    """教研组数: a subject has one group, and the schools can lead them all. 依据: S002-27."""
    room = len(command.schools) * pack.groups_per_school
    subjects = len(command.subjects)
    if not 1 <= subjects <= room or len(set(command.subjects)) != subjects:
        raise errors.SubjectsError(subjects=subjects, room=room)


def schools_must_be_the_towns(states: States, command: OpenResearchYear, plan: Plan) -> None:
    """本镇学校: schools of the plan and of this town office. 依据: S002-26, S002-27."""
    if plan.owner != command.town_office:
        raise errors.NotOfTheTownError(school="", town_office=command.town_office)
    for name in (*command.schools, command.centre):
        own = name in plan.schools
        own = own and require(states, School, name).town_office == command.town_office
        if not own or command.schools.count(name) > 1:
            raise errors.NotOfTheTownError(school=name, town_office=command.town_office)


def deadline_must_lie_ahead(deadline_on: date, today: date) -> None:
    """申报截止: not in the past. 依据: S002-27."""
    if deadline_on < today:
        raise errors.DeadlineNotOverError(deadline_on=deadline_on.isoformat(), on=today.isoformat())


def year_must_be_open(state: ResearchYear) -> None:
    """学年内: nothing follows once the year is settled. 依据: S002-27."""
    if state.settled:
        raise errors.ResearchYearClosedError(plan=state.plan)


def application_must_be_in_time(state: ResearchYear, today: date) -> None:
    """申报期限: by the day on which the ledger received it. 依据: S002-27."""
    if today > state.deadline_on:
        raise errors.ResearchYearClosedError(
            deadline_on=state.deadline_on.isoformat(), received_on=today.isoformat()
        )


def deadline_must_be_over(state: ResearchYear, today: date) -> None:
    """先申报后择优: groups are decided when every school could apply. 依据: S002-27."""
    if today <= state.deadline_on:
        raise errors.DeadlineNotOverError(
            deadline_on=state.deadline_on.isoformat(), on=today.isoformat()
        )


def group_must_be_sought(state: ResearchYear, school: str, subject: str) -> None:
    """申报范围: a subject and a school of this year, once. 依据: S002-27."""
    if school not in state.schools or subject not in state.subjects:
        raise errors.GroupUnknownError(school=school, subject=subject)
    if state.application(school, subject) is not None:
        raise errors.GroupTakenError(school=school, subject=subject)


def application_for(state: ResearchYear, school: str, subject: str) -> Group:
    """先申报: only a school that applied gets the group. 依据: S002-27."""
    found = state.application(school, subject)
    if found is None:
        raise errors.GroupUnknownError(school=school, subject=subject)
    return found


def group_must_be_free(state: ResearchYear, group: Group, pack: ResearchRules) -> None:
    """一学科一组: the subject is free, and the school leads fewer than the pack allows.

    依据: S002-27 (10 groups in 6 schools).
    """
    if group.subject in state.groups:
        raise errors.GroupTakenError(school=group.school, subject=group.subject)
    led = state.groups_of(group.school)
    if led >= pack.groups_per_school:
        raise errors.SchoolFullError(school=group.school, groups=led)


def researcher_must_be_free(state: ResearchYear, teacher: str) -> None:
    """一人一组: nobody is a researcher twice in a year. 依据: S002-27."""
    if teacher in state.researchers:
        raise errors.LeaderTakenError(teacher=teacher)


def teaching_post_must_be_held(states: States, teacher: str, school: str) -> PostHeld:
    """先聘岗位: a researcher teaches in the school. 依据: S002-11, S002-26, S002-27."""
    held = require(states, Teacher, teacher).holds
    if held is None or held.school != school or held.staff_class is not StaffClass.TEACHING:
        raise errors.BasePostMissingError(teacher=teacher, school=school)
    return held


def place_must_be_left(state: ResearchYear) -> None:
    """兼职名额: no more than the year has. 依据: S002-26."""
    if len(state.part_time) >= state.part_time_places:
        raise errors.PlacesFullError(places=state.part_time_places)


def former_must_come_first(state: ResearchYear, teacher: str, pack: ResearchRules) -> None:
    """原教研员优先: nobody else while one of them waits. 依据: S002-26."""
    if pack.prefer_former and teacher not in state.former and state.waiting:
        raise errors.FormerFirstError(teacher=teacher, waiting=len(state.waiting))


def must_wait_for_a_place(state: ResearchYear, teacher: str) -> None:
    """放弃兼职: only who has the claim, and once. 依据: S002-26."""
    if teacher not in state.waiting:
        raise errors.NotFormerError(teacher=teacher)


def load_must_be_reached(held: PostHeld, teacher: str, pack: ResearchRules) -> None:
    """三分之二课时: the contracted periods reach the pack's part of a load.

    依据: S002-26, A.6 X8 (the load is what the published posts say).
    """
    if held.periods_milli < pack.due_periods_milli:
        raise errors.LoadTooLightError(
            teacher=teacher,
            periods_milli=held.periods_milli,
            due_milli=pack.due_periods_milli,
        )


def vacant_subjects(state: ResearchYear) -> Sequence[str]:
    """Return the subjects without a group, in the order in which the year names them."""
    return tuple(each for each in state.subjects if each not in state.groups)
