"""A vacant office: applications, screening, interview, committee."""

from __future__ import annotations

import pytest

from domain.kernel import MissingError
from domain.office import commands as c
from domain.office import errors
from domain.office import events as e
from domain.office.conditions import ConditionCheck
from domain.office.rules import mean_of
from domain.planning.office_sections import OfficeKind, OfficeLevel
from domain.school.posts import StaffClass
from tests.domain import office_given as g
from tests.domain.planning_given import PACK, noon, pack, registered_school
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return g.staffed()


class TestApplying:
    def test_whoever_holds_a_post_in_the_town_applies_for_its_competition(self, desk: Desk) -> None:
        desk.do(g.announce())
        assert desk.do(g.apply("u1")) == [e.ApplicationSubmitted(teacher="u1")]

    def test_t05_a_vice_principal_without_a_base_post_does_not_compete(self, desk: Desk) -> None:
        desk.given(f"school:{g.OTHER}", g.holder("副校长", "w1"))
        desk.do(g.announce())
        desk.refuses(g.apply("w1"), errors.BasePostMissingError, teacher="w1", held_in="")

    def test_a_post_in_another_town_is_no_base_post(self, desk: Desk) -> None:
        g.hired(desk, "x1", "far")
        far = registered_school().model_copy(update={"town_office": "other-town"})
        desk.given("school:far", far)
        desk.do(g.announce())
        desk.refuses(g.apply("x1"), errors.BasePostMissingError, held_in="far")

    def test_a_school_s_own_competition_asks_for_a_post_in_the_school(self, desk: Desk) -> None:
        desk.do(g.CLASS_TEACHERS, g.apply("t1"))
        desk.refuses(g.apply("u1"), errors.BasePostMissingError, held_in=g.OTHER)

    def test_an_application_counts_by_the_day_on_which_it_arrives(self, desk: Desk) -> None:
        desk.do(g.announce())
        desk.at = noon(g.september(10))
        desk.do(g.apply("t1"))
        desk.at = noon(g.september(11))
        desk.refuses(g.apply("t2"), errors.ApplicationClosedError, deadline_on="2026-09-10")

    def test_nobody_applies_twice_not_even_after_withdrawing(self, desk: Desk) -> None:
        desk.do(g.announce(), g.apply("t1"))
        assert desk.do(g.withdraw("t1")) == [e.ApplicationWithdrawn(teacher="t1")]
        desk.refuses(g.apply("t1"), errors.AppliedTwiceError)
        desk.refuses(g.withdraw("t1"), errors.ApplicantStepError, step="withdrawn")

    def test_nobody_applies_where_nothing_was_announced(self, desk: Desk) -> None:
        desk.refuses(g.apply("t1"), MissingError)


class TestScreening:
    def test_whoever_meets_every_condition_may_be_interviewed(self, desk: Desk) -> None:
        desk.do(g.CLASS_TEACHERS, g.apply("t1"))
        checks = g.met(*PACK.office_rules.class_teacher.conditions)
        assert desk.do(g.screen(desk, "t1")) == [e.ApplicantPassed(teacher="t1", checks=checks)]

    def test_one_condition_that_is_not_met_is_enough(self, desk: Desk) -> None:
        """Shows unmet_of."""
        desk.do(g.CLASS_TEACHERS, g.apply("t1"))
        degree, *rest = g.met(*PACK.office_rules.class_teacher.conditions)
        checks = (ConditionCheck(condition=degree.condition, met=False), *rest)
        out = e.ApplicantScreenedOut(teacher="t1", checks=checks, unmet=("degree",))
        assert desk.do(g.screen(desk, "t1", *checks)) == [out]
        desk.at = noon(g.september(11))
        desk.refuses(g.mark("t1", "j1"), errors.ApplicantStepError, step="screened_out")

    @pytest.mark.parametrize(
        ("years", "met", "unmet"), [(6, True, ()), (5, True, ("senior",)), (7, False, ("senior",))]
    )
    def test_years_are_compared_with_what_the_pack_asks(
        self, years: int, *, met: bool, unmet: tuple[str, ...]
    ) -> None:
        condition = {"id": "senior", "title": "班主任工作年限", "min_years": 6}
        levels = [
            {"level": "junior", "duties": ["日常管理"]},
            {"level": "intermediate", "duties": ["学业指导"]},
            {"level": "senior", "duties": ["学生评价"], "conditions": [condition]},
        ]
        desk = g.staffed(pack(offices={"class_teacher": {"levels": levels}}))
        desk.do(g.announce(OfficeKind.CLASS_TEACHER, OfficeLevel.SENIOR), g.apply("t1"))
        check = ConditionCheck(condition="senior", met=met, years=years)
        (event,) = desk.do(g.screen(desk, "t1", check))
        assert getattr(event, "unmet", ()) == unmet

    @pytest.mark.parametrize(
        "checks",
        [
            (ConditionCheck(condition="height", met=True),),
            (ConditionCheck(condition="qualified", met=True),) * 2,
            (ConditionCheck(condition="qualified", met=True, years=3),),
        ],
    )
    def test_exactly_the_published_conditions_are_checked(
        self, desk: Desk, checks: tuple[ConditionCheck, ...]
    ) -> None:
        desk.do(g.announce(), g.apply("t1"))
        desk.refuses(g.screen(desk, "t1", *checks), errors.ConditionsUncheckedError)

    def test_nobody_is_screened_who_did_not_apply(self, desk: Desk) -> None:
        desk.do(g.announce())
        desk.refuses(g.screen(desk, "t1"), errors.ApplicantStepError, step="")


class TestInterviewing:
    def test_interviews_wait_for_the_deadline_and_for_everybody_s_screening(
        self, desk: Desk
    ) -> None:
        desk.do(g.announce(), g.apply("t1"), g.apply("t2"))
        desk.do(g.screen(desk, "t1"))
        desk.at = noon(g.september(11))
        desk.refuses(g.mark("t1", "j1"), errors.StageError, step="screening", unscreened=1)
        desk.do(g.screen(desk, "t2"))
        desk.at = noon(g.september(10))
        desk.refuses(g.mark("t1", "j1"), errors.StageError, unscreened=0)
        desk.at = noon(g.september(11))
        marked = e.InterviewMarked(teacher="t1", judge="j1", mark_milli=80_000)
        assert desk.do(g.mark("t1", "j1")) == [marked]

    @pytest.mark.parametrize("mark_milli", [-1, 100_001])
    def test_a_mark_lies_in_the_range_of_the_pack(self, desk: Desk, mark_milli: int) -> None:
        g.screened(desk, g.announce(), "t1")
        desk.refuses(g.mark("t1", "j1", mark_milli), errors.MarkError, max_milli=100_000)

    def test_a_judge_marks_once_and_no_applicant_judges(self, desk: Desk) -> None:
        g.screened(desk, g.announce(), "t1", "t2")
        desk.do(g.mark("t1", "j1"))
        desk.refuses(g.mark("t1", "j1"), errors.MarkError, judge="j1")
        desk.refuses(g.mark("t1", "t2"), errors.MarkError, judge="t2")

    def test_results_are_means_the_best_first(self, desk: Desk) -> None:
        g.screened(desk, g.announce(), "t1", "t2")
        desk.do(*(g.mark("t1", judge, 70_000) for judge in g.JUDGES))
        desk.do(g.mark("t2", "j1", 80_001), g.mark("t2", "j2", 80_001), g.mark("t2", "j3", 80_000))
        assert desk.do(g.CLOSE) == [
            e.InterviewsClosed(
                results=(
                    e.InterviewResult(teacher="t2", judges=3, mean_milli=80_001),
                    e.InterviewResult(teacher="t1", judges=3, mean_milli=70_000),
                )
            )
        ]
        desk.refuses(g.mark("t1", "j4"), errors.StageError, step="interviews-closed")

    @pytest.mark.parametrize(
        ("marks", "drop", "mean"),
        [
            ((90, 80, 70, 60, 10), 5, 62),
            ((100, 80, 80, 80, 80, 0), 5, 80),
            ((1, 2), 0, 2),
            ((1, 5, 90), 0, 5),
        ],
    )
    def test_with_many_judges_the_extremes_drop_out(
        self, marks: tuple[int, ...], drop: int, mean: int
    ) -> None:
        assert mean_of(marks, drop) == mean

    def test_every_applicant_is_heard_by_the_same_judges_and_enough_of_them(
        self, desk: Desk
    ) -> None:
        g.screened(desk, g.announce(), "t1", "t2")
        desk.do(g.mark("t1", "j1"), g.mark("t1", "j2"), g.mark("t2", "j1"), g.mark("t2", "j2"))
        desk.refuses(g.CLOSE, errors.PanelError, panels=1, judges=2, required=3)
        desk.do(g.mark("t1", "j3"), g.mark("t2", "j4"))
        desk.refuses(g.CLOSE, errors.PanelError, panels=2, judges=3)

    def test_whoever_does_not_come_has_missed_the_interview(self, desk: Desk) -> None:
        g.screened(desk, g.announce(), "t1", "t2")
        missed = c.RecordMissedInterview(competition=g.MATTER, teacher="t2")
        desk.do(g.mark("t1", "j1"))
        assert desk.do(missed) == [e.InterviewMissed(teacher="t2")]
        here = c.RecordMissedInterview(competition=g.MATTER, teacher="t1")
        desk.refuses(here, errors.ApplicantStepError, step="marked")

    def test_where_nobody_is_left_the_interviews_close_without_result(self, desk: Desk) -> None:
        g.screened(desk, g.announce())
        assert desk.do(g.CLOSE) == [e.InterviewsClosed(results=())]
        (nobody,) = desk.do(g.choose())
        assert isinstance(nobody, e.CommitteeDecided)
        assert nobody.chosen == ()


class TestDeciding:
    def test_the_committee_chooses_from_those_who_were_heard(self, desk: Desk) -> None:
        g.interviewed(desk, g.announce(), t1=80_000, u1=90_000)
        assert desk.do(g.choose("u1")) == [
            e.CommitteeDecided(
                chosen=("u1",),
                considered=("u1", "t1"),
                by_score=True,
                present=5,
                in_favour=3,
                reason="综合各环节择优",
            )
        ]

    def test_a_score_is_advice_and_departing_from_it_is_on_record(self, desk: Desk) -> None:
        g.interviewed(desk, g.announce(), t1=80_000, u1=90_000)
        (decided,) = desk.do(g.choose("t1"))
        assert isinstance(decided, e.CommitteeDecided)
        assert not decided.by_score

    def test_the_committee_waits_for_the_interviews(self, desk: Desk) -> None:
        g.screened(desk, g.announce(), "t1")
        desk.refuses(g.choose("t1"), errors.StageError, step="interviews")

    @pytest.mark.parametrize(("present", "in_favour"), [(2, 2), (4, 2), (3, 4)])
    def test_a_decision_needs_members_enough_and_more_than_half(
        self, desk: Desk, present: int, in_favour: int
    ) -> None:
        g.interviewed(desk, g.announce(), t1=80_000)
        command = g.choose("t1", present=present, in_favour=in_favour)
        desk.refuses(command, errors.CommitteeError, present=present)

    @pytest.mark.parametrize("chosen", [("t2",), ("u2",), ("t1", "t1"), ("t3",)])
    def test_nobody_is_chosen_who_was_not_heard_or_failed_or_is_named_twice(
        self, desk: Desk, chosen: tuple[str, ...]
    ) -> None:
        g.interviewed(desk, g.CLASS_TEACHERS, t1=80_000, t2=59_999, t3=70_000)
        desk.do(g.withdraw("t3"))
        desk.refuses(g.choose(*chosen), errors.ChoiceError)

    def test_no_more_are_chosen_than_there_are_seats(self, desk: Desk) -> None:
        g.interviewed(desk, g.announce(), t1=80_000, t2=80_000)
        desk.refuses(g.choose("t1", "t2"), errors.ChoiceError, chosen=2, seats=1)

    def test_the_committee_decides_once(self, desk: Desk) -> None:
        g.interviewed(desk, g.announce(), t1=80_000, t2=80_000)
        desk.do(g.choose("t1"))
        desk.refuses(g.choose("t2"), errors.StageError, step="decided")

    def test_it_decides_again_when_the_chosen_one_withdraws(self, desk: Desk) -> None:
        g.interviewed(desk, g.announce(), t1=80_000, t2=80_000)
        desk.do(g.choose("t1"), g.withdraw("t1"))
        assert len(desk.do(g.choose("t2"))) == 1


def test_auxiliary_staff_hold_a_base_post_too(desk: Desk) -> None:
    g.hired(desk, "aux", g.SCHOOL, periods_milli=0, staff_class=StaffClass.AUXILIARY)
    assert len(desk.do(g.announce(), g.apply("aux"))) == 1
