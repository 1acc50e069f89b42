"""What each event about one bidder changes (竞聘人)."""

from __future__ import annotations

from typing import assert_never

from domain.recruitment import events as e
from domain.recruitment.bidder import Bidder, Check, Offer, OfficeStep, Placement
from domain.recruitment.item_points import GRADES
from domain.values.ids import Count

_LetterEvent = e.IntentSubmitted | e.IntentReplaced | e.IntentWithdrawn
_CheckEvent = e.BidderQualified | e.BidderDisqualified | e.BidReturned | e.BidSupplemented
_ScoreEvent = (
    e.ScoreItemRecorded
    | e.ScoreCorrected
    | e.JudgeMarked
    | e.MarkCorrected
    | e.MarkVoided
    | e.FavoursCorrected
    | e.BallotsCorrected
)
_OfficeEvent = e.OfficeProposed | e.OfficeApproved | e.OfficeRefused
_OfferEvent = (
    e.PostOffered
    | e.AdjustmentProposed
    | e.OfferAccepted
    | e.PostAssigned
    | e.DirectlyAppointed
    | e.OfferDeclined
    | e.OfferLapsed
)
_StandbyEvent = e.StandbyStarted | e.TrainingTestTaken
_EndEvent = (
    e.AppointmentRevoked | e.TeacherLeftUnplaced | e.UnplacedRevoked | e.UnplacedNoticeServed
)
BidderEvent = (
    _LetterEvent
    | _CheckEvent
    | _ScoreEvent
    | _OfficeEvent
    | _OfferEvent
    | _StandbyEvent
    | _EndEvent
)


def counts_of(ballots: e.BallotCount) -> dict[str, Count]:
    """Return the ballots of one bidder by grade."""
    return {grade: getattr(ballots, grade) for grade in GRADES}


def about(event: BidderEvent) -> str:
    """Return the id of the bidder whom the event is about."""
    return event.bidder if isinstance(event, _ScoreEvent) else event.teacher


def changed(bidder: Bidder, event: BidderEvent) -> Bidder:
    """Return the bidder after ``event``."""
    if isinstance(event, _LetterEvent):
        changes = _letter(event)
    elif isinstance(event, _CheckEvent):
        changes = _checked(event)
    elif isinstance(event, _ScoreEvent):
        changes = _scored(bidder, event)
    elif isinstance(event, _OfficeEvent):
        reason = event.reason if isinstance(event, e.OfficeProposed) else None
        changes = {"office_step": _step(event), "office_reason": reason}
    elif isinstance(event, _OfferEvent):
        changes = _offered(bidder, event)
    elif isinstance(event, _StandbyEvent):
        changes = _on_standby(event)
    else:
        changes = _ended(event)
    return bidder.model_copy(update=changes)


def _letter(event: _LetterEvent) -> dict[str, object]:
    """Return what a letter changes: the check was about the letter before, so it is due again."""
    if isinstance(event, e.IntentWithdrawn):
        return {"withdrawn": True}
    return {
        "wishes": event.wishes,
        "office": event.office,
        "withdrawn": False,
        "check": Check.OPEN,
        "supplement_until": None,
    }


def _checked(event: _CheckEvent) -> dict[str, object]:
    match event:
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


def _scored(bidder: Bidder, event: _ScoreEvent) -> dict[str, object]:
    if isinstance(event, e.JudgeMarked | e.MarkCorrected):
        given = {**bidder.marks.get(event.item, {}), event.judge: event.mark_milli}
        return {"marks": {**bidder.marks, event.item: given}}
    if isinstance(event, e.MarkVoided):
        marks = bidder.marks.get(event.item, {})
        left = {judge: mark for judge, mark in marks.items() if judge != event.judge}
        return {"marks": {**bidder.marks, event.item: left}}
    if isinstance(event, e.FavoursCorrected):
        return {"favours": event.favours}
    if isinstance(event, e.BallotsCorrected):
        return {"ballots": counts_of(event.ballots)}
    return {"facts": {**bidder.facts, event.item: event.fact}}


def _step(event: _OfficeEvent) -> OfficeStep:
    match event:
        case e.OfficeProposed():
            return OfficeStep.PROPOSED
        case e.OfficeApproved():
            return OfficeStep.APPROVED
        case e.OfficeRefused():
            return OfficeStep.REFUSED
        case _:
            assert_never(event)


def _offered(bidder: Bidder, event: _OfferEvent) -> dict[str, object]:
    others = {name: each for name, each in bidder.offers.items() if name != event.posts.school}
    match event:
        case e.PostOffered():
            offer = Offer(
                posts=event.posts,
                rank=event.rank,
                by_rank=event.reason is not e.SelectionReason.SUBJECT_NEED,
                answer_until=event.answer_until,
            )
            return {"offers": {**others, event.posts.school: offer}}
        case e.AdjustmentProposed():
            offer = Offer(posts=event.posts, rank=None, answer_until=event.answer_until)
            return {"offers": {**others, event.posts.school: offer}}
        case e.OfferAccepted() | e.PostAssigned():
            accepted = bidder.offers.get(event.posts.school)
            placement = Placement(
                from_school=event.from_school,
                posts=event.posts,
                staff_class=event.staff_class,
                rank=accepted.rank if accepted is not None else None,
                by_rank=accepted is not None and accepted.by_rank,
            )
            return {"offers": others, "placement": placement}
        case e.OfferDeclined():
            return {"offers": others, "declined": (*bidder.declined, event.posts)}
        case e.OfferLapsed():
            missed = event.reason is e.LapseReason.NOT_ANSWERED
            unanswered = (*bidder.unanswered, *((event.posts,) if missed else ()))
            return {"offers": others, "unanswered": unanswered}
        case e.DirectlyAppointed():
            placement = Placement(
                from_school=event.from_school, posts=event.posts, staff_class=event.staff_class
            )
            return {"placement": placement, "unplaced": False, "told": False}
        case _:
            assert_never(event)


def _on_standby(event: _StandbyEvent) -> dict[str, object]:
    match event:
        case e.StandbyStarted():
            return {"standby_from": event.from_on, "standby_until": event.until_on}
        case e.TrainingTestTaken():
            return {"passed": event.passed}
        case _:
            assert_never(event)


def _ended(event: _EndEvent) -> dict[str, object]:
    match event:
        case e.AppointmentRevoked():
            return {"placement": None, "office_step": OfficeStep.NONE}
        case e.TeacherLeftUnplaced():
            return {"unplaced": True}
        case e.UnplacedRevoked():
            return {"unplaced": False, "told": False}
        case e.UnplacedNoticeServed():
            return {"told": True}
        case _:
            assert_never(event)
