"""教学奖登记簿: which teaching award was granted to whom, for which result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.award.events import TeachingAwardGranted
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable


class AwardRegister:
    """One row an award."""

    name: ClassVar[str] = "award_register.v1"
    topics: ClassVar[frozenset[str]] = frozenset({TeachingAwardGranted.TOPIC})

    def __init__(self) -> None:
        self.awards = TemporalTable(
            "teaching_awards",
            keys=("person", "kind", "examination", "subject", "classes"),
            values=("plan", "school", "class_mean_milli", "mean_milli"),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.awards,)

    def apply(self, item: FeedItem) -> None:
        granted = item.event
        assert isinstance(granted, TeachingAwardGranted)
        self.awards.put(
            (item.key, granted.kind.value, granted.examination, granted.subject, granted.classes),
            item.index,
            beijing_date(item.at),
            plan=granted.plan,
            school=granted.school,
            class_mean_milli=granted.class_mean_milli,
            mean_milli=granted.mean_milli,
        )
