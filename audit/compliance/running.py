"""States as history goes on: every stream folded act by act, the busy ones held in memory."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from audit.replay.authenticity import Authenticity
from audit.replay.causes import streams_named
from audit.replay.checked_act import CheckedAct
from audit.replay.events import Logged
from audit.replay.folding import RecordedStates, folded
from audit.replay.source import Place, Source
from domain.kernel import Aggregate
from domain.signers import REMEMBERED

HELD = 20_000
"""Streams that are held; one that comes back later is folded again from its events."""
_NAMING = frozenset({"teacher", "plan"})
_BITS = 1 << 26
_PROBES = 4


class _Seen:
    """Which streams there were, in a fixed space: may name one too many, never one too few."""

    def __init__(self) -> None:
        self._bits = bytearray(_BITS // 8)
        self._any = False

    def add(self, stream: str) -> None:
        self._any = True
        for bit in _bits_of(stream):
            self._bits[bit >> 3] |= 1 << (bit & 7)

    def __contains__(self, stream: str) -> bool:
        return self._any and all(self._bits[bit >> 3] >> (bit & 7) & 1 for bit in _bits_of(stream))


def _bits_of(stream: str) -> Iterator[int]:
    digest = hashlib.blake2b(stream.encode(), digest_size=4 * _PROBES).digest()
    for start in range(0, len(digest), 4):
        yield int.from_bytes(digest[start : start + 4], "big") % _BITS


@dataclass(slots=True)
class _Stream:
    state: Aggregate | None = None
    signings: dict[str, frozenset[str]] = field(default_factory=dict)


class RunningStates(Mapping[str, Aggregate | None]):
    """Implements ``audit.replay.folding.History`` for a walk from the first act to the last.

    As a mapping it gives the state of every stream that has had an event.
    """

    def __init__(self, source: Source, authenticity: Authenticity, *, held: int = HELD) -> None:
        self._source, self._authenticity, self._most = source, authenticity, held
        self._streams: OrderedDict[str, _Stream] = OrderedDict()
        self._gone = _Seen()
        self._naming: dict[tuple[str, str], dict[str, None]] = {}
        self._now = Place(0, 0)

    def __getitem__(self, stream: str) -> Aggregate | None:
        found = self._find(stream)
        if found is None:
            raise KeyError(stream)
        return found.state

    def __iter__(self) -> Iterator[str]:
        return iter(self._streams)

    def __len__(self) -> int:
        return len(self._streams)

    def state(self, stream: str, before: Place) -> Aggregate | None:  # noqa: ARG002 - the walk knows
        return self.get(stream)

    def signings(self, stream: str, before: Place) -> Mapping[str, frozenset[str]]:  # noqa: ARG002 - as above
        found = self._find(stream)
        return {} if found is None else found.signings

    def naming(self, stream: str, kind: str, before: Place) -> Sequence[str]:  # noqa: ARG002 - as above
        return tuple(self._naming.get((stream, kind), ()))

    def take(self, checked: CheckedAct) -> None:
        """Go on by one act."""
        persons = frozenset(signer.actor.person for signer in checked.signers)
        for each in checked.events:
            stream = self._find(each.stream) or self._hold(each.stream, _Stream())
            stream.state = folded(each.stream, stream.state, each)
            self._name(each)
            topic = each.event.TOPIC
            if topic in REMEMBERED:
                stream.signings[topic] = stream.signings.get(topic, frozenset()) | persons
        self._now = Place(checked.index + 1, 0)
        while len(self._streams) > self._most:
            gone, _ = self._streams.popitem(last=False)
            self._gone.add(gone)

    def _find(self, stream: str) -> _Stream | None:
        found = self._streams.get(stream)
        if found is not None:
            self._streams.move_to_end(stream)
            return found
        return self._folded_again(stream) if stream in self._gone else None

    def _folded_again(self, stream: str) -> _Stream | None:
        past = RecordedStates(self._source, self._authenticity)
        state = past.state(stream, self._now)
        if state is None:
            return None
        return self._hold(stream, _Stream(state, dict(past.signings(stream, self._now))))

    def _hold(self, name: str, stream: _Stream) -> _Stream:
        self._streams[name] = stream
        return stream

    def _name(self, event: Logged) -> None:
        """Remember which teachers and plans are of which school."""
        kind = event.stream.partition(":")[0]
        if kind in _NAMING:
            for name in streams_named(event.stream, event.data):
                if name.startswith("school:"):
                    self._naming.setdefault((name, kind), {})[event.stream] = None
