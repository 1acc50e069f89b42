"""Rules that change after the plan was frozen do not reach a school's own stage (T30, S000-13)."""

from __future__ import annotations

import pytest

from domain.planning import events as planning
from domain.recruitment.errors import StageNotPlannedError
from tests.domain import coordination_given, town
from tests.domain.planning_given import PLAN, SCORING, SHA, pack
from tests.domain.town import OPEN, SECOND
from tests.support.desk import Desk

HALVED = pack(
    version=2,
    scoring={
        "title": "量化评分表",
        "nodes": [{"kind": "marks", "id": "interview", "title": "面试", "max": "100"}],
        "total_max": SCORING["total_max"],
    },
    tie_chain={"keys": []},
)
"""Years of service count no more."""


def amended(desk: Desk, *, stages: tuple[str, ...] = ("in_school", "coordination")) -> Desk:
    other = HALVED if len(stages) > 1 else pack(version=2, stages=list(stages))
    desk.given(
        f"plan:{PLAN}",
        planning.PackAmended(pack_sha256=other.sha256(), pack=other, reason="调整评分"),
    )
    return desk


@pytest.fixture
def desk() -> Desk:
    """Posts are published, no round is open; then the pack is amended."""
    return amended(town.prepared())


def test_t30_a_pack_amended_after_the_posts_were_published_does_not_reach_the_stage(
    desk: Desk,
) -> None:
    """Shows _rules_of."""
    desk.do(OPEN)
    assert town.round_of(desk).pack_sha256 == SHA
    town.ranked(desk)
    shown = {name: row.total_milli for name, row in town.round_of(desk).ranking.items()}
    assert shown == {"a1": 81_000, "a2": 75_000, "a3": 64_000}


def test_t30_the_stages_after_it_go_by_the_pack_as_amended(desk: Desk) -> None:
    desk.do(coordination_given.MEET)
    assert town.round_of(desk, SECOND).pack_sha256 == HALVED.sha256()


def test_a_stage_that_an_amendment_took_out_is_not_opened() -> None:
    desk = amended(town.prepared(), stages=("in_school",))
    desk.refuses(coordination_given.MEET, StageNotPlannedError, stage="coordination")
    desk.do(OPEN)
