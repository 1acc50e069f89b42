"""教师名册: where everybody belongs, on which posts, and how far placement has come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.contract.events import ContractSigned
from domain.kernel import DomainEvent
from domain.recruitment.events import (
    AdjustmentProposed,
    IntentReplaced,
    IntentSubmitted,
    IntentWithdrawn,
    OfferAccepted,
    OfferDeclined,
    OfferLapsed,
    PostOffered,
    StandbyStarted,
    TeacherLeftUnplaced,
    UnplacedRevoked,
)
from domain.teacher.events import (
    PostLeft,
    PostTaken,
    SentOnExchange,
    TeacherExited,
    TeacherRegistered,
    TeacherTransferred,
)
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable

_EVENTS = (
    TeacherRegistered,
    PostTaken,
    PostLeft,
    TeacherTransferred,
    SentOnExchange,
    IntentSubmitted,
    IntentReplaced,
    IntentWithdrawn,
    PostOffered,
    AdjustmentProposed,
    StandbyStarted,
    OfferAccepted,
    OfferDeclined,
    OfferLapsed,
    TeacherLeftUnplaced,
    UnplacedRevoked,
    ContractSigned,
    TeacherExited,
)
_OfferEvent = PostOffered | AdjustmentProposed | OfferAccepted | OfferDeclined | OfferLapsed
_STATUS = {
    IntentSubmitted.TOPIC: "bidding",
    IntentReplaced.TOPIC: "bidding",
    IntentWithdrawn.TOPIC: "registered",
    TeacherLeftUnplaced.TOPIC: "unplaced",
    StandbyStarted.TOPIC: "standby",
    ContractSigned.TOPIC: "contracted",
}
"""What a person is after an event of a round or contract that names her."""


class Roster:
    """One row a person; the status words are those of the placement states (E.3)."""

    name: ClassVar[str] = "roster.v4"
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
        on, event = beijing_date(item.at), item.event
        changes = _in_service(event)
        if changes is not None:
            self.people.put((item.key,), item.index, on, **changes)
        elif isinstance(event, _OfferEvent):
            self.people.put((event.teacher,), item.index, on, **self._offer(item, event))
        elif isinstance(event, UnplacedRevoked):
            row = self.people.get(event.teacher)
            if row is not None and row["status"] in {"unplaced", "standby"}:
                self.people.put((event.teacher,), item.index, on, status="bidding")
        elif (status := _STATUS.get(event.TOPIC)) is not None:
            self.people.put((getattr(event, "teacher"),), item.index, on, status=status)  # noqa: B009 - all of them name a teacher

    def _offer(self, item: FeedItem, event: _OfferEvent) -> dict[str, str | int | None]:
        """Return what an offer, or its end, changes for the teacher.

        Its end changes nothing for who has another offer, or a post by now.
        """
        on, offer = beijing_date(item.at), (item.key, event.posts.school, event.teacher)
        if isinstance(event, PostOffered | AdjustmentProposed):
            self.offers.put(offer, item.index, on)
            return {"status": "offered"}
        self.offers.end(offer, item.index, on)
        if isinstance(event, OfferAccepted):  # 上岗 is told in the same act
            return {}
        row = self.people.get(event.teacher)
        others = any(row["person"] == event.teacher for row in self.offers.open_rows())
        waits = row is not None and row["status"] == "offered" and not others
        return {"status": "bidding"} if waits else {}


def _in_service(event: DomainEvent) -> dict[str, str | int | None] | None:
    """Return what an event of a teacher's own stream changes."""
    match event:
        case TeacherRegistered(school=school):
            return {"school": school, "status": "registered"}
        case PostTaken() as taken:
            return {
                "posts": "、".join(taken.posts),
                "staff_class": taken.staff_class.value,
                "periods_milli": taken.periods_milli,
                "status": "appointed",
            }
        case PostLeft():
            nothing = dict.fromkeys(("posts", "staff_class", "periods_milli"))
            return {**nothing, "status": "registered"}
        case TeacherTransferred(to_school=school):
            return {"school": school}
        case SentOnExchange():  # belongs to her own school still: the register says where to
            return {"status": "exchange"}
        case TeacherExited():
            return {"status": "exited"}
        case _:
            return None
