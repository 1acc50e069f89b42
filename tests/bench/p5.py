"""Prints P5: the replay of one contested decision, in a small log and in a large one.

Both logs hold the same round; the large one holds other people's matters as well. Prints
beside it how long a full compliance run takes over each, and the memory that it needs: in a
process of its own, ``python -m tests.bench.p5 --inspect FOLDER``.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.ledger.database import open_engine
from audit.compliance.inspection import inspect
from audit.replay.case import Verdict, replay
from audit.replay.source import place_of
from domain.kernel import Command
from domain.mandate.commands import RegisterBody
from domain.mandate.events import BodyKind
from tests.replay.replayed import name_of
from tests.replay.town import Round
from tests.support.office import Office

RUNS = 5
BATCH = 900
MOST = 1.5


@dataclass
class Log:
    """A log with a round in it, and other people's matters before and after."""

    folder: Path
    office: Office
    index: CauseIndex
    event: str

    def replay(self) -> float:
        """Return the time of one replay that has read nothing before, in seconds."""
        began = time.perf_counter()
        source = LedgerSource(self.office.ledger, self.index)
        found = replay(source, place_of(source, self.event))
        took = time.perf_counter() - began
        assert found.verdict is Verdict.UPHOLD
        return took


def main() -> None:
    """Measure and print. Runs in the two logs take turns, so that both meet the same machine."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--inspect", type=Path, help="inspect the log in this folder, and no more")
    sizes = parser.parse_args()
    if sizes.inspect is not None:
        inspected(sizes.inspect)
        return
    with tempfile.TemporaryDirectory() as name:
        small = log_of(Path(name) / "small", sizes.small)
        large = log_of(Path(name) / "large", sizes.events)
        pairs = [(small.replay(), large.replay()) for _ in range(RUNS)]
        for log in (small, large):
            log.office.engine.dispose()
            compliance(log.folder)
    base, many = (median(times) for times in zip(*pairs, strict=True))
    for events, took in ((sizes.small, base), (sizes.events, many)):
        print(f"{events:>9} events: one replay {took * 1000:.1f} ms")
    ratio = median(b / a for a, b in pairs)
    good = "reached" if ratio <= MOST else "MISSED"
    print(f"P5 replay at {sizes.events} ÷ at {sizes.small} events: {ratio:.2f} (≤ {MOST}) {good}")


def log_of(folder: Path, events: int) -> Log:
    """Return a log with that many other events, half of them before the round."""
    folder.mkdir()
    began = time.perf_counter()
    office = Office.at(f"sqlite:///{folder / 'ledger.db'}", folder)
    round_ = Round(office)
    round_.prepare()
    fill(office, 0, events // 2)
    round_.plan()
    round_.bid()
    round_.score()
    round_.select()
    round_.finish()
    fill(office, events // 2, events)
    made = time.perf_counter()
    index = index_in(folder)
    source = LedgerSource(office.ledger, index)
    took = time.perf_counter() - made
    print(f"{events:>9} events: log made in {made - began:.1f} s, index of causes in {took:.1f} s")
    return Log(folder, office, index, name_of(source, "recruitment.offer-accepted", teacher="a1"))


def index_in(folder: Path) -> CauseIndex:
    """Return the index of causes that is kept in a folder."""
    return CauseIndex(open_engine(f"sqlite:///{folder / 'causes.db'}"))


def compliance(folder: Path) -> None:
    """Print what another process tells of a full inspection."""
    command = [sys.executable, "-m", "tests.bench.p5", "--inspect", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    print(done.stdout, end="")


def inspected(folder: Path) -> None:
    """Inspect the log in a folder; print how many decisions, the time, and the peak of memory."""
    office = Office.at(f"sqlite:///{folder / 'ledger.db'}", folder)
    began = time.perf_counter()
    found = inspect(LedgerSource(office.ledger, index_in(folder)))
    took = time.perf_counter() - began
    assert found.recorded == 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{found.decisions:>9} decisions: full compliance run {took:.1f} s"
        f" ({found.decisions / took:,.0f} a second), peak {peak} MiB"
    )


def fill(office: Office, start: int, end: int) -> None:
    """Record matters of other people."""
    for first in range(start, end, BATCH):
        office.act_all(others(first, min(first + BATCH, end)), office.root)


def others(start: int, end: int) -> list[Command]:
    """Return matters of other people."""
    return [
        RegisterBody(body=f"x-{number}", kind=BodyKind.TOWN_OFFICE, name=f"办公室{number}")
        for number in range(start, end)
    ]


if __name__ == "__main__":
    main()
