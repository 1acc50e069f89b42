"""Grades of annual appraisals, as a termination rests on them."""

from __future__ import annotations

from enum import StrEnum

from domain.kernel import Frozen
from domain.values.ids import Count


class AnnualGrade(StrEnum):
    """年度考核档次 (B9-03)."""

    EXCELLENT = "excellent"  # 优秀
    QUALIFIED = "qualified"  # 合格
    BASICALLY_QUALIFIED = "basically_qualified"  # 基本合格
    UNQUALIFIED = "unqualified"  # 不合格
    NO_GRADE = "no_grade"  # 不确定档次, which is not 不合格 (E.4)


class YearGrade(Frozen):
    """某年度考核档次."""

    year: Count
    grade: AnnualGrade
