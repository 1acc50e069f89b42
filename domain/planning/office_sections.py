"""The sections of a rule pack about offices (职务). Every field names its basis.

A pack that says nothing about offices is read with the values here, and its digest stays
what it was: the section is part of the digest only where a town writes one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from domain.kernel import Frozen
from domain.planning.sections import Days, Positive, Years
from domain.values.ids import Count, Text
from domain.values.shares import Share

ConditionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
PositiveMilli = Annotated[int, Field(ge=1, le=1_000_000_000)]

_HALF = Share(numerator=1, denominator=2)
_TWO_THIRDS = Share(numerator=2, denominator=3)


class OfficeKind(StrEnum):
    """职务类别: what an open competition may be about."""

    VICE_PRINCIPAL = "vice_principal"  # 副校长
    MANAGER = "manager"  # 管理干部 [003-G]
    CLASS_TEACHER = "class_teacher"  # 班主任 [003-B]


class OfficeLevel(StrEnum):
    """职务级别: three levels, each with the duties of those below it (003-B2, 003-G1)."""

    JUNIOR = "junior"  # 初级
    INTERMEDIATE = "intermediate"  # 中级
    SENIOR = "senior"  # 高级


class Condition(Frozen):
    """任职条件: published before anybody applies, and checked one by one."""

    id: ConditionId
    title: Text
    min_years: Years | None = None
    """Full years that the condition asks for; ``None`` where it is met or not met."""


class LevelRules(Frozen):
    """级别规则: what a level adds to the one below."""

    level: OfficeLevel
    duties: tuple[Text, ...]
    conditions: tuple[Condition, ...] = ()


class LevelledOffice(Frozen):
    """分级职务: an office in three levels, with conditions common to all."""

    conditions: tuple[Condition, ...] = ()
    levels: tuple[LevelRules, ...]
    term_years: Years = 1
    """Term in years. [S002-15 一年一聘]"""

    @model_validator(mode="after")
    def _must_be_three_that_build_up(self) -> Self:
        if tuple(each.level for each in self.levels) != tuple(OfficeLevel):
            raise ValueError("name junior, intermediate and senior, in this order [003-B2, 003-G1]")
        for each in self.levels:
            if not each.duties:
                raise ValueError(f"level {each.level.value} adds no duties [003-B2]")
            ids = [condition.id for condition in self.conditions_of(each.level)]
            if len(set(ids)) != len(ids):
                raise ValueError(f"level {each.level.value} names a condition twice")
        return self

    def duties_of(self, level: OfficeLevel) -> tuple[str, ...]:
        """Return the duties of a level: those of the levels below come first (003-B2)."""
        reached = tuple(OfficeLevel).index(level) + 1
        return tuple(duty for each in self.levels[:reached] for duty in each.duties)

    def conditions_of(self, level: OfficeLevel) -> tuple[Condition, ...]:
        """Return what a level asks for: the common conditions, then its own (003-B3)."""
        own = self.levels[tuple(OfficeLevel).index(level)]
        return (*self.conditions, *own.conditions)


def _class_teacher() -> LevelledOffice:
    """Return the levels and conditions of the seed (003-B2, 003-B3)."""
    return LevelledOffice(
        conditions=(
            Condition(id="degree", title="教育学或相关专业本科及以上学历"),
            Condition(id="experience", title="一定的教育工作经验，特别是班主任工作经验"),
            Condition(id="teamwork", title="良好的沟通能力和团队合作精神"),
        ),
        levels=(
            LevelRules(level=OfficeLevel.JUNIOR, duties=("学生日常管理", "班级组织")),
            LevelRules(level=OfficeLevel.INTERMEDIATE, duties=("学业指导", "家校沟通")),
            LevelRules(level=OfficeLevel.SENIOR, duties=("学生评价", "班级管理策略的制定")),
        ),
    )


def _manager() -> LevelledOffice:
    """Return the levels of the seed; what it leaves open a town writes itself (003-G1)."""
    return LevelledOffice(
        levels=(
            LevelRules(
                level=OfficeLevel.JUNIOR,
                duties=("本岗位日常管理",),
                conditions=(Condition(id="newcomer", title="新进管理人员，胜任岗位要求"),),
            ),
            LevelRules(
                level=OfficeLevel.INTERMEDIATE,
                duties=("部门工作的组织与考核",),
                conditions=(Condition(id="able", title="一定的管理经验和能力"),),
            ),
            LevelRules(
                level=OfficeLevel.SENIOR,
                duties=("全校管理工作的规划与协调",),
                conditions=(Condition(id="outstanding", title="丰富的管理经验和出色的绩效"),),
            ),
        ),
    )


class VicePrincipalRules(Frozen):
    """副校长任期规则."""

    titles: tuple[Text, ...] = ("副校长",)
    """Titles whose holders are reviewed at the end of their term. [S002-14]"""
    conditions: tuple[Condition, ...] = (Condition(id="qualified", title="符合县级副校长任职资格"),)
    """Conditions of the open competition. [S002-14: county rules, local]"""
    term_years: Years = 3
    """Term of an appointment. [S002-14]"""
    extension_years: Years = 1
    """Term after an appraisal that was passed. [S002-14]"""
    max_extensions: Positive | None = None
    """Most extensions in a row; ``None`` asks for a review each time, without end. [local]"""
    review_within_days: Days = 92
    """Days before the end of the term from which the review may open. [local]"""
    pass_share: Share = _HALF
    """Share of the votes cast that must be exceeded to pass the appraisal. [local]"""


class CompetitionRules(Frozen):
    """公开竞聘规则 (003-G3 to 003-G7)."""

    application_days: Days = 3
    """Least natural days from announcement to deadline. [003-G4: a deadline; days local]"""
    judges_min: Positive = 3
    """Judges who mark every interview, at least. [003-G6; number local]"""
    drop_extremes_above: Count = 5
    """With more judges than this the highest and the lowest mark drop out. [B5-11]"""
    mark_max_milli: PositiveMilli = 100_000
    pass_mark_milli: PositiveMilli = 60_000
    """Least mean mark of an appointee. [local]"""
    committee_min: Positive = 3
    """Members present at the committee's decision, at least. [003-G7; number local]"""
    publicity_working_days: Days = 5
    """Working days of publicity before an office is taken up. [B6-04]"""
    file_within_days: Days = 7
    """Natural days from approval within which the appointment is filed. [003-E3; local]"""

    @model_validator(mode="after")
    def _must_be_reachable(self) -> Self:
        if self.pass_mark_milli > self.mark_max_milli:
            raise ValueError("pass_mark_milli must not be above mark_max_milli")
        return self


class DefenceOrder(StrEnum):
    """答辩次序."""

    AFTER_OWN_REPORT = "after_own_report"  # 每人述职后随即答辩
    AFTER_ALL_REPORTS = "after_all_reports"  # 全部述职后依次答辩


class PrincipalRules(Frozen):
    """校长选聘规则 (S001-12 to S001-15)."""

    titles: tuple[Text, ...] = ("校长", "园长")
    """Titles of the head of a school. [S001-12]"""
    conditions_days: Days = 3
    """Least natural days between publication of the conditions and the deadline. [local]"""
    candidates_min: Positive = 2
    """Admitted candidates at the meeting, at least: one alone draws no lots. [S001-15]"""
    committee_share: Share = _TWO_THIRDS
    """Share of the committee present, rounded up. [S001-14; share local]"""
    staff_share: Share = _TWO_THIRDS
    """Share of the school's staff present, rounded up. [S001-14 全体教职工; B11-05]"""
    witnesses: Positive = 2
    """Who must see the lots drawn, at least. [B5-10]"""
    defence: DefenceOrder = DefenceOrder.AFTER_OWN_REPORT
    """When a candidate answers questions. [S001-15: report, then defence]"""
    majority: Share = _HALF
    """Share of the members present whose votes must be exceeded. [local]"""
    publicity_working_days: Days = 5
    """Working days of publicity before the office is taken up. [B6-04]"""
    term_years: Annotated[int, Field(ge=3, le=6)] = 3
    """Term in years, three to six. [B1-10]"""


class ResearchRules(Frozen):
    """教研员规则 (S002-26, S002-27)."""

    deputies: Count = 2
    """Deputies of the research office beside its director. [S002-26]"""
    prefer_former: bool = True
    """Whether former researchers come first for part-time places. [S002-26]"""
    full_load_periods_milli: PositiveMilli = 12_000
    """A full teaching load in weekly periods. [A.6 X8; figure local]"""
    load_share: Share = _TWO_THIRDS
    """Share of a full load that a part-time researcher teaches. [S002-26]"""
    groups_per_school: Positive = 2
    """Most subject groups in one school. [S002-27: two or one each]"""
    term_years: Years = 1
    """Term of a researcher: by school year. [S002-27]"""

    @field_validator("load_share")
    @classmethod
    def _must_be_a_part(cls, share: Share) -> Share:
        if not 0 < share.fraction <= 1:
            raise ValueError(f"must lie above 0 and up to 1, not {share}")
        return share

    @property
    def due_periods_milli(self) -> int:
        """Weekly periods that a part-time researcher must teach, rounded up."""
        return self.load_share.ceil_of(self.full_load_periods_milli)


class OfficeRules(Frozen):
    """职务规则."""

    vice_principal: VicePrincipalRules = VicePrincipalRules()
    manager: LevelledOffice = _manager()
    class_teacher: LevelledOffice = _class_teacher()
    competition: CompetitionRules = CompetitionRules()
    principal: PrincipalRules = PrincipalRules()
    research: ResearchRules = ResearchRules()
