"""A source of events that stops whoever reads it for too long."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.replay.source import Place, Source, StoredAct


class TooLongError(Exception):
    """Raised when the time for an answer is over."""


class Limit:
    """Until when somebody may read, by ``time.monotonic``; once closed, no longer at all."""

    def __init__(self) -> None:
        self._ends, self._closed = 0.0, False

    def begin(self, ends: float) -> None:
        """Let somebody read until ``ends``."""
        self._ends = ends

    def close(self) -> None:
        """Let nobody read any more."""
        self._closed = True

    def must_not_be_over(self) -> None:
        """Stop whoever reads beyond the limit.

        Raises:
            TooLongError: The time is over.
        """
        if self._closed or time.monotonic() > self._ends:
            raise TooLongError


@dataclass(frozen=True, slots=True)
class BoundedSource:
    """Passes on what a source answers, as long as its limit lets it.

    Every method that reads raises ``TooLongError`` once the time is over.
    """

    source: Source
    limit: Limit

    @property
    def log(self) -> str:
        return self.source.log

    @property
    def vkey(self) -> str:
        return self.source.vkey

    @property
    def withholds(self) -> bool:
        return self.source.withholds

    def size(self) -> int:
        return self.source.size()

    def note(self) -> bytes:
        return self.source.note()

    def read_node(self, level: int, number: int) -> bytes:
        self.limit.must_not_be_over()
        return self.source.read_node(level, number)

    def act(self, index: int) -> StoredAct:
        self.limit.must_not_be_over()
        return self.source.act(index)

    def acts(self) -> Iterator[StoredAct]:
        for each in self.source.acts():
            self.limit.must_not_be_over()
            yield each

    def stream(self, name: str) -> Sequence[Place]:
        self.limit.must_not_be_over()
        return self.source.stream(name)

    def naming(self, stream: str) -> Sequence[Place]:
        self.limit.must_not_be_over()
        return self.source.naming(stream)

    def index_of(self, act: str) -> int | None:
        return self.source.index_of(act)
