"""The last checkpoint, kept outside the store, so that an older store is noticed.

A restored backup is a genuine store, only shorter: nothing inside it can tell. The file
here is written over in place without waiting for the disk: a note is smaller than a sector
and never gets shorter. After a crash it may lag behind the store, which is harmless, since
the store must only never be *shorter* than it or differ. Processes that share it take turns,
and an older checkpoint never takes the place of a newer one.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters.ledger.errors import StoreMismatchError
from adapters.ledger.witnessed import WitnessedFile
from audit.format.checkpoint import Checkpoint, open_checkpoint
from audit.format.errors import NoteError
from audit.format.note import MAX_NOTE, NoteVerifier
from audit.format.tree import ReadNode, root_of


class CheckpointFile:
    """One signed checkpoint in one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.witnessed = WitnessedFile(path.with_name(f"{path.name}.witnessed"))
        """The last that witnesses cosigned, in a file beside it."""

    def keep(self, note: bytes) -> None:
        """Put a newer checkpoint in the place of the last."""
        with _opened(self._path, os.O_RDWR | os.O_CREAT, fcntl.LOCK_EX) as file:
            if _size_in(note) > _size_in(os.pread(file, MAX_NOTE, 0)):
                os.pwrite(file, note, 0)
                os.ftruncate(file, len(note))

    def read(self, log: NoteVerifier) -> Checkpoint | None:
        """Return the last checkpoint, or ``None`` before the first.

        Raises:
            StoreMismatchError: The file is not a checkpoint signed by this log.
        """
        try:
            with _opened(self._path, os.O_RDONLY, fcntl.LOCK_SH) as file:
                note = os.pread(file, MAX_NOTE, 0)
        except FileNotFoundError:
            return None
        try:
            return open_checkpoint(note, log) if note else None
        except NoteError as exc:
            raise StoreMismatchError(f"{self._path}: {exc}") from exc


@contextmanager
def _opened(path: Path, flags: int, lock: int) -> Iterator[int]:
    file = os.open(path, flags, 0o600)
    try:
        fcntl.flock(file, lock)
        yield file
    finally:
        os.close(file)


def _size_in(note: bytes) -> int:
    """Return the size in a checkpoint; whatever is none is older than all."""
    try:
        return int(note.split(b"\n")[1])
    except (IndexError, ValueError):
        return -1


def must_extend(last: Checkpoint | None, size: int, read_node: ReadNode) -> None:
    """Refuse a store that is shorter than the last checkpoint, or of another history.

    Without any checkpoint there may be no more than the founding: whoever puts an older
    store in the place of this one could take the checkpoint away as well.

    Raises:
        StoreMismatchError: With what was expected and what was found.
    """
    if last is None:
        if size > 1:
            raise StoreMismatchError(
                f"the store has {size} entries, and the last checkpoint is gone."
                " Put it back; every exported bundle has a file of that name"
            )
        return
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
