"""What a leading team and its members are given, part by part (领导班子考核评分)."""

from __future__ import annotations

from enum import StrEnum

from domain.kernel import Frozen
from domain.values.ids import Count, Id, Milli


class Part(StrEnum):
    """评分构成: 德能勤 in three views, and 实绩 (S001-07, S001-10)."""

    LEADERS = "leaders"  # 领导评定
    DEMOCRATIC = "democratic"  # 民主测评
    DISCUSSION = "discussion"  # 群众座谈
    PERFORMANCE = "performance"  # 实绩考核


class TeamGrade(StrEnum):
    """领导班子考核等次; 事业单位 names in brackets (S001-08)."""

    EXCELLENT = "excellent"  # 优秀
    COMPETENT = "competent"  # 称职 (合格)
    BASICALLY_COMPETENT = "basically_competent"  # 基本称职 (基本合格)
    NOT_COMPETENT = "not_competent"  # 不称职 (不合格)


class Mark(Frozen):
    """得分: ``about`` is a member, or the school for its team as a whole."""

    about: Id
    mark_milli: Milli


class TeamJudgement(Frozen):
    """评定: what the office above gives beside the marks on record.

    ``grade`` is that of the school year, given with its second term (S001-06, S001-08).
    """

    about: Id
    leaders_milli: Milli
    performance_milli: Milli
    grade: TeamGrade | None = None


class TeamScore(TeamJudgement):
    """汇总得分: a judgement with its total, which is computed and never told."""

    total_milli: Milli


class Present(Frozen):
    """座谈人员: how many of each group took part (S001-09)."""

    team: Count
    party: Count
    teachers: Count
