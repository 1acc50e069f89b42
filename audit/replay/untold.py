"""Facts that a command needs and its event does not tell: what else in the log tells them.

Some follow from what the decision brought about, or from what the log knows of everybody
concerned. The others (``ASSUMED``) are nowhere in the log, being sealed or never written down:
for these every value is tried that could have been, and the decision stands where the rules
grant with one of them the very events that were recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import product

from audit.replay.question import Question
from domain.appraisal.file_commands import RecordLeave
from domain.appraisal.file_events import LeaveRecorded
from domain.appraisal.grades import COUNTED, LeaveKind
from domain.exchange.commands import Move, OpenExchange, ProposeMove, ProposeTeam
from domain.exchange.events import ExchangeOpened, MoveProposed
from domain.exchange.rules import is_eligible, rules_of
from domain.intake.commands import AnnounceNewcomers
from domain.intake.events import NewcomersAnnounced
from domain.kernel import Command
from domain.planning.pack import RulePack
from domain.planning.protection_sections import protection_rules_of
from domain.planning.quota_sections import ExchangeRules
from domain.planning.state import Plan
from domain.protection.commands import RecordCategory, RecordProtection, RequestTermToRetirement
from domain.protection.events import ProtectionRecorded, TermToRetirementRequested
from domain.protection.kinds import STATUTORY_EFFECTS, StatutoryKind
from domain.quota.commands import AllocateQuota
from domain.quota.events import ShareComputed, ShareReason
from domain.teacher.state import Teacher
from domain.values.calendar import plus_months

Facts = Mapping[str, object]
_ONE = timedelta(days=1)


def _of_shares(question: Question) -> Iterator[Facts]:
    """Return the reasons of an allocation, which stand beside each computed share."""
    computed = (each.event for each in question.carried)
    yield {
        "reasons": tuple(
            ShareReason(school=each.school, reason=each.reason)
            for each in computed
            if isinstance(each, ShareComputed) and each.reason is not None
        )
    }


def _of_list(question: Question) -> Iterator[Facts]:
    """Return the natural days of a list; an end that rolled over leaves the most that fit."""
    announced = question.lead.event
    assert isinstance(announced, NewcomersAnnounced), "the form says so"
    yield {"days": (announced.until_on - announced.on).days}


def _of_zones(question: Question) -> Iterator[Facts]:
    """Return everybody who served in the zones' schools on that day, as the log knows them.

    Where fewer were counted, those were left out who could not be candidates anyhow.
    """
    opened = question.lead.event
    assert isinstance(opened, ExchangeOpened), "the form says so"
    backbone = tuple(each.teacher for each in opened.candidates if each.backbone)
    staff = {
        person: teacher
        for zone in opened.zones
        for school in zone.schools
        for person, teacher in _staff_of(question, school)
    }
    yield {"staff": tuple(staff), "backbone": backbone}
    rules = _exchange_rules(question, opened)
    if rules is not None:
        idle = [name for name, each in staff.items() if not _may_move(each, opened.on, rules)]
        left_out = set(idle[: max(len(staff) - opened.staff, 0)])
        yield {"staff": tuple(each for each in staff if each not in left_out), "backbone": backbone}


def _staff_of(question: Question, school: str) -> Iterator[tuple[str, Teacher]]:
    for stream in question.states.naming(f"school:{school}", "teacher"):
        teacher = question.states.state(stream)
        if isinstance(teacher, Teacher) and teacher.school == school and teacher.exited is None:
            yield stream.partition(":")[2], teacher


def _exchange_rules(question: Question, opened: ExchangeOpened) -> ExchangeRules | None:
    plan = question.states.find(Plan, opened.plan)
    pack = plan.packs.get(opened.pack_sha256) if plan is not None else None
    return rules_of(pack) if pack is not None else None


def _may_move(teacher: Teacher, on: date, rules: ExchangeRules) -> bool:
    return teacher.on_exchange is None and is_eligible(teacher.unbroken_from_on, on, rules)


def _of_move(question: Question) -> Iterator[Facts]:
    yield {"move": _move(question.lead.event)}


def _of_team(question: Question) -> Iterator[Facts]:
    yield {"moves": tuple(_move(each.event) for each in question.carried)}


def _move(event: object) -> Move:
    assert isinstance(event, MoveProposed), "a team carries proposals only"
    return Move(
        teacher=event.teacher,
        to_school=event.to_school,
        posts=event.posts,
        from_on=event.from_on,
        until_on=event.until_on,
    )


def _of_protection(question: Question) -> Iterator[Facts]:
    """Return the kinds of statutory protection with the effects that were recorded.

    Where nothing has them, neither by law nor by the plan, every kind is tried.
    """
    recorded = question.lead.event
    assert isinstance(recorded, ProtectionRecorded), "the form says so"
    kinds = [each for each, found in STATUTORY_EFFECTS.items() if found == recorded.effects]
    if not kinds and not any(_of_category(question)):
        kinds = list(StatutoryKind)
    by_law: list[tuple[str | None, RulePack | None]] = [(None, None)]
    plans = _plans_by(question, recorded.pack_sha256)
    for (plan, pack), kind in product(plans or by_law, kinds):
        months = protection_rules_of(pack).nursing_months
        born_on = plus_months(recorded.until_on, -months)
        # Of a month's last days several may lead to one end.
        days = (born_on + each * _ONE for each in range(4))
        born = (day for day in days if plus_months(day, months) == recorded.until_on)
        told: dict[str, object] = {"plan": plan, "kind": kind}
        if kind is StatutoryKind.NEAR_RETIREMENT:
            told["retires_on"] = recorded.until_on
        if kind is StatutoryKind.NURSING:
            told["child_born_on"] = next(born, born_on)
        yield told


def _of_category(question: Question) -> Iterator[Facts]:
    recorded = question.lead.event
    assert isinstance(recorded, ProtectionRecorded), "the form says so"
    for plan, pack in _plans_by(question, recorded.pack_sha256):
        for each in protection_rules_of(pack).categories:
            if each.effects == recorded.effects:
                yield {"plan": plan, "category": each.id, "evidence_kind": each.evidence}


def _of_leave(question: Question) -> Iterator[Facts]:
    """Return the kinds of leave that count, or do not, as was recorded.

    The plan's matrix may have each of them approved by another level.
    """
    recorded = question.lead.event
    assert isinstance(recorded, LeaveRecorded), "the form says so"
    for kind in LeaveKind:
        if (kind in COUNTED) == recorded.counted:
            yield {"kind": kind}


def _of_request(question: Question) -> Iterator[Facts]:
    requested = question.lead.event
    assert isinstance(requested, TermToRetirementRequested), "the form says so"
    for plan in (None, *(name for name, _ in _plans_of(question, _school(question)))):
        yield {"plan": plan, "retires_on": requested.until_on}


def _school(question: Question) -> str:
    teacher = question.before
    return teacher.school if isinstance(teacher, Teacher) else ""


def _plans_by(question: Question, pack_sha256: str | None) -> list[tuple[str, RulePack]]:
    """Return the plans whose pack in force is the one named."""
    plans = _plans_of(question, _school(question)) if pack_sha256 is not None else ()
    return [
        (name, plan.packs[pack_sha256])
        for name, plan in plans
        if pack_sha256 is not None and plan.in_force_sha256 == pack_sha256
    ]


def _plans_of(question: Question, school: str) -> Iterator[tuple[str, Plan]]:
    """Yield the plans in which a school takes part, the latest first."""
    for stream in reversed(question.states.naming(f"school:{school}", "plan")):
        plan = question.states.state(stream)
        if isinstance(plan, Plan):
            yield stream.partition(":")[2], plan


UNTOLD: Mapping[type[Command], Callable[[Question], Iterable[Facts]]] = {
    AllocateQuota: _of_shares,
    AnnounceNewcomers: _of_list,
    OpenExchange: _of_zones,
    ProposeMove: _of_move,
    ProposeTeam: _of_team,
    RecordProtection: _of_protection,
    RecordCategory: _of_category,
    RequestTermToRetirement: _of_request,
    RecordLeave: _of_leave,
}
"""By command: what its fields were that its event does not tell."""
ASSUMED: Mapping[type[Command], tuple[str, ...]] = {
    RecordProtection: ("kind", "evidence", "child_born_on"),
    RecordCategory: ("category", "evidence"),
    RequestTermToRetirement: ("plan",),
    RecordLeave: ("kind",),
}
"""By command: the fields that are nowhere in the log."""
