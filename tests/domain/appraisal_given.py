"""A school of 47 staff whose year 2025 is appraised, and short ways through the appraisal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from domain.appraisal import commands as c
from domain.appraisal import events as e
from domain.appraisal import file_commands
from domain.appraisal.file import PersonnelFile
from domain.appraisal.grades import LeaveKind, Opinion, Result, SanctionKind
from domain.appraisal.state import Appraisal, Participant
from domain.planning.pack import RulePack
from domain.teacher.events import TeacherRegistered
from domain.teacher.state import Teacher
from tests.domain.planning_given import PACK, PLAN, TIMETABLE, frozen, noon, registered_school
from tests.support.desk import Desk

SCHOOL, YEAR = "school-1", 2025
KEY = f"{YEAR}.{SCHOOL}"
STREAM = f"appraisal:{KEY}"
DECEMBER = date(2025, 12, 22)
"""A Monday, when the leading team decides."""
STAFF = tuple(f"t{number:02}" for number in range(1, 48))
FEW = STAFF[:5]
"""Five people: one of them may be 优秀."""
TEAM = {"members": 5, "present": 5, "in_favour": 5}
Q, EXCELLENT = Result.QUALIFIED, Result.EXCELLENT


def registered(school: str = SCHOOL, since: date = date(2015, 9, 1)) -> TeacherRegistered:
    """Return the first event of somebody who works since a day."""
    return TeacherRegistered(
        school=school, service_started_on=since, joined_school_on=since, subject="语文"
    )


def school(of: RulePack = PACK, staff: Sequence[str] = STAFF, on: date = DECEMBER) -> Desk:
    """Return a desk with a plan in force, the school and its staff."""
    desk = Desk(noon(on))
    desk.given(f"plan:{PLAN}", *frozen(of, TIMETABLE))
    for name in (SCHOOL, "school-2"):
        desk.given(f"school:{name}", registered_school())
    for person in staff:
        desk.given(f"teacher:{person}", registered())
    return desk


PLANNED = c.PlanAppraisal(body=SCHOOL, year=YEAR, plan=PLAN, document="校发〔2025〕9号")
HEARD = c.HearStaff(appraisal=KEY, delegates=47, present=40, opinions=3, on=date(2025, 12, 10))


def opening(staff: Sequence[str] = STAFF) -> c.OpenAppraisal:
    """Return the command that freezes who takes part."""
    return c.OpenAppraisal(appraisal=KEY, teachers=tuple(staff))


def report(person: str) -> c.SubmitWorkReport:
    """Return a work report."""
    return c.SubmitWorkReport(appraisal=KEY, teacher=person, text="本年度任教语文，完成教学任务")


def ballot(staff: int = 47, present: int = 40, ballots: Sequence[e.Ballots] = ()) -> c.CloseBallot:
    """Return the close of the democratic appraisal."""
    return c.CloseBallot(appraisal=KEY, staff=staff, present=present, ballots=tuple(ballots))


def opened(of: RulePack = PACK, staff: Sequence[str] = STAFF) -> Desk:
    """Return a desk where everybody has reported and the ballot is closed."""
    desk = school(of, staff)
    desk.do(PLANNED, HEARD, opening(staff), *(report(person) for person in staff))
    desk.do(ballot(len(staff), len(staff)))
    return desk


def propose(person: str, result: Result = Q, comment: str | None = None) -> c.ProposeGrade:
    """Return a proposal of the committee."""
    return c.ProposeGrade(
        appraisal=KEY, teacher=person, result=result, comment=comment, evidence="教学实绩登记"
    )


def decide(*teachers: str, **counts: int) -> c.DecideGrades:
    """Return the leading team's decision on what was proposed."""
    return c.DecideGrades(appraisal=KEY, teachers=teachers, **{**TEAM, **counts})


def proposed(desk: Desk, results: Mapping[str, Result], rest: Result = Q) -> Desk:
    """Propose these results, and one for everybody else."""
    desk.do(*(propose(person, results.get(person, rest)) for person in people_of(desk)))
    return desk


def decided(desk: Desk, results: Mapping[str, Result] | None = None) -> Desk:
    """Propose and decide for everybody."""
    proposed(desk, results or {})
    desk.do(decide(*people_of(desk)))
    return desk


def add(person: str, result: Result, comment: str | None = None) -> c.AddGrade:
    """Return the grade that is added later."""
    return c.AddGrade(
        appraisal=KEY,
        teacher=person,
        result=result,
        comment=comment,
        authority="结案通知书",
        **TEAM,
    )


def correct(person: str, result: Result) -> c.CorrectGrade:
    """Return a correction."""
    return c.CorrectGrade(
        appraisal=KEY,
        teacher=person,
        result=result,
        comment=None,
        reason="登记差错",
        authority="学校领导班子会议",
        **TEAM,
    )


def notify(person: str) -> c.NotifyGrade:
    """Return the written notice to one person."""
    return c.NotifyGrade(appraisal=KEY, teacher=person, document=f"考核告知书-{person}")


def answer(
    person: str, opinion: Opinion = Opinion.AGREE, text: str | None = None
) -> c.AcknowledgeGrade:
    """Return the person's signed opinion."""
    return c.AcknowledgeGrade(appraisal=KEY, teacher=person, opinion=opinion, text=text)


def leave(
    person: str,
    kind: LeaveKind = LeaveKind.SICK,
    begin: date = date(2025, 3, 1),
    end: date = date(2025, 10, 1),
    name: str = "leave-1",
) -> file_commands.RecordLeave:
    """Return seven months of leave; ``end`` is exclusive."""
    return file_commands.RecordLeave(
        teacher=person, leave=name, kind=kind, from_on=begin, until_on=end, evidence="医院证明"
    )


def inquiry(
    person: str, on: date = date(2025, 12, 5), name: str = "inquiry-1"
) -> file_commands.OpenInquiry:
    """Return an investigation that begins on a day."""
    return file_commands.OpenInquiry(
        teacher=person, inquiry=name, opened_on=on, document="立案决定书"
    )


def concluded(
    person: str,
    sanction: SanctionKind | None = None,
    on: date = date(2025, 12, 20),
    name: str = "inquiry-1",
) -> file_commands.ConcludeInquiry:
    """Return how it ended."""
    return file_commands.ConcludeInquiry(
        teacher=person,
        inquiry=name,
        sanction=sanction,
        concluded_on=on,
        document="结案通知书",
    )


def appraisal_of(desk: Desk) -> Appraisal:
    """Return the appraisal as it stands."""
    state = desk.find(Appraisal, KEY)
    assert state is not None
    return state


def people_of(desk: Desk) -> tuple[str, ...]:
    """Return who takes part."""
    return tuple(appraisal_of(desk).people)


def person_of(desk: Desk, person: str) -> Participant:
    """Return how far somebody has come."""
    return appraisal_of(desk).people[person]


def file_of(desk: Desk, person: str) -> PersonnelFile:
    """Return somebody's personnel file."""
    teacher = desk.find(Teacher, person)
    assert teacher is not None
    return teacher.file
