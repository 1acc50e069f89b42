"""An objection was right about scores, which once corrected give the same list (T45, B6-08)."""

from __future__ import annotations

import pytest

from domain.notice import errors
from domain.notice.commands import FileObjection, UpholdObjection, WithdrawNotice
from tests.domain import town
from tests.domain.closing_steps import COMPUTE, END, FINALISE, LATER, restart
from tests.domain.planning_given import august, noon
from tests.domain.town import ROUND
from tests.support.desk import Desk

UPHOLD = UpholdObjection(notice=ROUND, objection="o1", reason="教龄少计，属实")
OBJECT = FileObjection(
    notice=ROUND, objection="o1", objector="a2", against="a1", text="本人教龄少计一年"
)
RIGHT, WRONG = town.correct("a2", 11_000), town.correct("a2", 10_000)


@pytest.fixture
def objected() -> Desk:
    """a2 objects to the list: her service was counted wrongly. She stays second."""
    desk = town.publish(town.selected(town.ranked(town.opened())))
    desk.at = noon(august(28))
    desk.do(OBJECT)
    return desk


def test_the_same_list_goes_up_anew_on_scores_put_right(objected: Desk) -> None:
    """Shows list_must_not_be_condemned."""
    objected.do(UPHOLD)
    objected.refuses(restart(objected), errors.ListUnchangedError)
    objected.refuses(END, errors.ListCondemnedError)
    objected.do(RIGHT, COMPUTE, restart(objected))
    objected.refuses(END, errors.PeriodNotOverError, on="2026-08-28")
    objected.at = LATER
    objected.do(END, FINALISE)


def test_a_correction_taken_back_brings_back_the_list_that_fell(objected: Desk) -> None:
    objected.do(UPHOLD, RIGHT, COMPUTE, restart(objected), WRONG, COMPUTE)
    objected.refuses(restart(objected), errors.ListCondemnedError)


def test_scores_put_right_before_the_objection_was_upheld_are_not_put_right_again(
    objected: Desk,
) -> None:
    objected.do(RIGHT, COMPUTE, restart(objected), UPHOLD)
    objected.at = LATER
    objected.do(END, FINALISE)


def test_a_list_withdrawn_meanwhile_goes_up_with_the_scores_put_right(objected: Desk) -> None:
    objected.do(UPHOLD, WithdrawNotice(notice=ROUND, reason="异议成立，更正评分"))
    with pytest.raises(errors.ListCondemnedError):
        town.publish(objected)
    objected.do(RIGHT, COMPUTE)
    town.publish(objected)
