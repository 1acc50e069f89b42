"""A school, a teacher and a recusal, as a ledger's tests record them."""

from __future__ import annotations

from datetime import date

from domain.mandate.commands import DeclareRecusal
from domain.school.commands import RegisterSchool
from domain.school.events import SchoolKind
from domain.teacher.commands import RegisterTeacher

SCHOOL = RegisterSchool(school="s1", name="青溪中学", kind=SchoolKind.MIDDLE, town_office="t1")
TEACHER = RegisterTeacher(
    teacher="li",
    school="s1",
    service_started_on=date(2010, 9, 1),
    joined_school_on=date(2015, 9, 1),
    name="李喆",
    id_number="11010519491231002X",
    birth_date=date(1949, 12, 31),
    phone="19900000000",
)


def recusal(person: str, other: str = "zhao") -> DeclareRecusal:
    return DeclareRecusal(person=person, other=other, relation="夫妻")
