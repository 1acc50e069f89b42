"""Views are the same however the ledger is read: in what pages, how often, after what crash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, ClassVar

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.pool import StaticPool

from projections.bodies import Bodies
from projections.deadlines import DeadlineCalendar
from projections.feed import Feed, Page
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
from projections.views import Views
from tests.projections.story import Fact, MemoryFeed, in_acts, year

YEAR = year()
SIZES = st.lists(st.integers(1, 5), min_size=1, max_size=4)
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
SHUFFLED = st.lists(st.sampled_from(YEAR), max_size=60)
"""Any events in any order: a view must not rest on rules that may change."""


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


def rows_now(feed: Feed) -> dict[str, list[dict[str, Any]]]:
    """Return what holds at the end of a feed, from a fresh database."""
    with database() as engine:
        desk = Desk(engine)
        desk.projector.catch_up(feed)
        return desk.rows()


def test_the_year_fills_every_view() -> None:
    with database() as engine:
        desk = Desk(engine)
        desk.projector.catch_up(in_acts(YEAR, [1]))
        with engine.connect() as connection:
            counts = {
                each.table.name: connection.scalar(
                    sa.select(sa.func.count()).select_from(each.table)
                )
                for each in desk.tables
            }
    assert [name for name, count in counts.items() if not count] == []


@settings(max_examples=12, deadline=None)
@given(facts=SHUFFLED, sizes=SIZES, pages=st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_the_rows_are_the_same_for_every_split_into_pages(
    facts: list[Fact], sizes: list[int], pages: list[int]
) -> None:
    for told in (facts, YEAR):
        feed = in_acts(told, sizes)
        assert {digest_of(feed, page) for page in (*pages, 512)} == {digest_of(feed)}


@settings(max_examples=8, deadline=None)
@given(sizes=SIZES, stops=st.lists(st.integers(0, 80), max_size=4))
def test_the_rows_are_the_same_however_often_one_catches_up(
    sizes: list[int], stops: list[int]
) -> None:
    feed = in_acts(YEAR, sizes)
    with database() as engine:
        for stop in sorted(stops):
            Desk(engine).projector.catch_up(feed.cut(stop), page=3)
        desk = Desk(engine)
        assert desk.projector.catch_up(feed) == len(feed.acts) - 1
        assert desk.projector.digest() == digest_of(feed)
        assert desk.projector.catch_up(feed) == len(feed.acts) - 1


@settings(max_examples=8, deadline=None)
@given(facts=SHUFFLED, sizes=SIZES, data=st.data())
def test_as_of_an_index_is_what_a_rebuild_cut_there_shows(
    facts: list[Fact], sizes: list[int], data: st.DataObject
) -> None:
    feed = in_acts([*YEAR, *facts], sizes)
    with database() as engine:
        desk = Desk(engine)
        desk.projector.catch_up(feed)
        for _ in range(4):
            index = data.draw(st.integers(-1, len(feed.acts)))
            assert desk.rows(index=index) == rows_now(feed.cut(index + 1))


@settings(max_examples=8, deadline=None)
@given(facts=SHUFFLED, sizes=SIZES, data=st.data())
def test_as_of_a_date_is_what_a_rebuild_cut_at_the_end_of_that_day_shows(
    facts: list[Fact], sizes: list[int], data: st.DataObject
) -> None:
    feed = in_acts([*YEAR, *facts], sizes)
    with database() as engine:
        desk = Desk(engine)
        desk.projector.catch_up(feed)
        for _ in range(4):
            day = data.draw(st.sampled_from(feed.days()))
            assert desk.rows(on=day) == rows_now(feed.until(day))


def test_now_is_as_of_the_last_index() -> None:
    feed = in_acts(YEAR, [2])
    with database() as engine:
        desk = Desk(engine)
        last = desk.projector.catch_up(feed)
        assert desk.rows() == desk.rows(index=last) == desk.rows(on=date(2030, 1, 1))


class CutOffError(Exception):
    """Raised where a test pulls the plug."""


class FailingFeed:
    """A feed that breaks off after so many pages."""

    def __init__(self, feed: MemoryFeed, pages: int) -> None:
        self._feed, self._left = feed, pages

    def after(self, index: int, limit: int, topics: frozenset[str]) -> Page | None:
        if self._left == 0:
            raise CutOffError
        self._left -= 1
        return self._feed.after(index, limit, topics)


class FailingPage(Sequence[Any]):
    """The items of a page, of which only some can be read."""

    def __init__(self, items: Sequence[Any], readable: int) -> None:
        self._items, self._readable = items, readable

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, n: Any) -> Any:
        if n >= self._readable:
            raise CutOffError
        return self._items[n]


class HalfFeed:
    """A feed whose second page breaks off in the middle."""

    def __init__(self, feed: MemoryFeed, readable: int) -> None:
        self._feed, self._readable = feed, readable

    def after(self, index: int, limit: int, topics: frozenset[str]) -> Page | None:
        page = self._feed.after(index, limit, topics)
        if page is None or index < 0:
            return page
        return Page(FailingPage(list(page.items), self._readable), page.last_index)


def must_stand_at(desk: Desk, feed: MemoryFeed, size: int) -> None:
    """Check that rows and position are those of a ledger of that size."""
    assert desk.position() == (size - 1 if size else None)
    assert desk.projector.digest() == digest_of(feed.cut(size))


@pytest.mark.parametrize("pages", [0, 1, 2, 5])
def test_a_crash_between_pages_leaves_rows_and_position_at_the_last_page(pages: int) -> None:
    feed = in_acts(YEAR, [2])
    with database() as engine:
        desk = Desk(engine)
        with pytest.raises(CutOffError):
            desk.projector.catch_up(FailingFeed(feed, pages), page=4)
        must_stand_at(desk, feed, 4 * pages)
        desk.projector.catch_up(feed, page=4)
        must_stand_at(desk, feed, len(feed.acts))


@pytest.mark.parametrize("readable", [0, 1, 7, 20])
@pytest.mark.parametrize("page_after", [1, 3, 512])
def test_a_crash_within_a_page_leaves_nothing_of_it(readable: int, page_after: int) -> None:
    """Also where the same views go on afterwards, in other pages."""
    feed = in_acts(YEAR, [2])
    with database() as engine:
        desk = Desk(engine)
        with pytest.raises(CutOffError):
            desk.projector.catch_up(HalfFeed(feed, readable), page=20)
        must_stand_at(desk, feed, 20)
        desk.projector.catch_up(feed, page=page_after)
        must_stand_at(desk, feed, len(feed.acts))


@pytest.mark.parametrize("table", ["roster", "projection_positions"])
def test_a_crash_while_writing_leaves_nothing_of_the_page(table: str) -> None:
    feed = in_acts(YEAR, [2])
    with database() as engine:
        desk = Desk(engine)
        desk.projector.catch_up(feed.cut(10))

        def pull_the_plug(*args: Any) -> None:
            if f"INSERT INTO {table}" in args[2]:
                raise CutOffError

        sa.event.listen(engine, "before_cursor_execute", pull_the_plug)
        with pytest.raises(CutOffError):
            desk.projector.catch_up(feed, page=30)
        sa.event.remove(engine, "before_cursor_execute", pull_the_plug)
        must_stand_at(desk, feed, 10)
        desk.projector.catch_up(feed, page=7)
        must_stand_at(desk, feed, len(feed.acts))


def test_a_rebuild_has_the_same_digest() -> None:
    feed = in_acts(YEAR, [3])
    with database() as engine:
        views = Views(engine)
        views.catch_up(feed, page=2)
        before = views.digest()
        assert views.rebuild(feed) == len(feed.acts) - 1
        assert views.digest() == before


class RosterOfTomorrow(Roster):
    """The same view in its next version, with another column."""

    name: ClassVar[str] = "roster.v99"

    def __init__(self) -> None:
        super().__init__()
        self.people = TemporalTable(
            "roster", keys=("person",), values=(*self.people.values, "remark")
        )


def test_a_new_version_is_built_anew_and_so_is_the_old_one_after_it() -> None:
    feed = in_acts(YEAR, [3])
    with database() as engine:
        old, new = Projector(engine, [Roster()]), Projector(engine, [RosterOfTomorrow()])
        digests = []
        for projector, size in ((old, 9), (new, 12), (old, 12), (new, 12), (old, 9)):
            assert projector.catch_up(feed.cut(size), page=4) == size - 1
            digests.append(projector.digest())
    assert digests[1] == digests[3] != digests[0] == digests[4] != digests[2]


def test_a_row_more_or_less_changes_the_digest() -> None:
    feed = in_acts(YEAR, [1])
    digests = [digest_of(feed.cut(size)) for size in (0, 10, len(feed.acts) - 1, len(feed.acts))]
    assert len(set(digests)) == len(digests)


def test_a_view_that_an_administrator_forged_is_not_what_the_log_gives() -> None:
    """Whoever audits rebuilds and compares the digests."""
    feed = in_acts(YEAR, [3])
    with database() as engine:
        views = Views(engine)
        views.catch_up(feed, page=2)
        genuine = views.digest()
        with engine.begin() as connection:
            last = "(SELECT max(person) FROM roster)"
            forged = f"UPDATE roster SET school = 'elsewhere' WHERE person = {last}"
            assert connection.exec_driver_sql(forged).rowcount
        assert views.digest() != genuine
        views.rebuild(feed)
        assert views.digest() == genuine


def test_both_databases_have_the_same_digest(database_url: str) -> None:
    feed = in_acts(YEAR, [2])
    engine = sa.create_engine(database_url)
    desk = Desk(engine)
    desk.projector.catch_up(feed, page=5)
    assert desk.projector.digest() == digest_of(feed)
    assert desk.rows(index=9) == rows_now(feed.cut(10))
    engine.dispose()
