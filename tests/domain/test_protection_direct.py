"""Direct appointment (直聘) of those whom the law or the plan protects."""

from __future__ import annotations

import pytest

from domain.kernel import Recorded
from domain.mandate.errors import NotAuthorisedError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.protection.errors import ProtectionUnknownError
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.wishes import PostSet
from domain.school.events import SeatTaken
from domain.school.posts import StaffClass
from domain.teacher.errors import ExitedError
from domain.teacher.events import ExitGround, PostTaken, TeacherExited, TeacherTransferred
from domain.values.time import beijing_date
from tests.domain import favours_given, town
from tests.domain.coordination_given import MEET
from tests.domain.planning_given import august, noon, pack
from tests.domain.protection_rounds_given import CLOSE, PREGNANT, direct, protect, without_a_post
from tests.domain.service_given import protected
from tests.domain.town import CHINESE, LIGHT, LOCKED_AT, MATHS, ROUND, SECOND, wish


class TestDirectAppointment:
    def test_a_protected_teacher_takes_a_free_post_without_competing(self) -> None:
        desk = protect(town.opened())
        on = beijing_date(desk.at)
        events = desk.do(direct())
        assert events[0] == e.DirectlyAppointed(
            teacher="a2",
            from_school="school-1",
            posts=wish(LIGHT),
            staff_class=StaffClass.AUXILIARY,
            protection="p1",
        )
        assert events[-1] == PostTaken(
            round=ROUND,
            school="school-1",
            posts=(LIGHT,),
            staff_class=StaffClass.AUXILIARY,
            periods_milli=7_500,
            from_on=on,
        )
        (entry,) = town.round_of(desk).notice_entries()
        assert entry.person == "a2"
        assert desk.replayed() == desk.states

    def test_she_takes_a_teaching_post_alone_where_others_choose_one_and_auxiliary_ones(
        self,
    ) -> None:
        """1+N is a rule of choice (S002-08): it leaves no protected teacher without a post."""
        one_plus_one = pack(posts={"auxiliary_min": 1})
        desk = protect(town.opened(of=one_plus_one))
        desk.refuses(town.intent("a1", wish(MATHS)), errors.PostSetError, wanted="1+1")
        appointed = desk.do(direct(posts=wish(MATHS)))[0]
        assert isinstance(appointed, e.DirectlyAppointed)
        assert appointed.posts == wish(MATHS)

    def test_her_posts_exist_and_are_named_once(self) -> None:
        desk = protect(town.opened())
        unknown = PostSet(school="school-1", teaching="教学-99")
        desk.refuses(direct(posts=unknown), errors.PostUnknownError, post="教学-99")

    def test_the_rest_of_the_round_goes_on_around_her(self) -> None:
        desk = protect(town.opened())
        desk.do(town.intent("a2", wish(MATHS)), direct())
        for person in ("a1", "a3"):
            desk.do(
                town.intent(person, wish(MATHS)),
                c.QualifyBidder(round=ROUND, teacher=person),
                town.service(person),
                town.interview(person, 70_000 if person == "a1" else 60_000),
            )
        desk.at = LOCKED_AT
        desk.do(
            c.LockScores(round=ROUND),
            c.ComputeRanking(round=ROUND),
            town.close_layer(),
            town.offer("a1", wish(MATHS)),
            town.accept("a1"),
            c.LeaveUnplaced(round=ROUND, teacher="a3"),
            town.serve("a3"),
            CLOSE,
        )

    def test_another_school_may_appoint_her_directly_and_she_moves(self) -> None:
        desk = protect(town.selected(town.ranked(town.opened())))
        desk.at = noon(august(26))
        desk.do(MEET)
        events = desk.do(direct(posts=PostSet(school="school-2", teaching=MATHS), round_=SECOND))
        assert TeacherTransferred in {type(each) for each in events}

    def test_a_meeting_does_not_wait_for_a_letter_of_who_was_appointed_directly(self) -> None:
        desk = protect(town.selected(town.ranked(town.opened())))
        desk.at = noon(august(26))
        desk.do(
            MEET,
            direct(posts=PostSet(school="school-2", teaching=MATHS), round_=SECOND),
            c.LockScores(round=SECOND),
        )

    @pytest.mark.parametrize("by", ["p2", "p3"])
    def test_only_a_protection_in_force_gives_a_post(self, by: str) -> None:
        desk = protect(town.opened())
        over = protected(PREGNANT, august(1), august(20), "p3")
        desk.given("teacher:a2", over)
        desk.refuses(direct(by=by), ProtectionUnknownError, protection=by)

    def test_a_category_that_only_adds_marks_gives_no_post(self) -> None:
        desk = town.opened(of=favours_given.PACK)
        desk.do(favours_given.claim("a2", "veteran"))
        desk.refuses(direct(), ProtectionUnknownError)

    def test_nobody_is_appointed_on_two_posts_or_on_a_taken_seat(self) -> None:
        desk = protect(without_a_post())
        desk.refuses(direct(posts=wish(MATHS)), errors.SeatTakenError, post=MATHS)
        desk.do(direct())
        desk.refuses(direct(), errors.AlreadyPlacedError, teacher="a2")

    def test_a_direct_post_counts_against_the_quota(self) -> None:
        desk = protect(town.opened(establishment=2))
        for other in ("x", "y"):
            taken = SeatTaken(post=CHINESE, person=other, round="r0")
            desk.given("school:school-1", taken)
        desk.refuses(direct(), errors.EstablishmentFullError)

    def test_who_left_service_is_not_appointed(self) -> None:
        desk = protect(town.opened())
        desk.given("teacher:a2", TeacherExited(ground=ExitGround.RETIREMENT, on=august(20)))
        desk.refuses(direct(), ExitedError)

    def test_principal_and_teacher_sign_together(self) -> None:
        desk = protect(town.opened())
        before = town.round_of(desk)
        appointed = e.DirectlyAppointed(
            teacher="a2",
            from_school="school-1",
            posts=wish(LIGHT),
            staff_class=StaffClass.AUXILIARY,
            protection="p1",
        )
        decision = (Recorded(f"recruitment-round:{ROUND}", appointed),)
        principal = Mandated("wang", Role.PRINCIPAL, "school-1", "m1")
        own = Mandated("a2", Role.SELF)
        for alone in (principal, own):
            with pytest.raises(NotAuthorisedError):
                authorise(desk, [decision], [alone])
        authorise(desk, [decision], [principal, own])
        assert town.round_of(desk) == before
