"""排名榜: for every round and post, each bidder's total, rank, and how they came about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import ClassVar

from domain.recruitment.derivation import Component
from domain.recruitment.events import RankingComputed
from domain.recruitment.events.shortlisting import ShortlistComputed
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import Key, TemporalTable

OUTSIDE = "not_shortlisted"


class RankingList:
    """One row a round, post and bidder; a new ranking closes the rows of the one before.

    ``standing`` says how far somebody came: ``shortlisted``, ``tied`` at its last place,
    ``not_shortlisted`` or ``ranked``. Without a rank there is no total, only the points of
    the first part.
    """

    name: ClassVar[str] = "ranking.v3"
    topics: ClassVar[frozenset[str]] = frozenset({RankingComputed.TOPIC, ShortlistComputed.TOPIC})

    def __init__(self) -> None:
        self.places = TemporalTable(
            "ranking",
            keys=("round", "school", "post", "bidder"),
            values=(
                "standing",
                "rank",
                "total_milli",
                "first_part_milli",
                "tie_path",
                "derivation",
            ),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.places,)

    def apply(self, item: FeedItem) -> None:
        event = item.event
        if isinstance(event, ShortlistComputed):
            self._listed(item, event)
        else:
            assert isinstance(event, RankingComputed)
            self._ranked(item, event)

    def _listed(self, item: FeedItem, event: ShortlistComputed) -> None:
        standing = {
            (each.school, each.post, bidder): told
            for each in event.lists
            for told, bidders in (
                ("shortlisted", each.entered),
                ("tied", each.tied),
                (OUTSIDE, each.outside),
            )
            for bidder in bidders
        }
        rows = {row.bidder: row for row in event.rows}
        self._end_all_but({(item.key, *key) for key in standing}, item)
        for key, told in standing.items():
            row = rows[key[2]]
            self.places.put(
                (item.key, *key),
                item.index,
                beijing_date(item.at),
                standing=told,
                rank=None,
                total_milli=None,
                first_part_milli=row.points_milli,
                tie_path="",
                derivation=_text(row.components),
            )

    def _ranked(self, item: FeedItem, event: RankingComputed) -> None:
        on = beijing_date(item.at)
        ranked: set[Key] = {
            (item.key, place.school, place.post, row.bidder)
            for row in event.rows
            for place in row.ranks
        }
        outside = {
            tuple(row[name] for name in self.places.keys)
            for row in self.places.open_rows()
            if row["standing"] == OUTSIDE
        }
        self._end_all_but(ranked | outside, item)
        for row in event.rows:
            for place in row.ranks:
                self.places.put(
                    (item.key, place.school, place.post, row.bidder),
                    item.index,
                    on,
                    standing="ranked",
                    rank=place.rank,
                    total_milli=row.total_milli,
                    tie_path="、".join(row.tie_path),
                    derivation=_text(row.components),
                )

    def _end_all_but(self, kept: set[Key], item: FeedItem) -> None:
        for old in self.places.open_rows():
            key = tuple(old[name] for name in self.places.keys)
            if old["round"] == item.key and key not in kept:
                self.places.end(key, item.index, beijing_date(item.at))


def _text(components: Sequence[Component]) -> str:
    parts = [part.model_dump(mode="json") for part in components]
    return json.dumps(parts, ensure_ascii=False, sort_keys=True)
