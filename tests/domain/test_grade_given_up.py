"""A seat of a grade is free once its holder leaves service or school, in the same act (B2-10)."""

from __future__ import annotations

from datetime import date

import pytest

from domain.contract import commands as contract
from domain.dispute import remedies as r
from domain.grade import events as e
from domain.grade.seats import grade_back
from domain.grade.state import GradeHeld, GradeRecord, GradeStructure
from domain.kernel import Command, DomainEvent
from domain.protection import commands as p
from domain.protection.kinds import StatutoryKind
from domain.recruitment import commands as c
from domain.recruitment.wishes import PostSet
from domain.teacher import commands as t
from domain.teacher.state import Teacher
from domain.values.staffing import Level, Series, Title
from tests.domain import dispute_steps as d
from tests.domain import service_given as s
from tests.domain import town
from tests.domain.coordination_given import coordination
from tests.domain.planning_given import PLAN, SHA, august, noon
from tests.domain.town import CHINESE, MATHS, SECOND
from tests.support.desk import Desk

GRADE = 7


def structure(*holders: str, seats: int = 1) -> list[DomainEvent]:
    """Return what a school's structure of one grade has come to."""
    fixed = e.GradeStructureFixed(
        plan=PLAN,
        pack_sha256=SHA,
        level=Level.JUNIOR,
        posts=20,
        teaching_posts=18,
        seats=(e.GradeSeats(grade=GRADE, seats=seats),),
        document="人社3号",
    )
    return [fixed, *(e.GradeSeatTaken(person=each, grade=GRADE) for each in holders)]


def graded(desk: Desk, person: str, school: str, *, seats: int = 1) -> Desk:
    """Let somebody hold the grade's first seat in a school."""
    start = date(2020, 9, 1)
    desk.given(f"grade-structure:{school}", *structure(person, seats=seats))
    desk.given(
        f"grade-record:{person}",
        e.TitleConferred(
            plan=PLAN,
            pack_sha256=SHA,
            teacher=person,
            school=school,
            title=Title.SENIOR,
            document="职改1号",
            from_on=start,
        ),
        e.GradeAppointed(
            teacher=person, school=school, title=Title.SENIOR, grade=GRADE, from_on=start
        ),
    )
    return desk


def held(desk: Desk, person: str) -> GradeHeld | None:
    record = desk.find(GradeRecord, person)
    assert record is not None
    return record.holds


def sums_hold(desk: Desk) -> None:
    """Check that seats are held by people of the school in service, and no more than there are."""
    for state in desk.states.values():
        if isinstance(state, GradeStructure):
            assert state.taken(GRADE) <= state.seats[Series.PROFESSIONAL, GRADE]
            for person in state.holders:
                teacher = desk.find(Teacher, person)
                assert teacher is not None
                assert (teacher.school, teacher.exited) == (state.school, None)
                record = desk.find(GradeRecord, person)
                assert record is not None
                assert record.holds is not None
                assert (record.holds.school, record.holds.grade) == (state.school, GRADE)


@pytest.fixture
def employed() -> Desk:
    desk = Desk(noon(august(28)))
    for stream, event in s.employed().history:
        desk.given(stream, event)
    return graded(desk, s.WHO, s.SCHOOL.partition(":")[2])


def terminated(ground: str) -> list[Command]:
    return [
        contract.TerminateContract(contract=s.CONTRACT, ground=ground, document="校发〔2026〕3号")
    ]


WAYS: dict[str, list[Command]] = {
    "retirement": terminated("retirement"),
    "death": terminated("death"),
    "expelled": terminated("expelled"),
    "agreement": [contract.EndContractByAgreement(contract=s.CONTRACT)],
    "resignation": [
        t.Resign(teacher=s.WHO, leaves_on=august(28)),
        t.CompleteResignation(teacher=s.WHO),
    ],
}


@pytest.mark.parametrize("way", WAYS)
def test_with_the_service_the_grade_ends_in_the_same_act(employed: Desk, way: str) -> None:
    """Shows grade_given_up."""
    sums_hold(employed)
    events = employed.do(*WAYS[way])
    ended = e.GradeEnded(
        teacher=s.WHO,
        school=s.SCHOOL.partition(":")[2],
        grade=GRADE,
        ground=e.GradeEndGround.LEFT_SERVICE,
        on=august(28),
    )
    assert events[-3:-1] == [ended, e.GradeSeatFreed(person=s.WHO, grade=GRADE)]
    assert held(employed, s.WHO) is None
    sums_hold(employed)
    assert employed.replayed() == employed.states


def test_who_holds_no_grade_gives_up_none() -> None:
    desk = Desk(noon(august(28)))
    for stream, event in s.employed().history:
        desk.given(stream, event)
    assert not any(isinstance(each, e.GradeEnded) for each in desk.do(*WAYS["retirement"]))


class TestMoves:
    @pytest.fixture
    def desk(self) -> Desk:
        """a2 holds the grade in school-1 and is first for a post in school-2."""
        desk = graded(town.ranked(town.opened()), "a2", "school-1")
        return coordination(desk)

    def moves(self, desk: Desk) -> list[DomainEvent]:
        posts = PostSet(school="school-2", teaching=MATHS)
        return desk.do(
            town.offer("a2", posts, round_=SECOND),
            c.AcceptOffer(round=SECOND, teacher="a2", school="school-2"),
        )

    def test_with_the_move_to_another_school_the_seat_in_the_old_one_is_free(
        self, desk: Desk
    ) -> None:
        ended = self.moves(desk)[-2]
        assert isinstance(ended, e.GradeEnded)
        assert (ended.ground, ended.round) == (e.GradeEndGround.LEFT_SCHOOL, SECOND)
        sums_hold(desk)

    def test_a_move_that_is_undone_ends_no_grade(self, desk: Desk) -> None:
        """Shows grade_back."""
        self.moves(desk)
        *_, restored, seat = desk.do(town.revoke("a2", SECOND))
        assert restored == e.GradeRestored(
            teacher="a2",
            school="school-1",
            grade=GRADE,
            round=SECOND,
            from_on=date(2020, 9, 1),
            on=august(26),
        )
        assert isinstance(seat, e.GradeSeatTaken)
        sums_hold(desk)
        assert desk.replayed() == desk.states

    def test_where_the_seat_was_given_to_another_nobody_holds_one_too_many(
        self, desk: Desk
    ) -> None:
        self.moves(desk)
        graded(desk, "a3", "school-1")
        desk.do(town.revoke("a2", SECOND))
        assert held(desk, "a2") is None
        sums_hold(desk)

    def test_what_another_round_ended_is_not_this_ones_to_give_back(self, desk: Desk) -> None:
        self.moves(desk)
        assert grade_back(desk, "a2", "school-1", "r9", august(26)) == ()
        assert grade_back(desk, "a2", "school-2", SECOND, august(26)) == ()
        assert grade_back(desk, "a3", "school-1", SECOND, august(26)) == ()

    def test_in_a_voided_round_every_move_is_undone(self, desk: Desk) -> None:
        self.moves(desk)
        d.offices(desk)
        desk.at = noon(d.KNOWN)
        d.ordered(desk, r.VoidRound(round=SECOND))
        desk.do(d.EXECUTE)
        assert held(desk, "a2") is not None
        sums_hold(desk)

    def test_a_direct_appointment_in_another_school_is_a_move_too(self, desk: Desk) -> None:
        protection = p.RecordProtection(
            teacher="a2",
            protection="p1",
            kind=StatutoryKind.PREGNANCY,
            from_on=august(1),
            until_on=date(2027, 2, 1),
            evidence="县人民医院证明",
        )
        posts = PostSet(school="school-2", teaching=CHINESE)
        direct = c.AppointDirectly(round=SECOND, teacher="a2", posts=posts, protection="p1")
        events = desk.do(protection, direct)
        assert any(isinstance(each, e.GradeSeatFreed) for each in events)
        sums_hold(desk)
