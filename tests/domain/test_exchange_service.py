"""Guests at the other school: going there, counting there, coming back."""

from __future__ import annotations

from datetime import date

from domain.exchange import commands as c
from domain.exchange import errors
from domain.exchange import events as e
from domain.kernel import Recorded
from domain.planning.events import PlanFrozen
from domain.recruitment.commands import OpenRound
from domain.recruitment.events import RecruitmentRoundOpened, Stage
from domain.school.events import GuestLeft, PostsPublished, SeatFreed, SeatFreedReason, SeatTaken
from domain.school.posts import Post, PostKind, StaffClass
from domain.school.staff_class import staff_class_of
from domain.school.state import School
from domain.teacher.errors import ExitedError
from domain.teacher.events import PostLeft, PostLeftReason, ReturnedFromExchange, TeacherTransferred
from domain.teacher.state import Teacher
from tests.domain import staffing_given as g
from tests.domain.exchange_given import (
    GONE,
    GUEST,
    NEXT_TERM,
    SENT,
    SERVED,
    START,
    STREAM,
    TERM,
    TODAY,
    agreed,
    past,
    propose,
    proposed,
    started,
    taken,
)
from tests.domain.planning_given import PACK, PLAN, TIMETABLE, august, noon
from tests.support.desk import Desk
from tests.support.scenario import Scenario


class TestGoing:
    def test_seats_are_taken_and_the_teacher_still_belongs_to_her_school(self) -> None:
        past(proposed(), agreed()).when(START).then(
            Recorded(STREAM, started()),
            Recorded("school:school-2", GUEST),
            Recorded("school:school-2", SeatTaken(post="教学-01", person="li", round="x1")),
            Recorded("teacher:li", taken()),
            Recorded("teacher:li", SENT),
        )

    def test_the_post_held_at_home_is_left_in_the_same_act(self) -> None:
        held = taken().model_copy(update={"round": "r1", "school": g.ONE})
        home = SeatTaken(post="教学-01", person="li", round="r1")
        scenario = past(proposed(), agreed()).given("teacher:li", held)
        decision = scenario.given(f"school:{g.ONE}", home).when(START).decision()
        left = PostLeft(school=g.ONE, posts=("教学-01",), reason=PostLeftReason.MOVED, on=TODAY)
        freed = SeatFreed(post="教学-01", person="li", reason=SeatFreedReason.MOVED, on=TODAY)
        assert decision[1:3] == (
            Recorded("teacher:li", left),
            Recorded(f"school:{g.ONE}", freed),
        )

    def test_t03_a_guest_of_seven_periods_counts_as_auxiliary_staff(self) -> None:
        light = past(proposed(posts=("教学-03",)), agreed())
        events = [each.event for each in light.when(START).decision()]
        assert taken(("教学-03",), 7_000) in events

    def test_without_the_teacher_s_consent_nobody_is_sent(self) -> None:
        past(proposed()).when(START).then_refused(errors.MoveMissingError, needed="agreed")

    def test_whoever_was_transferred_meanwhile_is_not_sent(self) -> None:
        moved = TeacherTransferred(from_school=g.ONE, to_school=g.TWO, round="r1", on=TODAY)
        scenario = past(proposed(), agreed()).given("teacher:li", moved)
        scenario.when(START).then_refused(errors.NotEligibleError)

    def test_nobody_sets_out_when_the_agreed_term_is_over(self) -> None:
        scenario = past(proposed(), agreed())
        scenario.when(START, at=noon(NEXT_TERM)).then_refused(
            errors.DurationError, until_on="2027-09-01"
        )

    def test_whoever_left_service_after_agreeing_is_not_sent(self) -> None:
        scenario = past(proposed(), agreed()).given("teacher:li", GONE)
        scenario.when(START).then_refused(ExitedError, ground="resignation")

    def test_whoever_is_away_with_another_exchange_is_not_sent(self) -> None:
        other = SENT.model_copy(update={"exchange": "x0"})
        away = past(proposed(), agreed()).given("teacher:li", other)
        away.when(START).then_refused(errors.AwayError, exchange="x0")
        past().given("teacher:li", other).when(propose()).then_refused(errors.AwayError)

    def test_whoever_is_just_back_is_not_sent_again(self) -> None:
        back = ReturnedFromExchange(exchange="x0", from_school=g.TWO, on=august(17))
        home = past(proposed(), agreed()).given("teacher:li", SENT, back)
        home.when(START).then_refused(errors.NotEligibleError, teacher="li")

    def test_no_post_has_more_holders_than_seats(self) -> None:
        seats = tuple(SeatTaken(post="教学-01", person=p, round="r1") for p in ("a", "b"))
        full = past(proposed(), agreed()).given(f"school:{g.TWO}", *seats)
        full.when(START).then_refused(errors.SeatMissingError, post="教学-01", headcount=2, taken=2)
        unknown = past(proposed(posts=("教学-09",)), agreed())
        unknown.when(START).then_refused(errors.SeatMissingError, post="教学-09", headcount=0)

    def test_no_school_has_more_people_than_quota(self) -> None:
        seats = (("教学-01", "a"), ("教学-02", "b"), ("教学-03", "d"))
        taken_ = (SeatTaken(post=post, person=person, round="r1") for post, person in seats)
        full = past(proposed(), agreed()).given(f"school:{g.TWO}", *taken_)
        full.when(START).then_refused(
            errors.EstablishmentFullError, school=g.TWO, establishment=3, people=3
        )


class TestComingBack:
    END = c.EndExchange(exchange="x1", teacher="li", ground=e.EndGround.TERM_ENDED)

    def away(self) -> Scenario:
        scenario = past(proposed(), agreed(), started()).given("teacher:li", taken(), SENT)
        seat = SeatTaken(post="教学-01", person="li", round="x1")
        return scenario.given(f"school:{g.TWO}", GUEST, seat)

    def ended(self, on: date, **changes: object) -> e.ExchangeEnded:
        return e.ExchangeEnded(
            teacher="li",
            from_school=g.ONE,
            to_school=g.TWO,
            ground=e.EndGround.TERM_ENDED,
            reason=None,
            on=on,
        ).model_copy(update=changes)

    def test_at_the_end_of_the_term_the_host_s_seat_is_free_again(self) -> None:
        on = NEXT_TERM
        left = PostLeft(school=g.TWO, posts=("教学-01",), reason=PostLeftReason.MOVED, on=on)
        freed = SeatFreed(post="教学-01", person="li", reason=SeatFreedReason.MOVED, on=on)
        back = ReturnedFromExchange(exchange="x1", from_school=g.TWO, on=on)
        self.away().when(self.END, at=noon(on)).then(
            Recorded(STREAM, self.ended(on)),
            Recorded("teacher:li", left),
            Recorded(f"school:{g.TWO}", freed),
            Recorded(f"school:{g.TWO}", GuestLeft(person="li", exchange="x1", on=on)),
            Recorded("teacher:li", back),
        )

    def test_a_guest_counts_in_the_quota_also_when_next_year_s_posts_are_published(self) -> None:
        published = PostsPublished(plan="plan-2027", establishment=1, posts=(g.post("教学-01"),))
        desk = Desk(noon(TERM))
        for stream, event in self.away().history:
            desk.given(stream, event)
        desk.given(f"school:{g.TWO}", published)
        desk.do(propose("wang"), c.AgreeToMove(exchange="x1", teacher="wang"))
        desk.refuses(
            c.StartExchange(exchange="x1", teacher="wang"),
            errors.EstablishmentFullError,
            establishment=1,
            people=1,
        )

    def test_a_guest_is_not_one_of_the_original_staff_of_the_host(self) -> None:
        desk = Desk(noon(august(20)))
        for stream, event in self.away().history:
            desk.given(stream, event)
        desk.given(g.PLANNED, PlanFrozen(pack_sha256=g.SHA, timetable=TIMETABLE))
        desk.given("teacher:zhou", g.teacher(g.TWO))
        open_round = OpenRound(
            round="r9",
            plan=PLAN,
            stage=Stage.IN_SCHOOL,
            organiser=g.TWO,
            schools=(g.TWO,),
            population=("zhou",),
        )
        opening = desk.do(open_round)[0]
        assert isinstance(opening, RecruitmentRoundOpened)
        assert opening.schools[0].original_staff == ("zhou",)

    def test_the_term_is_over_when_it_is_over(self) -> None:
        self.away().when(self.END, at=noon(date(2027, 8, 31))).then_refused(
            errors.TooEarlyError, until_on="2027-09-01"
        )

    def test_an_early_end_has_its_reason(self) -> None:
        early = self.END.model_copy(update={"ground": e.EndGround.EARLY})
        self.away().when(early).then_refused(errors.ReasonMissingError, teacher="li")
        told = early.model_copy(update={"reason": "学校撤并"})
        decision = self.away().when(told).decision()
        expected = self.ended(TODAY, ground=e.EndGround.EARLY, reason="学校撤并")
        assert decision[0].event == expected

    def test_whoever_left_the_guest_post_before_frees_nothing_more(self) -> None:
        left = PostLeft(school=g.TWO, posts=("教学-01",), reason=PostLeftReason.MOVED, on=TERM)
        gone = self.away().given("teacher:li", left)
        assert len(gone.when(self.END, at=noon(NEXT_TERM)).decision()) == 3

    def test_only_who_went_comes_back(self) -> None:
        past(proposed(), agreed()).when(self.END).then_refused(
            errors.MoveMissingError, step="agreed", needed="started"
        )

    def test_after_the_return_she_is_where_she_was_and_years_count_anew(self) -> None:
        desk = Desk(noon(NEXT_TERM))
        for stream, event in self.away().history:
            desk.given(stream, event)
        desk.do(self.END)
        li, host = desk.find(Teacher, "li"), desk.find(School, g.TWO)
        assert li is not None
        assert host is not None
        assert (li.school, li.holds, li.on_exchange) == (g.ONE, None, None)
        assert (li.unbroken_from_on, li.joined_school_on) == (NEXT_TERM, SERVED)
        assert host.holders("教学-01") == ()
        assert desk.states == desk.replayed()


def test_a_guest_on_auxiliary_posts_is_auxiliary_staff() -> None:
    library = Post(number="辅助-01", kind=PostKind.AUXILIARY, title="图书管理", duties="借阅")
    assert staff_class_of((library,), PACK.posts) is StaffClass.AUXILIARY
