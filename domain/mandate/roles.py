"""Offices that people hold for bodies (职责角色), and the duties that must not mix."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """角色: what a mandate makes of a person."""

    ROOT = "root"  # 台账管理人
    REGISTRAR = "registrar"  # 人事股
    ESTABLISHMENT_OFFICER = "establishment_officer"  # 编办
    HR_OFFICER = "hr_officer"  # 人社局
    FINANCE_OFFICER = "finance_officer"  # 财政局
    TALENT_OFFICER = "talent_officer"  # 人才办
    BUREAU_OFFICER = "bureau_officer"  # 教育局
    TOWN_OFFICER = "town_officer"  # 镇教办
    PRINCIPAL = "principal"  # 校长
    SECRETARY = "secretary"  # 书记
    COMMITTEE_MEMBER = "committee_member"  # 聘任委员会成员
    CONGRESS_CHAIR = "congress_chair"  # 教代会主席
    UNION = "union"  # 工会
    SUPERVISOR = "supervisor"  # 监督
    JUDGE = "judge"  # 评委
    DISPUTE_OFFICER = "dispute_officer"  # 争议仲裁办
    SELF = "self"  # 本人


class Duty(StrEnum):
    """职责: nobody signs two of these in one matter (条例 第39条)."""

    PROPOSE = "propose"  # 提名
    SCORE = "score"  # 评分
    DECIDE = "decide"  # 决定
    SUPERVISE = "supervise"  # 监督
    ADJUDICATE = "adjudicate"  # 裁决


@dataclass(frozen=True, slots=True)
class Mandated:
    """行为人: a person acting by a mandate. Role ``self`` has neither body nor mandate."""

    person: str
    role: str
    body: str = ""
    mandate: str = ""
