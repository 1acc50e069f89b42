"""From when on, and until when, a mother counts as nursing (哺乳期)."""

from __future__ import annotations

from datetime import date

import pytest

from domain.protection import errors
from domain.protection.events import ProtectionRecorded
from domain.protection.kinds import StatutoryKind
from tests.domain import service_given as s
from tests.domain.planning_given import august


@pytest.mark.parametrize(
    ("born_on", "until_on"),
    [(august(1), date(2027, 8, 1)), (date(2026, 2, 28), date(2027, 2, 28))],
)
def test_nursing_lasts_up_to_the_child_s_first_birthday(born_on: date, until_on: date) -> None:
    (recorded,) = (
        s.registered().when(s.record(StatutoryKind.NURSING, child_born_on=born_on)).decision()
    )
    assert isinstance(recorded.event, ProtectionRecorded)
    assert recorded.event.until_on == until_on


@pytest.mark.parametrize("born_on", [august(2), date(2030, 1, 1)])
def test_nobody_nurses_before_the_birth(born_on: date) -> None:
    command = s.record(StatutoryKind.NURSING, child_born_on=born_on)
    s.registered().when(command).then_refused(errors.ProtectionDatesError, from_on="2026-08-01")


def test_nobody_nurses_a_child_of_one_year() -> None:
    command = s.record(StatutoryKind.NURSING, child_born_on=date(2025, 8, 1))
    s.registered().when(command).then_refused(errors.ProtectionDatesError, until_on="2026-08-01")
