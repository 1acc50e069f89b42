"""Order of bidders for every post, with the path by which ties were solved (排名).

Where the whole tie chain is exhausted no order is invented: the bidders share a rank and
form a ``TiedGroup`` until people decide (B5-10).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from domain.recruitment.derivation import PostRank, RankRow, TiedGroup
from domain.recruitment.scoring import ScoreSheet
from domain.values.scoring import Rounding, ScoringTable
from domain.values.tie_chain import TieChain, TieKey, TieMeasure

EXACT = "exact_total"
DECIDED = "decided"
PostKey = tuple[str, str]
"""School and post number."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows by total, and the ties that only people can solve."""

    rows: tuple[RankRow, ...]
    ties: tuple[TiedGroup, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    bidder: str
    rank: int
    path: tuple[str, ...]
    tied: bool


def rank(
    table: ScoringTable,
    chain: TieChain,
    sheets: Mapping[str, ScoreSheet],
    bids: Mapping[PostKey, Sequence[str]],
    decided: Sequence[Sequence[str]] = (),
) -> Ranking:
    """排名: rank the bidders of every post. 依据: B.4, B5-03 to B5-10.

    ``decided`` holds orders that people decided. Who failed a gate or a pass line has a row
    but no rank.
    """
    ranks: dict[str, list[PostRank]] = {bidder: [] for bidder in sheets}
    paths: dict[str, dict[str, None]] = {bidder: {} for bidder in sheets}
    ties: list[TiedGroup] = []
    for (school, post), bidders in sorted(bids.items()):
        passed = [sheets[each] for each in sorted(bidders) if not sheets[each].failed]
        placed = _order(table, chain, passed, decided)
        for each in placed:
            ranks[each.bidder].append(PostRank(school=school, post=post, rank=each.rank))
            paths[each.bidder].update(dict.fromkeys(each.path))
        for _, group in groupby((each for each in placed if each.tied), key=lambda p: p.rank):
            tied = tuple(each.bidder for each in group)
            ties.append(TiedGroup(school=school, post=post, bidders=tied))
    rows = [
        RankRow(
            bidder=sheet.bidder,
            total_milli=sheet.shown_milli,
            exact=str(sheet.exact),
            components=sheet.components,
            ranks=tuple(ranks[sheet.bidder]),
            tie_path=tuple(paths[sheet.bidder]),
            failed=sheet.failed,
        )
        for sheet in sorted(sheets.values(), key=lambda s: (-s.shown_milli, s.bidder))
    ]
    return Ranking(tuple(rows), tuple(ties))


def _order(
    table: ScoringTable,
    chain: TieChain,
    sheets: Sequence[ScoreSheet],
    decided: Sequence[Sequence[str]],
) -> list[_Placed]:
    names = [EXACT] if table.rounding is Rounding.TRUNCATE_THEN_EXTEND else []
    names += [_name(key) for key in chain.keys]
    keys = {sheet.bidder: _key(table, chain, sheet) for sheet in sheets}
    ordered = sorted(keys, key=lambda bidder: (_descending(keys[bidder]), bidder))
    placed: list[_Placed] = []
    for key, group in groupby(ordered, key=lambda bidder: keys[bidder]):
        together = list(group)
        path = _path(key, keys, names)
        order = _decided_order(together, decided)
        for offset, bidder in enumerate(order or together):
            position = len(placed) - offset + 1
            tied = order is None and len(together) > 1
            rank_ = position if tied else position + offset
            used = (*path, DECIDED) if order is not None else path
            placed.append(_Placed(bidder, rank_, used, tied))
    return placed


def _key(table: ScoringTable, chain: TieChain, sheet: ScoreSheet) -> tuple[Fraction, ...]:
    """Return what orders a bidder: the shown total, then the chain; larger comes first."""
    extended = (sheet.exact,) if table.rounding is Rounding.TRUNCATE_THEN_EXTEND else ()
    tail = (_measured(key, sheet) for key in chain.keys)
    return (Fraction(sheet.shown_milli), *extended, *tail)


def _name(key: TieKey) -> str:
    return key.key if key.by is TieMeasure.POINTS else f"{key.key}.{key.by.value}"


def _measured(key: TieKey, sheet: ScoreSheet) -> Fraction:
    all_marks = key.by is TieMeasure.ALL_MARKS
    value = sheet.all_marks[key.key] if all_marks else sheet.values[key.key]
    return value if key.higher_first else -value


def _descending(key: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    return tuple(-each for each in key)


def _path(
    key: tuple[Fraction, ...], keys: Mapping[str, tuple[Fraction, ...]], names: Sequence[str]
) -> tuple[str, ...]:
    """Return the names of the chain that were needed to tell ``key`` from its equals in total."""
    rivals = [other for other in keys.values() if other[0] == key[0]]
    depth = 0
    while (
        depth < len(names) and sum(other[: depth + 1] == key[: depth + 1] for other in rivals) > 1
    ):
        depth += 1
    return tuple(names[:depth])


def _decided_order(
    together: Sequence[str], decided: Sequence[Sequence[str]]
) -> Sequence[str] | None:
    for order in reversed(decided):
        if len(together) > 1 and set(together) <= set(order):
            return [bidder for bidder in order if bidder in set(together)]
    return None
