"""One person is one teacher, whatever ids a sheet gives."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest

from domain.kernel import Decision, Personal, Recorded
from domain.teacher.errors import IdentityKnownError
from domain.teacher.identity import IDENTITY, person_must_be_registered_once
from tests.domain.office_given import SCHOOL, registered

REGISTERED: Mapping[str, str] = {"11010519491231002X": "t0"}


def holders(numbers: Collection[str]) -> Mapping[str, str]:
    """Return what a ledger says that has registered one person."""
    return {number: REGISTERED[number] for number in numbers if number in REGISTERED}


def registration(teacher: str, number: str) -> Recorded:
    values = (Personal("name", teacher, "李喆"), Personal(IDENTITY, teacher, number))
    return Recorded(f"teacher:{teacher}", registered(SCHOOL), values)


def test_two_of_one_number_are_not_registered_in_one_act() -> None:
    """Shows person_must_be_registered_once."""
    decision: Decision = (registration("t1", "110101199003077379"),)
    person_must_be_registered_once(decision, holders)
    twice = (*decision, registration("t2", "110101199003077379"))
    with pytest.raises(IdentityKnownError) as refused:
        person_must_be_registered_once(twice, holders)
    assert refused.value.facts == {"teacher": "t2", "known_as": "t1"}


@pytest.mark.parametrize("number", ["11010519491231002X", " 11010519491231002x"])
def test_nor_is_one_whom_the_ledger_has_under_another_id(number: str) -> None:
    with pytest.raises(IdentityKnownError) as refused:
        person_must_be_registered_once((registration("t1", number),), holders)
    assert refused.value.facts == {"teacher": "t1", "known_as": "t0"}
    person_must_be_registered_once((registration("t0", number),), holders)


def test_an_act_that_registers_nobody_asks_for_nobody() -> None:
    def nobody_asks(_numbers: Collection[str]) -> Mapping[str, str]:
        raise AssertionError("no number is looked up")

    person_must_be_registered_once((Recorded("teacher:t1", registered(SCHOOL)),), nobody_asks)
