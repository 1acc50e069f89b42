"""Posts as a school publishes them (岗位)."""

from __future__ import annotations

from enum import StrEnum

from pydantic import PositiveInt

from domain.kernel import Frozen
from domain.values.ids import Milli, PostNumber, Text


class PostKind(StrEnum):
    """岗位类别: ``[S002-07]`` names teaching and auxiliary posts; offices come on top."""

    TEACHING = "teaching"  # 教学岗
    AUXILIARY = "auxiliary"  # 辅助岗
    OFFICE = "office"  # 中层管理岗 (职务)


class StaffClass(StrEnum):
    """人员类别: what a holder counts as (``[S002-09]``)."""

    TEACHING = "teaching"  # 教学人员
    AUXILIARY = "auxiliary"  # 教辅人员


class Post(Frozen):
    """岗位: number, task, conditions and term, as 条例 第10条 asks before bidding."""

    number: PostNumber
    kind: PostKind
    title: Text
    subject: str | None = None
    classes: str | None = None
    periods_milli: Milli = 0
    """Weekly teaching periods, in thousandths: 7.5 periods are 7500."""
    headcount: PositiveInt = 1
    duties: Text
    conditions: tuple[Text, ...] = ()
    term_years: PositiveInt = 1
    filled_by_zone: bool = False
    """Whether the zone fills it, not the school. [003-A3]"""
