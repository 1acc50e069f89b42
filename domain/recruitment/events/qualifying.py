"""The qualification check (资格审查)."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime

from domain.kernel import DomainEvent
from domain.values.ids import Id, Text


class DisqualificationReason(StrEnum):
    """不合格事由: coded, so that it can be contested."""

    CERTIFICATE_MISSING = "certificate_missing"  # 无相应教师资格
    APPRAISAL_BELOW_COMPETENT = "appraisal_below_competent"  # 上年度考核未达合格
    SANCTION_IN_FORCE = "sanction_in_force"  # 处分期未满
    CONDITIONS_NOT_MET = "conditions_not_met"  # 不符合岗位条件
    PLEDGE_BROKEN = "pledge_broken"  # 材料不实
    ASSIGNMENT_REFUSED = "assignment_refused"  # 不服从工作安排 (B3-11)
    POOR_PERFORMANCE = "poor_performance"  # 工作业绩差 (B3-11)
    APPRAISAL_MISSING = "appraisal_missing"  # 近年考核缺档 (B3-11)
    LEAVE_OVER_LIMIT = "leave_over_limit"  # 请假超过限制 (B3-11)
    ETHICS_VETO = "ethics_veto"  # 师德一票否决 (B3-11, B3-12)
    ON_PROBATION = "on_probation"  # 试用期内 (B3-12)
    SPECIAL_POST_TERM = "special_post_term"  # 特岗服务期未满 (B3-12)
    UNDER_INVESTIGATION = "under_investigation"  # 立案审查期间 (B3-12)
    QUALIFICATION_LOST = "qualification_lost"  # 取消岗位聘用资格期间 (B10-07)
    LAW_BROKEN = "law_broken"  # 违法违纪 (B3-12)


class BidderQualified(DomainEvent):
    """资格审查合格."""

    TOPIC: ClassVar[str] = "recruitment.bidder-qualified.v1"
    teacher: Id


class BidderDisqualified(DomainEvent):
    """资格审查不合格: with a coded reason and words."""

    TOPIC: ClassVar[str] = "recruitment.bidder-disqualified.v1"
    teacher: Id
    reason: DisqualificationReason
    detail: Text


class BidReturned(DomainEvent):
    """退回补正: not a rejection; all that is missing is told at once."""

    TOPIC: ClassVar[str] = "recruitment.bid-returned.v1"
    teacher: Id
    missing: tuple[Text, ...]
    until: AwareDatetime


class BidSupplemented(DomainEvent):
    """补正材料: the bidder handed in what was missing."""

    TOPIC: ClassVar[str] = "recruitment.bid-supplemented.v1"
    teacher: Id


QualifyingEvent = BidderQualified | BidderDisqualified | BidReturned | BidSupplemented

EVENTS: tuple[type[DomainEvent], ...] = (
    BidderQualified,
    BidderDisqualified,
    BidReturned,
    BidSupplemented,
)
