"""教师名册: where everybody belongs, on which posts, and how far placement has come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.contract.events import ContractSigned
from domain.recruitment.events import (
    IntentReplaced,
    IntentSubmitted,
    IntentWithdrawn,
    OfferAccepted,
    OfferDeclined,
    OfferLapsed,
    PostOffered,
    TeacherLeftUnplaced,
)
from domain.teacher.events import PostLeft, PostTaken, TeacherRegistered, TeacherTransferred
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable

_EVENTS = (
    TeacherRegistered,
    PostTaken,
    PostLeft,
    TeacherTransferred,
    IntentSubmitted,
    IntentReplaced,
    IntentWithdrawn,
    PostOffered,
    OfferAccepted,
    OfferDeclined,
    OfferLapsed,
    TeacherLeftUnplaced,
    ContractSigned,
)
_OfferEvent = PostOffered | OfferAccepted | OfferDeclined | OfferLapsed


class Roster:
    """One row a person; the status words are those of the placement states (E.3)."""

    name: ClassVar[str] = "roster.v2"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in _EVENTS)

    def __init__(self) -> None:
        self.people = TemporalTable(
            "roster",
            keys=("person",),
            values=("school", "posts", "staff_class", "periods_milli", "status"),
        )
        self.offers = TemporalTable("open_offers", keys=("round", "school", "person"), values=())

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.people, self.offers)

    def apply(self, item: FeedItem) -> None:
        on = beijing_date(item.at)
        match item.event:
            case TeacherRegistered(school=school):
                changes: dict[str, str | int | None] = {"school": school, "status": "registered"}
                person = item.key
            case PostTaken() as taken:
                person = item.key
                changes = {
                    "posts": "、".join(taken.posts),
                    "staff_class": taken.staff_class.value,
                    "periods_milli": taken.periods_milli,
                    "status": "appointed",
                }
            case PostLeft():
                person = item.key
                changes = {
                    "posts": None,
                    "staff_class": None,
                    "periods_milli": None,
                    "status": "registered",
                }
            case TeacherTransferred(to_school=school):
                person, changes = item.key, {"school": school}
            case IntentSubmitted(teacher=teacher) | IntentReplaced(teacher=teacher):
                person, changes = teacher, {"status": "bidding"}
            case IntentWithdrawn(teacher=teacher):
                person, changes = teacher, {"status": "registered"}
            case PostOffered() | OfferAccepted() | OfferDeclined() | OfferLapsed() as event:
                person, changes = event.teacher, self._offer(item, event)
            case TeacherLeftUnplaced(teacher=teacher):
                person, changes = teacher, {"status": "unplaced"}
            case ContractSigned(teacher=teacher):
                person, changes = teacher, {"status": "contracted"}
            case _:
                return
        self.people.put((person,), item.index, on, **changes)

    def _offer(self, item: FeedItem, event: _OfferEvent) -> dict[str, str | int | None]:
        """Return what an offer, or its end, changes for the teacher.

        Its end changes nothing for who has another offer, or a post by now.
        """
        on, offer = beijing_date(item.at), (item.key, event.posts.school, event.teacher)
        if isinstance(event, PostOffered):
            self.offers.put(offer, item.index, on)
            return {"status": "offered"}
        self.offers.end(offer, item.index, on)
        if isinstance(event, OfferAccepted):  # 上岗 is told in the same act
            return {}
        row = self.people.get(event.teacher)
        others = any(row["person"] == event.teacher for row in self.offers.open_rows())
        waits = row is not None and row["status"] == "offered" and not others
        return {"status": "bidding"} if waits else {}
