"""What an entry and its bodies say by themselves, whatever stands before them in the log.

Reading needs no history, so it can be done in any order and in any process. The verifier
(``verify.py``) then follows the readings in the order of the log.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from audit.format import suites
from audit.format.act import Act, Actor, Basis, signing_bytes
from audit.format.body import Commitment, EventBody, Place, place_of
from audit.format.encoding import b64
from audit.format.entry import Entry
from audit.format.errors import MalformedError
from audit.format.standing import TOPICS, Told, beijing_date
from audit.format.times import number_of
from audit.format.tree import leaf_hash

NO_BASIS = Basis(0, b"")


@dataclass(frozen=True, slots=True)
class Withheld:
    """A body that this reader may not see, by its hash."""

    hash: bytes


Body = bytes | Withheld
PublicKeys = Mapping[str, bytes]
"""Public keys by key id."""


Link = tuple[str, bytes, bytes]
"""A stream, the head of it that an event follows, and the head that the event becomes.

A head is a position in 8 bytes and the hash of the event there; before the first it is empty.
A plain tuple, since there is one for every event of the log.
"""


class Wrong(NamedTuple):
    """What is wrong with a body by itself."""

    code: str
    expected: str
    found: str


class Signed(NamedTuple):
    """A signature; ``good`` is ``None`` where the reader did not know the key."""

    suite: int
    kid: str
    good: bool | None


class Reading(NamedTuple):
    """What the verifier needs of an entry; ``flaw`` says why there is nothing but a leaf."""

    leaf: bytes
    flaw: str = ""
    log: str = ""
    act: str = ""
    at: str = ""
    on: date | None = None
    """The Beijing date of ``at``; ``None`` where there is no such instant."""
    stated: int = 0
    """``at`` as a number, see ``times.py``; 0 where there is no such instant."""
    actors: tuple[Actor, ...] = ()
    basis: Basis = NO_BASIS
    due: int = 0
    """How many bodies the act has; ``given`` is how many there are."""
    given: int = 0
    first_topic: str = ""
    """The topic of event 0; empty where it cannot be read."""
    links: Sequence[Link | Withheld | None] = ()
    """One for each body; ``None`` where it cannot be read."""
    wrong: Mapping[int, Sequence[Wrong]] = {}
    """What is wrong with bodies, by their number."""
    told: Sequence[Told] = ()
    pii: Sequence[tuple[int, Commitment]] = ()
    signatures: Sequence[Signed] = ()


def read_entry(data: bytes, bodies: Sequence[Body], keys: PublicKeys) -> Reading:
    """Return what an entry and the bodies of its events say by themselves.

    ``keys`` are public keys that the log is known to have enrolled; whether they stand is
    for the verifier to say.
    """
    leaf = leaf_hash(data)
    try:
        entry = Entry.from_bytes(data)
        act = Act.from_bytes(entry.act)
    except MalformedError as exc:
        return Reading(leaf, str(exc))
    events, on = _Events(act), _date_of(act)
    for number, (body, signed) in enumerate(zip(bodies, act.events, strict=False)):
        events.read(number, body, signed)
    return Reading(
        leaf=leaf,
        log=act.log,
        act=act.act,
        at=act.at,
        on=on,
        stated=0 if on is None else number_of(act.at),
        actors=act.actors,
        basis=act.basis,
        due=len(act.events),
        given=len(bodies),
        first_topic=events.first_topic,
        links=events.links,
        wrong=events.wrong,
        told=events.told,
        pii=events.pii,
        signatures=judge(entry, keys),
    )


def judge(entry: Entry, keys: PublicKeys) -> tuple[Signed, ...]:
    """Say of each signature whether it is good by the key that it names."""
    message = signing_bytes(entry.act)
    return tuple(
        Signed(
            suite,
            kid,
            suites.verify(suite, keys[kid], value, message) if kid in keys else None,
        )
        for suite, kid, value in entry.signatures
    )


class _Events:
    """Reads the bodies of one act."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self.first_topic = ""
        self.links: list[Link | Withheld | None] = []
        self.wrong: dict[int, list[Wrong]] = {}
        self.told: list[Told] = []
        self.pii: list[tuple[int, Commitment]] = []

    def read(self, number: int, body: Body, signed: bytes) -> None:
        found = body.hash if isinstance(body, Withheld) else leaf_hash(body)
        if found != signed:
            self._wrong(number, "event.hash", b64(signed), b64(found))
        if isinstance(body, Withheld):
            self.links.append(body)
            return
        try:
            place = place_of(body)
        except MalformedError as exc:
            self._wrong(number, "event.malformed", "one well-formed body", str(exc))
            self.links.append(None)
            return
        self._take(number, place, found)
        if place.topic in TOPICS:
            data = EventBody.from_bytes(body).data
            self.told.append(Told(number, place.act, place.stream, place.topic, data))

    def _take(self, number: int, place: Place, found: bytes) -> None:
        log, act, n, stream, position, prev, topic, pii = place
        if n != number or act != self._act.act or log != self._act.log:
            expected = (self._act.log, self._act.act, number)
            self._wrong(number, "event.misplaced", str(expected), str((log, act, n)))
        before = b"" if prev is None else head_of(position - 1, prev)
        self.links.append((stream, before, head_of(position, found)))
        if number == 0:
            self.first_topic = topic
        if pii:
            self.pii.extend((number, each) for each in pii)

    def _wrong(self, number: int, code: str, expected: str, found: str) -> None:
        self.wrong.setdefault(number, []).append(Wrong(code, expected, found))


def head_of(position: int, found: bytes) -> bytes:
    """Return the head of a stream whose last event is at ``position`` with this hash."""
    return position.to_bytes(8, "big") + found


def _date_of(act: Act) -> date | None:
    try:
        return beijing_date(act.at)
    except MalformedError:
        return None
