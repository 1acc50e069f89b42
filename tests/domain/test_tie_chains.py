"""Every tie chain of the sources (B5-03 to B5-10), through commands, decided key by key."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.scoring_errors import TieMethodError
from domain.values.facts import ItemFact
from tests.domain import town
from tests.domain.scoring_town import (
    Facts,
    counts,
    in_school,
    one,
    option,
    order,
    path,
    points,
    scored,
    totals,
)
from tests.domain.town import MATHS, ROUND, offer, wish
from tests.support.desk import Desk

FIRST_BY_A2 = {"a1": 2, "a2": 1}


def duel(name: str, same: Facts, better: Facts, marks: Mapping[str, Mapping[str, int]]) -> Desk:
    """a1 and a2 have the same marks and facts, but a2 is better in ``better``."""
    facts = {"a1": same, "a2": {**same, **better}}
    return scored(in_school(name), facts, {"a1": marks, "a2": marks})


XINGGUO: Facts = {
    "written": points("80"),
    "veteran": option("no"),
    "poor_household": option("no"),
    "first_degree": option("college"),
    "education": option("bachelor"),
    "certificate": option("primary"),
}


@pytest.mark.parametrize(
    ("better", "fact", "needed"),
    [
        ("veteran", option("yes"), 1),
        ("poor_household", option("yes"), 2),
        ("first_degree", option("bachelor"), 4),
        ("education", option("postgraduate"), 5),
        ("certificate", option("junior"), 6),
    ],
)
def test_xingguo_tries_six_keys_in_turn(better: str, fact: ItemFact, needed: int) -> None:
    chain = ("veteran", "poor_household", "interview", "first_degree", "education", "certificate")
    desk = duel("xingguo-2018", XINGGUO, {better: fact}, {"interview": one("90")})
    assert totals(desk) == {"a1": 85_000, "a2": 85_000}  # 80×50% + 90×50%
    assert order(desk) == FIRST_BY_A2
    assert path(desk, "a1") == chain[:needed]


def test_xingguo_s_interview_is_the_third_key() -> None:
    # 80×50% + 90×50% = 90×50% + 80×50% = 85
    desk = scored(
        in_school("xingguo-2018"),
        {"a1": {**XINGGUO, "written": points("90")}, "a2": XINGGUO},
        {"a1": {"interview": one("80")}, "a2": {"interview": one("90")}},
    )
    assert order(desk) == FIRST_BY_A2
    assert path(desk, "a2") == ("veteran", "poor_household", "interview")


def test_wusheng_s_last_key_is_the_total_of_all_judges_with_none_dropped() -> None:
    # six judges: the extremes drop out and 80 is left for both; in all a1 has 60+80×4+90 = 470,
    # a2 has 70+80×4+95 = 485
    same: Facts = {
        "written": points("70"),
        "preschool_major": option("no"),
        "education": option("bachelor"),
        "normal_major": option("yes"),
    }

    def six(low: int, high: int) -> dict[str, int]:
        marks = (low, 80_000, 80_000, 80_000, 80_000, high)
        return {f"j{n}": mark for n, mark in enumerate(marks)}

    desk = scored(
        in_school("wusheng-2022"),
        {"a1": same, "a2": same},
        {"a1": {"interview": six(60_000, 90_000)}, "a2": {"interview": six(70_000, 95_000)}},
    )
    assert totals(desk) == {"a1": 75_000, "a2": 75_000}  # 70×50% + 80×50%
    assert order(desk) == FIRST_BY_A2
    assert path(desk, "a1") == (
        "interview",
        "preschool_major",
        "education",
        "normal_major",
        "interview.all_marks",
    )


QINGDAO: Facts = {
    "education": option("bachelor"),
    "service_years": points("10"),
    "professional_title": option("junior"),
    "annual_appraisal": counts(excellent=1),
    "honours": counts(district=3),
}


@pytest.mark.parametrize(
    ("better", "fact", "needed"),
    [
        ("education", option("postgraduate"), 1),
        ("service_years", points("11"), 2),
        ("professional_title", option("senior"), 3),
        ("annual_appraisal", counts(excellent=2), 4),
        ("honours", counts(city=1), 5),
    ],
)
def test_qingdao_shibei_tries_five_keys_in_turn(better: str, fact: ItemFact, needed: int) -> None:
    chain = ("education", "service_years", "professional_title", "annual_appraisal", "honours")
    desk = duel("qingdao-shibei-2019", QINGDAO, {better: fact}, {"interview": one("88.125")})
    assert totals(desk) == {"a1": 88_130, "a2": 88_130}  # 88.125 half-up
    assert order(desk) == FIRST_BY_A2
    assert path(desk, "a2") == chain[:needed]


@pytest.mark.parametrize(
    ("first", "second", "chain"),
    [
        # 80×40% + 90×60% = 32 + 54 = 86 = 34.4 + 51.6 = 86×40% + 86×60%
        (("80", "90", "0"), ("86", "86", "0"), ("written",)),
        (("86", "86", "70"), ("86", "86", "71"), ("written", "subject", "extra_test")),
    ],
)
def test_the_written_test_decides_then_the_subject_then_the_extra_test(
    first: tuple[str, str, str], second: tuple[str, str, str], chain: tuple[str, ...]
) -> None:
    names = ("written", "subject", "extra_test")
    facts = {
        bidder: {name: points(each) for name, each in zip(names, given, strict=True)}
        for bidder, given in (("a1", first), ("a2", second))
    }
    desk = scored(in_school("written-51test"), facts, {})
    assert totals(desk) == {"a1": 86_000, "a2": 86_000}
    assert order(desk) == FIRST_BY_A2
    assert path(desk, "a1") == chain


def test_jingchuan_s_final_list_goes_by_the_written_test() -> None:
    # 84×50% + 90×50% + 2 = 89 = 90×50% + 84×50% + 2
    desk = scored(
        in_school("jingchuan-2023"),
        {
            "a1": {"written": points("84"), "bonus": points("2")},
            "a2": {"written": points("90"), "bonus": points("2")},
        },
        {"a1": {"lecture": one("90")}, "a2": {"lecture": one("84")}},
    )
    assert totals(desk) == {"a1": 89_000, "a2": 89_000}
    assert order(desk) == FIRST_BY_A2
    assert path(desk, "a2") == ("written",)


def test_xian_compares_further_decimals_of_what_was_cut_off() -> None:
    # a1 86.667×0.3 + 90×0.7 = 89.0001; a2 86.667×0.3 + 90.005×0.7 = 89.0036: both show 89.00
    desk = scored(
        in_school("xian-jingkai"),
        {},
        {
            "a1": {"basics": one("86.667"), "lesson": one("90")},
            "a2": {"basics": one("86.667"), "lesson": one("90.005")},
        },
    )
    assert totals(desk) == {"a1": 89_000, "a2": 89_000}
    assert order(desk) == FIRST_BY_A2
    assert path(desk, "a1") == ("exact_total",)


@pytest.fixture
def level() -> Desk:
    """a1 and a2 have the same total where the plan knows lots alone."""
    facts = {name: {"examination": points("91.5")} for name in ("a1", "a2")}
    desk = scored(in_school("langzhong-2018"), facts, {})
    desk.do(town.close_layer())
    return desk


def decide(method: e.TieMethod, seed: str | None = "8-24-1") -> c.DecideTie:
    return c.DecideTie(
        round=ROUND,
        order=("a2", "a1"),
        method=method,
        lot_seed=seed,
        witnesses=("w1", "w2"),
        reason="当场抽签",
    )


def test_t29_nobody_is_ranked_first_while_the_chain_is_exhausted(level: Desk) -> None:
    assert order(level) == {"a1": 1, "a2": 1}
    (tie,) = town.round_of(level).ties
    assert tie.bidders == ("a1", "a2")
    for bidder in ("a1", "a2"):
        level.refuses(offer(bidder, wish(MATHS)), errors.TieUnresolvedError, bidders="a1、a2")


def test_langzhong_decides_by_lots_with_seed_and_witnesses_and_by_nothing_else(
    level: Desk,
) -> None:
    for method in (e.TieMethod.SECOND_VOTE, e.TieMethod.ADDED_HEADCOUNT):
        level.refuses(decide(method), TieMethodError, method=method.value, allowed="lots")
    level.refuses(decide(e.TieMethod.LOTS, None), errors.LotsError, required=2)
    (drawn,) = level.do(decide(e.TieMethod.LOTS))
    assert isinstance(drawn, e.TieDecided)
    assert (drawn.lot_seed, drawn.witnesses) == ("8-24-1", ("w1", "w2"))
    level.do(c.ComputeRanking(round=ROUND))
    assert order(level) == FIRST_BY_A2
    assert path(level, "a1") == ("decided",)
