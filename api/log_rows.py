"""The acts of a log as rows of a table."""

from __future__ import annotations

from datetime import date
from typing import Any

from adapters.ledger.application import Ledger
from adapters.ledger.mapper import head_of
from adapters.ledger.rows import EntryRow
from audit.format.act import Act
from audit.format.body import EventBody
from audit.format.entry import Entry
from domain.values.time import beijing_date

_PAGE = 256


def newest_acts(
    ledger: Ledger, last: int, *, index: int | None = None, on: date | None = None
) -> list[dict[str, Any]]:
    """Return up to ``last`` acts in order, the newest last; as of an index or the end of a day."""
    end = ledger.size() if index is None else min(index + 1, ledger.size())
    found: list[EntryRow] = []
    while end and len(found) < last:
        start = max(0, end - _PAGE)
        page = list(ledger.entries(end, start=start))
        found[:0] = [row for row in page if on is None or beijing_date(head_of(row.data).at) <= on]
        end = start
    return [_told(row) for row in found[-last:]] if last > 0 else []


def events_of(ledger: Ledger, index: int) -> list[dict[str, str]]:
    """Return the events of one act: topic and stream of each."""
    (row,) = ledger.entries(index + 1, start=index)
    bodies = [EventBody.from_bytes(body) for body in row.bodies]
    return [{"topic": body.topic, "stream": body.stream} for body in bodies]


def _told(row: EntryRow) -> dict[str, Any]:
    act = Act.from_bytes(Entry.from_bytes(row.data).act)
    topics = [EventBody.from_bytes(body).topic for body in row.bodies]
    return {
        "index": row.index,
        "at": act.at,
        "act": act.act,
        "actors": ", ".join(f"{actor.person}/{actor.role}" for actor in act.actors),
        "events": len(topics),
        "first": topics[0],
    }
