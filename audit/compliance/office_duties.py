"""Duties with a date about offices and exchange: filing an appointment, coming back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from audit.compliance.findings import Breach, Severity
from audit.replay.events import Logged
from domain.office.events import AppointmentApproved, AppointmentFiled
from domain.teacher.events import ReturnedFromExchange, SentOnExchange

_FILING, _RETURN = "003-E3", "B12-05"


class OfficeDuties:
    """Watches these duties as history goes on; what is open at the end is told at the end."""

    def __init__(self) -> None:
        self._unfiled: dict[tuple[str, str], tuple[Logged, AppointmentApproved, str]] = {}
        self._away: dict[str, tuple[Logged, SentOnExchange, str]] = {}

    def after(self, events: Sequence[Logged], at: str) -> Iterator[Breach]:
        """Take an act's events; yield the breaches that they are."""
        for each in events:
            match each.event:
                case AppointmentApproved() as approved:
                    self._unfiled[each.stream, approved.teacher] = each, approved, at
                case AppointmentFiled() as filed:
                    approval = self._unfiled.pop((each.stream, filed.teacher), None)
                    due_on = filed.due_on if approval is None else approval[1].due_on
                    yield from _filed_late(each, filed, due_on, at)
                case SentOnExchange() as sent:
                    self._away[each.stream] = each, sent, at
                case ReturnedFromExchange():
                    self._away.pop(each.stream, None)
                case _:
                    pass

    def open_at(self, today: date) -> Iterator[Breach]:
        """Yield what is still to be done at the end of the walk."""
        for each, approved, at in self._unfiled.values():
            if today > approved.due_on:
                told = f"职务聘任应于{approved.due_on.isoformat()}前备案，至今未备案"
                yield _minor("duty.appointment-unfiled", _FILING, told, each, at, approved.teacher)
        for each, sent, at in self._away.values():
            if today >= sent.until_on:
                told = f"交流于{sent.until_on.isoformat()}期满，至今未办理返校"
                person = each.stream.partition(":")[2]
                yield _minor("duty.not-returned", _RETURN, told, each, at, person)


def _filed_late(filed: Logged, event: AppointmentFiled, due_on: date, at: str) -> Iterator[Breach]:
    """逾期备案: an appointment filed after its day is a finding, and stands (003-E3)."""
    if event.on > due_on:
        told = f"职务聘任逾期{(event.on - due_on).days}日备案；聘任有效"
        breach = _minor("duty.appointment-filed-late", _FILING, told, filed, at, event.teacher)
        yield replace(breach, cured_by=filed.name)


def _minor(code: str, article: str, told: str, event: Logged, at: str, subject: str) -> Breach:
    names = (event.name,)
    return Breach(code, article, told, Severity.MINOR, event.place, at, names, (), subject)
