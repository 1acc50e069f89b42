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
SUITE_ED25519 = 1
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
        reader = _Reader(data)
        if reader.number(1) != FRAME_VERSION:
            raise MalformedError("an entry of an unknown frame version")
        act = reader.take(reader.number(4))
        count = reader.number(1)
        signatures = tuple(reader.signature() for _ in range(count))
        reader.end()
        if not signatures:
            raise MalformedError("an entry without a signature")
        return cls(act, signatures)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, size: int) -> bytes:
        part = self._data[self._at : self._at + size]
        if len(part) != size:
            raise MalformedError("an entry is cut short")
        self._at += size
        return part

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "big")

    def signature(self) -> Signature:
        suite = self.number(1)
        kid = self.take(self.number(1))
        if len(kid) != KID_SIZE:
            raise MalformedError("a key id is not 16 bytes long")
        return Signature(suite, kid.hex(), self.take(self.number(2)))

    def end(self) -> None:
        if self._at != len(self._data):
            raise MalformedError("bytes follow the end of an entry")
