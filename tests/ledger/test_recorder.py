"""The recorder passes the eventsourcing library's own cases, on both databases."""

from __future__ import annotations

import unittest
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from eventsourcing.tests.persistence import (
    AggregateRecorderTestCase,
    ApplicationRecorderTestCase,
)

from adapters.ledger.database import open_engine
from adapters.ledger.recorder import SqlAggregateRecorder, SqlApplicationRecorder
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
