"""The register of cases alone, with the names of bodies: what a reader of a bundle asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Engine

from projections.bodies import Bodies
from projections.cases import CaseRegister
from projections.feed import Feed
from projections.projector import Projector


class CaseViews:
    """The register of cases over one database. Ask after ``catch_up``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._cases, self._bodies = CaseRegister(), Bodies()
        self._projector = Projector(engine, (self._cases, self._bodies))

    def catch_up(self, feed: Feed) -> int:
        """Apply all that is new; return the index reached, -1 where there is nothing."""
        return self._projector.catch_up(feed)

    def cases(self, *, index: int | None = None, on: date | None = None) -> list[dict[str, Any]]:
        """Return the register of cases."""
        with self._engine.connect() as connection:
            return self._cases.cases.rows(connection, index=index, on=on)

    def bodies(self) -> dict[str, str]:
        """Return the names of schools and offices by id."""
        with self._engine.connect() as connection:
            rows = self._bodies.names.rows(connection)
        return {row["body"]: row["name"] for row in rows}
