"""职务表: who held which office of a school, and who held which mandate, and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.mandate.events import MandateGranted, MandateRevoked
from domain.school.events import OfficeEnded, OfficeGranted
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable


class OfficesHeld:
    """One row an office and person, one row a mandate."""

    name: ClassVar[str] = "offices_held.v1"
    topics: ClassVar[frozenset[str]] = frozenset(
        each.TOPIC for each in (OfficeGranted, OfficeEnded, MandateGranted, MandateRevoked)
    )

    def __init__(self) -> None:
        self.offices = TemporalTable(
            "offices_held",
            keys=("school", "title", "person"),
            values=("post", "held_from", "held_until", "anew"),
        )
        self.mandates = TemporalTable(
            "mandates_held",
            keys=("mandate",),
            values=("person", "role", "body", "held_from", "held_until"),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.offices, self.mandates)

    def apply(self, item: FeedItem) -> None:
        on = beijing_date(item.at)
        match item.event:
            case OfficeGranted() as granted:
                self.offices.put(
                    (item.key, granted.title, granted.person),
                    item.index,
                    on,
                    post=granted.post,
                    held_from=granted.from_on.isoformat(),
                    held_until=granted.until_on.isoformat(),
                    anew="no" if self._holds_one(item.key, granted.person) else "yes",
                )
            case OfficeEnded() as ended:
                self.offices.end((item.key, ended.title, ended.person), item.index, on)
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
                )
            case MandateRevoked(mandate=mandate):
                self.mandates.end((mandate,), item.index, on)
            case _:
                pass

    def _holds_one(self, school: str, person: str) -> bool:
        """Tell whether the person holds an office of the school already: then it is not new."""
        return any(
            (row["school"], row["person"]) == (school, person) for row in self.offices.open_rows()
        )
