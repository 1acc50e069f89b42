"""P1, P2, P9: recording acts, beside the library's own save."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from sqlalchemy.engine import make_url

from domain.kernel import Command
from domain.mandate.commands import RegisterBody
from domain.mandate.events import BodyKind
from tests.bench.figures import compare, in_turns
from tests.support import postgres
from tests.support.office import Office

Library = Application[UUID]
_number = count()


class Thing(Aggregate):
    """The library's own way: an aggregate with one kind of event."""

    @event("Told")
    def tell(self, other: str, relation: str) -> None:
        self.last = (other, relation)


def library_at(settings: Mapping[str, str]) -> Library:
    """Return an application of the library over one of its own modules."""
    return Library(dict(settings))


def facts(number: int) -> list[Command]:
    """Return facts on new streams, as the library's new aggregates are."""
    return [
        RegisterBody(body=f"x{next(_number)}", kind=BodyKind.TOWN_OFFICE, name="镇教办")
        for _ in range(number)
    ]


def acts(ours: Office, batches: int, size: int) -> int:
    """Record acts of ``size`` events; return the number of events."""
    for _ in range(batches):
        ours.act_all(facts(size), ours.root)
    return batches * size


def saves(library: Library, batches: int, size: int) -> int:
    """Save aggregates of ``size`` events; return the number of events."""
    for _ in range(batches):
        thing = Thing()
        for _ in range(size - 1):
            thing.tell("x", "亲属")
        library.save(thing)
    return batches * size


def on_sqlite(ours: Office, library: Library) -> None:
    """Print P1 and P2."""
    mine, theirs = in_turns(lambda: acts(ours, 200, 1), lambda: saves(library, 200, 1))
    compare("P1 one signed act ÷ one plain save", mine, theirs, 0.8, "a second")
    mine, theirs = in_turns(lambda: acts(ours, 10, 100), lambda: saves(library, 10, 100))
    compare("P2 acts of 100 events ÷ saves of 100", mine, theirs, 1.0, "events a second")


def on_postgres() -> None:
    """Print P9, or why there is none."""
    if postgres.binaries() is None:
        print("P9: no PostgreSQL server is installed here")
        return
    with postgres.server() as url, tempfile.TemporaryDirectory() as folder:
        place = make_url(url)
        library = library_at(
            {
                "PERSISTENCE_MODULE": "eventsourcing.postgres",
                "POSTGRES_DBNAME": str(place.database),
                "POSTGRES_HOST": str(place.query["host"]),
                "POSTGRES_PORT": "5432",
                "POSTGRES_USER": str(place.username),
                "POSTGRES_PASSWORD": "unused",
            }
        )
        ours = Office.at(url, Path(folder)).founded()
        mine, theirs = in_turns(lambda: acts(ours, 100, 1), lambda: saves(library, 100, 1))
        library.close()
        ours.engine.dispose()
    compare("P9 PostgreSQL, one signed act ÷ one plain save", mine, theirs, 0.8, "a second")
