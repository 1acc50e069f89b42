"""Reviews of a school: the five steps of its leading team's, its year of reports, 三评."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

import pytest

from domain.kernel import AlreadyExistsError
from domain.planning.errors import NotAdoptedError, PackRefusedError
from domain.planning.pack import RulePack
from domain.review import commands as c
from domain.review import errors
from domain.review import events as e
from domain.review.marks import Mark, Part, Present, TeamJudgement
from domain.review.state import ReviewYear, Step, TeamReview
from domain.values.privacy import PersonalDataError
from tests.domain import office_given as g
from tests.domain.planning_given import PLAN, SHA, TOWN, noon, pack
from tests.support.desk import Desk


class Named(TypedDict):
    """How commands name a team's review."""

    plan: str
    school: str
    term: e.Term


NAMED: Named = {"plan": PLAN, "school": g.SCHOOL, "term": e.Term.FIRST}
YEAR = {"plan": PLAN, "school": g.SCHOOL}
OPEN = c.OpenTeamReview(leader="t1", members=("t1", "t2"), **NAMED)
SUBJECTS = (g.SCHOOL, "t1", "t2")
HEARD_ON, MEASURED_ON, TALKED_ON = date(2027, 1, 11), date(2027, 1, 12), date(2027, 1, 13)
HEARD = c.RecordTeamReport(on=HEARD_ON, **NAMED)
WRITE = c.WriteTeamReport(document="2026-2027学年上学期领导班子考核报告", **NAMED)
EVERYBODY = Present(team=1, party=3, teachers=5)


def marks(mark_milli: int, *subjects: str) -> tuple[Mark, ...]:
    return tuple(Mark(about=name, mark_milli=mark_milli) for name in subjects or SUBJECTS)


def measured(
    given: tuple[Mark, ...] | None = None, *, present: int = 100, on: date = MEASURED_ON
) -> c.RecordTeamMeasurement:
    found = marks(17_200) if given is None else given
    return c.RecordTeamMeasurement(on=on, staff=150, present=present, marks=found, **NAMED)


def discussed(
    given: tuple[Mark, ...] | None = None, *, present: Present = EVERYBODY, on: date = TALKED_ON
) -> c.RecordTeamDiscussion:
    found = marks(16_000) if given is None else given
    return c.RecordTeamDiscussion(on=on, present=present, marks=found, **NAMED)


def summed(leaders_milli: int = 18_500, performance_milli: int = 35_500) -> c.SumUpTeamScores:
    judgements = tuple(
        TeamJudgement(about=name, leaders_milli=leaders_milli, performance_milli=performance_milli)
        for name in SUBJECTS
    )
    return c.SumUpTeamScores(judgements=judgements, **NAMED)


def begun(of: RulePack | None = None) -> Desk:
    desk = g.staffed() if of is None else g.staffed(of)
    desk.at = noon(date(2027, 1, 20))
    desk.do(OPEN)
    return desk


@pytest.fixture
def desk() -> Desk:
    return begun()


def review_of(desk: Desk) -> TeamReview:
    found = desk.find(TeamReview, OPEN.review)
    assert found is not None
    return found


class TestTheFiveSteps:
    def test_a_team_is_reviewed_each_term_by_the_office_above_its_school(self, desk: Desk) -> None:
        review = review_of(desk)
        assert (review.body, review.pack_sha256, review.step) == (TOWN, SHA, Step.OPEN)
        desk.refuses(OPEN, AlreadyExistsError)
        desk.do(OPEN.model_copy(update={"term": e.Term.SECOND}))

    def test_it_is_reviewed_by_the_rules_of_a_plan_that_covers_it_and_is_adopted(self) -> None:
        desk = g.staffed()
        other = OPEN.model_copy(update={"school": "school-elsewhere"})
        desk.refuses(other, errors.NotOfPlanError, school="school-elsewhere")
        drafted = Desk(desk.at)
        drafted.given(f"plan:{PLAN}", desk.history[0][1])
        drafted.refuses(OPEN, NotAdoptedError)

    @pytest.mark.parametrize("members", [("t2",), ("t1", "t2", "t2")])
    def test_a_team_is_named_once_each_with_its_head(self, members: tuple[str, ...]) -> None:
        wrong = OPEN.model_copy(update={"members": members})
        g.staffed().refuses(wrong, errors.TeamError, leader="t1")

    def test_the_five_steps_follow_each_other(self, desk: Desk) -> None:
        steps = (HEARD, measured(), discussed(), summed(), WRITE)
        reached = (Step.OPEN, Step.REPORTED, Step.MEASURED, Step.TALKED, Step.SCORED)
        for number, (step, now) in enumerate(zip(steps, reached, strict=True)):
            for other in (*steps[:number], *steps[number + 1 :]):
                desk.refuses(other, errors.StepError, step=now.value)
            desk.do(step)
        assert review_of(desk).step is Step.WRITTEN

    def test_t02_no_report_is_written_where_the_talks_are_not_on_record(self, desk: Desk) -> None:
        """Shows step_must_be."""
        desk.do(HEARD, measured())
        desk.refuses(WRITE, errors.StepError, step="measured", needed="scored")
        desk.refuses(summed(), errors.StepError, step="measured", needed="talked")

    def test_steps_are_in_the_order_of_their_days_and_not_ahead(self, desk: Desk) -> None:
        ahead = HEARD.model_copy(update={"on": date(2027, 1, 21)})
        desk.refuses(ahead, errors.DayError, on="2027-01-21", after="")
        desk.do(HEARD)
        before = measured(on=date(2027, 1, 10))
        desk.refuses(before, errors.DayError, on="2027-01-10", after="2027-01-11")
        desk.do(measured(on=HEARD_ON), discussed(on=HEARD_ON))

    def test_t22_a_measurement_counts_with_two_thirds_of_the_staff(self, desk: Desk) -> None:
        desk.do(HEARD)
        desk.refuses(measured(present=99), errors.QuorumError, present=99, required=100)
        desk.refuses(measured(present=151), errors.QuorumError, staff=150)
        desk.do(measured(present=100))

    @pytest.mark.parametrize(
        "present",
        [
            Present(team=0, party=3, teachers=5),
            Present(team=1, party=0, teachers=5),
            Present(team=1, party=3, teachers=0),
        ],
    )
    def test_talks_leave_no_group_out(self, desk: Desk, present: Present) -> None:
        desk.do(HEARD, measured())
        desk.refuses(discussed(present=present), errors.DiscussionError, team=present.team)

    def test_a_report_holds_no_personal_data(self, desk: Desk) -> None:
        desk.do(HEARD, measured(), discussed(), summed())
        told = WRITE.model_copy(update={"document": "联系电话13800138000"})
        desk.refuses(told, PersonalDataError)


class TestScores:
    def test_t01_a_total_is_the_sum_of_its_four_parts(self, desk: Desk) -> None:
        """Shows scored."""
        # 18.5 + 17.2 + 16.0 + 35.5 = 87.2, whatever somebody would publish
        desk.do(HEARD, measured(), discussed(), summed())
        assert [each.total_milli for each in review_of(desk).scores] == [87_200] * 3

    @pytest.mark.parametrize(
        "given",
        [marks(20_001), marks(-1), marks(10_000, "t1", "t2"), marks(1, *SUBJECTS, "t2")],
        ids=["above", "below", "without the team", "twice"],
    )
    def test_team_and_members_are_given_one_mark_each_within_the_part(
        self, desk: Desk, given: tuple[Mark, ...]
    ) -> None:
        desk.do(HEARD)
        desk.refuses(measured(given), errors.MarksError, part="democratic")
        desk.do(measured(marks(20_000)))
        desk.refuses(discussed(given), errors.MarksError, part="discussion")

    def test_leaders_give_up_to_twenty_and_performance_up_to_forty(self, desk: Desk) -> None:
        desk.do(HEARD, measured(), discussed())
        desk.refuses(summed(leaders_milli=20_001), errors.MarksError, part="leaders")
        desk.refuses(summed(performance_milli=40_001), errors.MarksError, most_milli=40_000)
        desk.do(summed(leaders_milli=20_000, performance_milli=40_000))

    def test_a_plan_may_weigh_the_parts_in_its_own_way(self) -> None:
        """Shows review_rules_of."""
        weights = {"leaders": "10", "democratic": "30", "discussion": "20", "performance": "40"}
        desk = begun(pack(review=weights))
        desk.do(HEARD, measured(marks(30_000)), discussed())
        desk.refuses(summed(), errors.MarksError, part="leaders", most_milli=10_000)

    @pytest.mark.parametrize("change", [{"leaders": "30"}, {"three_review_months": [5, 5]}])
    def test_the_parts_make_a_hundred_and_months_are_named_once(
        self, change: dict[str, object]
    ) -> None:
        with pytest.raises(PackRefusedError):
            pack(review=change)

    def test_the_constants_sheet_weighs_20_20_20_40(self) -> None:
        rules = pack(review={}).review
        assert rules is not None
        assert [rules.most_milli(part) for part in Part] == [20_000, 20_000, 20_000, 40_000]
        assert (rules.three_review_months, rules.reports_per_school_year_min) == ((5, 11), 2)
        assert "review" not in pack().model_dump()


def leaders(on: date, bureau_leaders: int = 1, present: int = 20) -> c.RecordLeadersReports:
    return c.RecordLeadersReports(
        on=on, staff=30, present=present, bureau_leaders=bureau_leaders, **YEAR
    )


def staff(on: date) -> c.RecordStaffReports:
    return c.RecordStaffReports(on=on, staff=30, present=25, **YEAR)


def three(on: date, document: str = "三评结果汇总") -> c.RecordThreeReviews:
    return c.RecordThreeReviews(on=on, document=document, **YEAR)


def fed_back(held_on: date, on: date) -> c.FeedBackThreeReviews:
    return c.FeedBackThreeReviews(held_on=held_on, on=on, **YEAR)


def mended(held_on: date, on: date, measures: str = "调整作息时间") -> c.RecordMending:
    return c.RecordMending(held_on=held_on, on=on, measures=measures, **YEAR)


NOVEMBER, MAY = date(2026, 11, 20), date(2027, 5, 20)


class TestTheYear:
    @pytest.fixture
    def desk(self) -> Desk:
        desk = g.staffed()
        desk.at = noon(date(2027, 6, 30))
        return desk

    def test_both_layers_report_and_each_day_counts_once(self, desk: Desk) -> None:
        desk.do(leaders(NOVEMBER), staff(NOVEMBER), leaders(MAY), staff(MAY))
        year = desk.find(ReviewYear, f"{PLAN}.{g.SCHOOL}")
        assert year is not None
        assert year.body == g.SCHOOL
        assert dict(year.reported) == dict.fromkeys(e.Layer, (NOVEMBER, MAY))
        for again in (leaders(MAY), staff(MAY)):
            desk.refuses(again, errors.HeldTwiceError, on="2027-05-20")

    def test_school_leaders_report_before_the_bureau_and_enough_staff(self, desk: Desk) -> None:
        desk.refuses(leaders(MAY, bureau_leaders=0), errors.BureauMissingError, bureau_leaders=0)
        desk.refuses(leaders(MAY, present=19), errors.QuorumError, required=20)

    @pytest.mark.parametrize("on", [date(2026, 8, 31), date(2027, 7, 1), date(2027, 9, 1)])
    def test_a_report_is_of_this_school_year_and_not_ahead(self, desk: Desk, on: date) -> None:
        desk.refuses(staff(on), errors.DayError, on=on.isoformat())

    def test_a_report_of_the_next_year_does_not_count_for_this_one(self, desk: Desk) -> None:
        desk.at = noon(date(2027, 9, 10))
        desk.do(staff(date(2027, 8, 31)))
        desk.refuses(staff(date(2027, 9, 1)), errors.DayError, after="2026-09-01")

    def test_only_schools_of_the_plan_report(self, desk: Desk) -> None:
        other = staff(MAY).model_copy(update={"school": "school-elsewhere"})
        desk.refuses(other, errors.NotOfPlanError, school="school-elsewhere")

    def test_the_three_reviews_are_held_in_november_and_may_once_each(self, desk: Desk) -> None:
        desk.refuses(three(date(2026, 12, 1)), errors.MonthError, months="5、11")
        desk.do(three(NOVEMBER), three(MAY))
        desk.refuses(three(date(2027, 5, 21)), errors.MonthError)

    def test_results_go_back_once_and_then_the_school_mends(self, desk: Desk) -> None:
        desk.refuses(fed_back(NOVEMBER, MAY), errors.NotHeldError, held_on="2026-11-20")
        desk.do(three(NOVEMBER), three(MAY))
        desk.refuses(fed_back(NOVEMBER, date(2026, 11, 19)), errors.NotHeldError)
        desk.refuses(mended(NOVEMBER, MAY), errors.NotHeldError)
        told_on = date(2026, 11, 27)
        desk.do(fed_back(NOVEMBER, told_on))
        desk.refuses(fed_back(NOVEMBER, told_on), errors.HeldTwiceError, on="2026-11-27")
        desk.refuses(mended(NOVEMBER, date(2026, 11, 26)), errors.NotHeldError)
        desk.do(mended(NOVEMBER, date(2026, 12, 4)))
        desk.refuses(mended(NOVEMBER, MAY), errors.HeldTwiceError, on="2026-12-04")

    def test_what_may_showed_may_be_told_and_mended_in_the_next_school_year(
        self, desk: Desk
    ) -> None:
        desk.do(three(MAY))
        desk.at = noon(date(2027, 9, 20))
        ahead = mended(MAY, date(2027, 9, 21))
        desk.do(fed_back(MAY, date(2027, 9, 1)))
        desk.refuses(ahead, errors.DayError, on="2027-09-21")
        desk.do(mended(MAY, date(2027, 9, 20)))

    def test_nothing_that_is_told_holds_personal_data(self, desk: Desk) -> None:
        phone = "电话13800138000"
        desk.refuses(three(NOVEMBER, phone), PersonalDataError)
        desk.do(three(NOVEMBER), fed_back(NOVEMBER, MAY))
        desk.refuses(mended(NOVEMBER, MAY, phone), PersonalDataError)
