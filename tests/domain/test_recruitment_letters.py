"""Letters of intent and the qualification check, a sentence a rule."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pydantic import ValidationError

from domain.kernel import DomainError, MissingError
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.bidder import Check
from domain.recruitment.wishes import PostSet
from tests.domain import town
from tests.domain.planning_given import august, noon, pack
from tests.domain.town import (
    AUXILIARY,
    CHINESE,
    LIGHT,
    MATHS,
    OFFICE,
    ROUND,
    intent,
    offer,
    service,
    wish,
)
from tests.support.desk import Desk

MIDNIGHT = datetime.fromisoformat("2026-08-23T00:00:00+08:00")
ONLY_AUXILIARY = PostSet(school="school-1", teaching=None, auxiliary=(AUXILIARY,))
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


def late(desk: Desk, *, hours: int = 1) -> c.AuthoriseLateSubmission:
    until = desk.at + timedelta(hours=hours)
    return c.AuthoriseLateSubmission(round=ROUND, teacher="a1", until=until, reason="系统故障")


# Letters


def test_a_letter_says_posts_in_order_and_the_office_sought(desk: Desk) -> None:
    wishes = (wish(MATHS, aux=(AUXILIARY,)), wish(CHINESE))
    (submitted,) = desk.do(intent("a1", *wishes, office=OFFICE))
    assert submitted == e.IntentSubmitted(
        teacher="a1", wishes=wishes, office=OFFICE, pledged=True, late_by_authority=None
    )


def test_a_letter_may_ask_for_auxiliary_posts_only(desk: Desk) -> None:
    (submitted,) = desk.do(intent("a1", ONLY_AUXILIARY))
    assert isinstance(submitted, e.IntentSubmitted)


def test_a_letter_needs_a_round() -> None:
    town.prepared().refuses(intent("a1", wish(MATHS)), MissingError, kind="recruitment-round")


def test_a_second_letter_replaces_the_first_and_both_stay_in_history(desk: Desk) -> None:
    (first,) = desk.do(intent("a1", wish(MATHS)))
    (second,) = desk.do(intent("a1", wish(CHINESE)))
    assert isinstance(first, e.IntentSubmitted)
    assert isinstance(second, e.IntentReplaced)
    assert town.round_of(desk).bidders["a1"].wishes == (wish(CHINESE),)


def test_a_replaced_letter_is_checked_anew(desk: Desk) -> None:
    desk.do(intent("a1", wish(MATHS)), QUALIFY, intent("a1", wish(CHINESE)))
    assert town.round_of(desk).bidders["a1"].check is Check.OPEN
    desk.do(QUALIFY)


@pytest.mark.parametrize(
    ("command", "error"),
    [
        pytest.param(intent("b1", wish(MATHS)), errors.NotInPoolError, id="not in the pool"),
        pytest.param(intent("a1"), errors.TooManyWishesError, id="no wish"),
        pytest.param(intent("a1", wish("教学-99")), errors.PostUnknownError, id="no such post"),
        pytest.param(
            intent("a1", PostSet(school="school-2", teaching=MATHS)),
            errors.PostUnknownError,
            id="a post of another school",
        ),
        pytest.param(
            intent("a1", wish(AUXILIARY)), errors.PostSetError, id="auxiliary as teaching"
        ),
        pytest.param(
            intent("a1", wish(MATHS, CHINESE)), errors.PostSetError, id="two teaching posts"
        ),
        pytest.param(
            intent("a1", wish(MATHS, AUXILIARY, aux=(AUXILIARY,))),
            errors.PostSetError,
            id="a post twice",
        ),
        pytest.param(
            intent("a1", PostSet(school="school-1", teaching=None)),
            errors.PostSetError,
            id="no post at all",
        ),
        pytest.param(
            intent("a1", wish(MATHS), pledged=False), errors.PledgeMissingError, id="no pledge"
        ),
        pytest.param(
            intent("a1", wish(MATHS), office=CHINESE),
            errors.PostUnknownError,
            id="a teaching post as office",
        ),
        pytest.param(
            intent("a1", wish(MATHS), office="职务-99"),
            errors.PostUnknownError,
            id="no such office",
        ),
    ],
)
def test_a_letter_that_breaks_a_rule_is_refused(
    desk: Desk, command: c.SubmitIntent, error: type[DomainError]
) -> None:
    desk.refuses(command, error)


def test_a_pack_may_do_without_the_pledge() -> None:
    desk = town.opened(of=pack(intents={"pledge_required": False}))
    (submitted,) = desk.do(intent("a1", wish(MATHS), pledged=False))
    assert isinstance(submitted, e.IntentSubmitted)


def test_no_more_wishes_than_the_pack_allows() -> None:
    desk = town.opened(of=pack(intents={"max_wishes": 2}))
    wishes = (wish(MATHS), wish(CHINESE), wish(LIGHT))
    desk.refuses(intent("a1", *wishes), errors.TooManyWishesError, wishes=3, maximum=2)
    desk.do(intent("a1", *wishes[:2]))


def test_with_a_teaching_post_go_as_many_auxiliary_posts_as_the_pack_says() -> None:
    desk = town.opened(of=pack(posts={"auxiliary_min": 1}))
    desk.refuses(intent("a1", wish(MATHS)), errors.PostSetError, post=MATHS, wanted="1+1")
    desk.do(intent("a1", wish(MATHS, aux=(AUXILIARY,))))
    desk.do(intent("a2", ONLY_AUXILIARY))


def test_t05_nobody_competes_for_an_office_without_a_base_post(desk: Desk) -> None:
    seeking = intent("a1", ONLY_AUXILIARY, office=OFFICE)
    desk.refuses(seeking, errors.BasePostMissingError, office=OFFICE)


def test_no_office_is_sought_at_the_coordination(desk: Desk) -> None:
    desk.at = noon(august(26))
    desk.do(town.MEET)
    wanted = PostSet(school="school-2", teaching=MATHS)
    seeking = intent("a2", wanted, office=OFFICE).model_copy(update={"round": town.SECOND})
    desk.refuses(seeking, errors.PostUnknownError, post=OFFICE)


# The window


def test_a_letter_counts_from_the_first_instant_to_the_last(desk: Desk) -> None:
    desk.at = datetime.fromisoformat("2026-08-20T00:00:00+08:00")
    desk.do(intent("a1", wish(MATHS)))
    desk.at = MIDNIGHT - timedelta(milliseconds=1)
    desk.do(intent("a1", wish(CHINESE)))
    desk.at = MIDNIGHT
    desk.refuses(intent("a1", wish(MATHS)), errors.WindowClosedError)


def test_a_letter_before_the_window_is_refused_even_with_lateness_authorised(desk: Desk) -> None:
    desk.at = datetime.fromisoformat("2026-08-19T23:59:59+08:00")
    desk.do(late(desk, hours=200))
    desk.refuses(intent("a1", wish(MATHS)), errors.WindowClosedError)


def test_t47_the_time_of_receipt_rules_unless_lateness_was_authorised(desk: Desk) -> None:
    desk.at = MIDNIGHT + timedelta(minutes=5)
    letter = intent("a1", wish(MATHS))
    desk.refuses(letter, errors.WindowClosedError, received="2026-08-23T00:05:00+08:00")
    until = (desk.at + timedelta(hours=1)).isoformat()
    (authorised,) = desk.do(late(desk))
    assert isinstance(authorised, e.LateSubmissionAuthorised)
    desk.refuses(intent("a2", wish(MATHS)), errors.WindowClosedError)
    (submitted,) = desk.do(letter)
    assert isinstance(submitted, e.IntentSubmitted)
    assert submitted.late_by_authority == until
    desk.at += timedelta(hours=1)
    desk.refuses(letter, errors.WindowClosedError, closes=until)


def test_lateness_authorised_for_less_than_the_window_does_not_shorten_it(desk: Desk) -> None:
    desk.do(late(desk))
    desk.at += timedelta(hours=2)
    (submitted,) = desk.do(intent("a1", wish(MATHS)))
    assert isinstance(submitted, e.IntentSubmitted)
    assert submitted.late_by_authority is None


def test_lateness_is_authorised_ahead_and_for_the_pool(desk: Desk) -> None:
    desk.refuses(late(desk, hours=0), errors.WindowClosedError)
    stranger = late(desk).model_copy(update={"teacher": "b1"})
    desk.refuses(stranger, errors.NotInPoolError, teacher="b1")


def test_no_letter_comes_after_the_scores_are_locked(desk: Desk) -> None:
    town.ranked(desk)
    desk.refuses(late(desk), errors.ScoresLockedError)
    desk.refuses(intent("a1", wish(CHINESE)), errors.ScoresLockedError)


def test_whoever_was_left_unplaced_goes_on_in_the_next_stage(desk: Desk) -> None:
    desk.at = MIDNIGHT
    desk.do(c.LeaveUnplaced(round=ROUND, teacher="a1"))
    desk.refuses(late(desk), errors.NotInPoolError, unplaced=1)
    desk.refuses(intent("a1", wish(MATHS)), errors.NotInPoolError, unplaced=1)


def test_instants_know_their_zone(desk: Desk) -> None:
    naive = desk.at.replace(tzinfo=None)
    with pytest.raises(ValidationError, match="timezone"):
        c.AuthoriseLateSubmission(round=ROUND, teacher="a1", until=naive, reason="系统故障")


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
    desk.do(intent("a1", wish(MATHS)), returned(desk))
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
