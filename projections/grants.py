"""授权来历: which act gave what, so that what a void act gave is marked, then and since.

An act is void where a key that signed it was revoked from its index, or an earlier one, on;
it stands again once it is confirmed for whoever lost the key (``audit/format/SPEC.md`` §7).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import cast

from domain.mandate.events import ActConfirmed, KeyRevoked
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import Row, TemporalTable

Signed = frozenset[str]
"""The ids of the keys that signed an act."""


class Grants:
    """What acts gave, by name, and which of it is void. ``prefix`` names its tables."""

    TOPICS = frozenset({ActConfirmed.TOPIC, KeyRevoked.TOPIC})

    def __init__(self, prefix: str) -> None:
        self._given = TemporalTable(
            f"{prefix}_given", keys=("name",), values=("act", "given_count", "kids", "void")
        )
        self._lost = TemporalTable(
            f"{prefix}_lost_keys", keys=("kid",), values=("person", "void_from_count", "at_count")
        )
        self._confirmed = TemporalTable(
            f"{prefix}_confirmed", keys=("act", "person", "at_count"), values=("kids",)
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        """The tables that a projection has to keep with its own."""
        return (self._given, self._lost, self._confirmed)

    def give(self, name: str, item: FeedItem) -> bool:
        """Take in that an act gives something; tell whether it is void already."""
        void = self._is_void(item.act, item.index, item.kids)
        self._given.put(
            (name,),
            item.index,
            beijing_date(item.at),
            act=item.act,
            given_count=item.index,
            kids=json.dumps(sorted(item.kids)),
            void=_word(void),
        )
        return void

    def judge(self, item: FeedItem) -> Iterator[tuple[str, bool]]:
        """Take in a lost key or a confirmation; yield what is void now, or is not any more."""
        on = beijing_date(item.at)
        match item.event:
            case KeyRevoked(kid=kid, void_from_index=void_from):
                lost = {"void_from_count": void_from, "at_count": item.index}
                self._lost.put((kid,), item.index, on, person=item.key, **lost)
            case ActConfirmed(act=act):
                kids = json.dumps(sorted(item.kids))
                self._confirmed.put((act, item.key, item.index), item.index, on, kids=kids)
            case _:
                return
        for row in self._given.open_rows():
            if isinstance(item.event, ActConfirmed) and row["act"] != item.event.act:
                continue  # a confirmation is of one act; a revocation may be of any
            name, index = str(row["name"]), cast("int", row["given_count"])
            void = self._is_void(str(row["act"]), index, _kids(row))
            if _word(void) != row["void"]:
                self._given.put((name,), item.index, on, void=_word(void))
                yield name, void

    def _is_void(self, act: str, index: int, kids: Signed) -> bool:
        lost = self._lost_among(kids, index)
        return any(not self._is_confirmed(act, str(row["person"]), kids) for row in lost)

    def _lost_among(self, kids: Signed, index: int) -> list[Row]:
        """Return the keys that signed something at an index and are void from there on."""
        found = [row for kid in kids if (row := self._lost.get(kid)) is not None]
        return [row for row in found if cast("int", row["void_from_count"]) <= index]

    def _is_confirmed(self, act: str, person: str, kids: Signed) -> bool:
        """Tell whether an act was confirmed after the person's keys were revoked, by no void key.

        Only a confirmation's own keys count: a void act confirms nothing, even if confirmed.
        """
        lost = [row for kid in kids if (row := self._lost.get(kid)) is not None]
        told = max(cast("int", row["at_count"]) for row in lost if row["person"] == person)
        return any(
            (row["act"], row["person"]) == (act, person)
            and (at := cast("int", row["at_count"])) > told
            and not self._lost_among(_kids(row), at)
            for row in self._confirmed.open_rows()
        )


def _kids(row: Row) -> Signed:
    return frozenset(json.loads(str(row["kids"])))


def _word(void: bool) -> str:  # noqa: FBT001 - a value, not a choice
    return "yes" if void else "no"
