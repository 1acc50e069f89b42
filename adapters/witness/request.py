"""What a log asks a witness, and what it is answered (C2SP tlog-witness, ``add-checkpoint``)."""

from __future__ import annotations

from dataclasses import dataclass

from audit.format.encoding import HASH_SIZE, b64, decimal, unb64
from audit.format.errors import MalformedError

MAX_REQUEST = 64_000
"""Bytes: a proof of 63 hashes and a checkpoint with some hundred signatures fit."""
MAX_PROOF = 63
PLAIN, SIZE = "text/plain; charset=utf-8", "text/x.tlog.size"


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """A request: from the size that the witness cosigned last to a signed checkpoint."""

    old: int
    proof: tuple[bytes, ...]
    note: bytes

    def to_bytes(self) -> bytes:
        """Return the body of the request, which is also a file for a witness without network."""
        lines = [f"old {self.old}", *map(b64, self.proof)]
        return "\n".join(lines).encode() + b"\n\n" + self.note

    @classmethod
    def from_bytes(cls, data: bytes) -> AddCheckpoint:
        """Return the request in a body.

        Raises:
            MalformedError: It is none.
        """
        head, blank, note = data.partition(b"\n\n")
        if not blank or len(data) > MAX_REQUEST:
            raise MalformedError("not a request to a witness")
        try:
            first, *proof = head.decode("ascii").split("\n")
        except UnicodeDecodeError as exc:
            raise MalformedError("not a request to a witness") from exc
        if not first.startswith("old ") or len(proof) > MAX_PROOF:
            raise MalformedError("not a request to a witness")
        hashes = tuple(unb64(line, size=HASH_SIZE) for line in proof)
        return cls(decimal(first[4:]), hashes, note)


@dataclass(frozen=True, slots=True)
class Answer:
    """A witness's answer: HTTP status, body, and what the body is."""

    status: int
    body: bytes
    kind: str = PLAIN

    @classmethod
    def refusal(cls, status: int, why: str) -> Answer:
        """Return a refusal with its reason for people."""
        return cls(status, f"{why}\n".encode())

    @classmethod
    def at_size(cls, size: int) -> Answer:
        """Return that the witness is at another size, or at this one with another root."""
        return cls(409, f"{size}\n".encode(), SIZE)
