"""Databases: every test of the store runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.support import postgres
from tests.support.office import Office


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server, the one named by the environment or a private one."""
    given = os.environ.get(postgres.URL_VARIABLE)
    if given:
        yield given
    elif postgres.binaries() is None:
        pytest.skip("no PostgreSQL server is installed")
    else:
        with postgres.server() as url:
            yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    server_url = request.getfixturevalue("postgres_url")
    name = f"t{uuid.uuid4().hex}"
    admin = sa.create_engine(server_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield sa.make_url(server_url).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture
def open_office(database_url: str, tmp_path: Path) -> Iterator[Callable[[], Office]]:
    """Open the same ledger as often as asked."""
    opened: list[Office] = []

    def open_() -> Office:
        opened.append(Office.at(database_url, tmp_path))
        return opened[-1]

    yield open_
    for office in opened:
        office.engine.dispose()


@pytest.fixture
def office(open_office: Callable[[], Office]) -> Office:
    """A founded ledger with its people."""
    return open_office().founded()
