"""The section of a rule pack on the organs of a plan (工作机构). Every field names its basis.

It is optional: a pack without it keeps its digest and demands no organ; what is set up all the
same keeps to the constants sheet, which ``organ_rules_of`` gives.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Protocol, Self

from pydantic import Field, model_validator

from domain.kernel import Frozen
from domain.planning.sections import Positive


class Capacity(StrEnum):
    """以何身份参加: what a member sits there for."""

    LEADER = "leader"  # 领导班子成员 [003-F2, 003-H1]
    SECTION_HEAD = "section_head"  # 股室负责人 [003-F2]
    PRINCIPAL = "principal"  # 校长 [S002-19, 003-H1]
    SECRETARY = "secretary"  # 书记 [S002-19]
    LIAISON = "liaison"  # 教办包校人员 [S002-19]
    BACKBONE_TEACHER = "backbone_teacher"  # 骨干教师 [S002-19]
    TEACHER_REPRESENTATIVE = "teacher_representative"  # 教师代表 [003-H1]
    EXPERT = "expert"  # 专家 [003-H1]


class CapacityOf(Frozen):
    """席位: how many sit there in one capacity, at least."""

    capacity: Capacity
    at_least: Positive = 1


class OrganSize(Frozen):
    """机构组成: how many, and in which capacities."""

    least: Annotated[int, Field(ge=1, le=99)] = 3
    """Members, at least. [local]"""
    odd: bool = False
    """Whether the number of members is odd, so that a vote decides. [local]"""
    capacities: tuple[CapacityOf, ...] = ()
    """Capacities that must be there. One person may sit in two. [local]"""

    @model_validator(mode="after")
    def _must_be_possible(self) -> Self:
        if self.odd and self.least % 2 == 0:
            raise ValueError(f"an odd number of members starts at an odd one, not {self.least}")
        named = [each.capacity for each in self.capacities]
        if len(set(named)) != len(named):
            raise ValueError("name each capacity once")
        return self


def _committee() -> OrganSize:
    seats = (
        Capacity.LIAISON,
        Capacity.PRINCIPAL,
        Capacity.SECRETARY,
        Capacity.BACKBONE_TEACHER,
    )
    return OrganSize(capacities=tuple(CapacityOf(capacity=each) for each in seats))


class OrganRules(Frozen):
    """工作机构规则: organs without which a plan is not frozen and no round opens."""

    leading: OrganSize = OrganSize()
    """工作领导小组. [B1-15, 003-F2; number local]"""
    dispute: OrganSize = OrganSize(odd=True)
    """争议调解仲裁小组. [B1-15, 003-F4; number local]"""
    supervision: OrganSize = OrganSize()
    """监督小组. [B1-15; number local]"""
    committee: OrganSize = _committee()
    """A school's 聘任委员会. [S002-19; numbers local]"""


class _Sections(Protocol):
    @property
    def organs(self) -> OrganRules | None: ...


def organ_rules_of(pack: _Sections) -> OrganRules:
    """Return a pack's rules of organs, or those of the constants sheet."""
    return pack.organs or OrganRules()
