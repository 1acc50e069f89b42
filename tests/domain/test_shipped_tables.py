"""Every shipped scoring table, through commands, with totals that were worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from domain.recruitment import commands as c
from domain.recruitment import events as e
from domain.recruitment.scoring_errors import BelowPassLineError, WrongFactError
from domain.values.facts import Award, AwardList, Since
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


def test_t01_the_cadre_s_four_parts_make_87_2_whatever_the_school_published() -> None:
    # 18.5 + 17.2 + 16.0 + 35.5 = 87.2; the school's 86.7 is none of it
    parts = {
        "leaders": one("18.5"),
        "democratic": one("17.2"),
        "discussion": one("16"),
        "performance": one("35.5"),
    }
    assert totals(scored(in_school("cadre-20-20-20-40"), {}, {"a1": parts})) == {"a1": 87_200}


def test_t26_eighty_ten_ten_is_scaled_by_the_best_and_puts_c_before_b_before_a() -> None:
    # A 63÷90×80 = 56.00, + 9.1 + 8.8 = 73.90; B 80 + 8.0 + 8.5 = 96.50;
    # C 88.25÷90×80 = 78.4444…, + 9.6 + 9.0 = 97.0444… shown as 97.04
    desk = scored(
        in_school("points-80-10-10"),
        {
            "a1": {"raw_points": points("63")},
            "a2": {"raw_points": points("90")},
            "a3": {"raw_points": points("88.25")},
        },
        {
            "a1": {"democratic": one("9.1"), "organisation": one("8.8")},
            "a2": {"democratic": one("8"), "organisation": one("8.5")},
            "a3": {"democratic": one("9.6"), "organisation": one("9")},
        },
    )
    assert totals(desk) == {"a1": 73_900, "a2": 96_500, "a3": 97_040}
    assert order(desk) == {"a3": 1, "a2": 2, "a1": 3}


def test_years_are_full_years_from_the_recorded_day_to_the_cut_off() -> None:
    # a1, to 2018-08-30: title 2012-08-31 is 5 years (a day short of 6) × 3 = 15;
    #   service 10 × 0.5 = 5; school 1 × 0.5 = 0.5; double bachelor 4: raw 24.5
    # a2: 8 × 3 = 24; 18 × 0.5 = 9; 18 × 0.5 = 9; college 2: raw 44, the best
    # a1: 24.5÷44×80 = 44.5454…, + 9 + 8 = 61.5454… shown as 61.55; a2: 80 + 8 + 8 = 96
    def began(title: date, service: date, school: date, degree: str) -> Facts:
        return {
            "title_years": Since(since=title),
            "service_years": Since(since=service),
            "school_years": Since(since=school),
            "education": option(degree),
        }

    autumn = date(2000, 8, 30)
    desk = scored(
        in_school("points-80-10-10-items"),
        {
            "a1": began(date(2012, 8, 31), date(2008, 8, 30), date(2016, 9, 1), "double_bachelor"),
            "a2": began(date(2010, 8, 30), autumn, autumn, "college"),
        },
        {
            "a1": {"democratic": one("9"), "organisation": one("8")},
            "a2": {"democratic": one("8"), "organisation": one("8")},
        },
    )
    assert part(desk, "a1", "title_years") == "15"
    assert totals(desk) == {"a1": 61_550, "a2": 96_000}


def test_a_day_after_the_cut_off_or_without_one_is_no_fact() -> None:
    desk = town.opened(of=in_school("points-80-10-10-items"))
    desk.do(town.intent("a1", wish(MATHS)))
    desk.do(c.QualifyBidder(round=town.ROUND, teacher="a1"))
    late = town.service("a1", item="service_years", fact=Since(since=date(2018, 8, 31)))
    desk.refuses(late, WrongFactError, item="service_years")
    other = town.opened()
    other.do(town.intent("a1", wish(MATHS)))
    other.do(c.QualifyBidder(round=town.ROUND, teacher="a1"))
    since = town.service("a1", fact=Since(since=date(2010, 8, 31)))
    other.refuses(since, WrongFactError, item="service")


@pytest.mark.parametrize(
    ("periods", "duties", "expected"),
    [
        ("12", {"cross_grade": 1}, "13/2"),  # 12 × 0.5, and one period more
        ("14.5", {}, "29/4"),  # 14.5 × 0.5 = 7.25
        ("0", {"auxiliary": 1}, "4"),  # counted as 8 periods a week
        ("0", {"auxiliary": 1, "cashier": 1}, "11/2"),  # as 8 and 3 periods
        ("16", {"cashier": 1}, "9"),  # 8 + 1.5 = 9.5, at most 9
    ],
)
def test_periods_and_other_duties_make_nine_points_at_most(
    periods: str, duties: dict[str, int], expected: str
) -> None:
    facts: Facts = {
        **dict.fromkeys(
            ("age", "service_years", "title_years", "appointment_years", "school_years"),
            points("10"),
        ),
        "education": option("bachelor"),
        "periods": points(periods),
        "other_duties": counts(**duties),
    }
    pack = in_school("wenku-100")
    desk = town.opened(of=pack)
    desk.do(town.intent("a1", wish(MATHS)))
    desk.do(c.QualifyBidder(round=town.ROUND, teacher="a1"))
    ballot = e.BallotCount(
        bidder="a1", excellent=60, competent=40, basically_competent=0, not_competent=0
    )
    desk.do(
        c.CloseDemocraticAppraisal(
            round=town.ROUND, school="school-1", staff=150, present=100, ballots=(ballot,)
        )
    )
    for item, fact in facts.items():
        desk.do(town.service("a1", item=item, fact=fact))
    desk.at = town.LOCKED_AT
    desk.do(c.LockScores(round=town.ROUND), c.ComputeRanking(round=town.ROUND))
    assert part(desk, "a1", "workload") == expected
    assert part(desk, "a1", "democratic_appraisal") == "46/5"  # (60×10 + 40×8) ÷ 100


def test_dongshan_halves_single_honours_and_counts_one_matter_of_a_year_once() -> None:
    # rural 17 × 1.5 = 25.5, at most 25; appraisals 3×3 + 2×1 = 11; honours: 2014 优质课
    #   province, single, 5÷2 = 2.5, beside county 3: the higher, 3; 2012 prefecture 4; 2010 is
    #   more than five years back: 7; titles city 3 over county 2; contest province 4
    # 25 + 11 + 7 + 3 + 0 + 4 = 50
    honours = AwardList(
        awards=(
            Award(option="province", year=2014, matter="优质课", single=True),
            Award(option="county", year=2014, matter="优质课"),
            Award(option="prefecture", year=2012, matter="先进教师"),
            Award(option="province", year=2010, matter="先进教师"),
        )
    )
    desk = scored(
        in_school("dongshan-2015"),
        {
            "a1": {
                "rural_years": points("17"),
                "annual_appraisal": counts(excellent=3, competent=2),
                "honours": honours,
                "titles": counts(city=1, county=1),
                "contest_first_prize": counts(province=2),
            }
        },
        {},
    )
    assert part(desk, "a1", "honours") == "7"
    assert totals(desk) == {"a1": 50_000}


def test_dongshan_s_honours_stop_at_fifteen() -> None:
    # 5 + 5 + 5 + 4 = 19, at most 15; rural 0
    many = tuple(Award(option="province", year=2015, matter=f"第{n}项") for n in range(3))
    more = (*many, Award(option="prefecture", year=2015, matter="其他"))
    facts: Facts = {"rural_years": points("0"), "honours": AwardList(awards=more)}
    desk = scored(in_school("dongshan-2015"), {"a1": facts}, {})
    assert totals(desk) == {"a1": 15_000}


@pytest.mark.parametrize(
    ("years", "total_milli"),
    [
        # 学历 70×10% = 7; 中层 60×15% = 9; 职称 80×10% = 8; 获奖 50×25% = 12.5; 测评 91×30% = 27.3
        # makes 63.8, and the years of work:
        ("2.9", 63_800),  # below the first step
        ("3", 69_800),  # 60×10% = 6
        ("8.5", 71_800),  # 80×10% = 8
        ("40", 73_800),  # 100×10% = 10
    ],
)
def test_qingyunpu_weighs_every_part_by_its_percent(years: str, total_milli: int) -> None:
    facts: Facts = {
        "education": option("bachelor_with_degree"),
        "work_years": points(years),
        "office": points("60"),
        "professional_title": points("80"),
        "award": points("50"),
    }
    pack = in_school("qingyunpu-2014")
    desk = scored(pack, {"a1": facts}, {"a1": {"appraisal": one("91")}})
    assert totals(desk) == {"a1": total_milli}


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
