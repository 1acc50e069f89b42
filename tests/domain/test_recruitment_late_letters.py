"""Who was allowed to hand in late is waited for, and is appraised like the others (T47, T22)."""

from __future__ import annotations

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment.scoring_errors import FactsMissingError
from tests.domain import coordination_given, town
from tests.domain import shortlist_given as listed
from tests.domain.ballots_given import APPRAISAL, appraisal, ballot
from tests.domain.closing_steps import leave
from tests.domain.planning_given import august, noon
from tests.domain.shortlist_given import COMPUTE, COMPUTE_LIST, LOCK, corrected
from tests.domain.test_recruitment_appraisal import WITH_BALLOT
from tests.domain.town import MATHS, ROUND, intent, interview, wish
from tests.support.desk import Desk

UNTIL = noon(august(24))
LATE = c.AuthoriseLateSubmission(round=ROUND, teacher="a3", until=UNTIL, reason="住院治疗")


def qualified(desk: Desk, *people: str) -> Desk:
    for each in people:
        desk.do(intent(each, wish(MATHS)), c.QualifyBidder(round=ROUND, teacher=each))
        desk.do(interview(each, 70_000))
    return desk


@pytest.fixture
def waiting() -> Desk:
    """a1 and a2 are appraised, a3 may still hand in her letter; the others' time is over."""
    desk = qualified(town.opened(of=WITH_BALLOT), "a1", "a2")
    desk.do(LATE, appraisal(ballot("a1"), ballot("a2")))
    desk.at = town.LOCKED_AT
    return desk


def test_t47_scores_are_not_locked_while_somebody_allowed_to_be_late_may_come(
    waiting: Desk,
) -> None:
    """Shows may_still_bid."""
    closes = UNTIL.isoformat()
    waiting.refuses(LOCK, errors.WindowOpenError, closes=closes, waiting=1)
    waiting.refuses(leave("a3"), errors.WindowOpenError, closes=closes, waiting=1)
    waiting.at = UNTIL
    waiting.do(LOCK)
    waiting.do(leave("a3"))


def test_t47_a_late_time_that_was_too_long_is_told_anew(waiting: Desk) -> None:
    waiting.do(LATE.model_copy(update={"until": noon(august(31))}))
    waiting.at = UNTIL
    waiting.refuses(LOCK, errors.WindowOpenError)
    waiting.do(LATE.model_copy(update={"until": noon(august(25))}))
    waiting.at = noon(august(25))
    waiting.do(LOCK)


def test_t22_whoever_came_late_is_appraised_in_a_meeting_of_its_own(waiting: Desk) -> None:
    """Shows _must_not_be_appraised."""
    qualified(waiting, "a3").refuses(LOCK, FactsMissingError, bidder="a3")
    for again in (appraisal(ballot("a1")), appraisal(ballot("a3"), ballot("a2")), APPRAISAL):
        waiting.refuses(again, errors.AppraisalClosedError, school="school-1")
    few = appraisal(ballot("a3")).model_copy(update={"present": 99})
    waiting.refuses(few, errors.AppraisalQuorumError)
    waiting.do(appraisal(ballot("a3", 80, 20)), LOCK, COMPUTE)
    assert town.round_of(waiting).ranking["a3"].total_milli == 89_200


def test_nobody_is_appraised_in_two_schools() -> None:
    desk = town.prepared(of=WITH_BALLOT)
    desk.at = noon(august(26))
    desk.do(coordination_given.MEET.model_copy(update={"schools": ("school-1", "school-2")}))
    wanted = intent("a2", wish(MATHS)).model_copy(update={"round": town.SECOND})
    once = appraisal(ballot("a2")).model_copy(update={"round": town.SECOND})
    desk.do(wanted, c.QualifyBidder(round=town.SECOND, teacher="a2"), once)
    again = once.model_copy(update={"school": "school-2"})
    desk.refuses(again, errors.AppraisalClosedError, school="school-2")


def test_nobody_is_appraised_after_the_lock(waiting: Desk) -> None:
    waiting.at = UNTIL
    waiting.do(LOCK)
    waiting.refuses(appraisal(ballot("a1")), errors.AppraisalClosedError)
    waiting.refuses(APPRAISAL, errors.ScoresLockedError)
    ranked = town.ranked(town.opened())
    ranked.refuses(appraisal(ballot("a1")), errors.ScoresLockedError)


def test_whoever_came_onto_the_short_list_after_the_lock_is_appraised_too() -> None:
    desk = listed.listed(listed.with_ballot())
    desk.do(appraisal(ballot("a1")), LOCK, COMPUTE, corrected("a2", "95"), COMPUTE_LIST)
    desk.refuses(COMPUTE, FactsMissingError, bidder="a2", missing="民主测评")
    desk.do(appraisal(ballot("a2")), COMPUTE)
    assert [*town.round_of(desk).ranking] == ["a2"]
