"""Who gives a post up, or lets its offer run out, makes way; what is told as the reason is so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from tests.domain import coordination_given, town
from tests.domain.closing_steps import leave
from tests.domain.town import CHINESE, MATHS, ROUND, accept, decline, lapse, offer, wish
from tests.support.desk import Desk

NEXT = offer("a2", wish(MATHS))
INSTEAD = NEXT.model_copy(update={"reason": e.SelectionReason.HIGHER_RANKED_DECLINED})


@pytest.fixture
def teachers() -> Desk:
    """a1 above a2 for maths; the cadre layer is closed."""
    desk = town.ranked(town.opened())
    desk.do(town.close_layer())
    return desk


@pytest.fixture
def unanswered(teachers: Desk) -> Desk:
    """a1 let the offer run out."""
    teachers.do(offer("a1", wish(MATHS)))
    teachers.at += timedelta(hours=24)
    teachers.do(lapse("a1", e.LapseReason.NOT_ANSWERED))
    return teachers


def test_the_seat_of_an_offer_that_nobody_answered_goes_to_the_next(unanswered: Desk) -> None:
    """Shows Bidder.waits_for."""
    unanswered.do(NEXT, accept("a2"))
    (left,) = unanswered.do(leave("a1"))
    assert isinstance(left, e.TeacherLeftUnplaced)
    assert left.reason is e.UnplacedReason.DECLINED


def test_whoever_did_not_answer_may_be_offered_the_post_again(unanswered: Desk) -> None:
    unanswered.do(offer("a1", wish(MATHS)), accept("a1"))


def test_of_two_who_are_equal_the_one_who_did_not_answer_makes_way() -> None:
    level = dict.fromkeys(town.ALL, 70_000)
    desk = town.ranked(town.opened(), marks=level, years=dict.fromkeys(town.ALL, 10_000))
    order = c.DecideTie(
        round=ROUND,
        order=("a1", "a2"),
        method=e.TieMethod.SECOND_VOTE,
        reason="委员会再次表决",
    )
    desk.do(town.close_layer(), order, c.ComputeRanking(round=ROUND), offer("a1", wish(MATHS)))
    desk.at += timedelta(hours=24)
    desk.do(lapse("a1", e.LapseReason.NOT_ANSWERED), NEXT)


def test_an_offer_that_the_school_took_back_makes_nobody_give_way(teachers: Desk) -> None:
    teachers.do(offer("a1", wish(MATHS)), town.correct("a1", 13_000))
    teachers.do(lapse("a1", e.LapseReason.WITHDRAWN_BY_SCHOOL), c.ComputeRanking(round=ROUND))
    teachers.refuses(NEXT, errors.RankPassedOverError, passed_over="a1")


def test_that_somebody_before_her_gave_up_is_told_only_where_it_is_so(teachers: Desk) -> None:
    first = INSTEAD.model_copy(update={"teacher": "a1"})
    teachers.refuses(first, errors.SelectionReasonError, reason="higher_ranked_declined")
    teachers.do(offer("a1", wish(MATHS)), decline("a1"))
    (offered,) = teachers.do(INSTEAD)
    assert isinstance(offered, e.PostOffered)


@pytest.mark.parametrize("way", ["withdrew", "elsewhere"])
def test_whoever_withdrew_or_found_another_post_gave_this_one_up(teachers: Desk, way: str) -> None:
    """Shows _made_way."""
    if way == "withdrew":
        teachers.do(c.WithdrawIntent(round=ROUND, teacher="a1"))
    else:
        teachers.given("teacher:a1", coordination_given.HELD_ELSEWHERE)
    teachers.do(INSTEAD)


def test_whoever_was_hired_gave_nothing_up() -> None:
    both = town.ranked(town.opened(), wishes={"a1": wish(CHINESE), "a2": wish(CHINESE)})
    both.do(town.close_layer(), offer("a1", wish(CHINESE)), accept("a1"))
    instead = INSTEAD.model_copy(update={"posts": wish(CHINESE)})
    both.refuses(instead, errors.SelectionReasonError, reason="higher_ranked_declined")


def test_t45_nobody_is_hired_on_a_place_that_a_corrected_ranking_gave_to_others(
    teachers: Desk,
) -> None:
    """Shows _place_must_be_no_worse."""
    teachers.do(offer("a1", wish(MATHS)), town.correct("a2", 40_000))
    teachers.do(c.ComputeRanking(round=ROUND))
    teachers.refuses(accept("a1"), errors.OfferOvertakenError, rank=1, place=2)
    teachers.do(lapse("a1", e.LapseReason.WITHDRAWN_BY_SCHOOL), NEXT, accept("a2"))


def test_t45_a_correction_that_leaves_the_place_or_betters_it_changes_no_offer(
    teachers: Desk,
) -> None:
    teachers.do(offer("a1", wish(MATHS)), decline("a1"), NEXT, town.correct("a1", 0))
    teachers.do(c.ComputeRanking(round=ROUND))
    assert town.round_of(teachers).rank_of("a2", "school-1", MATHS) == 1
    teachers.do(accept("a2"))
