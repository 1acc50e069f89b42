"""A case about an honour in a real ledger, from its receipt to the service of its decision."""

from __future__ import annotations

from domain.dispute import commands as c
from domain.dispute import remedies as r
from domain.dispute.channels import ChannelKind
from domain.dispute.matters import Decider, Matter, MatterKind
from domain.mandate.commands import RegisterBody
from domain.mandate.events import BodyKind
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from tests.support.office import Office

CASE = "honour-case"
_FINDING = r.Reason(ground=r.Ground.FACTS_UNCLEAR, text="一次公开课漏计", basis="B7-14")


def play_case(office: Office, complainant: Mandated, contested: str) -> None:
    """Let the dispute office find that something is to be done again, and tell the complainant."""
    body = RegisterBody(
        body="b-dispute", kind=BodyKind.DISPUTE_OFFICE, name="争议仲裁办", parent=None
    )
    office.act(body, office.root)
    clerk = office.hire("clerk", Role.DISPUTE_OFFICER, "b-dispute")
    presiding = office.hire("presiding", Role.DISPUTE_OFFICER, "b-dispute")
    panel = [office.hire(each) for each in ("i1", "i2")]
    matter = Matter(
        kind=MatterKind.SCHOOL_HANDLING,
        affected=complainant.person,
        decided_by="bureau",
        decider=Decider.BUREAU,
        known_on=office.now[0].date(),
    )
    received = c.ReceiveCase(
        case=CASE,
        channel=ChannelKind.INTERNAL,
        complainant=complainant.person,
        filed_by=complainant.person,
        matter=matter,
        contested=contested,
        first_owner="clerk",
        body="b-dispute",
        text="考核得分漏计一次公开课",
    )
    office.act(received, complainant, clerk)
    office.act(c.AdmitCase(case=CASE), clerk)
    office.act(c.AppointInvestigators(case=CASE, investigators=("i1", "i2")), clerk)
    report = c.ReportInvestigation(case=CASE, findings=(_FINDING,), text="核对公开课记录")
    office.act(report, clerk, *panel)
    decided = c.DecideCase(
        case=CASE,
        outcome=r.Outcome.REDO,
        reasons=(_FINDING,),
        remedies=(r.Redo(by="bureau", what="补计公开课得分"),),
        presiding="presiding",
    )
    office.act(decided, presiding)
    office.act(c.ServeDecision(case=CASE, channel="当面送达"), clerk)
