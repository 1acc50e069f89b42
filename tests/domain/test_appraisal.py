"""The annual appraisal up to the leading team's decision, a sentence a rule."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal import errors
from domain.appraisal import events as e
from domain.appraisal.commands import RecordRefusal, appraisal_id
from domain.appraisal.grades import Result
from domain.kernel import AlreadyExistsError, MissingError
from domain.teacher.events import ExitGround, ReturnedFromExchange, SentOnExchange, TeacherExited
from domain.values.privacy import PersonalDataError
from tests.domain import appraisal_given as g
from tests.domain.appraisal_given import EXCELLENT, FEW, KEY, SCHOOL, Q
from tests.domain.planning_given import noon, pack, registered_school
from tests.support.desk import Desk

REFUSAL = RecordRefusal(
    appraisal=KEY, teacher="t02", educated_on=date(2025, 12, 15), document="谈话记录1号"
)


@pytest.fixture
def few() -> Desk:
    return g.opened(staff=FEW)


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

    def test_t22_who_takes_part_and_is_at_work_is_of_the_staff(self, desk: Desk) -> None:
        facts = {"staff": 5, "present": 3, "required": 4}
        desk.refuses(g.ballot(3, 3), errors.BallotQuorumError, **facts)
        desk.do(g.leave("t01", begin=g.DECEMBER, end=date(2026, 1, 1)))
        desk.do(g.ballot(3, 3))

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
