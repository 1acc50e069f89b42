"""Shipped scoring tables, through commands, with totals that were worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from domain.recruitment import commands as c
from domain.recruitment import events as e
from domain.recruitment.scoring_errors import WrongFactError
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
    points,
    scored,
    totals,
)
from tests.domain.town import MATHS, wish


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
