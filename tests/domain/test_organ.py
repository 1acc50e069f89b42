"""The organs of a plan: who may sit in them, and when they are set up, a sentence a rule."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import Fact
from domain.mandate.events import PersonErased
from domain.mandate.roles import Role
from domain.organ import errors
from domain.organ import events as e
from domain.organ.events import Organ, Rank, Seat
from domain.organ.state import HiringCommittee, PlanOrgans, committee_id
from domain.planning import commands as planning
from domain.planning import events as planned
from domain.recruitment.commands import OpenRound
from domain.recruitment.events import Stage
from domain.teacher.events import ExitGround, TeacherExited
from tests.domain import organ_given as g
from tests.domain import town
from tests.domain.planning_given import (
    adopted,
    august,
    drafted,
    noon,
    pack,
    quota,
    registered_school,
    voted,
)
from tests.domain.planning_steps import CONSULTED, revise
from tests.domain.town import PLAN, TOWN
from tests.support.desk import Desk

STREAM = f"plan-organs:{PLAN}"


@pytest.fixture
def desk() -> Desk:
    """The congress passed the plan on 1 July."""
    return g.met()


@pytest.fixture
def seated() -> Desk:
    """All organs are set up."""
    return g.seated()


class TestMeeting:
    def test_the_three_are_set_up_at_the_meeting_that_passed_the_plan(self, desk: Desk) -> None:
        """Shows size_of."""
        (set_up,) = desk.do(g.SET_UP)
        assert set_up == e.OrgansSetUp(
            plan=PLAN,
            body=TOWN,
            leading=g.LEADING,
            dispute=g.DISPUTE,
            supervision=g.SUPERVISION,
            on=g.MET,
        )
        organs = desk.find(PlanOrgans, PLAN)
        assert organs is not None
        assert organs.body == TOWN
        assert organs.persons(Organ.DISPUTE) == {"d1", "d2", "d3"}

    def test_another_day_is_another_meeting(self, desk: Desk) -> None:
        later = g.SET_UP.model_copy(update={"on": date(2026, 7, 2)})
        desk.refuses(later, errors.OtherMeetingError, on="2026-07-02", passed_on="2026-07-01")

    def test_without_a_meeting_there_is_none_to_set_them_up(self) -> None:
        unmet = g.officials(town.prepared())
        unmet.refuses(g.SET_UP, errors.OtherMeetingError, passed_on="")
        unmet.given(f"plan:{PLAN}", voted(passed=False))
        unmet.refuses(g.SET_UP, errors.OtherMeetingError, passed_on="")

    def test_a_meeting_to_come_sets_up_nothing(self, desk: Desk) -> None:
        desk.at = noon(date(2026, 6, 30))
        desk.refuses(g.SET_UP, errors.DayError, today="2026-06-30", after="")

    def test_they_are_set_up_once(self, seated: Desk) -> None:
        seated.refuses(g.SET_UP, errors.SetUpTwiceError, plan=PLAN, on="2026-07-01")

    def test_when_the_vote_was_set_aside_the_next_meeting_sets_them_up_anew(
        self, seated: Desk
    ) -> None:
        again = voted().model_copy(update={"on": august(19)})
        voided = planned.AdoptionVoided(case="case-1", on=august(18))
        seated.given(f"plan:{PLAN}", voided)
        seated.refuses(g.SET_UP, errors.OtherMeetingError, passed_on="")
        seated.given(f"plan:{PLAN}", again)
        seated.do(g.SET_UP.model_copy(update={"on": august(19)}))

    def test_a_revised_draft_has_no_meeting_behind_it(self) -> None:
        desk = Desk(noon(august(18)))
        desk.given(f"plan:{PLAN}", drafted(), *CONSULTED, voted())
        desk.do(revise())
        desk.refuses(g.SET_UP, errors.OtherMeetingError, passed_on="")


class TestFreezing:
    FREEZE = planning.FreezePlan(plan=PLAN)

    def ready(self) -> Desk:
        """Everything is there for the plan to be frozen but for its organs."""
        desk = g.officials(Desk(noon(august(18))))
        for school in ("school-1", "school-2", "school-3"):
            desk.given(f"school:{school}", registered_school())
        sha256 = g.DEMANDING.sha256()
        past = (drafted(g.DEMANDING), *CONSULTED, voted(sha256), adopted(sha256))
        desk.given(f"plan:{PLAN}", *past)
        desk.given(f"quota:{PLAN}", *quota())
        return desk

    def test_a_plan_that_demands_organs_is_not_frozen_without_them(self) -> None:
        desk = self.ready()
        desk.refuses(self.FREEZE, errors.OrgansMissingError, plan=PLAN, set_up=0)
        desk.do(g.SET_UP, self.FREEZE)

    def test_organs_of_a_meeting_that_no_longer_counts_are_none(self) -> None:
        desk = self.ready()
        other = e.OrgansSetUp(
            plan=PLAN,
            body=TOWN,
            leading=g.LEADING,
            dispute=g.DISPUTE,
            supervision=g.SUPERVISION,
            on=date(2026, 6, 1),
        )
        desk.given(STREAM, other)
        desk.refuses(self.FREEZE, errors.OrgansMissingError, set_up=1)


class TestOpening:
    def test_no_round_opens_without_the_organs_that_the_pack_demands(self) -> None:
        desk = g.met(g.DEMANDING)
        desk.refuses(town.OPEN, errors.OrgansMissingError, plan=PLAN)
        desk.do(g.SET_UP)
        desk.refuses(town.OPEN, errors.CommitteeMissingError, school="school-1")
        desk.do(g.COMMIT, town.OPEN)

    def test_the_towns_own_round_needs_no_schools_committee(self) -> None:
        desk = g.met(g.DEMANDING)
        desk.do(g.SET_UP)
        meeting = OpenRound(
            round=town.SECOND,
            plan=PLAN,
            stage=Stage.COORDINATION,
            organiser=TOWN,
            schools=("school-2",),
            population=("a2",),
            after=(town.EARLIER,),
        )
        desk.do(meeting)

    def test_a_pack_that_demands_none_goes_on_without(self, desk: Desk) -> None:
        desk.do(town.OPEN)


class TestMembers:
    def test_everybody_sits_there_once_under_one_head(self, desk: Desk) -> None:
        twice = g.SET_UP.model_copy(update={"leading": g.seats("chief", "liaison", "liaison")})
        told: dict[str, Fact] = {"organ": "leading_group", "heads": 1, "members": 3, "different": 2}
        desk.refuses(twice, errors.SeatsError, **told)
        headless = tuple(Seat(person=each) for each in ("d1", "d2", "d3"))
        desk.refuses(g.SET_UP.model_copy(update={"dispute": headless}), errors.SeatsError, heads=0)
        two = (*g.seats("w1", "w2"), Seat(person="w3", rank_held=Rank.HEAD))
        desk.refuses(g.SET_UP.model_copy(update={"supervision": two}), errors.SeatsError, heads=2)

    def test_the_pack_says_how_many_and_whether_odd(self, desk: Desk) -> None:
        few = g.SET_UP.model_copy(update={"leading": g.seats("chief", "principal-1")})
        desk.refuses(few, errors.SizeError, organ="leading_group", members=2, least=3, odd=0)
        even = g.SET_UP.model_copy(update={"dispute": g.seats("d1", "d2", "d3", "b1")})
        desk.refuses(even, errors.SizeError, organ="dispute_group", members=4, least=3, odd=1)
        four = g.SET_UP.model_copy(
            update={"leading": g.seats("chief", "principal-1", "principal-2", "b1")}
        )
        desk.do(four)

    def test_a_larger_number_is_the_packs_to_ask(self) -> None:
        five = {"supervision": {"least": 5, "odd": True}}
        g.met(pack(organs=five)).refuses(g.SET_UP, errors.SizeError, members=3, least=5)

    def test_who_is_not_in_the_ledger_sits_nowhere(self, desk: Desk) -> None:
        unknown = g.SET_UP.model_copy(update={"leading": g.seats("chief", "liaison", "nobody")})
        desk.refuses(unknown, errors.PersonUnknownError, person="nobody", exited=0)

    def test_who_left_service_sits_nowhere_though_a_mandate_is_left_over(self, desk: Desk) -> None:
        with_b1 = g.SET_UP.model_copy(update={"leading": g.seats("chief", "liaison", "b1")})
        desk.given("mandates:b1", g.granted("b1", Role.JUDGE, TOWN))
        left = TeacherExited(ground=ExitGround.AGREEMENT, on=august(1))
        gone = Desk(desk.at, dict(desk.states))
        gone.given("teacher:b1", left)
        gone.refuses(with_b1, errors.PersonUnknownError, person="b1", exited=1)
        desk.do(with_b1)

    def test_whose_data_were_erased_sits_nowhere(self, desk: Desk) -> None:
        desk.given("mandates:w3", PersonErased(person="w3", ground="本人申请"))
        desk.refuses(g.SET_UP, errors.PersonUnknownError, person="w3")

    @pytest.mark.parametrize(
        ("field", "organ", "other"),
        [
            ("leading", "leading_group", "dispute_group"),
            ("supervision", "supervision_group", "dispute_group"),
        ],
    )
    def test_who_adjudicates_neither_leads_nor_supervises(
        self, desk: Desk, field: str, organ: str, other: str
    ) -> None:
        both = g.SET_UP.model_copy(update={field: (*getattr(g.SET_UP, field), Seat(person="d2"))})
        desk.refuses(both, errors.NotApartError, person="d2", organ=organ, other_organ=other)

    def test_who_leads_does_not_supervise(self, desk: Desk) -> None:
        both = g.SET_UP.model_copy(update={"leading": g.seats("chief", "principal-1", "w1")})
        desk.refuses(
            both, errors.NotApartError, organ="leading_group", other_organ="supervision_group"
        )


class TestChanges:
    def test_who_left_and_who_came_is_told_and_the_others_stay(self, seated: Desk) -> None:
        (changed,) = seated.do(g.change(Organ.DISPUTE, *g.seats("d1", "d2", "b1")))
        assert isinstance(changed, e.OrganChanged)
        assert (changed.gone, changed.came, changed.reason) == (("d3",), ("b1",), "工作调动")
        organs = seated.find(PlanOrgans, PLAN)
        assert organs is not None
        assert organs.persons(Organ.DISPUTE) == {"d1", "d2", "b1"}
        assert organs.persons(Organ.LEADING) == {"chief", "principal-1", "principal-2"}
        assert organs.met_on == g.MET

    def test_a_change_changes_somebody(self, seated: Desk) -> None:
        same = g.change(Organ.SUPERVISION, *reversed(g.SUPERVISION))
        seated.refuses(same, errors.NothingChangedError, members=3)
        seated.refuses(g.recommit(*g.COMMITTEE), errors.NothingChangedError, members=5)

    def test_a_change_keeps_to_the_rules_of_setting_up(self, seated: Desk) -> None:
        few = g.change(Organ.DISPUTE, *g.seats("d1", "d2"))
        seated.refuses(few, errors.SizeError, members=2)
        mixed = g.change(Organ.SUPERVISION, *g.seats("w1", "w2", "m1"))
        seated.refuses(mixed, errors.NotApartError, person="m1", organ="hiring_committee")
        without = [each for each in g.COMMITTEE if each.person != "a1"]
        seated.refuses(g.recommit(*without), errors.CapacityMissingError)

    def test_a_change_follows_the_last_and_lies_not_ahead(self, seated: Desk) -> None:
        more = (*g.SUPERVISION, Seat(person="b1"))
        ahead = g.change(Organ.SUPERVISION, *more, on=august(21))
        seated.refuses(ahead, errors.DayError, on="2026-08-21", today="2026-08-20")
        early = g.change(Organ.SUPERVISION, *more, on=date(2026, 6, 30))
        seated.refuses(early, errors.DayError, after="2026-07-01")
        seated.refuses(g.recommit(*g.COMMITTEE[:4], on=august(17)), errors.DayError)

    def test_the_committee_changes_likewise(self, seated: Desk) -> None:
        (changed,) = seated.do(g.recommit(*g.COMMITTEE[:4], Seat(person="a2")))
        assert isinstance(changed, e.CommitteeChanged)
        assert (changed.gone, changed.came) == (("m1",), ("a2",))
        committee = seated.find(HiringCommittee, committee_id(PLAN, "school-1"))
        assert committee is not None
        assert (committee.changed_on, "m1" in committee.persons) == (g.SET_UP_ON, False)
