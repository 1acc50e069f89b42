"""Counters of the server, in the text format of Prometheus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(slots=True)
class Histogram:
    """Counts of what lay below each bound, and the sum."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    total: float = 0.0

    def add(self, value: float) -> None:
        """Take one observation."""
        place = next((n for n, bound in enumerate(BOUNDS) if value <= bound), len(BOUNDS))
        self.counts[place] += 1
        self.total += value

    def lines(self, name: str) -> Iterator[str]:
        """Yield the lines of this histogram."""
        below = 0
        for bound, count in zip(BOUNDS, self.counts, strict=False):
            below += count
            yield f'{name}_bucket{{le="{bound:g}"}} {below}'
        whole = below + self.counts[-1]
        yield f'{name}_bucket{{le="+Inf"}} {whole}'
        yield f"{name}_sum {self.total:.6f}"
        yield f"{name}_count {whole}"


@dataclass(slots=True)
class Metrics:
    """What the server has done since it started. Names routes, never ids."""

    requests: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    seconds: Histogram = field(default_factory=Histogram)
    commit_seconds: Histogram = field(default_factory=Histogram)
    acts: int = 0
    batches: int = 0
    log_size: int = 0
    views_size: int = 0
    waiting: int = 0
    drafts: int = 0
    sessions: int = 0

    def text(self) -> str:
        """Return all counters."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield "# TYPE gongxin_requests_total counter"
        for (method, route, status), count in sorted(self.requests.items()):
            labels = f'method="{method}",route="{route}",status="{status}"'
            yield f"gongxin_requests_total{{{labels}}} {count}"
        yield "# TYPE gongxin_request_seconds histogram"
        yield from self.seconds.lines("gongxin_request_seconds")
        yield "# TYPE gongxin_commit_seconds histogram"
        yield from self.commit_seconds.lines("gongxin_commit_seconds")
        for name, value in (("acts", self.acts), ("batches", self.batches)):
            yield f"# TYPE gongxin_{name}_total counter"
            yield f"gongxin_{name}_total {value}"
        for name, value in (
            ("log_size", self.log_size),
            ("views_lag", max(0, self.log_size - self.views_size)),
            ("acts_waiting", self.waiting),
            ("drafts_open", self.drafts),
            ("sessions_open", self.sessions),
        ):
            yield f"# TYPE gongxin_{name} gauge"
            yield f"gongxin_{name} {value}"
