"""An exchange between two schools: who is sent, and the events of going there."""

from __future__ import annotations

from datetime import date

from domain.exchange import commands as c
from domain.exchange import events as e
from domain.school.events import GuestReceived
from domain.school.posts import StaffClass
from domain.teacher.events import ExitGround, PostTaken, SentOnExchange, TeacherExited
from tests.domain import staffing_given as g
from tests.domain.planning_given import PLAN, august
from tests.support.scenario import Scenario

STREAM = "exchange:x1"
TERM, NEXT_TERM = date(2026, 9, 1), date(2027, 9, 1)
TODAY = august(18)
ONE_ZONE = (e.Zone(zone="east", schools=g.BOTH),)
TWO_ZONES = (e.Zone(zone="east", schools=(g.ONE,)), e.Zone(zone="west", schools=(g.TWO,)))
SERVED = date(2020, 8, 18)
"""Six years to the day before the exchange opens."""


def open_(*staff: str, **changes: object) -> c.OpenExchange:
    command = c.OpenExchange(
        exchange="x1", body="bureau", plan=PLAN, zones=ONE_ZONE, staff=staff or ("li", "wang")
    )
    return command.model_copy(update=changes)


def candidate(person: str, *, backbone: bool = False, counted: bool = True) -> e.Candidate:
    return e.Candidate(
        teacher=person, school=g.ONE, unbroken_from_on=SERVED, backbone=backbone, counted=counted
    )


def opened(
    *candidates: e.Candidate, required: int = 1, zones: tuple[e.Zone, ...] = ONE_ZONE
) -> e.ExchangeOpened:
    return e.ExchangeOpened(
        body="bureau",
        plan=PLAN,
        pack_sha256=g.SHA,
        zones=zones,
        staff=20,
        candidates=candidates or (candidate("li"), candidate("wang")),
        required=required,
        on=TODAY,
    )


def way(person: str = "li", **changes: object) -> c.Move:
    there = c.Move(
        teacher=person, to_school=g.TWO, posts=("教学-01",), from_on=TERM, until_on=NEXT_TERM
    )
    return there.model_copy(update=changes)


def propose(person: str = "li") -> c.ProposeMove:
    return c.ProposeMove(exchange="x1", move=way(person))


def another_way(**changes: object) -> c.ProposeMove:
    return c.ProposeMove(exchange="x1", move=way().model_copy(update=changes))


def proposed(
    person: str = "li", *, team: str | None = None, posts: tuple[str, ...] = ("教学-01",)
) -> e.MoveProposed:
    return e.MoveProposed(
        teacher=person,
        from_school=g.ONE,
        to_school=g.TWO,
        posts=posts,
        team=team,
        from_on=TERM,
        until_on=NEXT_TERM,
    )


def agreed(person: str = "li") -> e.MoveAgreed:
    return e.MoveAgreed(teacher=person)


def started(person: str = "li") -> e.ExchangeStarted:
    return e.ExchangeStarted(teacher=person, from_school=g.ONE, to_school=g.TWO, on=TODAY)


def taken(posts: tuple[str, ...] = ("教学-01",), periods_milli: int = 10_000) -> PostTaken:
    return PostTaken(
        round="x1",
        school=g.TWO,
        posts=posts,
        staff_class=StaffClass.TEACHING if periods_milli >= 8_000 else StaffClass.AUXILIARY,
        periods_milli=periods_milli,
        from_on=TERM,
    )


SENT = SentOnExchange(
    exchange="x1", to_school=g.TWO, remote=False, from_on=TERM, until_on=NEXT_TERM
)
GUEST = GuestReceived(person="li", exchange="x1", until_on=NEXT_TERM)
GONE = TeacherExited(ground=ExitGround.RESIGNATION, on=august(1))
START = c.StartExchange(exchange="x1", teacher="li")


def people(scenario: Scenario, *, joined_on: date = SERVED) -> Scenario:
    for person in ("li", "wang"):
        scenario = scenario.given(f"teacher:{person}", g.teacher(g.ONE, joined_on=joined_on))
    return scenario


def past(*events: e.ExchangeEvent, zones: tuple[e.Zone, ...] = ONE_ZONE) -> Scenario:
    return people(g.district()).given(STREAM, opened(zones=zones), *events)
