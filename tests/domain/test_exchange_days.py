"""The days of an exchange: those that were agreed to, and none beyond the end of service."""

from __future__ import annotations

from datetime import date, timedelta

from domain.exchange import commands as c
from domain.exchange import errors
from domain.exchange.events import EndGround
from domain.protection.events import TermToRetirementRequested
from domain.teacher.events import SentOnExchange
from domain.teacher.state import Teacher
from tests.domain.exchange_given import (
    NEXT_TERM,
    START,
    TERM,
    agreed,
    past,
    propose,
    proposed,
)
from tests.domain.planning_given import noon
from tests.support.desk import Desk


def sent(day: date) -> SentOnExchange:
    """Start an agreed exchange on a day; return what her file says of it."""
    events = past(proposed(), agreed()).when(START, at=noon(day)).decision()
    (found,) = (each.event for each in events if isinstance(each.event, SentOnExchange))
    return found


def test_whoever_is_sent_ahead_of_the_term_serves_there_from_the_day_agreed_to() -> None:
    assert sent(TERM - timedelta(days=14)).from_on == TERM
    assert sent(TERM + timedelta(days=3)).from_on == TERM + timedelta(days=3)


def test_whoever_is_called_back_before_the_term_never_served_there() -> None:
    desk = Desk(noon(TERM - timedelta(days=14)))
    for stream, event in past(proposed(), agreed()).history:
        desk.given(stream, event)
    early = c.EndExchange(
        exchange="x1", teacher="li", ground=EndGround.EARLY, reason="受援学校撤并"
    )
    desk.do(START, early)
    teacher = desk.find(Teacher, "li")
    assert teacher is not None
    (stay,) = teacher.exchanges_served
    assert (stay.from_on, stay.until_on) == (TERM, TERM)


def test_nobody_is_sent_for_longer_than_to_a_day_of_retirement_that_the_file_knows() -> None:
    """Shows service_must_last."""
    day = NEXT_TERM - timedelta(days=1)
    retires = past().given("teacher:li", TermToRetirementRequested(until_on=day, on=TERM))
    retires.when(propose()).then_refused(errors.RetirementError, retires_on=day.isoformat())
    on_its_last_day = TermToRetirementRequested(until_on=NEXT_TERM, on=TERM)
    assert past().given("teacher:li", on_its_last_day).when(propose()).decision()
