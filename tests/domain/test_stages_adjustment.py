"""Adjustment and standby training: posts for those whom the earlier stages left."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import Fact
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
from domain.teacher.errors import ExitedError
from domain.teacher.events import ExitGround, PostTaken, TeacherExited
from domain.teacher.state import Teacher
from domain.values.calendar import plus_months
from tests.domain import town
from tests.domain.planning_given import august, noon
from tests.domain.stages_given import (
    ADJUSTMENT,
    BUREAU,
    OTHER,
    STANDBY,
    THERE,
    adjusting,
    leave,
    on_standby,
    opening,
    propose,
    refuse,
    sat,
    serve,
    standby,
)
from tests.domain.town import AUXILIARY, CHINESE, LIGHT, MATHS


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

    def test_it_may_be_a_teaching_post_alone_where_those_who_choose_take_one_plus_n(self) -> None:
        desk = adjusting(posts={"auxiliary_min": 1})
        desk.refuses(leave(ADJUSTMENT), errors.AdjustmentDueError, refused=0)
        desk.do(propose(THERE))
        desk.do(c.AcceptOffer(round=ADJUSTMENT, teacher="a2", school="school-2"))

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

    def test_one_post_proposed_twice_is_one_proposal(self) -> None:
        """Shows Bidder.refused."""
        desk = adjusting()
        desk.do(propose(THERE), refuse(), propose(THERE), refuse())
        desk.refuses(leave(ADJUSTMENT), errors.AdjustmentDueError, refused=1)
        desk.do(propose(THERE))
        desk.at = noon(august(27))
        reason = e.LapseReason.NOT_ANSWERED
        desk.do(town.lapse("a2", reason, round_=ADJUSTMENT, school="school-2"))
        desk.refuses(leave(ADJUSTMENT), errors.AdjustmentDueError, refused=1, post=CHINESE)
        with_more = THERE.model_copy(update={"auxiliary": (AUXILIARY,)})
        desk.do(propose(with_more), refuse())
        desk.refuses(leave(ADJUSTMENT), errors.AdjustmentDueError, refused=1)

    def test_an_offer_that_was_taken_back_is_no_refusal(self) -> None:
        desk = adjusting(adjustment={"refusals_until_standby": 1})
        desk.do(propose(THERE))
        reason = e.LapseReason.WITHDRAWN_BY_SCHOOL
        desk.do(town.lapse("a2", reason, round_=ADJUSTMENT, school="school-2"))
        desk.refuses(leave(ADJUSTMENT), errors.AdjustmentDueError, refused=0)

    def test_who_refused_all_that_is_vacant_is_not_asked_the_same_again(self) -> None:
        desk = adjusting(adjustment={"refusals_until_standby": 9})
        for post in (MATHS, CHINESE, LIGHT):
            desk.do(propose(PostSet(school="school-2", teaching=post)), refuse())
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
        desk.refuses(propose(OTHER), errors.AlreadyPlacedError, teacher="a2")


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

    def test_who_left_service_meanwhile_is_not_assigned(self) -> None:
        desk = on_standby()
        desk.at = noon(date(2026, 10, 9))
        desk.do(sat(passed=True))
        desk.given("teacher:a2", TeacherExited(ground=ExitGround.RESIGNATION, on=august(31)))
        assign = c.AssignPost(round=STANDBY, teacher="a2", posts=THERE)
        desk.refuses(assign, ExitedError, ground="resignation")

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
