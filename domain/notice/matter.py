"""Whose matter a notice is: whoever decides an objection has no part in it (回避)."""

from __future__ import annotations

from domain.honour.state import HonourCall
from domain.kernel import Aggregate, DomainEvent, States, stream_of
from domain.notice.events import ObjectionRejected, ObjectionUpheld
from domain.notice.state import Notice
from domain.office.state import Competition, OutcomeNotice
from domain.principal.state import PrincipalSelection
from domain.recruitment.state import RecruitmentRound

_MATTERS: tuple[type[Aggregate], ...] = (Competition, PrincipalSelection, HonourCall)
"""What an outcome that is made public may be of; it has the matter's id."""


def streams_behind(states: States, stream: str) -> tuple[str, ...]:
    """Return a stream and, where it shows a list, the matter whose decisions the list shows."""
    kind, _, key = stream.partition(":")
    if kind == OutcomeNotice.KIND:
        return (stream, *(stream_of(each, key) for each in _MATTERS if states.find(each, key)))
    notice = _notice(states, stream)
    return (stream,) if notice is None else (stream, stream_of(RecruitmentRound, notice.round))


def people_concerned(states: States, stream: str, event: DomainEvent) -> frozenset[str]:
    """异议当事人: who objected, against whom, and everybody on the list.

    Nobody is concerned by other events of a notice, nor by events of other streams.
    """
    notice = _notice(states, stream)
    if notice is None or not isinstance(event, ObjectionUpheld | ObjectionRejected):
        return frozenset()
    objection = notice.objections[event.objection]
    listed = frozenset(entry.person for entry in notice.entries)
    return listed | {objection.objector, objection.against}


def _notice(states: States, stream: str) -> Notice | None:
    kind, _, key = stream.partition(":")
    return states.find(Notice, key) if kind == Notice.KIND else None
