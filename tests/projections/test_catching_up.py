"""Views are the same however the ledger is read: in what pages, how often, up to what day."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from projections.feed import Feed
from projections.projector import Projector
from projections.roster import Roster
from projections.temporal import TemporalTable
from projections.views import Views
from tests.projections.catching_up_given import YEAR, Desk, database, digest_of
from tests.projections.story import Fact, in_acts

SIZES = st.lists(st.integers(1, 5), min_size=1, max_size=4)
SHUFFLED = st.lists(st.sampled_from(YEAR), max_size=60)
"""Any events in any order: a view must not rest on rules that may change."""


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
