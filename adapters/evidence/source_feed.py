"""A source of events as a feed for views: a bundle is looked at as a ledger is."""

from __future__ import annotations

from collections.abc import Iterator

from audit.replay.authenticity import Authenticity
from audit.replay.checked_act import CheckedAct
from audit.replay.events import instant_of
from audit.replay.source import Source
from projections.feed import FeedItem, Page


class SourceFeed:
    """Implements ``projections.feed.Feed``. What is not genuine, or withheld, is left out."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._authenticity = Authenticity(source)

    def after(self, index: int, limit: int, topics: frozenset[str]) -> Page | None:
        """Return up to ``limit`` acts after ``index``; ``None`` at the end."""
        stop = min(index + 1 + limit, self._source.size())
        if index + 1 >= stop:
            return None
        return Page(self._items(range(index + 1, stop), topics), stop - 1)

    def _items(self, indexes: range, topics: frozenset[str]) -> Iterator[FeedItem]:
        for index in indexes:
            checked = self._authenticity.check(index)
            yield from _items_of(checked, topics)


def _items_of(checked: CheckedAct, topics: frozenset[str]) -> Iterator[FeedItem]:
    if checked.act is None:
        return
    for each in checked.events:
        if each.event.TOPIC in topics:
            yield FeedItem(
                index=checked.index,
                n=each.place.n,
                act=checked.act.act,
                at=instant_of(checked.act),
                stream=each.stream,
                position=each.position,
                event=each.event,
            )
