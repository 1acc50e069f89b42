"""The ledger as projections are fed with it."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.ledger.given import JUDGED_BY_ACT
from adapters.ledger.mapper import ActHead, envelope_of, event_of, head_of, kids_of
from adapters.ledger.rows import EntryRow
from projections.feed import FeedItem


def feed_items(row: EntryRow, topics: frozenset[str]) -> Iterator[FeedItem]:
    """Yield the events of an entry that have these topics.

    Raises:
        CorruptStoreError: An event or its act cannot be read.
    """
    head: ActHead | None = None
    kids: frozenset[str] | None = None
    for n, data in enumerate(row.bodies):
        body = envelope_of(data)
        if body.topic not in topics:
            continue
        head = head or head_of(row.data)
        if kids is None and body.topic in JUDGED_BY_ACT:
            kids = kids_of(row.data)
        yield FeedItem(
            index=row.index,
            n=n,
            act=head.act,
            at=head.at,
            stream=body.stream,
            position=body.position,
            event=event_of(body),
            kids=kids or frozenset(),
        )
