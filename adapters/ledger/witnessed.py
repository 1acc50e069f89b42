"""The last checkpoint that witnesses cosigned, kept outside the store with their lines.

The log goes on after it; until the next is cosigned, this is how far others have seen. The
store must extend it, as it must extend the last checkpoint.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from adapters.ledger.errors import StoreMismatchError
from audit.format.checkpoint import Checkpoint, open_checkpoint
from audit.format.cosignature import with_cosignatures
from audit.format.errors import NoteError
from audit.format.note import MAX_NOTE, NoteSignature, NoteVerifier, split_note


class WitnessedFile:
    """One cosigned checkpoint in one file, written whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: tuple[NoteVerifier, bytes, Checkpoint] | None = None
        """What was read and verified last: every receipt asks for it again."""

    def keep(self, note: bytes, lines: Sequence[NoteSignature]) -> bytes:
        """Keep a checkpoint with lines under it; return it with all lines that are kept.

        Lines of an older checkpoint than the one kept are of no use any more and left out.
        """
        beside = self._path.with_name(f"{self._path.name}.lock")
        lock = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            kept = self.note()
            if kept and _size_in(kept) > _size_in(note):
                return kept
            if kept and split_note(kept)[0] == split_note(note)[0]:
                note = kept
            whole = with_cosignatures(note, lines)
            self._write(whole)
            return whole
        finally:
            os.close(lock)

    def note(self) -> bytes:
        """Return what is kept, unchecked; nothing before the first."""
        with suppress(FileNotFoundError):
            return self._path.read_bytes()[: MAX_NOTE + 1]
        return b""

    def read(self, log: NoteVerifier) -> tuple[Checkpoint, bytes] | None:
        """Return the checkpoint and its note, or ``None`` before the first.

        Raises:
            StoreMismatchError: The file is not a checkpoint signed by this log.
        """
        note, last = self.note(), self._read
        if not note:
            return None
        if last is not None and last[:2] == (log, note):
            return last[2], note
        try:
            checkpoint = open_checkpoint(note, log)
        except NoteError as exc:
            raise StoreMismatchError(f"{self._path}: {exc}") from exc
        self._read = log, note, checkpoint
        return checkpoint, note

    def _write(self, note: bytes) -> None:
        new = self._path.with_name(f"{self._path.name}.new")
        with new.open("wb") as out:
            out.write(note)
            out.flush()
            os.fsync(out.fileno())
        new.replace(self._path)


def _size_in(note: bytes) -> int:
    return Checkpoint.from_text(split_note(note)[0]).size
