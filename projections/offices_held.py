"""职务表: who held which office of a school, by what; what waits to come back; and mandates.

A mandate in it stands, or is void with the act that gave it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.kernel import DomainEvent
from domain.mandate.events import ActConfirmed, KeyRevoked, MandateGranted, MandateRevoked
from domain.office.events import AppointmentApproved, ClassTeacherAppointed
from domain.principal.events import PrincipalAppointed
from domain.recruitment.events import OfficeApproved
from domain.research.events import GroupAwarded, PartTimeResearcherAppointed
from domain.school.events import (
    OfficeEnded,
    OfficeGranted,
    OfficeRestorationDeclined,
    OfficeRestorationHeld,
    OfficeRestored,
)
from domain.tenure.events import TenureExtended
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.grants import Grants
from projections.temporal import TemporalTable

_GRANTED_BY: dict[type[DomainEvent], str] = {
    OfficeApproved: "round",  # 竞聘上岗
    AppointmentApproved: "competition",  # 公开竞聘
    ClassTeacherAppointed: "class_teacher",  # 聘任班主任
    PrincipalAppointed: "principal_selection",  # 公开选聘校长
    TenureExtended: "extension",  # 考核合格留任
    GroupAwarded: "subject_group",  # 教研组长当然担任
    PartTimeResearcherAppointed: "part_time_research",  # 兼职教研员
}
_RECORDED: tuple[type[DomainEvent], ...] = (
    OfficeGranted,
    OfficeEnded,
    OfficeRestored,
    OfficeRestorationHeld,
    OfficeRestorationDeclined,
    MandateGranted,
    MandateRevoked,
)
_EndOrBack = OfficeEnded | OfficeRestored | OfficeRestorationHeld | OfficeRestorationDeclined
_REGISTERED = "register"  # 建账登记


class OfficesHeld:
    """One row an office and person, one row a mandate, one row an office that waits."""

    name: ClassVar[str] = "offices_held.v4"
    topics: ClassVar[frozenset[str]] = Grants.TOPICS | {
        each.TOPIC for each in (*_RECORDED, *_GRANTED_BY)
    }

    def __init__(self) -> None:
        self._grants = Grants("mandates")
        self._act = ""
        self._granted_by = _REGISTERED
        self.offices = TemporalTable(
            "offices_held",
            keys=("school", "title", "person"),
            values=("post", "held_from", "held_until", "anew", "granted_by"),
        )
        self.restorations = TemporalTable(
            "office_restorations",
            keys=("school", "title", "person"),
            values=("round", "reason", "holders"),
        )
        self.mandates = TemporalTable(
            "mandates_held",
            keys=("mandate",),
            values=("person", "role", "body", "held_from", "held_until", "state"),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.offices, self.restorations, self.mandates, *self._grants.tables)

    def apply(self, item: FeedItem) -> None:
        on = beijing_date(item.at)
        if item.act != self._act:
            self._act, self._granted_by = item.act, _REGISTERED
        match item.event:
            case (
                OfficeEnded()
                | OfficeRestored()
                | OfficeRestorationHeld()
                | OfficeRestorationDeclined()
            ) as event:
                self._end_or_restore(item, event)
            case OfficeGranted() as granted:
                self.offices.put(
                    (item.key, granted.title, granted.person),
                    item.index,
                    on,
                    post=granted.post,
                    held_from=granted.from_on.isoformat(),
                    held_until=granted.until_on.isoformat(),
                    anew="no" if self._holds_one(item.key, granted.person) else "yes",
                    granted_by=self._granted_by,
                )
                self._granted_by = _REGISTERED
            case MandateGranted() as granted:
                until = granted.until_on.isoformat() if granted.until_on else None
                self.mandates.put(
                    (granted.mandate,),
                    item.index,
                    on,
                    person=granted.person,
                    role=granted.role,
                    body=granted.body,
                    held_from=granted.from_on.isoformat(),
                    held_until=until,
                    state=_state(void=self._grants.give(granted.mandate, item)),
                )
            case KeyRevoked() | ActConfirmed():
                for mandate, void in self._grants.judge(item):
                    if self.mandates.get(mandate) is not None:
                        self.mandates.put((mandate,), item.index, on, state=_state(void=void))
            case MandateRevoked(mandate=mandate):
                self.mandates.end((mandate,), item.index, on)
            case decided:
                self._granted_by = _GRANTED_BY.get(type(decided), _REGISTERED)

    def _end_or_restore(self, item: FeedItem, event: _EndOrBack) -> None:
        """Close, reopen, or hold back a row of the register (A.6 X4)."""
        on, key = beijing_date(item.at), (item.key, event.title, event.person)
        if isinstance(event, OfficeRestorationHeld):
            holders = "、".join(event.holders)
            told = {"round": event.round, "reason": event.reason.value, "holders": holders}
            self.restorations.put(key, item.index, on, **told)
            return
        self.restorations.end(key, item.index, on)
        if isinstance(event, OfficeEnded):
            self.offices.end(key, item.index, on)
        if isinstance(event, OfficeRestored) and event.until_on > event.on:
            self.offices.put(
                key,
                item.index,
                on,
                post=event.post,
                held_from=event.from_on.isoformat(),
                held_until=event.until_on.isoformat(),
                anew="no",
                granted_by="restored",
            )

    def _holds_one(self, school: str, person: str) -> bool:
        """Tell whether the person holds an office of the school already: then it is not new."""
        return any(
            (row["school"], row["person"]) == (school, person) for row in self.offices.open_rows()
        )


def _state(*, void: bool) -> str:
    """Tell of a mandate that was not revoked whether the act that gave it is void."""
    return "void" if void else "stands"
