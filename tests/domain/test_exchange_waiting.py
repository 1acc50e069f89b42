"""An exchange does not close over the heads of teachers who agreed and wait to be sent."""

from __future__ import annotations

from datetime import date

import pytest

from domain.exchange import commands as c
from domain.exchange import errors
from domain.exchange import events as e
from tests.domain.exchange_given import GONE, agreed, past, proposed, started
from tests.domain.planning_given import noon

CLOSE = c.CloseExchange(exchange="x1")
ON_A_DOCUMENT = CLOSE.model_copy(update={"shortfall_basis": "教育局〔2026〕8号"})
DECLINED = e.MoveDeclined(teacher="wang", reason="家庭原因")


def test_an_agreed_move_that_has_not_started_keeps_an_exchange_open() -> None:
    past(proposed("wang"), agreed("wang")).when(CLOSE).then_refused(
        errors.MoveWaitingError, not_started="wang", count=1
    )


def test_so_does_one_beside_others_that_have() -> None:
    moves = (proposed(), agreed(), started(), proposed("wang"), agreed("wang"))
    past(*moves).when(CLOSE).then_refused(errors.MoveWaitingError, not_started="wang", count=1)


def test_a_document_that_says_why_lets_it_close() -> None:
    closed = past(proposed("wang"), agreed("wang")).when(ON_A_DOCUMENT).decision()[0].event
    assert isinstance(closed, e.ExchangeClosed)
    assert closed.shortfall_basis == "教育局〔2026〕8号"


@pytest.mark.parametrize(
    "moves",
    [
        (proposed("wang"),),
        (proposed("wang"), agreed("wang"), DECLINED),
        (
            proposed("li", team="maths"),
            proposed("wang", team="maths"),
            agreed("li"),
            DECLINED,
        ),
    ],
    ids=["not answered", "taken back", "team fell apart"],
)
def test_nobody_waits_who_did_not_agree_or_cannot_go(moves: tuple[e.ExchangeEvent, ...]) -> None:
    """The refusal left is that of the share, which is asked for afterwards."""
    past(*moves).when(CLOSE).then_refused(errors.ShareMissedError, moved=0)


def test_nor_when_the_term_is_over_or_the_teacher_has_left() -> None:
    waiting = past(proposed("wang"), agreed("wang"))
    over = noon(date(2027, 9, 1))
    waiting.when(CLOSE, at=over).then_refused(errors.ShareMissedError)
    waiting.when(CLOSE, at=noon(date(2027, 8, 31))).then_refused(errors.MoveWaitingError)
    waiting.given("teacher:wang", GONE).when(CLOSE).then_refused(errors.ShareMissedError)
