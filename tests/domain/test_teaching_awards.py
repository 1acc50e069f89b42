"""Teaching awards out of examination means, a sentence a rule."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal.file_events import MeasureLifted, MeasureTaken
from domain.appraisal.grades import Lost, MeasureKind
from domain.award import errors
from domain.award import events as e
from domain.award.commands import GrantTeachingAward
from domain.award.state import TeachingAwards
from domain.planning.errors import NotAdoptedError
from tests.domain import town
from tests.domain.planning_given import PLAN, drafted, pack
from tests.support.desk import Desk

STRICT = pack(teaching_awards={"lead_inclusive": False})


def claim(
    kind: e.AwardKind, class_mean: str, mean: str, examination: str = "期末统考"
) -> GrantTeachingAward:
    """A claim with means as people write them, with one decimal."""
    milli = {
        "class_mean_milli": int(class_mean.replace(".", "")) * 100,
        "mean_milli": int(mean.replace(".", "")) * 100,
    }
    return GrantTeachingAward(
        teacher="a1",
        plan=PLAN,
        kind=kind,
        examination=examination,
        subject="数学",
        classes="三年级1班",
        evidence="镇统考成绩表",
        **milli,
    )


@pytest.fixture
def desk() -> Desk:
    return town.prepared()


def test_t35_a_class_at_the_mean_has_not_reached_it_it_must_be_higher(desk: Desk) -> None:
    # 82.0 is not higher than 82.0; 82.1 is
    level = claim(e.AwardKind.REACHED, "82.0", "82.0")
    desk.refuses(level, errors.MeanNotHigherError, class_mean_milli=82_000, mean_milli=82_000)
    (granted,) = desk.do(claim(e.AwardKind.REACHED, "82.1", "82.0"))
    assert isinstance(granted, e.TeachingAwardGranted)
    assert (granted.school, granted.kind) == ("school-1", e.AwardKind.REACHED)


def test_t35_exactly_ten_points_above_the_mean_excel_unless_the_pack_is_strict(
    desk: Desk,
) -> None:
    # 92.0 − 82.0 = 10.0
    ten = claim(e.AwardKind.EXCELLED, "92.0", "82.0")
    desk.refuses(
        claim(e.AwardKind.EXCELLED, "91.9", "82.0"), errors.LeadTooSmallError, ahead_milli=9_900
    )
    desk.do(ten)
    strict = town.prepared(of=STRICT)
    strict.refuses(ten, errors.LeadTooSmallError, ahead_milli=10_000, lead="10")
    strict.do(claim(e.AwardKind.EXCELLED, "92.1", "82.0"))


def test_one_result_is_given_an_award_once(desk: Desk) -> None:
    excelled = claim(e.AwardKind.EXCELLED, "92.0", "82.0")
    desk.do(excelled, claim(e.AwardKind.REACHED, "92.0", "82.0"))
    desk.refuses(excelled, errors.GrantedTwiceError, kind="excelled")


def test_six_wins_make_a_model_teacher(desk: Desk) -> None:
    model = claim(e.AwardKind.MODEL, "0.0", "0.0")
    desk.refuses(model, errors.WinsTooFewError, wins=0, required=6)
    for term in range(5):
        desk.do(claim(e.AwardKind.EXCELLED, "95.0", "80.0", f"第{term}次统考"))
    desk.do(claim(e.AwardKind.REACHED, "95.0", "80.0", "第0次统考"))
    desk.refuses(model, errors.WinsTooFewError, wins=5)
    desk.do(claim(e.AwardKind.EXCELLED, "95.0", "80.0", "第5次统考"), model)
    awards = desk.find(TeachingAwards, "a1")
    assert awards is not None
    assert (awards.wins, awards.body) == (6, "school-1")


def test_awards_follow_a_plan_in_force(desk: Desk) -> None:
    other = Desk(desk.at)
    other.states = {name: each for name, each in desk.states.items() if "plan:" not in name}
    other.given(f"plan:{PLAN}", drafted())
    other.refuses(claim(e.AwardKind.REACHED, "90.0", "80.0"), NotAdoptedError)


def test_who_lost_the_qualification_for_awards_is_granted_none_while_it_lasts(desk: Desk) -> None:
    """Shows award_must_not_be_barred."""
    reached = claim(e.AwardKind.REACHED, "82.1", "82.0")
    taken = MeasureTaken(
        measure="m1",
        kind=MeasureKind.QUALIFICATION_LOST,
        lost=(Lost.AWARDS,),
        from_on=date(2026, 3, 1),
        months=24,
        last_day=date(2028, 3, 1),
        document="处理决定书",
    )
    desk.given("teacher:a1", taken)
    desk.refuses(reached, errors.AwardBarredError, teacher="a1", measure="m1")
    desk.given("teacher:a1", MeasureLifted(measure="m1", document="申诉决定"))
    desk.do(reached)
