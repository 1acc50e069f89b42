"""How figures are taken and told."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

RUNS = 5


def rate(run: Callable[[], int], *, runs: int = RUNS) -> float:
    """Return how many of what ``run`` counts are done in a second, median of the runs."""
    rates = []
    for _ in range(runs):
        begin = time.perf_counter()
        done = run()
        rates.append(done / (time.perf_counter() - begin))
    return median(rates)


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
