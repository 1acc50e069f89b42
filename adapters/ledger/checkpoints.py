"""The last checkpoint, kept outside the store, so that an older store is noticed.

A restored backup is a genuine store, only shorter: nothing inside it can tell. The file
here is written over in place without waiting for the disk: a note is smaller than a sector
and never gets shorter. After a crash it may lag behind the store, which is harmless, since
the store must only never be *shorter* than it or differ.
"""

from __future__ import annotations

import os
from pathlib import Path

from adapters.ledger.errors import StoreMismatchError
from audit.format.checkpoint import Checkpoint, open_checkpoint
from audit.format.errors import NoteError
from audit.format.note import NoteVerifier
from audit.format.tree import ReadNode, root_of


class CheckpointFile:
    """One signed checkpoint in one file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self, note: bytes) -> None:
        """Put a newer checkpoint in the place of the last."""
        file = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.pwrite(file, note, 0)
            os.ftruncate(file, len(note))
        finally:
            os.close(file)

    def read(self, log: NoteVerifier) -> Checkpoint | None:
        """Return the last checkpoint, or ``None`` before the first.

        Raises:
            StoreMismatchError: The file is not a checkpoint signed by this log.
        """
        if not self._path.exists():
            return None
        try:
            return open_checkpoint(self._path.read_bytes(), log)
        except NoteError as exc:
            raise StoreMismatchError(f"{self._path}: {exc}") from exc


def must_extend(last: Checkpoint, size: int, read_node: ReadNode) -> None:
    """Refuse a store that is shorter than the last checkpoint, or of another history.

    Raises:
        StoreMismatchError: With what was expected and what was found.
    """
    if size < last.size:
        raise StoreMismatchError(
            f"the store has {size} entries, the last checkpoint {last.size}:"
            " an older store was put in its place. Restore the newer one; do not write"
        )
    if last.size and root_of(last.size, read_node) != last.root:
        raise StoreMismatchError(
            f"the store's first {last.size} entries are not those of the last checkpoint:"
            " history was altered. Keep both, and call the auditor"
        )
