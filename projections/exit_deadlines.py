"""Deadlines that follow from protection and exit: ends of protections, days of notice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from domain.contract.events import (
    ContractEnded,
    ContractExtended,
    ContractTerminated,
    TerminationNoticeServed,
    TerminationNoticeWithdrawn,
    UnionOpinionGiven,
    UnionTold,
)
from domain.kernel import DomainEvent
from domain.protection.events import ProtectionEnded, ProtectionProlonged, ProtectionRecorded
from domain.teacher.events import ResignationCompleted, ResignationWithdrawn, TeacherResigned
from projections.feed import FeedItem

EVENTS: tuple[type[DomainEvent], ...] = (
    ProtectionRecorded,
    ProtectionProlonged,
    ProtectionEnded,
    ContractExtended,
    TerminationNoticeServed,
    TerminationNoticeWithdrawn,
    ContractTerminated,
    ContractEnded,
    UnionTold,
    UnionOpinionGiven,
    TeacherResigned,
    ResignationWithdrawn,
    ResignationCompleted,
)


class Change(NamedTuple):
    """What happens to one deadline: due on a last day, or settled where there is none."""

    kind: str
    matter: str
    due: date | None = None


def changes_of(item: FeedItem) -> tuple[Change, ...]:
    """Return the deadlines that an event sets or settles."""
    key = item.key
    match item.event:
        case ProtectionRecorded() | ProtectionProlonged() as running:
            return (Change("protection", f"{key}/{running.protection}", _last(running.until_on)),)
        case ProtectionEnded() as ended:
            return (Change("protection", f"{key}/{ended.protection}"),)
        case TeacherResigned() as resigned:
            return (Change("resignation_notice", key, resigned.notice_until),)
        case ResignationWithdrawn() | ResignationCompleted():
            return (Change("resignation_notice", key),)
        case event:
            return _of_contract(key, event)


def _of_contract(key: str, event: DomainEvent) -> tuple[Change, ...]:
    match event:
        case ContractExtended() as longer:
            return (Change("extended_term", key, _last(longer.until_on)),)
        case TerminationNoticeServed() as served:
            return (Change("termination_notice", key, served.notice_until),)
        case TerminationNoticeWithdrawn():
            return (Change("termination_notice", key), Change("union_opinion", key))
        case ContractTerminated() | ContractEnded():
            kinds = ("termination_notice", "extended_term", "union_opinion")
            return tuple(Change(kind, key) for kind in kinds)
        case UnionTold() as told:
            return (Change("union_opinion", key, told.opinion_until),)
        case UnionOpinionGiven():
            return (Change("union_opinion", key),)
        case _:
            return ()


def _last(until_on: date) -> date:
    return until_on - timedelta(days=1)
