"""A standby begins in its stage, and its test is taken once it has begun (S002-24, B1-07)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from domain.recruitment import errors
from domain.recruitment.events import TrainingTestTaken
from domain.values.time import BEIJING
from tests.domain.planning_given import august
from tests.domain.stages_given import on_standby, sat, standby

OCTOBER = datetime(2026, 10, 12, 9, tzinfo=BEIJING)


@pytest.mark.parametrize(
    "from_on", [date(2025, 9, 1), august(27)], ids=["a year ago", "the day before its stage"]
)
def test_a_standby_does_not_begin_before_its_stage(from_on: date) -> None:
    """Else it would be over before it was begun. Shows _start."""
    desk = on_standby(start=False)
    early = standby(date(2026, 9, 1)).model_copy(update={"from_on": from_on})
    facts = {"from_on": from_on.isoformat(), "stage_from": "2026-08-28"}
    desk.refuses(early, errors.StandbyTooEarlyError, **facts)
    desk.do(early.model_copy(update={"from_on": august(28)}))


def test_no_test_was_taken_before_the_standby_began() -> None:
    """Shows _test."""
    desk = on_standby()
    desk.at = OCTOBER
    test = sat(passed=True)
    early = test.model_copy(update={"on": august(31)})
    desk.refuses(early, errors.StandbyNotOverError, started=0)
    (taken,) = desk.do(test.model_copy(update={"on": date(2026, 9, 1)}))
    assert isinstance(taken, TrainingTestTaken)
