"""``.tlog-proof`` files (C2SP): that an entry is in the log, in one small text."""

from __future__ import annotations

from dataclasses import dataclass

from audit.format.checkpoint import open_checkpoint
from audit.format.encoding import HASH_SIZE, b64, decimal, unb64
from audit.format.errors import MalformedError
from audit.format.note import NoteVerifier
from audit.format.tree import leaf_hash, verify_inclusion

HEADER = "c2sp.org/tlog-proof@v1"
MAX_PROOF = 100_000
MAX_PATH = 64


@dataclass(frozen=True, slots=True)
class TlogProof:
    """Index of the entry, path to the root, and the signed checkpoint with that root.

    ``extra`` carries the entry itself, so that the file proves what it says alone.
    """

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def to_bytes(self) -> bytes:
        """Return the file."""
        lines = [HEADER]
        if self.extra is not None:
            lines.append(f"extra {b64(self.extra)}")
        lines.append(f"index {self.index}")
        lines += [b64(each) for each in self.path]
        return "\n".join(lines).encode() + b"\n\n" + self.checkpoint

    @classmethod
    def from_bytes(cls, data: bytes) -> TlogProof:
        """Return the proof in a file.

        Raises:
            MalformedError: Not a proof file.
        """
        head, blank, checkpoint = data[:MAX_PROOF].partition(b"\n\n")
        try:
            lines = head.decode("ascii").split("\n")
        except UnicodeDecodeError as exc:
            raise MalformedError("not a proof file") from exc
        if len(data) > MAX_PROOF or not blank or lines.pop(0) != HEADER:
            raise MalformedError("not a proof file")
        extra = None
        if lines and lines[0].startswith("extra "):
            extra = unb64(lines.pop(0)[6:])
        if not lines or not lines[0].startswith("index ") or len(lines) > MAX_PATH:
            raise MalformedError("a proof file names no index")
        index = decimal(lines.pop(0)[6:])
        return cls(index, tuple(unb64(x, size=HASH_SIZE) for x in lines), checkpoint, extra)

    def verify(self, entry: bytes, log: NoteVerifier) -> None:
        """Check that ``entry`` is in the log at ``index``.

        Raises:
            NoteError: The checkpoint is not signed by the log.
            ProofError: The path does not lead from the entry to the root.
        """
        checkpoint = open_checkpoint(self.checkpoint, log)
        verify_inclusion(self.index, checkpoint.size, leaf_hash(entry), self.path, checkpoint.root)
