"""What was published beside what the rules grant: facts, consequences, and what is sealed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from audit.format.restricted_json import JsonValue
from audit.replay.differences import NOTHING, Difference, differences
from audit.replay.events import Logged
from audit.replay.form import SEALED_TEXT
from domain.kernel import Decision, DomainEvent, Recorded


def compared(published: Sequence[Logged], granted: Decision) -> Iterator[Difference]:
    """Yield the differences between what was published and what the rules grant."""
    for old, new in zip_longest(published, granted):
        if old is None:
            yield Difference(f"{new.stream} {new.event.TOPIC}", NOTHING, str(data_of(new.event)))
        elif new is None:
            yield Difference(f"{old.stream} {old.event.TOPIC}", str(old.data), NOTHING)
        elif (old.stream, old.event.TOPIC) != (new.stream, new.event.TOPIC):
            names = f"{old.stream} {old.event.TOPIC}", f"{new.stream} {new.event.TOPIC}"
            yield Difference("event", *names)
        else:
            yield from differences(old.data, data_of(new.event))
            yield from _unsealed(old, new)


def _unsealed(old: Logged, new: Recorded) -> Iterator[Difference]:
    """Yield what had to be handed in and sealed, and was not."""
    for each in new.personal:
        if (each.path, each.subject) not in old.sealed:
            yield Difference(f"sealed.{each.path}", NOTHING, SEALED_TEXT)


def data_of(event: DomainEvent) -> dict[str, JsonValue]:
    """Return an event's facts as JSON values."""
    data: dict[str, JsonValue] = event.model_dump(mode="json", by_alias=True)
    return data
