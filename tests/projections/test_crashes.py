"""Views after a crash: rows and position stand at the last page that was read in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
import sqlalchemy as sa

from projections.feed import Page
from tests.projections.catching_up_given import YEAR, Desk, database, digest_of
from tests.projections.story import MemoryFeed, in_acts


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
