"""Two objections to one line: neither keeps a month from being settled for ever [S002-30]."""

from __future__ import annotations

import pytest

from domain.attendance import errors
from tests.domain import attendance_given as g
from tests.support.desk import Desk

SECOND = {"objection": "o2"}
ALSO_UPHELD = g.UPHOLD.model_copy(update=SECOND)
ALSO_CORRECTED = g.CORRECT.model_copy(update=SECOND)


@pytest.fixture
def contested() -> Desk:
    """The second week shows t2 absent for a day; t2 and a colleague object."""
    desk = g.kept({g.TWO: [g.away(8, g.ABSENT)]})
    desk.do(g.contest(), g.contest("o2", by=g.ONE))
    return desk


def test_both_upheld_are_corrected_to_the_same_line(contested: Desk) -> None:
    """Shows line_must_change."""
    contested.do(g.UPHOLD, ALSO_UPHELD, g.CORRECT)
    contested.refuses(g.SUMMARISE, errors.ContestsUnfinishedError, objections="o2")
    contested.do(ALSO_CORRECTED, g.SUMMARISE)
    assert g.sheet(contested).month_lines()[1].absent_half_days == 0
    assert contested.replayed() == contested.states


def test_so_is_one_upheld_after_the_line_was_corrected(contested: Desk) -> None:
    contested.do(g.UPHOLD, g.CORRECT, ALSO_UPHELD, ALSO_CORRECTED, g.SUMMARISE)


def test_neither_is_corrected_to_the_line_that_was_objected_to(contested: Desk) -> None:
    contested.do(g.UPHOLD, g.CORRECT, ALSO_UPHELD)
    as_it_was = ALSO_CORRECTED.model_copy(update={"away": (g.away(8, g.ABSENT),)})
    contested.refuses(as_it_was, errors.NothingToCorrectError, objection="o2")


def test_a_corrected_line_may_be_objected_to_anew(contested: Desk) -> None:
    contested.do(g.UPHOLD, g.CORRECT, g.REJECT.model_copy(update=SECOND), g.contest("o3"))
    contested.do(g.UPHOLD.model_copy(update={"objection": "o3"}))
    third = g.CORRECT.model_copy(update={"objection": "o3"})
    contested.refuses(third, errors.NothingToCorrectError, objection="o3")
    contested.do(third.model_copy(update={"away": (g.away(9, g.DUTY),)}), g.SUMMARISE)
