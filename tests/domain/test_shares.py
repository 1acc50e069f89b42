"""Exact shares of people."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.values.shares import Share

TWO_THIRDS = Share.of("2/3")


@pytest.mark.parametrize(("whole", "least"), [(47, 32), (48, 32), (150, 100), (1, 1), (0, 0)])
def test_two_thirds_of_people_round_up(whole: int, least: int) -> None:
    assert TWO_THIRDS.ceil_of(whole) == least
    assert 3 * least >= 2 * whole > 3 * (least - 1)


def test_a_fifth_of_47_rounds_down_to_9() -> None:
    assert Share.of("1/5").floor_of(47) == 9


@given(st.integers(1, 99), st.integers(1, 99), st.integers(0, 10_000))
def test_a_share_of_people_is_exact(part: int, parts: int, whole: int) -> None:
    exact = Fraction(part, parts)
    share = Share.of(f"{exact.numerator}/{exact.denominator}")
    assert share.fraction == exact
    assert 0 <= share.ceil_of(whole) - exact * whole < 1
    assert 0 <= exact * whole - share.floor_of(whole) < 1


def test_a_share_is_stored_as_it_is_written() -> None:
    assert TWO_THIRDS.model_dump_json() == '"2/3"'
    assert Share.model_validate_json('"2/3"') == TWO_THIRDS
    assert str(TWO_THIRDS) == "2/3"


@pytest.mark.parametrize("text", ["4/6", "0.67", "2", "2/0", "-2/3", "02/3", "２/3", "2/3\n"])
def test_a_share_has_one_spelling(text: str) -> None:
    with pytest.raises(ValidationError):
        Share.of(text)


def test_a_share_is_never_negative() -> None:
    with pytest.raises(ValidationError, match="not negative"):
        Share(numerator=-1, denominator=3)
