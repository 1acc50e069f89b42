"""流动登记: who moved from which school to which, by which round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.teacher.events import TeacherTransferred
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable


class Transfers:
    """One row a person and round."""

    name: ClassVar[str] = "transfers.v1"
    topics: ClassVar[frozenset[str]] = frozenset({TeacherTransferred.TOPIC})

    def __init__(self) -> None:
        self.moves = TemporalTable(
            "transfers", keys=("round", "person"), values=("from_school", "to_school")
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.moves,)

    def apply(self, item: FeedItem) -> None:
        event = item.event
        assert isinstance(event, TeacherTransferred)
        self.moves.put(
            (event.round, item.key),
            item.index,
            beijing_date(item.at),
            from_school=event.from_school,
            to_school=event.to_school,
        )
