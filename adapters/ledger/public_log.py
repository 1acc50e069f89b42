"""The public part of the log as C2SP tlog-tiles: hash tiles and bundles of entries."""

from __future__ import annotations

from sqlalchemy import Engine, func, select

from adapters.ledger.database import reading
from adapters.ledger.tables import ENTRIES, NODES
from audit.format.tiles import LEVELS, WIDTH, frame_entries


class PublicLog:
    """Reads tiles out of the store. Safe to use from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def tile(self, level: int, number: int, width: int = WIDTH) -> bytes | None:
        """Return ``width`` hashes of a tile, or ``None`` where the tree has fewer."""
        first = number * WIDTH
        query = (
            select(NODES.c.hash)
            .where(
                NODES.c.level == level * LEVELS,
                NODES.c.number >= first,
                NODES.c.number < first + width,
            )
            .order_by(NODES.c.number)
        )
        with reading(self._engine) as connection:
            hashes = connection.scalars(query).all()
        return b"".join(hashes) if len(hashes) == width else None

    def entries(self, number: int, width: int = WIDTH) -> bytes | None:
        """Return a bundle of ``width`` entries, or ``None`` where the log has fewer."""
        first = number * WIDTH
        query = (
            select(ENTRIES.c.data)
            .where(ENTRIES.c.idx >= first, ENTRIES.c.idx < first + width)
            .order_by(ENTRIES.c.idx)
        )
        with reading(self._engine) as connection:
            found = connection.scalars(query).all()
        return frame_entries(found) if len(found) == width else None

    def size(self) -> int:
        """Return the number of entries."""
        with reading(self._engine) as connection:
            last: int | None = connection.scalar(select(func.max(ENTRIES.c.idx)))
        return 0 if last is None else last + 1
