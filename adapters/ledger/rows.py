"""What goes into the store, and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from eventsourcing.persistence import StoredEvent

from adapters.vault.vault import Secret


@dataclass(frozen=True, slots=True)
class SealedAct:
    """What is stored of an act beside its entry.

    ``reads`` gives, for every stream that the decision rests on, the position at which it
    was read; ``size`` is the size of the log then.
    """

    events: tuple[StoredEvent, ...]
    secrets: tuple[tuple[Secret, str], ...]
    erased: tuple[str, ...]
    reads: Mapping[str, int]
    size: int
    gives: tuple[str, ...] = ()
    """Names that nobody may have given before: see ``adapters.ledger.given``."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Where an act is: the tree that ends with it, and its path to that tree's root.

    The last leaf's siblings are the subtrees that were complete before it, smallest first.
    """

    size: int
    root: bytes
    path: tuple[bytes, ...]
    last_event: int
    """Id of the act's last event."""


class EventRow(NamedTuple):
    """An event as stored; ``id`` numbers the events of the whole log from 1."""

    id: int
    stream: str
    position: int
    topic: str
    body: bytes


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry and the bodies of its events, as stored."""

    index: int
    data: bytes
    first_event: int
    bodies: tuple[bytes, ...]
