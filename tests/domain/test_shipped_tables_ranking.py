"""Shipped tables where points alone do not rank: deductions, failed ethics, pass lines."""

from __future__ import annotations

from domain.recruitment.scoring_errors import BelowPassLineError
from tests.domain import town
from tests.domain.scoring_town import (
    Facts,
    counts,
    in_school,
    one,
    option,
    order,
    part,
    path,
    points,
    scored,
    totals,
)
from tests.domain.town import MATHS, offer, wish

FUQING: Facts = {
    "ethics": option("passed"),
    "attendance": counts(sick_leave=2, late=3, absent_day=1),
    "periods": points("8"),
    "class_teacher": points("6"),
    "lessons": points("7.5"),
    "guidance": points("6"),
    "family": points("2"),
    "teaching": points("14"),
    "model": points("3"),
    "class_awards": points("0"),
    "coached_awards": points("2"),
    "school_based": points("5"),
    "team": points("6"),
    "pupils_parents": points("2.5"),
    "open_lessons": points("3"),
    "papers": points("1"),
    "research": points("2"),
    "own_awards": points("0"),
    "administration": points("4"),
    "ad_hoc": points("1"),
}


def test_fuqing_takes_points_off_for_every_absence_and_adds_four_parts() -> None:
    """Shows score_item."""
    # attendance 10 − 2×0.2 − 3×0.05 − 1×3 = 6.45; routine 6.45+8+6+7.5+6+2 = 35.95
    # results 14+3+0+2+5+6+2.5 = 32.5; development 3+1+2+0 = 6; urgent 4+1 = 5; in all 79.45
    desk = scored(in_school("fuqing-kpi"), {"a1": FUQING}, {})
    assert part(desk, "a1", "attendance") == "129/20"
    assert part(desk, "a1", "routine") == "719/20"
    assert totals(desk) == {"a1": 79_450}


def test_deductions_stop_at_nought() -> None:
    # 4 × 3 = 12 of 10 points; 79.45 − 6.45 = 73
    absent: Facts = {**FUQING, "attendance": counts(absent_day=4)}
    assert totals(scored(in_school("fuqing-kpi"), {"a1": absent}, {})) == {"a1": 73_000}


def test_who_fails_in_ethics_has_no_rank_and_is_not_hired_whatever_the_points() -> None:
    """Shows has_failed."""
    failed: Facts = {**FUQING, "ethics": option("failed"), "attendance": counts()}
    desk = scored(in_school("fuqing-kpi"), {"a1": failed, "a2": FUQING}, {})
    assert order(desk) == {"a1": None, "a2": 1}
    assert town.round_of(desk).ranking["a1"].failed == ("ethics",)
    desk.do(town.close_layer())
    desk.refuses(offer("a1", wish(MATHS)), BelowPassLineError, failed="ethics")
    desk.do(offer("a2", wish(MATHS)))


def test_quxin_compares_in_turn_and_has_no_total() -> None:
    # ① a2 has 6 years, the others 5; ② both 20; ③ a3 6 points, a1 4: a2, a3, a1
    def record(title: str, service: str, post: str) -> Facts:
        return {
            "title_years": points(title),
            "service_years": points(service),
            "record": counts(**{post: 1}),
            "achievements": counts(general_national=1),
        }

    desk = scored(
        in_school("quxin-primary"),
        {
            "a1": record("5", "20", "class_teacher"),
            "a2": record("6", "3", "deputy_class_teacher"),
            "a3": record("5", "20", "middle_leader"),
        },
        {},
    )
    assert order(desk) == {"a2": 1, "a3": 2, "a1": 3}
    assert set(totals(desk).values()) == {0}
    assert path(desk, "a2") == ("title_years",)
    assert path(desk, "a1") == ("title_years", "service_years", "record")


def test_jingchuan_arts_weigh_the_lecture_at_forty_and_the_skill_at_sixty() -> None:
    # 80×40% + 90×60% + 0 = 32 + 54 = 86; with a bonus of 1.5: 87.5
    marks = {"lecture": one("80"), "skill": one("90")}
    desk = scored(
        in_school("jingchuan-2023-arts"),
        {"a2": {"bonus": points("1.5")}},
        {"a1": marks, "a2": marks},
    )
    assert totals(desk) == {"a1": 86_000, "a2": 87_500}


def test_xian_wants_sixty_in_each_part_and_cuts_off_without_rounding() -> None:
    """Shows _failed."""
    # a1 86.667×0.3 + 90.005×0.7 = 26.0001 + 63.0035 = 89.0036, cut to 89.00
    # a2 86.667×0.3 + 89.999×0.7 = 26.0001 + 62.9993 = 88.9994, cut to 88.99 (half-up: 89.00)
    # a3 100×0.3 + 59.999×0.7 = 71.9993, cut to 71.99; 59.999 is under 60
    desk = scored(
        in_school("xian-jingkai"),
        {},
        {
            "a1": {"basics": one("86.667"), "lesson": one("90.005")},
            "a2": {"basics": one("86.667"), "lesson": one("89.999")},
            "a3": {"basics": one("100"), "lesson": one("59.999")},
        },
    )
    assert totals(desk) == {"a1": 89_000, "a2": 88_990, "a3": 71_990}
    assert order(desk) == {"a1": 1, "a2": 2, "a3": None}
    assert town.round_of(desk).ranking["a3"].failed == ("lesson",)


def test_xian_lets_exactly_sixty_pass() -> None:
    marks = {"basics": one("60"), "lesson": one("60")}
    desk = scored(in_school("xian-jingkai"), {}, {"a1": marks})
    assert (totals(desk), order(desk)) == ({"a1": 60_000}, {"a1": 1})
