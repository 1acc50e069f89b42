"""What can have happened to titles and post grades.

Streams ``grade-structure:<school id>`` and ``grade-record:<person id>``.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from domain.kernel import DomainEvent, Frozen
from domain.values.ids import Count, Id, Sha256Hex, Text
from domain.values.staffing import Level, PostGrade, Series, Title, is_professional

OfSeries = Annotated[Series, Field(exclude_if=is_professional)]
"""岗位类别; left out where it is that of professional posts, as it was before there were others."""


class GradeSeats(Frozen):
    """等级岗位数: how many posts of one grade a school has."""

    grade: PostGrade
    series: OfSeries = Series.PROFESSIONAL
    seats: Count


class GradeEndGround(StrEnum):
    """等级聘任终止事由."""

    MOVED_TO_OTHER_GRADE = "moved_to_other_grade"  # 改聘其他等级
    LEFT_SCHOOL = "left_school"  # 调离学校
    TERM_ENDED = "term_ended"  # 聘期届满
    LOWERED = "lowered"  # 降低岗位等级
    LEFT_SERVICE = "left_service"  # 退休或离职


class GradeStructureFixed(DomainEvent):
    """核定结构比例: the HR bureau fixed how many posts of each grade a school has."""

    TOPIC: ClassVar[str] = "grade.grade-structure-fixed.v1"
    plan: Id
    pack_sha256: Sha256Hex
    level: Level
    posts: Count
    """All posts of the school."""
    teaching_posts: Count
    """Posts of teachers among them: what the structure ratios are shares of."""
    seats: tuple[GradeSeats, ...]
    document: Text


class GradeSeatTaken(DomainEvent):
    """占用等级岗位: a post of the grade has its holder."""

    TOPIC: ClassVar[str] = "grade.grade-seat-taken.v1"
    person: Id
    grade: PostGrade
    series: OfSeries = Series.PROFESSIONAL


class GradeSeatFreed(DomainEvent):
    """腾出等级岗位: a post of the grade is free again."""

    TOPIC: ClassVar[str] = "grade.grade-seat-freed.v1"
    person: Id
    grade: PostGrade
    series: OfSeries = Series.PROFESSIONAL


class TitleConferred(DomainEvent):
    """取得职称: the teacher is qualified for a title. Nobody is appointed by it."""

    TOPIC: ClassVar[str] = "grade.title-conferred.v1"
    plan: Id
    pack_sha256: Sha256Hex
    """The pack in force by which the title was above the last, and open to her."""
    teacher: Id
    school: Id
    title: Title
    document: Text
    from_on: date


class GradeAppointed(DomainEvent):
    """聘任岗位等级: the school appointed the teacher to a grade. Pay is decided apart."""

    TOPIC: ClassVar[str] = "grade.grade-appointed.v1"
    teacher: Id
    school: Id
    title: Title | None
    """What the teacher is qualified for; ``None`` where other series need no title."""
    grade: PostGrade
    series: OfSeries = Series.PROFESSIONAL
    from_on: date


class GradeEnded(DomainEvent):
    """等级聘任终止: the teacher holds the grade no longer. The title stays."""

    TOPIC: ClassVar[str] = "grade.grade-ended.v1"
    teacher: Id
    school: Id
    grade: PostGrade
    series: OfSeries = Series.PROFESSIONAL
    ground: GradeEndGround
    on: date
    round: Id | None = None
    """The round whose move ended it, if one did."""


class GradeRestored(DomainEvent):
    """恢复等级聘任: the move that ended it was undone, so the teacher holds it as before."""

    TOPIC: ClassVar[str] = "grade.grade-restored.v1"
    teacher: Id
    school: Id
    grade: PostGrade
    series: OfSeries = Series.PROFESSIONAL
    round: Id
    from_on: date
    on: date


class PayGradeSet(DomainEvent):
    """核定岗位工资: the teacher is paid by a grade from a day on."""

    TOPIC: ClassVar[str] = "grade.pay-grade-set.v1"
    teacher: Id
    grade: PostGrade
    series: OfSeries = Series.PROFESSIONAL
    document: Text
    from_on: date


StructureEvent = GradeStructureFixed | GradeSeatTaken | GradeSeatFreed
RecordEvent = TitleConferred | GradeAppointed | GradeEnded | GradeRestored | PayGradeSet
EVENTS: tuple[type[DomainEvent], ...] = (
    GradeStructureFixed,
    GradeSeatTaken,
    GradeSeatFreed,
    TitleConferred,
    GradeAppointed,
    GradeEnded,
    GradeRestored,
    PayGradeSet,
)
