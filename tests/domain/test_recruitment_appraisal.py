"""The democratic appraisal of those who bid: its quorum, its ballots, its part in the score."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.appraisal.file_events import LeaveRecorded
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.wishes import PostSet
from domain.teacher.events import ExitGround, TeacherExited
from domain.values.facts import Counts
from tests.domain import town
from tests.domain.ballots_given import APPRAISAL, appraisal, ballot
from tests.domain.coordination_given import MEET
from tests.domain.planning_given import SCORING, pack
from tests.domain.town import MATHS, ROUND, intent, interview, service, wish
from tests.support.desk import Desk

LOCK = c.LockScores(round=ROUND)
COMPUTE = c.ComputeRanking(round=ROUND)
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


@pytest.fixture
def desk() -> Desk:
    """The round of a school is open, and a1 is a qualified bidder."""
    desk = town.opened()
    desk.do(intent("a1", wish(MATHS)), c.QualifyBidder(round=ROUND, teacher="a1"))
    return desk


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


def test_t22_no_school_outside_the_round_lends_its_name_to_a_small_appraisal(desk: Desk) -> None:
    """Shows school_must_take_part."""
    alone = {"school": "school-2", "staff": 1, "present": 1, "ballots": (ballot("a1", 1, 0),)}
    elsewhere = APPRAISAL.model_copy(update=alone)
    desk.refuses(elsewhere, errors.SchoolNotInRoundError, school="school-2")


def test_an_appraisal_in_which_nobody_takes_part_is_none(desk: Desk) -> None:
    for each in ("a1", "a2", "a3"):
        exited = TeacherExited(ground=ExitGround.RETIREMENT, on=date(2026, 8, 1))
        desk.given(f"teacher:{each}", exited)
    nobody = APPRAISAL.model_copy(update={"staff": 0, "present": 0})
    desk.refuses(nobody, errors.AppraisalQuorumError, staff=0, present=0, required=1)


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
    desk.do(MEET)
    wanted = PostSet(school="school-2", teaching=MATHS)
    desk.do(intent("a2", wanted).model_copy(update={"round": town.SECOND}))
    desk.do(c.QualifyBidder(round=town.SECOND, teacher="a2"))
    carried = service("a2", item="appraisal", fact=Counts(counts={"excellent": 26}))
    (recorded,) = desk.do(carried.model_copy(update={"round": town.SECOND}))
    assert isinstance(recorded, e.ScoreItemRecorded)
