"""One round, played once; and the demo's year, played once."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.ledger.database import open_engine
from api.composition import Services, create_home, open_home
from api.demo.cast import Cast, DemoClock
from api.demo.files import Files
from api.demo.town import TownYear
from api.show import play
from tests.replay.matters import World, town_of_offices, year_of_staff
from tests.replay.town import Round
from tests.support.office import Office


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Round]:
    """The whole round in a ledger. Read it; do not go on with it."""
    folder = tmp_path_factory.mktemp("round")
    office = Office.at(f"sqlite:///{folder / 'ledger.db'}", folder)
    yield Round(office).whole()
    office.engine.dispose()


@pytest.fixture(scope="session")
def source(played: Round, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedgerSource]:
    """The ledger of the round as a source of events."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('causes') / 'causes.db'}")
    yield LedgerSource(played.office.ledger, CauseIndex(engine))
    engine.dispose()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Round]:
    """A round that a test plays by itself."""
    office = Office.at(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path)
    yield Round(office)
    office.engine.dispose()


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the demo's whole year in it."""
    home, clock = tmp_path_factory.mktemp("town") / "home", DemoClock()
    create_home(home, "gongxin.example/yunxi")
    files = Files.read(Path(str(resources.files("adapters.sample") / "town")))
    with open_home(home, clock=clock) as services:
        year = TownYear(Cast(services, clock), files)
        play(year.steps(), clock, lambda _done, _all: None)
    return home


@pytest.fixture(scope="session")
def demo(demo_home: Path) -> Iterator[Services]:
    """The demo's services."""
    with open_home(demo_home) as services:
        yield services


@pytest.fixture(scope="session")
def demo_source(demo: Services) -> Iterator[LedgerSource]:
    """The demo's ledger as a source of events."""
    engine = open_engine(f"sqlite:///{demo.home / 'causes.db'}")
    yield LedgerSource(demo.ledger, CauseIndex(engine))
    engine.dispose()


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A town with all its matters of office. Read it; do not go on with it."""
    world = town_of_offices(tmp_path_factory.mktemp("offices"))
    yield world
    world.office.engine.dispose()


@pytest.fixture(scope="session")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A year of quota, grades, intake, exchange and protection. Read it; do not go on with it."""
    world = year_of_staff(tmp_path_factory.mktemp("staff"))
    yield world
    world.office.engine.dispose()
