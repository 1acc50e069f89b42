"""What a recruitment round has come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import ClassVar, assert_never

from domain.kernel import Aggregate
from domain.notice.events import NoticeEntry
from domain.recruitment import events as e
from domain.recruitment.bidder import Bidder, Offer, OfficeStep
from domain.recruitment.bidder_changes import BidderEvent, about, changed, counts_of
from domain.recruitment.derivation import RankRow, TiedGroup
from domain.recruitment.events.shortlisting import (
    FirstPartLocked,
    ShortlistComputed,
    ShortlistEvent,
    ShortlistPublished,
)
from domain.recruitment.shortlisting_state import Shortlisting, ShortlistOrder, computed, locked
from domain.recruitment.wishes import PostSet
from domain.school.posts import Post
from domain.values.digest import sha256_of
from domain.values.facts import Favours
from domain.values.ids import Id, PostNumber, Sha256Hex


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
    shortlisting: Shortlisting | None = None
    """The short list; ``None`` before its first part is locked, and where there is none."""
    appraised: frozenset[Id] = frozenset()
    favours_on: date | None = None
    """The day for which protections were read; ``None`` before, and where none are."""
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
    suspended_at: datetime | None = None
    """Since when the round stands still, if it does."""
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
_PauseEvent = e.RoundSuspended | e.RoundResumed


def evolve(state: RecruitmentRound | None, event: e.RoundEvent) -> RecruitmentRound:
    """Return the round after ``event``."""
    if isinstance(event, e.RecruitmentRoundOpened):
        return _opened(event)
    assert state is not None, "a round starts with RecruitmentRoundOpened"
    if isinstance(event, e.DemocraticAppraisalClosed):
        return _appraised(state, event)
    if isinstance(event, BidderEvent):
        return _with_bidder(state, event)
    if isinstance(event, ShortlistEvent):
        return state.model_copy(update=_shortlist_changes(state, event))
    if isinstance(event, _PauseEvent):
        return state.model_copy(update=_pause_changes(state, event))
    return state.model_copy(update=_round_changes(state, event))


def _round_changes(state: RecruitmentRound, event: _WholeRoundEvent) -> dict[str, object]:
    match event:
        case e.LateSubmissionAuthorised():
            return {"late": {**state.late, event.teacher: event.until}}
        case e.ScoresLocked():
            return {"scored": event.bidders, **_favoured(state, event.favours)}
        case e.RankingComputed():
            rows = {row.bidder: row for row in event.rows}
            ranked = {
                "ranking": rows,
                "ties": event.ties,
                "inputs_sha256": event.inputs_sha256,
                "ranking_stands": True,
            }
            return ranked | _shortlisting(state, entering=frozenset())
        case e.TieDecided(for_shortlist=True):
            entered = event.method is e.TieMethod.ADDED_HEADCOUNT
            decided = ShortlistOrder(order=event.order, all_enter=entered)
            found = state.shortlisting
            earlier = found.orders if found is not None else ()
            return _shortlisting(state, orders=(*earlier, decided), stands=False)
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


def _pause_changes(state: RecruitmentRound, event: _PauseEvent) -> dict[str, object]:
    """Return the round as it stands still, or goes on with the time that it stood."""
    if isinstance(event, e.RoundSuspended):
        return {"suspended_at": event.suspended_at}
    pause = timedelta(seconds=event.pause_seconds)
    return {
        "suspended_at": None,
        "intents_until": event.intents_until,
        "late": {person: until + pause for person, until in state.late.items()},
        "bidders": {name: each.after_pause(pause) for name, each in state.bidders.items()},
    }


def _shortlist_changes(state: RecruitmentRound, event: ShortlistEvent) -> dict[str, object]:
    match event:
        case FirstPartLocked():
            return {"shortlisting": locked(event), **_favoured(state, event.favours)}
        case ShortlistPublished():
            return _shortlisting(state, published=True)
        case ShortlistComputed():
            return _listed(state, event)
        case _:
            assert_never(event)


def _listed(state: RecruitmentRound, event: ShortlistComputed) -> dict[str, object]:
    """Return the lists as computed; after the lock they change who is scored in full."""
    before = state.shortlisting
    assert before is not None, "a list follows its locked first part"
    if state.scored is None:
        return {"shortlisting": computed(before, event, frozenset())}
    entered = frozenset(name for each in event.lists for name in each.entered)
    kept = entered & (set(state.scored) - before.entering)
    late = frozenset(name for name in entered - kept if state.bidders[name].eligible)
    return {
        "shortlisting": computed(before, event, late),
        "scored": tuple(sorted(kept | late)),
    }


def _shortlisting(state: RecruitmentRound, **changes: object) -> dict[str, object]:
    """Return what changes in the short list, where there is one."""
    if state.shortlisting is None:
        return {}
    return {"shortlisting": state.shortlisting.model_copy(update=changes)}


_Correction = (
    e.ScoreCorrected | e.MarkCorrected | e.MarkVoided | e.FavoursCorrected | e.BallotsCorrected
)
_OfItems = e.FavoursCorrected | e.BallotsCorrected


def _favoured(state: RecruitmentRound, favours: Favours | None) -> dict[str, object]:
    """Return the bidders with what their protections gave on the day of the lock."""
    if favours is None:
        return {}
    changed_ = {
        each.bidder: state.bidders[each.bidder].model_copy(update={"favours": each.favours})
        for each in favours.of
    }
    return {"bidders": {**state.bidders, **changed_}, "favours_on": favours.on}


def _with_bidder(state: RecruitmentRound, event: BidderEvent) -> RecruitmentRound:
    """Fold an event about one bidder; some of them also set the round back."""
    before = state.bidders[about(event)]
    after = changed(before, event)
    changes: dict[str, object] = {"bidders": {**state.bidders, after.teacher: after}}
    if isinstance(event, _Correction) and event.after_lock:
        changes["ranking_stands"] = False
    if isinstance(event, _Correction | e.JudgeMarked):
        items = event.items if isinstance(event, _OfItems) else (event.item,)
        changes |= _first_part_touched(state, items)
    if isinstance(event, e.UnplacedRevoked):
        changes["selection_closed"] = False
    if isinstance(event, e.AppointmentRevoked):
        sought = before.office_step is not OfficeStep.NONE
        changes |= _reopened(state, after, event.posts.school if sought else None)
    return state.model_copy(update=changes)


def _first_part_touched(state: RecruitmentRound, items: Iterable[str]) -> dict[str, object]:
    """Return that the lists are to be computed anew, where they go by one of the items."""
    found = state.shortlisting
    touched = found is not None and not found.items.isdisjoint(items)
    return _shortlisting(state, stands=False) if touched else {}


def _reopened(state: RecruitmentRound, bidder: Bidder, layer: str | None) -> dict[str, object]:
    """Return what a revocation changes: the selection goes on.

    That others were left over falls by events of their own. ``layer`` is the school whose
    cadre layer is open again, since its office is in question.
    """
    return {
        "bidders": {**state.bidders, bidder.teacher: bidder},
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
        counted = {"ballots": counts_of(ballot), "appraised_by": event.present}
        bidders[ballot.bidder] = bidders[ballot.bidder].model_copy(update=counted)
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
