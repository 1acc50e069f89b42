"""Sections of a rule pack on protection, disqualification and exit. Every field names its basis.

They are optional: a pack without them keeps its digest, and ``…_of`` gives what law says.
A plan may be kinder than the law, never harder.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Protocol, Self

from pydantic import Field, field_validator, model_validator

from domain.kernel import Frozen
from domain.planning.sections import Days, Positive, Years
from domain.protection.kinds import PLAN_EFFECTS, Effect, EvidenceKind
from domain.recruitment.events import DisqualificationReason
from domain.values.ids import Id, Text
from domain.values.left_out import is_none
from domain.values.score_items import Points


class Category(Frozen):
    """直聘、优先类别: whom a plan favours, on what evidence, for how long, and how."""

    id: Id
    title: Text
    evidence: EvidenceKind
    """The kind of evidence that the plan asks for. [B.3.2]"""
    valid_months: Positive | None = None
    """Longest time that one record holds; ``None``: as long as the record says. [B.3.2]"""
    effects: tuple[Effect, ...]
    """What follows. [B.3.2: direct, exempt, bonus, priority]"""
    bonus: Points | None = Field(default=None, exclude_if=is_none)
    """Points in the scoring, where ``bonus`` is among the effects. [B.3.2 bonus]"""
    basis: Text
    """Document and clause that names the category. [B.3.2]"""

    @field_validator("effects")
    @classmethod
    def _must_be_the_plans(cls, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
        if not effects or len(set(effects)) != len(effects) or set(effects) - PLAN_EFFECTS:
            names = ", ".join(sorted(PLAN_EFFECTS))
            raise ValueError(f"name at least one of {names}, each once [B.3.2]")
        return effects


class SeniorityRule(Frozen):
    """年限: years in the unit, and years left to retirement."""

    service_years: Years
    """Full years in the unit at least."""
    years_left: Years
    """Less than so many years to the statutory day of retirement."""


class ProtectionRules(Frozen):
    """保护规则: periods by law, longer where a plan says so, and the plan's categories."""

    maternity_leave_days: Annotated[int, Field(ge=98, le=400)] = 98
    """Days of maternity leave; local rules are longer. [B3-03; 特别规定 第7条]"""
    difficult_birth_days: Annotated[int, Field(ge=15, le=90)] = 15
    """Days more after a difficult birth. [B3-03]"""
    extra_child_days: Annotated[int, Field(ge=15, le=90)] = 15
    """Days more for each child beyond the first of a birth. [B3-03]"""
    nursing_months: Annotated[int, Field(ge=12, le=36)] = 12
    """Months from the birth during which a mother counts as nursing. [B3-03: under 1 year]"""
    near_retirement: SeniorityRule = SeniorityRule(service_years=15, years_left=5)
    """Who may not be dismissed without fault. [B3-05: at least 15, under 5]"""
    to_retirement: SeniorityRule = SeniorityRule(service_years=10, years_left=10)
    """Who may ask for a contract up to retirement. [B3-06: at least 10, under 10]"""
    categories: tuple[Category, ...] = ()
    """直聘 and other categories of the plan. [B.3.2]"""

    @model_validator(mode="after")
    def _must_keep_the_law(self) -> Self:
        for rule, law, basis in (
            (self.near_retirement, _NEAR, "B3-05"),
            (self.to_retirement, _TO, "B3-06"),
        ):
            if rule.service_years > law.service_years or rule.years_left < law.years_left:
                raise ValueError(
                    f"not more than {law.service_years} years of service and not fewer than "
                    f"{law.years_left} years left [{basis}]"
                )
        names = [each.id for each in self.categories]
        if len(set(names)) != len(names):
            raise ValueError("name each category once [B.3.2]")
        return self

    def category(self, name: str) -> Category | None:
        """Return the category of that id."""
        return next((each for each in self.categories if each.id == name), None)


_NEAR = SeniorityRule(service_years=15, years_left=5)
_TO = SeniorityRule(service_years=10, years_left=10)


class LeaveLimit(Frozen):
    """请假限制: how much leave in one year keeps somebody from competing (B3-11(5))."""

    look_back_years: Years
    """Years before the round that are looked at. [浦城 2021: 3]"""
    personal_days: Days
    """Natural days of personal leave in one year from which it does. [浦城 2021: one month]"""
    sick_and_personal_days: Days
    """Natural days of sick and personal leave together. [浦城 2021: three months]"""


def _is_one(years: int) -> bool:
    return years == 1


class DisqualificationRules(Frozen):
    """不得参加竞聘情形: the plan's closed list."""

    reasons: tuple[DisqualificationReason, ...]
    """The only reasons for which a bidder may be disqualified. [B.3.3]"""
    leave_limit: LeaveLimit | None = None
    """Needed where ``leave_over_limit`` is in the list. [B3-11(5)]"""
    unqualified_years: Years = Field(default=1, exclude_if=_is_one)
    """Years before the round in which 不合格 keeps somebody out. [B3-11(3): 3; B3-13: 1]"""

    @model_validator(mode="after")
    def _must_fit(self) -> Self:
        if not self.reasons or len(set(self.reasons)) != len(self.reasons):
            raise ValueError("name at least one reason, each once")
        listed = DisqualificationReason.LEAVE_OVER_LIMIT in self.reasons
        if listed != (self.leave_limit is not None):
            raise ValueError("leave_over_limit and leave_limit go together [B3-11]")
        return self


class AbsenceYear(StrEnum):
    """旷工累计年度: what "in one year" means; 条例 第15条 leaves it open."""

    CALENDAR = "calendar"  # 自然年度
    ROLLING = "rolling"  # 任意连续十二个月


class ExitRules(Frozen):
    """解除、辞聘规则."""

    absence_consecutive_days: Annotated[int, Field(ge=15, le=366)] = 15
    """More consecutive working days than this. [条例 第15条]"""
    absence_year_days: Annotated[int, Field(ge=30, le=366)] = 30
    """More working days in one year than this. [条例 第15条]"""
    absence_year: AbsenceYear = AbsenceYear.CALENDAR
    """What one year is; the calendar year is the narrower reading. [local]"""
    termination_notice_days: Annotated[int, Field(ge=30, le=366)] = 30
    """Days of written notice before a termination for appraisal. [条例 第16条]"""
    resignation_notice_days: Annotated[int, Field(ge=1, le=30)] = 30
    """Days of written notice of a resignation, unless agreed otherwise. [条例 第17条]"""
    union_days: Annotated[int, Field(ge=1, le=60)] | None = Field(default=None, exclude_if=is_none)
    """Days for the union to object before the unit ends a contract; none: untold. [B8-07; local]"""
    inquiry_bars_exit: bool = Field(default=True, exclude_if=bool)
    """Whether nobody leaves service while an investigation is open. [处分规定; to be confirmed]"""


class _Sections(Protocol):
    @property
    def protection(self) -> ProtectionRules | None: ...

    @property
    def exit(self) -> ExitRules | None: ...


def protection_rules_of(pack: _Sections | None) -> ProtectionRules:
    """Return a pack's rules of protection, or the law's."""
    return (pack.protection if pack is not None else None) or ProtectionRules()


def exit_rules_of(pack: _Sections | None) -> ExitRules:
    """Return a pack's rules of exit, or the law's."""
    return (pack.exit if pack is not None else None) or ExitRules()
