"""期限表: what is due by when.

Letters, answers to offers, ends of notices, filing of contracts, steps of cases, and what
follows from protection and exit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from domain.contract.events import ContractFiled
from domain.dispute.events import EVENTS as CASE_EVENTS
from domain.kernel import DomainEvent
from domain.notice.events import (
    NoticePeriodEnded,
    NoticePublished,
    NoticeReissued,
    NoticeRestarted,
)
from domain.recruitment.events import (
    AdjustmentProposed,
    OfferAccepted,
    OfferDeclined,
    OfferLapsed,
    PostOffered,
    RecruitmentRoundOpened,
    RoundResumed,
    ScoresLocked,
)
from domain.recruitment.events.shortlisting import FirstPartLocked
from domain.values.time import beijing_date
from projections import exit_deadlines
from projections.case_dues import dues_of
from projections.feed import FeedItem
from projections.temporal import TemporalTable

_EVENTS: tuple[type[DomainEvent], ...] = (
    RecruitmentRoundOpened,
    RoundResumed,
    ScoresLocked,
    FirstPartLocked,
    AdjustmentProposed,
    PostOffered,
    OfferAccepted,
    OfferDeclined,
    OfferLapsed,
    NoticePublished,
    NoticeRestarted,
    NoticeReissued,
    NoticePeriodEnded,
    ContractFiled,
    *CASE_EVENTS,
    *exit_deadlines.EVENTS,
)


class DeadlineCalendar:
    """One row a matter, open until it is settled; a late filing stays as settled late."""

    name: ClassVar[str] = "deadlines.v5"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in _EVENTS)

    def __init__(self) -> None:
        self.dues = TemporalTable("deadlines", keys=("kind", "matter"), values=("due", "settled"))

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.dues,)

    def apply(self, item: FeedItem) -> None:
        match item.event:
            case RecruitmentRoundOpened(intents_until=until):
                self._due(item, "intents", item.key, until.isoformat())
            case RoundResumed() as resumed:
                self._go_on(item, resumed)
            case ScoresLocked() | FirstPartLocked():
                self._settle(item, "intents", item.key)
            case PostOffered() | AdjustmentProposed() as offered:
                matter = f"{item.key}/{offered.posts.school}/{offered.teacher}"
                self._due(item, "answer", matter, offered.answer_until.isoformat())
            case OfferAccepted() | OfferDeclined() | OfferLapsed() as answered:
                matter = f"{item.key}/{answered.posts.school}/{answered.teacher}"
                self._settle(item, "answer", matter)
            case (
                NoticePublished(last_day=day)
                | NoticeRestarted(last_day=day)
                | NoticeReissued(last_day=day)
            ):
                self._due(item, "notice", item.key, day.isoformat())
            case NoticePeriodEnded():
                self._settle(item, "notice", item.key)
            case ContractFiled() as filed:
                settled = "late" if filed.late else "in_time"
                due = filed.due_on.isoformat()
                self.dues.put(
                    ("filing", item.key),
                    item.index,
                    beijing_date(item.at),
                    due=due,
                    settled=settled,
                )
            case _:
                self._case(item)
                self._follow(item)

    def _go_on(self, item: FeedItem, resumed: RoundResumed) -> None:
        """Let what is waited for have the time that the round stood still."""
        pause = timedelta(seconds=resumed.pause_seconds)
        for row in self.dues.open_rows():
            kind, matter = str(row["kind"]), str(row["matter"])
            if (kind, matter) == ("intents", item.key):
                self._due(item, kind, matter, resumed.intents_until.isoformat())
            elif kind == "answer" and matter.startswith(f"{item.key}/"):
                until = datetime.fromisoformat(str(row["due"])) + pause
                self._due(item, kind, matter, until.isoformat())

    def _case(self, item: FeedItem) -> None:
        for kind, last_day in dues_of(item.event):
            if last_day is None:
                self._settle(item, kind, item.key)
            else:
                self._due(item, kind, item.key, last_day)

    def _follow(self, item: FeedItem) -> None:
        """Take what follows from protection and exit."""
        for change in exit_deadlines.changes_of(item):
            if change.due is None:
                self._settle(item, change.kind, change.matter)
            else:
                self._due(item, change.kind, change.matter, change.due.isoformat())

    def _due(self, item: FeedItem, kind: str, matter: str, due: str) -> None:
        self.dues.put((kind, matter), item.index, beijing_date(item.at), due=due, settled=None)

    def _settle(self, item: FeedItem, kind: str, matter: str) -> None:
        self.dues.end((kind, matter), item.index, beijing_date(item.at))
