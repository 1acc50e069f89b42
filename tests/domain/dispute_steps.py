"""A town with offices that hear complaints, and short ways through a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.dispute import commands as c
from domain.dispute import remedies as r
from domain.dispute.channels import ChannelKind
from domain.dispute.matters import Decider, Matter, MatterKind
from domain.dispute.state import DisputeCase
from domain.mandate.events import BodyKind, BodyRegistered, KeyEnrolled
from domain.values.ids import Id
from tests.domain import town
from tests.domain.planning_given import noon
from tests.support.desk import Desk

BUREAU, OFFICE, CITY, HR, COMMISSION = "bureau", "dispute-office", "city-bureau", "hr", "commission"
CASE = "case-1"
CLERK, CHAIR, PANEL = "clerk", "chair", ("inspector-1", "inspector-2", "inspector-3")
SUBSTITUTE = "inspector-4"
KNOWN = date(2026, 8, 25)
BODIES = {
    BUREAU: (BodyKind.EDUCATION_BUREAU, None),
    OFFICE: (BodyKind.DISPUTE_OFFICE, BUREAU),
    CITY: (BodyKind.EDUCATION_BUREAU, None),
    HR: (BodyKind.HR_BUREAU, None),
    COMMISSION: (BodyKind.ARBITRATION_COMMISSION, None),
    town.TOWN: (BodyKind.TOWN_OFFICE, BUREAU),
}


@dataclass
class Hands(Desk):
    """A desk that also remembers who signed in what stream."""

    signed: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)

    def signings(self, stream: str) -> Mapping[str, frozenset[str]]:
        return self.signed.get(stream, {})


def offices(desk: Desk | None = None) -> Desk:
    """Register the bodies that may be competent, over an empty or a given town."""
    desk = desk or Desk(noon(KNOWN))
    for body, (kind, above) in BODIES.items():
        desk.given(f"body:{body}", BodyRegistered(kind=kind, name=body, parent=above))
    for person in (*PANEL, SUBSTITUTE):
        desk.given(f"mandates:{person}", enrolled(person))
    return desk


def enrolled(person: Id) -> KeyEnrolled:
    """Return that a person has a key to sign with."""
    return KeyEnrolled(person=person, kid=f"k-{person}", suite=1, key="AAAA", proof="BBBB")


def matter(kind: MatterKind = MatterKind.PLACEMENT, **changes: object) -> Matter:
    """Return a matter of teacher a2 against her school, known since 25 August 2026."""
    base = Matter(
        kind=kind,
        affected="a2",
        decided_by="school-1",
        decider=Decider.SCHOOL,
        known_on=KNOWN,
    )
    return base.model_copy(update=changes)


def receive(
    channel: ChannelKind = ChannelKind.INTERNAL,
    *,
    about: Matter | None = None,
    body: Id = OFFICE,
    **changes: object,
) -> c.ReceiveCase:
    """Return a complaint of teacher a2, in person."""
    base = c.ReceiveCase(
        case=CASE,
        channel=channel,
        complainant="a2",
        filed_by="a2",
        matter=about or matter(),
        first_owner=CLERK,
        body=body,
        text="我对落聘结果有异议",
    )
    return base.model_copy(update=changes)


def admitted(desk: Desk, command: c.ReceiveCase | None = None) -> Desk:
    """Bring a complaint up to its admission."""
    command = command or receive()
    desk.do(command, c.AdmitCase(case=command.case))
    return desk


def found(
    ground: r.Ground | None = r.Ground.FACTS_UNCLEAR, text: str = "评分依据与档案不符"
) -> r.Reason:
    return r.Reason(ground=ground, text=text, basis="B7-14")


def investigate(desk: Desk, *findings: r.Reason, case: Id = CASE) -> Desk:
    """Appoint three investigators and report."""
    desk.do(
        c.AppointInvestigators(case=case, investigators=PANEL),
        c.ReportInvestigation(
            case=case, findings=findings or (found(),), text="谈话笔录与档案复印件"
        ),
    )
    return desk


def decide(
    outcome: r.Outcome = r.Outcome.REVOKE,
    *remedies: r.Remedy,
    reasons: tuple[r.Reason, ...] = (),
    case: Id = CASE,
) -> c.DecideCase:
    """Return a decision whose reasons fit its outcome, unless told otherwise."""
    changing = outcome in {r.Outcome.REVOKE, r.Outcome.MODIFY, r.Outcome.REDO}
    return c.DecideCase(
        case=case,
        outcome=outcome,
        reasons=reasons or (found() if changing else found(None, "原决定事实清楚"),),
        remedies=remedies,
        presiding=CHAIR,
    )


SERVE = c.ServeDecision(case=CASE, channel="当面送达")
EXECUTE = c.ExecuteCase(case=CASE)


def case_of(desk: Desk, key: Id = CASE) -> DisputeCase:
    """Return a case as it stands."""
    state = desk.find(DisputeCase, key)
    assert state is not None
    return state


def ordered(desk: Desk, *remedies: r.Remedy, outcome: r.Outcome = r.Outcome.REVOKE) -> Desk:
    """Bring a complaint up to the service of a decision that orders these remedies."""
    admitted(desk)
    investigate(desk)
    desk.do(decide(outcome, *remedies), SERVE)
    return desk
