"""Where judges are few no mark drops out, whatever number a pack names (B5-11)."""

from __future__ import annotations

import pytest

from domain.planning.pack import RulePack
from tests.domain.planning_given import pack
from tests.domain.scoring_town import Marks, part, points, scored

MARKED = ("60", "70", "79")


def dropping_above(judges: int) -> RulePack:
    interview = {
        "kind": "marks",
        "id": "interview",
        "title": "面试",
        "max": "80",
        "drop_extremes_above": judges,
    }
    return pack(
        scoring={"title": "面试评分表", "nodes": [interview], "total_max": "80"},
        tie_chain={"keys": []},
    )


def given(*marks: str) -> Marks:
    return {"interview": {f"j{n}": points(each).amount_milli for n, each in enumerate(marks)}}


@pytest.mark.parametrize("above", [0, 1, 2])
@pytest.mark.parametrize(
    ("judges", "mean"),
    [(1, "60"), (2, "65"), (3, "70")],
    ids=["one judge", "two judges", "three judges"],
)
def test_a_mean_is_of_one_mark_at_least(above: int, judges: int, mean: str) -> None:
    """With three the middle one is left; of fewer nothing would be. Shows _mean."""
    desk = scored(dropping_above(above), {}, {"a1": given(*MARKED[:judges])})
    assert part(desk, "a1", "interview") == mean


def test_judges_who_all_agree_give_what_they_agree_on() -> None:
    for number in (5, 6, 7):
        desk = scored(dropping_above(5), {}, {"a1": given(*["66.5"] * number)})
        assert part(desk, "a1", "interview") == "133/2"
