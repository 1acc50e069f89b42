"""岗位看板: every post of every school, who sits on it, and how many seats are free."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.school.events import PostsPublished, SeatFreed, SeatTaken
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable


class PostBoard:
    """One row a post, one row a seat that is taken."""

    name: ClassVar[str] = "post_board.v2"
    topics: ClassVar[frozenset[str]] = frozenset(
        each.TOPIC for each in (PostsPublished, SeatTaken, SeatFreed)
    )

    def __init__(self) -> None:
        self.posts = TemporalTable(
            "post_board",
            keys=("school", "post"),
            values=("kind", "title", "subject", "headcount_count", "taken_count"),
        )
        self.seats = TemporalTable("seats", keys=("school", "post", "person"), values=("round",))

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.posts, self.seats)

    def apply(self, item: FeedItem) -> None:
        on = beijing_date(item.at)
        match item.event:
            case PostsPublished(posts=posts):
                self._take_down(item)
                for post in posts:
                    self.posts.put(
                        (item.key, post.number),
                        item.index,
                        on,
                        kind=post.kind.value,
                        title=post.title,
                        subject=post.subject,
                        headcount_count=post.headcount,
                        taken_count=0,
                    )
            case SeatTaken() as taken:
                key = (item.key, taken.post, taken.person)
                self.seats.put(key, item.index, on, round=taken.round)
                self._count(item, taken.post, 1)
            case SeatFreed() as freed:
                self.seats.end((item.key, freed.post, freed.person), item.index, on)
                self._count(item, freed.post, -1)
            case _:
                pass

    def _take_down(self, item: FeedItem) -> None:
        """End the posts and seats of the school's list before, as the school itself does."""
        on = beijing_date(item.at)
        for table in (self.posts, self.seats):
            for row in table.open_rows():
                if row["school"] == item.key:
                    table.end(tuple(row[name] for name in table.keys), item.index, on)

    def _count(self, item: FeedItem, post: str, step: int) -> None:
        row = self.posts.get(item.key, post)
        taken = row["taken_count"] if row is not None else None
        if isinstance(taken, int):
            on = beijing_date(item.at)
            self.posts.put((item.key, post), item.index, on, taken_count=taken + step)
