"""The recorder passes the eventsourcing library's own cases, on both databases."""

from __future__ import annotations

import time
import unittest
from collections.abc import Iterator
from threading import Event, Thread

import pytest
import sqlalchemy as sa
from eventsourcing.persistence import StoredEvent
from eventsourcing.tests.persistence import (
    AggregateRecorderTestCase,
    ApplicationRecorderTestCase,
)

from adapters.ledger.database import open_engine
from adapters.ledger.recorder import SqlAggregateRecorder, SqlApplicationRecorder
from adapters.ledger.subscription import PAGE
from adapters.ledger.tables import create_tables


def cases(base: type) -> list[str]:
    return sorted(name for name in dir(base) if name.startswith("test_"))


def run_case(base: type, name: str, recorder: object) -> None:
    """Run one case of the library against a recorder."""

    class Case(base):  # type: ignore[misc]
        def create_recorder(self, *_: object, **__: object) -> object:
            return recorder

        def runTest(self) -> None:  # noqa: N802 - unittest's name
            getattr(self, name)()

    result = unittest.TestResult()
    Case().run(result)
    problems = [text for _, text in (*result.errors, *result.failures)]
    assert problems == []
    if result.skipped:
        pytest.skip(result.skipped[0][1])


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    """An engine that keeps no connection: the library's threads outlive their test."""
    on_sqlite = database_url.startswith("sqlite")
    engine = (
        open_engine(database_url)
        if on_sqlite
        else sa.create_engine(database_url, poolclass=sa.NullPool)
    )
    with engine.begin() as connection:
        create_tables(connection)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("name", cases(AggregateRecorderTestCase))
def test_the_aggregate_cases_pass(engine: sa.Engine, name: str) -> None:
    run_case(AggregateRecorderTestCase, name, SqlAggregateRecorder(engine, uuids=True))


@pytest.mark.parametrize("name", cases(ApplicationRecorderTestCase))
def test_the_application_cases_pass(engine: sa.Engine, name: str) -> None:
    run_case(ApplicationRecorderTestCase, name, SqlApplicationRecorder(engine, uuids=True))


def test_the_library_s_case_of_subscriptions_passes(engine: sa.Engine) -> None:
    """Its SQLite module leaves this one out: it has no subscriptions."""
    recorder = SqlApplicationRecorder(engine, uuids=True)
    run_case(ApplicationRecorderTestCase, "optional_test_insert_subscribe", recorder)


def test_a_subscriber_who_waits_gets_what_comes_and_is_woken_to_end(engine: sa.Engine) -> None:
    recorder = SqlApplicationRecorder(engine)
    seen: list[tuple[int, bytes]] = []
    first = Event()
    subscription = recorder.subscribe(topics=("kept",))

    def follow() -> None:
        with subscription:
            for each in subscription:
                seen.append((each.id, each.state))
                first.set()

    reader = Thread(target=follow)
    reader.start()
    for version in range(1, PAGE + 3):
        topic = "kept" if version % 2 else "left out"
        recorder.insert_events([StoredEvent("s", version, topic, b"%d" % version)])
    assert first.wait(20)
    deadline = time.monotonic() + 20
    while len(seen) < PAGE // 2 + 1 and time.monotonic() < deadline:
        time.sleep(0.01)
    subscription.stop()
    reader.join(20)
    assert not reader.is_alive()
    assert seen == [(n, b"%d" % n) for n in range(1, PAGE + 3, 2)]
