"""Which revocations made an act void: those of the keys that signed it, for its index.

What such an act gave may have signed others before that was told. A verifier, which goes
through the log once, lets these stand; a replay, which knows the end, does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from audit.format.act import Act
from audit.format.entry import Entry
from audit.format.findings import Finding
from audit.format.standing import KEY_REVOKED
from audit.replay.events import Logged

MandateEvents = Callable[[str], Sequence[Logged]]
"""Returns the events in a person's stream of keys and mandates."""


def voided_at(entry: bytes, index: int, mandate_events: MandateEvents) -> Iterator[int]:
    """Yield the indexes of the acts that voided a key for the act at ``index``."""
    read = Entry.from_bytes(entry)
    kids = {signature.kid for signature in read.signatures}
    for actor in Act.from_bytes(read.act).actors:
        for each in mandate_events(actor.person):
            void_from = each.data.get("void_from_index")
            of_key = each.event.TOPIC == KEY_REVOKED and each.data.get("kid") in kids
            if of_key and isinstance(void_from, int) and index >= void_from:
                yield each.place.index


def no_key(where: str, kid: str, givers: Iterable[int | None]) -> Finding:
    """Return that a key does not stand; ``givers`` are void acts that gave it, told too late."""
    giver = next((each for each in givers if each is not None), None)
    code, found = _told("signature.key", "signature.void", kid, giver)
    return Finding(code, where, "a key that stands", found)


def no_mandate(where: str, claimed: str, giver: int | None) -> Finding:
    """Return that a mandate does not stand; ``giver`` is a void act that gave it, told too late."""
    code, found = _told("mandate.standing", "mandate.void", claimed, giver)
    return Finding(code, where, "a mandate that stands", found)


def _told(code: str, void: str, found: str, giver: int | None) -> tuple[str, str]:
    if giver is None:
        return code, found
    return void, f"{found}, given by the void act at index {giver}"
