"""The section of a rule pack on reviews of a school. Every field names its basis."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Self

from pydantic import Field, model_validator

from domain.kernel import Frozen
from domain.planning.sections import Positive
from domain.review.marks import Part
from domain.values.score_items import Points

_MILLI = 1000
_HUNDRED = 100
_MONTHS = Annotated[int, Field(ge=1, le=12)]


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

    @model_validator(mode="after")
    def _must_make_a_hundred(self) -> Self:
        parts = (self.leaders, self.democratic, self.discussion, self.performance)
        if sum(Fraction(each) for each in parts) != _HUNDRED:
            raise ValueError("the four parts make 100 points together [S001-10]")
        if len(set(self.three_review_months)) != len(self.three_review_months):
            raise ValueError("name each month once [S001-03]")
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
