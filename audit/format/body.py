"""Event bodies: one business fact at its place in a stream."""

from __future__ import annotations

import hashlib
import re
from binascii import a2b_base64
from dataclasses import dataclass
from typing import NamedTuple

from audit.format import plain
from audit.format.encoding import HASH_SIZE, b64, exactly, field, unb64
from audit.format.errors import MalformedError
from audit.format.restricted_json import JsonValue, decode, encode

VERSION = 1
NONCE_SIZE = 16
SALT_SIZE = 32
_FIELDS = frozenset(
    ("v", "log", "act", "n", "stream", "position", "prev", "topic", "data", "pii", "files", "nonce")
)
_PII = frozenset(("path", "subject", "commitment"))
_FILES = frozenset(("name", "sha256", "size", "keeper"))
_STREAM = re.compile(r"[a-z][a-z-]{0,39}:[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
_TOPIC = re.compile(r"[a-z]+(?:-[a-z]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*\.v[1-9][0-9]*")
_PLAIN_BODY = re.compile(
    rf'\{{"act":"({plain.TEXT})","data":(\{{.*\}}),"files":\[\],"log":"({plain.TEXT})"'
    rf',"n":({plain.NATURAL}),"nonce":"{plain.NONCE}","pii":\[\]'
    rf',"position":({plain.NATURAL}),"prev":(?:null|"({plain.HASH})")'
    rf',"stream":"({_STREAM.pattern})","topic":"({_TOPIC.pattern})","v":1\}}'
)
COMMIT_PREFIX = b"gongxin/commit/v1\n"


@dataclass(frozen=True, slots=True)
class Commitment:
    """Says that a personal value was there, without the value."""

    path: str
    subject: str
    commitment: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the event refers to by hash, and who keeps it."""

    name: str
    sha256: str
    size: int
    keeper: str


class Place(NamedTuple):
    """Where a body says that it belongs, and what it is about; see ``EventBody``."""

    log: str
    act: str
    n: int
    stream: str
    position: int
    prev: bytes | None
    topic: str
    pii: tuple[Commitment, ...] = ()


@dataclass(frozen=True, slots=True)
class EventBody:
    """What is hashed and stored of one event. ``prev`` is ``None`` for the first of a stream."""

    log: str
    act: str
    n: int
    stream: str
    position: int
    prev: bytes | None
    topic: str
    data: dict[str, JsonValue]
    nonce: bytes
    pii: tuple[Commitment, ...] = ()
    files: tuple[Attachment, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the bytes to store. Their leaf hash is the event's hash."""
        return encode(
            {
                "v": VERSION,
                "log": self.log,
                "act": self.act,
                "n": self.n,
                "stream": self.stream,
                "position": self.position,
                "prev": None if self.prev is None else b64(self.prev),
                "topic": self.topic,
                "data": self.data,
                "pii": [
                    {"path": c.path, "subject": c.subject, "commitment": b64(c.commitment)}
                    for c in self.pii
                ],
                "files": [
                    {"name": f.name, "sha256": f.sha256, "size": f.size, "keeper": f.keeper}
                    for f in self.files
                ],
                "nonce": b64(self.nonce),
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> EventBody:
        """Return the body that ``data`` spells.

        Raises:
            MalformedError: Not an event body in its one spelling.
        """
        document = exactly(decode(data), _FIELDS, "an event body")
        if field(document, "v", int) != VERSION:
            raise MalformedError("an event body of an unknown version")
        prev = document["prev"]
        body = cls(
            log=field(document, "log", str),
            act=field(document, "act", str),
            n=field(document, "n", int),
            stream=field(document, "stream", str),
            position=field(document, "position", int),
            prev=None if prev is None else unb64(field(document, "prev", str), size=HASH_SIZE),
            topic=field(document, "topic", str),
            data=field(document, "data", dict),
            nonce=unb64(field(document, "nonce", str), size=NONCE_SIZE),
            pii=tuple(_commitment(each) for each in field(document, "pii", list)),
            files=tuple(_attachment(each) for each in field(document, "files", list)),
        )
        if not (_STREAM.fullmatch(body.stream) and _TOPIC.fullmatch(body.topic)):
            raise MalformedError("a stream or topic is not well named")
        if body.n < 0 or not _follows(body.position, body.prev):
            raise MalformedError("position and prev of an event body do not fit")
        return body

    @property
    def place(self) -> Place:
        """Where the body belongs."""
        return Place(
            self.log,
            self.act,
            self.n,
            self.stream,
            self.position,
            self.prev,
            self.topic,
            self.pii,
        )


def place_of(data: bytes) -> Place:
    """Return where the body that ``data`` spells belongs, and make sure of all its spelling.

    Raises:
        MalformedError: Not an event body in its one spelling.
    """
    return plain_place_of(data) or EventBody.from_bytes(data).place


def plain_place_of(data: bytes) -> Place | None:
    """Return the place of a body in its usual shape: flat facts, no personal data, no files."""
    try:
        found = _PLAIN_BODY.fullmatch(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    if found is None:
        return None
    act, facts, log, number, position, prev, stream, topic = found.groups()
    before = None if prev is None else a2b_base64(prev)
    if not (_follows(int(position), before) and plain.is_flat(facts)):
        return None
    return Place(log, act, int(number), stream, int(position), before, topic)


def _follows(position: int, prev: bytes | None) -> bool:
    """Tell whether there is an event before this one exactly where its position says so."""
    return position >= 1 and (position == 1) == (prev is None)


def commit(salt: bytes, path: str, value: JsonValue) -> bytes:
    """Return the commitment to a personal value; ``salt`` is 32 random bytes."""
    return hashlib.sha256(COMMIT_PREFIX + encode([b64(salt), path, value])).digest()


def _commitment(document: object) -> Commitment:
    found = exactly(document, _PII, "a commitment")
    return Commitment(
        path=field(found, "path", str),
        subject=field(found, "subject", str),
        commitment=unb64(field(found, "commitment", str), size=HASH_SIZE),
    )


def _attachment(document: object) -> Attachment:
    found = exactly(document, _FILES, "an attachment")
    return Attachment(
        name=field(found, "name", str),
        sha256=field(found, "sha256", str),
        size=field(found, "size", int),
        keeper=field(found, "keeper", str),
    )
