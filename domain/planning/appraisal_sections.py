"""The section of a rule pack on the annual appraisal. Every field names its basis.

It is optional: a pack without it keeps its digest, and ``appraisal_rules_of`` gives what the
constants sheet says. Shares of 优秀 are ceilings of the law: a pack may be stricter only.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Protocol, Self

from pydantic import Field, model_validator

from domain.appraisal.grades import GRADES, Result
from domain.kernel import Frozen
from domain.planning.sections import Positive
from domain.values.ids import Count, Id, Text
from domain.values.shares import Share


class AppraisalYear(StrEnum):
    """考核年度."""

    CALENDAR = "calendar"  # 自然年度 [B9-01, B9-04]
    SCHOOL = "school"  # 学年, 9月至次年8月 [S001-08]


class SanctionTime(StrEnum):
    """处分期间内考核: when a period counts; the words "in the period" leave it open (B10-03)."""

    AT_DECISION = "at_decision"  # 确定档次时在处分期间内
    YEAR_END = "year_end"  # 考核年度最后一日在处分期间内


class SmallUnit(Frozen):
    """小单位名额: how many 优秀 a unit of few people may have, out of a pooled quota (B9-06)."""

    up_to: Positive
    """Units of so many people or fewer."""
    excellent: Positive
    basis: Text
    """Document of the district that pools the quota."""


class EthicsGround(Frozen):
    """师德一票否决情形, as the plan lists it."""

    id: Id
    title: Text
    basis: Text
    """Document and clause that lists it."""


class EthicsGate(Frozen):
    """师德一票否决: a gate, no points; what it leaves open the plan says (B10-11: local)."""

    grounds: tuple[EthicsGround, ...]
    best: Result
    """The best grade of who failed it. [local]"""

    @model_validator(mode="after")
    def _must_bar_something(self) -> Self:
        names = [each.id for each in self.grounds]
        if not names or len(set(names)) != len(names):
            raise ValueError("name at least one ground, each once [B10-11]")
        if self.best not in GRADES[1:]:
            raise ValueError("best is one of the grades under 优秀 [B10-11]")
        return self


class AnnualAppraisalRules(Frozen):
    """年度考核规则."""

    year: AppraisalYear = AppraisalYear.CALENDAR
    """What one year is. [B9-04; S001-08]"""
    early_days: Annotated[int, Field(ge=0, le=183)] = 31
    """Days before the end of the year from which grades may be decided. [B9-04 年末; local]"""
    excellent_share: Share = Share(numerator=1, denominator=5)
    """优秀: most, of the staff who are to take part. [B9-05: 20%]"""
    excellent_share_approved: Share = Share(numerator=1, denominator=4)
    """优秀 with approval. [B9-05: 25%]"""
    excellent_share_weak: Share = Share(numerator=3, denominator=20)
    """优秀 of a unit that failed or has many problems. [B9-05: 15%]"""
    rounding: Literal["floor"] = "floor"
    """Part of a person is nobody: 不超过 is a ceiling. [B9-06]"""
    small_units: tuple[SmallUnit, ...] = ()
    """Units too small for a share, by size. [B9-06: local]"""
    publicity_working_days: Annotated[int, Field(ge=5, le=60)] = 5
    """Least length of the publicity of 优秀, in working days. [B6-01]"""
    ballot_required: bool = True
    """Whether a democratic appraisal comes before proposals. [E.4 测评; local]"""
    leaders_quorum: Share = Share(numerator=2, denominator=3)
    """Share of the leading team that must be present, rounded up. [B9-08 集体; local]"""
    sanction_time: SanctionTime = SanctionTime.AT_DECISION
    """When a sanction's period bars grades. [B10-03, B10-04; local reading]"""
    ethics: EthicsGate | None = None
    """师德 as a gate before the grade; none where the plan lists no grounds. [E.4; local]"""
    term_months: Annotated[int, Field(ge=1, le=12)] = 1
    """Months before a contract runs out from which its term may be appraised. [B8-06]"""
    term_excuses: bool = False
    """Whether targets missed for good reason let a term pass. [B9-13 leaves it open; local]"""

    @model_validator(mode="after")
    def _must_keep_the_law(self) -> Self:
        for share, law in (
            (self.excellent_share, _NORMAL),
            (self.excellent_share_approved, _APPROVED),
            (self.excellent_share_weak, _WEAK),
        ):
            if share.fraction > law.fraction:
                raise ValueError(f"优秀 may not exceed {law} here [B9-05]: {share}")
        if not 0 < self.leaders_quorum.fraction <= 1:
            raise ValueError(f"leaders_quorum must lie above 0 and up to 1: {self.leaders_quorum}")
        sizes = [each.up_to for each in self.small_units]
        if sizes != sorted(set(sizes)):
            raise ValueError("name small units by size, the smallest first, each once [B9-06]")
        return self

    def of_small_unit(self, staff: Count) -> Count:
        """Return what the pooled quota gives a unit of that size; 0 where it is not small."""
        found = (each.excellent for each in self.small_units if staff <= each.up_to)
        return next(found, 0)


_NORMAL = Share(numerator=1, denominator=5)
_APPROVED = Share(numerator=1, denominator=4)
_WEAK = Share(numerator=3, denominator=20)


class _Sections(Protocol):
    @property
    def annual_appraisal(self) -> AnnualAppraisalRules | None: ...


def appraisal_rules_of(pack: _Sections) -> AnnualAppraisalRules:
    """Return a pack's rules of the annual appraisal, or those of the constants sheet."""
    return pack.annual_appraisal or AnnualAppraisalRules()
