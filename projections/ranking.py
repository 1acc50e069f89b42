"""排名榜: for every round and post, each bidder's total, rank, and how they came about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import ClassVar

from domain.recruitment.events import RankingComputed
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable


class RankingList:
    """One row a round, post and bidder; a new ranking closes the rows of the one before."""

    name: ClassVar[str] = "ranking.v2"
    topics: ClassVar[frozenset[str]] = frozenset({RankingComputed.TOPIC})

    def __init__(self) -> None:
        self.places = TemporalTable(
            "ranking",
            keys=("round", "school", "post", "bidder"),
            values=("rank", "total_milli", "tie_path", "derivation"),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.places,)

    def apply(self, item: FeedItem) -> None:
        event, on = item.event, beijing_date(item.at)
        assert isinstance(event, RankingComputed)
        ranked = {
            (item.key, place.school, place.post, row.bidder)
            for row in event.rows
            for place in row.ranks
        }
        for old in self.places.open_rows():
            key = tuple(old[name] for name in self.places.keys)
            if old["round"] == item.key and key not in ranked:
                self.places.end(key, item.index, on)
        for row in event.rows:
            parts = [part.model_dump(mode="json") for part in row.components]
            for place in row.ranks:
                self.places.put(
                    (item.key, place.school, place.post, row.bidder),
                    item.index,
                    on,
                    rank=place.rank,
                    total_milli=row.total_milli,
                    tie_path="、".join(row.tie_path),
                    derivation=json.dumps(parts, ensure_ascii=False, sort_keys=True),
                )
