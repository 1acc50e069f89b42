"""A vacant office: announcement, screening, interview, committee."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import AlreadyExistsError, MissingError
from domain.office import commands as c
from domain.office import errors
from domain.office import events as e
from domain.office.conditions import ConditionCheck
from domain.office.rules import mean_of
from domain.planning.office_sections import OfficeKind, OfficeLevel
from domain.principal import commands as p
from domain.school.posts import StaffClass
from domain.values.privacy import PersonalDataError
from tests.domain import office_given as g
from tests.domain.planning_given import PACK, PLAN, SHA, TOWN, noon, pack, registered_school
from tests.domain.principal_given import MEMBERS
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return g.staffed()


class TestAnnouncing:
    def test_the_announcement_says_what_the_law_of_notices_asks(self, desk: Desk) -> None:
        assert desk.do(g.announce()) == [
            e.CompetitionAnnounced(
                plan=PLAN,
                pack_sha256=SHA,
                organiser=TOWN,
                school=g.SCHOOL,
                post=g.VICE,
                title="副校长",
                kind=OfficeKind.VICE_PRINCIPAL,
                level=None,
                seats=1,
                duties=("副校长工作",),
                conditions=PACK.office_rules.vice_principal.conditions,
                pay="按规定执行",
                place="实验小学",
                on=g.september(7),
                deadline_on=g.september(10),
            )
        ]
        assert g.competition_of(desk).body == TOWN

    @pytest.mark.parametrize(
        ("level", "title", "duties"),
        [
            (OfficeLevel.JUNIOR, "初级班主任", ("学生日常管理", "班级组织")),
            (
                OfficeLevel.INTERMEDIATE,
                "中级班主任",
                ("学生日常管理", "班级组织", "学业指导", "家校沟通"),
            ),
            (
                OfficeLevel.SENIOR,
                "高级班主任",
                (
                    "学生日常管理",
                    "班级组织",
                    "学业指导",
                    "家校沟通",
                    "学生评价",
                    "班级管理策略的制定",
                ),
            ),
        ],
    )
    def test_each_level_of_class_teacher_has_the_duties_of_those_below(
        self, desk: Desk, level: OfficeLevel, title: str, duties: tuple[str, ...]
    ) -> None:
        """Shows duties_of."""
        (announced,) = desk.do(g.announce(OfficeKind.CLASS_TEACHER, level))
        assert isinstance(announced, e.CompetitionAnnounced)
        assert (announced.title, announced.duties) == (title, ("班主任工作", *duties))
        assert [each.id for each in announced.conditions] == ["degree", "experience", "teamwork"]

    @pytest.mark.parametrize(
        ("level", "condition"),
        [
            (OfficeLevel.JUNIOR, "newcomer"),
            (OfficeLevel.INTERMEDIATE, "able"),
            (OfficeLevel.SENIOR, "outstanding"),
        ],
    )
    def test_each_level_of_manager_has_its_own_condition(
        self, desk: Desk, level: OfficeLevel, condition: str
    ) -> None:
        (announced,) = desk.do(g.announce(OfficeKind.MANAGER, level, organiser=TOWN))
        assert isinstance(announced, e.CompetitionAnnounced)
        assert [each.id for each in announced.conditions] == [condition]

    def test_a_town_writes_its_own_conditions(self) -> None:
        """Shows conditions_of."""
        office = {"titles": ["副校长"], "conditions": [{"id": "young", "title": "年富力强"}]}
        desk = g.staffed(pack(offices={"vice_principal": office}))
        (announced,) = desk.do(g.announce())
        assert isinstance(announced, e.CompetitionAnnounced)
        assert [each.id for each in announced.conditions] == ["young"]

    @pytest.mark.parametrize(
        ("kind", "organiser"),
        [
            (OfficeKind.VICE_PRINCIPAL, g.SCHOOL),
            (OfficeKind.MANAGER, g.OTHER),
            (OfficeKind.CLASS_TEACHER, TOWN),
        ],
    )
    def test_an_office_is_opened_by_the_body_whose_matter_it_is(
        self, desk: Desk, kind: OfficeKind, organiser: str
    ) -> None:
        command = g.announce(kind, organiser=organiser)
        desk.refuses(command, errors.WrongOrganiserError, organiser=organiser)

    @pytest.mark.parametrize(
        "command",
        [
            g.announce(level=OfficeLevel.JUNIOR),
            g.announce(OfficeKind.MANAGER),
            g.announce(OfficeKind.CLASS_TEACHER),
        ],
    )
    def test_managers_and_class_teachers_have_a_level_and_vice_principals_none(
        self, desk: Desk, command: c.AnnounceCompetition
    ) -> None:
        desk.refuses(command, errors.LevelError)

    @pytest.mark.parametrize("post", ["职务-99", "辅助-01"])
    def test_an_office_is_in_the_published_list(self, desk: Desk, post: str) -> None:
        desk.refuses(g.announce(post=post), errors.NotAnOfficeError, post=post)

    @pytest.mark.parametrize("seats", [0, 2])
    def test_no_more_seats_are_opened_than_are_vacant(self, desk: Desk, seats: int) -> None:
        desk.refuses(g.announce(seats=seats), errors.NotVacantError, headcount=1, held=0)

    def test_an_office_that_is_held_is_not_vacant(self, desk: Desk) -> None:
        desk.given(f"school:{g.SCHOOL}", g.holder("副校长", "t3"))
        desk.refuses(g.announce(), errors.NotVacantError, held=1)

    def test_an_office_is_vacant_from_the_day_on_which_the_term_has_ended(self, desk: Desk) -> None:
        desk.given(f"school:{g.SCHOOL}", g.holder("副校长", "t3", until_on=g.september(7)))
        assert len(desk.do(g.announce())) == 1

    def test_class_teachers_of_all_levels_share_the_seats(self, desk: Desk) -> None:
        desk.given(f"school:{g.SCHOOL}", g.holder("高级班主任", "t3"))
        desk.refuses(g.CLASS_TEACHERS, errors.NotVacantError, seats=2, headcount=2, held=1)

    def test_the_deadline_leaves_the_days_of_the_pack(self, desk: Desk) -> None:
        early = g.announce(deadline_on=g.september(9))
        desk.refuses(early, errors.DeadlineError, earliest="2026-09-10")

    def test_offices_are_opened_under_a_frozen_plan(self) -> None:
        g.staffed(freeze=False).refuses(g.announce(), errors.PlanNotFrozenError)

    def test_an_announcement_holds_no_personal_numbers(self, desk: Desk) -> None:
        call = g.announce(pay="详询19912345678")
        desk.refuses(call, PersonalDataError, field="pay", kind="mobile")

    def test_an_id_is_used_once_for_competitions_and_selections(self, desk: Desk) -> None:
        desk.do(g.announce())
        desk.refuses(g.announce(), AlreadyExistsError)
        opened = p.OpenSelection(
            selection=g.MATTER, plan=PLAN, bureau=g.BUREAU, school=g.SCHOOL, members=MEMBERS
        )
        desk.refuses(opened, AlreadyExistsError)


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


def test_the_examples_begin_after_the_term_has_started() -> None:
    assert g.september(7) > date(2026, 9, 1)
