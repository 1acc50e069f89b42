"""Where events come from: a live ledger, or an exported bundle alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from audit.format.body import EventBody
from audit.format.errors import MalformedError
from audit.format.verify import Body, Withheld
from audit.replay.causes import CONTESTED

_CONCERNED = ("teacher", "bidder", "appraisee")


class EventUnknownError(Exception):
    """Raised when nothing in the log has the name that was asked for."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an event stands in the log: index of its act, number in the act."""

    index: int
    n: int


@dataclass(frozen=True, slots=True)
class StoredAct:
    """An act as it is stored, not yet believed: the entry and its event bodies."""

    index: int
    entry: bytes
    bodies: tuple[Body, ...]


class Source(Protocol):
    """Reads a log by index, by stream, by act id, and by what an event names.

    Every answer is taken from what is stored, so each must be checked against signatures
    and tree by whoever asks. Reads must cost what they return, not what the log holds.
    """

    @property
    def log(self) -> str:
        """Origin of the log."""
        ...

    @property
    def vkey(self) -> str:
        """Verifier key of the log, as the source has it."""
        ...

    @property
    def withholds(self) -> bool:
        """Whether some event bodies are kept from this reader."""
        ...

    def size(self) -> int:
        """Return the number of acts."""
        ...

    def note(self) -> bytes:
        """Return the signed checkpoint of the log at its size."""
        ...

    def read_node(self, level: int, number: int) -> bytes:
        """Return a node of the tree (see ``audit.format.tree.ReadNode``)."""
        ...

    def act(self, index: int) -> StoredAct:
        """Return the act at an index below the size."""
        ...

    def acts(self) -> Iterator[StoredAct]:
        """Yield all acts in order."""
        ...

    def stream(self, name: str) -> Sequence[Place]:
        """Return the places of a stream's events, in order; empty where there is none."""
        ...

    def naming(self, stream: str) -> Sequence[Place]:
        """Return the places of events in other streams that name this one (``causes``)."""
        ...

    def index_of(self, act: str) -> int | None:
        """Return the index of an act by its id."""
        ...


def place_of(source: Source, name: str) -> Place:
    """Return the place of the event that a person named.

    ``name`` is ``stream#position``, an act's id, ``act#n`` with ``n`` from 0, or ``index#n``.
    The name of a case's stream stands for the decision that the case is about: the last one
    about the complainant in the contested stream before the case came in.

    Raises:
        EventUnknownError: There is no such event.
    """
    if ":" in name and "#" not in name:
        return _contested(source, name)
    head, _, tail = name.rpartition("#") if "#" in name else (name, "", "0")
    if not tail.isdigit():
        raise EventUnknownError(f"{name}: the part after # is a number 井号后应为数字")
    number = int(tail)
    if ":" in head:
        return _at_position(source, head, number)
    index = int(head) if head.isdigit() else source.index_of(head)
    if index is None or index >= source.size():
        raise EventUnknownError(f"{name}: no such act in the log 台账中没有该文书")
    if number >= len(source.act(index).bodies):
        raise EventUnknownError(f"{name}: the act has fewer events 该文书没有这么多事件")
    return Place(index, number)


def _contested(source: Source, case: str) -> Place:
    places = source.stream(case)
    received = _body(source, places[0]) if places else None
    contested = received.data.get(CONTESTED) if received is not None else None
    if received is None or not isinstance(contested, str):
        raise EventUnknownError(
            f"{case}: no case that contests a decision; name an event"
            " 没有针对某项决定的该案件，请写明事件"
        )
    earlier = [each for each in source.stream(contested) if each < places[0]]
    complainant = received.data.get("complainant")
    for place in reversed(earlier):
        body = _body(source, place)
        if body is not None and complainant in (body.data.get(name) for name in _CONCERNED):
            return place
    if not earlier:
        raise EventUnknownError(
            f"{case}: nothing was decided in {contested} before it 此前没有作出任何决定"
        )
    return earlier[-1]


def _body(source: Source, place: Place) -> EventBody | None:
    return _read(body_at(source, place))


def _at_position(source: Source, stream: str, position: int) -> Place:
    """Return the place of a stream's event; earlier ones may be withheld from this reader."""
    for place in reversed(source.stream(stream)[:position]):
        if position_of(body_at(source, place), position) == position:
            return place
    raise EventUnknownError(f"{stream}#{position}: no such event here 没有该事件，或未向本人公开")


def body_at(source: Source, place: Place) -> Body | None:
    """Return the body stored at a place; ``None`` where the act has fewer."""
    bodies = source.act(place.index).bodies
    return bodies[place.n] if place.n < len(bodies) else None


def position_of(body: Body | None, otherwise: int) -> int:
    """Return an event's position in its stream; ``otherwise`` where it cannot be read."""
    read = _read(body)
    return otherwise if read is None else read.position


def _read(body: Body | None) -> EventBody | None:
    if body is None or isinstance(body, Withheld):
        return None
    try:
        return EventBody.from_bytes(body)
    except MalformedError:
        return None
