"""How figures are taken and told."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple

RUNS = 5


class Pace(NamedTuple):
    """How many are done in a second, and the seconds of this process's cores that each takes."""

    rate: float
    cpu: float


def rate(run: Callable[[], int], *, runs: int = RUNS) -> float:
    """Return how many of what ``run`` counts are done in a second, median of the runs."""
    return _median([_once(run) for _ in range(runs)]).rate


def in_turns(
    mine: Callable[[], int], theirs: Callable[[], int], *, runs: int = RUNS
) -> tuple[Pace, Pace]:
    """Return the paces of both, medians of runs that take turns: both meet the same machine."""
    pairs = [(_once(mine), _once(theirs)) for _ in range(runs)]
    ours, yardstick = zip(*pairs, strict=True)
    return _median(ours), _median(yardstick)


def _once(run: Callable[[], int]) -> Pace:
    gc.collect()  # nobody pays for what the other left behind
    begin, busy = time.perf_counter(), time.process_time()
    done = run()
    return Pace(done / (time.perf_counter() - begin), (time.process_time() - busy) / done)


def _median(paces: Sequence[Pace]) -> Pace:
    return Pace(median(each.rate for each in paces), median(each.cpu for each in paces))


def compare(name: str, ours: Pace, theirs: Pace, target: float, unit: str) -> None:
    """Print the ratio of rates, and what each takes of the processor: the disk is in one only."""
    at_least(name, ours.rate, theirs.rate, target, unit)
    print(
        f"   processor time {ours.cpu * 1e6:,.1f} to {theirs.cpu * 1e6:,.1f} µs;"
        f" ratio {theirs.cpu / ours.cpu:.2f}"
    )


def at_least(name: str, ours: float, theirs: float, target: float, unit: str) -> None:
    """Print a ratio that should not be below its target."""
    ratio = ours / theirs
    verdict = "reached" if ratio >= target else "SHORT"
    print(
        f"{name}: {ours:,.0f} to {theirs:,.0f} {unit};"
        f" ratio {ratio:.2f}, target at least {target} {verdict}"
    )


def at_most(name: str, found: float, target: float, unit: str = "") -> None:
    """Print a figure that should not be above its target."""
    verdict = "reached" if found <= target else "SHORT"
    print(f"{name}: {found:,.2f}{unit}, target at most {target:g}{unit} {verdict}")
