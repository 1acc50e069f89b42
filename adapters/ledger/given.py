"""Keys and mandate ids that were given: each once in a log, and by which act.

The verifier takes a key or a mandate id for one person's for ever, and lets it stand no longer
than the act that gave it (``audit/format/SPEC.md`` §7). So the ledger asks for both before
anybody signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from adapters.ledger.database import LOCK
from adapters.ledger.mapper import envelope_of, event_of
from adapters.ledger.tables import EVENTS, GIVEN
from audit.format.act import Act
from audit.format.entry import Entry
from domain.kernel import DomainEvent, Recorded
from domain.mandate.errors import KeyKnownError, MandateKnownError
from domain.mandate.events import ActConfirmed, KeyEnrolled, KeyRevoked, MandateGranted

TOPICS = frozenset({KeyEnrolled.TOPIC, MandateGranted.TOPIC})
JUDGED_BY_ACT = TOPICS | {ActConfirmed.TOPIC, KeyRevoked.TOPIC}
"""Topics of events that are judged by which act holds them, and whose keys signed it."""
Names = Mapping[str, KeyEnrolled | MandateGranted]


@dataclass(frozen=True, slots=True)
class Giving:
    """An act that gave a key or a mandate, revoked a key or confirmed an act; and who signed it."""

    index: int
    act: str
    kids: frozenset[str]
    persons: tuple[str, ...]

    @classmethod
    def of(cls, index: int, entry: bytes) -> Giving:
        """Read it from a stored entry."""
        read = Entry.from_bytes(entry)
        act = Act.from_bytes(read.act)
        kids = frozenset(signature.kid for signature in read.signatures)
        return cls(index, act.act, kids, tuple(actor.person for actor in act.actors))


def key_name(kid: str) -> str:
    """Return the name under which a key is kept."""
    return f"key:{kid}"


def mandate_name(mandate: str) -> str:
    """Return the name under which a mandate id is kept."""
    return f"mandate:{mandate}"


def name_of(event: DomainEvent) -> str | None:
    """Return the name under which the store keeps what an event gives, if it gives any."""
    match event:
        case KeyEnrolled():
            return key_name(event.kid)
        case MandateGranted():
            return mandate_name(event.mandate)
        case _:
            return None


def names_in(decision: Iterable[Recorded]) -> Names:
    """Return what a decision gives, by name.

    Raises:
        KeyKnownError: It gives one key twice.
        MandateKnownError: It gives one mandate id twice.
    """
    found: dict[str, KeyEnrolled | MandateGranted] = {}
    for recorded in decision:
        event, name = recorded.event, name_of(recorded.event)
        if name is not None and isinstance(event, KeyEnrolled | MandateGranted):
            if name in found:
                raise known(event)
            found[name] = event
    return found


def known(event: KeyEnrolled | MandateGranted) -> KeyKnownError | MandateKnownError:
    """Return the refusal of a key or mandate id that was given before, to whomever."""
    if isinstance(event, KeyEnrolled):
        return KeyKnownError(person=event.person, kid=event.kid)
    return MandateKnownError(person=event.person, mandate=event.mandate)


def learn_names(connection: Connection) -> None:
    """Take the names from the events of a store that did not keep them yet.

    Nothing may be recorded meanwhile, or what it gives would be missing for ever: SQLite has
    one writer anyway, PostgreSQL is told to.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(LOCK)
    bodies = select(EVENTS.c.state).where(EVENTS.c.topic.in_(TOPICS)).order_by(EVENTS.c.id)
    events = [event_of(envelope_of(body)) for body in connection.scalars(bodies)]
    names = dict.fromkeys(name for event in events if (name := name_of(event)) is not None)
    if names:
        connection.execute(insert(GIVEN), [{"name": name} for name in names])
