"""Sections of a rule pack on what follows a low grade, and on the oversight of appraisals.

Both are optional: a pack without them keeps its digest and asks for nothing of it.
"""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from domain.appraisal.grades import GRADES, Result
from domain.kernel import Frozen
from domain.planning.sections import Days, Positive, Years


class MendingRules(Frozen):
    """约谈与整改规则."""

    results: tuple[Result, ...] = (Result.BASICALLY_QUALIFIED, Result.UNQUALIFIED)
    """Grades after which the head talks with the person. [S000-09 表现不佳; local reading]"""
    interview_within_days: Days | None = None
    """Natural days from the notice of the grade to the talk; none is no duty. [S000-09; local]"""
    plan_within_days: Days | None = None
    """Natural days from the talk to the plan; none is no duty. [S000-09 约谈, 整改; local]"""

    @model_validator(mode="after")
    def _must_name_low_grades(self) -> Self:
        named = self.results
        if not named or len(set(named)) != len(named) or not set(named) <= set(GRADES[1:]):
            raise ValueError("name at least one grade under 优秀, each once [S000-09]")
        return self


class OversightRules(Frozen):
    """培训、检查与评估规则."""

    evaluators_trained: bool = False
    """Whether who marks or appraises must have been trained. [S000-11 D; local]"""
    training_years: Years = 3
    """Years for which a training counts. [S000-11 leaves it open; local]"""
    experts_min: Positive = 3
    """Experts who review the procedure together, at least. [S000-14; number local]"""
    review_every_months: Positive | None = None
    """Months after which the procedure is to be reviewed again; none is no duty.
    [S000-14 定期, 003-G9; local]"""
