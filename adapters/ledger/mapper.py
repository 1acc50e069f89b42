"""Between events of the domain and bytes of the store, through the closed catalogue."""

from __future__ import annotations

from datetime import datetime

import msgspec
from pydantic import ValidationError

from adapters.ledger.errors import CorruptStoreError
from audit.format.entry import Entry
from audit.format.errors import MalformedError
from audit.format.restricted_json import JsonValue
from domain.catalog import EVENT_TYPES
from domain.kernel import DomainEvent


class Envelope(msgspec.Struct):
    """What readers of the store want of a body. Whoever verifies reads all of it."""

    stream: str
    position: int
    topic: str
    data: msgspec.Raw


class ActHead(msgspec.Struct):
    """What readers of the store want of an act."""

    act: str
    at: datetime


_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, TypeError)
"""What the reader says to damage; a damaged column may hold no bytes at all."""
_envelopes = msgspec.json.Decoder(Envelope)
_heads = msgspec.json.Decoder(ActHead)


def envelope_of(body: bytes) -> Envelope:
    """Return where a stored body belongs, and its facts unread.

    Raises:
        CorruptStoreError: Not an event body.
    """
    try:
        return _envelopes.decode(body)
    except _UNREADABLE as exc:
        raise CorruptStoreError(f"an event body that cannot be read: {exc}") from exc


def head_of(entry: bytes) -> ActHead:
    """Return the id and time of the act in a stored entry.

    Raises:
        CorruptStoreError: Not an entry.
    """
    try:
        return _heads.decode(Entry.from_bytes(entry).act)
    except (*_UNREADABLE, MalformedError) as exc:
        raise CorruptStoreError(f"an entry that cannot be read: {exc}") from exc


def kids_of(entry: bytes) -> frozenset[str]:
    """Return the ids of the keys that signed the act in a stored entry.

    Raises:
        CorruptStoreError: Not an entry.
    """
    try:
        return frozenset(each.kid for each in Entry.from_bytes(entry).signatures)
    except MalformedError as exc:
        raise CorruptStoreError(f"an entry that cannot be read: {exc}") from exc


def data_of(event: DomainEvent) -> dict[str, JsonValue]:
    """Return an event's facts as JSON values."""
    return event.model_dump(mode="json", by_alias=True)


def event_of(envelope: Envelope) -> DomainEvent:
    """Return the event in an envelope, validated against the type that its topic names.

    Raises:
        CorruptStoreError: The topic is not in the catalogue, or the facts do not fit it.
    """
    event_type = EVENT_TYPES.get(envelope.topic)
    if event_type is None:
        raise CorruptStoreError(f"topic {envelope.topic} is not in the catalogue")
    try:
        return event_type.model_validate_json(bytes(envelope.data))
    except ValidationError as exc:
        raise CorruptStoreError(f"an event of topic {envelope.topic} does not fit it") from exc
