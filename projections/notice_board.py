"""公示栏: every notice, its last day, the objections open against it, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.notice import events as e
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable


class NoticeBoard:
    """One row a notice."""

    name: ClassVar[str] = "notice_board.v1"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in e.EVENTS)

    def __init__(self) -> None:
        self.notices = TemporalTable(
            "notice_board",
            keys=("notice",),
            values=("round", "issuer", "list_sha256", "last_day", "state", "open_count"),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.notices,)

    def apply(self, item: FeedItem) -> None:
        changes: dict[str, str | int | None]
        match item.event:
            case e.NoticePublished() as up:
                changes = {
                    "round": up.round,
                    "issuer": up.issuer,
                    "list_sha256": up.list_sha256,
                    "last_day": up.last_day.isoformat(),
                    "state": "up",
                    "open_count": 0,
                }
            case e.NoticeRestarted() as up:
                last_day = up.last_day.isoformat()
                changes = {"list_sha256": up.list_sha256, "last_day": last_day, "state": "up"}
            case e.NoticeReissued() as up:
                changes = {"last_day": up.last_day.isoformat(), "state": "up"}
            case e.ObjectionFiled():
                changes = {"open_count": self._open(item) + 1}
            case e.ObjectionUpheld() | e.ObjectionRejected():
                changes = {"open_count": self._open(item) - 1}
            case e.NoticePeriodEnded():
                changes = {"state": "ended"}
            case e.NoticeWithdrawn():
                changes = {"state": "withdrawn"}
            case e.NoticeTakenDown():
                changes = {"state": "taken_down"}
            case _:
                return
        self.notices.put((item.key,), item.index, beijing_date(item.at), **changes)

    def _open(self, item: FeedItem) -> int:
        row = self.notices.get(item.key)
        found = row["open_count"] if row is not None else 0
        return found if isinstance(found, int) else 0
