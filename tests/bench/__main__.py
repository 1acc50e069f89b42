"""Prints each figure of the design beside its yardstick, median of five runs."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from pathlib import Path

from tests.bench import appending, http, verifying, viewing
from tests.bench.figures import RUNS, at_most
from tests.support.office import Office

BATCH = 100


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=100_000)
    events = parser.parse_args().events
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"median of {RUNS}; bulk figures over {events:,} events\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = Office.at(f"sqlite:///{folder}/ledger.db", folder).founded()
        library = appending.library_at(
            {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": f"{folder}/library.db"}
        )
        appending.on_sqlite(ours, library)
        appending.acts(ours, events // BATCH, BATCH)
        verifying.rates(folder)
        viewing.rebuild(ours, library, events)
        viewing.past(events, folder)
        verifying.memory(folder)
        stored(ours, folder)
        library.close()
    appending.on_postgres()
    http.main()


def stored(ours: Office, folder: Path) -> None:
    """Print P8."""
    ours.engine.dispose()
    size = sum(file.stat().st_size for file in folder.glob("ledger.db*"))
    bodies = sum(len(body) for row in ours.ledger.entries() for body in row.bodies)
    at_most("P8 bytes stored ÷ body bytes", size / bodies, 2.0)


if __name__ == "__main__":
    main()
