"""States of streams, folded once and kept, and what a decision reads of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from adapters.ledger.act_recorder import ActRecorder
from adapters.ledger.mapper import event_of
from audit.format.act import Act
from audit.format.entry import Entry
from audit.format.tree import leaf_hash
from domain.catalog import evolve
from domain.kernel import Aggregate, Decision, stream_of
from domain.mandate.signing import DUTIES

A = TypeVar("A", bound=Aggregate)
MOST_STREAMS = 20_000


@dataclass(slots=True)
class Stream:
    """What a stream has come to, and the hash of its last event."""

    position: int = 0
    head: bytes | None = None
    state: Aggregate | None = None
    signings: dict[str, frozenset[str]] = field(default_factory=dict)
    seen_size: int = 0
    """Size of the log when the stream was last compared with the store."""


class StreamCache:
    """Folded streams, the least recently used forgotten first."""

    def __init__(self, recorder: ActRecorder) -> None:
        self._recorder = recorder
        self._streams: OrderedDict[str, Stream] = OrderedDict()

    def load(self, name: str, size: int) -> Stream:
        """Return a stream as of the log's ``size``, reading only what is new."""
        stream = self._streams.get(name)
        if stream is None:
            stream = self._streams[name] = Stream()
            if len(self._streams) > MOST_STREAMS:
                self._streams.popitem(last=False)
        self._streams.move_to_end(name)
        if stream.seen_size != size:
            self._catch_up(name, stream)
            stream.seen_size = size
        return stream

    def forget(self) -> None:
        """Drop everything, so that it is read again."""
        self._streams.clear()

    def _catch_up(self, name: str, stream: Stream) -> None:
        rows = self._recorder.stream(name, after=stream.position)
        for row in rows:
            stream.state = evolve(name, stream.state, event_of(row.topic, row.state))
            stream.position, stream.head = row.originator_version, leaf_hash(row.state)
        weighty = [row for row in rows if row.topic in DUTIES]
        entries = self._recorder.entries_of([row.id for row in weighty])
        for row, data in zip(weighty, entries, strict=True):
            actors = Act.from_bytes(Entry.from_bytes(data).act).actors
            known = stream.signings.get(row.topic, frozenset())
            stream.signings[row.topic] = known | {actor.person for actor in actors}


class LedgerStates:
    """States as a decision reads them; remembers at which position each was read.

    What the decision itself brings about is laid over the stored states, so that a later
    command of the same act sees the effect of an earlier one.
    """

    def __init__(self, cache: StreamCache, size: int) -> None:
        self._cache = cache
        self.size = size
        self.reads: dict[str, int] = {}
        self._overlay: dict[str, Aggregate] = {}

    def find(self, kind: type[A], key: str) -> A | None:
        """Return the state of a stream, or ``None`` where it has no event."""
        name = stream_of(kind, key)
        state = self._overlay.get(name) or self.stream(name).state
        return cast("A | None", state)

    def body_of(self, stream: str) -> str:
        """Return the id of the body whose matter the stream is."""
        state = self._overlay.get(stream) or self.stream(stream).state
        return "" if state is None else state.body

    def signings(self, stream: str) -> Mapping[str, frozenset[str]]:
        """Return who signed acts with weighty topics in the stream, by topic."""
        return self.stream(stream).signings

    def stream(self, name: str) -> Stream:
        """Return the stored stream, and remember that it was read."""
        stream = self._cache.load(name, self.size)
        self.reads[name] = stream.position
        return stream

    def apply(self, decision: Decision) -> None:
        """Lay the events of a decision over the stored states."""
        for recorded in decision:
            before = self._overlay.get(recorded.stream) or self.stream(recorded.stream).state
            self._overlay[recorded.stream] = evolve(recorded.stream, before, recorded.event)
