"""A school where one was told to be 基本合格: what talks and mending start from."""

from __future__ import annotations

from datetime import date

from domain.appraisal.grades import Result
from domain.mending import commands as c
from domain.mending.state import Mending
from domain.planning.pack import RulePack
from tests.domain import appraisal_given as g
from tests.domain.planning_given import PACK, noon
from tests.support.desk import Desk

LOW, FINE = "t01", "t02"
DUE = date(2026, 3, 1)


def told(of: RulePack = PACK) -> Desk:
    """Return a desk on 22 December where t01 was told to be 基本合格, t02 to be 合格."""
    desk = g.decided(g.opened(of, g.FEW), {LOW: Result.BASICALLY_QUALIFIED})
    desk.do(g.notify(LOW), g.notify(FINE))
    return desk


def talk(teacher: str = LOW, on: date = g.DECEMBER) -> c.HoldInterview:
    return c.HoldInterview(year=g.YEAR, teacher=teacher, on=on, text="课堂管理薄弱，应当改进")


def plan(*items: str, due_on: date = DUE) -> c.PlanMending:
    things = items or ("每周听课两节", "每月交教案一次")
    return c.PlanMending(year=g.YEAR, teacher=LOW, items=things, due_on=due_on)


def complete(on: date = DUE, text: str | None = None) -> c.CompleteMending:
    return c.CompleteMending(year=g.YEAR, teacher=LOW, on=on, text=text)


def missed(open_count: int = 1, text: str | None = None) -> c.RecordMissedMending:
    return c.RecordMissedMending(year=g.YEAR, teacher=LOW, open_count=open_count, text=text)


def planned(desk: Desk | None = None) -> Desk:
    """Return a desk where the talk was held and two things are to be mended by 1 March."""
    found = told() if desk is None else desk
    found.do(talk(), plan())
    return found


def on(desk: Desk, day: date) -> Desk:
    """Let it be a day."""
    desk.at = noon(day)
    return desk


def mending_of(desk: Desk) -> Mending:
    found = desk.find(Mending, f"{g.YEAR}.{LOW}")
    assert found is not None
    return found
