"""A small vocabulary in which every scoring table is written (评分表).

A table is a tree. Its leaves say how recorded facts become points; a ``Normalised`` group
scales a raw sum by the best raw sum of the frozen population. Points are quoted decimals
(``"0.5"``), held exactly: a float has no one spelling and is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from domain.kernel import Frozen
from domain.values.ids import Count, Text

Points = Annotated[str, StringConstraints(pattern=r"^(0|[1-9][0-9]{0,5})(\.[0-9]{1,4})?$")]
"""A decimal in quotes, never negative."""
ItemId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class Rate(Frozen):
    """按量计分: points for each unit, up to a maximum; ``full_units`` drops fractions (B5-12)."""

    kind: Literal["rate"] = "rate"
    id: ItemId
    title: Text
    unit: Text
    per_unit: Points
    max: Points
    full_units: bool = True
    required: bool = True


class Choice(Frozen):
    """单项选择: points of the one option that applies."""

    kind: Literal["choice"] = "choice"
    id: ItemId
    title: Text
    options: Mapping[str, Points]
    required: bool = True


class Highest(Frozen):
    """就高计分: of all options held, only the highest counts (B5-13)."""

    kind: Literal["highest"] = "highest"
    id: ItemId
    title: Text
    options: Mapping[str, Points]
    required: bool = False


class Addable(Frozen):
    """累计计分: points of every award add up, to a maximum (B5-13)."""

    kind: Literal["addable"] = "addable"
    id: ItemId
    title: Text
    options: Mapping[str, Points]
    max: Points
    required: bool = False


class Marks(Frozen):
    """评委打分: the judges' mean; highest and lowest drop out when judges are many (B5-11)."""

    kind: Literal["marks"] = "marks"
    id: ItemId
    title: Text
    max: Points
    drop_extremes_above: Count = 5


class Ballot(Frozen):
    """民主测评: points of the grades, averaged over the ballots cast."""

    kind: Literal["ballot"] = "ballot"
    id: ItemId
    title: Text
    excellent: Points
    competent: Points
    basically_competent: Points
    not_competent: Points


Item = Annotated[Rate | Choice | Highest | Addable | Marks | Ballot, Field(discriminator="kind")]


class Normalised(Frozen):
    """归一计分: raw sum ÷ best raw sum of the frozen population × ``scale`` (RP-80/10/10)."""

    kind: Literal["normalised"] = "normalised"
    id: ItemId
    title: Text
    scale: Points
    items: tuple[Item, ...]


Node = Annotated[
    Rate | Choice | Highest | Addable | Marks | Ballot | Normalised, Field(discriminator="kind")
]


class Rounding(StrEnum):
    """取舍方式 (B5-02, B5-03)."""

    HALF_UP = "half_up"  # 四舍五入
    TRUNCATE = "truncate"  # 截取, 不进位
    TRUNCATE_THEN_EXTEND = "truncate_then_extend"  # 截取; 同分顺延小数位


class ScoringTable(Frozen):
    """评分表: its parts, what they add up to, and how totals are shown."""

    title: Text
    nodes: tuple[Node, ...]
    total_max: Points
    places: Annotated[int, Field(ge=0, le=3)] = 2
    rounding: Rounding = Rounding.HALF_UP

    @model_validator(mode="after")
    def _must_add_up(self) -> Self:
        ids = [node.id for node in self.nodes] + [
            item.id for node in self.nodes if isinstance(node, Normalised) for item in node.items
        ]
        twice = sorted({each for each in ids if ids.count(each) > 1})
        if twice:
            raise ValueError(f"item ids are used twice: {', '.join(twice)}")
        total = sum((max_of(node) for node in self.nodes), Fraction(0))
        if total != Fraction(self.total_max):
            raise ValueError(f"the maxima add up to {total}, total_max says {self.total_max}")
        return self

    def items(self) -> Iterator[Item]:
        """Yield every leaf of the tree, in order."""
        for node in self.nodes:
            if isinstance(node, Normalised):
                yield from node.items
            else:
                yield node

    def item(self, name: str) -> Item | None:
        """Return the leaf of that id."""
        return next((item for item in self.items() if item.id == name), None)


class TieKey(Frozen):
    """同分排序依据: an item or group of the table, higher points first unless said otherwise."""

    key: ItemId
    higher_first: bool = True


class TieChain(Frozen):
    """同分排序链: keys that are tried one after the other (B5-04 to B5-10)."""

    keys: tuple[TieKey, ...] = ()

    def must_fit(self, table: ScoringTable) -> None:
        """Check that every key is an item or group of the table.

        Raises:
            ValueError: With the keys that are not.
        """
        known = {item.id for item in table.items()} | {node.id for node in table.nodes}
        unknown = [each.key for each in self.keys if each.key not in known]
        if unknown:
            raise ValueError(f"the tie chain names no item of the table: {', '.join(unknown)}")


def max_of(node: Node) -> Fraction:
    """Return the most points that a node can give."""
    match node:
        case Rate() | Addable() | Marks():
            return Fraction(node.max)
        case Choice() | Highest():
            return max((Fraction(points) for points in node.options.values()), default=Fraction(0))
        case Ballot():
            grades = (node.excellent, node.competent, node.basically_competent, node.not_competent)
            return max(Fraction(points) for points in grades)
        case Normalised():
            return Fraction(node.scale)
