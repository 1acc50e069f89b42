"""Quota and posts: totals of the district, a formula beside every share, sums that hold."""

from __future__ import annotations

import pytest

from domain.kernel import AlreadyExistsError, MissingError, Recorded
from domain.planning.commands import FreezePlan
from domain.planning.events import PlanFrozen
from domain.quota import commands as c
from domain.quota import errors
from domain.quota import events as e
from domain.quota.state import DistrictTotals, Quota
from domain.values.privacy import PersonalDataError
from domain.values.staffing import Level
from tests.domain import staffing_given as g
from tests.domain.planning_given import PLAN, TIMETABLE, august, noon, pack
from tests.support.desk import Desk
from tests.support.scenario import Scenario

YEAR = "2026-2027"
TOTALS = f"district-totals:{YEAR}"
DISTRICT = e.DistrictEstablishmentFixed(body="bureau", total=100, document="编办1号")
DISTRICT_POSTS = e.DistrictPostsFixed(total=90, document="人社1号")
FIX = c.FixEstablishment(plan=PLAN, body="bureau", school_year=YEAR, total=60, document="编办2号")
FIX_POSTS = c.FixPostTotal(plan=PLAN, total=50, document="人社2号")
FIXED = e.EstablishmentFixed(body="bureau", school_year=YEAR, total=60, document="编办2号")
POSTS_FIXED = e.PostTotalFixed(total=50, document="人社2号")
ALLOCATE = c.AllocateQuota(plan=PLAN, shares=(g.share(g.ONE, 21, 20), g.share(g.TWO, 10, 10)))
BY_FORMULA = e.EnrolmentReported(school=g.ONE, figures=g.pupils(*[45] * 6))
SECOND = e.EnrolmentReported(school=g.TWO, figures=g.pupils(*[27] * 5))


class TestTheDistrict:
    def test_its_quota_is_fixed_once_before_its_posts(self) -> None:
        fix = c.FixDistrictEstablishment(
            school_year=YEAR, body="bureau", total=100, document="编办1号"
        )
        posts = c.FixDistrictPosts(school_year=YEAR, total=90, document="人社1号")
        nothing, fixed = Scenario(), Scenario().given(TOTALS, DISTRICT)
        nothing.when(posts).then_refused(MissingError, kind="district-totals")
        nothing.when(fix).then(Recorded(TOTALS, DISTRICT))
        fixed.when(fix).then_refused(AlreadyExistsError)
        fixed.when(posts).then(Recorded(TOTALS, DISTRICT_POSTS))
        fixed.given(TOTALS, DISTRICT_POSTS).when(posts).then_refused(
            errors.DistrictOrderError, posts_fixed=90
        )

    def test_there_are_no_more_posts_than_quota(self) -> None:
        posts = c.FixDistrictPosts(school_year=YEAR, total=101, document="人社1号")
        Scenario().given(TOTALS, DISTRICT).when(posts).then_refused(
            errors.PostsBeyondEstablishmentError, where="district", posts=101, establishment=100
        )

    def test_a_plan_draws_its_quota_from_the_district(self) -> None:
        Scenario().given(TOTALS, DISTRICT).when(FIX).then(
            Recorded(g.QUOTA, FIXED),
            Recorded(TOTALS, e.PlanEstablishmentDrawn(plan=PLAN, total=60)),
        )

    def test_plans_together_never_draw_more_than_the_district_has(self) -> None:
        others = e.PlanEstablishmentDrawn(plan="plan-2", total=41)
        Scenario().given(TOTALS, DISTRICT, others).when(FIX).then_refused(
            errors.BeyondDistrictTotalError, drawn=41, wanted=60, total=100
        )

    def test_a_plan_draws_its_posts_after_its_quota(self) -> None:
        drawn = e.PlanEstablishmentDrawn(plan=PLAN, total=60)
        before = Scenario().given(TOTALS, DISTRICT, drawn).given(g.QUOTA, FIXED)
        before.when(FIX_POSTS).then_refused(errors.DistrictOrderError, posts_fixed=0)
        before.given(TOTALS, DISTRICT_POSTS).when(FIX_POSTS).then(
            Recorded(g.QUOTA, POSTS_FIXED),
            Recorded(TOTALS, e.PlanPostsDrawn(plan=PLAN, total=50)),
        )
        others = e.PlanPostsDrawn(plan="plan-2", total=41)
        before.given(TOTALS, DISTRICT_POSTS, others).when(FIX_POSTS).then_refused(
            errors.BeyondDistrictTotalError, drawn=41, wanted=50, total=90
        )

    def test_a_plan_whose_quota_is_not_the_district_s_draws_no_posts(self) -> None:
        outside = Scenario().given(g.QUOTA, FIXED).given(TOTALS, DISTRICT, DISTRICT_POSTS)
        outside.when(FIX_POSTS).then_refused(errors.OutsideDistrictTotalError, plan=PLAN)

    def test_where_the_district_fixed_nothing_a_plan_stands_alone(self) -> None:
        Scenario().when(FIX).then(Recorded(g.QUOTA, FIXED))
        Scenario().given(g.QUOTA, FIXED).when(FIX_POSTS).then(Recorded(g.QUOTA, POSTS_FIXED))

    def test_the_totals_are_the_matter_of_the_office_that_fixed_them(self) -> None:
        desk = Desk(noon(august(1)))
        desk.given(TOTALS, DISTRICT)
        assert desk.body_of(TOTALS) == "bureau"
        assert desk.find(DistrictTotals, YEAR) is not None


class TestEnrolment:
    def past(self) -> Scenario:
        return Scenario().given(g.QUOTA, *g.fixed())

    def test_a_school_reports_its_pupils_class_by_class_once(self) -> None:
        report = c.ReportEnrolment(plan=PLAN, school=g.ONE, figures=BY_FORMULA.figures)
        self.past().when(report).then(Recorded(g.QUOTA, BY_FORMULA))
        self.past().given(g.QUOTA, BY_FORMULA).when(report).then_refused(
            errors.EnrolmentReportedTwiceError, school=g.ONE
        )

    def test_a_second_report_is_a_correction_with_its_reason(self) -> None:
        correct = c.CorrectEnrolment(
            plan=PLAN, school=g.ONE, figures=g.pupils(44, 45), reason="漏报一个班"
        )
        self.past().when(correct).then_refused(errors.EnrolmentMissingError, school=g.ONE)
        corrected = e.EnrolmentCorrected(
            school=g.ONE, figures=g.pupils(44, 45), reason="漏报一个班"
        )
        self.past().given(g.QUOTA, BY_FORMULA).when(correct).then(Recorded(g.QUOTA, corrected))
        telling = correct.model_copy(update={"reason": "请致电19912345678"})
        self.past().given(g.QUOTA, BY_FORMULA).when(telling).then_refused(PersonalDataError)

    @pytest.mark.parametrize("figures", [(), (*g.pupils(45), *g.pupils(40))])
    def test_every_level_is_reported_once(self, figures: tuple[e.LevelFigures, ...]) -> None:
        report = c.ReportEnrolment(plan=PLAN, school=g.ONE, figures=figures)
        self.past().when(report).then_refused(errors.LevelTwiceError, school=g.ONE)

    def test_figures_come_before_the_allocation(self) -> None:
        report = c.ReportEnrolment(plan=PLAN, school=g.ONE, figures=BY_FORMULA.figures)
        Scenario().given(g.QUOTA, *g.filed()).when(report).then_refused(errors.QuotaOrderError)


class TestAllocation:
    def past(self) -> Scenario:
        start = Scenario().given(g.PLANNED, *g.in_force()).given(g.QUOTA, *g.fixed())
        return start.given(g.QUOTA, BY_FORMULA, SECOND)

    def test_what_the_formula_says_is_recorded_beside_what_a_school_gets(self) -> None:
        reasons = (e.ShareReason(school=g.ONE, reason="寄宿制学校"),)
        decision = self.past().when(ALLOCATE.model_copy(update={"reasons": reasons})).decision()
        computed = [each.event for each in decision[:-1]]
        assert computed == [
            e.ShareComputed(
                school=g.ONE,
                pack_sha256=g.SHA,
                pupils=270,
                classes=6,
                exact_milli=20_000,
                supplement=0,
                need=20,
                establishment=21,
                reason="寄宿制学校",
            ),
            e.ShareComputed(
                school=g.TWO,
                pack_sha256=g.SHA,
                pupils=135,
                classes=5,
                exact_milli=10_000,
                supplement=0,
                need=10,
                establishment=10,
                reason=None,
            ),
        ]
        assert decision[-1].event == e.QuotaAllocated(shares=ALLOCATE.shares)

    def test_a_share_that_is_not_the_formula_s_says_why(self) -> None:
        self.past().when(ALLOCATE).then_refused(
            errors.DeviationUnexplainedError, school=g.ONE, need=20, establishment=21
        )

    def test_a_formula_needs_the_figures_of_every_school(self) -> None:
        start = Scenario().given(g.PLANNED, *g.in_force()).given(g.QUOTA, *g.fixed())
        start.given(g.QUOTA, BY_FORMULA).when(
            c.AllocateQuota(plan=PLAN, shares=(g.share(g.ONE), g.share(g.TWO)))
        ).then_refused(errors.EnrolmentMissingError, school=g.TWO)

    def test_a_level_without_a_ratio_is_refused(self) -> None:
        small = e.EnrolmentCorrected(
            school=g.TWO, figures=g.pupils(20, level=Level.KINDERGARTEN), reason="学段有误"
        )
        equal = c.AllocateQuota(plan=PLAN, shares=(g.share(g.ONE), g.share(g.TWO)))
        self.past().given(g.QUOTA, small).when(equal).then_refused(
            errors.LevelWithoutRatioError, school=g.TWO, level="kindergarten"
        )

    def test_the_schools_together_never_get_more_than_the_total(self) -> None:
        beyond = c.AllocateQuota(plan=PLAN, shares=(g.share(g.ONE, 41, 20), g.share(g.TWO, 10, 10)))
        self.past().when(beyond).then_refused(
            errors.SharesBeyondTotalError, establishment=51, establishment_total=50
        )

    def test_a_school_has_one_share(self) -> None:
        twice = c.AllocateQuota(plan=PLAN, shares=(g.share(g.ONE), g.share(g.ONE)))
        self.past().when(twice).then_refused(errors.SchoolTwiceError, school=g.ONE)

    def test_a_pack_without_a_formula_leaves_shares_to_need_alone(self) -> None:
        plain = Scenario().given(g.PLANNED, *g.in_force(pack())).given(g.QUOTA, *g.fixed())
        plain.when(ALLOCATE).then(Recorded(g.QUOTA, e.QuotaAllocated(shares=ALLOCATE.shares)))

    def test_before_there_is_a_plan_no_formula_applies_and_it_cannot_be_frozen(self) -> None:
        early = Scenario().given(g.QUOTA, *g.fixed())
        early.when(ALLOCATE).then(Recorded(g.QUOTA, e.QuotaAllocated(shares=ALLOCATE.shares)))
        filed = Scenario().given(g.QUOTA, *g.filed()).given(g.PLANNED, *g.in_force())
        filed.when(FreezePlan(plan=PLAN), at=noon(august(18))).then_refused(
            errors.FormulaNotAppliedError, computed_with="", pack_sha256=g.SHA
        )

    def test_a_plan_is_frozen_with_the_pack_whose_formula_was_applied(self) -> None:
        shares = (g.share(g.ONE, 20, 20), g.share(g.TWO, 10, 10))
        desk = Desk(noon(august(18)))
        for stream, event in self.past().history:
            desk.given(stream, event)
        desk.do(c.AllocateQuota(plan=PLAN, shares=shares))
        desk.do(*(c.FileAllocation(plan=PLAN, office=office) for office in e.FilingOffice))
        frozen = PlanFrozen(pack_sha256=g.SHA, timetable=TIMETABLE)
        assert desk.do(FreezePlan(plan=PLAN)) == [frozen]
        quota = desk.find(Quota, PLAN)
        assert quota is not None
        assert (quota.computed_with, quota.school_year) == (g.SHA, YEAR)
        assert desk.body_of(g.QUOTA) == "bureau"
        assert desk.states == desk.replayed()
