"""At which index an act is, so that the same act sent twice gets the same receipt."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import BigInteger, Column, Engine, Integer, MetaData, String, Table, func, select
from sqlalchemy.dialects.sqlite import insert

from adapters.ledger.application import Ledger
from audit.format.act import Act
from audit.format.entry import Entry

_ACTS = Table(
    "act_index",
    MetaData(),
    Column("act", String(36), primary_key=True),
    Column("idx", BigInteger().with_variant(Integer(), "sqlite"), nullable=False, unique=True),
)
BATCH = 1000


class ActIndex:
    """A table of act ids beside the views; like them it can be thrown away."""

    def __init__(self, engine: Engine, ledger: Ledger) -> None:
        self._engine, self._ledger, self._lock = engine, ledger, Lock()
        _ACTS.create(engine, checkfirst=True)

    def catch_up(self) -> None:
        """Take in all acts that are new."""
        with self._lock:
            with self._engine.connect() as connection:
                last = connection.scalar(select(func.max(_ACTS.c.idx)))
            rows: list[dict[str, object]] = []
            for row in self._ledger.entries(start=0 if last is None else last + 1):
                rows.append({"act": _id_of(row.data), "idx": row.index})
                if len(rows) == BATCH:
                    self._write(rows)
                    rows = []
            self._write(rows)

    def find(self, act: str) -> int | None:
        """Return the index of an act, also if it was stored this moment."""
        found = self._look_up(act)
        if found is None:
            self.catch_up()
            found = self._look_up(act)
        return found

    def _look_up(self, act: str) -> int | None:
        with self._engine.connect() as connection:
            found: int | None = connection.scalar(select(_ACTS.c.idx).where(_ACTS.c.act == act))
        return found

    def _write(self, rows: list[dict[str, object]]) -> None:
        if rows:
            with self._engine.begin() as connection:
                connection.execute(insert(_ACTS).on_conflict_do_nothing(), rows)


def _id_of(entry: bytes) -> str:
    return Act.from_bytes(Entry.from_bytes(entry).act).act
