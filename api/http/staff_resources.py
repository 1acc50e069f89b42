"""Tables about staff: quotas, grades, exchange, awards, attendance, appraisals, cases and so on."""

from __future__ import annotations

from sqlalchemy import Select, and_, false, select

from api.http import staff_examples as x
from api.http.access import ALL_ROWS, AUDITORS, HANDLERS, HEADS, Reader
from api.http.oversight_resources import oversight_resources
from api.http.resource import BODIES, Clause, Resource, of_bodies
from domain.mandate.roles import Role
from projections.appraisal_register import AppraisalRegister
from projections.attendance_register import AttendanceRegister
from projections.award_register import AwardRegister
from projections.cases import CaseRegister
from projections.exchange_register import ExchangeRegister
from projections.grade_sheet import GradeSheet
from projections.honour_register import HonourRegister
from projections.intake_register import IntakeRegister
from projections.organ_register import OrganRegister
from projections.protections import Protections
from projections.quota_sheet import QuotaSheet
from projections.roster import Roster
from projections.temporal import TemporalTable

CASES = CaseRegister().cases
CASE_PERSONS = ("complainant", "filed_by", "first_owner", "owner")
_PEOPLE = Roster().people.table


def _of_own_staff(table: TemporalTable, reader: Reader) -> Clause:
    """A protection binds the school where the person is now, so its head must know of it."""
    mine = reader.bodies(HEADS)
    if not mine:
        return false()
    staff = select(_PEOPLE.c.person).where(
        of_bodies(_PEOPLE.c.school, mine), _PEOPLE.c.until_index.is_(None)
    )
    return table.table.c.person.in_(staff)


def _of_colleagues(table: TemporalTable, reader: Reader) -> Clause:
    """A week is published to all staff of the school [S002-30]."""
    return table.table.c.school.in_(_school_of(reader))


def _while_up_in_the_town(table: TemporalTable, reader: Reader) -> Clause:
    """A month is shown to all staff of the town, and comes down when it is settled [S002-30]."""
    columns, schools = table.table.c, BODIES.table.c
    town = select(schools.above).where(schools.body.in_(_school_of(reader)))
    of_town = select(schools.body).where(schools.above.in_(town))
    return and_(columns.status == "public", columns.school.in_(of_town))


def _school_of(reader: Reader) -> Select[tuple[str]]:
    return select(_PEOPLE.c.school).where(
        _PEOPLE.c.person == reader.person, _PEOPLE.c.until_index.is_(None)
    )


def staff_resources() -> tuple[Resource, ...]:
    """Return these tables."""
    quota, grades, exchange = QuotaSheet(), GradeSheet(), ExchangeRegister()
    appraisal, honour = AppraisalRegister(), HonourRegister()
    attendance = AttendanceRegister()
    return (
        Resource("quotas", "", quota.shares, "编制岗位", public=True, example=x.QUOTA,
                 filters=("plan", "school")),
        Resource("quota-formula", "", quota.computed, "编制测算", public=True,
                 example=x.FORMULA, filters=("plan", "school")),
        Resource("district-totals", "", quota.district, "全区总量", public=True,
                 example=x.TOTALS, filters=("school_year", "plan")),
        Resource("grades", "", grades.seats, "岗位等级职数", public=True,
                 example=x.SEATS, filters=("school", "series", "tier")),
        Resource("intakes", "", IntakeRegister().lines, "招引登记", public=True,
                 example=x.INTAKE, filters=("plan", "school", "channel")),
        Resource("exchanges", "exchange", exchange.exchanges, "交流", public=True,
                 example=x.EXCHANGE, filters=("plan", "status"), stream="exchange"),
        Resource(
            "exchange-moves", "", exchange.moves, "交流登记", persons=("person",),
            bodies=("from_school", "to_school"), roles=HEADS,
            example=x.MOVE, filters=("exchange", "person", "status"), named="person",
        ),
        Resource(
            "grade-records", "", grades.people, "等级登记", persons=("person",),
            bodies=("school",), roles=HEADS, whole=ALL_ROWS | {Role.HR_OFFICER},
            example=x.GRADE, filters=("school", "person"), named="person",
        ),
        Resource(
            "awards", "", AwardRegister().awards, "教学奖", persons=("person",),
            bodies=("school",), roles=HEADS, example=x.AWARD,
            filters=("school", "person", "plan", "kind"), named="person",
        ),
        Resource("honour-calls", "", honour.calls, "荣誉评选", public=True, example=x.CALL,
                 filters=("plan", "category", "status"), stream="honour-call"),
        Resource(
            "honours", "", honour.honours, "荣誉登记", persons=("person",),
            whole=ALL_ROWS | {Role.HR_OFFICER}, example=x.HONOUR, named="person",
            filters=("person", "call", "category", "kind", "status"), more=(_of_own_staff,),
        ),
        Resource(
            "named-appraisals", "", honour.named, "名师考核", persons=("person",),
            whole=ALL_ROWS | {Role.HR_OFFICER, Role.FINANCE_OFFICER}, example=x.NAMED,
            filters=("person", "call", "grade"), named="person", more=(_of_own_staff,),
        ),
        Resource(
            "attachments", "", honour.attachments, "跟岗登记", persons=("person",),
            bodies=("school",), roles=HEADS, example=x.ATTACHMENT, named="person",
            filters=("person", "call", "school", "status"), more=(_of_own_staff,),
        ),
        Resource(
            "attendance-sheets", "sheet", attendance.sheets, "考勤表", public=True,
            example=x.SHEET, filters=("school", "month", "plan", "status"),
            stream="attendance-sheet",
        ),
        Resource(
            "attendance-weeks", "", attendance.weeks, "周考勤公示", persons=("person",),
            bodies=("school",), roles=HEADS, example=x.ATTENDED_WEEK,
            filters=("sheet", "school", "monday", "person"), documents=("away",),
            named="person", more=(_of_colleagues,),
        ),
        Resource(
            "attendance", "", attendance.months, "月考勤公示", persons=("person",),
            bodies=("school",), roles=HEADS, example=x.ATTENDED_MONTH,
            filters=("sheet", "school", "month", "person", "status"), named="person",
            more=(_while_up_in_the_town,),
        ),
        # Whoever takes part in a plan may know who decides, adjudicates and supervises.
        Resource(
            "organs", "", OrganRegister().seats, "工作机构", public=True, example=x.ORGAN,
            filters=("plan", "school", "organ", "person"), named="person",
        ),
        Resource("appraisal-shares", "", appraisal.appraisals, "年度考核", public=True,
                 example=x.APPRAISAL, filters=("school", "year", "status")),
        # Results are the person's own, and of those who answer for the school.
        Resource(
            "appraisals", "", appraisal.people, "年度考核登记", persons=("person",),
            bodies=("school",), roles=HEADS, whole=ALL_ROWS | {Role.HR_OFFICER},
            example=x.APPRAISED, filters=("school", "year", "person", "result", "status"),
            named="person",
        ),
        Resource(
            "year-grades", "", appraisal.years, "年度考核结果", persons=("person",),
            bodies=("school",), roles=HEADS, whole=ALL_ROWS | {Role.HR_OFFICER},
            example=x.YEAR_GRADE, filters=("school", "year", "person", "result"),
            named="person",
        ),
        *oversight_resources(),
        # Why somebody is protected is in the vault alone. Without names, since the rest
        # is told to whoever answers for the person, who knows her by her id.
        Resource(
            "protections", "", Protections().protections, "保护", persons=("person",),
            whole=AUDITORS | {Role.REGISTRAR}, example=x.PROTECTION,
            filters=("person",), more=(_of_own_staff,),
        ),
        # Offices whose decisions are complained of do not see who complains of them.
        Resource(
            "cases", "case", CASES, "案件",
            persons=CASE_PERSONS, bodies=("body",),
            roles=HANDLERS, whole=AUDITORS, example=x.CASE,
            filters=("channel", "matter", "body", "stage"),
            stream="dispute",
        ),
    )  # fmt: skip
