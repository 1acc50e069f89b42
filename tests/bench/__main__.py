"""Prints each figure beside the eventsourcing library's own, median of five runs."""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from statistics import median
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from sqlalchemy import create_engine

from audit.format import ed25519
from audit.format.tree import leaf_hash
from audit.format.verify import LedgerVerifier
from domain.kernel import Command
from domain.mandate.commands import RegisterBody
from domain.mandate.events import BodyKind
from domain.mandate.signing import Mandated
from projections.views import Views
from tests.support.office import Office, signer

RUNS = 5
MOST_STORED = 2.0
_number = count()


class Thing(Aggregate):
    """The library's own way: an aggregate with one kind of event."""

    @event("Told")
    def tell(self, other: str, relation: str) -> None:
        self.last = (other, relation)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=100_000)
    events = parser.parse_args().events
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"median of {RUNS}; bulk figures over {events} events\n")
    with tempfile.TemporaryDirectory() as folder:
        ours = Office.at(f"sqlite:///{folder}/ledger.db", Path(folder)).founded()
        actor = ours.root
        library = Application[UUID](
            {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": f"{folder}/library.db"}
        )
        single(ours, actor, library)
        bulk(ours, actor, library)
        fill(ours, actor, events)
        whole(ours)
        rebuild(ours, library)
        stored(ours, Path(folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory, whole run: {peak:.0f} MiB at its peak (P7: verify alone within 300 MiB)")


def commands(number: int) -> list[Command]:
    """Return facts on new streams, as the library's new aggregates are."""
    return [
        RegisterBody(body=f"x{next(_number)}", kind=BodyKind.TOWN_OFFICE, name="镇教办")
        for _ in range(number)
    ]


def rate(run: Callable[[], int]) -> float:
    """Return how many of what ``run`` counts are done in a second, median of five."""
    rates = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        done = run()
        rates.append(done / (time.perf_counter() - begin))
    return median(rates)


def told(name: str, ours: float, theirs: float, target: float, unit: str) -> None:
    ratio = ours / theirs
    verdict = "reached" if ratio >= target else "SHORT"
    print(
        f"{name}: {ours:,.0f} to {theirs:,.0f} {unit}; ratio {ratio:.2f}, target {target} {verdict}"
    )


def saves(library: Application[UUID], batches: int, size: int) -> int:
    for _ in range(batches):
        thing = Thing()
        for _ in range(size - 1):
            thing.tell("x", "亲属")
        library.save(thing)
    return batches * size


def acts(ours: Office, actor: Mandated, batches: int, size: int) -> int:
    for _ in range(batches):
        ours.act_all(commands(size), actor)
    return batches * size


def single(ours: Office, actor: Mandated, library: Application[UUID]) -> None:
    mine = rate(lambda: acts(ours, actor, 200, 1))
    theirs = rate(lambda: saves(library, 200, 1))
    told("P1 one signed act ÷ one plain save", mine, theirs, 0.8, "a second")


def bulk(ours: Office, actor: Mandated, library: Application[UUID]) -> None:
    mine = rate(lambda: acts(ours, actor, 10, 100))
    theirs = rate(lambda: saves(library, 10, 100))
    told("P2 acts of 100 events ÷ saves of 100", mine, theirs, 1.0, "events a second")


def fill(ours: Office, actor: Mandated, events: int) -> None:
    for _ in range(events // 100):
        ours.act_all(commands(100), actor)


def whole(ours: Office) -> None:
    rows = list(ours.ledger.entries())
    bodies = [body for row in rows for body in row.bodies]

    def verify() -> int:
        verifier = LedgerVerifier(ours.ledger.origin)
        for row in rows:
            verifier.add(row.data, row.bodies)
        report = verifier.finish()
        assert report.sound
        return report.events

    mine, theirs = rate(verify), rate(lambda: len([leaf_hash(body) for body in bodies]))
    told("P3 full verification ÷ plain leaf hashing", mine, theirs, 0.15, "events a second")
    key, message = signer("root"), hashlib.sha256(b"x").digest()
    signature = key.sign(message).value
    singles = [row for row in rows[1:] if len(row.bodies) == 1]

    def raw() -> int:
        return sum(ed25519.verify(key.public, signature, message) for _ in range(2000))

    def verify_singles() -> int:
        verifier = LedgerVerifier(ours.ledger.origin)
        for row in rows[:1]:
            verifier.add(row.data, row.bodies)
        for row in singles:
            verifier.add(row.data, row.bodies)
        verifier.finish()
        return len(singles)

    cores = os.cpu_count() or 1
    told(
        "P3 acts of one event ÷ raw signatures × cores",
        rate(verify_singles),
        rate(raw) * cores,
        0.8,
        "a second",
    )


def rebuild(ours: Office, library: Application[UUID]) -> None:
    size = ours.ledger.size()

    def mine() -> int:
        engine = create_engine("sqlite://")
        Views(engine).catch_up(ours.ledger)
        engine.dispose()
        return sum(len(row.bodies) for row in ours.ledger.entries(size))

    saves(library, 100, 100)

    def theirs() -> int:
        start, done = 1, 0
        while page := library.recorder.select_notifications(start, 1000):
            done += len([library.mapper.to_domain_event(each) for each in page])
            start = page[-1].id + 1
        return done

    told(
        "P4 rebuild of all views ÷ the library's log read",
        rate(mine),
        rate(theirs),
        1.0,
        "events a second",
    )


def stored(ours: Office, folder: Path) -> None:
    ours.engine.dispose()
    size = sum(file.stat().st_size for file in folder.glob("ledger.db*"))
    bodies: Sequence[int] = [len(body) for row in ours.ledger.entries() for body in row.bodies]
    ratio = size / sum(bodies)
    verdict = "reached" if ratio <= MOST_STORED else "SHORT"
    print(f"P8 bytes stored ÷ body bytes: {ratio:.2f}, target at most {MOST_STORED} {verdict}")


if __name__ == "__main__":
    main()
