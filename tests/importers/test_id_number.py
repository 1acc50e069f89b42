"""身份证号: the check digit finds every slip of one digit and every swap of two."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from adapters.importers.id_number import birth_date_in, check_digit

DAYS = st.dates(date(1930, 1, 1), date(2020, 12, 31))
DIGITS = "0123456789"


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, date]:
    """Return a well-formed number of nobody, and the birth date in it."""
    born = draw(DAYS)
    region, order = draw(st.integers(0, 999_999)), draw(st.integers(0, 999))
    body = f"{region:06}{born:%Y%m%d}{order:03}"
    return body + check_digit(body), born


@given(numbers())
def test_a_well_formed_number_tells_its_birth_date(number: tuple[str, date]) -> None:
    assert birth_date_in(number[0]) == number[1]


@given(numbers())
def test_the_weighted_sum_is_one_modulo_eleven(number: tuple[str, date]) -> None:
    """ISO 7064 MOD 11-2, computed the other way: powers of two from the right."""
    values = [10 if each == "X" else int(each) for each in number[0]]
    assert sum(value << (17 - place) for place, value in enumerate(values)) % 11 == 1


@given(numbers(), st.integers(0, 17), st.sampled_from([*DIGITS, "X"]))
def test_one_wrong_digit_is_found(number: tuple[str, date], at: int, other: str) -> None:
    text = number[0]
    assume(text[at] != other)
    assert birth_date_in(text[:at] + other + text[at + 1 :]) is None


@given(numbers(), st.integers(0, 16))
def test_two_digits_swapped_are_found(number: tuple[str, date], at: int) -> None:
    text = number[0]
    assume(text[at] != text[at + 1])
    assert birth_date_in(text[:at] + text[at + 1] + text[at] + text[at + 2 :]) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "11010519491231002",
        "11010519491231002x",
        " 11010519491231002X",
        "11010519491231002X ",
        "11010519491231002X\n",
        "11010519491231002XX",
        "１１０１０５１９４９１２３１００２X",
        "110105491231002",
    ],
)
def test_another_spelling_is_none(text: str) -> None:
    assert birth_date_in(text) is None


@pytest.mark.parametrize("day", ["19490229", "19491301", "19490431", "00000101"])
def test_a_day_that_never_was_is_none(day: str) -> None:
    body = f"110105{day}002"
    assert birth_date_in(body + check_digit(body)) is None


def test_the_example_of_the_standard_is_right() -> None:
    assert birth_date_in("11010519491231002X") == date(1949, 12, 31)
