"""教师名册: where everybody belongs, on which posts, and how far placement has come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.contract.events import ContractSigned
from domain.recruitment.events import (
    IntentReplaced,
    IntentSubmitted,
    PostOffered,
    TeacherLeftUnplaced,
)
from domain.teacher.events import (
    PostLeft,
    PostTaken,
    SentOnExchange,
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
    PostOffered,
    TeacherLeftUnplaced,
    ContractSigned,
)


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

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.people,)

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
            case SentOnExchange():  # belongs to her own school still: the register says where to
                person, changes = item.key, {"status": "exchange"}
            case IntentSubmitted(teacher=teacher) | IntentReplaced(teacher=teacher):
                person, changes = teacher, {"status": "bidding"}
            case PostOffered(teacher=teacher):
                person, changes = teacher, {"status": "offered"}
            case TeacherLeftUnplaced(teacher=teacher):
                person, changes = teacher, {"status": "unplaced"}
            case ContractSigned(teacher=teacher):
                person, changes = teacher, {"status": "contracted"}
            case _:
                return
        self.people.put((person,), item.index, on, **changes)
