"""A plan of intake, its approvals, and who is announced and admitted under it."""

from __future__ import annotations

from datetime import date

from domain.intake import commands as c
from domain.intake import events as e
from tests.domain import staffing_given as g
from tests.domain.planning_given import PLAN, august
from tests.support.scenario import Scenario

STREAM = f"intake:{PLAN}"
TERM = date(2026, 9, 1)


def places(line: str, channel: e.Channel, number: int, at: str = g.ONE) -> e.Places:
    return e.Places(
        line=line,
        channel=channel,
        school=at,
        subject="语文",
        shortage=e.Shortage.SUBJECT,
        places=number,
    )


TALENTS = places("talents", e.Channel.TALENT, 1)
EXAM = places("exam", e.Channel.OPEN_EXAM, 3)
STAFF = (e.SchoolStaff(school=g.ONE, staff=16), e.SchoolStaff(school=g.TWO, staff=20))
INTAKE = c.PlanIntake(
    plan=PLAN,
    body="bureau",
    staff=STAFF,
    places=(TALENTS, EXAM),
    basis_docs=("人才办〔2026〕1号",),
)
PLANNED = e.IntakePlanned(
    body="bureau", staff=STAFF, places=(TALENTS, EXAM), basis_docs=("人才办〔2026〕1号",)
)
APPROVED = tuple(e.IntakeApproved(office=office) for office in e.ApprovalOffice)
CLOSED = e.ApplicationsClosed(line="exam", applicants=9, places=3, approval=None)


def planned(*further: e.IntakeEvent) -> Scenario:
    return g.district().given(STREAM, PLANNED, *further)


def announce(line: str, *people: str, days: int = 7) -> c.AnnounceNewcomers:
    return c.AnnounceNewcomers(plan=PLAN, line=line, people=people, days=days)


def announced(line: str, *people: str) -> e.NewcomersAnnounced:
    return e.NewcomersAnnounced(line=line, people=people, on=august(18), until_on=august(25))


def admit(line: str, teacher: str, **changes: object) -> c.AdmitNewcomer:
    command = c.AdmitNewcomer(
        plan=PLAN,
        line=line,
        teacher=teacher,
        service_started_on=TERM,
        joined_school_on=TERM,
        name="许宁",
        id_number="11010519491231002X",
        birth_date=date(1949, 12, 31),
        phone="19900000000",
    )
    return command.model_copy(update=changes)
