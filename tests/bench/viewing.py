"""P4, P6: building the views, and asking them about the past."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import create_engine

from domain.kernel import DomainEvent
from domain.teacher.events import TeacherRegistered, TeacherTransferred
from projections.feed import FeedItem, Page
from projections.views import Views
from tests.bench.appending import Library, saves
from tests.bench.figures import Pace, at_most, compare, in_turns
from tests.support.office import NOON, Office

PEOPLE = 3000


def rebuild(ours: Office, library: Library, events: int) -> None:
    """Print P4."""

    def mine() -> int:
        engine = create_engine("sqlite://")
        Views(engine).catch_up(ours.ledger)
        engine.dispose()
        return events

    saves(library, 100, 100)

    def theirs() -> int:
        start, done = 1, 0
        while page := library.recorder.select_notifications(start, 1000):
            done += len([library.mapper.to_domain_event(each) for each in page])
            start = page[-1].id + 1
        return done

    runs = 5 if events <= 200_000 else 1
    name = "P4 rebuild of all views ÷ the library's log read"
    compare(name, *in_turns(mine, theirs, runs=runs), 1.0, "events a second")


class Career:
    """A feed of people who are registered once and then move from school to school."""

    def __init__(self, events: int) -> None:
        self._events = events

    def after(self, index: int, limit: int, topics: frozenset[str]) -> Page | None:
        last = min(index + limit, self._events - 1)
        if index >= last:
            return None
        items = [self._item(each) for each in range(index + 1, last + 1)]
        return Page([item for item in items if item.event.TOPIC in topics], last)

    def _item(self, index: int) -> FeedItem:
        person, turn = index % PEOPLE, index // PEOPLE
        on = date(2026, 8, 18) + timedelta(days=turn)
        event: DomainEvent
        if turn == 0:
            event = TeacherRegistered(
                school="s0", service_started_on=on, joined_school_on=on, subject=None
            )
        else:
            places = (f"s{turn - 1}", f"s{turn}")
            event = TeacherTransferred(from_school=places[0], to_school=places[1], round="r", on=on)
        at = NOON + timedelta(days=turn)
        return FeedItem(index, 0, f"a{index}", at, f"teacher:p{person}", turn + 1, event)


def past(events: int, folder: Path) -> None:
    """Print P6: the roster halfway through the log against the roster now."""
    engine = create_engine(f"sqlite:///{folder}/views.db")
    views = Views(engine)
    views.catch_up(Career(events))
    pairs = [_now_and_at(views, index) for index in _moments(events)]
    engine.dispose()
    worst = max(now.rate / then.rate for now, then in pairs)
    at_most(f"P6 roster as of a checkpoint ÷ now, {events:,} events", worst, 2)


def _now_and_at(views: Views, index: int) -> tuple[Pace, Pace]:
    return in_turns(lambda: len(views.roster()), lambda: len(views.roster(index=index)))


def _moments(events: int) -> tuple[int, ...]:
    return (events // 4 + 1, events // 2 - 1, events * 3 // 4 + 2)
