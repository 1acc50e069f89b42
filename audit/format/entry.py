"""Entries: a signed act in its frame, the leaf of the log.

``0x01 | u32be len(act) | act | u8 count | count x (u8 suite | u8 len(kid) | kid |
u16be len(sig) | sig)``. Binary framing leaves no second spelling.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from audit.format.errors import MalformedError
from audit.format.keys import KID_SIZE

FRAME_VERSION = 1
MAX_ENTRY = 65_535
"""Largest entry: bundles of the log frame an entry with two length bytes."""


class Signature(NamedTuple):
    """One signature over an act. ``kid`` is 32 hex digits."""

    suite: int
    kid: str
    value: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """An act's bytes and the signatures over them."""

    act: bytes
    signatures: tuple[Signature, ...]

    def to_bytes(self) -> bytes:
        """Return the leaf of the log.

        Raises:
            MalformedError: The entry would be larger than ``MAX_ENTRY``.
        """
        parts = [bytes([FRAME_VERSION]), len(self.act).to_bytes(4, "big"), self.act]
        parts.append(bytes([len(self.signatures)]))
        for signature in self.signatures:
            kid = bytes.fromhex(signature.kid)
            parts.append(bytes([signature.suite, len(kid)]) + kid)
            parts.append(len(signature.value).to_bytes(2, "big") + signature.value)
        data = b"".join(parts)
        if len(data) > MAX_ENTRY:
            raise MalformedError(f"an entry of {len(data)} bytes; the most is {MAX_ENTRY}")
        return data

    @classmethod
    def from_bytes(cls, data: bytes) -> Entry:
        """Return the entry in ``data``.

        Raises:
            MalformedError: Not one whole entry, or no signature.
        """
        if len(data) > MAX_ENTRY:
            raise MalformedError(f"an entry of {len(data)} bytes; the most is {MAX_ENTRY}")
        version, at = _byte(data, 0)
        if version != FRAME_VERSION:
            raise MalformedError("an entry of an unknown frame version")
        act, at = _sized(data, at, 4)
        count, at = _byte(data, at)
        signatures = []
        for _ in range(count):
            suite, at = _byte(data, at)
            kid, at = _sized(data, at, 1)
            if len(kid) != KID_SIZE:
                raise MalformedError("a key id is not 16 bytes long")
            value, at = _sized(data, at, 2)
            signatures.append(Signature(suite, kid.hex(), value))
        if at != len(data):
            raise MalformedError("bytes follow the end of an entry")
        if not signatures:
            raise MalformedError("an entry without a signature")
        return cls(act, tuple(signatures))


def _byte(data: bytes, at: int) -> tuple[int, int]:
    """Return the number at ``at``, and where it ends."""
    if at >= len(data):
        raise MalformedError("an entry is cut short")
    return data[at], at + 1


def _sized(data: bytes, at: int, width: int) -> tuple[bytes, int]:
    """Return the bytes whose length stands before them in ``width`` bytes, and their end."""
    start = at + width
    end = start + int.from_bytes(data[at:start], "big")
    if max(start, end) > len(data):
        raise MalformedError("an entry is cut short")
    return data[start:end], end
