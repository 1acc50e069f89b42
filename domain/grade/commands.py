"""What people may ask about titles and post grades."""

from __future__ import annotations

from datetime import date

from domain.grade.events import GradeEndGround, GradeSeats
from domain.kernel import Command
from domain.values.ids import Count, Id, Text
from domain.values.staffing import Level, PostGrade, Series, Title


class FixGradeStructure(Command):
    """``level`` is the one by whose ratios the school goes."""

    plan: Id
    school: Id
    level: Level
    teaching_posts: Count
    seats: tuple[GradeSeats, ...]
    document: Text


class ConferTitle(Command):
    plan: Id
    teacher: Id
    title: Title
    document: Text
    from_on: date


class AppointToGrade(Command):
    school: Id
    teacher: Id
    grade: PostGrade
    series: Series = Series.PROFESSIONAL
    from_on: date


class EndGrade(Command):
    """Ends what the teacher holds, wherever she belongs now."""

    teacher: Id
    ground: GradeEndGround


class SetPayGrade(Command):
    teacher: Id
    grade: PostGrade
    series: Series = Series.PROFESSIONAL
    document: Text
    from_on: date


GradeCommand = FixGradeStructure | ConferTitle | AppointToGrade | EndGrade | SetPayGrade
COMMANDS: tuple[type[Command], ...] = (
    FixGradeStructure,
    ConferTitle,
    AppointToGrade,
    EndGrade,
    SetPayGrade,
)
