"""What can have happened in reviews of a school.

Streams ``team-review:<plan>.<school>.<term>`` and ``review-year:<plan>.<school>``.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.kernel import DomainEvent
from domain.review.marks import Mark, Present, TeamScore
from domain.values.ids import Count, Id, Milli, Sha256Hex, Text


class Term(StrEnum):
    """学期."""

    FIRST = "first_term"  # 上学期
    SECOND = "second_term"  # 下学期


class Layer(StrEnum):
    """述职层级 (S002-32)."""

    LEADERS = "leaders"  # 校级干部
    STAFF = "staff"  # 中层干部和教师


class TeamReviewOpened(DomainEvent):
    """启动领导班子考核: for one term, by the rules of a plan in force (S001-06)."""

    TOPIC: ClassVar[str] = "review.team-review-opened.v1"
    plan: Id
    pack_sha256: Sha256Hex
    school: Id
    town_office: Id
    term: Term
    leader: Id
    members: tuple[Id, ...]


class TeamReported(DomainEvent):
    """述职: the team as a body and its head reported on their work (S001-09 ①)."""

    TOPIC: ClassVar[str] = "review.team-reported.v1"
    on: date
    considered: tuple[Id, ...]


class TeamMeasured(DomainEvent):
    """民主测评: of team and members (S001-09 ②)."""

    TOPIC: ClassVar[str] = "review.team-measured.v1"
    on: date
    staff: Count
    present: Count
    marks: tuple[Mark, ...]
    considered: tuple[Id, ...]


class TeamDiscussed(DomainEvent):
    """座谈: with part of the team, party members and teachers (S001-09 ③)."""

    TOPIC: ClassVar[str] = "review.team-discussed.v1"
    on: date
    present: Present
    marks: tuple[Mark, ...]
    considered: tuple[Id, ...]


class TeamScored(DomainEvent):
    """评分汇总: sums and grades (S001-09 ④, S001-10)."""

    TOPIC: ClassVar[str] = "review.team-scored.v1"
    scores: tuple[TeamScore, ...]
    considered: tuple[Id, ...]


class TeamReportWritten(DomainEvent):
    """撰写考核报告: the last of the five steps; what follows people decide apart (S001-09 ⑤)."""

    TOPIC: ClassVar[str] = "review.team-report-written.v1"
    document: Text
    considered: tuple[Id, ...]


class LeadersReported(DomainEvent):
    """校级干部述职测评: held by the town office, with leaders of the bureau (S002-32)."""

    TOPIC: ClassVar[str] = "review.leaders-reported.v1"
    plan: Id
    school: Id
    on: date
    staff: Count
    present: Count
    bureau_leaders: Count


class StaffReported(DomainEvent):
    """中层干部和教师述职测评: held by the school (S002-32)."""

    TOPIC: ClassVar[str] = "review.staff-reported.v1"
    plan: Id
    school: Id
    on: date
    staff: Count
    present: Count


class ThreeReviewsHeld(DomainEvent):
    """三评: in the months of the plan (S001-03)."""

    TOPIC: ClassVar[str] = "review.three-reviews-held.v1"
    plan: Id
    school: Id
    on: date
    document: Text


class ThreeReviewsFedBack(DomainEvent):
    """三评反馈: to the school, its principal and its teachers (S001-03)."""

    TOPIC: ClassVar[str] = "review.three-reviews-fed-back.v1"
    held_on: date
    on: date


class ShortcomingsMended(DomainEvent):
    """三评整改: what the school changed after the feedback (S001-03)."""

    TOPIC: ClassVar[str] = "review.shortcomings-mended.v1"
    held_on: date
    on: date
    measures: Text


class LetterSigned(DomainEvent):
    """签订目标责任书: routine targets, and a floor of quality on present results (S002-34)."""

    TOPIC: ClassVar[str] = "review.letter-signed.v1"
    plan: Id
    school: Id
    teacher: Id
    title: Text
    norms: Text
    curriculum: Text
    safety: Text
    present_milli: Milli
    floor_milli: Milli


class LetterSettled(DomainEvent):
    """责任目标考核: what was reached, and which conditions of veto there were (S002-35, 36)."""

    TOPIC: ClassVar[str] = "review.letter-settled.v1"
    teacher: Id
    on: date
    result_milli: Milli
    reached: bool
    fallen: bool
    vetoes: tuple[Id, ...]
    document: Text


TeamReviewEvent = (
    TeamReviewOpened | TeamReported | TeamMeasured | TeamDiscussed | TeamScored | TeamReportWritten
)
ReviewYearEvent = (
    LeadersReported
    | StaffReported
    | ThreeReviewsHeld
    | ThreeReviewsFedBack
    | ShortcomingsMended
    | LetterSigned
    | LetterSettled
)
EVENTS: tuple[type[DomainEvent], ...] = (
    TeamReviewOpened,
    TeamReported,
    TeamMeasured,
    TeamDiscussed,
    TeamScored,
    TeamReportWritten,
    LeadersReported,
    StaffReported,
    ThreeReviewsHeld,
    ThreeReviewsFedBack,
    ShortcomingsMended,
    LetterSigned,
    LetterSettled,
)
