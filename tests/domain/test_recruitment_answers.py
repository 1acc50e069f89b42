"""Answers to offers: what an acceptance brings about, and what lapses."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.wishes import PostSet
from domain.school.events import SeatTaken
from domain.school.posts import StaffClass
from domain.teacher.events import PostTaken
from tests.domain import town
from tests.domain.coordination_given import HELD_ELSEWHERE, MEET, scored_in_second
from tests.domain.planning_given import august, noon, pack
from tests.domain.town import (
    AUXILIARY,
    CHINESE,
    LIGHT,
    MATHS,
    ROUND,
    SECOND,
    accept,
    lapse,
    offer,
    wish,
)
from tests.support.desk import Desk

BASE = wish(MATHS, aux=(AUXILIARY,))
AUXILIARY_ONLY = PostSet(school="school-1", teaching=None, auxiliary=(AUXILIARY,))
THERE = PostSet(school="school-2", teaching=MATHS)


@pytest.fixture
def scored() -> Desk:
    """a1 above a2 for maths, a3 for Chinese; a1 seeks the office."""
    return town.ranked(town.opened())


@pytest.fixture
def teachers(scored: Desk) -> Desk:
    """The same, with the cadre layer closed."""
    scored.do(town.close_layer())
    return scored


def test_an_acceptance_takes_seats_and_post_set_in_one_act(scored: Desk) -> None:
    scored.do(offer("a1", BASE))
    assert scored.do(accept("a1")) == [
        e.OfferAccepted(
            teacher="a1", from_school="school-1", posts=BASE, staff_class=StaffClass.TEACHING
        ),
        SeatTaken(post=MATHS, person="a1", round=ROUND),
        SeatTaken(post=AUXILIARY, person="a1", round=ROUND),
        PostTaken(
            round=ROUND,
            school="school-1",
            posts=(MATHS, AUXILIARY),
            staff_class=StaffClass.TEACHING,
            periods_milli=12_000,
            from_on=august(23),
        ),
    ]


def test_without_an_offer_there_is_nothing_to_answer(scored: Desk) -> None:
    scored.refuses(accept("a1"), errors.OfferMissingError, school="school-1")
    scored.refuses(town.decline("a1"), errors.OfferMissingError)
    scored.refuses(lapse("a1", e.LapseReason.NOT_ANSWERED), errors.OfferMissingError)


def test_a_declined_seat_goes_to_the_next(teachers: Desk) -> None:
    teachers.do(offer("a1", wish(MATHS)))
    (declined,) = teachers.do(town.decline("a1"))
    assert declined == e.OfferDeclined(teacher="a1", posts=wish(MATHS), reason="另有安排")
    teachers.do(offer("a2", wish(MATHS)))


def test_an_offer_is_answered_in_time(scored: Desk) -> None:
    scored.do(offer("a1", wish(MATHS)))
    unanswered = lapse("a1", e.LapseReason.NOT_ANSWERED)
    scored.refuses(unanswered, errors.LapseReasonError, reason="not_answered")
    scored.at += timedelta(hours=24)
    scored.refuses(accept("a1"), errors.OfferExpiredError)
    (lapsed,) = scored.do(unanswered)
    assert lapsed == e.OfferLapsed(
        teacher="a1", posts=wish(MATHS), reason=e.LapseReason.NOT_ANSWERED
    )


def test_t45_an_offer_made_on_a_ranking_since_corrected_is_not_accepted(teachers: Desk) -> None:
    withdrawal = lapse("a1", e.LapseReason.WITHDRAWN_BY_SCHOOL)
    teachers.do(offer("a1", wish(MATHS)))
    teachers.refuses(withdrawal, errors.LapseReasonError)
    teachers.do(town.correct("a2", 40_000))
    teachers.refuses(accept("a1"), errors.RankingMissingError)
    teachers.do(c.ComputeRanking(round=ROUND))
    teachers.do(withdrawal, offer("a2", wish(MATHS)), accept("a2"))


def test_an_offer_is_withdrawn_while_its_ranking_does_not_stand(scored: Desk) -> None:
    scored.do(offer("a1", wish(MATHS)), town.correct("a2", 11_000))
    (lapsed,) = scored.do(lapse("a1", e.LapseReason.WITHDRAWN_BY_SCHOOL))
    assert isinstance(lapsed, e.OfferLapsed)


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        pytest.param(LIGHT, StaffClass.AUXILIARY, id="7.5 periods"),
        pytest.param(CHINESE, StaffClass.TEACHING, id="8.0 periods"),
    ],
)
def test_t03_fewer_than_eight_periods_make_auxiliary_staff(post: str, expected: StaffClass) -> None:
    wanted = wish(post, aux=(AUXILIARY,))
    desk = town.ranked(town.opened(), wishes={"a3": wanted})
    desk.do(town.close_layer(), offer("a3", wanted))
    taken = next(event for event in desk.do(accept("a3")) if isinstance(event, PostTaken))
    assert taken.staff_class is expected


def test_t03_auxiliary_posts_only_make_auxiliary_staff() -> None:
    desk = town.ranked(town.opened(), wishes={"a3": AUXILIARY_ONLY})
    desk.do(town.close_layer(), offer("a3", AUXILIARY_ONLY))
    taken = next(event for event in desk.do(accept("a3")) if isinstance(event, PostTaken))
    assert (taken.staff_class, taken.periods_milli) == (StaffClass.AUXILIARY, 0)


def test_a_post_that_the_pack_exempts_counts_as_teaching_at_its_own_minimum() -> None:
    exemption = {"title": "劳动教师", "teaching_min_periods_milli": 6000, "basis": "教研室办法"}
    lenient = pack(posts={"auxiliary_min": 0, "load_exemptions": [exemption]})
    desk = town.ranked(town.opened(of=lenient), wishes={"a3": wish(LIGHT)})
    desk.do(town.close_layer(), offer("a3", wish(LIGHT)))
    taken = next(event for event in desk.do(accept("a3")) if isinstance(event, PostTaken))
    assert taken.staff_class is StaffClass.TEACHING


def test_t32_of_two_acceptances_the_first_stands_and_the_other_seat_is_released(
    teachers: Desk,
) -> None:
    teachers.do(offer("a1", wish(MATHS)))
    elsewhere = lapse("a1", e.LapseReason.PLACED_ELSEWHERE)
    teachers.refuses(elsewhere, errors.LapseReasonError, reason="placed_elsewhere")
    teachers.given("teacher:a1", HELD_ELSEWHERE)
    teachers.refuses(accept("a1"), errors.AlreadyPlacedError, school="school-2")
    (lapsed,) = teachers.do(elsewhere)
    assert isinstance(lapsed, e.OfferLapsed)
    teachers.do(c.WithdrawIntent(round=ROUND, teacher="a1"), offer("a2", wish(MATHS)))


def test_t32_in_one_round_the_other_offers_lapse_with_the_acceptance() -> None:
    desk = town.prepared()
    desk.at = noon(august(26))
    desk.do(MEET.model_copy(update={"schools": ("school-1", "school-2")}))
    scored_in_second(desk, "a2", THERE, wish(MATHS))
    desk.do(c.LockScores(round=SECOND), c.ComputeRanking(round=SECOND))
    desk.do(offer("a2", THERE, round_=SECOND), offer("a2", wish(MATHS), round_=SECOND))
    events = desk.do(c.AcceptOffer(round=SECOND, teacher="a2", school="school-1"))
    assert e.OfferLapsed(teacher="a2", posts=THERE, reason=e.LapseReason.PLACED_ELSEWHERE) in events
    other = c.AcceptOffer(round=SECOND, teacher="a2", school="school-2")
    desk.refuses(other, errors.AlreadyPlacedError, school="school-1")


def test_a_bidder_with_an_offer_from_another_school_is_not_passed_over() -> None:
    desk = town.prepared()
    desk.at = noon(august(26))
    both = {"schools": ("school-1", "school-2"), "population": ("a1", "a2")}
    desk.do(MEET.model_copy(update=both))
    scored_in_second(desk, "a1", THERE, wish(MATHS), mark=75_000)
    scored_in_second(desk, "a2", THERE)
    desk.do(c.LockScores(round=SECOND), c.ComputeRanking(round=SECOND))
    desk.do(offer("a1", wish(MATHS), round_=SECOND))
    second = offer("a2", THERE, round_=SECOND)
    desk.refuses(second, errors.RankPassedOverError, passed_over="a1")
