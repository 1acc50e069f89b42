"""Facts, marks, their corrections, the lock and the ranking, a sentence a rule."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.planning import events as planning
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.scoring_errors import (
    FactsMissingError,
    MarkAboveMaximumError,
    UnknownItemError,
    WrongFactError,
)
from domain.recruitment.wishes import PostSet
from domain.values.facts import Amount, Option
from tests.domain import town
from tests.domain.ballots_given import appraisal, ballot
from tests.domain.coordination_given import MEET, scored_in_second
from tests.domain.planning_given import SHA, pack
from tests.domain.town import (
    ALL,
    AUXILIARY,
    CHINESE,
    MATHS,
    ROUND,
    intent,
    interview,
    offer,
    service,
    wish,
)
from tests.support.desk import Desk

LOCK = c.LockScores(round=ROUND)
COMPUTE = c.ComputeRanking(round=ROUND)
CORRECT_MARK = c.CorrectMark(
    round=ROUND,
    judge="j1",
    bidder="a1",
    item="interview",
    mark_milli=72_000,
    reason="登分笔误",
    authority="评委会〔2026〕1号",
)


@pytest.fixture
def desk() -> Desk:
    """The round of a school is open, and a1 is a qualified bidder."""
    desk = town.opened()
    desk.do(intent("a1", wish(MATHS)), c.QualifyBidder(round=ROUND, teacher="a1"))
    return desk


@pytest.fixture
def scored() -> Desk:
    """Everybody's letter in, checked, scored and ranked."""
    return town.ranked(town.opened())


# Facts and marks


def test_facts_and_marks_fit_the_table(desk: Desk) -> None:
    desk.refuses(interview("a1", 80_001), MarkAboveMaximumError, maximum_milli=80_000)
    desk.refuses(service("a1", item="honours"), UnknownItemError)
    desk.refuses(service("a1", fact=Option(option="x")), WrongFactError)
    (recorded,) = desk.do(service("a1"))
    assert recorded == e.ScoreItemRecorded(
        bidder="a1", item="service", fact=Amount(amount_milli=10_000), evidence="人事档案"
    )
    (marked,) = desk.do(interview("a1", 80_000))
    assert marked == e.JudgeMarked(judge="j1", bidder="a1", item="interview", mark_milli=80_000)


def test_a_second_fact_or_mark_is_a_correction(desk: Desk) -> None:
    desk.do(service("a1"), interview("a1", 70_000))
    desk.refuses(service("a1"), errors.FactKnownError, item="service")
    desk.refuses(interview("a1", 60_000), errors.MarkedAlreadyError, judge="j1")
    desk.do(interview("a1", 60_000).model_copy(update={"judge": "j2"}))


def test_only_qualified_bidders_are_scored(desk: Desk) -> None:
    desk.do(intent("a2", wish(MATHS)))
    desk.refuses(service("a2"), errors.QualificationError, check="open")
    desk.refuses(interview("a2", 70_000), errors.QualificationError, check="open")
    desk.refuses(service("a3"), errors.NoIntentError)


def test_nothing_is_scored_after_the_lock(scored: Desk) -> None:
    late_mark = interview("a1", 70_000).model_copy(update={"judge": "j9"})
    for command in (service("a1"), late_mark, appraisal(ballot("a1")), LOCK):
        scored.refuses(command, errors.ScoresLockedError)


# Lock and ranking


def test_scores_are_not_locked_while_a_letter_may_still_come(desk: Desk) -> None:
    desk.do(service("a1"), interview("a1", 70_000))
    desk.refuses(LOCK, errors.WindowOpenError, waiting=2)
    desk.at = town.LOCKED_AT
    (locked,) = desk.do(LOCK)
    assert locked == e.ScoresLocked(bidders=("a1",))


def test_scores_are_not_locked_while_a_letter_is_unchecked(desk: Desk) -> None:
    desk.do(service("a1"), interview("a1", 70_000), intent("a2", wish(MATHS)))
    desk.at = town.LOCKED_AT
    desk.refuses(LOCK, errors.QualificationError, teacher="a2", check="open")


def test_scores_are_not_locked_while_facts_are_missing_since_none_could_follow(
    desk: Desk,
) -> None:
    desk.at = town.LOCKED_AT
    desk.refuses(LOCK, FactsMissingError, bidder="a1", missing="教龄、面试")
    desk.do(service("a1"), interview("a1", 70_000), LOCK)


def test_whoever_withdrew_before_the_lock_is_not_in_the_scored_population(desk: Desk) -> None:
    """Shows scored_population."""
    desk.do(intent("a2", wish(MATHS)), c.QualifyBidder(round=ROUND, teacher="a2"))
    desk.do(service("a1"), interview("a1", 70_000), c.WithdrawIntent(round=ROUND, teacher="a2"))
    desk.at = town.LOCKED_AT
    (locked,) = desk.do(LOCK)
    assert locked == e.ScoresLocked(bidders=("a1",))


def test_the_coordination_locks_as_soon_as_everyone_s_letter_is_in(desk: Desk) -> None:
    desk.at += timedelta(days=6)
    desk.do(MEET.model_copy(update={"population": ("a2", "a3")}))
    lock = c.LockScores(round=town.SECOND)
    scored_in_second(desk, "a2", PostSet(school="school-2", teaching=MATHS))
    desk.refuses(lock, errors.WindowOpenError, waiting=1)
    scored_in_second(desk, "a3", PostSet(school="school-2", teaching=CHINESE))
    desk.do(lock)


def test_a_selection_that_closed_without_letters_is_not_locked() -> None:
    desk = town.opened(establishment=0)
    desk.at = town.LOCKED_AT
    for teacher in ALL:
        desk.do(c.LeaveUnplaced(round=ROUND, teacher=teacher), town.serve(teacher))
    desk.do(town.close_layer(), c.CloseSelection(round=ROUND))
    desk.refuses(LOCK, errors.SelectionClosedError)


def test_there_is_no_ranking_before_the_lock(desk: Desk) -> None:
    desk.refuses(COMPUTE, errors.ScoresNotLockedError)


def test_a_ranking_names_its_pack_and_the_order_for_every_post(scored: Desk) -> None:
    (computed,) = scored.do(COMPUTE)
    assert isinstance(computed, e.RankingComputed)
    assert computed.pack_sha256 == SHA
    assert [(row.bidder, row.total_milli) for row in computed.rows] == [
        ("a1", 81_000),
        ("a2", 75_000),
        ("a3", 64_000),
    ]
    state = town.round_of(scored)
    assert [state.rank_of(each, "school-1", MATHS) for each in ALL] == [1, 2, None]


def test_bidders_for_auxiliary_posts_are_ranked_for_each_of_them() -> None:
    only = PostSet(school="school-1", teaching=None, auxiliary=(AUXILIARY,))
    desk = town.ranked(town.opened(), wishes={"a2": only, "a3": only})
    state = town.round_of(desk)
    assert [state.rank_of(each, "school-1", AUXILIARY) for each in ALL] == [None, 1, 2]


def test_t27_a_bidder_who_withdraws_after_the_ranking_changes_nobody_s_score(
    scored: Desk,
) -> None:
    before = town.round_of(scored).ranking
    scored.do(c.WithdrawIntent(round=ROUND, teacher="a1"), COMPUTE)
    assert town.round_of(scored).ranking == before
    scored.refuses(offer("a1", wish(MATHS)), errors.QualificationError, withdrawn=1)


def test_t30_a_pack_amended_after_the_opening_does_not_reach_the_round(scored: Desk) -> None:
    before = town.round_of(scored).ranking
    other = pack(title="修订规则包")
    amended = planning.PackAmended(pack_sha256=other.sha256(), pack=other, reason="调整")
    scored.given(f"plan:{town.PLAN}", amended)
    (computed,) = scored.do(COMPUTE)
    assert isinstance(computed, e.RankingComputed)
    assert computed.pack_sha256 == SHA
    assert {row.bidder: row for row in computed.rows} == before


# Corrections


def test_t45_a_correction_before_the_lock_counts_at_once(desk: Desk) -> None:
    desk.do(service("a1"), interview("a1", 70_000))
    (corrected,) = desk.do(town.correct("a1", 12_000))
    assert isinstance(corrected, e.ScoreCorrected)
    assert not corrected.after_lock
    (mark,) = desk.do(CORRECT_MARK)
    assert isinstance(mark, e.MarkCorrected)
    assert not mark.after_lock
    desk.at = town.LOCKED_AT
    desk.do(LOCK, COMPUTE)
    assert town.round_of(desk).ranking["a1"].total_milli == 78_000


def test_t45_a_correction_after_the_lock_blocks_offers_until_there_is_a_new_ranking(
    scored: Desk,
) -> None:
    scored.do(town.correct("a2", 20_000))
    scored.refuses(offer("a1", wish(MATHS, aux=(AUXILIARY,))), errors.RankingMissingError)
    scored.do(COMPUTE, CORRECT_MARK)
    scored.refuses(offer("a1", wish(MATHS, aux=(AUXILIARY,))), errors.RankingMissingError)
    scored.do(COMPUTE, offer("a1", wish(MATHS, aux=(AUXILIARY,))))


def test_only_what_was_recorded_is_corrected(desk: Desk) -> None:
    desk.refuses(town.correct("a1", 12_000), errors.FactUnknownError, item="service")
    desk.refuses(CORRECT_MARK, errors.FactUnknownError, judge="j1")
    desk.do(interview("a1", 70_000))
    other = CORRECT_MARK.model_copy(update={"judge": "j2"})
    desk.refuses(other, errors.FactUnknownError, judge="j2")
    too_much = CORRECT_MARK.model_copy(update={"mark_milli": 90_000})
    desk.refuses(too_much, MarkAboveMaximumError)
