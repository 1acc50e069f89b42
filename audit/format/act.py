"""Acts: one decision, as its signers saw it."""

from __future__ import annotations

import re
from binascii import a2b_base64
from dataclasses import dataclass
from typing import NamedTuple

from audit.format import plain
from audit.format.body import NONCE_SIZE
from audit.format.dsse import pre_auth
from audit.format.encoding import HASH_SIZE, b64, exactly, field, unb64
from audit.format.errors import MalformedError
from audit.format.restricted_json import decode, encode

VERSION = 1
PAYLOAD_TYPE = "application/vnd.gongxin.act+json;v=1"
MAX_EVENTS = 1000
MAX_ACTORS = 100
SELF_ROLE = "self"
_FIELDS = frozenset(
    ("v", "log", "act", "at", "actors", "basis", "pack", "cause", "summary", "events", "nonce")
)
_ACTOR = frozenset(("person", "role", "body", "mandate"))
_BASIS = frozenset(("size", "root"))
_AT = re.compile(
    r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z"
)
_ACT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def _actor_of(text: str) -> str:
    return rf'\{{"body":"{text}","mandate":"{text}","person":"{text}","role":"{text}"\}}'


_TEXT, _HASH = plain.TEXT, plain.HASH
_PLAIN_ACTOR = re.compile(_actor_of(rf"({_TEXT})"))
_PLAIN_ACT = re.compile(
    rf'\{{"act":"({_TEXT})","actors":\[({_actor_of(_TEXT)}(?:,{_actor_of(_TEXT)})*)\],'
    rf'"at":"({_TEXT})","basis":\{{"root":"({_HASH})","size":({plain.NATURAL})\}},'
    rf'"cause":(?:null|"({_TEXT})"),"events":\["({_HASH}(?:","{_HASH})*)"\],'
    rf'"log":"({_TEXT})","nonce":"({plain.NONCE})","pack":(?:null|"({_HASH})"),'
    rf'"summary":"({_HASH})","v":1\}}'
)


class Actor(NamedTuple):
    """Who acts, and by which mandate. Role ``self`` has neither body nor mandate."""

    person: str
    role: str
    body: str
    mandate: str


class Basis(NamedTuple):
    """Size and root of the checkpoint that the signers had before them."""

    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class Act:
    """What is signed. ``at`` is the signers' claim; ``events`` are event hashes in order."""

    log: str
    act: str
    at: str
    actors: tuple[Actor, ...]
    basis: Basis
    summary: bytes
    events: tuple[bytes, ...]
    nonce: bytes
    pack: bytes | None = None
    cause: str | None = None

    def to_bytes(self) -> bytes:
        """Return the bytes to sign and store."""
        return encode(
            {
                "v": VERSION,
                "log": self.log,
                "act": self.act,
                "at": self.at,
                "actors": [
                    {"person": a.person, "role": a.role, "body": a.body, "mandate": a.mandate}
                    for a in self.actors
                ],
                "basis": {"size": self.basis.size, "root": b64(self.basis.root)},
                "pack": None if self.pack is None else b64(self.pack),
                "cause": self.cause,
                "summary": b64(self.summary),
                "events": [b64(each) for each in self.events],
                "nonce": b64(self.nonce),
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Act:
        """Return the act that ``data`` spells.

        Raises:
            MalformedError: Not an act in its one spelling.
        """
        act = read_plainly(data) or read_in_full(data)
        if not (_ACT.fullmatch(act.act) and _AT.fullmatch(act.at)):
            raise MalformedError("an act's id or time is not well written")
        if act.cause is not None and not _ACT.fullmatch(act.cause):
            raise MalformedError("an act's cause is not the id of an act")
        if act.basis.size < 0:
            raise MalformedError("an act rests on a negative size")
        if not 1 <= len(act.events) <= MAX_EVENTS or not 1 <= len(act.actors) <= MAX_ACTORS:
            raise MalformedError("an act has too few or too many events or actors")
        return act


def read_in_full(data: bytes) -> Act:
    """Return the act that JSON spells, whatever its shape; ids and limits are not yet checked.

    Raises:
        MalformedError: Not restricted JSON, or not the fields of an act.
    """
    document = exactly(decode(data), _FIELDS, "an act")
    if field(document, "v", int) != VERSION:
        raise MalformedError("an act of an unknown version")
    basis = exactly(document["basis"], _BASIS, "a basis")
    return Act(
        log=field(document, "log", str),
        act=field(document, "act", str),
        at=field(document, "at", str),
        actors=tuple(_actor(each) for each in field(document, "actors", list)),
        basis=Basis(
            size=field(basis, "size", int),
            root=unb64(field(basis, "root", str), size=HASH_SIZE),
        ),
        summary=unb64(field(document, "summary", str), size=HASH_SIZE),
        events=tuple(_hash(each) for each in field(document, "events", list)),
        nonce=unb64(field(document, "nonce", str), size=NONCE_SIZE),
        pack=None if document["pack"] is None else _hash(document["pack"]),
        cause=None if document["cause"] is None else field(document, "cause", str),
    )


def read_plainly(data: bytes) -> Act | None:
    """Return what ``read_in_full`` would, where the act is in its usual shape."""
    found = _PLAIN_ACT.fullmatch(data.decode("ascii")) if data.isascii() else None
    if found is None:
        return None
    act, actors, at, root, size, cause, events, log, nonce, pack, summary = found.groups()
    people = _PLAIN_ACTOR.findall(actors)
    return Act(
        log=log,
        act=act,
        at=at,
        actors=tuple(Actor(person, role, body, mandate) for body, mandate, person, role in people),
        basis=Basis(int(size), a2b_base64(root)),
        summary=a2b_base64(summary),
        events=tuple(map(a2b_base64, events.split('","'))),
        nonce=a2b_base64(nonce),
        pack=None if pack is None else a2b_base64(pack),
        cause=cause,
    )


def signing_bytes(act: bytes) -> bytes:
    """Return what signatures of an act are made over: its pre-authentication encoding."""
    return pre_auth(PAYLOAD_TYPE, act)


def _actor(document: object) -> Actor:
    found = exactly(document, _ACTOR, "an actor")
    return Actor(
        person=field(found, "person", str),
        role=field(found, "role", str),
        body=field(found, "body", str),
        mandate=field(found, "mandate", str),
    )


def _hash(value: object) -> bytes:
    if not isinstance(value, str):
        raise MalformedError("a hash is not text")
    return unb64(value, size=HASH_SIZE)
