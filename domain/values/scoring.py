"""A small vocabulary in which every scoring table is written (评分表).

A table is a tree. Its leaves (``score_items``) say how recorded facts become points; its
groups say how points come together: added, by percent, scaled by the best of the frozen
population, or kept for ties alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.kernel import Frozen
from domain.values.ids import Text
from domain.values.inconsistent import InconsistentError
from domain.values.left_out import is_empty, is_none
from domain.values.score_items import Awards, Bonus, Item, ItemId, Points, Priority, max_of_item


class Corridor(Frozen):
    """幅度: between what a higher authority lets the maximum of a part be set."""

    least: Points
    most: Points


class Sum(Frozen):
    """分部: its items add up, to a maximum where one is named."""

    kind: Literal["sum"] = "sum"
    id: ItemId
    title: Text
    items: tuple[Node, ...]
    max: Points | None = None
    corridor: Corridor | None = None


class Percent(Frozen):
    """按权重计分: the sum of its items × ``percent`` ÷ 100."""

    kind: Literal["percent"] = "percent"
    id: ItemId
    title: Text
    percent: Points
    items: tuple[Node, ...]


class Normalised(Frozen):
    """归一计分: raw sum ÷ best raw sum of the frozen population × ``scale`` (RP-80/10/10)."""

    kind: Literal["normalised"] = "normalised"
    id: ItemId
    title: Text
    scale: Points
    items: tuple[Node, ...]


class TieOnly(Frozen):
    """同分依据: no part of the total; its items can only tell equals apart."""

    kind: Literal["tie_only"] = "tie_only"
    id: ItemId
    title: Text
    items: tuple[Node, ...]


Group = Sum | Percent | Normalised | TieOnly
Node = Annotated[Item | Group, Field(discriminator="kind")]


class Rounding(StrEnum):
    """取舍方式 (B5-02, B5-03)."""

    HALF_UP = "half_up"  # 四舍五入
    TRUNCATE = "truncate"  # 截取, 不进位
    TRUNCATE_THEN_EXTEND = "truncate_then_extend"  # 截取; 同分顺延小数位


class PassLine(Frozen):
    """合格线: who stays under it in this item or group is not ranked, whatever the total."""

    key: ItemId
    at_least: Points


class ScoringTable(Frozen):
    """评分表: its parts, what they add up to, and how totals are shown."""

    title: Text
    nodes: tuple[Node, ...]
    total_max: Points
    places: Annotated[int, Field(ge=0, le=3)] = 2
    rounding: Rounding = Rounding.HALF_UP
    cutoff_on: date | None = Field(default=None, exclude_if=is_none)
    """计算截止日: up to this day years count, where the day they began is recorded (B5-12)."""
    pass_lines: tuple[PassLine, ...] = Field(default=(), exclude_if=is_empty)

    @model_validator(mode="after")
    def _must_add_up(self) -> Self:
        """分值合计: ids are unique, and the parts come to the table's total. 依据: B.4."""
        ids = [node.id for node in self.walk()]
        twice = sorted({each for each in ids if ids.count(each) > 1})
        if twice:
            told = f"item ids are used twice: {', '.join(twice)}"
            raise InconsistentError("pack.id-twice", told, key=twice[0])
        total = _added(self.nodes)
        if total != Fraction(self.total_max):
            told = f"the maxima add up to {_plain(total)}, total_max says {self.total_max}"
            raise InconsistentError("pack.weights", told)
        return self

    @model_validator(mode="after")
    def _must_have_what_its_parts_need(self) -> Self:
        """评分要素齐备: what an item or line refers to is in the table. 依据: B.4."""
        for node in self.walk():
            if isinstance(node, Awards) and node.within_years and self.cutoff_on is None:
                told = f"{node.id} counts recent years: the table must say cutoff_on"
                raise InconsistentError("pack.cutoff", told, key=node.id)
        for index, line in enumerate(self.pass_lines):
            place = ("pass_lines", index)
            found = self.node(line.key)
            if found is None:
                told = f"a pass line names no item of the table: {line.key}"
                raise InconsistentError("pack.pass-line", told, within=place)
            if not 0 < Fraction(line.at_least) <= max_of(found):
                most = _plain(max_of(found))
                told = f"the pass line of {line.key} must lie above 0 and up to {most}"
                raise InconsistentError("pack.pass-line", told, within=place)
        return self

    @model_validator(mode="after")
    def _must_keep_priority_for_ties(self) -> Self:
        """同分优先不计分: priority tells equals apart, no part of a total. 依据: B.3.2, B.5."""
        for node in _counted(self.nodes):
            if isinstance(node, Priority):
                told = f"{node.id} gives priority at a tie: it belongs into a tie_only group"
                raise InconsistentError("pack.priority", told, key=node.id)
        return self

    @property
    def favour_items(self) -> tuple[str, ...]:
        """Return the items that are read off the bidders' protections."""
        return tuple(each.id for each in self.items() if isinstance(each, Bonus | Priority))

    def walk(self) -> Iterator[Item | Group]:
        """Yield every item and group, a group after its parts."""
        yield from _walk(self.nodes)

    def items(self) -> Iterator[Item]:
        """Yield every leaf of the tree, in order."""
        return (node for node in self.walk() if not isinstance(node, Group))

    def item(self, name: str) -> Item | None:
        """Return the leaf of that id."""
        return next((item for item in self.items() if item.id == name), None)

    def node(self, name: str) -> Item | Group | None:
        """Return the item or group of that id."""
        return next((node for node in self.walk() if node.id == name), None)


def max_of(node: Item | Group) -> Fraction:
    """Return the most points that an item or group can give on its own.

    Raises:
        InconsistentError: Something that has no cap is no part of a normalised group.
    """
    match node:
        case Normalised():
            return Fraction(node.scale)
        case Percent():
            return _added(node.items) * Fraction(node.percent) / 100
        case Sum():
            return _max_of_sum(node)
        case TieOnly():
            return sum((max_of(each) for each in node.items), Fraction(0))
        case _:
            most = max_of_item(node)
            if most is None:
                told = f"{node.id} has no max: only a normalised group and tie_only may hold such"
                raise InconsistentError("pack.uncapped", told, key=node.id)
            return most


def _max_of_sum(node: Sum) -> Fraction:
    added = _added(node.items)
    most = added if node.max is None else Fraction(node.max)
    if most > added:
        told = f"{node.id} says max {node.max}, its items give at most {_plain(added)}"
        raise InconsistentError("pack.weights", told, key=node.id)
    corridor = node.corridor
    if corridor and not Fraction(corridor.least) <= most <= Fraction(corridor.most):
        told = f"{node.id} gives {_plain(most)}: allowed are {corridor.least} to {corridor.most}"
        raise InconsistentError("pack.weights", told, key=node.id)
    return most


def leaves_of(node: Item | Group) -> frozenset[str]:
    """Return the ids of the items that an item or group consists of."""
    if isinstance(node, Group):
        return frozenset().union(*(leaves_of(each) for each in node.items))
    return frozenset({node.id})


_FOUR_PLACES = 10_000


def _added(nodes: tuple[Node, ...]) -> Fraction:
    """Return the most that nodes give to a total: those for ties alone give nothing."""
    return sum((max_of(each) for each in nodes if not isinstance(each, TieOnly)), Fraction(0))


def _walk(nodes: tuple[Node, ...]) -> Iterator[Item | Group]:
    for node in nodes:
        if isinstance(node, Group):
            yield from _walk(node.items)
        yield node


def _counted(nodes: tuple[Node, ...]) -> Iterator[Item | Group]:
    """Yield what can be part of a total: everything outside the groups for ties alone."""
    for node in nodes:
        if isinstance(node, Group) and not isinstance(node, TieOnly):
            yield from _counted(node.items)
        yield node


def _plain(value: Fraction) -> str:
    """Return a number as people write it: as a decimal where it has an end."""
    ends = value * _FOUR_PLACES
    return str(value) if ends.denominator != 1 else f"{Decimal(int(ends)) / _FOUR_PLACES:f}"


for _group in (Sum, Percent, Normalised, TieOnly, ScoringTable):
    _group.model_rebuild()
