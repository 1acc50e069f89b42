"""The responsibility letter of a school's head: signed for a year, and settled by its results."""

from __future__ import annotations

from datetime import date

import pytest

from domain.award import errors as award_errors
from domain.award.commands import GrantTeachingAward
from domain.award.events import AwardKind
from domain.planning.errors import PackRefusedError
from domain.planning.pack import RulePack
from domain.review import commands as c
from domain.review import errors
from domain.review import events as e
from domain.review.state import Letter, ReviewYear
from domain.teacher.state import Teacher
from domain.values.privacy import PersonalDataError
from tests.domain import office_given as g
from tests.domain.planning_given import PLAN, noon, pack
from tests.support.desk import Desk

BELOW = "quality_below_target"
SIGN = c.SignLetter(
    plan=PLAN,
    school=g.SCHOOL,
    teacher="t2",
    title="校长",
    norms="规范办学行为",
    curriculum="开齐开足课程",
    safety="无安全责任事故",
    present_milli=70_000,
    floor_milli=72_000,
)
VETOES = [
    {"id": BELOW, "title": "教学质量低于责任目标"},
    {"id": "accident", "title": "安全责任事故"},
]


def settle(
    result_milli: int, *vetoes: str, on: date = date(2027, 7, 10), document: str = "考核通报"
) -> c.SettleLetter:
    return c.SettleLetter(
        plan=PLAN,
        school=g.SCHOOL,
        on=on,
        result_milli=result_milli,
        vetoes=vetoes,
        document=document,
    )


def headed(of: RulePack | None = None) -> Desk:
    desk = g.staffed() if of is None else g.staffed(of)
    desk.given(f"school:{g.SCHOOL}", g.holder("校长", "t2"))
    desk.at = noon(date(2027, 7, 15))
    return desk


@pytest.fixture
def desk() -> Desk:
    return headed()


def letter_of(desk: Desk) -> Letter:
    year = desk.find(ReviewYear, f"{PLAN}.{g.SCHOOL}")
    assert year is not None
    assert year.letter is not None
    return year.letter


class TestSigning:
    def test_the_head_signs_one_letter_a_year(self, desk: Desk) -> None:
        """Shows must_not_be_signed."""
        (signed,) = desk.do(SIGN)
        assert signed == e.LetterSigned(**SIGN.model_dump())
        desk.refuses(SIGN, errors.LetterError, teacher="t2")

    def test_nobody_else_signs_it_and_in_no_other_office(self, desk: Desk) -> None:
        """Shows must_head_the_school."""
        other = SIGN.model_copy(update={"teacher": "t1"})
        desk.refuses(other, errors.NotHeadError, teacher="t1", title="校长")
        desk.given(f"school:{g.SCHOOL}", g.holder("副校长", "t1"))
        vice = other.model_copy(update={"title": "副校长"})
        desk.refuses(vice, errors.NotHeadError, title="副校长")

    def test_its_floor_is_not_under_present_results(self, desk: Desk) -> None:
        """Shows floor_must_not_fall."""
        lower = SIGN.model_copy(update={"floor_milli": 69_999})
        desk.refuses(lower, errors.FloorError, floor_milli=69_999, present_milli=70_000)
        desk.do(SIGN.model_copy(update={"floor_milli": 70_000}))

    def test_it_holds_no_personal_data(self, desk: Desk) -> None:
        desk.refuses(SIGN.model_copy(update={"safety": "值班电话13800138000"}), PersonalDataError)


class TestSettling:
    @pytest.mark.parametrize(
        ("result", "vetoes", "reached", "fallen", "forfeited"),
        [
            (72_000, (), True, False, False),
            (71_999, (BELOW,), False, False, True),
            (69_999, (BELOW,), False, True, True),
        ],
    )
    def test_results_are_held_against_the_floor_and_the_start(
        self,
        desk: Desk,
        result: int,
        vetoes: tuple[str, ...],
        *,
        reached: bool,
        fallen: bool,
        forfeited: bool,
    ) -> None:
        desk.do(SIGN)
        (settled,) = desk.do(settle(result, *vetoes))
        assert isinstance(settled, e.LetterSettled)
        assert (settled.teacher, settled.reached, settled.fallen) == ("t2", reached, fallen)
        assert letter_of(desk).forfeited is forfeited

    def test_a_letter_is_settled_once_after_it_was_signed_and_not_ahead(self, desk: Desk) -> None:
        """Shows must_be_signed."""
        desk.refuses(settle(72_000), errors.LetterError, settled=0)
        desk.do(SIGN)
        desk.refuses(settle(72_000, on=date(2027, 7, 16)), errors.DayError, on="2027-07-16")
        early = settle(72_000, on=date(2026, 8, 31))
        desk.refuses(early, errors.DayError, after="2026-09-01")
        told = settle(72_000, document="电话13800138000")
        desk.refuses(told, PersonalDataError)
        desk.do(settle(72_000))
        desk.refuses(settle(72_000), errors.LetterError, settled=1)

    def test_quality_under_the_floor_is_a_veto_and_nothing_else_is_called_so(
        self, desk: Desk
    ) -> None:
        """Shows vetoes_must_be_true."""
        desk.do(SIGN)
        desk.refuses(settle(71_999), errors.VetoError, reached=0)
        desk.refuses(settle(72_000, BELOW), errors.VetoError, reached=1)
        desk.refuses(settle(72_000, "accident"), errors.VetoError, unknown="accident")

    def test_other_conditions_are_those_of_the_plan(self) -> None:
        desk = headed(pack(review={"veto_conditions": VETOES}))
        desk.do(SIGN)
        desk.refuses(settle(72_000, "accident", "accident"), errors.VetoError, unknown="")
        desk.do(settle(72_000, "accident"))
        assert letter_of(desk).forfeited

    @pytest.mark.parametrize("listed", [VETOES[1:], [*VETOES, VETOES[1]]], ids=["without", "twice"])
    def test_a_plan_names_quality_and_each_condition_once(
        self, listed: list[dict[str, str]]
    ) -> None:
        with pytest.raises(PackRefusedError):
            pack(review={"veto_conditions": listed})


def award(teacher: str) -> GrantTeachingAward:
    return GrantTeachingAward(
        teacher=teacher,
        plan=PLAN,
        kind=AwardKind.REACHED,
        examination="期末统考",
        subject="数学",
        classes="三年级1班",
        class_mean_milli=82_100,
        mean_milli=82_000,
        evidence="成绩表",
    )


def test_a_head_whose_letter_was_not_kept_has_no_award_of_that_year(desk: Desk) -> None:
    """Shows honours_must_not_be_forfeited."""
    desk.do(SIGN, settle(71_000, BELOW))
    desk.refuses(award("t2"), award_errors.HonoursForfeitedError, teacher="t2")
    desk.do(award("t1"))
    teacher = desk.find(Teacher, "t2")
    assert teacher is not None
    desk.states["teacher:t2"] = teacher.model_copy(update={"school": "school-2"})
    desk.refuses(award("t2"), award_errors.HonoursForfeitedError, teacher="t2")  # moved or not
    kept = headed()
    kept.do(SIGN, settle(72_000), award("t2"))
