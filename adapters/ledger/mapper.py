"""Between events of the domain and bytes of the store, through the closed catalogue."""

from __future__ import annotations

import msgspec
from pydantic import ValidationError

from adapters.ledger.errors import CorruptStoreError
from audit.format.restricted_json import JsonValue
from domain.catalog import EVENT_TYPES
from domain.kernel import DomainEvent


class _Data(msgspec.Struct):
    """The one part of a body that the domain reads."""

    data: msgspec.Raw


_decoder = msgspec.json.Decoder(_Data)


def data_of(event: DomainEvent) -> dict[str, JsonValue]:
    """Return an event's facts as JSON values."""
    return event.model_dump(mode="json", by_alias=True)


def event_of(topic: str, body: bytes) -> DomainEvent:
    """Return the event in a stored body, validated against the type that its topic names.

    Raises:
        CorruptStoreError: The topic is not in the catalogue, or the facts do not fit it.
    """
    event_type = EVENT_TYPES.get(topic)
    if event_type is None:
        raise CorruptStoreError(f"topic {topic} is not in the catalogue")
    try:
        return event_type.model_validate_json(bytes(_decoder.decode(body).data))
    except (ValidationError, msgspec.DecodeError) as exc:
        raise CorruptStoreError(f"an event of topic {topic} does not fit it") from exc
