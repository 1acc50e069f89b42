"""P3, P7: the verifier's rate beside bare hashing and bare signatures, and its memory."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from adapters.ledger.rows import EntryRow
from audit.format import ed25519
from audit.format.tree import leaf_hash
from audit.format.verify import LedgerVerifier
from audit.format.workers import Workers, cores
from tests.bench.appending import acts
from tests.bench.figures import at_least, at_most, rate
from tests.support.office import ORIGIN, Office, signer


def rates(folder: Path) -> None:
    """Print P3, over ledgers small enough to be held in memory.

    The workers are started before the clock is: a log for which they pay takes far longer.
    """
    many, one = _rows(folder / "many", 200, 100), _rows(folder / "one", 3000, 1)
    with Workers(cores()) as workers:
        _rates(many, one, workers)


def _rates(many: Sequence[EntryRow], one: Sequence[EntryRow], workers: Workers) -> None:
    bodies = [body for row in many for body in row.bodies]
    mine, theirs = (
        rate(lambda: _verify(many, workers)),
        rate(lambda: len([leaf_hash(b) for b in bodies])),
    )
    at_least("P3 acts of 100 events ÷ plain leaf hashing", mine, theirs, 0.15, "events a second")
    key, message = signer("root"), hashlib.sha256(b"x").digest()
    signature, public = key.sign(message).value, key.public

    def bare() -> int:
        return sum(ed25519.verify(public, signature, message) for _ in range(3000))

    mine, theirs = rate(lambda: _verify(one, workers)), rate(bare) * cores()
    at_least("P3 acts of one event ÷ bare signatures × cores", mine, theirs, 0.8, "a second")


def _rows(folder: Path, batches: int, size: int) -> list[EntryRow]:
    folder.mkdir()
    ours = Office.at(f"sqlite:///{folder}/ledger.db", folder).founded()
    acts(ours, batches, size)
    rows = list(ours.ledger.entries())
    ours.engine.dispose()
    return rows


def _verify(rows: Sequence[EntryRow], workers: Workers) -> int:
    verifier = LedgerVerifier(ORIGIN)
    for _ in verifier.check(((row.data, row.bodies) for row in rows), workers=workers):
        pass
    report = verifier.finish()
    assert report.sound
    return report.events


def memory(folder: Path) -> None:
    """Print P7: another process verifies the whole ledger and tells its peak, workers and all."""
    command = [sys.executable, "-m", "tests.bench.verifying", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    events, mebibytes = done.stdout.split()
    at_most(f"P7 memory of verify over {int(events):,} events", float(mebibytes), 300, " MiB")


def main() -> None:
    """Verify the ledger in a folder; print its events and the peak of all processes in MiB."""
    folder = Path(sys.argv[1])
    peaks = [0]

    def look(done: int, size: int) -> None:
        if done == size:
            peaks.append(_peak_of_children())

    report = Office.at(f"sqlite:///{folder}/ledger.db", folder).ledger.verify(progress=look)
    assert report.sound
    print(report.events, (_peak_of("self") + max(peaks)) / 1024)


def _peak_of_children() -> int:
    """Return the KiB that this process's children took at most, each, added up."""
    total = 0
    for file in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            if _fields(file)["PPid"] == str(os.getpid()):
                total += _peak_of(file.parent.name)
    return total


def _peak_of(process: str) -> int:
    """Return the KiB that a process took at most since its program began.

    What ``getrusage`` tells begins with what the program that started it took.
    """
    fields = _fields(Path("/proc") / process / "status")
    return int(fields.get("VmHWM", fields["VmRSS"]).split()[0])


def _fields(status: Path) -> dict[str, str]:
    return dict(line.split(":\t", 1) for line in status.read_text().splitlines())


if __name__ == "__main__":
    main()
