"""What a recruitment round has come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import ClassVar, assert_never

from domain.kernel import Aggregate
from domain.notice.events import NoticeEntry
from domain.recruitment import events as e
from domain.recruitment.bidder import Bidder, BidderEvent, Offer, OfficeStep, about, changed
from domain.recruitment.derivation import RankRow, TiedGroup
from domain.recruitment.wishes import PostSet
from domain.school.posts import Post
from domain.values.digest import sha256_of
from domain.values.ids import Id, PostNumber, Sha256Hex

__all__ = ["Bidder", "RecruitmentRound", "evolve"]


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
    inputs_sha256: Sha256Hex | None = None
    """What the ranking was computed from."""
    ranking_stands: bool = False
    """Whether the ranking is that of the scores as they stand."""
    cadres_done: frozenset[Id] = frozenset()
    excepted: frozenset[Id] = frozenset()
    selection_closed: bool = False
    finalised: bool = False
    voided: bool = False

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


_WholeRoundEvent = (
    e.LateSubmissionAuthorised
    | e.ScoresLocked
    | e.RankingComputed
    | e.TieDecided
    | e.CadreLayerClosed
    | e.TwoThirdsExceptionApproved
    | e.SelectionClosed
    | e.RoundFinalised
    | e.RoundReopened
    | e.RoundVoided
)


def evolve(state: RecruitmentRound | None, event: e.RoundEvent) -> RecruitmentRound:
    """Return the round after ``event``."""
    if isinstance(event, e.RecruitmentRoundOpened):
        return _opened(event)
    assert state is not None, "a round starts with RecruitmentRoundOpened"
    if isinstance(event, e.DemocraticAppraisalClosed):
        return _appraised(state, event)
    if isinstance(event, BidderEvent):
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
            return {
                "ranking": rows,
                "ties": event.ties,
                "inputs_sha256": event.inputs_sha256,
                "ranking_stands": True,
            }
        case e.TieDecided():
            return {"orders": (*state.orders, event.order), "ranking_stands": False}
        case e.CadreLayerClosed():
            return {"cadres_done": state.cadres_done | {event.school}}
        case e.TwoThirdsExceptionApproved():
            return {"excepted": state.excepted | {event.school}}
        case e.SelectionClosed():
            return {"selection_closed": True}
        case e.RoundFinalised() | e.RoundReopened() | e.RoundVoided():
            final = isinstance(event, e.RoundFinalised)
            return {"finalised": final, "voided": isinstance(event, e.RoundVoided)}
        case _:
            assert_never(event)


def _with_bidder(state: RecruitmentRound, event: BidderEvent) -> RecruitmentRound:
    """Fold an event about one bidder; some of them also set the round back."""
    before = state.bidders[about(event)]
    after = changed(before, event)
    changes: dict[str, object] = {"bidders": {**state.bidders, after.teacher: after}}
    if isinstance(event, e.ScoreCorrected | e.MarkCorrected | e.MarkVoided) and event.after_lock:
        changes["ranking_stands"] = False
    if isinstance(event, e.UnplacedRevoked):
        changes["selection_closed"] = False
    if isinstance(event, e.AppointmentRevoked):
        sought = before.office_step is not OfficeStep.NONE
        changes |= _reopened(state, after, event.posts.school if sought else None)
    return state.model_copy(update=changes)


def _reopened(state: RecruitmentRound, bidder: Bidder, layer: str | None) -> dict[str, object]:
    """Return what a revocation changes: the selection goes on for all who have no post here.

    ``layer`` is the school whose cadre layer is open again, since its office is in question.
    """
    again = {"unplaced": False, "told": False}
    bidders = {
        name: each.model_copy(update=again) if each.unplaced else each
        for name, each in state.bidders.items()
    }
    return {
        "bidders": {**bidders, bidder.teacher: bidder},
        "selection_closed": False,
        "cadres_done": state.cadres_done - {layer},
    }


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
