"""A table that may outgrow memory: what is too much of it goes to a file without a name.

A log may have millions of streams and acts. Whoever checks it has to remember each, and
need not have the memory for it.
"""

from __future__ import annotations

import sqlite3
import weakref
from typing import Generic, TypeVar

K = TypeVar("K", str, bytes)
MOST = 1 << 17
"""Entries kept in memory: 25 MiB of names and hashes."""
_CACHE = "PRAGMA cache_size = -8192"  # KiB


class SpillingTable(Generic[K]):
    """Bytes by key. The file is SQLite's own temporary one, gone when the table is."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._near: dict[K, bytes] = {}
        self._far: sqlite3.Cursor | None = None

    def get(self, key: K) -> bytes | None:
        """Return what was put last under a key, or ``None``."""
        found = self._near.get(key)
        if found is not None or self._far is None:
            return found
        row = self._far.execute("SELECT value FROM far WHERE key = ?", (key,)).fetchone()
        return None if row is None else row[0]

    def put(self, key: K, value: bytes) -> None:
        """Keep a value in the place of the one before."""
        self._near[key] = value
        if len(self._near) > self._most:
            self._spill()

    def _spill(self) -> None:
        if self._far is None:
            # It may be closed in another thread than it was used in; no two use it at once.
            file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
            weakref.finalize(self, file.close)
            for statement in (
                _CACHE,
                "PRAGMA journal_mode = OFF",
                "CREATE TABLE far (key PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
            ):
                file.execute(statement)
            self._far = file.cursor()
        self._far.execute("BEGIN")
        self._far.executemany(
            "INSERT OR REPLACE INTO far VALUES (?, ?)", sorted(self._near.items())
        )
        self._far.execute("COMMIT")
        self._near.clear()
