"""Those who have gone, to another post or out of service, stand in nobody's way (T32, S002-11)."""

from __future__ import annotations

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.teacher.commands import CompleteResignation, LeavePost, Resign
from domain.teacher.errors import ExitedError
from domain.teacher.events import PostLeftReason
from tests.domain import town
from tests.domain.coordination_given import HELD_ELSEWHERE
from tests.domain.planning_given import august
from tests.domain.town import AUXILIARY, MATHS, ROUND, accept, offer, propose, wish
from tests.support.desk import Desk

BASE = wish(MATHS, aux=(AUXILIARY,))


def gone(desk: Desk, person: str) -> Desk:
    desk.do(Resign(teacher=person, leaves_on=august(23)), CompleteResignation(teacher=person))
    return desk


@pytest.fixture
def desk() -> Desk:
    """a1 above a2 for maths; a1 seeks the office."""
    return town.ranked(town.opened())


def test_the_next_is_offered_the_post_of_whoever_resigned(desk: Desk) -> None:
    """Shows without_those_gone."""
    desk.do(town.close_layer())
    desk.refuses(offer("a2", wish(MATHS)), errors.RankPassedOverError, passed_over="a1")
    (offered,) = gone(desk, "a1").do(offer("a2", wish(MATHS)))
    assert isinstance(offered, e.PostOffered)


def test_t32_the_next_is_offered_the_post_of_whoever_accepted_another(desk: Desk) -> None:
    desk.do(town.close_layer())
    desk.given("teacher:a1", HELD_ELSEWHERE)
    desk.do(offer("a2", wish(MATHS)))


def test_nobody_is_offered_a_post_who_holds_one_or_has_left_service(desk: Desk) -> None:
    """A seat is not kept for somebody who could not take it. Shows must_be_free."""
    other = Desk(desk.at, dict(desk.states))
    desk.given("teacher:a1", HELD_ELSEWHERE)
    desk.refuses(offer("a1", BASE), errors.AlreadyPlacedError, teacher="a1")
    gone(other, "a1").refuses(offer("a1", BASE), ExitedError, ground="resignation")


def test_of_two_who_are_equal_the_one_who_stays_needs_no_decision() -> None:
    desk = town.ranked(
        town.opened(),
        marks=dict.fromkeys(town.ALL, 70_000),
        years=dict.fromkeys(town.ALL, 10_000),
    )
    desk.do(town.close_layer())
    desk.refuses(offer("a2", wish(MATHS)), errors.TieUnresolvedError)
    gone(desk, "a1").do(offer("a2", wish(MATHS)))


@pytest.mark.parametrize("way", ["left", "resigned"])
def test_t05_an_office_rests_on_a_base_post_that_is_still_held(desk: Desk, way: str) -> None:
    """Shows _base_post_must_be_held."""
    desk.do(offer("a1", BASE), accept("a1"))
    proposed = Desk(desk.at, dict(desk.states))
    proposed.do(propose("a1"))
    for each, command in ((desk, propose("a1")), (proposed, _approve())):
        if way == "left":
            each.do(LeavePost(teacher="a1", reason=PostLeftReason.MOVED))
        else:
            gone(each, "a1")
        each.refuses(command, errors.BasePostMissingError, teacher="a1")


def test_t05_a_post_of_another_round_is_no_base_post_for_this_ones_office(desk: Desk) -> None:
    desk.do(offer("a1", BASE), accept("a1"))
    desk.given("teacher:a1", HELD_ELSEWHERE)
    desk.refuses(propose("a1"), errors.BasePostMissingError)


def _approve() -> c.ApproveOffice:
    return c.ApproveOffice(round=ROUND, teacher="a1")
