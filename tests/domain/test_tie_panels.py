"""Panels of different size: who had fewer judges does not lose a tie by it (B5-04, B7-15)."""

from __future__ import annotations

from tests.domain.scoring_town import Facts, in_school, option, order, path, points, scored, totals

SAME: Facts = {
    "written": points("70"),
    "preschool_major": option("no"),
    "education": option("bachelor"),
    "normal_major": option("yes"),
}


def judged(*marks: int) -> dict[str, int]:
    return {f"j{n}": mark * 1000 for n, mark in enumerate(marks)}


def test_a_tie_by_all_marks_goes_by_what_each_judge_gave_and_not_by_how_many_judges() -> None:
    """Of a2 a judge withdrew: 5 × 80 = 400 is no less than 470 of six, whose mean is below 80."""
    desk = scored(
        in_school("wusheng-2022"),
        {"a1": SAME, "a2": SAME},
        {
            "a1": {"interview": judged(60, 80, 80, 80, 80, 90)},
            "a2": {"interview": judged(80, 80, 80, 80, 80)},
        },
    )
    assert totals(desk) == {"a1": 75_000, "a2": 75_000}
    assert order(desk) == {"a1": 2, "a2": 1}
    assert path(desk, "a2")[-1] == "interview.all_marks"
