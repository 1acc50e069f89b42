"""What becomes of a letter: withdrawn, qualified, returned, disqualified."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.bidder import Check
from tests.domain import town
from tests.domain.town import CHINESE, MATHS, ROUND, intent, offer, service, wish
from tests.support.desk import Desk

QUALIFY = c.QualifyBidder(round=ROUND, teacher="a1")
WITHDRAW = c.WithdrawIntent(round=ROUND, teacher="a1")
DISQUALIFY = c.DisqualifyBidder(
    round=ROUND,
    teacher="a1",
    reason=e.DisqualificationReason.CERTIFICATE_MISSING,
    detail="无相应教师资格",
)


@pytest.fixture
def desk() -> Desk:
    """The round of a school is open."""
    return town.opened()


def returned(desk: Desk, *, hours: int = 24) -> c.ReturnBid:
    until = desk.at + timedelta(hours=hours)
    return c.ReturnBid(round=ROUND, teacher="a1", missing=("教师资格证", "聘书"), until=until)


# Withdrawal


def test_a_letter_is_withdrawn_and_may_be_handed_in_again(desk: Desk) -> None:
    desk.do(intent("a1", wish(MATHS)))
    (withdrawn,) = desk.do(WITHDRAW)
    assert withdrawn == e.IntentWithdrawn(teacher="a1")
    desk.refuses(WITHDRAW, errors.NoIntentError, teacher="a1")
    desk.refuses(QUALIFY, errors.QualificationError, withdrawn=1)
    (again,) = desk.do(intent("a1", wish(MATHS)))
    assert isinstance(again, e.IntentReplaced)
    desk.do(QUALIFY)


def test_without_a_letter_there_is_nothing_to_withdraw(desk: Desk) -> None:
    desk.refuses(WITHDRAW, errors.NoIntentError)


def test_an_offer_is_answered_before_a_letter_is_withdrawn(desk: Desk) -> None:
    town.ranked(desk)
    desk.do(offer("a1", wish(MATHS)))
    desk.refuses(WITHDRAW, errors.OfferOpenError, school="school-1")
    desk.do(town.accept("a1"))
    desk.refuses(WITHDRAW, errors.AlreadyPlacedError, school="school-1")


def test_nothing_is_withdrawn_once_the_selection_has_closed(desk: Desk) -> None:
    town.selected(town.ranked(desk))
    desk.refuses(WITHDRAW, errors.SelectionClosedError)


# The check


def test_a_replaced_letter_is_checked_anew(desk: Desk) -> None:
    desk.do(intent("a1", wish(MATHS)), QUALIFY, intent("a1", wish(CHINESE)))
    assert town.round_of(desk).bidders["a1"].check is Check.OPEN
    desk.do(QUALIFY)


def test_returned_is_not_rejected_and_all_that_is_missing_is_told_at_once(desk: Desk) -> None:
    desk.do(intent("a1", wish(MATHS)))
    (told,) = desk.do(returned(desk))
    assert isinstance(told, e.BidReturned)
    assert told.missing == ("教师资格证", "聘书")
    desk.refuses(QUALIFY, errors.QualificationError, check="returned")
    (supplemented,) = desk.do(c.SupplementBid(round=ROUND, teacher="a1"))
    assert supplemented == e.BidSupplemented(teacher="a1")
    (qualified,) = desk.do(QUALIFY)
    assert qualified == e.BidderQualified(teacher="a1")
    desk.refuses(QUALIFY, errors.QualificationError, check="qualified")


def test_a_bid_is_not_returned_without_saying_what_is_missing(desk: Desk) -> None:
    with pytest.raises(ValidationError):
        c.ReturnBid(round=ROUND, teacher="a1", missing=(), until=desk.at)


def test_what_was_missing_comes_in_time(desk: Desk) -> None:
    desk.do(intent("a1", wish(MATHS)))
    desk.refuses(returned(desk, hours=0), errors.SupplementLateError)
    desk.do(returned(desk, hours=2))
    desk.at += timedelta(hours=2)
    desk.refuses(c.SupplementBid(round=ROUND, teacher="a1"), errors.SupplementLateError)


def test_nothing_is_supplemented_that_was_not_returned(desk: Desk) -> None:
    desk.do(intent("a1", wish(MATHS)))
    desk.refuses(c.SupplementBid(round=ROUND, teacher="a1"), errors.QualificationError)


def test_without_a_letter_there_is_nothing_to_check(desk: Desk) -> None:
    desk.refuses(QUALIFY, errors.NoIntentError)


def test_a_disqualification_has_a_coded_reason_and_words(desk: Desk) -> None:
    desk.do(intent("a1", wish(MATHS)), returned(desk, hours=1))
    desk.at += timedelta(hours=1)
    (disqualified,) = desk.do(DISQUALIFY)
    assert disqualified == e.BidderDisqualified(
        teacher="a1",
        reason=e.DisqualificationReason.CERTIFICATE_MISSING,
        detail="无相应教师资格",
    )
    desk.refuses(DISQUALIFY, errors.QualificationError, check="disqualified")
    desk.refuses(service("a1"), errors.QualificationError)


def test_what_comes_to_light_after_the_lock_disqualifies_whoever_has_no_post_yet(
    desk: Desk,
) -> None:
    town.ranked(desk)
    untrue = DISQUALIFY.model_copy(update={"reason": e.DisqualificationReason.PLEDGE_BROKEN})
    desk.do(offer("a1", wish(MATHS)))
    desk.refuses(untrue, errors.OfferOpenError)
    desk.do(town.decline("a1"), untrue)
    desk.refuses(offer("a1", wish(MATHS)), errors.QualificationError, check="disqualified")
    assert "a1" in town.round_of(desk).ranking
    desk.do(c.CloseCadreLayer(round=ROUND, school="school-1"))
    desk.do(offer("a2", wish(MATHS)), town.accept("a2"))
    placed = untrue.model_copy(update={"teacher": "a2"})
    desk.refuses(placed, errors.AlreadyPlacedError, school="school-1")


def test_no_other_check_comes_after_the_lock(desk: Desk) -> None:
    town.ranked(desk)
    desk.refuses(QUALIFY, errors.ScoresLockedError)
    town.selected(desk)
    desk.refuses(DISQUALIFY, errors.SelectionClosedError)
