"""Words of protection: what the law protects, what a plan favours, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class StatutoryKind(StrEnum):
    """法定保护情形 (B3-01…05). Goes to the vault, never into an event."""

    PREGNANCY = "pregnancy"  # 孕期
    MATERNITY_LEAVE = "maternity_leave"  # 产期 (产假)
    NURSING = "nursing"  # 哺乳期
    MEDICAL_PERIOD = "medical_period"  # 医疗期
    WORK_INJURY = "work_injury"  # 工伤、职业病
    NEAR_RETIREMENT = "near_retirement"  # 本单位连续工作满十五年且距法定退休不足五年


class Effect(StrEnum):
    """保护效力: what rules read of a protection. The first four are those that a plan may give."""

    DIRECT_APPOINTMENT = "direct_appointment"  # 直聘
    EXEMPT_FROM_ELIMINATION = "exempt_from_elimination"  # 不因竞聘落聘
    BONUS = "bonus"  # 加分
    PRIORITY_AT_TIE = "priority_at_tie"  # 同分优先
    BARS_TERMINATION = "bars_termination"  # 不得无过失解除、不得期满终止
    EXTENDS_CONTRACT = "extends_contract"  # 聘约期满顺延
    EXCUSES_ABSENCE = "excuses_absence"  # 在假期间不作旷工
    LEAVE_NOT_COUNTED = "leave_not_counted"  # 请假不计入竞聘限制


PLAN_EFFECTS = frozenset(
    {
        Effect.DIRECT_APPOINTMENT,
        Effect.EXEMPT_FROM_ELIMINATION,
        Effect.BONUS,
        Effect.PRIORITY_AT_TIE,
    }
)
"""What a plan may attach to a category (B.3.2); the others follow from law alone."""

KEEPS_A_POST = frozenset({Effect.DIRECT_APPOINTMENT, Effect.EXEMPT_FROM_ELIMINATION})
"""Whoever has one of these may be appointed directly, without competing."""

_LAW = (Effect.EXEMPT_FROM_ELIMINATION, Effect.BARS_TERMINATION, Effect.EXTENDS_CONTRACT)

STATUTORY_EFFECTS: Mapping[StatutoryKind, tuple[Effect, ...]] = {
    StatutoryKind.PREGNANCY: (*_LAW, Effect.LEAVE_NOT_COUNTED),
    StatutoryKind.MATERNITY_LEAVE: (*_LAW, Effect.EXCUSES_ABSENCE, Effect.LEAVE_NOT_COUNTED),
    StatutoryKind.NURSING: (*_LAW, Effect.LEAVE_NOT_COUNTED),
    StatutoryKind.MEDICAL_PERIOD: (*_LAW, Effect.EXCUSES_ABSENCE),
    StatutoryKind.WORK_INJURY: (*_LAW, Effect.EXCUSES_ABSENCE, Effect.LEAVE_NOT_COUNTED),
    StatutoryKind.NEAR_RETIREMENT: _LAW,
}
"""What follows from each kind by law. 依据: B3-01…05, B3-14; 劳动合同法 第42条、第45条."""


class EvidenceKind(StrEnum):
    """证明材料种类 a category asks for (B.3.2)."""

    HOSPITAL_CERTIFICATE = "hospital_certificate"  # 医院证明
    BIRTH_CERTIFICATE = "birth_certificate"  # 出生医学证明
    PERSONNEL_FILE = "personnel_file"  # 人事档案
    SECONDMENT_ORDER = "secondment_order"  # 派遣、支教、交流文件
    SERVICE_AGREEMENT = "service_agreement"  # 服务期协议
    FAMILY_CERTIFICATE = "family_certificate"  # 家庭情况证明
    HONOUR_CERTIFICATE = "honour_certificate"  # 荣誉证书
    APPOINTMENT_ORDER = "appointment_order"  # 任命文件


class ConsentMatter(StrEnum):
    """本人同意事项: what a protected person may agree to, by her own signature (INV6)."""

    UNPLACED = "unplaced"  # 同意按落聘处理
    STANDBY = "standby"  # 同意待岗培训
    LEAVE_POST = "leave_post"  # 同意离岗
