"""Protection, absence and resignation through the ledger: signed, sealed, and proved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from domain.mandate.errors import NotAuthorisedError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from domain.protection import commands as p
from domain.protection.kinds import ConsentMatter, Effect, StatutoryKind
from domain.school.commands import OpenRemovalProcedure, RegisterOffice, RegisterSchool
from domain.school.events import SchoolKind
from domain.teacher import commands as c
from domain.teacher.errors import ResignationError
from domain.teacher.events import ExitGround
from domain.teacher.state import Teacher
from projections.views import Views
from tests.support.office import NOON, Office

SCHOOL = RegisterSchool(school="s1", name="青溪中学", kind=SchoolKind.MIDDLE, town_office="t1")
TEACHER = c.RegisterTeacher(
    teacher="li",
    school="s1",
    service_started_on=date(2010, 9, 1),
    joined_school_on=date(2015, 9, 1),
    name="李喆",
    id_number="11010519491231002X",
    birth_date=date(1949, 12, 31),
    phone="19900000000",
)
EVIDENCE = "市妇幼保健院诊断证明第77号"
PROTECT = p.RecordProtection(
    teacher="li",
    protection="p1",
    kind=StatutoryKind.PREGNANCY,
    from_on=date(2026, 8, 1),
    until_on=date(2026, 12, 1),
    evidence=EVIDENCE,
)
LI = Mandated("li", Role.SELF)
CONSENT = p.GiveConsent(teacher="li", matter=ConsentMatter.STANDBY, about="r1")


@pytest.fixture
def staffed(office: Office) -> Office:
    """A school with one teacher, who has a key."""
    office.act_all([SCHOOL, TEACHER], office.root)
    office.hire("li")
    return office


def teacher_of(office: Office) -> Teacher:
    found = office.ledger.states().find(Teacher, "li")
    assert found is not None
    return found


def test_evidence_of_health_is_in_the_vault_and_nowhere_in_the_log(staffed: Office) -> None:
    staffed.act(PROTECT, staffed.root)
    everything = b"".join(
        part for row in staffed.ledger.entries() for part in (row.data, *row.bodies)
    )
    for word in (EVIDENCE, "pregnancy", "妇幼"):
        assert word.encode() not in everything
    assert Effect.BARS_TERMINATION.value.encode() in everything
    assert staffed.ledger.verify().findings == []
    assert teacher_of(staffed).safeguards.has(date(2026, 8, 18), Effect.BARS_TERMINATION)


def test_only_the_person_consents_and_only_the_registrar_records(staffed: Office) -> None:
    wang = staffed.hire("wang", Role.PRINCIPAL, "s1")
    with pytest.raises(NotAuthorisedError):
        staffed.act(CONSENT, wang)
    with pytest.raises(NotAuthorisedError):
        staffed.act(PROTECT, wang)
    staffed.act(CONSENT, LI)
    staffed.act(p.WithdrawConsent.model_validate(CONSENT.model_dump()), LI)
    assert teacher_of(staffed).safeguards.consents == ()


def test_a_protection_is_ended_by_registrar_and_supervisor_together(staffed: Office) -> None:
    staffed.act(PROTECT, staffed.root)
    end = p.EndProtection(teacher="li", protection="p1", evidence="销案材料")
    with pytest.raises(NotAuthorisedError):
        staffed.act(end, staffed.root)
    staffed.act(end, staffed.root, staffed.hire("sun", Role.SUPERVISOR, "t1"))
    assert not teacher_of(staffed).safeguards.has(date(2026, 8, 18), Effect.BARS_TERMINATION)


def test_t51_nobody_resigns_for_another_and_refusing_to_sign_ends_nothing(
    staffed: Office,
) -> None:
    grant = RegisterOffice(
        school="s1", title="校长", person="li", from_on=date(2026, 1, 1), until_on=date(2027, 1, 1)
    )
    staffed.act(grant, staffed.root)
    town = staffed.hire("zhou", Role.TOWN_OFFICER, "t1")
    with pytest.raises(NotAuthorisedError):
        staffed.act(c.Resign(teacher="li"), town)
    with pytest.raises(ResignationError):
        staffed.act(c.CompleteResignation(teacher="li"), town)
    refused = OpenRemovalProcedure(school="s1", title="校长", person="li", letter="责任书")
    staffed.act(refused, town)
    assert teacher_of(staffed).exited is None


def test_who_resigned_by_own_signature_leaves_after_the_notice(staffed: Office) -> None:
    wang = staffed.hire("wang", Role.PRINCIPAL, "s1")
    staffed.act(c.Resign(teacher="li"), LI)
    staffed.act(c.WithdrawResignation(teacher="li"), LI)
    staffed.act(c.Resign(teacher="li"), LI)
    staffed.now[0] = NOON + timedelta(days=31)
    staffed.act(c.CompleteResignation(teacher="li"), wang)
    assert teacher_of(staffed).exited is ExitGround.RESIGNATION
    assert staffed.ledger.verify().findings == []


def test_an_absence_is_signed_by_principal_and_supervisor(staffed: Office) -> None:
    record = c.RecordAbsence(
        teacher="li",
        absence="a1",
        from_on=date(2026, 8, 17),
        until_on=date(2026, 8, 18),
        document="考勤〔1〕",
    )
    wang = staffed.hire("wang", Role.PRINCIPAL, "s1")
    with pytest.raises(NotAuthorisedError):
        staffed.act(record, wang)
    staffed.act(record, wang, staffed.hire("sun", Role.SUPERVISOR, "t1"))
    staffed.act(c.VoidAbsence(teacher="li", absence="a1", document="考勤更正〔1〕"), wang)
    assert teacher_of(staffed).absences == ()


def test_views_show_protections_in_force_and_the_deadlines_that_follow(
    open_office: Callable[[], Office],
) -> None:
    office = open_office().founded()
    office.act_all([SCHOOL, TEACHER], office.root)
    li, wang = office.hire("li"), office.hire("wang", Role.PRINCIPAL, "s1")
    office.act(PROTECT, office.root)
    before = office.ledger.size() - 1
    longer = p.ProlongProtection(
        teacher="li", protection="p1", until_on=date(2027, 1, 1), evidence="复查证明"
    )
    office.now[0] = NOON + timedelta(days=3)
    office.act(longer, office.root)
    office.act(c.Resign(teacher="li"), li)
    views = Views(office.engine)
    views.catch_up(office.ledger)
    day = date(2026, 12, 15)
    assert views.protections(day, index=before) == []
    assert views.protections(day, on=date(2026, 8, 18)) == []
    (row,) = views.protections(day)
    assert (row["person"], row["protection"], row["until"]) == ("li", "p1", "2027-01-01")
    dues = {row["kind"]: row["due"] for row in views.deadlines()}
    assert dues == {"protection": "2026-12-31", "resignation_notice": "2026-09-20"}
    office.act_all(
        [p.EndProtection(teacher="li", protection="p1", evidence="销案材料")],
        office.root,
        office.hire("sun", Role.SUPERVISOR, "t1"),
    )
    office.now[0] = NOON + timedelta(days=60)
    office.act(c.CompleteResignation(teacher="li"), wang)
    views.catch_up(office.ledger)
    assert views.deadlines() == []
    assert views.protections(date(2026, 8, 20)) != []
    assert views.protections(date(2026, 8, 21)) == []
    assert [row["status"] for row in views.roster()] == ["exited"]
