"""An id that follows from several is an id itself, however long those are."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from domain.organ.state import committee_id
from domain.review.events import Term
from domain.review.state import team_id, year_id
from domain.values.ids import Id, joined_id

IDS: TypeAdapter[str] = TypeAdapter(Id)
PLAN, SCHOOL = "p" * 64, "s" * 64


def test_short_ones_are_told_in_a_row() -> None:
    assert committee_id("plan-2026", "school-1") == "plan-2026.school-1"
    assert joined_id("a" * 31, "b" * 32) == "a" * 31 + "." + "b" * 32


@pytest.mark.parametrize(
    "joined",
    [
        committee_id(PLAN, SCHOOL),
        year_id(PLAN, SCHOOL),
        *(team_id(PLAN, SCHOOL, each) for each in Term),
        joined_id("a" * 32, "b" * 32),
    ],
)
def test_long_ones_make_an_id_all_the_same(joined: str) -> None:
    """A stream of a longer name than an id no reader of the ledger would take for one."""
    assert IDS.validate_python(joined) == joined


def test_each_school_and_term_keeps_its_own() -> None:
    found = {team_id(PLAN, school, each) for school in (SCHOOL, "t" * 64) for each in Term}
    assert len(found) == 2 * len(Term)
    assert committee_id(PLAN, SCHOOL) != committee_id(SCHOOL, PLAN)
