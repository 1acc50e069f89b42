"""An invented county follows the guide: a plan that differs in ten points, in YAML alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from adapters.importers.packs import load_pack, read_pack, shipped_pack
from domain.kernel import Recorded
from domain.mandate.errors import NotAuthorisedError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.planning.sections import CongressMajority, NoticeMode
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.scoring_errors import BelowPassLineError, TieMethodError
from domain.school.posts import StaffClass
from domain.values.facts import Award, AwardList, ItemFact, Since
from tests.domain import town
from tests.domain.scoring_town import (
    Facts,
    counts,
    option,
    order,
    part,
    path,
    points,
    scored,
    totals,
)
from tests.domain.town import AUXILIARY, CHINESE, LIGHT, MATHS, ROUND, intent, offer, wish
from tests.support.desk import Desk

FILE = Path(__file__).parent / "packs/songping.yaml"
GUIDE = Path(__file__).parents[2] / "docs/guides/write-a-rule-pack.md"
COUNTY = load_pack(FILE)
TOWN = shipped_pack("town-002")


def honour(level: str, year: int, matter: str, *, single: bool = False) -> Award:
    return Award(option=level, year=year, matter=matter, single=single)


def facts(service: date, rural: date | None, *awards: Award, **held: Mapping[str, int]) -> Facts:
    recorded: dict[str, ItemFact] = {
        "ethics": option("passed"),
        "service_years": Since(since=service),
        "honours": AwardList(awards=awards),
        "commute": points("4"),
        "attendance": counts(),
        **{name: counts(**each) for name, each in held.items()},
    }
    if rural is not None:
        recorded["rural_years"] = Since(since=rural)
    return recorded


def judged(*marks: int) -> Mapping[str, Mapping[str, int]]:
    return {"lecture": {f"j{n}": mark * 1000 for n, mark in enumerate(marks)}}


@pytest.fixture
def ranked() -> Desk:
    """Three bidders, scored by the county's own table."""
    return scored(
        COUNTY,
        {
            "a1": facts(
                date(2006, 9, 1),
                date(2021, 8, 31),
                honour("county", 2025, "优质课", single=True),
                honour("city", 2023, "先进教师"),
                titles={"county": 1},
                coached={"prize": 3},
                attendance={"late": 2},
            ),
            "a2": facts(
                date(2001, 8, 31),
                None,
                *(honour("city", 2026, matter) for matter in ("甲", "乙", "丙")),
                titles={"city": 1, "county": 1},
                coached={"prize": 6},
                attendance={"absent_day": 1},
            ),
            "a3": facts(date(2010, 8, 31), date(2014, 8, 31)),
        },
        {
            "a1": judged(80, 85, 90, 90, 100),
            "a2": judged(70, 70, 70, 70, 70),
            "a3": judged(100, 60, 60, 60, 60),
        },
    )


def test_the_county_s_pack_is_sound_and_needs_no_python() -> None:
    assert read_pack(FILE.read_bytes(), FILE.name).findings == ()


def test_one_teaching_staff_begin_at_ten_periods(ranked: Desk) -> None:
    # 12 periods are teaching; in the town of the shipped pack 8 would be too
    ranked.do(town.close_layer(), offer("a1", wish(MATHS)))
    (accepted, *_) = ranked.do(town.accept("a1"))
    assert isinstance(accepted, e.OfferAccepted)
    assert accepted.staff_class is StaffClass.TEACHING
    assert COUNTY.posts.min_periods_of("语文教师") == 10_000
    assert TOWN.posts.min_periods_of("语文教师") == 8000


def test_one_eight_periods_make_auxiliary_staff_here() -> None:
    """Shows staff_class_of."""
    desk = town.opened(of=COUNTY)
    desk.do(intent("a1", wish(CHINESE)), c.QualifyBidder(round=ROUND, teacher="a1"))
    for item, fact in facts(date(2006, 9, 1), None).items():
        desk.do(town.service("a1", item=item, fact=fact))
    mark = c.MarkBidder(round=ROUND, judge="j1", bidder="a1", item="lecture", mark_milli=80_000)
    desk.do(mark)
    desk.at = town.LOCKED_AT
    desk.do(c.LockScores(round=ROUND), c.ComputeRanking(round=ROUND), town.close_layer())
    desk.do(offer("a1", wish(CHINESE)))
    (accepted, *_) = desk.do(town.accept("a1"))
    assert isinstance(accepted, e.OfferAccepted)
    assert accepted.staff_class is StaffClass.AUXILIARY


def test_two_wishes_are_allowed_and_a_third_is_refused() -> None:
    three = (wish(MATHS), wish(CHINESE), wish(LIGHT, aux=(AUXILIARY,)))
    desk = town.opened(of=COUNTY)
    desk.refuses(intent("a1", *three), errors.TooManyWishesError)
    desk.do(intent("a1", *three[:2]))
    town.opened(of=TOWN).do(intent("a1", *three))


def test_three_quarters_of_a_quota_of_three_are_three_of_its_own_staff(ranked: Desk) -> None:
    ranked.do(town.close_layer(), offer("a1", wish(MATHS)), town.accept("a1"))
    for teacher in ("a2", "a3"):
        ranked.do(c.LeaveUnplaced(round=ROUND, teacher=teacher), town.serve(teacher))
    close = c.CloseSelection(round=ROUND)
    ranked.refuses(close, errors.TwoThirdsNotKeptError, required=3, original_hired=1)


def test_four_half_of_all_delegates_carry_a_motion() -> None:
    assert COUNTY.congress.majority is CongressMajority.HALF_OR_MORE
    assert COUNTY.congress.required_in_favour(48) == 24
    assert TOWN.congress.required_in_favour(48) == 25


def test_five_members_sign(ranked: Desk) -> None:
    """Shows _signers_due."""
    five = [Mandated(f"m{n}", Role.COMMITTEE_MEMBER, "school-1") for n in range(5)]
    decision = (Recorded(f"recruitment-round:{town.ROUND}", e.ScoresLocked(bidders=("a1",))),)
    authorise(ranked, [decision], five)
    with pytest.raises(NotAuthorisedError) as refusal:
        authorise(ranked, [decision], five[:4])
    assert (refusal.value.facts["needed"], refusal.value.facts["found"]) == (5, 4)
    authorise(town.opened(), [decision], five[:3])


def test_six_an_offer_waits_twelve_hours(ranked: Desk) -> None:
    (offered, *_) = ranked.do(town.close_layer(), offer("a1", wish(MATHS)))
    assert isinstance(offered, e.PostOffered)
    assert offered.answer_until == town.LOCKED_AT + timedelta(hours=12)


def test_seven_working_days_of_notice_fit_before_the_cut_off() -> None:
    assert (COUNTY.notice.working_days, COUNTY.notice.mode) == (7, NoticeMode.BEFORE_TERM)
    text = FILE.read_text(encoding="utf-8")
    late = text.replace('notice_on: "2026-08-13"', 'notice_on: "2026-08-20"')
    (found,) = read_pack(late.encode(), "late.yaml").findings
    assert found.rule == "pack.window"  # from 20 August the seventh day is 31 August
    assert "last_day 2026-08-31" in found.problem


def test_eight_contracts_run_three_to_six_years_in_two_copies() -> None:
    contract = COUNTY.contract
    assert (contract.min_years, contract.max_years, contract.copies) == (3, 6, 2)


def test_nine_the_table_of_its_own_gives_what_was_worked_out_by_hand(ranked: Desk) -> None:
    # career, to 2026-08-31: a1 19×0.5 + 5×1.5 = 17; a2 25×0.5 = 12.5; a3 16×0.5 + 12×1.5 = 26
    #   17÷26×30 = 19.615…; 12.5÷26×30 = 14.423…; 30, also though a3 fails: she was scored
    # results: a1 4 (single, not halved; 2023 is out) + 3 + 3×2 = 13
    #   a2 3×6 = 18, at most 15, + 5 + 12, at most 10 = 30, at most 25; a3 0
    # attendance: a1 15−2×0.5 = 14; a2 15−5 = 10; a3 15
    # lecture, five judges: a1 (85+90+90)÷3×30% = 26.5; a2 70×30% = 21; a3 60×30% = 18, fails
    # a1 73.115… cut to 73.1; a2 70.423… cut to 70.4; a3 63
    assert part(ranked, "a1", "career") == "255/13"
    assert part(ranked, "a2", "results") == "25"
    assert totals(ranked) == {"a1": 73_100, "a2": 70_400, "a3": 63_000}
    assert order(ranked) == {"a1": 1, "a2": 2, "a3": None}
    ranked.do(town.close_layer())
    ranked.refuses(offer("a3", wish(MATHS)), BelowPassLineError, failed="lecture")


def level(a1: Facts, a2: Facts, first: tuple[int, ...], second: tuple[int, ...]) -> Desk:
    return scored(COUNTY, {"a1": a1, "a2": a2}, {"a1": judged(*first), "a2": judged(*second)})


def test_ten_ties_go_by_career_then_all_marks_then_distance_then_lots() -> None:
    same = facts(date(2006, 9, 1), None)
    judges = (80, 85, 85, 85, 90)
    more = level(same, same, judges, (81, 85, 85, 85, 90))
    assert (order(more), path(more, "a1")) == ({"a1": 2, "a2": 1}, ("career", "lecture.all_marks"))
    farther: Facts = {**same, "commute": points("20")}
    far = level(same, farther, judges, judges)
    assert (order(far), path(far, "a2")[-1]) == ({"a1": 2, "a2": 1}, "commute")
    tied = level(same, {**same, "commute": points("4.9")}, judges, judges)
    assert order(tied) == {"a1": 1, "a2": 1}
    vote = c.DecideTie(
        round=ROUND,
        order=("a2", "a1"),
        method=e.TieMethod.SECOND_VOTE,
        lot_seed=None,
        witnesses=(),
        reason="再次表决",
    )
    tied.refuses(vote, TieMethodError, method="second_vote", allowed="lots")
    lots = {"method": e.TieMethod.LOTS, "lot_seed": "松坪0813", "witnesses": ("w1", "w2")}
    tied.do(vote.model_copy(update=lots), c.ComputeRanking(round=ROUND))
    assert order(tied) == {"a1": 2, "a2": 1}


def test_every_example_of_the_guide_stands_in_the_county_s_pack() -> None:
    pack = FILE.read_text(encoding="utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) >= 8
    for example in examples:
        assert example in pack
