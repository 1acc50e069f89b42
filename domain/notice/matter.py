"""Whose matter a notice is: whoever decides an objection has no part in it (回避)."""

from __future__ import annotations

from domain.kernel import DomainEvent, States, stream_of
from domain.notice.events import ObjectionRejected, ObjectionUpheld
from domain.notice.state import Notice
from domain.recruitment.state import RecruitmentRound


def streams_behind(states: States, stream: str) -> tuple[str, ...]:
    """Return a stream and, where it is a notice, the round whose decisions the list shows."""
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
