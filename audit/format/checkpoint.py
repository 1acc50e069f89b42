"""Checkpoints: how large the log is, and its root, as the text of a signed note."""

from __future__ import annotations

from dataclasses import dataclass

from audit.format.encoding import HASH_SIZE, b64, decimal, unb64
from audit.format.errors import MalformedError, NoteError
from audit.format.note import NoteSigner, NoteVerifier, open_note, sign_note


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Origin of the log, number of its entries, root over them."""

    origin: str
    size: int
    root: bytes

    def to_text(self) -> str:
        """Return origin, size and root, a line each."""
        return f"{self.origin}\n{self.size}\n{b64(self.root)}\n"

    @classmethod
    def from_text(cls, text: str) -> Checkpoint:
        """Return the checkpoint that a note's text spells; extension lines are refused.

        Raises:
            MalformedError: Not three lines of origin, size and root.
        """
        lines = text.split("\n")
        if len(lines) != 4 or lines[3] or not lines[0]:  # noqa: PLR2004 - three lines and the end
            raise MalformedError("a checkpoint has three lines: origin, size, root")
        return cls(lines[0], decimal(lines[1]), unb64(lines[2], size=HASH_SIZE))


def sign_checkpoint(checkpoint: Checkpoint, signer: NoteSigner) -> bytes:
    """Return the signed note of a checkpoint."""
    return sign_note(checkpoint.to_text(), signer)


def open_checkpoint(note: bytes, verifier: NoteVerifier) -> Checkpoint:
    """Return the checkpoint in a note signed by the log whose origin is the key's name.

    Raises:
        NoteError: Not signed by this key, malformed, or of another origin.
    """
    try:
        checkpoint = Checkpoint.from_text(open_note(note, [verifier]))
    except MalformedError as exc:
        raise NoteError(str(exc)) from exc
    if checkpoint.origin != verifier.name:
        raise NoteError(f"the checkpoint is of {checkpoint.origin}, not of {verifier.name}")
    return checkpoint
