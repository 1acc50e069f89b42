"""The chain of stages: whoever is placed leaves the pool, whoever is not enters the next."""

from __future__ import annotations

from datetime import date

import pytest

from domain.intake import events as intake
from domain.kernel import Fact
from domain.mandate.events import BodyKind, BodyRegistered
from domain.planning.pack import RulePack
from domain.planning.timetable import StageWindow, lint
from domain.protection.commands import GiveConsent, RecordProtection
from domain.protection.errors import ProtectedError
from domain.protection.kinds import ConsentMatter, StatutoryKind
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.wishes import PostSet
from domain.school.events import SeatTaken
from domain.school.posts import StaffClass
from domain.school.state import School
from domain.teacher.errors import ExitedError
from domain.teacher.events import ExitGround, PostTaken, TeacherExited
from domain.teacher.state import Teacher
from domain.values.calendar import plus_months
from tests.domain import town
from tests.domain.planning_given import PLAN, TIMETABLE, TOWN, august, document, noon
from tests.domain.town import CHINESE, LIGHT, MATHS
from tests.support.desk import Desk

BUREAU = "b-bureau"
ADJUSTMENT, STANDBY = "r-adjust", "r-standby"
STAGES = ["in_school", "in_zone", "cross_district", "adjustment", "standby_training"]
WINDOWS = tuple(
    StageWindow(stage=e.Stage(stage), from_on=august(25 + n), until_on=august(26 + n))
    for n, stage in enumerate(STAGES[1:])
)
THERE = PostSet(school="school-2", teaching=MATHS)
OTHER = PostSet(school="school-2", teaching=CHINESE)


def district(**sections: object) -> Desk:
    """A district plan of all stages, its two schools in one zone below the bureau."""
    pack = RulePack.from_document(document(stages=STAGES, **sections))
    desk = town.prepared(of=pack)
    plan = desk.states[f"plan:{PLAN}"]
    table = TIMETABLE.model_copy(update={"windows": WINDOWS})
    desk.states[f"plan:{PLAN}"] = plan.model_copy(update={"timetable": table})
    office = BodyRegistered(kind=BodyKind.TOWN_OFFICE, name="镇教办", parent=BUREAU)
    desk.given(f"body:{TOWN}", office)
    return desk


def opening(
    stage: e.Stage, organiser: str, after: str, *people: str, round_: str = ""
) -> c.OpenRound:
    return c.OpenRound(
        round=round_ or f"r-{stage.value}",
        plan=PLAN,
        stage=stage,
        organiser=organiser,
        schools=("school-2",),
        population=people or ("a2",),
        after=(after,),
    )


def adjusting(**sections: object) -> Desk:
    """Open the adjustment for a2, whom the stage across the district left unplaced."""
    desk = district(**sections)
    pack = RulePack.from_document(document(stages=STAGES, **sections))
    cross = town.left_unplaced(pack, ("a2", "a3"), e.Stage.CROSS_DISTRICT)
    desk.given("recruitment-round:r-cross", *cross)
    desk.do(opening(e.Stage.ADJUSTMENT, BUREAU, "r-cross", round_=ADJUSTMENT))
    return desk


def propose(posts: PostSet, person: str = "a2") -> c.ProposeAdjustment:
    return c.ProposeAdjustment(round=ADJUSTMENT, teacher=person, posts=posts, reason="就近安排")


def refuse(person: str = "a2") -> c.DeclineOffer:
    return c.DeclineOffer(round=ADJUSTMENT, teacher=person, school="school-2", reason="路远")


def leave(round_: str) -> c.LeaveUnplaced:
    return c.LeaveUnplaced(round=round_, teacher="a2")


def serve(round_: str) -> c.ServeUnplacedNotice:
    return c.ServeUnplacedNotice(round=round_, teacher="a2", channel="当面送达")


def on_standby(*, start: bool = True, **sections: object) -> Desk:
    """Bring a2 through two refused proposals into the standby."""
    desk = adjusting(**sections)
    desk.do(propose(THERE), refuse(), propose(OTHER), refuse())
    desk.do(leave(ADJUSTMENT), serve(ADJUSTMENT), c.CloseSelection(round=ADJUSTMENT))
    desk.do(opening(e.Stage.STANDBY_TRAINING, BUREAU, ADJUSTMENT, round_=STANDBY))
    if start:
        desk.do(standby())
    return desk


def standby(until: date = date(2027, 9, 1)) -> c.StartStandby:
    return c.StartStandby(round=STANDBY, teacher="a2", from_on=date(2026, 9, 1), until_on=until)


def sat(*, passed: bool) -> c.TakeTrainingTest:
    return c.TakeTrainingTest(round=STANDBY, teacher="a2", passed=passed, on=date(2026, 10, 9))


def bidder(desk: Desk, round_: str) -> object:
    state = desk.find(RecruitmentRound, round_)
    assert state is not None
    return state.bidders["a2"]


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
        desk.given("teacher:a2", town.HELD_ELSEWHERE)
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


class TestAdjustment:
    def test_a_proposal_is_accepted_by_the_teacher_s_own_act(self) -> None:
        desk = adjusting()
        desk.do(propose(THERE))
        desk.do(c.AcceptOffer(round=ADJUSTMENT, teacher="a2", school="school-2"))
        teacher = desk.find(Teacher, "a2")
        assert teacher is not None
        assert teacher.school == "school-2"
        assert teacher.holds is not None
        assert teacher.holds.posts == (MATHS,)

    def test_a_taken_seat_is_not_proposed(self) -> None:
        desk = adjusting()
        desk.given("school:school-2", SeatTaken(post=MATHS, person="x", round="r9"))
        desk.refuses(propose(THERE), errors.SeatTakenError, post=MATHS)

    def test_one_proposal_at_a_time(self) -> None:
        desk = adjusting()
        desk.do(propose(THERE))
        desk.refuses(propose(OTHER), errors.OfferOpenError, teacher="a2")

    def test_nobody_is_left_over_while_a_post_is_vacant_and_was_not_proposed(self) -> None:
        desk = adjusting()
        desk.refuses(leave(ADJUSTMENT), errors.AdjustmentDueError, teacher="a2", refused=0)
        desk.do(propose(THERE), refuse())
        desk.refuses(leave(ADJUSTMENT), errors.AdjustmentDueError, refused=1)

    def test_who_refuses_two_proposals_may_be_left_to_standby_and_keeps_the_contract(self) -> None:
        """T49: refusing is no ground for dismissal."""
        desk = adjusting()
        desk.do(propose(THERE), refuse(), propose(OTHER), refuse())
        (left,) = desk.do(leave(ADJUSTMENT))
        assert isinstance(left, e.TeacherLeftUnplaced)
        assert left.reason is e.UnplacedReason.REFUSED_ADJUSTMENT

    def test_not_to_answer_counts_as_a_refusal(self) -> None:
        desk = adjusting(adjustment={"refusals_until_standby": 1})
        desk.do(propose(THERE))
        desk.at = noon(august(27))
        reason = e.LapseReason.NOT_ANSWERED
        desk.do(town.lapse("a2", reason, round_=ADJUSTMENT, school="school-2"))
        (left,) = desk.do(leave(ADJUSTMENT))
        assert isinstance(left, e.TeacherLeftUnplaced)

    def test_without_any_vacancy_nothing_can_be_proposed(self) -> None:
        desk = adjusting()
        for n in range(6):
            desk.given("school:school-2", SeatTaken(post=LIGHT, person=f"x{n}", round="r9"))
        (left,) = desk.do(leave(ADJUSTMENT))
        assert isinstance(left, e.TeacherLeftUnplaced)
        assert left.reason is e.UnplacedReason.NO_VACANCY

    def test_nobody_bids_in_an_adjustment(self) -> None:
        desk = adjusting()
        letter = town.intent("a2", THERE).model_copy(update={"round": ADJUSTMENT})
        desk.refuses(letter, errors.StageOtherError, stage="adjustment")

    def test_nobody_is_proposed_a_post_outside_an_adjustment(self) -> None:
        desk = town.opened()
        other = propose(THERE).model_copy(update={"round": town.ROUND})
        desk.refuses(other, errors.StageOtherError, stage="in_school", needed="adjustment")

    def test_who_has_been_placed_gets_no_proposal(self) -> None:
        desk = adjusting()
        desk.do(propose(THERE), c.AcceptOffer(round=ADJUSTMENT, teacher="a2", school="school-2"))
        desk.refuses(propose(OTHER), errors.NotInPoolError, teacher="a2")


class TestStandby:
    def test_it_lasts_twelve_months_at_most(self) -> None:
        desk = on_standby(start=False)
        last = plus_months(date(2026, 9, 1), 12)
        desk.refuses(
            standby(date(2027, 9, 2)), errors.StandbyTooLongError, at_most=last.isoformat()
        )
        desk.refuses(standby(date(2026, 9, 1)), errors.StandbyTooLongError)
        desk.do(standby(last))
        desk.refuses(standby(last), errors.StandbyTwiceError, until=last.isoformat())

    def test_who_passes_is_assigned_a_vacant_post(self) -> None:
        desk = on_standby()
        desk.at = noon(date(2026, 10, 9))
        desk.do(sat(passed=True))
        desk.do(c.AssignPost(round=STANDBY, teacher="a2", posts=THERE))
        teacher = desk.find(Teacher, "a2")
        assert teacher is not None
        assert teacher.holds is not None
        assert teacher.school == "school-2"

    def test_who_passed_is_not_left_unassigned_while_a_post_is_vacant(self) -> None:
        """T08: 责令重作, she is to be assigned."""
        desk = on_standby()
        desk.at = noon(date(2027, 9, 1))
        desk.do(sat(passed=True))
        desk.refuses(leave(STANDBY), errors.AssignmentDueError, teacher="a2", school="school-2")

    def test_who_found_a_post_elsewhere_meanwhile_is_not_assigned(self) -> None:
        desk = on_standby()
        desk.at = noon(date(2026, 10, 9))
        desk.do(sat(passed=True))
        elsewhere = PostTaken(
            round="r-other",
            school="school-2",
            posts=(CHINESE,),
            staff_class=StaffClass.TEACHING,
            periods_milli=16_000,
            from_on=date(2026, 10, 1),
        )
        desk.given("teacher:a2", elsewhere)
        assign = c.AssignPost(round=STANDBY, teacher="a2", posts=THERE)
        desk.refuses(assign, errors.AlreadyPlacedError, teacher="a2", school="school-2")

    def test_who_has_not_passed_is_not_assigned(self) -> None:
        desk = on_standby()
        desk.at = noon(date(2026, 10, 9))
        assign = c.AssignPost(round=STANDBY, teacher="a2", posts=THERE)
        desk.refuses(assign, errors.TestNotPassedError, teacher="a2")

    @pytest.mark.parametrize(
        ("action", "facts"), [("retrain", None), ("remain_on_standby", {"passed": 0})]
    )
    def test_what_follows_a_failed_test_is_the_pack_s_and_never_a_dismissal(
        self, action: str, facts: dict[str, Fact] | None
    ) -> None:
        desk = on_standby(standby={"fail_action": action})
        desk.at = noon(date(2026, 10, 9))
        desk.do(sat(passed=False))
        if facts is None:
            desk.do(sat(passed=True))
        else:
            desk.refuses(sat(passed=True), errors.TestTwiceError, **facts)

    def test_a_passed_test_is_not_taken_again(self) -> None:
        desk = on_standby()
        desk.at = noon(date(2026, 10, 9))
        desk.do(sat(passed=True))
        desk.refuses(sat(passed=True), errors.TestTwiceError, passed=1)

    def test_a_test_is_taken_during_the_standby_and_not_before_its_day(self) -> None:
        desk = on_standby(start=False)
        desk.refuses(sat(passed=True), errors.StandbyNotOverError)
        desk.do(standby())
        desk.refuses(sat(passed=True), errors.StandbyNotOverError)

    def test_running_out_leads_to_a_new_adjustment_not_to_dismissal(self) -> None:
        """T49: standby end without a place brings a new duty to adjust."""
        desk = on_standby()
        desk.at = noon(date(2027, 8, 31))
        desk.refuses(leave(STANDBY), errors.StandbyNotOverError, until="2027-09-01")
        desk.at = noon(date(2027, 9, 1))
        (left,) = desk.do(leave(STANDBY))
        assert isinstance(left, e.TeacherLeftUnplaced)
        assert left.reason is e.UnplacedReason.STANDBY_EXPIRED
        desk.do(serve(STANDBY), c.CloseSelection(round=STANDBY))
        desk.do(opening(e.Stage.ADJUSTMENT, BUREAU, STANDBY, round_="r-again"))
        again = desk.find(RecruitmentRound, "r-again")
        assert again is not None
        assert set(again.bidders) == {"a2"}

    def test_a_protected_teacher_goes_on_standby_by_her_own_consent_only(self) -> None:
        """INV6."""
        desk = on_standby(start=False)
        record = RecordProtection(
            teacher="a2",
            protection="p1",
            kind=StatutoryKind.PREGNANCY,
            from_on=august(20),
            until_on=date(2027, 3, 1),
            evidence="县人民医院证明",
        )
        desk.do(record)
        desk.refuses(standby(), ProtectedError)
        desk.do(GiveConsent(teacher="a2", matter=ConsentMatter.STANDBY, about=STANDBY))
        desk.do(standby())


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
