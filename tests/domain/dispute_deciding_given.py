"""The steps of a case between its admission and its decision."""

from __future__ import annotations

from datetime import date

from domain.dispute import commands as c
from domain.dispute import remedies as r
from domain.dispute.channels import ChannelKind
from domain.dispute.matters import MatterKind, Step
from tests.domain import dispute_steps as d
from tests.domain.planning_given import noon
from tests.support.desk import Desk

K = ChannelKind
APPOINT = c.AppointInvestigators(case=d.CASE, investigators=d.PANEL)
REPORT = c.ReportInvestigation(case=d.CASE, findings=(d.found(),), text="谈话笔录")
ASK_HEARING = c.RequestHearing(case=d.CASE, by="a2")
HEAR = c.HoldHearing(case=d.CASE, chair=d.CHAIR, attended=("a2",), text="听证笔录")
MEDIATE = c.StartMediation(case=d.CASE, mediator="mediator")
AGREE = c.EndMediation(case=d.CASE, agreed=True, text="双方同意")
SUSPEND = c.SuspendCase(case=d.CASE, waiting_for="公安机关的调查结论")
RESUME = c.ResumeCase(case=d.CASE)
EXTEND = c.ExtendPeriod(case=d.CASE, reason="案情复杂")
WITHDRAW = c.WithdrawCase(case=d.CASE, by="a2")
REDO = r.Redo(by="school-1", what="重新组织评分")
SANCTION = d.matter(
    MatterKind.SANCTION, steps=(Step(channel=K.REVIEW, served_on=date(2026, 8, 20)),)
)


def at(desk: Desk, day: date) -> Desk:
    desk.at = noon(day)
    return desk


def appeal() -> Desk:
    """An appeal to the personnel office against a sanction that was reviewed."""
    return d.admitted(d.offices(), d.receive(K.APPEAL, about=SANCTION, body=d.HR))
