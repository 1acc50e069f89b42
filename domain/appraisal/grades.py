"""Words of the annual appraisal: results, leave, sanctions, and shares of 优秀."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Result(StrEnum):
    """年度考核结论 (B9-03, E.4). No grade is not 不合格."""

    EXCELLENT = "excellent"  # 优秀
    QUALIFIED = "qualified"  # 合格
    BASICALLY_QUALIFIED = "basically_qualified"  # 基本合格
    UNQUALIFIED = "unqualified"  # 不合格
    NO_GRADE = "no_grade"  # 不确定档次
    COMMENT_ONLY = "comment_only"  # 只写评语
    DEFERRED = "deferred"  # 立案调查期间, 暂不定档次


GRADES = (
    Result.EXCELLENT,
    Result.QUALIFIED,
    Result.BASICALLY_QUALIFIED,
    Result.UNQUALIFIED,
)
"""档次, the best first (B9-03)."""

BELOW = frozenset({Result.BASICALLY_QUALIFIED, Result.UNQUALIFIED})
"""Below 合格. A year without a grade is not."""


class LeaveKind(StrEnum):
    """请假种类 (B9-17). Goes to the vault, never into an event."""

    SICK = "sick"  # 病假
    PERSONAL = "personal"  # 事假
    OWN_STUDY = "own_study"  # 非单位派出的学习
    MATERNITY = "maternity"  # 产假


COUNTED = frozenset({LeaveKind.SICK, LeaveKind.PERSONAL, LeaveKind.OWN_STUDY})
"""Leave of which more than half of the year leaves no grade; of maternity leave none does."""


class LeaveLevel(StrEnum):
    """请假审批层级, the lowest first [S002-31]."""

    PRINCIPAL = "principal"  # 校长
    TOWN_OFFICE = "town_office"  # 镇教办
    EDUCATION_BUREAU = "education_bureau"  # 教育局


class SanctionKind(StrEnum):
    """处分种类 (B10-01). 开除 ends service, which is a matter of the contract."""

    WARNING = "warning"  # 警告
    DEMERIT = "demerit"  # 记过
    DEMOTION = "demotion"  # 降低岗位等级


SANCTION_MONTHS: Mapping[SanctionKind, int] = {
    SanctionKind.WARNING: 6,
    SanctionKind.DEMERIT: 12,
    SanctionKind.DEMOTION: 24,
}
"""处分期间, in months. 依据: 条例 第29条 (B10-01)."""

LONGEST_SANCTION_MONTHS = 48
"""处分期间最长不超过48个月, also of several together. 依据: 处分规定 (B10-05)."""


class MeasureKind(StrEnum):
    """师德违规其他处理 (B10-07): no sanctions, but what may come beside or instead of them."""

    CRITICISM = "criticism"  # 批评教育
    ADMONITION = "admonition"  # 诫勉谈话
    SELF_EXAMINATION = "self_examination"  # 责令检查
    CIRCULAR = "circular"  # 通报批评
    QUALIFICATION_LOST = "qualification_lost"  # 取消有关资格


class Lost(StrEnum):
    """取消的资格 (B10-07)."""

    AWARDS = "awards"  # 评奖评优
    PROMOTION = "promotion"  # 职务、等级晋升
    TITLE = "title"  # 职称评定
    POST = "post"  # 岗位聘用
    PAY = "pay"  # 工资晋级
    TALENT_PLAN = "talent_plan"  # 申报人才计划


SHORTEST_LOSS_MONTHS = 24
"""取消资格不得少于24个月. 依据: 中小学教师违反职业道德行为处理办法 (B10-07)."""

BEST_UNDER: Mapping[SanctionKind, Result] = {
    SanctionKind.WARNING: Result.QUALIFIED,
    SanctionKind.DEMERIT: Result.BASICALLY_QUALIFIED,
    SanctionKind.DEMOTION: Result.UNQUALIFIED,
}
"""The best grade that a sanction leaves open. 依据: 处分规定 (B10-02…04)."""


class ShareKind(StrEnum):
    """优秀比例档 (B9-05)."""

    NORMAL = "normal"  # 一般
    APPROVED = "approved"  # 经批准提高
    WEAK_UNIT = "weak_unit"  # 降低


class ShareGround(StrEnum):
    """调整优秀比例的事由 (B9-05): a closed list."""

    COLLECTIVE_MERIT = "collective_merit"  # 获得集体记功以上奖励
    MAJOR_CONTRIBUTION = "major_contribution"  # 重大创新或者贡献得到认可
    UNIT_EXCELLENT = "unit_excellent"  # 单位绩效考核优秀
    UNIT_UNQUALIFIED = "unit_unqualified"  # 单位绩效考核不合格
    MANY_PROBLEMS = "many_problems"  # 问题较多或者被问责


KIND_OF: Mapping[ShareGround, ShareKind] = {
    ShareGround.COLLECTIVE_MERIT: ShareKind.APPROVED,
    ShareGround.MAJOR_CONTRIBUTION: ShareKind.APPROVED,
    ShareGround.UNIT_EXCELLENT: ShareKind.APPROVED,
    ShareGround.UNIT_UNQUALIFIED: ShareKind.WEAK_UNIT,
    ShareGround.MANY_PROBLEMS: ShareKind.WEAK_UNIT,
}


class TermResult(StrEnum):
    """聘期考核档次 (B9-03)."""

    QUALIFIED = "qualified"  # 合格
    UNQUALIFIED = "unqualified"  # 不合格


class Targets(StrEnum):
    """聘期目标完成情况 (B9-13)."""

    DONE = "done"  # 完成
    MISSED_FOR_REASON = "missed_for_reason"  # 有正当理由未完成
    MISSED = "missed"  # 无正当理由未完成


class Opinion(StrEnum):
    """本人意见 (B9-08)."""

    AGREE = "agree"  # 同意
    DISAGREE = "disagree"  # 不同意
