"""A structure of grades, titles and appointments to start from."""

from __future__ import annotations

from datetime import date

from domain.grade import commands as c
from domain.grade import events as e
from domain.values.staffing import Level, Title
from tests.domain import staffing_given as g
from tests.domain.planning_given import PLAN, august

STRUCTURE, RECORD = f"grade-structure:{g.ONE}", "grade-record:li"
TERM = date(2026, 9, 1)


def seats(**grades: int) -> tuple[e.GradeSeats, ...]:
    return tuple(e.GradeSeats(grade=int(k.removeprefix("g")), seats=n) for k, n in grades.items())


FIX = c.FixGradeStructure(
    plan=PLAN,
    school=g.ONE,
    level=Level.JUNIOR,
    teaching_posts=18,
    seats=seats(g7=1, g10=3, g12=5),
    document="人社3号",
)
FIXED = e.GradeStructureFixed(
    plan=PLAN,
    pack_sha256=g.SHA,
    level=Level.JUNIOR,
    posts=20,
    teaching_posts=18,
    seats=FIX.seats,
    document="人社3号",
)


def conferred(title: Title, at: str = g.ONE) -> e.TitleConferred:
    return e.TitleConferred(
        plan=PLAN,
        pack_sha256=g.SHA,
        teacher="li",
        school=at,
        title=title,
        document="职改1号",
        from_on=august(1),
    )


def appointed(grade: int, at: str = g.ONE) -> e.GradeAppointed:
    return e.GradeAppointed(teacher="li", school=at, title=Title.SENIOR, grade=grade, from_on=TERM)


def appoint(grade: int, teacher: str = "li") -> c.AppointToGrade:
    return c.AppointToGrade(school=g.ONE, teacher=teacher, grade=grade, from_on=TERM)
