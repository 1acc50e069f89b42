"""招引登记册: every line of an intake, and how many applied, were announced, were admitted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.intake.events import (
    ApplicationsClosed,
    Channel,
    IntakePlanned,
    NewcomerAdmitted,
    NewcomersAnnounced,
    ReplacementClaimed,
)
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable

_EVENTS = (
    IntakePlanned,
    ReplacementClaimed,
    ApplicationsClosed,
    NewcomersAnnounced,
    NewcomerAdmitted,
)


class IntakeRegister:
    """One row a line of a plan."""

    name: ClassVar[str] = "intake_register.v1"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in _EVENTS)

    def __init__(self) -> None:
        self.lines = TemporalTable(
            "intake_lines",
            keys=("plan", "line"),
            values=(
                "channel",
                "school",
                "subject",
                "places_count",
                "applicants_count",
                "announced_count",
                "announced_until",
                "admitted_count",
            ),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.lines,)

    def apply(self, item: FeedItem) -> None:
        match item.event:
            case IntakePlanned(places=places):
                for each in places:
                    self._begin(
                        item, each.line, each.channel, each.school, each.subject, each.places
                    )
            case ReplacementClaimed() as claim:
                channel = Channel.REPLACEMENT
                self._begin(item, claim.line, channel, claim.school, claim.subject, 1)
            case ApplicationsClosed() as closed:
                self._put(
                    item,
                    closed.line,
                    applicants_count=closed.applicants,
                    places_count=closed.places,
                )
            case NewcomersAnnounced() as list_:
                until = list_.until_on.isoformat()
                self._put(
                    item, list_.line, announced_count=len(list_.people), announced_until=until
                )
            case NewcomerAdmitted(line=line):
                row = self.lines.get(item.key, line)
                admitted = row["admitted_count"] if row is not None else None
                assert isinstance(admitted, int), "a line begins before anybody comes by it"
                self._put(item, line, admitted_count=admitted + 1)

    def _begin(
        self, item: FeedItem, line: str, channel: Channel, school: str, subject: str, places: int
    ) -> None:
        self._put(
            item,
            line,
            channel=channel.value,
            school=school,
            subject=subject,
            places_count=places,
            admitted_count=0,
        )

    def _put(self, item: FeedItem, line: str, **changes: str | int | None) -> None:
        self.lines.put((item.key, line), item.index, beijing_date(item.at), **changes)
