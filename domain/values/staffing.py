"""Words of staffing that several contexts share: levels, titles, tiers, grades (编制与岗位等级)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.values.ids import Id

SchoolYear = Id
"""学年, for example ``2026-2027``."""

PostGrade = Annotated[int, Field(ge=1, le=13)]
"""专业技术岗位等级: 1 is the highest, 13 the lowest. [B2-06]"""


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
