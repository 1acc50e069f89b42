"""Rounds, adoptions and notices that a case voids: everybody goes back to where they were."""

from __future__ import annotations

import pytest

from domain.dispute import remedies as r
from domain.notice import events as n
from domain.planning import commands as planning
from domain.planning import errors as planning_errors
from domain.planning.events import AdoptionVoided
from domain.planning.state import Plan
from domain.recruitment import commands as rc
from domain.recruitment import errors as round_errors
from domain.teacher.state import Teacher
from tests.domain import dispute_steps as d
from tests.domain import town
from tests.domain.dispute_execution_given import CORRECT, ordered, topics
from tests.domain.planning_given import PACK
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    """The list of the school is up since 25 August; the offices are there."""
    return d.offices(town.publish(town.selected(town.ranked(town.opened()))))


class TestVoided:
    def test_t25_with_a_voided_round_everybody_goes_back_to_where_she_was(self, desk: Desk) -> None:
        ordered(desk, r.VoidRound(round=town.ROUND))
        events = desk.do(d.EXECUTE)
        assert topics(events).count("recruitment.appointment-revoked.v1") == 2
        assert topics(events)[-2:] == ["recruitment.round-voided.v1", "dispute.case-executed.v1"]
        for person in town.ALL:
            teacher = desk.find(Teacher, person)
            assert teacher is not None
            assert teacher.holds is None

    def test_nothing_goes_on_in_a_voided_round(self, desk: Desk) -> None:
        ordered(desk, r.VoidRound(round=town.ROUND))
        desk.do(d.EXECUTE)
        compute = rc.ComputeRanking(round=town.ROUND)
        desk.refuses(compute, round_errors.RoundVoidedError, organiser="school-1")
        assert not town.round_of(desk).finalised

    @pytest.mark.parametrize("again", [r.VoidRound(round=town.ROUND), CORRECT])
    def test_nor_is_it_voided_or_corrected_again(self, desk: Desk, again: r.Remedy) -> None:
        ordered(desk, r.VoidRound(round=town.ROUND), again)
        desk.refuses(d.EXECUTE, round_errors.RoundVoidedError)

    def test_t25_a_plan_whose_adoption_is_voided_goes_back_to_the_vote(self, desk: Desk) -> None:
        ordered(desk, r.VoidAdoption(plan=town.PLAN))
        voided = desk.do(d.EXECUTE)[0]
        assert voided == AdoptionVoided(case=d.CASE, on=d.KNOWN)
        plan = desk.find(Plan, town.PLAN)
        assert plan is not None
        assert (plan.frozen, plan.pack_in_force, plan.adopted_on) == (False, None, None)
        adopt = planning.AdoptPlan(plan=town.PLAN, pack_sha256=PACK.sha256())
        desk.refuses(adopt, planning_errors.VoteMissingError)
        opening = town.OPEN.model_copy(update={"round": "r5"})
        desk.refuses(opening, round_errors.PlanNotFrozenError)

    def test_a_plan_that_was_never_adopted_has_no_adoption_to_void(self, desk: Desk) -> None:
        ordered(desk, r.VoidAdoption(plan=town.PLAN), r.VoidAdoption(plan=town.PLAN))
        desk.refuses(d.EXECUTE, planning_errors.NotAdoptedError)

    def test_a_notice_is_withdrawn_by_order_and_may_go_up_again(self, desk: Desk) -> None:
        ordered(desk, r.WithdrawNotice(notice=town.ROUND))
        withdrawn = desk.do(d.EXECUTE)[0]
        assert isinstance(withdrawn, n.NoticeWithdrawn)
        town.publish(desk)

    def test_a_notice_that_is_withdrawn_already_stays_so(self, desk: Desk) -> None:
        twice = r.WithdrawNotice(notice=town.ROUND)
        ordered(desk, twice, twice)
        assert topics(desk.do(d.EXECUTE)).count("notice.notice-withdrawn.v1") == 1
