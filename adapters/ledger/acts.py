"""Acts on their way: drafts that people sign, and receipts that they take home."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.ledger.rows import SealedAct
from audit.format.act import Act, signing_bytes
from audit.format.restricted_json import JsonValue
from audit.format.tlog_proof import TlogProof
from domain.kernel import Aggregate, Command, Decision, DomainEvent
from domain.mandate.signing import Mandated

_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision that the rules grant, waiting for its signatures."""

    act: Act
    data: bytes
    summary: str
    """What the signers read. Its digest is in the act."""
    actors: tuple[Mandated, ...]
    decision: Decision
    unsigned: SealedAct
    after: Mapping[str, Aggregate]
    """The states to which the decision brings its streams."""
    commands: tuple[Command, ...]
    """What was asked, to be judged again when the act is recorded."""
    at: datetime
    """When it was judged: the instant that the act claims."""

    @property
    def to_sign(self) -> bytes:
        """The bytes that every actor signs."""
        return signing_bytes(self.data)

    @property
    def events(self) -> tuple[DomainEvent, ...]:
        """The events that the act will record."""
        return tuple(recorded.event for recorded in self.decision)


@dataclass(frozen=True, slots=True)
class Receipt:
    """That an act is in the log: index, path to the root, signed checkpoint."""

    act: str
    index: int
    proof: TlogProof


def summary_of(
    decision: Decision, facts: Sequence[Mapping[str, JsonValue]], actors: Sequence[Mandated]
) -> str:
    """Return what signers read: who acts, then one line for each event and its facts.

    Personal values are named, not told: the text's digest goes into the public log.
    """
    lines = [
        f"{actor.person} as {actor.role}" + (f" of {actor.body}" if actor.body else "")
        for actor in actors
    ]
    for recorded, told in zip(decision, facts, strict=True):
        sealed = "".join(f" [{each.path}]" for each in recorded.personal)
        lines.append(f"{recorded.stream} {recorded.event.TOPIC} {_json.encode(told)}{sealed}")
    return "\n".join(lines)


def digest_of(summary: str) -> bytes:
    """Return the digest of a summary, as the act carries it."""
    return hashlib.sha256(summary.encode()).digest()


def instant_text(at: datetime) -> str:
    """Return an instant as acts write it: UTC, milliseconds, ``Z``."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def new_act_id(random: bytes) -> str:
    """Return a UUIDv7: milliseconds of the wall clock, then 10 random bytes."""
    milliseconds = time.time_ns() // 1_000_000
    raw = bytearray(milliseconds.to_bytes(6, "big") + random)
    raw[6] = raw[6] & 0x0F | 0x70
    raw[8] = raw[8] & 0x3F | 0x80
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
