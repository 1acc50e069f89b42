"""Whom an event is about, and that no official acts in such a matter (回避)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from domain.dispute.state import DisputeCase
from domain.kernel import DomainEvent, Recorded, States
from domain.mandate import errors
from domain.mandate.roles import Mandated, Role
from domain.mandate.state import Mandates
from domain.notice.matter import people_concerned
from domain.oversight.state import EvaluatorTraining
from domain.signers import SIGNERS
from domain.teacher.state import Teacher

_SUBJECT_FIELDS = ("teacher", "bidder", "against", "chosen", "considered", "order")
_OF_A_PERSON = frozenset({Teacher.KIND, EvaluatorTraining.KIND})
_OFFICIAL_ROLES = frozenset(
    {
        Role.PRINCIPAL,
        Role.SECRETARY,
        Role.COMMITTEE_MEMBER,
        Role.JUDGE,
        Role.TOWN_OFFICER,
        Role.BUREAU_OFFICER,
        Role.HR_OFFICER,
        Role.DISPUTE_OFFICER,
        Role.SUPERVISOR,
        Role.UNION,
    }
)


def case_of(states: States, stream: str) -> DisputeCase | None:
    """Return the case whose stream it is."""
    kind, _, key = stream.partition(":")
    return states.find(DisputeCase, key) if kind == DisputeCase.KIND else None


def must_not_act_for_oneself_or_kin(
    states: States, recorded: Recorded, topics: frozenset[str], actors: Sequence[Mandated]
) -> None:
    """回避: officials keep out of their own and their relatives' matters (条例 第39条).

    What a decision does to an office or a file as its consequence is no matter of its own.
    """
    event, case = recorded.event, case_of(states, recorded.stream)
    subjects = _subjects_of(event)
    if not SIGNERS[event.TOPIC].follows & topics:
        subjects |= _whose(recorded)
    subjects |= case.parties if case is not None else frozenset()
    subjects |= people_concerned(states, recorded.stream, event)
    for actor in actors:
        if actor.role not in _OFFICIAL_ROLES:
            continue
        if actor.person in subjects:
            raise errors.OwnMatterError(person=actor.person, topic=event.TOPIC)
        person = states.find(Mandates, actor.person)
        kin = subjects & person.recused_from if person else frozenset()
        if kin:
            raise errors.RecusedError(person=actor.person, other=min(kin), topic=event.TOPIC)


def _subjects_of(event: DomainEvent) -> frozenset[str]:
    """Return the people whom an event is about."""
    found: set[str] = set()
    for name in _subject_fields(type(event)):
        value = getattr(event, name, None)
        found.update(value if isinstance(value, tuple) else () if value is None else (value,))
    return frozenset(found)


def _whose(recorded: Recorded) -> frozenset[str]:
    """Return whose office an event is about, or whose file or training it enters."""
    kind, _, key = recorded.stream.partition(":")
    person = getattr(recorded.event, "person", None)
    file = {key} if kind in _OF_A_PERSON else set()
    return frozenset(file | ({person} if isinstance(person, str) else set()))


@cache
def _subject_fields(kind: type[DomainEvent]) -> tuple[str, ...]:
    """Return which of the names the event has: as a field, or told out of its fields."""
    return tuple(
        name for name in _SUBJECT_FIELDS if name in kind.model_fields or hasattr(kind, name)
    )
