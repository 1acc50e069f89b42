"""What a witness has seen: of each log the last checkpoint that it cosigned.

The whole worth of a witness lies in this file. It reaches the disk before a line is signed, one
process at a time changes it, and a witness without it does not sign at all: it would take
whatever history it is shown first. Whoever lost it makes a new witness, with a new key.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from audit.format.checkpoint import Checkpoint
from audit.format.encoding import HASH_SIZE, b64, exactly, field, unb64
from audit.format.errors import MalformedError
from audit.format.restricted_json import JsonValue, decode, encode

VERSION = 1
MOST_CONFLICTS = 100
"""Files of contradictions that are kept: whoever sends more proves nothing new."""
_STATE = frozenset(("v", "witness", "logs"))
_LOG = frozenset(("origin", "size", "root", "note"))


class WitnessStateError(Exception):
    """Raised when a witness does not know what it cosigned, and so must not sign."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The last checkpoint of a log that was cosigned, and its note as the log signed it."""

    checkpoint: Checkpoint
    note: bytes


class StateFile:
    """The state of one witness in one file; conflicts stand beside it."""

    def __init__(self, path: Path, vkey: str) -> None:
        """Take the file; ``vkey`` is the witness whose state it must be."""
        self._path = path
        self._vkey = vkey

    def create(self) -> None:
        """Make the state of a witness that has seen nothing.

        Raises:
            WitnessStateError: There is one already.
        """
        if self._path.exists():
            raise WitnessStateError(f"{self._path} exists already 已有状态文件")
        self._write({})

    @contextmanager
    def held(self) -> Iterator[dict[str, Seen]]:
        """Hold the state against every other process; return what was seen, by origin.

        Raises:
            WitnessStateError: The file is gone, damaged or of another witness.
        """
        beside = self._path.with_name(f"{self._path.name}.lock")
        lock = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield self._read()
        finally:
            os.close(lock)

    def keep(self, seen: Mapping[str, Seen]) -> None:
        """Write the state, durably; call it while the state is held."""
        self._write(seen)

    def keep_conflict(self, last: Seen, note: bytes) -> None:
        """Keep two checkpoints of a log that contradict each other: its own signed evidence."""
        folder = self._path.with_name(f"{self._path.name}.conflicts")
        folder.mkdir(mode=0o700, exist_ok=True)
        kept = sorted(folder.glob("*.notes"))
        content = last.note + b"\n" + note
        if len(kept) < MOST_CONFLICTS and all(each.read_bytes() != content for each in kept):
            _write_durably(folder / f"{len(kept) + 1:04}.notes", content)

    def _read(self) -> dict[str, Seen]:
        try:
            state = exactly(decode(self._path.read_bytes()), _STATE, "a witness's state")
            self._must_be_own(state)
            logs = [exactly(each, _LOG, "a log") for each in field(state, "logs", list)]
            return {field(each, "origin", str): _seen(each) for each in logs}
        except FileNotFoundError as exc:
            raise WitnessStateError(
                f"{self._path} is gone: this witness no longer knows what it cosigned. Make a new"
                " one with a new key 状态文件丢失：请停用此见证方，另建新密钥的见证方"
            ) from exc
        except MalformedError as exc:
            raise WitnessStateError(f"{self._path}: {exc}") from exc

    def _must_be_own(self, state: Mapping[str, object]) -> None:
        if (state["v"], state["witness"]) != (VERSION, self._vkey):
            raise MalformedError("another witness's state 属于另一见证方")

    def _write(self, seen: Mapping[str, Seen]) -> None:
        logs: list[JsonValue] = [
            {
                "origin": origin,
                "size": each.checkpoint.size,
                "root": b64(each.checkpoint.root),
                "note": each.note.decode(),
            }
            for origin, each in sorted(seen.items())
        ]
        _write_durably(self._path, encode({"v": VERSION, "witness": self._vkey, "logs": logs}))


def _seen(log: Mapping[str, object]) -> Seen:
    origin, size = field(log, "origin", str), field(log, "size", int)
    root = unb64(field(log, "root", str), size=HASH_SIZE)
    return Seen(Checkpoint(origin, size, root), field(log, "note", str).encode())


def _write_durably(path: Path, content: bytes) -> None:
    """Put a file in its place whole, so that a crash leaves the old one or the new one."""
    new = path.with_name(f"{path.name}.new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
