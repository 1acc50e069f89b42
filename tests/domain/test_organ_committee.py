"""A school's hiring committee: who sits in it, and as what (聘任委员会)."""

from __future__ import annotations

import pytest

from domain.kernel import Fact
from domain.mandate.events import MandateRevoked
from domain.mandate.roles import Role
from domain.organ import errors
from domain.organ import events as e
from domain.organ.events import Rank, Seat
from domain.organ.state import HiringCommittee, committee_id
from domain.planning.errors import NotAdoptedError, SchoolUnknownError
from domain.planning.organ_sections import Capacity
from tests.domain import organ_given as g
from tests.domain.planning_given import (
    SHA,
    august,
    drafted,
    noon,
)
from tests.domain.town import PLAN
from tests.support.desk import Desk

STREAM = f"plan-organs:{PLAN}"


@pytest.fixture
def desk() -> Desk:
    """The congress passed the plan on 1 July."""
    return g.met()


class TestCommittee:
    def test_it_is_of_office_principal_secretary_and_backbone_teachers(self, desk: Desk) -> None:
        (set_up,) = desk.do(g.COMMIT)
        assert set_up == e.CommitteeSetUp(
            plan=PLAN, school="school-1", members=g.COMMITTEE, on=g.SET_UP_ON
        )
        committee = desk.find(HiringCommittee, committee_id(PLAN, "school-1"))
        assert committee is not None
        assert committee.body == "school-1"
        assert committee.persons == {"principal-1", "secretary-1", "liaison", "a1", "m1"}

    @pytest.mark.parametrize(
        ("gone", "capacity"),
        [
            ("principal-1", "principal"),
            ("secretary-1", "secretary"),
            ("liaison", "liaison"),
            ("a1", "backbone_teacher"),
        ],
    )
    def test_none_of_them_is_missing(self, desk: Desk, gone: str, capacity: str) -> None:
        others = [seat for seat in g.COMMITTEE if seat.person != gone]
        head = replace_rank(others[0])
        left = g.COMMIT.model_copy(update={"members": (head, *others[1:])})
        told: dict[str, Fact] = {"capacity": capacity, "found": 0, "needed": 1}
        desk.refuses(left, errors.CapacityMissingError, organ="hiring_committee", **told)

    def test_one_person_may_sit_there_as_principal_and_secretary(self, desk: Desk) -> None:
        desk.given("mandates:principal-1", g.granted("principal-1", Role.SECRETARY, "school-1"))
        both = Seat(
            person="principal-1",
            rank_held=Rank.HEAD,
            capacities=(Capacity.PRINCIPAL, Capacity.SECRETARY),
        )
        desk.do(g.COMMIT.model_copy(update={"members": (both, *g.COMMITTEE[2:])}))

    @pytest.mark.parametrize(
        ("person", "capacity"),
        [
            ("principal-2", Capacity.PRINCIPAL),
            ("m1", Capacity.SECRETARY),
            ("principal-2", Capacity.LIAISON),
            ("b1", Capacity.BACKBONE_TEACHER),
            ("m1", Capacity.TEACHER_REPRESENTATIVE),
        ],
    )
    def test_nobody_sits_there_as_what_the_ledger_does_not_know(
        self, desk: Desk, person: str, capacity: Capacity
    ) -> None:
        false = Seat(person=person, capacities=(capacity,))
        members = [each for each in g.COMMITTEE if each.person != person]
        wrong = g.COMMIT.model_copy(update={"members": (*members, false)})
        told = {"person": person, "capacity": capacity.value}
        desk.refuses(wrong, errors.CapacityUntrueError, **told)

    def test_who_holds_the_office_no_more_sits_there_as_that_no_more(self, desk: Desk) -> None:
        revoked = MandateRevoked(mandate="g-liaison-town_officer", reason="调离")
        desk.given("mandates:liaison", revoked)
        told = {"person": "liaison", "capacity": "liaison"}
        desk.refuses(g.COMMIT, errors.CapacityUntrueError, **told)

    def test_of_experts_and_leaders_the_ledger_has_no_register(self, desk: Desk) -> None:
        expert = Seat(person="b1", capacities=(Capacity.EXPERT, Capacity.LEADER))
        desk.do(g.COMMIT.model_copy(update={"members": (*g.COMMITTEE, expert)}))

    def test_it_is_a_school_of_the_plan_that_sets_one_up(self, desk: Desk) -> None:
        other = g.COMMIT.model_copy(update={"school": "school-9"})
        desk.refuses(other, SchoolUnknownError, school="school-9")

    def test_it_follows_the_plan_and_is_set_up_once(self, desk: Desk) -> None:
        early = g.COMMIT.model_copy(update={"on": august(9)})
        desk.refuses(early, errors.DayError, on="2026-08-09", after="2026-08-10")
        desk.do(g.COMMIT)
        desk.refuses(g.COMMIT, errors.SetUpTwiceError, on="2026-08-18")

    def test_before_the_plan_is_adopted_there_is_no_committee(self) -> None:
        desk = g.officials(Desk(noon(august(20))))
        desk.given(f"plan:{PLAN}", drafted())
        desk.refuses(g.COMMIT, NotAdoptedError, draft=SHA)

    def test_who_adjudicates_or_supervises_decides_nothing(self, desk: Desk) -> None:
        desk.do(g.SET_UP)
        judge = g.COMMIT.model_copy(update={"members": (*g.COMMITTEE, Seat(person="d1"))})
        told = {"organ": "hiring_committee", "other_organ": "dispute_group"}
        desk.refuses(judge, errors.NotApartError, person="d1", **told)
        watcher = g.COMMIT.model_copy(update={"members": (*g.COMMITTEE, Seat(person="w1"))})
        desk.refuses(watcher, errors.NotApartError, person="w1", other_organ="supervision_group")

    def test_who_decides_in_a_school_is_not_put_among_those_who_adjudicate(
        self, desk: Desk
    ) -> None:
        desk.do(g.COMMIT)
        both = g.SET_UP.model_copy(update={"dispute": g.seats("d1", "d2", "m1")})
        desk.refuses(both, errors.NotApartError, person="m1", organ="hiring_committee")


def replace_rank(seat: Seat) -> Seat:
    """Return the seat as that of the head."""
    return seat.model_copy(update={"rank_held": Rank.HEAD})
