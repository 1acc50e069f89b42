"""The table of whoever checks a log larger than memory, beside a plain dict."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audit.format.spilling import SpillingTable

_PUTS = st.lists(st.tuples(st.sampled_from("甲乙丙丁abcdefgh"), st.binary(max_size=4)), max_size=60)


@given(puts=_PUTS, most=st.integers(min_value=1, max_value=8))
def test_a_table_tells_what_a_dict_would_wherever_its_entries_are(
    puts: list[tuple[str, bytes]], most: int
) -> None:
    table, plain = SpillingTable[str](most), dict[str, bytes]()
    for key, value in puts:
        assert table.get(key) == plain.get(key)
        table.put(key, value)
        plain[key] = value
    assert {key: table.get(key) for key, _ in puts} == plain
    assert table.get("nobody") is None


def test_an_empty_value_is_told_from_none() -> None:
    table = SpillingTable[bytes](1)
    for number in range(4):
        table.put(bytes([number]), b"")
    assert [table.get(bytes([number])) for number in range(5)] == [b""] * 4 + [None]
