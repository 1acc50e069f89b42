"""Oversight of appraisals: courses of evaluators, inspections of schools, reviews by experts."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import AlreadyExistsError
from domain.oversight import commands as c
from domain.oversight import errors
from domain.oversight import events as e
from domain.oversight.state import EvaluatorTraining, Inspection, ProcedureReview
from domain.planning.errors import NotAdoptedError
from domain.values.privacy import PersonalDataError
from tests.domain import office_given as g
from tests.domain.planning_given import PLAN, SHA, TOWN, drafted, pack
from tests.support.desk import Desk

HELD_ON, TODAY = date(2026, 9, 3), date(2026, 9, 7)
COURSE = c.TrainEvaluator(
    person="j1", organiser=TOWN, course="评委培训班", held_on=HELD_ON, document="教办〔2026〕12号"
)
INSPECT = c.HoldInspection(
    inspection="i-1",
    plan=PLAN,
    school=g.SCHOOL,
    inspection_kind=e.InspectionKind.UNSCHEDULED,
    held_on=HELD_ON,
    findings=("测评票未当场清点",),
    mend_by=date(2026, 10, 1),
    document="检查记录3号",
)
CLEAN = {"findings": (), "mend_by": None}
MEND = c.MendFindings(inspection="i-1", on=TODAY, measures="测评票当场清点、公布")
EXPERTS = ("x1", "x2", "x3")
ASPECTS = tuple(
    e.AspectFinding(aspect=each, verdict=e.Verdict.GOOD, finding="运行正常") for each in e.Aspect
)
REVIEW = c.ReviewProcedure(
    review="pr-1",
    plan=PLAN,
    experts=EXPERTS,
    held_on=HELD_ON,
    aspects=ASPECTS,
    conclusion=e.Conclusion.ADJUST,
    recommendations=("延长公示期",),
    document="专家组评估报告",
)


@pytest.fixture
def desk() -> Desk:
    return g.staffed()


class TestCourses:
    def test_a_course_is_on_record_for_whoever_took_it(self, desk: Desk) -> None:
        (trained,) = desk.do(COURSE)
        assert trained == e.EvaluatorTrained(**COURSE.model_dump(exclude={"person"}))
        again = COURSE.model_copy(update={"course": "面试评分培训"})
        desk.do(again)
        training = desk.find(EvaluatorTraining, "j1")
        assert training is not None
        assert training.courses == (("评委培训班", HELD_ON), ("面试评分培训", HELD_ON))
        assert training.body == TOWN

    def test_it_is_recorded_once_and_not_ahead(self, desk: Desk) -> None:
        ahead = COURSE.model_copy(update={"held_on": date(2026, 9, 8)})
        desk.refuses(ahead, errors.DayError, on="2026-09-08", today="2026-09-07")
        desk.do(COURSE)
        desk.refuses(COURSE, errors.CourseKnownError, person="j1")

    def test_its_name_holds_no_personal_data(self, desk: Desk) -> None:
        named = COURSE.model_copy(update={"course": "培训13812345678"})
        desk.refuses(named, PersonalDataError)


class TestInspections:
    def test_what_is_found_is_to_be_mended_by_a_day(self, desk: Desk) -> None:
        (held,) = desk.do(INSPECT)
        assert held == e.InspectionHeld(**INSPECT.model_dump(exclude={"inspection"}))
        inspection = desk.find(Inspection, "i-1")
        assert inspection is not None
        assert (inspection.body, inspection.mend_by) == (g.SCHOOL, date(2026, 10, 1))
        desk.refuses(INSPECT, AlreadyExistsError)

    @pytest.mark.parametrize(
        "changes",
        [{"mend_by": None}, {"findings": ()}, {"mend_by": HELD_ON}],
    )
    def test_there_is_a_day_after_it_where_something_was_found_and_only_there(
        self, desk: Desk, changes: dict[str, object]
    ) -> None:
        desk.refuses(INSPECT.model_copy(update=changes), errors.MendingDayError)

    def test_a_school_of_the_plan_in_force_is_inspected(self, desk: Desk) -> None:
        desk.refuses(
            INSPECT.model_copy(update={"school": "elsewhere"}),
            errors.NotOfPlanError,
            school="elsewhere",
        )
        draft = Desk(desk.at)
        draft.given(f"plan:{PLAN}", drafted())
        draft.refuses(INSPECT, NotAdoptedError)

    def test_it_is_recorded_afterwards_without_personal_data(self, desk: Desk) -> None:
        ahead = INSPECT.model_copy(update={"held_on": date(2026, 9, 8)})
        desk.refuses(ahead, errors.DayError, on="2026-09-08")
        named = INSPECT.model_copy(update={"findings": ("联系13812345678",)})
        desk.refuses(named, PersonalDataError)

    def test_the_school_mends_once_and_not_before(self, desk: Desk) -> None:
        desk.do(INSPECT)
        for wrong in (date(2026, 9, 2), date(2026, 9, 8)):
            early = MEND.model_copy(update={"on": wrong})
            desk.refuses(early, errors.DayError, after="2026-09-03")
        assert desk.do(MEND) == [e.FindingsMended(on=TODAY, measures=MEND.measures)]
        desk.refuses(MEND, errors.NothingToMendError, mended_on="2026-09-07")

    def test_where_nothing_was_found_nothing_is_mended(self, desk: Desk) -> None:
        desk.do(INSPECT.model_copy(update=CLEAN))
        desk.refuses(MEND, errors.NothingToMendError, mended_on="")


class TestReviewsOfTheProcedure:
    def test_experts_look_at_all_four_aspects_and_conclude(self, desk: Desk) -> None:
        (reviewed,) = desk.do(REVIEW)
        assert isinstance(reviewed, e.ProcedureReviewed)
        assert (reviewed.owner, reviewed.pack_sha256) == (TOWN, SHA)
        assert reviewed.aspects == ASPECTS
        review = desk.find(ProcedureReview, "pr-1")
        assert review is not None
        assert (review.body, review.conclusion) == (TOWN, e.Conclusion.ADJUST)
        desk.refuses(REVIEW, AlreadyExistsError)

    @pytest.mark.parametrize("experts", [("x1", "x2"), ("x1", "x2", "x2")])
    def test_they_are_as_many_as_the_plan_asks_for(
        self, desk: Desk, experts: tuple[str, ...]
    ) -> None:
        few = REVIEW.model_copy(update={"experts": experts})
        desk.refuses(few, errors.ExpertsError, experts=2, required=3)

    def test_the_plan_may_ask_for_more(self) -> None:
        """Shows oversight_rules_of."""
        desk = g.staffed(pack(oversight={"experts_min": 5}))
        desk.refuses(REVIEW, errors.ExpertsError, experts=3, required=5)

    @pytest.mark.parametrize("aspects", [ASPECTS[:3], (*ASPECTS[:3], ASPECTS[0])])
    def test_no_aspect_is_left_out_or_told_twice(
        self, desk: Desk, aspects: tuple[e.AspectFinding, ...]
    ) -> None:
        partial = REVIEW.model_copy(update={"aspects": aspects})
        desk.refuses(partial, errors.AspectsError, missing="satisfaction")

    @pytest.mark.parametrize(
        "changes", [{"recommendations": ()}, {"conclusion": e.Conclusion.KEEP}]
    )
    def test_who_would_adjust_says_what_and_who_would_keep_says_nothing(
        self, desk: Desk, changes: dict[str, object]
    ) -> None:
        desk.refuses(REVIEW.model_copy(update=changes), errors.RecommendationsError)

    def test_the_procedure_is_that_of_a_plan_in_force(self, desk: Desk) -> None:
        draft = Desk(desk.at)
        draft.given(f"plan:{PLAN}", drafted())
        draft.refuses(REVIEW, NotAdoptedError)
        ahead = REVIEW.model_copy(update={"held_on": date(2026, 9, 8)})
        desk.refuses(ahead, errors.DayError)
        named = REVIEW.model_copy(update={"recommendations": ("联系13812345678",)})
        desk.refuses(named, PersonalDataError)
