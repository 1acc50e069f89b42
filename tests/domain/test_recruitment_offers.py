"""Offers: who is offered which post, in what order, and within the quota."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.wishes import PostSet
from domain.school.events import SeatTaken
from tests.domain import town
from tests.domain.town import AUXILIARY, CHINESE, LIGHT, MATHS, ROUND, accept, intent, offer, wish
from tests.support.desk import Desk

BASE = wish(MATHS, aux=(AUXILIARY,))
AUXILIARY_ONLY = PostSet(school="school-1", teaching=None, auxiliary=(AUXILIARY,))


def needed(command: c.OfferPost) -> c.OfferPost:
    return command.model_copy(
        update={"reason": e.SelectionReason.SUBJECT_NEED, "detail": "紧缺学科"}
    )


@pytest.fixture
def scored() -> Desk:
    """a1 above a2 for maths, a3 for Chinese; a1 seeks the office."""
    return town.ranked(town.opened())


@pytest.fixture
def teachers(scored: Desk) -> Desk:
    """The same, with the cadre layer closed."""
    scored.do(town.close_layer())
    return scored


def test_an_offer_names_rank_reason_and_the_time_to_answer(scored: Desk) -> None:
    (offered,) = scored.do(offer("a1", BASE))
    assert offered == e.PostOffered(
        teacher="a1",
        posts=BASE,
        rank=1,
        reason=e.SelectionReason.BY_RANK,
        detail="按名次",
        answer_until=town.LOCKED_AT + timedelta(hours=24),
    )


def test_there_is_no_offer_before_the_ranking() -> None:
    desk = town.opened()
    desk.do(intent("a1", wish(MATHS)), c.QualifyBidder(round=ROUND, teacher="a1"))
    desk.refuses(offer("a1", wish(MATHS)), errors.RankingMissingError, computed=0)


def test_nobody_is_offered_what_she_did_not_ask_for(teachers: Desk) -> None:
    teachers.refuses(offer("a1", wish(CHINESE)), errors.NoIntentError, teacher="a1", post=CHINESE)
    teachers.refuses(offer("a2", BASE), errors.NoIntentError, teacher="a2")
    teachers.refuses(offer("a1", wish("教学-99")), errors.PostUnknownError)


def test_of_the_auxiliary_posts_asked_for_any_may_be_offered(scored: Desk) -> None:
    (offered,) = scored.do(offer("a1", wish(MATHS)))
    assert isinstance(offered, e.PostOffered)
    assert offered.posts == wish(MATHS)


def test_a_school_makes_one_offer_at_a_time(scored: Desk) -> None:
    scored.do(offer("a1", wish(MATHS)))
    scored.refuses(offer("a1", BASE), errors.OfferOpenError, school="school-1")
    scored.do(accept("a1"))
    scored.refuses(offer("a1", BASE), errors.AlreadyPlacedError, school="school-1")


def test_a_better_ranked_bidder_is_passed_over_with_reasons_only(teachers: Desk) -> None:
    low = offer("a2", wish(MATHS))
    teachers.refuses(low, errors.RankPassedOverError, passed_over="a1", rank=2, post=MATHS)
    only = low.model_copy(update={"reason": e.SelectionReason.ONLY_BIDDER})
    teachers.refuses(only, errors.RankPassedOverError)
    (offered,) = teachers.do(needed(low))
    assert isinstance(offered, e.PostOffered)
    assert (offered.rank, offered.detail) == (2, "紧缺学科")


def test_the_reason_of_an_offer_is_so(teachers: Desk) -> None:
    """Shows _must_give_a_true_reason."""
    first = offer("a1", BASE).model_copy(update={"reason": e.SelectionReason.ONLY_BIDDER})
    teachers.refuses(first, errors.SelectionReasonError, reason="only_bidder", others=1)
    wordless = needed(offer("a2", wish(MATHS))).model_copy(update={"detail": " "})
    teachers.refuses(wordless, errors.SelectionReasonError, reason="subject_need")
    teachers.do(c.WithdrawIntent(round=ROUND, teacher="a2"), first)


def test_the_order_holds_for_each_auxiliary_post_of_a_set() -> None:
    desk = town.ranked(
        town.opened(),
        wishes={"a2": AUXILIARY_ONLY, "a3": AUXILIARY_ONLY},
    )
    desk.do(town.close_layer())
    desk.refuses(offer("a3", AUXILIARY_ONLY), errors.RankPassedOverError, passed_over="a2")
    desk.do(offer("a2", AUXILIARY_ONLY))


def test_t33_the_last_seat_is_offered_once(scored: Desk) -> None:
    scored.do(offer("a1", wish(MATHS)), town.close_layer())
    second = offer("a2", wish(MATHS))
    scored.refuses(second, errors.SeatTakenError, headcount=1, taken=0, reserved=1)
    scored.do(accept("a1"))
    scored.refuses(second, errors.SeatTakenError, headcount=1, taken=1, reserved=0)


def test_t33_a_seat_that_another_round_has_filled_is_not_accepted(scored: Desk) -> None:
    scored.do(offer("a1", BASE))
    scored.given("school:school-1", SeatTaken(post=MATHS, person="x1", round="r9"))
    scored.refuses(accept("a1"), errors.SeatTakenError, post=MATHS, taken=1)


def test_nobody_is_hired_beyond_the_quota(teachers: Desk) -> None:
    for person in ("x1", "x2", "x3"):
        teachers.given("school:school-1", SeatTaken(post=LIGHT, person=person, round="r9"))
    teachers.refuses(
        offer("a1", BASE), errors.EstablishmentFullError, establishment=3, hired=3, reserved=0
    )


def test_an_offer_reserves_its_place_in_the_quota() -> None:
    desk = town.ranked(town.opened(establishment=1))
    desk.do(town.close_layer(), offer("a1", BASE))
    desk.refuses(offer("a3", wish(CHINESE)), errors.EstablishmentFullError, hired=0, reserved=1)


def test_an_acceptance_stays_within_the_quota_too(scored: Desk) -> None:
    scored.do(offer("a1", BASE))
    for person in ("x1", "x2", "x3"):
        scored.given("school:school-1", SeatTaken(post=LIGHT, person=person, round="r9"))
    scored.refuses(accept("a1"), errors.EstablishmentFullError, establishment=3)
