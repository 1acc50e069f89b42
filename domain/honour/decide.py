"""Decisions on honours (评先表模、名师、后备干部)."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.honour import commands as c
from domain.honour import events as e
from domain.honour import rules
from domain.honour.eligibility import (
    Terms,
    nominee_must_be_eligible,
    papers_must_fill_gaps,
)
from domain.honour.register import decide_register
from domain.honour.state import HonourCall, Honours
from domain.kernel import Decision, Personal, Recorded, States, require, require_absent, stream_of
from domain.office.granting import end_of_term
from domain.office.rules import outcome_must_have_run_out
from domain.office.state import Competition, OutcomeNotice
from domain.planning.rules import must_be_adopted
from domain.planning.state import Plan
from domain.principal.state import PrincipalSelection
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date


def decide(states: States, command: c.HonourCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    today = beijing_date(at)
    if isinstance(command, c.RegisterCommand):
        return decide_register(states, command, today)
    if isinstance(command, c.OpenCall):
        return _recorded(command.call, _open(states, command, today))
    state = require(states, HonourCall, command.call)
    match command:
        case c.NominateTeacher():
            return _nominate(states, state, command, today)
        case c.DeclineNomination() | c.WithdrawNomination():
            return _recorded(command.call, _ended(state, command))
        case c.CancelCall():
            rules.call_must_go_on(state)
            must_hold_no_personal_data({"reason": command.reason})
            return _recorded(command.call, e.CallCancelled(reason=command.reason, on=today))
        case c.ChooseHonourees():
            return _recorded(command.call, _choose(states, state, command, today))
        case c.ConferHonours():
            return _confer(states, state, command, today)
        case _:
            assert_never(command)


def _recorded(call: str, event: e.CallEvent, *personal: Personal) -> Decision:
    return (Recorded(stream_of(HonourCall, call), event, personal),)


def _terms(states: States, state: HonourCall) -> Terms:
    pack = require(states, Plan, state.plan).packs[state.pack_sha256]
    category = rules.category_must_be_of_pack(pack, state.category)
    return Terms(plan=state.plan, pack=pack, category=category, called_on=state.on)


def _open(states: States, command: c.OpenCall, today: date) -> e.CallOpened:
    for kind in (HonourCall, Competition, PrincipalSelection):  # they share publicity by id
        require_absent(states, kind, command.call)
    plan = require(states, Plan, command.plan)
    pack_sha256, _ = must_be_adopted(plan)
    pack = plan.packs[pack_sha256]
    rules.category_must_be_of_pack(pack, command.category)
    rules.places_must_be_ceilings(plan, command.places, command.shares)
    rules.deadline_must_leave_time(command.deadline_on, today, rules.honour_rules_of(pack))
    must_hold_no_personal_data({"occasion": command.occasion})
    facts = command.model_dump(exclude={"call", "shares"})
    return e.CallOpened(pack_sha256=pack_sha256, shares=command.shares, on=today, **facts)


def _nominate(
    states: States, state: HonourCall, command: c.NominateTeacher, today: date
) -> Decision:
    terms = _terms(states, state)
    teacher = require(states, Teacher, command.teacher)
    rules.nominations_must_be_open(state, today)
    rules.nominator_must_be_theirs(require(states, School, teacher.school), command.nominator)
    rules.share_must_not_be_used_up(state, command.teacher, command.nominator)
    told = rules.honour_rules_of(terms.pack)
    rules.staff_must_have_been_told(state, command.told_on, today, told)
    papers_must_fill_gaps(command.teacher, teacher.file, command.papers)
    nominee_must_be_eligible(states, terms, command.teacher, command.papers, today)
    nominated = e.TeacherNominated(
        teacher=command.teacher,
        nominator=command.nominator,
        told_on=command.told_on,
        papers=command.papers,
    )
    materials = Personal(f"materials.{command.call}", command.teacher, command.materials)
    return _recorded(command.call, nominated, materials)


def _ended(
    state: HonourCall, command: c.DeclineNomination | c.WithdrawNomination
) -> e.NominationEnded:
    rules.call_must_go_on(state)
    nomination = rules.must_be_nominated(state, command.teacher)
    fell = command.teacher in state.chosen
    if isinstance(command, c.DeclineNomination):
        return e.NominationDeclined(teacher=command.teacher, choice_fell=fell)
    must_hold_no_personal_data({"reason": command.reason})
    return e.NominationWithdrawn(
        teacher=command.teacher,
        nominator=nomination.nominator,
        reason=command.reason,
        choice_fell=fell,
    )


def _choose(
    states: States, state: HonourCall, command: c.ChooseHonourees, today: date
) -> e.HonoureesChosen:
    rules.call_must_go_on(state)
    rules.nominations_must_be_over(state, today)
    outcome = states.find(OutcomeNotice, command.call)
    rules.choice_must_be_sound(state, command.chosen, outcome)
    _all_must_be_eligible(states, state, command.chosen, today)
    must_hold_no_personal_data({"reason": command.reason})
    return e.HonoureesChosen(
        chosen=command.chosen, considered=tuple(state.nominations), reason=command.reason
    )


def _all_must_be_eligible(
    states: States, state: HonourCall, chosen: tuple[str, ...], today: date
) -> None:
    terms = _terms(states, state)
    for person in chosen:
        papers = state.nominations[person].papers
        nominee_must_be_eligible(states, terms, person, papers, today)


def _confer(states: States, state: HonourCall, command: c.ConferHonours, today: date) -> Decision:
    """授予: after publicity of exactly these people, eligible still. 依据: B6-01, S004-17."""
    rules.call_must_go_on(state)
    outcome_must_have_run_out(states.find(OutcomeNotice, command.call), state.chosen)
    _all_must_be_eligible(states, state, state.chosen, today)
    must_hold_no_personal_data({"document": command.document})
    category = _terms(states, state).category
    conferred = e.HonoursConferredJointly if category.joint else e.HonoursConferred
    event = conferred(chosen=state.chosen, document=command.document, on=today)
    until_on = end_of_term(today, category.term_years) if category.term_years else None
    entered = (
        Recorded(
            stream_of(Honours, person),
            e.HonourEntered(
                teacher=person,
                call=command.call,
                plan=state.plan,
                pack_sha256=state.pack_sha256,
                bureau=state.bureau,
                category=category.id,
                kind=category.kind,
                joint=category.joint,
                on=today,
                until_on=until_on,
            ),
        )
        for person in state.chosen
    )
    return (*_recorded(command.call, event), *entered)
