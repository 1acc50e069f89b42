"""Ballots that were miscounted: counted anew, before the lock and after it, never voted anew."""

from __future__ import annotations

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.errors.marking import BallotsSameError
from tests.domain import town
from tests.domain.ballots_given import appraisal, ballot
from tests.domain.test_recruitment_appraisal import COMPUTE, LOCK, WITH_BALLOT
from tests.domain.town import MATHS, ROUND, intent, interview, offer, wish
from tests.support.desk import Desk


def anew(excellent: int, competent: int, bidder: str = "a1") -> c.CorrectBallots:
    return c.CorrectBallots(
        round=ROUND,
        ballots=ballot(bidder, excellent, competent),
        reason="唱票漏计",
        authority="监督组复核记录1号",
        evidence="封存选票",
    )


@pytest.fixture
def desk() -> Desk:
    """a1 was found good, marked, and appraised by a hundred."""
    desk = town.opened(of=WITH_BALLOT)
    desk.do(intent("a1", wish(MATHS)), c.QualifyBidder(round=ROUND, teacher="a1"))
    desk.do(interview("a1", 70_000), appraisal(ballot("a1", 60, 40)))
    return desk


def locked(desk: Desk) -> Desk:
    desk.at = town.LOCKED_AT
    desk.do(LOCK, COMPUTE)
    return desk


def total(desk: Desk) -> int:
    return town.round_of(desk).ranking["a1"].total_milli


def test_ballots_are_counted_anew_before_the_lock(desk: Desk) -> None:
    """Shows correct_ballots."""
    (corrected,) = desk.do(anew(75, 25))
    assert isinstance(corrected, e.BallotsCorrected)
    assert (corrected.items, corrected.after_lock) == (("appraisal",), False)
    assert total(locked(desk)) == 89_000


def test_after_the_lock_a_new_ranking_is_due(desk: Desk) -> None:
    before = total(locked(desk))
    (corrected,) = desk.do(town.close_layer(), anew(75, 25))
    assert isinstance(corrected, e.BallotsCorrected)
    assert corrected.after_lock
    desk.refuses(offer("a1", wish(MATHS)), errors.RankingMissingError)
    desk.do(COMPUTE)
    assert (before, total(desk)) == (88_400, 89_000)


def test_no_more_ballots_were_cast_than_people_took_part(desk: Desk) -> None:
    for wrong in (anew(60, 41), anew(0, 0)):
        desk.refuses(wrong, errors.BallotCountError, bidder="a1", present=100)


def test_a_count_is_corrected_to_another_one_alone(desk: Desk) -> None:
    desk.refuses(anew(60, 40), BallotsSameError, bidder="a1", cast=100)


def test_who_was_not_appraised_has_no_ballots_to_correct(desk: Desk) -> None:
    desk.do(intent("a2", wish(MATHS)), c.QualifyBidder(round=ROUND, teacher="a2"))
    desk.refuses(anew(60, 40, "a2"), errors.FactUnknownError, bidder="a2", item="appraisal")
