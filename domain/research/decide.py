"""Decisions on teaching researchers (教研员)."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.kernel import Decision, Recorded, States, require, require_absent, stream_of
from domain.office.granting import grant
from domain.office.rules import office_rules_of, pack_digest_in_force
from domain.planning.office_sections import ResearchRules
from domain.planning.state import Plan
from domain.research import commands as c
from domain.research import events as e
from domain.research import rules
from domain.research.state import ResearchYear
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date

PART_TIME_TITLE = "兼职教研员"


def decide(states: States, command: c.ResearchCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    today = beijing_date(at)
    if isinstance(command, c.OpenResearchYear):
        return _recorded(command.year, _open(states, command, today))
    state = require(states, ResearchYear, command.year)
    rules.year_must_be_open(state)
    pack = office_rules_of(states, state.plan, state.pack_sha256).research
    match command:
        case c.ApplyForGroup():
            return _recorded(command.year, _apply(states, state, command, today))
        case c.AwardGroup():
            return _award(states, state, command, pack, today)
        case c.DeclinePartTimePlace():
            rules.must_wait_for_a_place(state, command.teacher)
            return _recorded(command.year, e.PartTimePlaceDeclined(teacher=command.teacher))
        case c.AppointPartTimeResearcher():
            return _appoint(states, state, command, pack, today)
        case c.SettleResearchYear():
            rules.deadline_must_be_over(state, today)
            return _recorded(command.year, _settled(state))
        case _:
            assert_never(command)


def _recorded(year: str, event: e.ResearchEvent) -> Decision:
    return (Recorded(stream_of(ResearchYear, year), event),)


def _open(states: States, command: c.OpenResearchYear, today: date) -> e.ResearchYearOpened:
    require_absent(states, ResearchYear, command.year)
    plan = require(states, Plan, command.plan)
    sha256 = pack_digest_in_force(plan, command.plan)
    pack = plan.packs[sha256].office_rules.research
    rules.schools_must_be_the_towns(states, command, plan)
    rules.office_must_be_staffed(command, pack)
    rules.subjects_must_fit(command, pack)
    rules.deadline_must_lie_ahead(command.deadline_on, today)
    return e.ResearchYearOpened(
        plan=command.plan,
        pack_sha256=sha256,
        town_office=command.town_office,
        director=command.director,
        deputies=command.deputies,
        subjects=command.subjects,
        schools=command.schools,
        centre=command.centre,
        part_time_places=command.part_time_places,
        former=command.former,
        on=today,
        deadline_on=command.deadline_on,
    )


def _apply(
    states: States, state: ResearchYear, command: c.ApplyForGroup, today: date
) -> e.GroupApplied:
    rules.application_must_be_in_time(state, today)
    rules.group_must_be_sought(state, command.school, command.subject)
    rules.teaching_post_must_be_held(states, command.teacher, command.school)
    must_hold_no_personal_data({"reason": command.reason})
    return e.GroupApplied(
        school=command.school,
        subject=command.subject,
        teacher=command.teacher,
        reason=command.reason,
    )


def _award(
    states: States,
    state: ResearchYear,
    command: c.AwardGroup,
    pack: ResearchRules,
    today: date,
) -> Decision:
    """教办择优: the leader is the subject's researcher from this day, for the pack's term."""
    rules.deadline_must_be_over(state, today)
    group = rules.application_for(state, command.school, command.subject)
    rules.group_must_be_free(state, group, pack)
    rules.researcher_must_be_free(state, group.teacher)
    rules.teaching_post_must_be_held(states, group.teacher, group.school)
    must_hold_no_personal_data({"reason": command.reason})
    awarded = e.GroupAwarded(
        school=group.school, subject=group.subject, teacher=group.teacher, reason=command.reason
    )
    granted = grant(
        group.school,
        title=f"学科教研员（{group.subject}）",
        person=group.teacher,
        from_on=today,
        years=pack.term_years,
    )
    return (*_recorded(command.year, awarded), granted)


def _appoint(
    states: States,
    state: ResearchYear,
    command: c.AppointPartTimeResearcher,
    pack: ResearchRules,
    today: date,
) -> Decision:
    rules.place_must_be_left(state)
    rules.researcher_must_be_free(state, command.teacher)
    rules.former_must_come_first(state, command.teacher, pack)
    held = rules.teaching_post_must_be_held(states, command.teacher, state.centre)
    rules.load_must_be_reached(held, command.teacher, pack)
    must_hold_no_personal_data({"reason": command.reason})
    appointed = e.PartTimeResearcherAppointed(
        teacher=command.teacher,
        school=state.centre,
        former=command.teacher in state.former,
        periods_milli=held.periods_milli,
        due_periods_milli=pack.due_periods_milli,
        reason=command.reason,
    )
    granted = grant(
        state.centre,
        title=PART_TIME_TITLE,
        person=command.teacher,
        from_on=today,
        years=pack.term_years,
    )
    return (*_recorded(command.year, appointed), granted)


def _settled(state: ResearchYear) -> e.ResearchYearSettled:
    return e.ResearchYearSettled(
        groups=tuple(
            e.GroupsOfSchool(school=each, groups=state.groups_of(each)) for each in state.schools
        ),
        vacant=tuple(rules.vacant_subjects(state)),
        part_time=state.part_time,
    )
