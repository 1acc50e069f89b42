"""Complaints about a plan, a ranking and a list, taken through their whole course."""

from __future__ import annotations

from domain.dispute import commands as c
from domain.dispute import events as e
from domain.dispute.channels import ChannelKind
from domain.dispute.matters import Decider, MatterKind
from domain.dispute.opinions import Opinion
from tests.domain import dispute_steps as d
from tests.domain import town
from tests.support.desk import Desk

K = ChannelKind
PLAN_STREAM = f"plan:{town.PLAN}"
NOTICE_STREAM = f"notice:{town.ROUND}"


def verdict(
    desk: Desk, command: c.ReceiveCase, opinion: Opinion, *, report: str | None = None
) -> e.CaseDecided:
    """Take a complaint through its whole course, with the opinion as its findings."""
    d.admitted(desk, command)
    d.investigate(desk, *opinion.reasons)
    (decided,) = desk.do(d.decide(opinion.outcome, *opinion.remedies, reasons=opinion.reasons))
    assert isinstance(decided, e.CaseDecided)
    desk.do(d.SERVE)
    if opinion.remedies:
        desk.do(d.EXECUTE.model_copy(update={"report": report}))
    return decided


def plan_complaint() -> c.ReceiveCase:
    about = d.matter(MatterKind.PLAN_ADOPTION, decided_by=town.TOWN, decider=Decider.TOWN_OFFICE)
    return d.receive(about=about, contested=PLAN_STREAM)
