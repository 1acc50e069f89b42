"""What the list of a ranking says in the terminal about those who were not ranked."""

from __future__ import annotations

from api.ranking_words import told

RANKED = {"standing": "ranked", "total_milli": 89_500, "first_part_milli": 90_000}
OUTSIDE = {"standing": "not_shortlisted", "total_milli": None, "first_part_milli": 80_000}


def test_whoever_is_not_short_listed_is_marked_with_her_points_and_has_no_total() -> None:
    ranked, outside = told([RANKED, OUTSIDE])
    assert (ranked["total"], ranked["remark"]) == ("89.50", "")
    assert (outside["total"], outside["remark"]) == ("", "未入围 not short-listed 80.00")
