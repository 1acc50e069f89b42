"""The annual appraisal up to the leading team's decision, a sentence a rule."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import pytest

from domain.appraisal import errors
from domain.appraisal import events as e
from domain.appraisal.admissibility import Circumstances, only_result
from domain.appraisal.commands import (
    FailEthicsGate,
    LiftSanction,
    RecordRefusal,
    SetExcellentShare,
    appraisal_id,
)
from domain.appraisal.file import Leave, PersonnelFile
from domain.appraisal.grades import LeaveKind, Result, SanctionKind, ShareGround, ShareKind
from domain.appraisal.quota_rules import most_excellent
from domain.appraisal.years import span_of
from domain.kernel import AlreadyExistsError, MissingError
from domain.planning.appraisal_sections import (
    AnnualAppraisalRules,
    AppraisalYear,
    appraisal_rules_of,
)
from domain.planning.errors import PackRefusedError
from domain.teacher.events import (
    ExitGround,
    ReturnedFromExchange,
    SentOnExchange,
    TeacherExited,
)
from domain.values.privacy import PersonalDataError
from tests.domain import appraisal_given as g
from tests.domain.appraisal_given import EXCELLENT, KEY, SCHOOL, STAFF, Q
from tests.domain.planning_given import noon, pack, registered_school
from tests.support.desk import Desk

FEW = ("t01", "t02", "t03", "t04", "t05")
"""Five people: one of them may be 优秀."""
REFUSAL = RecordRefusal(
    appraisal=KEY, teacher="t02", educated_on=date(2025, 12, 15), document="谈话记录1号"
)


@pytest.fixture
def few() -> Desk:
    return g.opened(staff=FEW)


def share(ground: ShareGround) -> SetExcellentShare:
    return SetExcellentShare(appraisal=KEY, ground=ground, document="人社函〔2025〕7号")


class TestPlan:
    def test_a_body_has_one_appraisal_of_a_year(self) -> None:
        desk = g.school()
        (planned,) = desk.do(g.PLANNED)
        assert isinstance(planned, e.AppraisalPlanned)
        assert g.PLANNED.appraisal == appraisal_id(body=SCHOOL, year=2025) == KEY
        assert (desk.body_of(g.STREAM), planned.pack_sha256) == (SCHOOL, pack().sha256())
        desk.refuses(g.PLANNED, AlreadyExistsError)

    def test_the_rules_are_those_of_a_plan_that_covers_the_body(self) -> None:
        desk = g.school()
        other = g.PLANNED.model_copy(update={"body": "school-9"})
        desk.refuses(other, MissingError)
        desk.given("school:school-9", registered_school())
        desk.refuses(other, errors.NotOfPlanError, body="school-9")

    def test_the_staff_congress_is_heard_before_the_people_are_frozen(self) -> None:
        desk = g.school()
        desk.do(g.PLANNED)
        desk.refuses(g.opening(), errors.StageError, step="not_heard")
        desk.refuses(g.report("t01"), errors.StageError, step="planned")
        desk.do(g.HEARD, g.opening())
        desk.refuses(g.HEARD, errors.StageError, step="opened")

    @pytest.mark.parametrize(
        ("delegates", "present"), [(47, 31), (47, 48), (0, 0)], ids=["few", "many", "none"]
    )
    def test_a_congress_hears_with_two_thirds_of_its_delegates(
        self, delegates: int, present: int
    ) -> None:
        desk = g.school()
        desk.do(g.PLANNED)
        heard = g.HEARD.model_copy(update={"delegates": delegates, "present": present})
        desk.refuses(heard, errors.CongressQuorumError, present=present)
        desk.do(g.HEARD.model_copy(update={"delegates": 47, "present": 32}))

    def test_what_lies_ahead_is_not_recorded(self) -> None:
        desk = g.school()
        desk.do(g.PLANNED)
        ahead = g.HEARD.model_copy(update={"on": date(2025, 12, 23)})
        desk.refuses(ahead, errors.DateAheadError, on="2025-12-23")


class TestPeople:
    @pytest.fixture
    def desk(self) -> Desk:
        desk = g.school()
        desk.do(g.PLANNED, g.HEARD)
        return desk

    @pytest.mark.parametrize("people", [(), ("t01", "t01")])
    def test_everybody_is_named_once(self, desk: Desk, people: tuple[str, ...]) -> None:
        desk.refuses(g.opening(people), errors.PopulationError, named=len(people))

    def test_who_has_left_or_belongs_elsewhere_is_not_appraised_here(self, desk: Desk) -> None:
        desk.given("teacher:else", g.registered("school-2"))
        desk.refuses(g.opening(("else",)), errors.NotAppraisedHereError, unit="school-2")
        gone = TeacherExited(ground=ExitGround.RETIREMENT, on=date(2025, 9, 1))
        desk.given("teacher:t01", gone)
        desk.refuses(g.opening(("t01",)), errors.NotAppraisedHereError, exited="retirement")

    def away(self, desk: Desk, begin: date, end: date) -> None:
        sent = SentOnExchange(
            exchange="x1", to_school="school-2", remote=False, from_on=begin, until_on=end
        )
        desk.given("teacher:t01", sent)

    def test_who_serves_elsewhere_over_half_of_the_year_is_appraised_there(
        self, desk: Desk
    ) -> None:
        # 1 July to 31 December are 184 of 365 days
        self.away(desk, date(2025, 7, 1), date(2026, 7, 1))
        desk.refuses(g.opening(("t01",)), errors.NotAppraisedHereError, unit="school-2")

    def test_also_when_she_is_back_before_the_year_is_over(self, desk: Desk) -> None:
        self.away(desk, date(2025, 1, 1), date(2025, 9, 1))
        back = ReturnedFromExchange(exchange="x1", from_school="school-2", on=date(2025, 9, 1))
        desk.given("teacher:t01", back)
        desk.refuses(g.opening(("t01",)), errors.NotAppraisedHereError, unit="school-2")

    def test_up_to_half_of_the_year_elsewhere_she_is_appraised_at_home(self, desk: Desk) -> None:
        self.away(desk, date(2025, 9, 1), date(2026, 9, 1))
        desk.do(g.opening(("t01",)))
        assert g.people_of(desk) == ("t01",)

    def test_whoever_does_not_take_part_reports_nothing(self, few: Desk) -> None:
        few.refuses(g.report("t06"), errors.NotTakingPartError, taking_part=5)


class TestReports:
    def test_a_grade_rests_on_a_report(self) -> None:
        desk = g.school(staff=FEW)
        desk.do(g.PLANNED, g.HEARD, g.opening(FEW), g.ballot(5, 5))
        desk.refuses(g.propose("t01"), errors.ReportMissingError, teacher="t01")
        desk.do(g.report("t01"), g.propose("t01"))
        desk.refuses(g.report("t01"), errors.ReportedTwiceError, has_reported=1)

    def test_who_refuses_to_take_part_is_not_competent_and_nothing_else(self) -> None:
        desk = g.school(staff=FEW)
        desk.do(g.PLANNED, g.HEARD, g.opening(FEW), g.ballot(5, 5), REFUSAL)
        desk.refuses(g.report("t02"), errors.ReportedTwiceError, has_refused=1)
        desk.refuses(g.propose("t02"), errors.RefusedToTakePartError, result="qualified")
        desk.do(g.propose("t02", Result.UNQUALIFIED), g.decide("t02"))
        assert g.person_of(desk, "t02").result is Result.UNQUALIFIED

    def test_whoever_was_talked_to_was_so_before(self, few: Desk) -> None:
        desk = g.school(staff=FEW)
        desk.do(g.PLANNED, g.HEARD, g.opening(FEW))
        ahead = REFUSAL.model_copy(update={"educated_on": date(2026, 1, 1)})
        desk.refuses(ahead, errors.DateAheadError)
        few.refuses(REFUSAL, errors.ReportedTwiceError, has_reported=1)


class TestDemocraticAppraisal:
    @pytest.fixture
    def desk(self) -> Desk:
        desk = g.school(staff=FEW)
        desk.do(g.PLANNED, g.HEARD, g.opening(FEW), *(g.report(each) for each in FEW))
        return desk

    def marks(self, person: str = "t01", excellent: int = 2, qualified: int = 1) -> e.Ballots:
        return e.Ballots(
            teacher=person,
            excellent=excellent,
            qualified=qualified,
            basically_qualified=0,
            unqualified=0,
        )

    def test_t22_it_counts_with_two_thirds_of_the_staff(self, desk: Desk) -> None:
        desk.refuses(g.ballot(150, 26), errors.BallotQuorumError, required=100)
        desk.refuses(g.ballot(150, 151), errors.BallotQuorumError)
        desk.refuses(g.ballot(0, 0), errors.BallotQuorumError)
        desk.do(g.ballot(150, 100, [self.marks()]))

    def test_nobody_has_more_ballots_than_there_are_voters(self, desk: Desk) -> None:
        much = self.marks(excellent=5)
        desk.refuses(g.ballot(5, 5, [much]), errors.BallotCountError, cast=6)
        twice = [self.marks(), self.marks()]
        desk.refuses(g.ballot(5, 5, twice), errors.BallotCountError, teacher="t01")
        stranger = [self.marks("t09")]
        desk.refuses(g.ballot(5, 5, stranger), errors.NotTakingPartError, teacher="t09")

    def test_it_comes_before_proposals_and_once(self, desk: Desk) -> None:
        desk.refuses(g.propose("t01"), errors.StageError, step="not_balloted")
        desk.do(g.ballot(5, 5))
        desk.refuses(g.ballot(5, 5), errors.StageError, step="balloted")

    def test_a_pack_may_measure_otherwise(self) -> None:
        desk = g.school(pack(annual_appraisal={"ballot_required": False}), FEW)
        desk.do(g.PLANNED, g.HEARD, g.opening(FEW), g.report("t01"), g.propose("t01"))
        desk.do(g.decide("t01"))
        desk.refuses(g.ballot(5, 5), errors.StageError)


class TestT15:
    """47 staff: 9 at 20 %, 11 at 25 % with approval, 7 at 15 %."""

    TEN = dict.fromkeys(STAFF[:10], EXCELLENT)

    def test_t15_of_47_staff_the_tenth_excellent_is_refused(self) -> None:
        desk = g.opened()
        desk.do(*(g.propose(each, EXCELLENT) for each in STAFF[:9]))
        desk.refuses(
            g.propose("t10", EXCELLENT),
            errors.QuotaExceededError,
            excellent=10,
            most=9,
            staff=47,
            share="1/5",
        )
        desk.do(g.propose("t10"))
        # who is proposed anew does not count twice
        desk.do(g.propose("t09"), g.propose("t09", EXCELLENT))

    def test_t15_with_approval_of_a_quarter_there_are_eleven(self) -> None:
        desk = g.opened()
        desk.do(share(ShareGround.COLLECTIVE_MERIT))
        desk.do(*(g.propose(each, EXCELLENT) for each in STAFF[:11]))
        over = g.propose("t12", EXCELLENT)
        desk.refuses(over, errors.QuotaExceededError, excellent=12, most=11, share="1/4")

    def test_t15_a_unit_with_many_problems_has_seven(self) -> None:
        desk = g.opened()
        desk.do(share(ShareGround.MANY_PROBLEMS))
        desk.do(*(g.propose(each, EXCELLENT) for each in STAFF[:7]))
        over = g.propose("t08", EXCELLENT)
        desk.refuses(over, errors.QuotaExceededError, excellent=8, most=7, share="3/20")

    def test_the_leading_team_does_not_decide_on_more_than_the_share_either(self) -> None:
        desk = g.proposed(g.opened(), dict.fromkeys(STAFF[:9], EXCELLENT))
        desk.do(share(ShareGround.UNIT_UNQUALIFIED))
        desk.refuses(g.decide(*STAFF), errors.QuotaExceededError, excellent=9, most=7)
        desk.do(g.propose("t08"), g.propose("t09"))
        (event,) = desk.do(g.decide(*STAFF))
        assert isinstance(event, e.GradesDecided)
        assert (event.staff, event.excellent, event.most) == (47, 7, 7)
        assert event.considered == STAFF

    def test_the_share_is_raised_before_the_decision_and_lowered_at_any_time(
        self, few: Desk
    ) -> None:
        few.do(share(ShareGround.UNIT_EXCELLENT))
        few.refuses(share(ShareGround.COLLECTIVE_MERIT), errors.ShareLateError, share="approved")
        few.do(g.propose("t01"), g.decide("t01"), share(ShareGround.MANY_PROBLEMS))
        raised = share(ShareGround.MAJOR_CONTRIBUTION)
        few.refuses(raised, errors.ShareLateError, decided=1, before="weak_unit")

    def test_a_small_unit_has_what_the_district_pools_for_it_unless_it_did_badly(self) -> None:
        small = [
            {"up_to": 5, "excellent": 1, "basis": "甬人社〔2023〕1号"},
            {"up_to": 12, "excellent": 2, "basis": "甬人社〔2023〕1号"},
        ]
        of = pack(annual_appraisal={"small_units": small})
        for size, most in ((4, 1), (6, 2), (12, 2), (13, 2), (15, 3)):
            desk = g.opened(of, STAFF[:size])
            assert most_excellent(g.appraisal_of(desk), appraisal_rules_of(of)) == most
        four = g.opened(of, STAFF[:4])
        four.do(share(ShareGround.MANY_PROBLEMS))
        four.refuses(g.propose("t01", EXCELLENT), errors.QuotaExceededError, most=0)
        assert g.appraisal_of(four).share is ShareKind.WEAK_UNIT

    def test_without_pooling_a_unit_of_four_has_none(self) -> None:
        desk = g.opened(staff=STAFF[:4])
        desk.refuses(g.propose("t01", EXCELLENT), errors.QuotaExceededError, most=0, staff=4)

    @pytest.mark.parametrize(
        "section",
        [
            {"excellent_share": "3/10"},
            {"excellent_share_approved": "3/10"},
            {"excellent_share_weak": "1/5"},
            {"rounding": "ceil"},
            {"publicity_working_days": 4},
            {"leaders_quorum": "0/1"},
            {
                "small_units": [
                    {"up_to": 12, "excellent": 2, "basis": "文件"},
                    {"up_to": 6, "excellent": 1, "basis": "文件"},
                ]
            },
        ],
        ids=str,
    )
    def test_a_pack_may_be_stricter_than_the_law_and_never_laxer(
        self, section: dict[str, object]
    ) -> None:
        with pytest.raises(PackRefusedError):
            pack(annual_appraisal=section)
        assert pack(annual_appraisal={"excellent_share": "1/10"}).annual_appraisal is not None

    def test_a_pack_that_says_nothing_keeps_the_digest_that_it_had(self) -> None:
        assert b"annual_appraisal" not in pack().model_dump_json().encode()


class TestT36:
    """Under investigation in December."""

    @pytest.fixture
    def desk(self, few: Desk) -> Desk:
        few.do(g.inquiry("t01"))
        return few

    def test_t36_who_is_under_investigation_gets_neither_grade_nor_comment(
        self, desk: Desk
    ) -> None:
        facts = {"inquiry": "inquiry-1", "opened_on": "2025-12-05"}
        for result in (Q, Result.UNQUALIFIED, Result.NO_GRADE):
            desk.refuses(
                g.propose("t01", result), errors.UnderInquiryError, result=result.value, **facts
            )
        commented = g.propose("t01", Result.DEFERRED, "表现良好")
        desk.refuses(commented, errors.UnderInquiryError, commented=1)
        desk.do(g.propose("t01", Result.DEFERRED), g.decide("t01"))
        assert g.person_of(desk, "t01").result is Result.DEFERRED

    def test_a_grade_proposed_before_the_investigation_is_not_decided_during_it(
        self, few: Desk
    ) -> None:
        few.do(g.propose("t01"), g.inquiry("t01", on=g.DECEMBER))
        few.refuses(g.decide("t01"), errors.UnderInquiryError, opened_on="2025-12-22")

    def test_nobody_else_is_put_off(self, few: Desk) -> None:
        few.refuses(g.propose("t01", Result.DEFERRED), errors.MustBeGradedError)

    def test_t36_after_a_warning_the_grade_is_added_but_not_excellent_in_that_year(
        self, desk: Desk
    ) -> None:
        desk.do(g.propose("t01", Result.DEFERRED), g.decide("t01"))
        desk.refuses(g.add("t01", Q), errors.UnderInquiryError)
        desk.at = noon(date(2025, 12, 31))
        desk.do(g.concluded("t01", SanctionKind.WARNING, date(2025, 12, 30)))
        desk.refuses(
            g.add("t01", EXCELLENT),
            errors.SanctionBarsError,
            sanction="warning",
            best="qualified",
        )
        (added,) = desk.do(g.add("t01", Q, "能够改正"))
        assert isinstance(added, e.GradeAdded)
        assert (added.result, added.version, added.commented) == (Q, 2, True)
        desk.refuses(g.add("t01", Q), errors.DecidedTwiceError, version=2)

    def test_t36_a_warning_of_the_next_year_bars_nothing_in_this_one(self, desk: Desk) -> None:
        desk.do(g.propose("t01", Result.DEFERRED), g.decide("t01"))
        desk.at = noon(date(2026, 2, 10))
        desk.do(g.concluded("t01", SanctionKind.WARNING, date(2026, 2, 9)), g.add("t01", EXCELLENT))
        assert g.person_of(desk, "t01").result is EXCELLENT

    def test_t36_after_an_investigation_without_a_sanction_any_grade_may_be_added(
        self, desk: Desk
    ) -> None:
        desk.do(g.propose("t01", Result.DEFERRED), g.decide("t01"))
        desk.do(g.concluded("t01"))
        desk.refuses(g.add("t01", Result.NO_GRADE), errors.MustBeGradedError)
        desk.do(g.add("t01", EXCELLENT))

    def test_a_grade_is_added_only_where_one_is_missing(self, few: Desk) -> None:
        few.refuses(g.add("t01", Q), errors.DecidedTwiceError, version=0)


class TestSanctions:
    """B10-02 to B10-04: a warning, a demerit and a demotion in the year."""

    @pytest.mark.parametrize(
        ("sanction", "barred", "best"),
        [
            (SanctionKind.WARNING, EXCELLENT, Q),
            (SanctionKind.DEMERIT, Q, Result.BASICALLY_QUALIFIED),
            (SanctionKind.DEMOTION, Result.BASICALLY_QUALIFIED, Result.UNQUALIFIED),
        ],
    )
    def test_each_leaves_open_what_lies_below(
        self, few: Desk, sanction: SanctionKind, barred: Result, best: Result
    ) -> None:
        few.do(g.inquiry("t01", date(2025, 3, 1)))
        few.do(g.concluded("t01", sanction, date(2025, 4, 1)))
        few.refuses(g.propose("t01", barred), errors.SanctionBarsError, best=best.value)
        few.do(g.propose("t01", best), g.decide("t01"))

    def of_last_year(self, desk: Desk) -> Desk:
        # twelve months from 22 December 2024: the last day is 22 December 2025
        desk.do(g.inquiry("t01", date(2024, 11, 1)))
        desk.do(g.concluded("t01", SanctionKind.DEMERIT, date(2024, 12, 22)))
        return desk

    def test_a_demerit_counts_while_its_period_runs_when_the_grade_is_decided(
        self, few: Desk
    ) -> None:
        """Shows _counts."""
        self.of_last_year(few).refuses(g.propose("t01"), errors.SanctionBarsError)
        few.at = noon(date(2025, 12, 23))
        few.do(g.propose("t01"), g.decide("t01"))

    def test_or_on_the_last_day_of_the_year_where_the_pack_reads_it_so(self) -> None:
        of = pack(annual_appraisal={"sanction_time": "year_end"})
        self.of_last_year(g.opened(of, FEW)).do(g.propose("t01"))
        other = g.opened(of, FEW)
        other.do(g.inquiry("t01", date(2025, 1, 2)))
        other.do(g.concluded("t01", SanctionKind.DEMERIT, date(2025, 1, 3)))
        other.refuses(g.propose("t01"), errors.SanctionBarsError, decided_on="2025-01-03")

    def test_a_sanction_that_was_lifted_bars_nothing(self, few: Desk) -> None:
        few.do(g.inquiry("t01", date(2025, 3, 1)))
        few.do(g.concluded("t01", SanctionKind.DEMERIT, date(2025, 4, 1)))
        few.do(LiftSanction(teacher="t01", inquiry="inquiry-1", document="申诉决定"))
        few.do(g.propose("t01", EXCELLENT))

    def test_where_there_is_no_grade_a_sanction_changes_nothing(self, few: Desk) -> None:
        few.do(g.inquiry("t01", date(2025, 3, 1)), g.leave("t01"))
        few.do(g.concluded("t01", SanctionKind.DEMERIT, date(2025, 4, 1)))
        few.do(g.propose("t01", Result.NO_GRADE))


class TestEthics:
    GATE: ClassVar[dict[str, object]] = {
        "grounds": [{"id": "paid-tutoring", "title": "有偿补课", "basis": "县教人〔2026〕2号"}],
        "best": "unqualified",
    }
    FAILED = FailEthicsGate(
        appraisal=KEY, teacher="t01", ground="paid-tutoring", document="查实通报1号"
    )

    @pytest.fixture
    def desk(self) -> Desk:
        return g.opened(pack(annual_appraisal={"ethics": self.GATE}), FEW)

    def test_who_failed_the_gate_has_the_grade_that_the_plan_leaves_and_no_points_help(
        self, desk: Desk
    ) -> None:
        desk.do(g.propose("t01"), self.FAILED)
        desk.refuses(g.decide("t01"), errors.EthicsBarsError, best="unqualified")
        desk.do(g.propose("t01", Result.UNQUALIFIED), g.decide("t01"))

    def test_where_there_is_no_grade_the_gate_changes_nothing(self, desk: Desk) -> None:
        desk.do(self.FAILED, g.leave("t01"), g.propose("t01", Result.NO_GRADE))

    def test_only_what_the_plan_lists_is_a_ground_and_once(self, desk: Desk, few: Desk) -> None:
        few.refuses(self.FAILED, errors.EthicsGroundError, ground="paid-tutoring")
        other = self.FAILED.model_copy(update={"ground": "complained-of"})
        desk.refuses(other, errors.EthicsGroundError, ground="complained-of")
        desk.do(self.FAILED)
        desk.refuses(self.FAILED, errors.EthicsGroundError, teacher="t01")

    @pytest.mark.parametrize("change", [{"best": "excellent"}, {"grounds": []}], ids=str)
    def test_a_gate_names_its_grounds_and_bars_something(self, change: dict[str, object]) -> None:
        with pytest.raises(PackRefusedError):
            pack(annual_appraisal={"ethics": {**self.GATE, **change}})


class TestT37:
    """Leave of more than half of the year."""

    def test_t37_seven_months_of_sick_leave_bring_no_grade(self, few: Desk) -> None:
        few.do(g.leave("t01"))  # 1 March to 30 September: 214 days
        few.refuses(g.propose("t01"), errors.LongLeaveError, leave_days=214, days=365)
        few.do(g.propose("t01", Result.NO_GRADE), g.decide("t01"))

    def test_t37_seven_months_of_maternity_leave_bring_one(self, few: Desk) -> None:
        few.do(g.leave("t01", LeaveKind.MATERNITY))
        few.refuses(g.propose("t01", Result.NO_GRADE), errors.MustBeGradedError, leave_days=0)
        few.do(g.propose("t01"), g.decide("t01"))

    def test_leave_adds_up_none_twice_and_only_that_of_the_year(self, few: Desk) -> None:
        # 100 days, 20 of them twice, and 83 of two years: 182 of 365 is no more than half
        few.do(
            g.leave("t01", LeaveKind.SICK, date(2025, 3, 1), date(2025, 6, 9), "l1"),
            g.leave("t01", LeaveKind.PERSONAL, date(2025, 5, 20), date(2025, 6, 9), "l2"),
            g.leave("t01", LeaveKind.OWN_STUDY, date(2025, 10, 11), date(2026, 3, 1), "l3"),
        )
        few.do(g.propose("t01"))
        few.do(g.leave("t01", LeaveKind.SICK, date(2025, 6, 9), date(2025, 6, 10), "l4"))
        few.refuses(g.decide("t01"), errors.LongLeaveError, leave_days=183)

    def test_nobody_on_no_leave_goes_without_a_grade(self, few: Desk) -> None:
        """Shows only_result."""
        few.refuses(g.propose("t01", Result.NO_GRADE), errors.MustBeGradedError)

    def test_without_a_grade_nobody_needs_to_have_reported(self) -> None:
        desk = g.school(staff=FEW)
        desk.do(g.PLANNED, g.HEARD, g.opening(FEW), g.ballot(5, 5), g.leave("t01"))
        desk.do(g.propose("t01", Result.NO_GRADE), g.decide("t01"))


class TestNewcomers:
    def started(self, on: date) -> Desk:
        desk = g.school(staff=FEW)
        desk.given("teacher:new", g.registered(since=on))
        desk.do(g.PLANNED, g.HEARD, g.opening((*FEW, "new")), g.ballot(6, 6), g.report("new"))
        return desk

    def test_who_works_for_less_than_half_a_year_gets_a_comment_only(self) -> None:
        desk = self.started(date(2025, 9, 1))  # 122 of 365 days
        desk.refuses(g.propose("new"), errors.NewcomerError, served_days=122)
        desk.refuses(g.propose("new", Result.COMMENT_ONLY), errors.NewcomerError)
        desk.do(g.propose("new", Result.COMMENT_ONLY, "适应较快"), g.decide("new"))

    def test_from_half_a_year_on_there_is_a_grade(self) -> None:
        desk = self.started(date(2025, 7, 2))  # 183 days
        remark = g.propose("new", Result.COMMENT_ONLY, "适应较快")
        desk.refuses(remark, errors.NewcomerError, served_days=183)
        desk.do(g.propose("new"), g.decide("new"))

    def test_a_year_may_be_the_school_s(self) -> None:
        of = pack(annual_appraisal={"year": "school", "early_days": 122})
        desk = g.school(of, FEW, on=date(2026, 5, 4))
        desk.given("teacher:new", g.registered(since=date(2026, 3, 3)))
        people = (*FEW, "new")
        desk.do(g.PLANNED, g.HEARD, g.opening(people), g.ballot(6, 6), g.report("new"))
        desk.refuses(g.propose("new"), errors.NewcomerError, served_days=182, days=365)
        desk.do(g.report("t01"), g.propose("t01"), g.decide("t01"))


class TestDecision:
    def test_grades_are_decided_when_the_year_ends(self, few: Desk) -> None:
        few.do(g.propose("t01"))
        few.at = noon(date(2025, 11, 30))
        few.refuses(g.decide("t01"), errors.TooEarlyError, earliest="2025-12-01")
        few.at = noon(date(2025, 12, 1))
        few.do(g.decide("t01"))

    @pytest.mark.parametrize(
        "counts",
        [
            {"members": 1, "present": 1, "in_favour": 1},
            {"members": 6, "present": 3, "in_favour": 3},
            {"members": 4, "present": 4, "in_favour": 2},
            {"present": 6},
            {"in_favour": 6},
        ],
        ids=["alone", "no quorum", "no majority", "strangers", "votes of the absent"],
    )
    def test_the_leading_team_decides_together(self, few: Desk, counts: dict[str, int]) -> None:
        few.do(g.propose("t01"))
        few.refuses(g.decide("t01", **counts), errors.NotCollectiveError)
        few.do(g.decide("t01", members=3, present=2, in_favour=2))

    def test_it_decides_on_proposals_once(self, few: Desk) -> None:
        few.refuses(g.decide("t01"), errors.NotProposedError, teacher="t01")
        few.do(g.propose("t01"))
        few.refuses(g.decide("t01", "t01"), errors.PopulationError)
        few.do(g.decide("t01"))
        few.refuses(g.decide("t01"), errors.DecidedTwiceError, version=1)
        few.refuses(g.propose("t01", EXCELLENT), errors.DecidedTwiceError, version=1)

    def test_no_text_names_a_person_s_data(self, few: Desk) -> None:
        bad = g.propose("t01").model_copy(update={"evidence": "身份证11010519491231002X"})
        few.refuses(bad, PersonalDataError, field="evidence")

    def test_a_correction_is_a_new_version_on_the_same_terms(self, few: Desk) -> None:
        g.decided(few, {"t01": EXCELLENT})
        few.refuses(g.correct("t02", EXCELLENT), errors.QuotaExceededError, excellent=2, most=1)
        few.refuses(g.correct("t02", Q), errors.DecidedTwiceError)
        few.refuses(g.correct("t02", Result.NO_GRADE), errors.MustBeGradedError)
        few.do(g.correct("t01", Q))
        (corrected,) = few.do(g.correct("t02", EXCELLENT))
        assert isinstance(corrected, e.GradeCorrected)
        assert corrected.version == 2

    def test_nothing_is_corrected_that_was_not_decided(self, few: Desk) -> None:
        few.refuses(g.correct("t01", Q), errors.NotDecidedError, version=0)
        few.do(g.inquiry("t01"), g.propose("t01", Result.DEFERRED), g.decide("t01"))
        few.do(g.concluded("t01"))
        few.refuses(g.correct("t01", Q), errors.DecidedTwiceError)


class TestLeapYear:
    """Of 366 days, 183 are exactly half."""

    SPAN = span_of(2024, AppraisalYear.CALENDAR)

    def about(self, *leaves: Leave, since: date = date(2015, 9, 1)) -> Circumstances:
        return Circumstances(
            teacher="t01",
            refused=False,
            ethics_failed=False,
            service_started_on=since,
            file=PersonnelFile(leaves=leaves),
            span=self.SPAN,
            on=date(2024, 12, 23),
            rules=AnnualAppraisalRules(),
        )

    def leave(self, end: date) -> Leave:
        return Leave(leave="l1", from_on=date(2024, 1, 1), until_on=end, counted=True)

    def test_exactly_half_of_the_year_on_leave_is_not_more_than_half(self) -> None:
        assert self.SPAN.days == 366
        assert only_result(self.about(self.leave(date(2024, 7, 2)))) is None
        assert only_result(self.about(self.leave(date(2024, 7, 3)))) is Result.NO_GRADE

    def test_who_has_worked_for_exactly_half_of_it_is_graded(self) -> None:
        assert only_result(self.about(since=date(2024, 7, 2))) is None
        assert only_result(self.about(since=date(2024, 7, 3))) is Result.COMMENT_ONLY
