"""Channels of remedy with clocks and basis (救济渠道), as far as law and rules write them.

Numbers of natural days are of the law where ``certainty`` says so; those of the district are
defaults that its own rules may replace.
"""

from __future__ import annotations

from enum import StrEnum

from domain.dispute.clocks import Period, days, months, working_days
from domain.kernel import Frozen
from domain.values.ids import Count, Text


class ChannelKind(StrEnum):
    """救济渠道."""

    OBJECTION = "objection"  # 公示异议
    INTERNAL = "internal"  # 区管校聘争议处理
    SCHOOL = "school"  # 校内申诉
    TEACHER_APPEAL = "teacher_appeal"  # 教师申诉
    REVIEW = "review"  # 复核
    APPEAL = "appeal"  # 申诉
    REAPPEAL = "reappeal"  # 再申诉
    ARBITRATION = "arbitration"  # 人事争议仲裁
    SUIT = "suit"  # 人事争议诉讼
    ADMINISTRATIVE_SUIT = "administrative_suit"  # 行政诉讼
    SUPERVISION_REVIEW = "supervision_review"  # 监察复审、复核
    REPORT = "report"  # 投诉举报


class Forum(StrEnum):
    """受理机关: who is competent."""

    DISPUTE_OFFICE = "dispute_office"  # 争议仲裁领导小组办公室
    BODY_ABOVE_ISSUER = "body_above_issuer"  # 公示发布单位以外的领导小组或上级
    SCHOOL_GROUP = "school_group"  # 学校争议调解组
    EDUCATION_BUREAU = "education_bureau"  # 教育局
    GOVERNMENT_OR_ABOVE = "government_or_above"  # 同级人民政府或上一级主管部门
    ORIGINAL_UNIT = "original_unit"  # 原处理单位
    COMPETENT_DEPARTMENT = "competent_department"  # 主管部门或同级人社部门
    HR_ABOVE = "hr_above"  # 人社部门或上一级主管部门
    ARBITRATION_COMMISSION = "arbitration_commission"  # 劳动人事争议仲裁委员会
    COURT = "court"  # 人民法院
    SUPERVISION_ORGAN = "supervision_organ"  # 监察机关
    ANY_AUTHORITY = "any_authority"  # 人社部门、主管部门或监察机关


class Certainty(StrEnum):
    """依据的确定程度."""

    LAW = "law"  # 法律、行政法规原文
    RULE = "rule"  # 部门规章、规定, 部分条文尚待核对
    LOCAL = "local"  # 当地规则或缺省值
    UNSETTLED = "unsettled"  # 尚无定论


class CountsFrom(StrEnum):
    """办理期限的起算."""

    RECEIPT = "receipt"  # 收到之日
    ADMISSION = "admission"  # 受理之日


class ChannelRules(Frozen):
    """渠道规则: clocks, basis and the two flags of a channel."""

    kind: ChannelKind
    forum: Forum
    file_within: Period | None = None
    accept_within: Period | None = None
    decide_within: Period | None = None
    extension: Period | None = None
    counts_from: CountsFrom = CountsFrom.ADMISSION
    basis: Text
    certainty: Certainty
    in_person: bool = True
    """Whether only the teacher concerned may file (B7-06)."""
    same_unit: bool = False
    """Whether the unit itself looks again, by other people (B7-03, B7-13)."""
    investigators: Count = 2
    """Least number of investigators."""
    blocks_finalisation: bool = False
    """Whether an open case keeps a list from becoming final (B6-08)."""
    suspends_execution: bool = False
    """Whether the contested decision waits for the case (B7-05: it does not)."""
    never_worse: bool = False
    """不加重: whether the decision may not make it worse for the complainant (B7-05)."""
    executes_on_service: bool = True
    """Whether the case's own decision is carried out once served; else once it is final."""


_REVIEW_BASIS = "事业单位工作人员申诉规定 第2、7、8、11条; 处分规定 第39、40条 (B7-03, B7-04)"

CHANNELS: dict[ChannelKind, ChannelRules] = {
    rules.kind: rules
    for rules in (
        ChannelRules(
            kind=ChannelKind.OBJECTION,
            forum=Forum.BODY_ABOVE_ISSUER,
            basis="B6-08; E.5 公示异议",
            certainty=Certainty.LOCAL,
            in_person=False,
            blocks_finalisation=True,
        ),
        ChannelRules(
            kind=ChannelKind.INTERNAL,
            forum=Forum.DISPUTE_OFFICE,
            file_within=working_days(5),
            decide_within=working_days(10),
            counts_from=CountsFrom.RECEIPT,
            basis="S003-F4 争议仲裁领导小组办公室 (B7-01)",
            certainty=Certainty.LOCAL,
            in_person=False,
        ),
        ChannelRules(
            kind=ChannelKind.SCHOOL,
            forum=Forum.SCHOOL_GROUP,
            file_within=days(15),
            decide_within=days(10),
            counts_from=CountsFrom.RECEIPT,
            basis="校内申诉办法 (B7-13)",
            certainty=Certainty.LOCAL,
            same_unit=True,
            investigators=3,
        ),
        ChannelRules(
            kind=ChannelKind.TEACHER_APPEAL,
            forum=Forum.EDUCATION_BUREAU,
            decide_within=days(30),
            counts_from=CountsFrom.RECEIPT,
            basis="教师法 第39条 (B7-02)",
            certainty=Certainty.LAW,
        ),
        ChannelRules(
            kind=ChannelKind.REVIEW,
            forum=Forum.ORIGINAL_UNIT,
            file_within=days(30),
            decide_within=days(30),
            basis=_REVIEW_BASIS,
            certainty=Certainty.RULE,
            same_unit=True,
            never_worse=True,
        ),
        ChannelRules(
            kind=ChannelKind.APPEAL,
            forum=Forum.COMPETENT_DEPARTMENT,
            file_within=days(30),
            decide_within=days(60),
            extension=days(30),
            basis=_REVIEW_BASIS,
            certainty=Certainty.RULE,
            never_worse=True,
        ),
        ChannelRules(
            kind=ChannelKind.REAPPEAL,
            forum=Forum.HR_ABOVE,
            file_within=days(30),
            decide_within=days(60),
            extension=days(30),
            basis=_REVIEW_BASIS,
            certainty=Certainty.RULE,
            never_worse=True,
        ),
        ChannelRules(
            kind=ChannelKind.ARBITRATION,
            forum=Forum.ARBITRATION_COMMISSION,
            file_within=months(12),
            accept_within=days(5),
            decide_within=days(45),
            extension=days(15),
            basis="劳动争议调解仲裁法 第27、29、43、52条; 条例 第37条 (B7-08)",
            certainty=Certainty.LAW,
            executes_on_service=False,
        ),
        ChannelRules(
            kind=ChannelKind.SUIT,
            forum=Forum.COURT,
            file_within=days(15),
            basis="劳动争议调解仲裁法 第50条; 法释〔2003〕13号 第1至3条 (B7-08)",
            certainty=Certainty.LAW,
            executes_on_service=False,
        ),
        ChannelRules(
            kind=ChannelKind.ADMINISTRATIVE_SUIT,
            forum=Forum.COURT,
            basis="B.7.1 所见裁判 (不是有拘束力的先例)",
            certainty=Certainty.UNSETTLED,
            executes_on_service=False,
        ),
        ChannelRules(
            kind=ChannelKind.SUPERVISION_REVIEW,
            forum=Forum.SUPERVISION_ORGAN,
            basis="政务处分法 第55、56条 (B7-11)",
            certainty=Certainty.LAW,
        ),
        ChannelRules(
            kind=ChannelKind.REPORT,
            forum=Forum.ANY_AUTHORITY,
            basis="条例 第40条 (B7-12)",
            certainty=Certainty.LAW,
            in_person=False,
        ),
    )
}
"""Every channel by its kind."""
