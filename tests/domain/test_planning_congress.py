"""How a plan is voted on and comes into force, one example a rule."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import DomainError
from domain.planning import commands as c
from domain.planning import errors
from domain.planning import events as e
from tests.domain.planning_given import (
    MET,
    PACK,
    PLAN,
    REPORTED,
    SENT,
    SHA,
    TIMETABLE,
    adopted,
    august,
    drafted,
    frozen,
    noon,
    pack,
    voted,
)
from tests.domain.planning_steps import (
    CONSULTED,
    JULY,
    JUNE,
    SECOND,
    done,
    plan,
    vote,
)


class TestCongress:
    def test_the_congress_passes_a_plan_by_a_majority_of_all_delegates(self) -> None:
        plan(drafted(), *CONSULTED).when(vote(), at=noon(JULY)).then(done(voted()))

    def test_t23_with_31_of_47_delegates_present_there_was_no_valid_vote(self) -> None:
        voting = vote(present=31, in_favour=31, against=0)
        plan(drafted(), *CONSULTED).when(voting).then_refused(
            errors.QuorumMissedError, delegates=47, present=31, required=32
        )

    def test_t23_with_32_of_47_delegates_present_the_vote_is_valid(self) -> None:
        voting = vote(present=32, in_favour=24, against=8)
        carried = voted().model_copy(update={"present": 32, "in_favour": 24, "against": 8})
        plan(drafted(), *CONSULTED).when(voting).then(done(carried))

    def test_a_majority_of_those_present_is_not_a_majority_of_all(self) -> None:
        """Shows is_carried."""
        voting = vote(present=32, in_favour=23, against=9)
        lost = voted(passed=False).model_copy(update={"present": 32, "in_favour": 23, "against": 9})
        plan(drafted(), *CONSULTED).when(voting).then(done(lost))

    def test_a_congress_without_delegates_decides_nothing(self) -> None:
        voting = vote(delegates=0, present=0, in_favour=0, against=0)
        plan(drafted(), *CONSULTED).when(voting).then_refused(errors.QuorumMissedError, delegates=0)

    @pytest.mark.parametrize(
        "changes",
        [{"abstained": 1}, {"against": 4}, {"present": 48, "against": 8}],
    )
    def test_votes_and_delegates_add_up(self, changes: dict[str, object]) -> None:
        plan(drafted(), *CONSULTED).when(vote(**changes)).then_refused(
            errors.VotesDoNotAddUpError, delegates=47
        )

    @pytest.mark.parametrize(
        ("past", "refusal"),
        [
            ((MET, *REPORTED), errors.DraftNotSentError),
            ((SENT, *REPORTED), errors.MeetingMissingError),
            ((MET, SENT, *REPORTED[1:]), errors.OpinionsMissingError),
        ],
    )
    def test_the_congress_votes_after_the_consultation(
        self, past: tuple[e.PlanEvent, ...], refusal: type[DomainError]
    ) -> None:
        plan(drafted(), *past).when(vote()).then_refused(refusal)

    def test_a_vote_before_the_draft_was_sent_was_on_something_else(self) -> None:
        plan(drafted(), *CONSULTED).when(vote(on=date(2026, 6, 19))).then_refused(
            errors.DraftNotSentError, sent_on="2026-06-20", on="2026-06-19"
        )

    def test_the_congress_may_vote_on_the_day_on_which_the_draft_was_sent(self) -> None:
        carried = voted().model_copy(update={"on": JUNE})
        plan(drafted(), *CONSULTED).when(vote(on=JUNE)).then(done(carried))

    def test_a_vote_is_not_recorded_before_its_day(self) -> None:
        plan(drafted(), *CONSULTED).when(vote(), at=noon(JUNE)).then_refused(
            errors.DateInFutureError
        )

    def test_the_congress_votes_on_the_draft_and_no_other_text(self) -> None:
        plan(drafted(), *CONSULTED).when(vote(pack_sha256=SECOND.sha256())).then_refused(
            errors.OtherPackError, named=SECOND.sha256(), draft=SHA
        )

    def test_a_draft_that_lost_is_not_put_to_the_vote_again_unrevised(self) -> None:
        lost = voted(in_favour=20, passed=False)
        plan(drafted(), *CONSULTED, lost).when(vote()).then_refused(
            errors.DraftLostError, pack_sha256=SHA
        )

    def test_a_revised_draft_is_put_to_a_new_vote(self) -> None:
        lost = voted(in_favour=20, passed=False)
        revised = e.DraftRevised(
            pack_sha256=SECOND.sha256(), pack=SECOND, timetable=TIMETABLE, opinions_adopted=0
        )
        plan(drafted(), *CONSULTED, lost, revised).when(vote(pack_sha256=SECOND.sha256())).then(
            done(voted(SECOND.sha256()))
        )

    def test_a_vote_that_was_won_stands(self) -> None:
        plan(drafted(), *CONSULTED, voted()).when(vote()).then_refused(errors.AlreadyPassedError)

    def test_a_draft_cannot_loosen_the_rules_of_the_vote_on_an_amendment(self) -> None:
        half = pack(version=2, congress={"majority": "half_or_more"})
        voting = vote(pack_sha256=half.sha256(), delegates=48, present=48, in_favour=24, against=24)
        lost = voted(half.sha256(), passed=False).model_copy(
            update={"delegates": 48, "present": 48, "in_favour": 24, "against": 24}
        )
        plan(*frozen()).when(voting).then(done(lost))


class TestAdoption:
    ADOPT = c.AdoptPlan(plan=PLAN, pack_sha256=SHA)

    def test_what_the_congress_passed_comes_into_force(self) -> None:
        plan(drafted(), *CONSULTED, voted()).when(self.ADOPT, at=noon(date(2026, 7, 2))).then(
            done(adopted())
        )

    @pytest.mark.parametrize("votes", [(), (voted(in_favour=20, passed=False),)])
    def test_without_a_passed_vote_no_plan_is_in_force(
        self, votes: tuple[e.PlanEvent, ...]
    ) -> None:
        plan(drafted(), *CONSULTED, *votes).when(self.ADOPT).then_refused(
            errors.VoteMissingError, pack_sha256=SHA
        )

    def test_a_draft_revised_after_its_vote_needs_a_new_one(self) -> None:
        later = TIMETABLE.model_copy(update={"cutoff_on": august(29)})
        revised = e.DraftRevised(pack_sha256=SHA, pack=PACK, timetable=later, opinions_adopted=0)
        plan(drafted(), *CONSULTED, voted(), revised).when(self.ADOPT).then_refused(
            errors.VoteMissingError, pack_sha256=SHA
        )

    def test_who_adopts_names_the_draft_that_was_passed(self) -> None:
        other = c.AdoptPlan(plan=PLAN, pack_sha256=SECOND.sha256())
        plan(drafted(), *CONSULTED, voted()).when(other).then_refused(
            errors.OtherPackError, named=SECOND.sha256(), draft=SHA
        )

    def test_a_plan_is_adopted_once(self) -> None:
        plan(drafted(), *CONSULTED, voted(), adopted()).when(self.ADOPT).then_refused(
            errors.AlreadyAdoptedError
        )
