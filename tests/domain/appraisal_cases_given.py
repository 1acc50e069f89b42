"""Complaints about the grade of t01, and the verdict on them."""

from __future__ import annotations

from datetime import date

from domain.appraisal.events import Decided, GradesDecided
from domain.appraisal.grades import Opinion, Result
from domain.dispute import commands as c
from domain.dispute import events as e
from domain.dispute.channels import ChannelKind
from domain.dispute.examining import examine
from domain.dispute.matters import Decider, Grade, Matter, MatterKind
from tests.domain import appraisal_given as g
from tests.domain import dispute_steps as d
from tests.domain.appraisal_given import STREAM
from tests.domain.planning_given import noon
from tests.support.desk import Desk

K = ChannelKind
FEW = ("t01", "t02", "t03", "t04", "t05")
WHO = "t01"
JANUARY = date(2026, 1, 5)


def about(grade: Grade | None = None, who: str = WHO) -> Matter:
    """Return the matter; the grade that the complainant claims need not be the one given."""
    return Matter(
        kind=MatterKind.GRADE,
        affected=who,
        decided_by=g.SCHOOL,
        decider=Decider.SCHOOL,
        known_on=date(2025, 12, 29),
        grade=grade,
    )


def complaint(
    channel: ChannelKind = K.TEACHER_APPEAL,
    grade: Grade | None = None,
    body: str = d.BUREAU,
    who: str = WHO,
) -> c.ReceiveCase:
    base = d.receive(channel, about=about(grade, who), body=body, contested=STREAM)
    return base.model_copy(update={"complainant": who, "filed_by": who})


def given(result: Result, *, told: bool = True) -> Desk:
    """Let t01 have been graded in December, told, and the offices be there in January."""
    desk = d.offices(g.decided(g.opened(staff=FEW), {WHO: result}))
    if told:
        desk.do(g.notify(WHO), g.answer(WHO, Opinion.DISAGREE))
    desk.at = noon(JANUARY)
    return desk


def verdict(desk: Desk, command: c.ReceiveCase, report: str = "已按规定办理") -> e.CaseDecided:
    """Take a complaint through its whole course, with what the ledger says as its findings."""
    opinion = examine(desk, STREAM, teacher=command.matter.affected)
    d.admitted(desk, command)
    d.investigate(desk, *opinion.reasons)
    (decided,) = desk.do(d.decide(opinion.outcome, *opinion.remedies, reasons=opinion.reasons))
    assert isinstance(decided, e.CaseDecided)
    desk.do(d.SERVE)
    if opinion.remedies:
        desk.do(d.EXECUTE.model_copy(update={"report": report}))
    assert desk.replayed() == desk.states
    return decided


def unchecked(person: str, result: Result) -> GradesDecided:
    """Return a decision under rules that did not look."""
    grades = (Decided(teacher=person, result=result),)
    return GradesDecided(grades=grades, staff=5, excellent=0, most=1, on=g.DECEMBER, **g.TEAM)
