"""Whoever has a post, or has left service, is out of the pool: no letter, no score, no proposal."""

from __future__ import annotations

import pytest

from domain.kernel import Command
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.teacher.commands import CompleteResignation, Resign
from domain.teacher.errors import ExitedError
from tests.domain import coordination_given, town
from tests.domain import shortlist_given as listed
from tests.domain import stages_given as stages
from tests.domain.planning_given import august, noon
from tests.domain.protection_rounds_given import direct, protect
from tests.domain.shortlist_given import LOCK, LOCK_FIRST
from tests.domain.stages_given import THERE, propose
from tests.domain.town import MATHS, ROUND, intent, interview, service, wish
from tests.support.desk import Desk

LETTER = intent("a2", wish(MATHS))
LATE = c.AuthoriseLateSubmission(
    round=ROUND, teacher="a2", until=noon(august(24)), reason="因公外出"
)


def gone(desk: Desk) -> Desk:
    """a2 has left service."""
    today = desk.at.date()
    desk.do(Resign(teacher="a2", leaves_on=today), CompleteResignation(teacher="a2"))
    return desk


@pytest.mark.parametrize("asked", [LETTER, LATE], ids=["letter", "lateness"])
def test_no_letter_comes_from_whoever_has_a_post_or_has_left(asked: Command) -> None:
    here, elsewhere = protect(town.opened()), town.opened()
    here.do(direct("a2"))
    here.refuses(asked, errors.AlreadyPlacedError, school="school-1")
    elsewhere.given("teacher:a2", coordination_given.HELD_ELSEWHERE)
    elsewhere.refuses(asked, errors.AlreadyPlacedError, school="school-2")
    gone(town.opened()).refuses(asked, ExitedError, teacher="a2")


@pytest.mark.parametrize("way", ["appointed directly", "hired elsewhere", "resigned"])
@pytest.mark.parametrize("checked", [True, False], ids=["checked", "unchecked"])
def test_t27_whoever_went_before_the_lock_is_no_measure_of_the_others(
    way: str, *, checked: bool
) -> None:
    """Nor is she waited for: not for her check, and not for her facts."""
    desk = town.opened()
    desk.do(LETTER)
    if checked:
        desk.do(c.QualifyBidder(round=ROUND, teacher="a2"))
    if way == "appointed directly":
        protect(desk).do(direct("a2"))
    elif way == "hired elsewhere":
        desk.given("teacher:a2", coordination_given.HELD_ELSEWHERE)
    else:
        gone(desk)
    for each in ("a1", "a3"):
        desk.do(intent(each, wish(MATHS)), c.QualifyBidder(round=ROUND, teacher=each))
        desk.do(service(each), interview(each, 70_000))
    desk.at = town.LOCKED_AT
    desk.do(LOCK)
    assert town.round_of(desk).scored == ("a1", "a3")


def test_nor_is_she_on_a_short_list() -> None:
    desk = listed.sat(listed.with_list(), {"a1": "80", "a2": "90"})
    desk.given("teacher:a2", coordination_given.HELD_ELSEWHERE)
    desk.do(LOCK_FIRST, listed.COMPUTE_LIST)
    assert listed.entered(desk) == ("a1",)


def test_a_meeting_waits_for_nobody_who_has_gone() -> None:
    desk = town.prepared()
    desk.at = noon(august(26))
    desk.do(coordination_given.MEET.model_copy(update={"population": ("a2", "a3")}))
    desk.given("teacher:a3", coordination_given.HELD_ELSEWHERE)
    coordination_given.scored_in_second(desk, "a2", THERE)
    desk.do(c.LockScores(round=town.SECOND))


def test_no_post_is_proposed_to_whoever_has_one_or_has_left() -> None:
    desk = stages.adjusting()
    desk.given("teacher:a2", coordination_given.HELD_ELSEWHERE)
    desk.refuses(propose(THERE), errors.AlreadyPlacedError, school="school-2")
    gone(stages.adjusting()).refuses(propose(THERE), ExitedError)


def test_no_standby_begins_for_whoever_has_left() -> None:
    gone(stages.on_standby(start=False)).refuses(stages.standby(), ExitedError)


def test_whoever_was_left_unplaced_is_offered_nothing_before_that_is_set_aside() -> None:
    """Shows must_be_eligible."""
    desk = town.selected(town.ranked(town.opened()), close=False)
    desk.refuses(town.offer("a2", wish(MATHS)), errors.NotInPoolError, teacher="a2", unplaced=1)
