"""Public selection of a principal: the committee, the conditions, the candidates."""

from __future__ import annotations

import pytest

from domain.kernel import AlreadyExistsError, MissingError
from domain.office.errors import (
    ApplicationClosedError,
    AppliedTwiceError,
    ConditionsUncheckedError,
    DeadlineError,
)
from domain.principal import commands as c
from domain.principal import errors
from domain.principal import events as e
from tests.domain import office_given as g
from tests.domain import principal_given as p
from tests.domain.planning_given import PLAN, SCHOOLS, SHA, noon
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return g.staffed()


class TestCommittee:
    def test_every_kind_of_seat_is_filled(self, desk: Desk) -> None:
        assert desk.do(p.OPEN) == [
            e.SelectionOpened(
                plan=PLAN,
                pack_sha256=SHA,
                bureau=g.BUREAU,
                school=g.SCHOOL,
                title="校长",
                members=p.MEMBERS,
            )
        ]
        assert p.selection_of(desk).body == g.BUREAU
        desk.refuses(p.OPEN, AlreadyExistsError)

    @pytest.mark.parametrize("seat", range(5))
    def test_a_committee_without_one_kind_of_seat_is_none(self, desk: Desk, seat: int) -> None:
        members = (*p.MEMBERS[:seat], *p.MEMBERS[seat + 1 :])
        command = p.OPEN.model_copy(update={"members": members})
        missing = p.MEMBERS[seat].seat.value
        desk.refuses(command, errors.CommitteeIncompleteError, missing=missing)

    def test_nobody_sits_in_two_seats(self, desk: Desk) -> None:
        twice = e.Member(person="m-party", seat=e.CommitteeSeat.PRINCIPAL)
        command = p.OPEN.model_copy(update={"members": (*p.MEMBERS, twice)})
        desk.refuses(command, errors.CommitteeIncompleteError, missing="", members=6)

    def test_a_selection_is_about_the_head_of_a_school(self, desk: Desk) -> None:
        command = p.OPEN.model_copy(update={"title": "副校长"})
        desk.refuses(command, errors.TitleError, title="副校长")

    def test_a_school_that_has_its_principal_selects_none(self, desk: Desk) -> None:
        desk.given(f"school:{g.SCHOOL}", g.holder("副校长", "t1"))
        desk.given(f"school:{g.SCHOOL}", g.holder("校长", "t3"))
        desk.refuses(p.OPEN, errors.OfficeFilledError, person="t3", until_on="2026-09-30")


class TestConditions:
    def test_the_conditions_hang_in_every_school_before_anybody_stands(self, desk: Desk) -> None:
        desk.do(p.OPEN)
        desk.refuses(p.stand("t1"), errors.SelectionStepError, step="conditions")
        assert desk.do(p.CONDITIONS_OUT) == [
            e.ConditionsPublished(
                conditions=p.CONDITIONS,
                schools=SCHOOLS,
                on=g.september(7),
                deadline_on=g.september(10),
            )
        ]
        assert desk.do(p.stand("t1")) == [e.CandidateStood(teacher="t1")]

    def test_no_school_of_the_town_is_left_out(self, desk: Desk) -> None:
        desk.do(p.OPEN)
        command = p.CONDITIONS_OUT.model_copy(update={"schools": SCHOOLS[:2]})
        desk.refuses(command, errors.SchoolsMissedError, missed=1, first=SCHOOLS[2])

    @pytest.mark.parametrize("conditions", [(), (p.CONDITIONS[0], p.CONDITIONS[0])])
    def test_conditions_say_something_and_each_thing_once(
        self, desk: Desk, conditions: tuple[object, ...]
    ) -> None:
        desk.do(p.OPEN)
        command = p.CONDITIONS_OUT.model_copy(update={"conditions": conditions})
        desk.refuses(command, errors.NoConditionsError)

    def test_conditions_are_published_once_and_in_time(self, desk: Desk) -> None:
        desk.do(p.OPEN)
        early = p.CONDITIONS_OUT.model_copy(update={"deadline_on": g.september(9)})
        desk.refuses(early, DeadlineError)
        desk.do(p.CONDITIONS_OUT)
        desk.refuses(p.CONDITIONS_OUT, errors.SelectionStepError, step="conditions-published")


class TestCandidates:
    def test_nobody_stands_before_a_committee_that_he_sits_in(self, desk: Desk) -> None:
        g.hired(desk, "m-principal", g.OTHER)
        desk.do(p.OPEN, p.CONDITIONS_OUT)
        desk.refuses(p.stand("m-principal"), errors.OwnJudgeError)

    def test_a_candidate_is_registered_stands_once_and_in_time(self, desk: Desk) -> None:
        desk.do(p.OPEN, p.CONDITIONS_OUT, p.stand("t1"))
        desk.refuses(p.stand("t1"), AppliedTwiceError)
        desk.refuses(p.stand("nobody"), MissingError)
        desk.at = noon(g.september(11))
        desk.refuses(p.stand("t2"), ApplicationClosedError)

    def test_conditions_are_checked_one_by_one(self, desk: Desk) -> None:
        desk.do(p.OPEN, p.CONDITIONS_OUT, p.stand("t1"), p.stand("t2"))
        command = p.screen("t1").model_copy(update={"checks": ()})
        desk.refuses(command, ConditionsUncheckedError)
        checks = p.screen("t1").checks
        assert desk.do(p.screen("t1")) == [e.CandidateAdmitted(teacher="t1", checks=checks)]
        few = p.screen("t2", years=2)
        out = e.CandidateExcluded(teacher="t2", checks=few.checks, unmet=("vice",))
        assert desk.do(few) == [out]
        desk.refuses(few, errors.CandidateStepError, step="excluded")

    def test_a_candidate_may_step_back_until_the_meeting(self, desk: Desk) -> None:
        step_back = c.WithdrawCandidacy(selection=p.MATTER, teacher="t2")
        p.screened(desk, "t1", "t2", "u1")
        assert desk.do(step_back) == [e.CandidateWithdrew(teacher="t2")]
        desk.refuses(step_back, errors.CandidateStepError, step="withdrew")
        desk.do(p.MEET)
        late = c.WithdrawCandidacy(selection=p.MATTER, teacher="t1")
        desk.refuses(late, errors.SelectionStepError, met_on="2026-09-11")
