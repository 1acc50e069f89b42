"""What a case can be about (争议事项). Facts only; the complaint itself is in the vault."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from domain.dispute.channels import ChannelKind
from domain.kernel import Frozen
from domain.values.ids import Id


class MatterKind(StrEnum):
    """争议事项."""

    PUBLIC_LIST = "public_list"  # 公示名单
    PLACEMENT = "placement"  # 竞聘、评分、排名、落聘、调岗
    PLAN_ADOPTION = "plan_adoption"  # 方案的制定程序
    SCHOOL_HANDLING = "school_handling"  # 学校的其他处理
    GRADE = "grade"  # 考核档次
    SANCTION = "sanction"  # 处分
    CLEARANCE = "clearance"  # 清退违规进人
    AWARD_REVOKED = "award_revoked"  # 撤销奖励
    PAY_CUT = "pay_cut"  # 减发工资
    RESIGNATION = "resignation"  # 辞职
    DISMISSAL = "dismissal"  # 辞退、解聘
    CONTRACT = "contract"  # 履行聘用合同
    STANDBY_PAY = "standby_pay"  # 待岗待遇
    GOVERNMENT_SANCTION = "government_sanction"  # 政务处分
    MISCONDUCT = "misconduct"  # 违法违规行为的投诉举报


class Decider(StrEnum):
    """作出决定的机关: whose decision is contested."""

    SCHOOL = "school"  # 学校
    TOWN_OFFICE = "town_office"  # 镇教办
    BUREAU = "bureau"  # 教育局
    GOVERNMENT = "government"  # 当地政府其他部门
    SUPERVISION = "supervision"  # 监察机关


class Grade(StrEnum):
    """考核档次 (B9-03); what is written where none is given is ``UNGRADED``."""

    EXCELLENT = "excellent"  # 优秀
    QUALIFIED = "qualified"  # 合格
    BASICALLY_QUALIFIED = "basically_qualified"  # 基本合格
    UNQUALIFIED = "unqualified"  # 不合格
    UNGRADED = "ungraded"  # 不确定档次


class InterruptedBy(StrEnum):
    """时效中断事由 (L3 第27条)."""

    CLAIM = "claim"  # 向对方当事人主张权利
    HELP_SOUGHT = "help_sought"  # 向有关部门请求权利救济
    CONSENT = "consent"  # 对方当事人同意履行义务


class Interruption(Frozen):
    """时效中断: from this day the limitation counts anew."""

    by: InterruptedBy
    on: date


class Step(Frozen):
    """已经走过的程序: a channel that has decided, and when its decision was served."""

    channel: ChannelKind
    served_on: date


class Matter(Frozen):
    """争议事项: what was decided, by whom, about whom, and since when that is known."""

    kind: MatterKind
    affected: Id
    """The teacher whom the contested decision touches."""
    against: Id | None = None
    """Another teacher whom the complaint is about, for example one who won the post."""
    decided_by: Id
    decider: Decider
    known_on: date
    """Day on which the complainant knew, or should have known."""
    notice_ends_on: date | None = None
    grade: Grade | None = None
    interruptions: tuple[Interruption, ...] = ()
    steps: tuple[Step, ...] = ()

    def served_in(self, channel: ChannelKind) -> date | None:
        """Return when the decision of a channel was served, the last one."""
        found = (step.served_on for step in self.steps if step.channel is channel)
        return max(found, default=None)
