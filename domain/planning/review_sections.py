"""The section of a rule pack on reviews of a school. Every field names its basis."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Self

from pydantic import Field, model_validator

from domain.kernel import Frozen
from domain.planning.sections import Positive
from domain.review.marks import Part
from domain.values.ids import Id, Text
from domain.values.score_items import Points

_MILLI = 1000
_HUNDRED = 100
_MONTHS = Annotated[int, Field(ge=1, le=12)]


QUALITY_BELOW_TARGET = "quality_below_target"
"""The one condition that the seed gives; its other five are lost. [S002-35]"""


class VetoCondition(Frozen):
    """一票否决情形."""

    id: Id
    title: Text


class ReviewRules(Frozen):
    """领导班子考核与述职评议规则."""

    leaders: Points = "20"
    """领导评定. [S001-10]"""
    democratic: Points = "20"
    """民主测评. [S001-10]"""
    discussion: Points = "20"
    """群众座谈. [S001-10]"""
    performance: Points = "40"
    """实绩考核. [S001-10]"""
    three_review_months: tuple[_MONTHS, ...] = (5, 11)
    """Months of “三评”. [S001-03]"""
    reports_per_school_year_min: Positive = 2
    """述职 with 民主测评 of each layer in a school year, at least. [S002-32]"""
    veto_conditions: tuple[VetoCondition, ...] = (
        VetoCondition(id=QUALITY_BELOW_TARGET, title="教学质量低于责任目标"),
    )
    """What costs school and head the year's honours, under a responsibility letter. [S002-35]"""

    @model_validator(mode="after")
    def _must_make_a_hundred(self) -> Self:
        parts = (self.leaders, self.democratic, self.discussion, self.performance)
        if sum(Fraction(each) for each in parts) != _HUNDRED:
            raise ValueError("the four parts make 100 points together [S001-10]")
        if len(set(self.three_review_months)) != len(self.three_review_months):
            raise ValueError("name each month once [S001-03]")
        vetoes = [each.id for each in self.veto_conditions]
        if QUALITY_BELOW_TARGET not in vetoes or len(set(vetoes)) != len(vetoes):
            raise ValueError(f"name {QUALITY_BELOW_TARGET}, and each condition once [S002-35]")
        return self

    def most_milli(self, part: Part) -> int:
        """Return the most that a part gives, in thousandths of a point."""
        most = {
            Part.LEADERS: self.leaders,
            Part.DEMOCRATIC: self.democratic,
            Part.DISCUSSION: self.discussion,
            Part.PERFORMANCE: self.performance,
        }
        return int(Fraction(most[part]) * _MILLI)
