"""Rows that held at an index are found through the tree over intervals, and no others."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from projections.temporal import TemporalTable

DAY = date(2026, 8, 18)
steps = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(1, 20), st.sampled_from(("x", "y", None))),
    max_size=60,
)


@settings(deadline=None)
@given(steps)
def test_every_past_moment_reads_as_it_stood(changes: list[tuple[str, int, str | None]]) -> None:
    table = TemporalTable("things", keys=("thing",), values=("value",))
    engine = create_engine("sqlite://")
    table.table.create(engine)
    stood: dict[str, str] = {}
    history: dict[int, dict[str, str]] = {}
    index = 0
    for thing, later, value in changes:
        for each in range(index, index + later):
            history[each] = dict(stood)
        index += later
        if value is None:
            table.end((thing,), index, DAY)
            stood.pop(thing, None)
        else:
            table.put((thing,), index, DAY, value=value)
            stood[thing] = value
    history[index] = dict(stood)
    with engine.begin() as connection:
        table.flush(connection)
        for at, expected in history.items():
            rows = table.rows(connection, index=at)
            assert {row["thing"]: row["value"] for row in rows} == expected
        now = {row["thing"]: row["value"] for row in table.rows(connection)}
    engine.dispose()
    assert now == stood
