"""Cosignatures of witnesses (C2SP tlog-cosignature, ``cosignature/v1``) under a checkpoint.

A witness states: at this time this was the largest tree of this log that I had seen, and it
extends every one that I had seen before. The statement is over the note's whole text, so it
cannot be moved to another checkpoint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.format.ed25519 import SIGNATURE_SIZE, verify
from audit.format.errors import NoteError
from audit.format.note import (
    MAX_SIGNATURES,
    NoteSignature,
    key_id_of,
    key_in,
    split_note,
    vkey_of,
)

ALG_COSIGNATURE = 0x04
TIME_SIZE = 8
MAX_TIME = (1 << 63) - 1
_BEYOND_DATES = 253_402_214_400
"""The last day of the year 9999, after which dates are written no more."""


@dataclass(frozen=True)
class WitnessKey:
    """A known witness: its name and its 32 raw bytes."""

    name: str
    public: bytes

    @cached_property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        return key_id_of(self.name, ALG_COSIGNATURE, self.public)

    @property
    def vkey(self) -> str:
        """The key as people pass it on."""
        return vkey_of(self.name, ALG_COSIGNATURE, self.public)

    @classmethod
    def from_vkey(cls, vkey: str) -> WitnessKey:
        """Return the witness that a vkey line names.

        Raises:
            NoteError: Not the vkey of a witness with Ed25519.
        """
        return cls(*key_in(vkey, ALG_COSIGNATURE))


@dataclass(frozen=True)
class WitnessSigner:
    """A witness's key, held in memory."""

    name: str
    key: Ed25519PrivateKey

    @cached_property
    def witness(self) -> WitnessKey:
        """The public half."""
        return WitnessKey(self.name, self.key.public_key().public_bytes_raw())


@dataclass(frozen=True, slots=True)
class Cosignature:
    """That a known witness cosigned a checkpoint, and when: seconds since 1970, UTC."""

    witness: WitnessKey
    time: int

    @property
    def has_date(self) -> bool:
        """Tell whether the time can be written as a date."""
        return self.time < _BEYOND_DATES

    @property
    def at(self) -> str:
        """The time as people write it, in UTC."""
        if not self.has_date:
            return f"{self.time} s"
        return datetime.fromtimestamp(self.time, UTC).isoformat().replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Witnessing:
    """What the signature lines under a checkpoint say of witnesses."""

    good: tuple[Cosignature, ...] = ()
    """By known witnesses, in the order of the lines; each witness once, by its latest."""
    bad: tuple[str, ...] = ()
    """Names of known witnesses under whose key a line does not hold."""
    unknown: tuple[str, ...] = ()
    """Names in the lines of nobody known: whatever these say, it counts for nothing."""

    @property
    def keys(self) -> frozenset[WitnessKey]:
        """The witnesses whose cosignature holds."""
        return frozenset(each.witness for each in self.good)


def cosign(text: str, signer: WitnessSigner, at: int) -> bytes:
    """Return the signature line of a witness under a checkpoint's text, at a POSIX second."""
    if not 0 <= at <= MAX_TIME:
        raise NoteError(f"no such time for a cosignature: {at}")
    value = at.to_bytes(TIME_SIZE, "big") + signer.key.sign(_message(text, at))
    return NoteSignature(signer.name, signer.witness.key_id, value).line.encode()


def witnessing(
    note: bytes, known: Sequence[WitnessKey], *, signer: tuple[str, bytes] | None = None
) -> Witnessing:
    """Return which known witnesses cosigned a note; its own ``signer`` is no witness.

    ``signer`` is name and key id of the log, whose line is passed over.

    Raises:
        NoteError: The note is malformed.
    """
    text, signatures = split_note(note)
    good: dict[WitnessKey, Cosignature] = {}
    bad, unknown = dict[str, None](), dict[str, None]()
    for signature in signatures:
        if signer is not None and signature.is_by(*signer):
            continue
        witness = next((each for each in known if signature.is_by(each.name, each.key_id)), None)
        if witness is None:
            unknown[signature.name] = None
            continue
        at = _time_of(signature, witness, text)
        if at is None:
            bad[witness.name] = None
        elif witness not in good or good[witness].time < at:
            good[witness] = Cosignature(witness, at)
    return Witnessing(tuple(good.values()), tuple(bad), tuple(unknown))


def with_cosignatures(note: bytes, signatures: Sequence[NoteSignature]) -> bytes:
    """Return a note with cosignatures under it: of each key one line, the one of latest time.

    A witness that signs often, or whose older line is brought again, adds nothing by it.

    Raises:
        NoteError: The note is malformed, or would have more lines than a note may have.
    """
    text, before = split_note(note)
    latest: dict[tuple[str, bytes], NoteSignature] = {}
    keys = {(each.name, each.key_id) for each in signatures}
    kept = [each for each in before if (each.name, each.key_id) not in keys]
    again = (each for each in before if (each.name, each.key_id) in keys)
    for each in sorted((*again, *signatures), key=_stated_in):
        latest[each.name, each.key_id] = each
    lines = dict.fromkeys(each.line for each in (*kept, *latest.values()))
    if len(lines) > MAX_SIGNATURES:
        raise NoteError("the note has too many signatures")
    return f"{text}\n{''.join(lines)}".encode()


def _stated_in(signature: NoteSignature) -> bytes:
    return signature.value[:TIME_SIZE]


def cosignatures_by(
    note: bytes, lines: Sequence[NoteSignature], known: Sequence[WitnessKey]
) -> Iterator[NoteSignature]:
    """Yield those of the lines that hold under a note's text, by known witnesses."""
    text, _ = split_note(note)
    for signature in lines:
        for witness in known:
            named = signature.is_by(witness.name, witness.key_id)
            if named and _time_of(signature, witness, text) is not None:
                yield signature


def _time_of(signature: NoteSignature, witness: WitnessKey, text: str) -> int | None:
    """Return when the witness signed, or nothing where it did not."""
    if len(signature.value) != TIME_SIZE + SIGNATURE_SIZE:
        return None
    at = int.from_bytes(signature.value[:TIME_SIZE], "big")
    good = at <= MAX_TIME and verify(
        witness.public, signature.value[TIME_SIZE:], _message(text, at)
    )
    return at if good else None


def _message(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()
