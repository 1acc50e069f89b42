"""States folded out of genuine events, as of any place in the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol, TypeVar, cast

from audit.format.body import place_of
from audit.format.errors import AuditError, MalformedError
from audit.format.verify import Withheld
from audit.replay.authenticity import Authenticity
from audit.replay.events import Logged
from audit.replay.source import Place, Source, body_at
from domain.catalog import evolve
from domain.kernel import Aggregate, Recorded, stream_of
from domain.signers import REMEMBERED

A = TypeVar("A", bound=Aggregate)
INCOMPLETE = (AssertionError, KeyError)
"""What the rules raise over states that no ledger comes to: where events were left out."""
_REMEMBERED = 100_000


class AssertionsOffError(AuditError):
    """Raised when Python runs without assertions, so that incomplete states go unnoticed."""


def assertions_must_be_on(*, on: bool = __debug__) -> None:
    """Refuse to replay where the rules would not notice that something is missing.

    Raises:
        AssertionsOffError: Python runs with ``-O``.
    """
    if not on:
        told = "python -O leaves out checks that a replay rests on; run without -O"
        raise AssertionsOffError(f"{told} 请勿使用 python -O 运行重放")


def folded(stream: str, state: Aggregate | None, event: Logged | Recorded) -> Aggregate | None:
    """Return the state after an event; unchanged where what the event builds on was left out."""
    try:
        return evolve(stream, state, event.event)
    except INCOMPLETE:
        return state


@dataclass(slots=True)
class _Stream:
    places: list[Place]
    read: int = 0
    state: Aggregate | None = None
    signings: dict[str, frozenset[str]] = field(default_factory=dict)


class RecordedStates:
    """The states that the recorded events come to, up to a place that only moves forward."""

    def __init__(self, source: Source, authenticity: Authenticity) -> None:
        assertions_must_be_on()
        self._source = source
        self._authenticity = authenticity
        self._streams: dict[str, _Stream] = {}
        self._at = lru_cache(_REMEMBERED)(self._event_at)

    def state(self, stream: str, before: Place) -> Aggregate | None:
        """Return the state of a stream by the events before a place."""
        return self._up_to(stream, before).state

    def signings(self, stream: str, before: Place) -> Mapping[str, frozenset[str]]:
        """Return who signed acts with weighty topics in the stream, by topic."""
        return self._up_to(stream, before).signings

    def naming(self, stream: str, kind: str, before: Place) -> Sequence[str]:
        """Return the streams of a kind with a genuine event before a place that names one."""
        found: dict[str, None] = {}
        for place in self._source.naming(stream):
            name = self._stream_at(place) if place < before else ""
            if name.startswith(f"{kind}:") and name not in found and self._at(place) is not None:
                found[name] = None
        return tuple(found)

    def _stream_at(self, place: Place) -> str:
        """Return the stream that a body says it belongs to, not yet believed."""
        body = body_at(self._source, place)
        if body is None or isinstance(body, Withheld):
            return ""
        try:
            return place_of(body).stream
        except MalformedError:
            return ""

    def event(self, place: Place) -> Logged | None:
        """Return the genuine event at a place, or ``None`` where there is none."""
        return self._at(place)

    def events(self, places: Iterable[Place]) -> list[Logged]:
        """Return the genuine events among those at the places."""
        found = (self._at(place) for place in places)
        return [each for each in found if each is not None]

    def _up_to(self, name: str, before: Place) -> _Stream:
        stream = self._streams.get(name)
        if stream is None:
            stream = self._streams[name] = _Stream(list(self._source.stream(name)))
        if stream.read and stream.places[stream.read - 1] >= before:
            stream.read, stream.state, stream.signings = 0, None, {}
        while stream.read < len(stream.places) and stream.places[stream.read] < before:
            self._take(name, stream, stream.places[stream.read])
            stream.read += 1
        return stream

    def _take(self, name: str, stream: _Stream, place: Place) -> None:
        event = self._at(place)
        if event is None:
            return
        stream.state = folded(name, stream.state, event)
        if event.event.TOPIC in REMEMBERED:
            signers = self._authenticity.check(place.index).signers
            known = stream.signings.get(event.event.TOPIC, frozenset())
            persons = {signer.actor.person for signer in signers}
            stream.signings[event.event.TOPIC] = known | persons

    def _event_at(self, place: Place) -> Logged | None:
        checked = self._authenticity.check(place.index)
        return next((each for each in checked.events if each.place == place), None)


class History(Protocol):
    """States by the recorded events, as of a place."""

    def state(self, stream: str, before: Place) -> Aggregate | None:
        """Return the state of a stream by the events before a place."""
        ...

    def signings(self, stream: str, before: Place) -> Mapping[str, frozenset[str]]:
        """Return who signed acts with weighty topics in the stream, by topic."""
        ...

    def naming(self, stream: str, kind: str, before: Place) -> Sequence[str]:
        """Return the streams of a kind with an event before a place that names one."""
        ...


class SuppositionalStates:
    """States for one decision: the recorded ones, and over them those that a rerun came to.

    Implements ``domain.kernel.States``. ``reads`` tells which streams were looked at.
    """

    def __init__(
        self, recorded: History, before: Place, over: Mapping[str, Aggregate | None]
    ) -> None:
        self._recorded = recorded
        self._before = before
        self._over = over
        self.own: dict[str, Aggregate | None] = {}
        """What the commands of this act brought about so far."""
        self.reads: dict[str, None] = {}

    def find(self, kind: type[A], key: str) -> A | None:
        """Return the state of a stream, or ``None`` where it has no event."""
        return cast("A | None", self.state(stream_of(kind, key)))

    def body_of(self, stream: str) -> str:
        """Return the id of the body whose matter the stream is."""
        state = self.state(stream)
        return "" if state is None else state.body

    def signings(self, stream: str) -> Mapping[str, frozenset[str]]:
        """Return who signed acts with weighty topics in the stream, by topic."""
        self.reads[stream] = None
        return self._recorded.signings(stream, Place(self._before.index, 0))

    def naming(self, stream: str, kind: str) -> Sequence[str]:
        """Return the streams of a kind with an event before this one that names ``stream``."""
        return self._recorded.naming(stream, kind, self._before)

    def state(self, stream: str) -> Aggregate | None:
        """Return the state of a stream by its name."""
        self.reads[stream] = None
        for laid_over in (self.own, self._over):
            if stream in laid_over:
                return laid_over[stream]
        return self._recorded.state(stream, self._before)

    def apply(self, events: Iterable[Logged | Recorded]) -> None:
        """Lay events over the states."""
        for each in events:
            self.own[each.stream] = folded(each.stream, self.state(each.stream), each)
