"""What a recruitment round has come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, assert_never

from domain.kernel import Aggregate, Frozen
from domain.notice.events import NoticeEntry
from domain.recruitment import events as e
from domain.recruitment.derivation import RankRow, TiedGroup
from domain.recruitment.scoring import Inputs
from domain.recruitment.wishes import PostSet
from domain.school.posts import Post, StaffClass
from domain.values.digest import sha256_of
from domain.values.facts import ItemFact
from domain.values.ids import Count, Id, Milli, PostNumber, Sha256Hex


class Check(StrEnum):
    """资格审查状态: returned is not rejected."""

    OPEN = "open"  # 待审
    RETURNED = "returned"  # 退回补正
    QUALIFIED = "qualified"  # 合格
    DISQUALIFIED = "disqualified"  # 不合格


class OfficeStep(StrEnum):
    """职务审批状态."""

    NONE = "none"
    PROPOSED = "proposed"  # 已上报
    APPROVED = "approved"  # 已备案
    REFUSED = "refused"  # 不予备案


class Offer(Frozen):
    """要约: an offer that waits for its answer and reserves its seats."""

    posts: PostSet
    answer_until: datetime


class Placement(Frozen):
    """受聘: what the bidder accepted."""

    from_school: Id
    posts: PostSet
    staff_class: StaffClass


class Bidder(Frozen):
    """竞聘人: one member of the pool, and how far she has come."""

    teacher: Id
    wishes: tuple[PostSet, ...] = ()
    office: PostNumber | None = None
    withdrawn: bool = False
    check: Check = Check.OPEN
    supplement_until: datetime | None = None
    facts: Mapping[str, ItemFact] = {}
    marks: Mapping[str, Mapping[Id, Milli]] = {}
    ballots: Mapping[str, Count] = {}
    offers: Mapping[Id, Offer] = {}
    """Open offers by school."""
    declined: tuple[PostSet, ...] = ()
    placement: Placement | None = None
    office_step: OfficeStep = OfficeStep.NONE
    unplaced: bool = False
    told: bool = False

    @property
    def bids(self) -> bool:
        """Tell whether a letter of intent stands."""
        return bool(self.wishes) and not self.withdrawn

    @property
    def eligible(self) -> bool:
        """Tell whether the bidder may be offered a post now."""
        free = self.placement is None and not self.unplaced
        return self.bids and self.check is Check.QUALIFIED and free

    def inputs(self) -> Inputs:
        """Return what the score rests on."""
        return Inputs(bidder=self.teacher, facts=self.facts, marks=self.marks, ballots=self.ballots)


class RecruitmentRound(Aggregate):
    """竞聘轮次: one stage, frozen at its opening, and everything decided in it."""

    KIND: ClassVar[str] = "recruitment-round"
    plan: Id
    pack_sha256: Sha256Hex
    stage: e.Stage
    organiser: Id
    schools: Mapping[Id, e.RoundSchool]
    intents_from: datetime
    intents_until: datetime
    bidders: Mapping[Id, Bidder]
    late: Mapping[Id, datetime] = {}
    appraised: frozenset[Id] = frozenset()
    scored: tuple[Id, ...] | None = None
    """The scored population, frozen at the lock; ``None`` before."""
    ranking: Mapping[Id, RankRow] = {}
    ties: tuple[TiedGroup, ...] = ()
    orders: tuple[tuple[Id, ...], ...] = ()
    ranking_stands: bool = False
    """Whether the ranking is that of the scores as they stand."""
    cadres_done: frozenset[Id] = frozenset()
    excepted: frozenset[Id] = frozenset()
    selection_closed: bool = False
    finalised: bool = False

    @property
    def body(self) -> str:
        return self.organiser

    def post(self, school: str, number: PostNumber) -> Post | None:
        """Return a post of the frozen list."""
        posts = self.schools[school].posts if school in self.schools else ()
        return next((post for post in posts if post.number == number), None)

    def posts_of(self, posts: PostSet) -> tuple[Post, ...]:
        """Return the posts of a set, those in the list."""
        found = (self.post(posts.school, number) for number in posts.numbers)
        return tuple(post for post in found if post is not None)

    def open_offers(self, school: str) -> Iterator[tuple[Bidder, Offer]]:
        """Yield the offers of a school that wait for an answer."""
        for bidder in self.bidders.values():
            offer = bidder.offers.get(school)
            if offer is not None:
                yield bidder, offer

    def rank_of(self, teacher: str, school: str, number: PostNumber) -> int | None:
        """Return a bidder's place among those who bid for a post."""
        row = self.ranking.get(teacher)
        ranks = row.ranks if row is not None else ()
        places = (each.rank for each in ranks if (each.school, each.post) == (school, number))
        return next(places, None)

    def notice_entries(self) -> tuple[NoticeEntry, ...]:
        """Return the list of those hired, by school, post and person."""
        entries = [_entry(each) for each in self.bidders.values() if each.placement is not None]
        return tuple(sorted(entries, key=lambda each: (each.school, each.posts, each.person)))

    def list_sha256(self) -> str:
        """Return the digest of the list of those hired."""
        return sha256_of(self.notice_entries())


_BidderEvent = (
    e.IntentSubmitted
    | e.IntentReplaced
    | e.IntentWithdrawn
    | e.BidderQualified
    | e.BidderDisqualified
    | e.BidReturned
    | e.BidSupplemented
    | e.ScoreItemRecorded
    | e.JudgeMarked
    | e.ScoreCorrected
    | e.OfficeProposed
    | e.OfficeApproved
    | e.OfficeRefused
    | e.PostOffered
    | e.OfferAccepted
    | e.OfferDeclined
    | e.OfferLapsed
    | e.TeacherLeftUnplaced
    | e.UnplacedNoticeServed
)


_WholeRoundEvent = (
    e.LateSubmissionAuthorised
    | e.ScoresLocked
    | e.RankingComputed
    | e.TieDecided
    | e.CadreLayerClosed
    | e.TwoThirdsExceptionApproved
    | e.SelectionClosed
    | e.RoundFinalised
)


def evolve(state: RecruitmentRound | None, event: e.RoundEvent) -> RecruitmentRound:
    """Return the round after ``event``."""
    if isinstance(event, e.RecruitmentRoundOpened):
        return _opened(event)
    assert state is not None, "a round starts with RecruitmentRoundOpened"
    if isinstance(event, e.DemocraticAppraisalClosed):
        return _appraised(state, event)
    if isinstance(event, _BidderEvent):
        return _with_bidder(state, event)
    return state.model_copy(update=_round_changes(state, event))


def _round_changes(state: RecruitmentRound, event: _WholeRoundEvent) -> dict[str, object]:
    match event:
        case e.LateSubmissionAuthorised():
            return {"late": {**state.late, event.teacher: event.until}}
        case e.ScoresLocked():
            return {"scored": event.bidders}
        case e.RankingComputed():
            rows = {row.bidder: row for row in event.rows}
            return {"ranking": rows, "ties": event.ties, "ranking_stands": True}
        case e.TieDecided():
            return {"orders": (*state.orders, event.order), "ranking_stands": False}
        case e.CadreLayerClosed():
            return {"cadres_done": state.cadres_done | {event.school}}
        case e.TwoThirdsExceptionApproved():
            return {"excepted": state.excepted | {event.school}}
        case e.SelectionClosed():
            return {"selection_closed": True}
        case e.RoundFinalised():
            return {"finalised": True}
        case _:
            assert_never(event)


def _with_bidder(state: RecruitmentRound, event: _BidderEvent) -> RecruitmentRound:
    teacher = (
        event.bidder
        if isinstance(event, e.ScoreItemRecorded | e.JudgeMarked | e.ScoreCorrected)
        else event.teacher
    )
    bidder = state.bidders[teacher]
    changed = bidder.model_copy(update=_changes(bidder, event))
    stale = isinstance(event, e.ScoreCorrected) and event.after_lock
    return state.model_copy(
        update={
            "bidders": {**state.bidders, teacher: changed},
            "ranking_stands": state.ranking_stands and not stale,
        }
    )


def _changes(bidder: Bidder, event: _BidderEvent) -> dict[str, object]:
    match event:
        case e.IntentSubmitted() | e.IntentReplaced():
            return {"wishes": event.wishes, "office": event.office, "withdrawn": False}
        case e.IntentWithdrawn():
            return {"withdrawn": True}
        case e.ScoreItemRecorded() | e.ScoreCorrected():
            return {"facts": {**bidder.facts, event.item: event.fact}}
        case e.JudgeMarked():
            given = {**bidder.marks.get(event.item, {}), event.judge: event.mark_milli}
            return {"marks": {**bidder.marks, event.item: given}}
        case e.TeacherLeftUnplaced():
            return {"unplaced": True}
        case e.UnplacedNoticeServed():
            return {"told": True}
        case e.PostOffered() | e.OfferAccepted() | e.OfferDeclined() | e.OfferLapsed():
            return _offered(bidder, event)
        case _:
            return _checked(event)


def _checked(
    event: e.BidderQualified
    | e.BidderDisqualified
    | e.BidReturned
    | e.BidSupplemented
    | e.OfficeProposed
    | e.OfficeApproved
    | e.OfficeRefused,
) -> dict[str, object]:
    match event:
        case e.OfficeProposed():
            return {"office_step": OfficeStep.PROPOSED}
        case e.OfficeApproved():
            return {"office_step": OfficeStep.APPROVED}
        case e.OfficeRefused():
            return {"office_step": OfficeStep.REFUSED}
        case e.BidderQualified():
            return {"check": Check.QUALIFIED}
        case e.BidderDisqualified():
            return {"check": Check.DISQUALIFIED}
        case e.BidReturned():
            return {"check": Check.RETURNED, "supplement_until": event.until}
        case e.BidSupplemented():
            return {"check": Check.OPEN, "supplement_until": None}
        case _:
            assert_never(event)


def _offered(
    bidder: Bidder, event: e.PostOffered | e.OfferAccepted | e.OfferDeclined | e.OfferLapsed
) -> dict[str, object]:
    others = {name: each for name, each in bidder.offers.items() if name != event.posts.school}
    match event:
        case e.PostOffered():
            offer = Offer(posts=event.posts, answer_until=event.answer_until)
            return {"offers": {**others, event.posts.school: offer}}
        case e.OfferAccepted():
            placement = Placement(
                from_school=event.from_school, posts=event.posts, staff_class=event.staff_class
            )
            return {"offers": others, "placement": placement}
        case e.OfferDeclined():
            return {"offers": others, "declined": (*bidder.declined, event.posts)}
        case e.OfferLapsed():
            return {"offers": others}
        case _:
            assert_never(event)


def _opened(event: e.RecruitmentRoundOpened) -> RecruitmentRound:
    return RecruitmentRound(
        plan=event.plan,
        pack_sha256=event.pack_sha256,
        stage=event.stage,
        organiser=event.organiser,
        schools={each.school: each for each in event.schools},
        intents_from=event.intents_from,
        intents_until=event.intents_until,
        bidders={teacher: Bidder(teacher=teacher) for teacher in event.population},
    )


def _appraised(state: RecruitmentRound, event: e.DemocraticAppraisalClosed) -> RecruitmentRound:
    bidders = dict(state.bidders)
    for ballot in event.ballots:
        counts = ballot.model_dump(exclude={"bidder"})
        bidders[ballot.bidder] = bidders[ballot.bidder].model_copy(update={"ballots": counts})
    return state.model_copy(
        update={"bidders": bidders, "appraised": state.appraised | {event.school}}
    )


def _entry(bidder: Bidder) -> NoticeEntry:
    assert bidder.placement is not None, "only those hired are listed"
    placement = bidder.placement
    return NoticeEntry(
        person=bidder.teacher,
        from_school=placement.from_school,
        school=placement.posts.school,
        posts=placement.posts.numbers,
        office=bidder.office if bidder.office_step is OfficeStep.APPROVED else None,
        staff_class=placement.staff_class,
    )
