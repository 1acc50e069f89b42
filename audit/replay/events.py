"""Acts and events as they are read for a replay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from pydantic import ValidationError

from audit.format.act import Act, Actor
from audit.format.body import EventBody
from audit.format.encoding import unb64
from audit.format.errors import MalformedError
from audit.format.restricted_json import JsonValue, encode
from audit.format.standing import beijing_date
from audit.replay.source import Place
from domain.catalog import EVENT_TYPES
from domain.kernel import DomainEvent

_SUBJECT = (
    "teacher",
    "bidder",
    "person",
    "against",
    "objector",
    "appraisee",
    "applicant",
    "complainant",
)


@dataclass(frozen=True, slots=True)
class Logged:
    """An event at its place, read into the domain."""

    place: Place
    stream: str
    position: int
    event: DomainEvent
    data: dict[str, JsonValue]
    sealed: frozenset[tuple[str, str]] = frozenset()
    """Personal values that the event commits to: path, and the person whose key seals it."""

    @property
    def name(self) -> str:
        """The event's own name, by which people ask for it."""
        return f"{self.stream}#{self.position}"

    @property
    def term(self) -> str:
        """What the event is called in the trade."""
        return term_of(self.event)


def term_of(event: DomainEvent) -> str:
    """Return the term of the trade for an event, from the first word of its documentation."""
    first = (type(event).__doc__ or event.TOPIC).strip().split("\n", 1)[0]
    return first.split(":", 1)[0].rstrip(".")


def instant_of(act: Act) -> datetime:
    """Return the instant that an act states."""
    return _instant(act.at)


@lru_cache(maxsize=64)
def _instant(at: str) -> datetime:
    return datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def read_event(place: Place, body: EventBody) -> Logged | None:
    """Return the event of a body, or ``None`` where the domain has no such event."""
    kind = EVENT_TYPES.get(body.topic)
    if kind is None:
        return None
    try:
        event = kind.model_validate_json(encode(body.data))
    except ValidationError:
        return None
    sealed = frozenset((each.path, each.subject) for each in body.pii)
    return Logged(place, body.stream, body.position, event, body.data, sealed)


def persons_in(event: Logged) -> Iterator[str]:
    """Yield the persons whom an event is about."""
    for name in _SUBJECT:
        value: JsonValue = event.data.get(name)
        if isinstance(value, str):
            yield value


def people_in(events: Iterable[Logged]) -> set[str]:
    """Return everybody whom events are about."""
    return {person for event in events for person in persons_in(event)}


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed, and by which mandate, as it stood then."""

    actor: Actor
    granted_by: str
    """Name of the event that granted the mandate; empty for people who act for themselves."""
    from_on: str
    until_on: str
    stood: bool
    signed: bool


def public_of(enrolment: Logged) -> tuple[int, bytes]:
    """Return suite and key of an enrolment; no key at all where it cannot be read."""
    suite = enrolment.data["suite"]
    try:
        return (suite if isinstance(suite, int) else 0), unb64(str(enrolment.data["key"]))
    except MalformedError:
        return 0, b""


def day_of(act: Act) -> str:
    """Return the Beijing date that an act states; one before all mandates where it is none."""
    try:
        return beijing_date(act.at).isoformat()
    except MalformedError:
        return ""
