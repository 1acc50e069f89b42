"""The ledger as projections see it: whole acts, in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.kernel import DomainEvent


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An event, its place, and the act around it."""

    index: int
    n: int
    act: str
    at: datetime
    stream: str
    position: int
    event: DomainEvent
    kids: frozenset[str] = frozenset()
    """Ids of the keys that signed the act; for events that are judged by them."""

    @property
    def key(self) -> str:
        """The stream's key: the person, school or round that it is about."""
        return self.stream.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries' events, to be gone through once: they are read on the way.

    ``last_index`` is the last entry read, also if it had none.
    """

    items: Iterable[FeedItem]
    last_index: int


class Feed(Protocol):
    """The ledger, page by page."""

    def after(self, index: int, limit: int, topics: frozenset[str]) -> Page | None:
        """Return up to ``limit`` whole entries after ``index``; ``None`` at the end.

        Only events of the given topics are in the page.
        """
        ...
