"""Decisions on a teacher's protection (保护)."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.contract.current import contract_in_force
from domain.contract.extending import extension
from domain.contract.state import Contract
from domain.kernel import Decision, Personal, Recorded, States, require, stream_of
from domain.planning.pack import RulePack
from domain.planning.protection_sections import protection_rules_of
from domain.planning.state import Plan
from domain.protection import commands as c
from domain.protection import events as e
from domain.protection import rules
from domain.protection.kinds import STATUTORY_EFFECTS
from domain.protection.state import Safeguards
from domain.protection.state import evolve as folded
from domain.teacher.state import Teacher
from domain.values.time import beijing_date


def decide(states: States, command: c.ProtectionCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    teacher = require(states, Teacher, command.teacher)
    on = beijing_date(at)
    match command:
        case c.RecordProtection():
            return _record(states, teacher, command, on)
        case c.RecordCategory():
            return _categorise(states, teacher, command)
        case c.ProlongProtection():
            return _prolong(states, teacher, command, on)
        case c.EndProtection():
            rules.must_be_in_force(teacher.safeguards, command.protection, on)
            rules.evidence_must_be_given(command.evidence)
            ended = e.ProtectionEnded(protection=command.protection, on=on)
            return (_sealed(command, ended, {"ended": command.evidence}),)
        case c.GiveConsent() | c.WithdrawConsent():
            return (Recorded(_stream(command), _consent(teacher, command, on)),)
        case c.RequestTermToRetirement():
            pack = _pack_of(states, command.plan)
            seniority = protection_rules_of(pack).to_retirement
            rules.seniority_must_suffice(teacher.unit_since, on, command.retires_on, seniority)
            asked = e.TermToRetirementRequested(until_on=command.retires_on, on=on)
            return (Recorded(_stream(command), asked),)
        case _:
            assert_never(command)


def _record(states: States, teacher: Teacher, command: c.RecordProtection, on: date) -> Decision:
    rules.must_be_new(teacher.safeguards, command.protection)
    rules.evidence_must_be_given(command.evidence)
    pack = _pack_of(states, command.plan)
    until_on = rules.end_of(command, teacher.unit_since, protection_rules_of(pack))
    rules.dates_must_follow(command.from_on, until_on)
    recorded = e.ProtectionRecorded(
        protection=command.protection,
        effects=STATUTORY_EFFECTS[command.kind],
        from_on=command.from_on,
        until_on=until_on,
        pack_sha256=pack.sha256() if pack is not None else None,
    )
    sealed = _sealed(command, recorded, _facts(command))
    return (sealed, *_extended(states, teacher, command.teacher, recorded, on))


def _facts(command: c.RecordProtection) -> dict[str, str]:
    told = {
        "kind": command.kind.value,
        "evidence": command.evidence,
        "children": str(command.children),
        "difficult_birth": str(command.difficult_birth).lower(),
    }
    days = {"child_born_on": command.child_born_on, "retires_on": command.retires_on}
    return told | {name: day.isoformat() for name, day in days.items() if day is not None}


def _categorise(states: States, teacher: Teacher, command: c.RecordCategory) -> Decision:
    rules.must_be_new(teacher.safeguards, command.protection)
    rules.evidence_must_be_given(command.evidence)
    pack = _pack_of(states, command.plan)
    category = rules.category_must_be_listed(command, protection_rules_of(pack))
    until_on = rules.end_of_category(command, category)
    rules.dates_must_follow(command.from_on, until_on)
    recorded = e.ProtectionRecorded(
        protection=command.protection,
        effects=category.effects,
        from_on=command.from_on,
        until_on=until_on,
        bonus=category.bonus,
        pack_sha256=pack.sha256() if pack is not None else None,
    )
    facts = {
        "category": command.category,
        "evidence_kind": command.evidence_kind.value,
        "evidence": command.evidence,
    }
    return (_sealed(command, recorded, facts),)


def _prolong(states: States, teacher: Teacher, command: c.ProlongProtection, on: date) -> Decision:
    standing = rules.must_be_in_force(teacher.safeguards, command.protection, on)
    rules.evidence_must_be_given(command.evidence)
    rules.dates_must_follow(standing.until_on, command.until_on)
    prolonged = e.ProtectionProlonged(protection=command.protection, until_on=command.until_on)
    place = f"prolonged.{command.until_on.isoformat()}"
    sealed = _sealed(command, prolonged, {place: command.evidence})
    return (sealed, *_extended(states, teacher, command.teacher, prolonged, on))


def _extended(
    states: States, teacher: Teacher, person: str, event: e.ProtectionEvent, on: date
) -> Decision:
    """自动延续: the contract that she works under runs on in the same act (B3-02, T10)."""
    found = contract_in_force(states, teacher, person)
    if found is None:
        return ()
    name, contract = found
    after: Safeguards = folded(teacher.safeguards, event)
    longer = extension(contract, after, on)
    return () if longer is None else (Recorded(stream_of(Contract, name), longer),)


def _consent(
    teacher: Teacher, command: c.GiveConsent | c.WithdrawConsent, on: date
) -> e.ProtectionEvent:
    given = isinstance(command, c.GiveConsent)
    rules.consent_must_change(teacher.safeguards, command.matter, command.about, to=given)
    event = e.ConsentGiven if given else e.ConsentWithdrawn
    return event(matter=command.matter, about=command.about, on=on)


def _pack_of(states: States, plan: str | None) -> RulePack | None:
    return require(states, Plan, plan).pack_in_force if plan is not None else None


def _sealed(
    command: c.RecordProtection | c.RecordCategory | c.ProlongProtection | c.EndProtection,
    event: e.ProtectionEvent,
    facts: dict[str, str],
) -> Recorded:
    """Return the event, and for the vault what it rests on: health and family (C1-03)."""
    personal = tuple(
        Personal(f"protection.{command.protection}.{name}", command.teacher, value)
        for name, value in facts.items()
    )
    return Recorded(_stream(command), event, personal)


def _stream(command: c.ProtectionCommand) -> str:
    return stream_of(Teacher, command.teacher)
