"""落聘登记: who was left unplaced at which stage, with score, and whether told and placed since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.recruitment.events import TeacherLeftUnplaced, UnplacedNoticeServed, UnplacedRevoked
from domain.teacher.events import PostTaken
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable


class UnplacedRegister:
    """One row a person, open from 落聘 until the person takes a post, or it is set aside."""

    name: ClassVar[str] = "unplaced_register.v2"
    topics: ClassVar[frozenset[str]] = frozenset(
        each.TOPIC
        for each in (TeacherLeftUnplaced, UnplacedRevoked, UnplacedNoticeServed, PostTaken)
    )

    def __init__(self) -> None:
        self.people = TemporalTable(
            "unplaced_register",
            keys=("person",),
            values=("round", "reason", "total_milli", "told_on"),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.people,)

    def apply(self, item: FeedItem) -> None:
        on = beijing_date(item.at)
        match item.event:
            case TeacherLeftUnplaced() as left:
                self.people.put(
                    (left.teacher,),
                    item.index,
                    on,
                    round=item.key,
                    reason=left.reason.value,
                    total_milli=left.total_milli,
                    told_on=None,
                )
            case UnplacedNoticeServed() as served:
                told = served.on.isoformat()
                self.people.put((served.teacher,), item.index, on, told_on=told)
            case UnplacedRevoked(teacher=person):
                row = self.people.get(person)
                if row is not None and row["round"] == item.key:
                    self.people.end((person,), item.index, on)
            case PostTaken():
                self.people.end((item.key,), item.index, on)
            case _:
                pass
