"""Sections of a rule pack on quota, post grades, new staff and exchange.

They are optional: a pack that leaves one out keeps the digest that it had before there was
such a section. Every field names its basis; what a seed leaves open is local.
"""

from __future__ import annotations

from enum import StrEnum
from operator import not_
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from domain.kernel import Frozen
from domain.values.ids import Count, Text
from domain.values.shares import Share
from domain.values.staffing import Level, ManagementGrade, ProfessionalGrade, Tier, Title

_Years = Annotated[int, Field(ge=1, le=60)]
_Days = Annotated[int, Field(ge=1, le=366)]


def _must_be_positive(share: Share | None) -> Share | None:
    if share is not None and share.fraction <= 0:
        raise ValueError("must be above 0")
    return share


def _must_be_a_part(share: Share | None) -> Share | None:
    if share is not None and share.fraction > 1:
        raise ValueError(f"must be no more than 1, not {share}")
    return share


class Rounding(StrEnum):
    """取整方式: the source names none, so a pack does (B2-02)."""

    FLOOR = "floor"  # 舍去
    HALF_UP = "half_up"  # 四舍五入
    CEIL = "ceil"  # 进一


class LevelRatio(Frozen):
    """师生比与班师比 of one level."""

    level: Level
    pupils_per_staff: Share
    """Pupils to one member of staff, teachers and others: ``"27/2"`` is 13.5. [B2-01]"""
    staff_per_class: Share | None = None
    """Staff to one class; ``None`` where the province sets none. [B2-04: local]"""

    _ratios_are_positive = field_validator("pupils_per_staff", "staff_per_class")(_must_be_positive)


_UNIFIED_2014 = (
    LevelRatio(level=Level.PRIMARY, pupils_per_staff=Share.of("19/1")),
    LevelRatio(level=Level.JUNIOR, pupils_per_staff=Share.of("27/2")),
    LevelRatio(level=Level.SENIOR, pupils_per_staff=Share.of("25/2")),
)


class SmallSchool(Frozen):
    """小规模学校倾斜."""

    max_pupils: Count
    """A school of up to this many pupils is small. [B2-04: local]"""
    supplement: Count = 0
    """Staff on top of the formula. [B2-04: local]"""


class QuotaRules(Frozen):
    """核编公式: what enrolment and classes come to."""

    ratios: tuple[LevelRatio, ...] = _UNIFIED_2014
    """One row a level. [B2-01]"""
    rounding: Rounding = Rounding.CEIL
    """Once a school, after its levels are summed. [B2-02]"""
    class_formula_up_to: Count | None = None
    """班师比 counts in schools of up to so many pupils; ``None``: in all. [B2-04: local]"""
    one_teacher_class_below: Count = 5
    """A class of fewer pupils may have one teacher. [B2-04]"""
    small_school: SmallSchool | None = None
    """Supplement; ``None`` gives none. [B2-04: local]"""

    @model_validator(mode="after")
    def _must_name_each_level_once(self) -> Self:
        levels = [each.level for each in self.ratios]
        if not levels or len(set(levels)) != len(levels):
            raise ValueError("name at least one level, each once")
        return self

    def ratio_of(self, level: Level) -> LevelRatio | None:
        """Return the row of a level."""
        return next((each for each in self.ratios if each.level is level), None)


class TierShare(Frozen):
    """结构比例: how many of a school's teaching posts one tier may have."""

    level: Level
    tier: Tier
    max_share: Share
    """Ceiling, rounded down, fixed by the province. [B2-08]"""

    _share_is_a_part = field_validator("max_share")(_must_be_a_part)


class TitleGrades(Frozen):
    """职称对应等级: the highest grade that a title opens."""

    title: Title
    highest: ProfessionalGrade
    """The smallest number of a grade that its holder may have. [B2-06]"""


_TITLES = (
    TitleGrades(title=Title.PROFESSORIAL_SENIOR, highest=1),
    TitleGrades(title=Title.SENIOR, highest=5),
    TitleGrades(title=Title.FIRST, highest=8),
    TitleGrades(title=Title.SECOND, highest=11),
    TitleGrades(title=Title.THIRD, highest=13),
)


class OfficeGrades(Frozen):
    """职务对应管理岗位等级: the highest management grade that an office opens."""

    office: Text
    """Title of the office, as the school's posts have it."""
    highest: ManagementGrade
    """The smallest number of a grade that its holder may have. [B2-07; local]"""


class GradeRules(Frozen):
    """岗位等级规则."""

    tier_shares: tuple[TierShare, ...] = ()
    """Ceilings by level and tier. A tier of seats without one is refused. [B2-08]"""
    titles: tuple[TitleGrades, ...] = _TITLES
    """[B2-06]"""
    teaching_posts_min: Share = Share.of("17/20")
    """Teachers' posts among all posts, rounded up. [B2-05]"""
    rural_year_titles: tuple[Title, ...] = ()
    """Titles that need a year in a remote school. [B12-04: local]"""
    offices: tuple[OfficeGrades, ...] = Field(default=(), exclude_if=not_)
    """Management grades by office; none named: any office opens any. [B2-07: local]"""
    managers_may_teach: bool = Field(default=True, exclude_if=bool)
    """双肩挑: whether teaching staff may hold a management grade. [B2-07: local]"""

    _share_is_a_part = field_validator("teaching_posts_min")(_must_be_a_part)

    @model_validator(mode="after")
    def _must_say_each_once(self) -> Self:
        ceilings = [(each.level, each.tier) for each in self.tier_shares]
        titles = [each.title for each in self.titles]
        if len(set(ceilings)) != len(ceilings):
            raise ValueError("name each tier of a level once")
        if sorted(titles) != sorted(Title):
            raise ValueError("name every title, each once")
        offices = [each.office for each in self.offices]
        if len(set(offices)) != len(offices):
            raise ValueError("name each office once")
        return self

    def max_share_of(self, level: Level, tier: Tier) -> Share | None:
        """Return the ceiling of a tier; the lowest tier may always take all."""
        for each in self.tier_shares:
            if (each.level, each.tier) == (level, tier):
                return each.max_share
        return Share.of("1/1") if tier is Tier.JUNIOR else None

    def highest_grade_of(self, title: Title) -> int:
        """Return the highest grade, the smallest number, that a title opens."""
        return next(each.highest for each in self.titles if each.title is title)


class IntakeRules(Frozen):
    """招引规则."""

    notice_days: _Days = 7
    """Least natural days of the public notice of newcomers. [B6-03]"""
    notice_max_days: _Days = 15
    """Most natural days of it. [B6-03]"""
    opening_ratio: Share | None = None
    """Applicants to one place in an open exam, else places are cut. [B1-13: local, "3/1"]"""

    _ratio_is_positive = field_validator("opening_ratio")(_must_be_positive)

    @model_validator(mode="after")
    def _must_fit(self) -> Self:
        if self.notice_max_days < self.notice_days:
            raise ValueError("notice_max_days must not be under notice_days")
        return self


class ExchangeRules(Frozen):
    """交流轮岗规则."""

    eligible_years: _Years = 6
    """Consecutive full years in one school. [B12-01]"""
    move_share: Share = Share.of("1/10")
    """Of the eligible teachers of schools that are not remote, rounded up. [B12-02]"""
    backbone_share: Share = Share.of("1/5")
    """Backbone teachers among those who moved, rounded up. [B12-02]"""
    min_months: Annotated[int, Field(ge=1, le=120)] = 12
    """Shortest exchange. [B12-05: local]"""
    max_months: Annotated[int, Field(ge=1, le=120)] = 36
    """Longest exchange. [B12-05: local]"""
    across_zones: bool = True
    """Whether a single teacher may go to another zone; a team never does. [S004-12]"""
    team_min: Annotated[int, Field(ge=2, le=50)] = 2
    """Least members of a team. [S004-12: local]"""

    _shares_are_parts = field_validator("move_share", "backbone_share")(_must_be_a_part)

    @model_validator(mode="after")
    def _must_fit(self) -> Self:
        if self.max_months < self.min_months:
            raise ValueError("max_months must not be under min_months")
        return self
