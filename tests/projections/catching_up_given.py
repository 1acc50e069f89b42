"""All views over one database, read as one likes, and the year they are read from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from projections.bodies import Bodies
from projections.deadlines import DeadlineCalendar
from projections.feed import Feed
from projections.notice_board import NoticeBoard
from projections.offices_held import OfficesHeld
from projections.post_board import PostBoard
from projections.projector import POSITIONS, Projection, Projector
from projections.quota_sheet import QuotaSheet
from projections.ranking import RankingList
from projections.roster import Roster
from projections.temporal import TemporalTable
from projections.transfers import Transfers
from projections.unplaced_register import UnplacedRegister
from tests.projections.story import year

YEAR = year()
KINDS: tuple[type[Projection], ...] = (
    Roster,
    PostBoard,
    QuotaSheet,
    RankingList,
    UnplacedRegister,
    NoticeBoard,
    OfficesHeld,
    DeadlineCalendar,
    Bodies,
    Transfers,
)


@contextmanager
def database() -> Iterator[sa.Engine]:
    engine = sa.create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )
    yield engine
    engine.dispose()


class Desk:
    """All views over one database, and every row of them."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.views = [kind() for kind in KINDS]
        self.projector = Projector(engine, self.views)

    @property
    def tables(self) -> list[TemporalTable]:
        return [table for view in self.views for table in view.tables]

    def rows(self, **when: Any) -> dict[str, list[dict[str, Any]]]:
        """Return what held then, without the columns that only the future can fill."""
        with self.engine.connect() as connection:
            return {
                table.table.name: [
                    {k: v for k, v in row.items() if k not in {"until_index", "until_on"}}
                    for row in table.rows(connection, **when)
                ]
                for table in self.tables
            }

    def position(self) -> int | None:
        with self.engine.connect() as connection:
            found: int | None = connection.scalar(sa.select(POSITIONS.c.index))
        return found


def digest_of(feed: Feed, page: int = 512) -> str:
    """Return the digest of all views over a feed."""
    with database() as engine:
        desk = Desk(engine)
        desk.projector.catch_up(feed, page=page)
        return desk.projector.digest()
