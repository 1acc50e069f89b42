"""Scores out of recorded facts, with their derivation (计分).

Pure: the same table and the same inputs give the same result on any machine, bit for
bit. Everything is exact until a total is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from domain.kernel import Frozen
from domain.recruitment import scoring_errors as errors
from domain.recruitment.derivation import Component
from domain.values.facts import Amount, Counts, ItemFact, Option
from domain.values.ids import Count, Id, Milli
from domain.values.scoring import (
    Addable,
    Ballot,
    Choice,
    Highest,
    Item,
    Marks,
    Normalised,
    Rate,
    Rounding,
    ScoringTable,
)

GRADES = ("excellent", "competent", "basically_competent", "not_competent")


class Inputs(Frozen):
    """评分依据: what was recorded about one bidder."""

    bidder: Id
    facts: Mapping[str, ItemFact] = {}
    marks: Mapping[str, Mapping[Id, Milli]] = {}
    """Marks by item and judge, in thousandths."""
    ballots: Mapping[str, Count] = {}
    """Ballots by grade, empty where there was no appraisal."""


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A bidder's total and how it came about. ``values`` gives points by item and group."""

    bidder: str
    exact: Fraction
    shown_milli: int
    components: tuple[Component, ...]
    values: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class _Scored:
    points: Fraction
    inputs: tuple[str, ...]
    rule: str


def score(table: ScoringTable, population: Iterable[Inputs]) -> dict[str, ScoreSheet]:
    """Return every bidder's score sheet.

    ``population`` is the frozen one: also bidders who withdrew since, because a normalised
    part is scaled by the best of all of them (T27).

    Raises:
        FactsMissingError: A bidder lacks facts that the table needs.
    """
    everyone = sorted(population, key=lambda each: each.bidder)
    for inputs in everyone:
        _must_be_complete(table, inputs)
    scored = {
        each.bidder: {item.id: _score_item(item, each) for item in table.items()}
        for each in everyone
    }
    best = {
        node.id: max(
            ((_raw(node, items), bidder) for bidder, items in scored.items()),
            key=lambda pair: (pair[0], [-ord(letter) for letter in pair[1]]),
            default=(Fraction(0), ""),
        )
        for node in table.nodes
        if isinstance(node, Normalised)
    }
    return {bidder: _sheet(table, bidder, items, best) for bidder, items in scored.items()}


def check_fact(table: ScoringTable, name: str, fact: ItemFact) -> None:
    """Refuse a fact that its item cannot score.

    Raises:
        UnknownItemError: The table has no such item.
        WrongFactError: The fact is of another kind, or names no option of the item.
    """
    item = table.item(name)
    if item is None:
        raise errors.UnknownItemError(item=name)
    match item, fact:
        case Rate(), Amount():
            good = fact.amount_milli >= 0
        case Choice(), Option():
            good = fact.option in item.options
        case ((Highest() | Addable()), Counts()):
            good = fact.counts.keys() <= item.options.keys()
        case Ballot(), Counts():
            good = fact.counts.keys() <= set(GRADES) and sum(fact.counts.values()) > 0
        case _:
            good = False
    if not good:
        raise errors.WrongFactError(item=name, item_kind=item.kind, fact=fact.model_dump_json())


def check_mark(table: ScoringTable, name: str, mark_milli: int) -> None:
    """Refuse a mark outside the item's range.

    Raises:
        UnknownItemError: The table has no such item for judges.
        MarkAboveMaximumError: The mark is above the maximum or below nought.
    """
    item = table.item(name)
    if not isinstance(item, Marks):
        raise errors.UnknownItemError(item=name)
    most = int(Fraction(item.max) * 1000)
    if not 0 <= mark_milli <= most:
        raise errors.MarkAboveMaximumError(item=name, mark_milli=mark_milli, maximum_milli=most)


def full_years(start: date, cutoff: date) -> int:
    """Return the full years from ``start`` to ``cutoff``, by exact dates (B5-12)."""
    before_anniversary = (cutoff.month, cutoff.day) < (start.month, start.day)
    return cutoff.year - start.year - before_anniversary


def shown(exact: Fraction, table: ScoringTable) -> int:
    """Return a total as it is shown, in thousandths, by the table's places and rounding."""
    step = {0: 1000, 1: 100, 2: 10, 3: 1}[table.places]
    half = Fraction(1, 2) if table.rounding is Rounding.HALF_UP else Fraction(0)
    return floor(exact * 1000 / step + half) * step


def _must_be_complete(table: ScoringTable, inputs: Inputs) -> None:
    """评分依据齐全: every item has its fact before a total is told. 依据: 条例 第10条; B.4."""
    missing = [item.title for item in table.items() if not _has_inputs(item, inputs)]
    if missing:
        raise errors.FactsMissingError(bidder=inputs.bidder, missing="、".join(missing))


def _has_inputs(item: Item, inputs: Inputs) -> bool:
    match item:
        case Marks():
            return bool(inputs.marks.get(item.id))
        case Ballot():
            return item.id in inputs.facts or sum(inputs.ballots.values()) > 0
        case _:
            return not item.required or item.id in inputs.facts


def _score_item(item: Item, inputs: Inputs) -> _Scored:
    fact = inputs.facts.get(item.id)
    match item:
        case Rate():
            return _rate(item, fact)
        case Choice():
            option = fact.option if isinstance(fact, Option) else ""
            points = Fraction(item.options.get(option, "0"))
            return _Scored(points, (option,) if option else (), "按所列档次计分")
        case Highest() | Addable():
            return _counted(item, fact.counts if isinstance(fact, Counts) else {})
        case Marks():
            return _mean(item, inputs.marks[item.id])
        case Ballot():
            counts = fact.counts if isinstance(fact, Counts) else inputs.ballots
            return _ballot(item, counts)


def _rate(item: Rate, fact: ItemFact | None) -> _Scored:
    amount = Fraction(fact.amount_milli, 1000) if isinstance(fact, Amount) else Fraction(0)
    units = Fraction(floor(amount)) if item.full_units else amount
    points = min(units * Fraction(item.per_unit), Fraction(item.max))
    rule = f"每{item.unit}{item.per_unit}分, 最高{item.max}分"
    return _Scored(points, (f"{amount}{item.unit}",), rule)


def _counted(item: Highest | Addable, counts: Mapping[str, int]) -> _Scored:
    held = {name: count for name, count in sorted(counts.items()) if count > 0}
    told = tuple(f"{name}×{count}" for name, count in held.items())
    if isinstance(item, Highest):
        points = max((Fraction(item.options[name]) for name in held), default=Fraction(0))
        return _Scored(points, told, "只计最高一项")
    total = sum((Fraction(item.options[name]) * count for name, count in held.items()), Fraction(0))
    return _Scored(min(total, Fraction(item.max)), told, f"累计计分, 最高{item.max}分")


def _mean(item: Marks, marks: Mapping[str, int]) -> _Scored:
    given = sorted(marks.values())
    drops = len(given) > item.drop_extremes_above
    counted = given[1:-1] if drops else given
    rule = "去掉一个最高分和一个最低分后取平均" if drops else "取平均"
    told = tuple(f"{judge}:{Fraction(mark, 1000)}" for judge, mark in sorted(marks.items()))
    return _Scored(Fraction(sum(counted), len(counted) * 1000), told, rule)


def _ballot(item: Ballot, counts: Mapping[str, int]) -> _Scored:
    cast = sum(counts.values())
    points = sum(
        (Fraction(getattr(item, grade)) * counts.get(grade, 0) for grade in GRADES), Fraction(0)
    )
    told = tuple(f"{grade}×{counts.get(grade, 0)}" for grade in GRADES)
    return _Scored(points / cast, told, "按各等次票数加权平均")


def _raw(node: Normalised, items: Mapping[str, _Scored]) -> Fraction:
    return sum((items[item.id].points for item in node.items), Fraction(0))


def _sheet(
    table: ScoringTable,
    bidder: str,
    items: Mapping[str, _Scored],
    best: Mapping[str, tuple[Fraction, str]],
) -> ScoreSheet:
    values = {name: scored.points for name, scored in items.items()}
    components = [
        Component(item=name, inputs=each.inputs, rule=each.rule, exact=str(each.points))
        for name, each in items.items()
    ]
    total = Fraction(0)
    for node in table.nodes:
        if isinstance(node, Normalised):
            raw, (most, holder) = _raw(node, items), best[node.id]
            values[node.id] = raw / most * Fraction(node.scale) if most else Fraction(0)
            rule = f"原始分÷最高原始分({most}, {holder})×{node.scale}"
            told = (f"原始分{raw}",)
            components.append(
                Component(item=node.id, inputs=told, rule=rule, exact=str(values[node.id]))
            )
        total += values[node.id]
    return ScoreSheet(bidder, total, shown(total, table), tuple(components), values)
