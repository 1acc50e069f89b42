"""Points of one item of a scoring table, in words too (单项计分)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import assert_never

from domain.values.calendar import plus_months
from domain.values.facts import Amount, Award, AwardList, Counts, Favour, ItemFact, Option, Since
from domain.values.score_items import (
    PASSED,
    Addable,
    Awards,
    Ballot,
    Bonus,
    Choice,
    Deducted,
    Gate,
    Highest,
    Item,
    Marks,
    Priority,
    Rate,
    Steps,
)

GRADES = ("excellent", "competent", "basically_competent", "not_competent")


@dataclass(frozen=True, slots=True)
class Scored:
    """Points of one item, what they rest on and by which rule, in words."""

    points: Fraction
    inputs: tuple[str, ...]
    rule: str


def full_years(start: date, cutoff: date) -> int:
    """满一年: the full years from ``start`` to ``cutoff``, by exact dates.

    A year from 29 February is full on the last of February. 依据: B5-12; 民法典 第202条 (B13-01).
    """
    years = cutoff.year - start.year
    return years - (plus_months(start, 12 * years) > cutoff)


def score_item(
    item: Item,
    fact: ItemFact | None,
    *,
    marks: Mapping[str, int],
    ballots: Mapping[str, int],
    cutoff_on: date | None,
    favours: Sequence[Favour] = (),
) -> Scored:
    """单项计分: the points of one item, exactly. 依据: B.4, B5-11 to B5-13.

    ``fact`` has passed ``check_fact``, or is ``None`` where the item may go without.
    """
    match item:
        case Rate():
            return _rate(item, _amount(fact, cutoff_on))
        case Steps():
            return _steps(item, _amount(fact, cutoff_on))
        case Choice():
            return _choice(item, fact)
        case Highest() | Addable() | Deducted():
            return _counted(item, fact.counts if isinstance(fact, Counts) else {})
        case Awards():
            return _awards(item, fact.awards if isinstance(fact, AwardList) else (), cutoff_on)
        case Marks():
            return _mean(item, marks)
        case Ballot():
            return _ballot(item, fact.counts if isinstance(fact, Counts) else ballots)
        case Bonus() | Priority():
            return _favoured(item, favours)
        case Gate():
            return Scored(Fraction(0), ("不合格" if has_failed(item, fact) else "合格",), "不计分")
        case _:
            assert_never(item)


def has_failed(item: Item, fact: ItemFact | None) -> bool:
    """一票否决: tell whether a gate was not passed. 依据: B.4 福清 师德."""
    return isinstance(item, Gate) and not (isinstance(fact, Option) and fact.option == PASSED)


def _favoured(item: Bonus | Priority, favours: Sequence[Favour]) -> Scored:
    return _bonus(item, favours) if isinstance(item, Bonus) else _priority(favours)


def _bonus(item: Bonus, favours: Sequence[Favour]) -> Scored:
    """照顾加分: the points of protections in force when they were frozen. 依据: B.3.2 bonus."""
    given = [(each, Fraction(each.bonus)) for each in favours if each.bonus is not None]
    points = [worth for _, worth in given]
    added = sum(points, Fraction(0)) if item.adds else max(points, default=Fraction(0))
    told = tuple(f"保护登记{each.protection}: {each.bonus}分" for each, _ in given)
    mode = "累计" if item.adds else "只计最高一项"
    rule = f"按方案照顾类别加分, {mode}, 最高{item.max}分"
    return Scored(min(added, Fraction(item.max)), told, rule)


def _priority(favours: Sequence[Favour]) -> Scored:
    """同分优先: 1 by a protection that gives it, else 0. 依据: B.3.2 priority_at_tie; B5-10."""
    told = tuple(f"保护登记{each.protection}" for each in favours if each.priority)
    return Scored(Fraction(bool(told)), told, "按方案照顾类别同分优先, 不计入总分")


def _amount(fact: ItemFact | None, cutoff_on: date | None) -> Fraction:
    """Return the units recorded; years since a day are full years up to the cut-off."""
    if isinstance(fact, Since) and cutoff_on is not None:
        return Fraction(full_years(fact.since, cutoff_on))
    return Fraction(fact.amount_milli, 1000) if isinstance(fact, Amount) else Fraction(0)


def _rate(item: Rate, amount: Fraction) -> Scored:
    units = Fraction(floor(amount)) if item.full_units else amount
    points = units * Fraction(item.per_unit)
    told = (f"{amount}{item.unit}",)
    if item.max is None:
        return Scored(points, told, f"每{item.unit}{item.per_unit}分, 不封顶")
    rule = f"每{item.unit}{item.per_unit}分, 最高{item.max}分"
    return Scored(min(points, Fraction(item.max)), told, rule)


def _steps(item: Steps, amount: Fraction) -> Scored:
    reached = [step.points for step in item.steps if Fraction(step.at_least) <= amount]
    points = Fraction(reached[-1]) if reached else Fraction(0)
    return Scored(points, (f"{amount}{item.unit}",), "按达到的最高一档计分")


def _choice(item: Choice, fact: ItemFact | None) -> Scored:
    option = fact.option if isinstance(fact, Option) else ""
    points = Fraction(item.options.get(option, "0"))
    return Scored(points, (option,) if option else (), "按所列档次计分")


def _counted(item: Highest | Addable | Deducted, counts: Mapping[str, int]) -> Scored:
    held = {name: count for name, count in sorted(counts.items()) if count > 0}
    told = tuple(f"{name}×{count}" for name, count in held.items())
    if isinstance(item, Highest):
        points = max((Fraction(item.options[name]) for name in held), default=Fraction(0))
        return Scored(points, told, "只计最高一项")
    total = sum((Fraction(item.options[name]) * count for name, count in held.items()), Fraction(0))
    if item.max is None:
        return Scored(total, told, "累计计分, 不封顶")
    most = Fraction(item.max)
    if isinstance(item, Deducted):
        return Scored(max(most - total, Fraction(0)), told, f"满分{item.max}分, 逐次扣分, 扣完为止")
    return Scored(min(total, most), told, f"累计计分, 最高{item.max}分")


def _awards(item: Awards, awards: tuple[Award, ...], cutoff_on: date | None) -> Scored:
    points: dict[tuple[int, str, int], Fraction] = {}
    recent = [each for each in awards if _is_recent(item, each, cutoff_on)]
    for place, each in enumerate(recent):
        worth = Fraction(item.options[each.option]) / (2 if each.single and item.single_half else 1)
        key = (each.year, each.matter, 0 if item.same_matter_highest else place)
        points[key] = max(points.get(key, Fraction(0)), worth)
    told = tuple(f"{each.year}{each.matter}:{each.option}" for each in recent)
    total = sum(points.values(), Fraction(0))
    modes = "".join(
        words
        for words, applies in (
            (", 单项减半", item.single_half),
            (", 同年同项就高", item.same_matter_highest),
            (f", 近{item.within_years}年", item.within_years is not None),
        )
        if applies
    )
    return Scored(min(total, Fraction(item.max)), told, f"累计计分{modes}, 最高{item.max}分")


def _is_recent(item: Awards, award: Award, cutoff_on: date | None) -> bool:
    if item.within_years is None or cutoff_on is None:
        return True
    return cutoff_on.year - item.within_years < award.year <= cutoff_on.year


_FEWEST_WITH_EXTREMES = 2
"""Of two marks none would be left without the highest and the lowest, however a pack is made."""


def _mean(item: Marks, marks: Mapping[str, int]) -> Scored:
    given = sorted(marks.values())
    drops = len(given) > max(item.drop_extremes_above, _FEWEST_WITH_EXTREMES)
    counted = given[1:-1] if drops else given
    rule = "去掉一个最高分和一个最低分后取平均" if drops else "取平均"
    told = tuple(f"{judge}:{Fraction(mark, 1000)}" for judge, mark in sorted(marks.items()))
    return Scored(Fraction(sum(counted), len(counted) * 1000), told, rule)


def _ballot(item: Ballot, counts: Mapping[str, int]) -> Scored:
    cast = sum(counts.values())
    points = sum(
        (Fraction(getattr(item, grade)) * counts.get(grade, 0) for grade in GRADES), Fraction(0)
    )
    told = tuple(f"{grade}×{counts.get(grade, 0)}" for grade in GRADES)
    return Scored(points / cast, told, "按各等次票数加权平均")
