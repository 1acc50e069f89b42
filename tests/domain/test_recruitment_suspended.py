"""A round that the office above has stopped, and lets go on (竞聘暂停)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.values.privacy import PersonalDataError
from tests.domain import town
from tests.domain.planning_given import august, noon
from tests.domain.town import MATHS, ROUND, intent, offer, wish
from tests.support.desk import Desk

STOP = c.SuspendRound(round=ROUND, reason="岗位表有误，待核实", document="教办〔2026〕8号")
GO_ON = c.ResumeRound(round=ROUND, document="教办〔2026〕9号")
PAUSE = timedelta(days=2, hours=3)


@pytest.fixture
def desk() -> Desk:
    return town.opened()


def stopped(desk: Desk) -> Desk:
    desk.do(STOP)
    return desk


def test_nothing_goes_on_in_a_round_that_was_stopped_until_it_is_resumed(desk: Desk) -> None:
    """Shows round_must_not_be_suspended."""
    since = desk.at.isoformat()
    stopped(desk)
    waiting = (
        intent("a1", wish(MATHS)),
        c.LockScores(round=ROUND),
        c.LeaveUnplaced(round=ROUND, teacher="a1"),
        c.CloseSelection(round=ROUND),
        STOP,
    )
    for command in waiting:
        desk.refuses(command, errors.RoundSuspendedError, organiser="school-1", since=since)
    desk.do(GO_ON, intent("a1", wish(MATHS)))


def test_only_a_round_that_was_stopped_is_resumed_and_only_one_not_final_is_stopped(
    desk: Desk,
) -> None:
    """Shows must_stand_still."""
    desk.refuses(GO_ON, errors.NotSuspendedError, organiser="school-1")
    desk.given(f"recruitment-round:{ROUND}", e.RoundFinalised(notice="n1", list_sha256="0" * 64))
    desk.refuses(STOP, errors.FinalisedError)


def test_a_round_that_a_case_voided_is_neither_stopped_nor_resumed(desk: Desk) -> None:
    voided = e.RoundVoided(case="case-1", on=august(21))
    desk.given(f"recruitment-round:{ROUND}", voided)
    for command in (STOP, GO_ON):
        desk.refuses(command, errors.RoundVoidedError)


def test_letters_may_come_for_as_long_as_the_round_stood_after_their_day(desk: Desk) -> None:
    """Shows letters_after."""
    late = c.AuthoriseLateSubmission(
        round=ROUND, teacher="a2", until=noon(august(23)), reason="住院"
    )
    desk.do(late)
    until = town.round_of(desk).intents_until
    stopped(desk)
    desk.at += PAUSE
    (resumed,) = desk.do(GO_ON)
    assert isinstance(resumed, e.RoundResumed)
    assert (resumed.pause_seconds, resumed.intents_until) == (51 * 3600, until + PAUSE)
    assert town.round_of(desk).late == {"a2": noon(august(23)) + PAUSE}
    desk.at = until + PAUSE - timedelta(minutes=1)
    desk.do(intent("a1", wish(MATHS)))
    desk.at = until + PAUSE
    desk.refuses(intent("a3", wish(MATHS)), errors.WindowClosedError)


def test_letters_whose_day_was_over_come_no_more(desk: Desk) -> None:
    until = town.round_of(desk).intents_until
    desk.at = until
    stopped(desk)
    desk.at += PAUSE
    desk.do(GO_ON)
    assert town.round_of(desk).intents_until == until


def test_answers_and_supplements_have_the_time_that_the_round_stood() -> None:
    desk = town.ranked(town.opened())
    (offered, *_) = desk.do(town.close_layer(), offer("a1", wish(MATHS)))
    assert isinstance(offered, e.PostOffered)
    stopped(desk)
    desk.at = offered.answer_until + timedelta(hours=1)
    desk.refuses(town.accept("a1"), errors.RoundSuspendedError)
    desk.do(GO_ON, town.accept("a1"))


def test_what_was_asked_for_may_be_handed_in_as_much_later(desk: Desk) -> None:
    desk.do(intent("a1", wish(MATHS)))
    until = desk.at + timedelta(hours=4)
    desk.do(c.ReturnBid(round=ROUND, teacher="a1", missing=("教师资格证",), until=until))
    stopped(desk)
    desk.at = until + timedelta(hours=1)
    desk.do(GO_ON, c.SupplementBid(round=ROUND, teacher="a1"))


def test_no_reason_or_document_holds_personal_data(desk: Desk) -> None:
    phone = "联系电话13800138000"
    desk.refuses(STOP.model_copy(update={"reason": phone}), PersonalDataError)
    stopped(desk)
    desk.refuses(GO_ON.model_copy(update={"document": phone}), PersonalDataError)
