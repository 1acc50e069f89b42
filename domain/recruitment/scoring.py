"""Scores out of recorded facts, with their derivation (计分).

Pure: the same table and the same inputs give the same result on any machine, bit for
bit. Everything is exact until a total is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import assert_never

from pydantic import Field

from domain.kernel import Frozen
from domain.recruitment import scoring_errors as errors
from domain.recruitment.derivation import Component
from domain.recruitment.item_points import Scored, has_failed, score_item
from domain.values.facts import Favour, ItemFact
from domain.values.ids import Count, Id, Milli
from domain.values.left_out import is_empty
from domain.values.score_items import Ballot, Bonus, Item, Marks, Priority
from domain.values.scoring import (
    Group,
    Node,
    Normalised,
    Percent,
    Rounding,
    ScoringTable,
    Sum,
    TieOnly,
    leaves_of,
)


class Inputs(Frozen):
    """评分依据: what was recorded about one bidder."""

    bidder: Id
    facts: Mapping[str, ItemFact] = {}
    marks: Mapping[str, Mapping[Id, Milli]] = {}
    """Marks by item and judge, in thousandths."""
    ballots: Mapping[str, Count] = {}
    """Ballots by grade, empty where there was no appraisal."""
    favours: tuple[Favour, ...] = Field(default=(), exclude_if=is_empty)
    """Protections that give points or priority, as they stood when scores were locked."""


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A bidder's total and how it came about. ``values`` gives points by item and group.

    ``failed`` names the gates and pass lines that were not passed; ``all_marks`` holds, by
    item, the mean of all judges' marks, none dropped: where panels are of one size it orders as
    their total does (B5-04); where a judge withdrew (B7-15) no total of fewer marks loses by it.
    """

    bidder: str
    exact: Fraction
    shown_milli: int
    components: tuple[Component, ...]
    values: Mapping[str, Fraction]
    failed: tuple[str, ...] = ()
    all_marks: Mapping[str, Fraction] = field(default_factory=dict)


_Best = dict[str, tuple[Fraction, str]]
"""Best raw sum of each normalised group, and who holds it."""


def score(
    table: ScoringTable,
    population: Iterable[Inputs],
    *,
    only: Mapping[str, frozenset[str]] | None = None,
) -> dict[str, ScoreSheet]:
    """Return every bidder's score sheet.

    ``population`` is the frozen one: also bidders who withdrew since, because a normalised
    part is scaled by the best of all of them (T27). Nor does it change where somebody failed a
    gate: else a gate put right would re-scale everybody after the lock. Who is not to be compared
    is disqualified before it (B10-11, B.4). ``only`` names, for bidders who do not go
    through all parts, the items in which they are scored: their sheets have no more, and
    groups that need more are scaled without them.

    Raises:
        FactsMissingError: A bidder lacks facts that the table needs.
    """
    everyone = sorted(population, key=lambda each: each.bidder)
    whole = frozenset(item.id for item in table.items())
    limits = {each.bidder: (only or {}).get(each.bidder, whole) for each in everyone}
    for inputs in everyone:
        _must_be_complete(table, inputs, limits[inputs.bidder])
    scored = {
        each.bidder: {
            item.id: _scored(item, each, table)
            for item in table.items()
            if item.id in limits[each.bidder]
        }
        for each in everyone
    }
    best: _Best = {}
    for node in table.walk():  # inner groups come first
        if isinstance(node, Normalised):
            best[node.id] = _best_of(node, scored, best)
    return {each.bidder: _sheet(table, each, scored[each.bidder], best) for each in everyone}


def shown(exact: Fraction, table: ScoringTable) -> int:
    """Return a total as it is shown, in thousandths, by the table's places and rounding."""
    step = {0: 1000, 1: 100, 2: 10, 3: 1}[table.places]
    half = Fraction(1, 2) if table.rounding is Rounding.HALF_UP else Fraction(0)
    return floor(exact * 1000 / step + half) * step


def _must_be_complete(table: ScoringTable, inputs: Inputs, limit: frozenset[str]) -> None:
    """评分依据齐全: every item has its fact before a total is told. 依据: 条例 第10条; B.4."""
    needed = (item for item in table.items() if item.id in limit)
    missing = [item.title for item in needed if not _has_inputs(item, inputs)]
    if missing:
        raise errors.FactsMissingError(bidder=inputs.bidder, missing="、".join(missing))


def _has_inputs(item: Item, inputs: Inputs) -> bool:
    match item:
        case Marks():
            return bool(inputs.marks.get(item.id))
        case Bonus() | Priority():
            return True
        case Ballot():
            return item.id in inputs.facts or sum(inputs.ballots.values()) > 0
        case _:
            return not item.required or item.id in inputs.facts


def _scored(item: Item, inputs: Inputs, table: ScoringTable) -> Scored:
    return score_item(
        item,
        inputs.facts.get(item.id),
        marks=inputs.marks.get(item.id, {}),
        ballots=inputs.ballots,
        cutoff_on=table.cutoff_on,
        favours=inputs.favours,
    )


def _best_of(
    node: Normalised, scored: Mapping[str, Mapping[str, Scored]], best: _Best
) -> tuple[Fraction, str]:
    """Return the best raw sum and its holder; of several holders the first by id."""
    needed = leaves_of(node)
    raw = {
        bidder: _raw(node, items, best)
        for bidder, items in scored.items()
        if needed <= items.keys()
    }
    most = max(raw.values(), default=Fraction(0))
    return most, min((bidder for bidder, points in raw.items() if points == most), default="")


def _raw(group: Group, items: Mapping[str, Scored], best: _Best) -> Fraction:
    """Return what the parts of a group add up to, before the group does anything with it."""
    parts = (part for part in group.items if not isinstance(part, TieOnly))
    return sum((_value(part, items, best) for part in parts), Fraction(0))


def _value(node: Node, items: Mapping[str, Scored], best: _Best) -> Fraction:
    match node:
        case Normalised():
            raw, (most, _) = _raw(node, items, best), best[node.id]
            return raw / most * Fraction(node.scale) if most else Fraction(0)
        case Percent():
            return _raw(node, items, best) * Fraction(node.percent) / 100
        case Sum():
            raw = _raw(node, items, best)
            return raw if node.max is None else min(raw, Fraction(node.max))
        case TieOnly():
            return _raw(node, items, best)
        case _:
            return items[node.id].points


def _group_component(group: Group, items: Mapping[str, Scored], best: _Best) -> Component:
    raw = _raw(group, items, best)
    match group:
        case Normalised():
            most, holder = best[group.id]
            told, rule = f"原始分{raw}", f"原始分÷最高原始分({most}, {holder})×{group.scale}"
        case Percent():
            told, rule = f"各项合计{raw}", f"各项合计×{group.percent}%"
        case Sum():
            cap = "" if group.max is None else f", 最高{group.max}分"
            told, rule = f"各项合计{raw}", f"各项相加{cap}"
        case TieOnly():
            told, rule = f"各项合计{raw}", "仅用于同分排序, 不计入总分"
        case _:
            assert_never(group)
    exact = str(_value(group, items, best))
    return Component(item=group.id, inputs=(told,), rule=rule, exact=exact)


def _sheet(
    table: ScoringTable, inputs: Inputs, items: Mapping[str, Scored], best: _Best
) -> ScoreSheet:
    groups = [
        node for node in table.walk() if isinstance(node, Group) and leaves_of(node) <= items.keys()
    ]
    values = {name: scored.points for name, scored in items.items()}
    values |= {group.id: _value(group, items, best) for group in groups}
    components = [
        Component(item=name, inputs=each.inputs, rule=each.rule, exact=str(each.points))
        for name, each in items.items()
    ]
    components += [_group_component(group, items, best) for group in groups]
    counted = (
        values[node.id]
        for node in table.nodes
        if node.id in values and not isinstance(node, TieOnly)
    )
    total = sum(counted, Fraction(0))
    return ScoreSheet(
        bidder=inputs.bidder,
        exact=total,
        shown_milli=shown(total, table),
        components=tuple(components),
        values=values,
        failed=_failed(table, inputs, values),
        all_marks={
            name: Fraction(sum(marks.values()), 1000 * (len(marks) or 1))
            for name, marks in inputs.marks.items()
        },
    )


def _failed(table: ScoringTable, inputs: Inputs, values: Mapping[str, Fraction]) -> tuple[str, ...]:
    """合格线: every pass line and gate that the bidder did not pass. 依据: B.4 西安经开, 福清."""
    items = (item for item in table.items() if item.id in values)
    gates = [item.id for item in items if has_failed(item, inputs.facts.get(item.id))]
    lines = (line for line in table.pass_lines if line.key in values)
    below = [line.key for line in lines if values[line.key] < Fraction(line.at_least)]
    return (*gates, *below)
