"""Teachers in service: posts, contracts and protections that tests start from."""

from __future__ import annotations

from datetime import date, timedelta

from domain.contract.commands import contract_id
from domain.contract.events import ContractSigned
from domain.planning.pack import RulePack
from domain.protection import commands as p
from domain.protection import events as pe
from domain.protection.kinds import STATUTORY_EFFECTS, StatutoryKind
from domain.school.events import OfficeGranted, SchoolKind, SchoolRegistered, SeatTaken
from domain.school.posts import StaffClass
from domain.teacher.events import AbsenceRecorded, PostTaken, TeacherRegistered
from tests.domain import round_given as g
from tests.domain.planning_given import PACK, TOWN, august
from tests.support.scenario import Scenario

WHO = "t-01"
TEACHER = f"teacher:{WHO}"
SCHOOL = f"school:{g.SCHOOL}"
POSTS = ("教学-01",)
CONTRACT = contract_id(teacher=WHO, round=g.ROUND, posts=POSTS)
STREAM = f"contract:{CONTRACT}"
JOINED = date(2015, 9, 1)
REGISTERED = TeacherRegistered(
    school=g.SCHOOL,
    service_started_on=date(2010, 9, 1),
    joined_school_on=JOINED,
    subject="语文",
)
TAKEN = PostTaken(
    round=g.ROUND,
    school=g.SCHOOL,
    posts=POSTS,
    staff_class=StaffClass.TEACHING,
    periods_milli=10_000,
    from_on=august(25),
)


def registered(since: date = JOINED) -> Scenario:
    """Return a teacher in a school, without a post."""
    event = REGISTERED.model_copy(update={"joined_school_on": since})
    return (
        Scenario()
        .given(
            SCHOOL,
            SchoolRegistered(
                name="实验小学", kind=SchoolKind.PRIMARY, town_office=TOWN, remote=False
            ),
        )
        .given(TEACHER, event)
    )


def employed(of: RulePack = PACK, *, until_on: date = date(2027, 9, 1)) -> Scenario:
    """Return the teacher on a post, with an office and a contract."""
    past = g.decided(of)
    for stream, event in registered().history:
        past = past.given(stream, event)
    office = OfficeGranted(
        title="教务主任",
        person=WHO,
        post=None,
        from_on=august(25),
        until_on=date(2027, 8, 25),
    )
    return (
        past.given(TEACHER, TAKEN)
        .given(SCHOOL, SeatTaken(post="教学-01", person=WHO, round=g.ROUND), office)
        .given(STREAM, signed(until_on))
    )


def signed(until_on: date) -> ContractSigned:
    """Return a contract from 25 August 2026 on; ``until_on`` is exclusive."""
    return ContractSigned(
        teacher=WHO,
        school=g.SCHOOL,
        round=g.ROUND,
        posts=POSTS,
        staff_class=StaffClass.TEACHING,
        from_on=august(25),
        until_on=until_on,
        copies=3,
        duties=("承担三年级语文教学",),
        targets=("完成学年教学任务",),
        conditions=("提供必要的教学条件",),
        liability="违反约定的，依法承担责任",
    )


def protected(
    kind: StatutoryKind, from_on: date, until_on: date, name: str = "p1"
) -> pe.ProtectionRecorded:
    """Return the record of a protection by law."""
    return pe.ProtectionRecorded(
        protection=name,
        effects=STATUTORY_EFFECTS[kind],
        from_on=from_on,
        until_on=until_on,
        pack_sha256=None,
    )


def record(kind: StatutoryKind, **changes: object) -> p.RecordProtection:
    """Return the request to record a protection from 1 August 2026 on."""
    command = p.RecordProtection(
        teacher=WHO,
        protection="p1",
        kind=kind,
        from_on=august(1),
        evidence="县人民医院证明第7号",
    )
    return command.model_copy(update=changes)


def absent(first: date, last: date, name: str = "a1") -> AbsenceRecorded:
    """Return an absence, both days included."""
    return AbsenceRecorded(
        absence=name, from_on=first, until_on=last + timedelta(days=1), document="考勤〔1〕"
    )
