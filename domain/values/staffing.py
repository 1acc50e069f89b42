"""Words of staffing that several contexts share: levels, titles, tiers, grades (编制与岗位等级)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.values.ids import Id

SchoolYear = Id
"""学年, for example ``2026-2027``."""

PostGrade = Annotated[int, Field(ge=0, le=13)]
"""岗位等级 in its series: 1 is the highest, 0 that of posts without grades. [B2-06, B2-07]"""
ProfessionalGrade = Annotated[int, Field(ge=1, le=13)]
"""专业技术岗位等级: 1 is the highest, 13 the lowest. [B2-06]"""
ManagementGrade = Annotated[int, Field(ge=5, le=10)]
"""管理岗位等级 of schools: 五级 to 十级. [B2-07]"""


class Series(StrEnum):
    """岗位类别: three kinds of posts, graded apart; workers with and without a skill grade."""

    PROFESSIONAL = "professional"  # 专业技术岗位
    MANAGEMENT = "management"  # 管理岗位
    SKILLED_WORKER = "skilled_worker"  # 工勤技能岗位(技术工)
    ORDINARY_WORKER = "ordinary_worker"  # 工勤技能岗位(普通工, 不分等级)


GRADES_OF: Mapping[Series, tuple[int, int]] = {
    Series.PROFESSIONAL: (1, 13),
    Series.MANAGEMENT: (5, 10),
    Series.SKILLED_WORKER: (1, 5),
    Series.ORDINARY_WORKER: (0, 0),
}
"""Highest and lowest grade of each series in a school. [B2-06, B2-07]"""
WORKERS = frozenset({Series.SKILLED_WORKER, Series.ORDINARY_WORKER})


def is_professional(series: Series) -> bool:
    """Tell whether a series is that of which everything is written that names none."""
    return series is Series.PROFESSIONAL


class Level(StrEnum):
    """学段: quota formulas and structure ratios go by level, not by the kind of school."""

    KINDERGARTEN = "kindergarten"  # 学前
    PRIMARY = "primary"  # 小学
    JUNIOR = "junior"  # 初中
    SENIOR = "senior"  # 高中


class Tier(StrEnum):
    """岗位档次: the four tiers into which the 13 grades fall (B2-06)."""

    PROFESSORIAL = "professorial"  # 正高
    SENIOR = "senior"  # 副高
    MIDDLE = "middle"  # 中级
    JUNIOR = "junior"  # 初级


class Title(StrEnum):
    """职称: what a teacher is qualified for; it appoints to nothing (B2-09)."""

    PROFESSORIAL_SENIOR = "professorial_senior"  # 正高级教师
    SENIOR = "senior"  # 高级教师
    FIRST = "first"  # 一级教师
    SECOND = "second"  # 二级教师
    THIRD = "third"  # 三级教师


_LOWEST_OF_TIER = ((4, Tier.PROFESSORIAL), (7, Tier.SENIOR), (10, Tier.MIDDLE), (13, Tier.JUNIOR))


def tier_of(grade: int) -> Tier:
    """岗位档次: 1–4 professorial, 5–7 senior, 8–10 middle, 11–13 junior. 依据: B2-06."""
    return next(tier for lowest, tier in _LOWEST_OF_TIER if grade <= lowest)
