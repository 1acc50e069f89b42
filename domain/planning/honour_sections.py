"""The section of a rule pack on honours, named teachers and reserve cadres.

Every field names its basis. The seeds give no numbers here, so a pack without the section
has no honours at all: nothing is conferred by numbers that nobody voted on.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from pydantic import Field

from domain.award.events import AwardKind
from domain.kernel import Frozen
from domain.planning.sections import Days, Positive, Years
from domain.values.ids import Count, Id, Text
from domain.values.left_out import is_none
from domain.values.score_items import Points

_MILLI = 1000


class HonourKind(StrEnum):
    """荣誉类别: what a call may be about."""

    AWARD = "award"  # 评先表模 [S004-17]
    NAMED_TEACHER = "named_teacher"  # 名师 [S004-08, S004-09]
    RESERVE_CADRE = "reserve_cadre"  # 后备干部 [S004-14]


class HonourCategory(Frozen):
    """荣誉项目: who may be nominated, and what is conferred."""

    id: Id
    title: Text
    kind: HonourKind
    joint: bool = False
    """Whether 人社局 confers and revokes it together with the bureau. [S004-17]"""
    term_years: Years | None = None
    """Term of a title, or of a place in the reserve; an award has none. [S004-08; number local]"""
    offices: tuple[Text, ...] = ()
    """Titles of which the nominee holds one, at whatever level; none asks for none. [S004-17]"""
    ethics_years: Years = 3
    """Years without a violation of 师德, back from the day. [B10-11; number local]"""
    appraisal_years: Count = 0
    """Years up to the last one, each of them 合格 or better. [003-E5, 003-J8; number local]"""
    excellent_years: Count = 0
    """How many of them are 优秀, at least. [003-E5; number local]"""
    prize: AwardKind | None = None
    """教学奖 that is the threshold, that one or a higher one. [S002-38]"""


class NamedContent(Frozen):
    """名师考核内容."""

    id: Id
    title: Text
    points: Points


class NamedGrade(Frozen):
    """名师考核档次: reached with so many points, and what it brings."""

    id: Id
    title: Text
    from_points: Points
    allowance: Points
    """Units of the annual study allowance; what a unit is worth 财政 says. [S004-08]"""


class NamedTeacherRules(Frozen):
    """名师考核规则."""

    contents: tuple[NamedContent, ...]
    key_content: Id
    """作用发挥: the content that none outweighs. [S004-08]"""
    grades: tuple[NamedGrade, ...]
    """From the best down; who does not reach the last one fails. [S004-08]"""

    def grade_of(self, total_milli: int) -> NamedGrade | None:
        """Return the grade that so many thousandths of a point reach, if any."""
        reached = (each for each in self.grades if milli_of(each.from_points) <= total_milli)
        return next(reached, None)


class HonourRules(Frozen):
    """荣誉规则: 评先表模, 名师, 后备干部."""

    categories: tuple[HonourCategory, ...]
    school_working_days: Days = 5
    """Working days from telling the staff to the nomination. [B6-06]"""
    publicity_working_days: Days = 5
    """Shortest publicity of whom the bureau would honour. [B6-01, B6-04]"""
    named_teacher: NamedTeacherRules | None = Field(default=None, exclude_if=is_none)
    """名师考核; needed where a category is about 名师. [S004-08]"""
    attachment_months: Positive = 3
    """Shortest 跟岗 of a reserve cadre. [S004-14; number local]"""

    def category(self, name: str) -> HonourCategory | None:
        """Return a category by its id."""
        return next((each for each in self.categories if each.id == name), None)


def milli_of(points: Points) -> int:
    """Return a decimal of a pack in thousandths."""
    return int(Fraction(points) * _MILLI)
