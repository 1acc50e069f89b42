"""A case in a real ledger: signed steps, sealed texts, and a log that verifies."""

from __future__ import annotations

import pytest

from domain.dispute import commands as c
from domain.dispute import remedies as r
from domain.dispute.channels import ChannelKind
from domain.dispute.matters import Decider, Matter, MatterKind
from domain.dispute.state import DisputeCase, Stage
from domain.mandate.commands import ErasePerson, RegisterBody
from domain.mandate.errors import NotAuthorisedError
from domain.mandate.events import BodyKind
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from tests.support.office import DAY, Office

CASE, BUREAU = "case-1", "bureau"
COMPLAINT, EVIDENCE = "校长在评分前说不会聘我", "三位同事的谈话笔录"
ABOUT = Matter(
    kind=MatterKind.SCHOOL_HANDLING,
    affected="li",
    decided_by="s1",
    decider=Decider.SCHOOL,
    known_on=DAY,
)
RECEIVE = c.ReceiveCase(
    case=CASE,
    channel=ChannelKind.TEACHER_APPEAL,
    complainant="li",
    filed_by="li",
    matter=ABOUT,
    first_owner="zhou",
    body=BUREAU,
    text=COMPLAINT,
)
FINDING = r.Reason(ground=r.Ground.PROCEDURE_VIOLATED, text="评分前已有定论", basis="B7-14")


@pytest.fixture
def people(office: Office) -> tuple[Mandated, Mandated, Mandated, Mandated]:
    """The teacher, the officer, the chair, the supervisor."""
    office.act(
        RegisterBody(body=BUREAU, kind=BodyKind.EDUCATION_BUREAU, name="教育局", parent=None),
        office.root,
    )
    return (
        office.hire("li"),
        office.hire("zhou", Role.BUREAU_OFFICER, BUREAU),
        office.hire("wu", Role.BUREAU_OFFICER, BUREAU),
        office.hire("shen", Role.SUPERVISOR, "discipline"),
    )


def test_a_case_runs_from_receipt_to_execution_and_the_log_verifies(
    office: Office, people: tuple[Mandated, Mandated, Mandated, Mandated]
) -> None:
    teacher, officer, chair, supervisor = people
    office.act(RECEIVE, teacher, officer)
    office.act(c.AdmitCase(case=CASE), officer)
    panel = [office.hire(each) for each in ("i1", "i2")]
    office.act(c.AppointInvestigators(case=CASE, investigators=("i1", "i2")), officer)
    report = c.ReportInvestigation(case=CASE, findings=(FINDING,), text=EVIDENCE)
    with pytest.raises(NotAuthorisedError):
        office.act(report, officer, panel[0])
    office.act(report, officer, *panel)
    decided = c.DecideCase(
        case=CASE,
        outcome=r.Outcome.REDO,
        reasons=(FINDING,),
        remedies=(r.Redo(by="s1", what="另组评委重新评分"),),
        presiding="wu",
    )
    with pytest.raises(NotAuthorisedError):
        office.act(decided, officer)
    office.act(decided, chair)
    office.act(c.ServeDecision(case=CASE, channel="当面送达"), officer)
    office.act(c.ExecuteCase(case=CASE, report="已重新评分"), officer, supervisor)
    case = office.ledger.states().find(DisputeCase, CASE)
    assert case is not None
    assert case.stage is Stage.EXECUTED
    assert office.ledger.verify().findings == []


def test_the_words_of_a_complaint_are_sealed_and_go_when_the_person_is_erased(
    office: Office, people: tuple[Mandated, Mandated, Mandated, Mandated]
) -> None:
    teacher, officer, *_ = people
    office.act(RECEIVE, teacher, officer)
    stored = b"".join(row.data + b"".join(row.bodies) for row in office.ledger.entries()).decode(
        "utf-8", "replace"
    )
    assert COMPLAINT not in stored
    assert office.ledger.personal("li") == {"complaint.case-1": COMPLAINT}
    office.act(ErasePerson(person="li", ground="依法删除"), office.root)
    assert office.ledger.personal("li") == {}
    assert office.ledger.verify().findings == []
