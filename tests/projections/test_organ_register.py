"""Who sits in the organs of a plan, now and as of any day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import StaticPool, create_engine

from domain.organ import events as e
from projections.organ_register import OF_PLAN, OrganRegister
from projections.projector import Projector
from tests.domain import organ_given as g
from tests.domain.planning_given import august
from tests.domain.town import PLAN, TOWN
from tests.projections.story import MemoryFeed

SET_UP = e.OrgansSetUp(
    plan=PLAN,
    body=TOWN,
    leading=g.LEADING,
    dispute=g.DISPUTE,
    supervision=g.SUPERVISION,
    on=g.MET,
)
COMMITTED = e.CommitteeSetUp(plan=PLAN, school="school-1", members=g.COMMITTEE, on=august(18))
CHANGED = e.OrganChanged(
    plan=PLAN,
    organ=e.Organ.DISPUTE,
    members=g.seats("d2", "d1", "b1"),
    gone=("d3",),
    came=("b1",),
    reason="工作调动",
    on=august(20),
)
FEED = MemoryFeed(
    [
        [(f"plan-organs:{PLAN}", SET_UP)],
        [(f"hiring-committee:{PLAN}.school-1", COMMITTED)],
        [(f"plan-organs:{PLAN}", CHANGED)],
    ]
)


@pytest.fixture
def rows() -> Callable[..., list[dict[str, Any]]]:
    engine, register = create_engine("sqlite://", poolclass=StaticPool), OrganRegister()
    Projector(engine, (register,)).catch_up(FEED)

    def read(organ: e.Organ, *, index: int | None = None) -> list[dict[str, Any]]:
        with engine.connect() as connection:
            found = register.seats.rows(
                connection, register.seats.table.c.organ == organ.value, index=index
            )
        return [{name: row[name] for name in COLUMNS} for row in found]

    return read


COLUMNS = ("plan", "school", "person", "rank_held", "capacities", "changed_on")


def test_whoever_sits_in_the_plans_organs_is_listed_with_rank(
    rows: Callable[..., list[dict[str, Any]]],
) -> None:
    told = [
        (each["plan"], each["school"], each["person"], each["rank_held"])
        for each in rows(e.Organ.LEADING)
    ]
    assert told == [
        (PLAN, OF_PLAN, "chief", "head"),
        (PLAN, OF_PLAN, "principal-1", "member"),
        (PLAN, OF_PLAN, "principal-2", "member"),
    ]


def test_a_schools_committee_is_listed_with_what_each_sits_there_for(
    rows: Callable[..., list[dict[str, Any]]],
) -> None:
    found = {each["person"]: each for each in rows(e.Organ.COMMITTEE)}
    assert found["principal-1"] == {
        "plan": PLAN,
        "school": "school-1",
        "person": "principal-1",
        "rank_held": "head",
        "capacities": "principal",
        "changed_on": "2026-08-18",
    }
    assert (len(found), found["m1"]["capacities"]) == (5, "")


def test_who_left_sat_there_until_then_and_nobody_elses_seat_is_touched(
    rows: Callable[..., list[dict[str, Any]]],
) -> None:
    def seated(*, index: int | None = None) -> dict[str, str]:
        found = rows(e.Organ.DISPUTE, index=index)
        return {each["person"]: each["rank_held"] for each in found}

    assert seated(index=1) == {"d1": "head", "d2": "member", "d3": "member"}
    assert seated() == {"d2": "head", "d1": "member", "b1": "member"}
    assert len(rows(e.Organ.SUPERVISION)) == 3
    assert len(rows(e.Organ.COMMITTEE)) == 5
