"""竞聘台账: rounds, letters of intent, marks and offers, a row each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import ClassVar, assert_never

from domain.kernel import DomainEvent
from domain.recruitment import events as e
from domain.recruitment.events.shortlisting import FirstPartLocked, ShortlistComputed
from domain.recruitment.wishes import PostSet
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable, Value

_Round = (
    e.RecruitmentRoundOpened
    | FirstPartLocked
    | ShortlistComputed
    | e.ScoresLocked
    | e.RankingComputed
    | e.SelectionClosed
    | e.AppointmentRevoked
    | e.UnplacedRevoked
    | e.RoundReopened
    | e.RoundFinalised
    | e.RoundVoided
    | e.RoundSuspended
    | e.RoundResumed
)
_STATES: Mapping[type[DomainEvent], str] = {
    FirstPartLocked: "first_part_locked",
    ShortlistComputed: "shortlisted",
    e.ScoresLocked: "scores_locked",
    e.RankingComputed: "ranked",
    e.SelectionClosed: "selection_closed",
    e.AppointmentRevoked: "reopened",
    e.RoundReopened: "reopened",
    e.RoundFinalised: "finalised",
    e.RoundVoided: "voided",
    e.RoundSuspended: "suspended",
}
"""竞聘轮次状态."""
_Bid = (
    e.IntentSubmitted
    | e.IntentReplaced
    | e.IntentWithdrawn
    | e.BidderQualified
    | e.BidderDisqualified
    | e.BidReturned
    | e.BidSupplemented
)
_Mark = e.ScoreItemRecorded | e.ScoreCorrected | e.JudgeMarked | e.MarkCorrected
_Offer = e.PostOffered | e.OfferAccepted | e.OfferDeclined | e.OfferLapsed | e.AppointmentRevoked
_TOPICS = frozenset(
    each.TOPIC for group in (_Round, _Bid, _Mark, _Offer) for each in group.__args__
)


class RoundBook:
    """One row a round; a bidder in it; an item of a bidder's score; an offer of a school."""

    name: ClassVar[str] = "round_book.v4"
    topics: ClassVar[frozenset[str]] = _TOPICS

    def __init__(self) -> None:
        self.rounds = TemporalTable(
            "rounds",
            keys=("round",),
            values=(
                "plan",
                "pack_sha256",
                "stage",
                "organiser",
                "intents_from",
                "intents_until",
                "state",
            ),
        )
        self.bids = TemporalTable(
            "bids",
            keys=("round", "teacher"),
            values=("organiser", "school", "wishes", "office", "state", "reason"),
        )
        self.marks = TemporalTable(
            "marks",
            keys=("round", "bidder", "item", "judge"),
            values=("organiser", "mark_milli", "fact", "evidence"),
        )
        self.offers = TemporalTable(
            "offers",
            keys=("round", "school", "teacher"),
            values=("organiser", "posts", "rank", "answer_until", "state"),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.rounds, self.bids, self.marks, self.offers)

    def apply(self, item: FeedItem) -> None:
        event = item.event
        if isinstance(event, _Round):
            self._round(item, event)
        if isinstance(event, _Bid):
            self._bid(item, event)
        if isinstance(event, _Mark):
            self._mark(item, event)
        if isinstance(event, _Offer):
            self._offer(item, event)

    def _round(self, item: FeedItem, event: _Round) -> None:
        match event:
            case e.RecruitmentRoundOpened():
                changes: dict[str, Value] = {
                    "plan": event.plan,
                    "pack_sha256": event.pack_sha256,
                    "stage": event.stage.value,
                    "organiser": event.organiser,
                    "intents_from": event.intents_from.isoformat(),
                    "intents_until": event.intents_until.isoformat(),
                    "state": "open",
                }
            case e.UnplacedRevoked():
                changes = self._set_aside(item.key)
            case e.RoundResumed():
                self._offers_go_on(item, event.pause_seconds)
                changes = {"state": "resumed", "intents_until": event.intents_until.isoformat()}
            case _:
                changes = {"state": _STATES[type(event)]}
        self.rounds.put((item.key,), item.index, beijing_date(item.at), **changes)

    def _offers_go_on(self, item: FeedItem, pause_seconds: int) -> None:
        """Let answers that are waited for have the time that the round stood still."""
        pause = timedelta(seconds=pause_seconds)
        for row in self.offers.open_rows():
            if (row["round"], row["state"]) == (item.key, "offered"):
                until = (datetime.fromisoformat(str(row["answer_until"])) + pause).isoformat()
                key = (item.key, row["school"], row["teacher"])
                self._put(self.offers, item, key, {"answer_until": until})

    def _set_aside(self, round_: str) -> dict[str, Value]:
        """Return the state after a 落聘 fell: a selection that had closed is open again."""
        row = self.rounds.get(round_)
        closed = row is not None and row["state"] == "selection_closed"
        return {"state": "reopened"} if closed else {}

    def _bid(self, item: FeedItem, event: _Bid) -> None:
        match event:
            case e.IntentSubmitted() | e.IntentReplaced():
                changes: dict[str, Value] = {
                    "school": event.wishes[0].school if event.wishes else None,
                    "wishes": _text([_posts(each) for each in event.wishes]),
                    "office": event.office,
                    "state": "submitted",
                    "reason": None,
                }
            case e.IntentWithdrawn():
                changes = {"state": "withdrawn"}
            case e.BidderQualified():
                changes = {"state": "qualified", "reason": None}
            case e.BidderDisqualified():
                changes = {"state": "disqualified", "reason": event.reason.value}
            case e.BidReturned():
                changes = {"state": "returned", "reason": "；".join(event.missing)}
            case e.BidSupplemented():
                changes = {"state": "supplemented", "reason": None}
            case _:
                assert_never(event)
        self._put(self.bids, item, (item.key, event.teacher), changes)

    def _mark(self, item: FeedItem, event: _Mark) -> None:
        changes: dict[str, Value]
        match event:
            case e.ScoreItemRecorded() | e.ScoreCorrected():
                key = (item.key, event.bidder, event.item, "")
                fact = _text(event.fact.model_dump(mode="json"))
                changes = {"fact": fact, "evidence": event.evidence}
            case e.JudgeMarked() | e.MarkCorrected():
                key = (item.key, event.bidder, event.item, event.judge)
                changes = {"mark_milli": event.mark_milli}
            case _:
                assert_never(event)
        self._put(self.marks, item, key, changes)

    def _offer(self, item: FeedItem, event: _Offer) -> None:
        match event:
            case e.PostOffered():
                changes: dict[str, Value] = {
                    "posts": _text(_posts(event.posts)),
                    "rank": event.rank,
                    "answer_until": event.answer_until.isoformat(),
                    "state": "offered",
                }
            case e.OfferAccepted():
                changes = {"state": "accepted"}
            case e.OfferDeclined():
                changes = {"state": "declined"}
            case e.OfferLapsed():
                changes = {"state": "lapsed"}
            case e.AppointmentRevoked():
                changes = {"state": "revoked"}
            case _:
                assert_never(event)
        self._put(self.offers, item, (item.key, event.posts.school, event.teacher), changes)

    def _put(
        self,
        table: TemporalTable,
        item: FeedItem,
        key: tuple[Value, ...],
        changes: dict[str, Value],
    ) -> None:
        row = self.rounds.get(item.key)
        organiser = row["organiser"] if row is not None else None
        table.put(key, item.index, beijing_date(item.at), organiser=organiser, **changes)


def _posts(posts: PostSet) -> dict[str, object]:
    return posts.model_dump(mode="json")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
