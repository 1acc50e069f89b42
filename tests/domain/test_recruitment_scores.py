"""Facts, marks, appraisal, corrections, lock, ranking and ties, a sentence a rule."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256

import pytest

from domain.appraisal.file_events import LeaveRecorded
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
from domain.teacher.events import ExitGround, TeacherExited
from domain.values.facts import Amount, Counts, Option
from domain.values.lots import order_by_lot
from tests.domain import town
from tests.domain.planning_given import SCORING, SHA, pack
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
APPRAISAL = c.CloseDemocraticAppraisal(
    round=ROUND, school="school-1", staff=150, present=100, ballots=()
)
LOTS = c.DecideTie(
    round=ROUND,
    order=("a2", "a1"),
    method=e.TieMethod.LOTS,
    lot_seed="8-24-1",
    witnesses=("w1", "w2"),
    reason="当场抽签",
)
CORRECT_MARK = c.CorrectMark(
    round=ROUND,
    judge="j1",
    bidder="a1",
    item="interview",
    mark_milli=72_000,
    reason="登分笔误",
    authority="评委会〔2026〕1号",
)
BALLOT = {
    "kind": "ballot",
    "id": "appraisal",
    "title": "民主测评",
    "excellent": "20",
    "competent": "16",
    "basically_competent": "12",
    "not_competent": "0",
}
WITH_BALLOT = pack(
    scoring={
        **SCORING,
        "nodes": [BALLOT, {"kind": "marks", "id": "interview", "title": "面试", "max": "80"}],
    },
    tie_chain={"keys": []},
)


def ballot(bidder: str, excellent: int = 60, competent: int = 40) -> e.BallotCount:
    return e.BallotCount(
        bidder=bidder,
        excellent=excellent,
        competent=competent,
        basically_competent=0,
        not_competent=0,
    )


def appraisal(*ballots: e.BallotCount) -> c.CloseDemocraticAppraisal:
    return APPRAISAL.model_copy(update={"ballots": ballots})


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


@pytest.fixture
def tied() -> Desk:
    """a1 and a2 are equal in every item of the chain."""
    return town.ranked(
        town.opened(), marks={"a1": 70_000, "a2": 70_000}, years=dict.fromkeys(ALL, 10_000)
    )


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


# The democratic appraisal


def test_t22_twenty_six_ballots_of_a_hundred_and_fifty_staff_are_no_appraisal(desk: Desk) -> None:
    few = APPRAISAL.model_copy(update={"present": 26})
    desk.refuses(few, errors.AppraisalQuorumError, staff=150, present=26, required=100)
    desk.refuses(APPRAISAL.model_copy(update={"present": 99}), errors.AppraisalQuorumError)
    (closed,) = desk.do(APPRAISAL)
    assert isinstance(closed, e.DemocraticAppraisalClosed)


def test_t22_the_quorum_is_of_those_at_work_whatever_number_is_told(desk: Desk) -> None:
    few = APPRAISAL.model_copy(update={"staff": 1, "present": 1})
    desk.refuses(few, errors.AppraisalQuorumError, staff=3, present=1, required=2)
    away = LeaveRecorded(
        leave="l1", from_on=date(2026, 3, 2), until_on=date(2026, 12, 1), counted=False
    )
    desk.given("teacher:a2", away)
    desk.given("teacher:a3", TeacherExited(ground=ExitGround.RETIREMENT, on=date(2026, 8, 1)))
    desk.do(few)


def test_no_more_take_part_in_an_appraisal_than_there_are(desk: Desk) -> None:
    crowd = APPRAISAL.model_copy(update={"present": 151})
    desk.refuses(crowd, errors.AppraisalQuorumError, staff=150, present=151)


def test_an_appraisal_is_closed_once(desk: Desk) -> None:
    desk.do(appraisal(ballot("a1")))
    desk.refuses(APPRAISAL, errors.AppraisalClosedError, school="school-1")


@pytest.mark.parametrize(
    "ballots",
    [
        pytest.param((ballot("a1", 60, 41),), id="more ballots than people"),
        pytest.param((ballot("a1", 0, 0),), id="no ballot"),
        pytest.param((ballot("a1"), ballot("a1")), id="a bidder twice"),
    ],
)
def test_ballots_fit_those_present(desk: Desk, ballots: tuple[e.BallotCount, ...]) -> None:
    desk.refuses(appraisal(*ballots), errors.BallotCountError, bidder="a1", present=100)


def test_ballots_are_for_qualified_bidders(desk: Desk) -> None:
    desk.refuses(appraisal(ballot("a2")), errors.NoIntentError)


def test_the_appraisal_counts_in_the_score() -> None:
    desk = town.opened(of=WITH_BALLOT)
    desk.do(intent("a1", wish(MATHS)), c.QualifyBidder(round=ROUND, teacher="a1"))
    desk.do(interview("a1", 70_000), appraisal(ballot("a1", 75, 25)))
    desk.at = town.LOCKED_AT
    desk.do(LOCK, COMPUTE)
    assert town.round_of(desk).ranking["a1"].total_milli == 89_000


def test_ballots_are_not_recorded_past_the_appraisal_with_its_quorum() -> None:
    desk = town.opened(of=WITH_BALLOT)
    desk.do(intent("a1", wish(MATHS)), c.QualifyBidder(round=ROUND, teacher="a1"))
    by_hand = service("a1", item="appraisal", fact=Counts(counts={"excellent": 26}))
    desk.refuses(by_hand, errors.AppraisalBypassedError, item="appraisal")


def test_the_coordination_carries_the_school_s_ballots_over() -> None:
    desk = town.prepared(of=WITH_BALLOT)
    desk.at += timedelta(days=6)
    desk.do(town.MEET)
    wanted = PostSet(school="school-2", teaching=MATHS)
    desk.do(intent("a2", wanted).model_copy(update={"round": town.SECOND}))
    desk.do(c.QualifyBidder(round=town.SECOND, teacher="a2"))
    carried = service("a2", item="appraisal", fact=Counts(counts={"excellent": 26}))
    (recorded,) = desk.do(carried.model_copy(update={"round": town.SECOND}))
    assert isinstance(recorded, e.ScoreItemRecorded)


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
    desk.do(town.MEET.model_copy(update={"population": ("a2", "a3")}))
    lock = c.LockScores(round=town.SECOND)
    town.scored_in_second(desk, "a2", PostSet(school="school-2", teaching=MATHS))
    desk.refuses(lock, errors.WindowOpenError, waiting=1)
    town.scored_in_second(desk, "a3", PostSet(school="school-2", teaching=CHINESE))
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


# Ties


def test_t29_a_tie_that_the_chain_cannot_solve_waits_for_people(tied: Desk) -> None:
    tied.do(town.close_layer())
    for teacher in ("a1", "a2"):
        tied.refuses(offer(teacher, wish(MATHS)), errors.TieUnresolvedError, bidders="a1、a2")
    (decided,) = tied.do(LOTS)
    assert isinstance(decided, e.TieDecided)
    tied.refuses(offer("a2", wish(MATHS)), errors.RankingMissingError)
    tied.do(COMPUTE)
    tied.refuses(offer("a1", wish(MATHS)), errors.RankPassedOverError, passed_over="a2")
    tied.do(offer("a2", wish(MATHS)))
    assert town.round_of(tied).ties == ()


def test_a_tie_blocks_nobody_once_the_other_is_out(tied: Desk) -> None:
    tied.do(town.close_layer(), c.WithdrawIntent(round=ROUND, teacher="a2"))
    tied.do(offer("a1", wish(MATHS)))


def test_a_tie_for_one_post_does_not_block_another(tied: Desk) -> None:
    tied.do(town.close_layer(), offer("a3", wish(CHINESE)))


@pytest.mark.parametrize("order", [("a2", "a3"), ("a2",), ("a1", "a1", "a2"), ()], ids="、".join)
def test_an_order_is_decided_among_exactly_those_who_are_tied(
    tied: Desk, order: tuple[str, ...]
) -> None:
    tied.refuses(LOTS.model_copy(update={"order": order}), errors.NotTiedError)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"lot_seed": None}, id="no seed"),
        pytest.param({"witnesses": ("w1",)}, id="one witness"),
        pytest.param({"witnesses": ("w1", "w1")}, id="one witness twice"),
        pytest.param({"witnesses": ("w1", "a1")}, id="one of the tied as witness"),
    ],
)
def test_lots_need_their_seed_and_two_witnesses(tied: Desk, changes: dict[str, object]) -> None:
    tied.refuses(LOTS.model_copy(update=changes), errors.LotsError, required=2)


def test_the_order_is_the_one_that_the_seed_gives(tied: Desk) -> None:
    """Anybody can draw again: the lowest SHA-256 of seed, round and person comes first."""
    lots = {name: sha256(f"8-24-1\n{ROUND}\n{name}".encode()).hexdigest() for name in ALL[:2]}
    assert sorted(lots, key=lambda name: lots[name]) == ["a2", "a1"]
    chosen = LOTS.model_copy(update={"order": ("a1", "a2")})
    tied.refuses(chosen, errors.LotsOrderError, seed="8-24-1", lot_order="a2、a1")
    other = chosen.model_copy(update={"lot_seed": "8-24-2"})
    tied.do(other, COMPUTE)
    assert town.round_of(tied).rank_of("a1", "school-1", MATHS) == 1


def test_whoever_falls_out_changes_nothing_in_the_order_of_the_others() -> None:
    """Shows order_by_lot."""
    people = [f"a{n}" for n in range(9)]
    drawn = order_by_lot("8-24-1", ROUND, people)
    for gone in people:
        rest = [name for name in people if name != gone]
        assert order_by_lot("8-24-1", ROUND, rest) == tuple(x for x in drawn if x != gone)
    assert order_by_lot("8-24-2", ROUND, people) != drawn
    assert order_by_lot("8-24-1", "r2", people) != drawn


def test_a_second_vote_needs_no_lots(tied: Desk) -> None:
    vote = LOTS.model_copy(
        update={"method": e.TieMethod.SECOND_VOTE, "lot_seed": None, "witnesses": ()}
    )
    tied.do(vote, COMPUTE)
    assert town.round_of(tied).rank_of("a2", "school-1", MATHS) == 1


def test_no_order_is_decided_on_a_ranking_that_does_not_stand(tied: Desk) -> None:
    tied.do(town.correct("a1", 12_000))
    tied.refuses(LOTS, errors.RankingMissingError)


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
