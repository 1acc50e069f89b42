"""Leaves of a scoring table (评分项): how one kind of recorded fact becomes points.

Points are quoted decimals (``"0.5"``), held exactly: a float has no one spelling and is
refused. Fields that a pack leaves out are left out of its digest too.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Literal, Self, assert_never

from pydantic import Field, StringConstraints, model_validator

from domain.kernel import Frozen
from domain.values.ids import Count, Text
from domain.values.inconsistent import InconsistentError
from domain.values.left_out import is_none

POINTS_PATTERN = r"^(0|[1-9][0-9]{0,5})(\.[0-9]{1,4})?$"
Points = Annotated[str, StringConstraints(pattern=POINTS_PATTERN)]
"""A decimal in quotes, never negative."""
ItemId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
PASSED, FAILED = "passed", "failed"
"""The two options of a gate."""


class Rate(Frozen):
    """按量计分: points for each unit, up to a maximum; ``full_units`` drops fractions (B5-12).

    Recorded as an ``Amount``, or as the day ``Since`` which years count. Without ``max`` it
    has no cap, which only a part of a normalised group or of one for ties may have.
    """

    kind: Literal["rate"] = "rate"
    id: ItemId
    title: Text
    unit: Text
    per_unit: Points
    max: Points | None = Field(default=None, exclude_if=is_none)
    full_units: bool = True
    required: bool = True


class Step(Frozen):
    """一档: points from so many units on."""

    at_least: Points
    points: Points


class Steps(Frozen):
    """分段计分: the points of the highest step that was reached, none below the first.

    Recorded like a ``Rate``. Fractions of a unit count: 2.5 years do not reach 3.
    """

    kind: Literal["steps"] = "steps"
    id: ItemId
    title: Text
    unit: Text
    steps: tuple[Step, ...] = Field(min_length=1)
    required: bool = True

    @model_validator(mode="after")
    def _must_rise(self) -> Self:
        """分档递增: a higher step has more of both. 依据: B.4."""
        for field in ("at_least", "points"):
            values = [Fraction(getattr(step, field)) for step in self.steps]
            if any(after <= before for before, after in pairwise(values)):
                told = f"the steps of {self.id} must rise from each to the next in {field}"
                raise InconsistentError("pack.steps", told, key=self.id)
        return self


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
    """累计计分: points of every award add up, to a maximum (B5-13).

    Without ``max`` it has no cap: in a normalised group, or for ties alone.
    """

    kind: Literal["addable"] = "addable"
    id: ItemId
    title: Text
    options: Mapping[str, Points]
    max: Points | None = Field(default=None, exclude_if=is_none)
    required: bool = False


class Deducted(Frozen):
    """扣分制: starts with the maximum; each occurrence takes off points, never below nought."""

    kind: Literal["deducted"] = "deducted"
    id: ItemId
    title: Text
    max: Points
    options: Mapping[str, Points]
    """Points taken off for one occurrence of each kind."""
    required: bool = True


class Awards(Frozen):
    """荣誉计分: listed honours; 单项减半, 同年同项就高, and only of recent years (B5-13)."""

    kind: Literal["awards"] = "awards"
    id: ItemId
    title: Text
    options: Mapping[str, Points]
    max: Points
    single_half: bool = True
    """单项减半: an honour for a single matter counts half."""
    same_matter_highest: bool = True
    """同年同项就高: of several for one matter in one year only the highest counts."""
    within_years: Annotated[int, Field(ge=1, le=60)] | None = None
    """Calendar years that count, the year of the table's cut-off being the last."""
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


class Gate(Frozen):
    """一票否决: no points; who has not passed is not ranked. Recorded ``passed`` or ``failed``."""

    kind: Literal["gate"] = "gate"
    id: ItemId
    title: Text
    required: Literal[True] = True


class Bonus(Frozen):
    """照顾加分: points that the plan gives with a protection, to a maximum (B.3.2 bonus).

    Nobody records them: they are read off the bidder's protections when scores are locked.
    """

    kind: Literal["bonus"] = "bonus"
    id: ItemId
    title: Text
    max: Points
    adds: bool = False
    """Whether several add up; else the highest counts alone."""


class Priority(Frozen):
    """同分优先: 1 for whom a protection gives priority at a tie, else 0 (B.3.2 priority_at_tie).

    Read off like a ``Bonus``. For ties alone: it stands in a ``tie_only`` group.
    """

    kind: Literal["priority"] = "priority"
    id: ItemId
    title: Text


Item = (
    Rate
    | Steps
    | Choice
    | Highest
    | Addable
    | Deducted
    | Awards
    | Marks
    | Ballot
    | Gate
    | Bonus
    | Priority
)


def max_of_item(item: Item) -> Fraction | None:
    """Return the most points that a leaf can give, ``None`` where it has no cap."""
    match item:
        case Rate() | Addable():
            return None if item.max is None else Fraction(item.max)
        case Marks() | Deducted() | Awards() | Bonus():
            return Fraction(item.max)
        case Steps():
            return Fraction(item.steps[-1].points)
        case Choice() | Highest():
            return max((Fraction(points) for points in item.options.values()), default=Fraction(0))
        case Ballot():
            grades = (item.excellent, item.competent, item.basically_competent, item.not_competent)
            return max(Fraction(points) for points in grades)
        case Gate():
            return Fraction(0)
        case Priority():
            return Fraction(1)
        case _:
            assert_never(item)
