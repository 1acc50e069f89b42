"""Acts: one decision, as its signers saw it."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z"
)
_ACT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and by which mandate. Role ``self`` has neither body nor mandate."""

    person: str
    role: str
    body: str
    mandate: str


@dataclass(frozen=True, slots=True)
class Basis:
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
        document = exactly(decode(data), _FIELDS, "an act")
        if field(document, "v", int) != VERSION:
            raise MalformedError("an act of an unknown version")
        basis = exactly(document["basis"], _BASIS, "a basis")
        act = cls(
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
        if not (_ACT.fullmatch(act.act) and _AT.fullmatch(act.at)):
            raise MalformedError("an act's id or time is not well written")
        if act.cause is not None and not _ACT.fullmatch(act.cause):
            raise MalformedError("an act's cause is not the id of an act")
        if act.basis.size < 0:
            raise MalformedError("an act rests on a negative size")
        if not 1 <= len(act.events) <= MAX_EVENTS or not 1 <= len(act.actors) <= MAX_ACTORS:
            raise MalformedError("an act has too few or too many events or actors")
        return act


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
