"""States of streams, folded once and kept, and what a decision reads of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from adapters.ledger import given
from adapters.ledger.act_recorder import ActRecorder
from adapters.ledger.given import Giving
from adapters.ledger.mapper import envelope_of, event_of
from adapters.ledger.rows import EventRow
from audit.format.act import Act
from audit.format.entry import Entry
from audit.format.tree import leaf_hash
from domain.catalog import evolve
from domain.kernel import Aggregate, Decision, DomainEvent, stream_of
from domain.mandate.events import ActConfirmed, KeyRevoked
from domain.mandate.state import Mandates
from domain.signers import DUTIES, REMEMBERED

A = TypeVar("A", bound=Aggregate)
MOST_STREAMS = 20_000
PAGE = 10_000


@dataclass(slots=True)
class Stream:
    """What a stream has come to, and the hash of its last event."""

    position: int = 0
    head: bytes | None = None
    state: Aggregate | None = None
    signings: dict[str, frozenset[str]] = field(default_factory=dict)
    """Who signed acts with weighty topics in the stream, by topic."""
    givings: dict[str, Giving] = field(default_factory=dict)
    """Which act gave each key and mandate of the stream's person, by name."""
    confirmations: dict[str, tuple[Giving, ...]] = field(default_factory=dict)
    """Which acts confirmed an act that a key of the stream's person had made void, by its id."""
    revocations: dict[str, int] = field(default_factory=dict)
    """Index of the act that revoked a key of the stream's person, by its id."""


class StreamCache:
    """Folded streams, all as of one event of the log; the least recently used forgotten first."""

    def __init__(self, recorder: ActRecorder) -> None:
        self._recorder = recorder
        self._streams: OrderedDict[str, Stream] = OrderedDict()
        self._last_event = 0

    def load(self, name: str) -> Stream:
        """Return a stream as of the event up to which all streams were followed."""
        stream = self._streams.get(name)
        if stream is None:
            stream = Stream()
            self._fold(stream, self._recorder.stream(name, until=self._last_event))
            self._streams[name] = stream
            if len(self._streams) > MOST_STREAMS:
                self._streams.popitem(last=False)
        self._streams.move_to_end(name)
        return stream

    def follow(self, last_event: int) -> None:
        """Bring every stream up to an event of the log that others stored."""
        if not self._streams:
            self._last_event = last_event
        while self._last_event < last_event:
            until = min(last_event, self._last_event + PAGE)
            touched: dict[str, list[EventRow]] = {}
            for row in self._recorder.events(after=self._last_event, until=until):
                if row.stream in self._streams:
                    touched.setdefault(row.stream, []).append(row)
            for name, rows in touched.items():
                self._fold(self._streams[name], rows)
            self._last_event = until

    def advance(
        self,
        decision: Decision,
        hashes: Sequence[bytes],
        signers: frozenset[str],
        after: Mapping[str, Aggregate],
        last_event: int,
    ) -> None:
        """Take a decision that was stored just now, if it came right after what is known.

        ``after`` has the states to which it brings its streams.
        """
        if last_event != self._last_event + len(decision):
            return
        for recorded, value in zip(decision, hashes, strict=True):
            stream = self._streams.get(recorded.stream)
            if stream is not None:
                stream.state = after[recorded.stream]
                stream.position, stream.head = stream.position + 1, value
                _sign(stream, recorded.event.TOPIC, signers)
            if recorded.event.TOPIC in given.JUDGED_BY_ACT:
                self._streams.pop(recorded.stream, None)  # to be read with its entry
        self._last_event = last_event

    def _fold(self, stream: Stream, rows: Sequence[EventRow]) -> None:
        for row in rows:
            event = event_of(envelope_of(row.body))
            stream.state = evolve(row.stream, stream.state, event)
            stream.position, stream.head = row.position, leaf_hash(row.body)
            if event.TOPIC in given.JUDGED_BY_ACT:
                giving = Giving.of(*self._recorder.entries_of([row.id])[0])
                _judge(stream, event, giving)
                _sign(stream, row.topic, frozenset(giving.persons))
        weighty = [row for row in rows if row.topic in DUTIES]
        if not weighty:
            return
        entries = self._recorder.entries_of([row.id for row in weighty])
        for row, (_, data) in zip(weighty, entries, strict=True):
            actors = Act.from_bytes(Entry.from_bytes(data).act).actors
            _sign(stream, row.topic, frozenset(actor.person for actor in actors))


def _judge(stream: Stream, event: DomainEvent, giving: Giving) -> None:
    name = given.name_of(event)
    if name is not None:
        stream.givings[name] = giving
    elif isinstance(event, ActConfirmed):
        before = stream.confirmations.get(event.act, ())
        stream.confirmations[event.act] = (*before, giving)
    elif isinstance(event, KeyRevoked):
        stream.revocations[event.kid] = giving.index


def _sign(stream: Stream, topic: str, signers: frozenset[str]) -> None:
    if topic in REMEMBERED:
        stream.signings[topic] = stream.signings.get(topic, frozenset()) | signers


class LedgerStates:
    """States as a decision reads them; remembers at which position each was read.

    What the decision itself brings about is laid over the stored states, so that a later
    command of the same act sees the effect of an earlier one.
    """

    def __init__(self, cache: StreamCache) -> None:
        self._cache = cache
        self.reads: dict[str, int] = {}
        self.after: dict[str, Aggregate] = {}
        """The states of the streams that the decision itself moves on."""
        self._streams: dict[str, Stream] = {}

    def find(self, kind: type[A], key: str) -> A | None:
        """Return the state of a stream, or ``None`` where it has no event."""
        name = stream_of(kind, key)
        state = self.after.get(name) or self.stream(name).state
        return cast("A | None", state)

    def body_of(self, stream: str) -> str:
        """Return the id of the body whose matter the stream is."""
        state = self.after.get(stream) or self.stream(stream).state
        return "" if state is None else state.body

    def signings(self, stream: str) -> Mapping[str, frozenset[str]]:
        """Return who signed acts with weighty topics in the stream, by topic."""
        return self.stream(stream).signings

    def stream(self, name: str) -> Stream:
        """Return the stored stream, and remember at which position it was first read."""
        stream = self._streams.get(name)
        if stream is None:
            stream = self._streams[name] = self._cache.load(name)
            self.reads[name] = stream.position
        return stream

    def is_void(self, person: str, name: str) -> bool:
        """Tell whether a person's key or mandate was given by an act that is void.

        Whose keys signed that act is read as well, so that the store refuses what is drafted
        before one of them is revoked and recorded after.
        """
        giving = self.stream(stream_of(Mandates, person)).givings.get(name)
        return giving is not None and any(
            not self._is_confirmed(blamed, giving) for blamed in self._blamed(giving)
        )

    def _blamed(self, giving: Giving) -> list[str]:
        """Return whose keys, void for the act, signed it."""
        people = [(each, self.find(Mandates, each)) for each in giving.persons]
        return [
            each
            for each, person in people
            if person is not None and person.is_void(giving.kids, giving.index)
        ]

    def _is_confirmed(self, blamed: str, giving: Giving) -> bool:
        """Tell whether an act was confirmed since the key was revoked, by no void key (SPEC §7)."""
        stream = self.stream(stream_of(Mandates, blamed))
        revoked = [stream.revocations[kid] for kid in giving.kids if kid in stream.revocations]
        return bool(revoked) and any(
            each.index > max(revoked) and not self._blamed(each)
            for each in stream.confirmations.get(giving.act, ())
        )

    def apply(self, decision: Decision) -> None:
        """Lay the events of a decision over the stored states."""
        for recorded in decision:
            before = self.after.get(recorded.stream) or self.stream(recorded.stream).state
            self.after[recorded.stream] = evolve(recorded.stream, before, recorded.event)
