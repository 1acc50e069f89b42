"""The chain of stages: whoever is placed leaves the pool, whoever is not enters the next."""

from __future__ import annotations

import pytest

from domain.intake import events as intake
from domain.planning.pack import RulePack
from domain.planning.timetable import lint
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.state import RecruitmentRound
from domain.school.state import School
from domain.teacher.errors import ExitedError
from domain.teacher.events import ExitGround, TeacherExited
from tests.domain import town
from tests.domain.coordination_given import HELD_ELSEWHERE
from tests.domain.planning_given import PLAN, TIMETABLE, TOWN, august, document
from tests.domain.stages_given import BUREAU, WINDOWS, district, opening
from tests.domain.town import LIGHT, MATHS
from tests.support.desk import Desk


class TestTheChain:
    def test_a_stage_follows_a_closed_round_of_the_stage_before(self) -> None:
        desk = district()
        desk.do(opening(e.Stage.IN_ZONE, TOWN, town.EARLIER))
        early = opening(e.Stage.CROSS_DISTRICT, BUREAU, "r-in_zone")
        desk.refuses(early, errors.StageOrderError, round="r-in_zone")

    def test_a_stage_is_not_skipped(self) -> None:
        desk = district()
        desk.refuses(
            opening(e.Stage.CROSS_DISTRICT, BUREAU, town.EARLIER),
            errors.StageOrderError,
            earlier="in_school",
            stage="cross_district",
        )

    def test_who_was_not_left_unplaced_does_not_enter(self) -> None:
        desk = district()
        town.hire(desk, "newcomer", "school-1")
        desk.refuses(
            opening(e.Stage.IN_ZONE, TOWN, town.EARLIER, "newcomer"),
            errors.StageSkippedError,
            teacher="newcomer",
        )

    def test_a_newcomer_of_the_plan_s_intake_enters_the_stage_that_is_on(self) -> None:
        """Shows _is_new."""
        desk = district()
        town.hire(desk, "newcomer", "school-1")
        desk.given(
            f"intake:{PLAN}",
            intake.IntakePlanned(
                body=BUREAU,
                staff=(),
                places=(
                    intake.Places(
                        line="l1",
                        channel=intake.Channel.OPEN_EXAM,
                        school="school-1",
                        subject="语文",
                        shortage=intake.Shortage.SUBJECT,
                        places=1,
                    ),
                ),
                basis_docs=("教人〔2026〕9号",),
            ),
            intake.NewcomerAdmitted(
                line="l1", teacher="newcomer", school="school-1", channel=intake.Channel.OPEN_EXAM
            ),
        )
        desk.do(opening(e.Stage.IN_ZONE, TOWN, town.EARLIER, "newcomer"))

    def test_who_left_the_service_does_not_enter(self) -> None:
        desk = district()
        desk.given("teacher:a2", TeacherExited(ground=ExitGround.RESIGNATION, on=august(1)))
        desk.refuses(opening(e.Stage.IN_ZONE, TOWN, town.EARLIER), ExitedError, teacher="a2")

    def test_who_was_not_told_does_not_enter(self) -> None:
        desk = district()
        round_ = desk.states[f"recruitment-round:{town.EARLIER}"]
        assert isinstance(round_, RecruitmentRound)
        untold = round_.bidders["a2"].model_copy(update={"told": False})
        bidders = {**round_.bidders, "a2": untold}
        desk.states[f"recruitment-round:{town.EARLIER}"] = round_.model_copy(
            update={"bidders": bidders}
        )
        desk.refuses(opening(e.Stage.IN_ZONE, TOWN, town.EARLIER), errors.StageSkippedError)

    def test_whoever_was_placed_has_left_the_pool(self) -> None:
        desk = district()
        desk.given("teacher:a2", HELD_ELSEWHERE)
        desk.refuses(
            opening(e.Stage.IN_ZONE, TOWN, town.EARLIER), errors.NotInPoolError, teacher="a2"
        )

    @pytest.mark.parametrize(
        ("stage", "organiser"),
        [
            (e.Stage.IN_ZONE, BUREAU),
            (e.Stage.CROSS_DISTRICT, TOWN),
            (e.Stage.ADJUSTMENT, "school-2"),
            (e.Stage.IN_SCHOOL, TOWN),
        ],
    )
    def test_each_stage_is_run_by_its_organiser(self, stage: e.Stage, organiser: str) -> None:
        desk = district()
        desk.refuses(opening(stage, organiser, town.EARLIER), errors.WrongOrganiserError)

    def test_a_stage_without_days_in_the_timetable_does_not_open(self) -> None:
        desk = district()
        plan = desk.states[f"plan:{PLAN}"]
        desk.states[f"plan:{PLAN}"] = plan.model_copy(update={"timetable": TIMETABLE})
        desk.refuses(
            opening(e.Stage.IN_ZONE, TOWN, town.EARLIER),
            errors.StageWindowMissingError,
            stage="in_zone",
        )

    def test_stages_that_overlap_out_of_order_are_not_frozen(self) -> None:
        turned = TIMETABLE.model_copy(update={"windows": tuple(reversed(WINDOWS))})
        pack = RulePack.from_document(document())
        codes = {refusal.code for refusal in lint(turned, pack.notice)}
        assert codes == {"planning.timetable-order"}

    def test_stages_whose_days_stand_in_another_order_are_not_frozen(self) -> None:
        stages = [each.stage for each in WINDOWS]
        pack = RulePack.from_document(document())
        for order in (reversed(stages), stages[:1] * len(stages)):
            windows = tuple(
                each.model_copy(update={"stage": stage})
                for each, stage in zip(WINDOWS, order, strict=True)
            )
            turned = TIMETABLE.model_copy(update={"windows": windows})
            codes = {refusal.code for refusal in lint(turned, pack.notice)}
            assert codes == {"planning.timetable-order"}


class TestTwoSteps:
    """两步走 [S002-03]: the centres hire from the whole town, then the other schools."""

    def centres(self) -> Desk:
        pack = RulePack.from_document(document(stages=["centres", "in_school", "coordination"]))
        desk = town.prepared(of=pack)
        everybody = ("a1", "a2", "b1")
        desk.do(town.OPEN.model_copy(update={"stage": e.Stage.CENTRES, "population": everybody}))
        return desk

    def test_a_centre_hires_from_the_whole_town(self) -> None:
        desk = self.centres()
        state = desk.find(RecruitmentRound, town.ROUND)
        assert state is not None
        assert set(state.bidders) == {"a1", "a2", "b1"}
        assert "b1" not in state.schools["school-1"].original_staff

    def test_whoever_of_another_school_sent_no_letter_is_not_waited_for(self) -> None:
        desk = self.centres()
        desk.at = town.LOCKED_AT
        desk.do(town.close_layer())
        for person in ("a1", "a2"):
            desk.do(c.LeaveUnplaced(round=town.ROUND, teacher=person), town.serve(person))
        desk.do(c.ApproveTwoThirdsException(round=town.ROUND, school="school-1", reason="两步走"))
        desk.do(c.CloseSelection(round=town.ROUND))

    def test_surplus_of_the_centres_competes_again_with_the_staff_of_another_school(self) -> None:
        desk = self.centres()
        desk.at = town.LOCKED_AT
        desk.do(town.close_layer())
        for person in ("a1", "a2"):
            desk.do(c.LeaveUnplaced(round=town.ROUND, teacher=person), town.serve(person))
        desk.do(c.ApproveTwoThirdsException(round=town.ROUND, school="school-1", reason="两步走"))
        desk.do(c.CloseSelection(round=town.ROUND))
        second = opening(e.Stage.IN_SCHOOL, "school-2", town.ROUND, "a2", "b1", round_="r-b")
        desk.do(second)
        state = desk.find(RecruitmentRound, "r-b")
        assert state is not None
        assert set(state.bidders) == {"a2", "b1"}

    def test_an_applicant_from_elsewhere_keeps_the_office_at_home(self) -> None:
        desk = self.centres()
        desk.given("school:school-2", town.incumbent("b1"))
        desk.do(
            town.intent("b1", town.wish(MATHS)), c.QualifyBidder(round=town.ROUND, teacher="b1")
        )
        desk.do(town.service("b1"), town.interview("b1", 50_000))
        desk.at = town.LOCKED_AT
        desk.do(c.LockScores(round=town.ROUND), c.ComputeRanking(round=town.ROUND))
        desk.do(c.LeaveUnplaced(round=town.ROUND, teacher="b1"))
        school = desk.find(School, "school-2")
        assert school is not None
        assert [office.person for office in school.offices] == ["b1"]


class TestPostsOfTheZone:
    """部分岗位由学区统筹 [003-A3]."""

    def test_a_school_does_not_fill_a_post_of_the_zone(self) -> None:
        desk = town.prepared()
        zone = tuple(
            post.model_copy(update={"filled_by_zone": post.number == LIGHT}) for post in town.POSTS
        )
        school = desk.states["school:school-1"]
        desk.states["school:school-1"] = school.model_copy(update={"posts": zone})
        desk.do(town.OPEN)
        desk.refuses(town.intent("a1", town.wish(LIGHT)), errors.PostOfTheZoneError, post=LIGHT)


class TestDirectAppointments:
    """直聘(首聘): protected people take posts before anybody competes."""

    def direct(self) -> Desk:
        pack = RulePack.from_document(document(stages=["direct", "in_school", "coordination"]))
        desk = town.prepared(of=pack)
        desk.do(town.OPEN.model_copy(update={"stage": e.Stage.DIRECT, "round": "r-direct"}))
        return desk

    def test_nobody_competes_in_it(self) -> None:
        letter = town.intent("a1", town.wish(MATHS)).model_copy(update={"round": "r-direct"})
        self.direct().refuses(letter, errors.StageOtherError, stage="direct")

    def test_who_was_not_appointed_goes_on_to_compete(self) -> None:
        desk = self.direct()
        desk.do(c.CloseSelection(round="r-direct"))
        desk.do(town.OPEN)
        state = desk.find(RecruitmentRound, town.ROUND)
        assert state is not None
        assert set(state.bidders) == set(town.ALL)
