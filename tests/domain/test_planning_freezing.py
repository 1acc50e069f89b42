"""How a plan is frozen, and amended for later rounds, one example a rule."""

from __future__ import annotations

from datetime import date

import pytest

from domain.planning import commands as c
from domain.planning import errors
from domain.planning import events as e
from tests.domain.planning_given import (
    PACK,
    PLAN,
    SCHOOLS,
    SHA,
    TIMETABLE,
    adopted,
    august,
    drafted,
    frozen,
    noon,
    pack,
    quota,
    voted,
)
from tests.domain.planning_steps import (
    CONSULTED,
    SECOND,
    done,
    fold,
    plan,
)
from tests.support.scenario import Scenario


class TestFreezing:
    FREEZE = c.FreezePlan(plan=PLAN)
    FROZEN = done(e.PlanFrozen(pack_sha256=SHA, timetable=TIMETABLE))

    def ready(self, *, on: date = date(2026, 7, 2)) -> Scenario:
        past = plan(drafted(), *CONSULTED, voted(), adopted(on=on))
        return past.given(f"quota:{PLAN}", *quota())

    def test_pack_and_timetable_are_fixed_before_the_first_bid(self) -> None:
        self.ready().when(self.FREEZE, at=noon(august(20))).then(self.FROZEN)

    def test_a_plan_is_frozen_once(self) -> None:
        plan(*frozen()).when(self.FREEZE).then_refused(errors.AlreadyFrozenError, pack_sha256=SHA)

    def test_only_what_is_in_force_is_frozen(self) -> None:
        plan(drafted(), *CONSULTED, voted()).when(self.FREEZE).then_refused(errors.NotAdoptedError)

    def test_no_plan_is_frozen_without_a_quota(self) -> None:
        plan(drafted(), *CONSULTED, voted(), adopted()).when(self.FREEZE).then_refused(
            errors.QuotaNotFiledError
        )

    def test_the_quota_is_filed_with_both_offices_first(self) -> None:
        past = plan(drafted(), *CONSULTED, voted(), adopted())
        past.given(f"quota:{PLAN}", *quota(filed=False)).when(self.FREEZE).then_refused(
            errors.QuotaNotFiledError
        )

    def test_every_school_of_the_plan_has_its_share(self) -> None:
        past = plan(drafted(), *CONSULTED, voted(), adopted())
        past.given(f"quota:{PLAN}", *quota(SCHOOLS[:2])).when(self.FREEZE).then_refused(
            errors.SchoolsWithoutShareError, missing="school-3", count=1
        )

    def test_t18_a_plan_whose_notice_does_not_fit_is_not_frozen(self) -> None:
        """Shows timetable_must_be_sound."""
        strict = pack(notice={"mode": "before_term"})
        tight = TIMETABLE.model_copy(update={"notice_on": august(25)})
        past = plan(
            drafted(strict, tight), *CONSULTED, voted(strict.sha256()), adopted(strict.sha256())
        )
        past.given(f"quota:{PLAN}", *quota()).when(self.FREEZE).then_refused(
            errors.NoticeDoesNotFitError,
            last_day="2026-09-01",
            earliest_final_day="2026-09-02",
            deadline="2026-08-28",
        )

    def test_a_plan_adopted_on_the_day_of_the_kickoff_is_in_time(self) -> None:
        self.ready(on=august(18)).when(self.FREEZE, at=noon(august(18))).then(self.FROZEN)

    def test_a_plan_adopted_after_the_kickoff_came_too_late(self) -> None:
        self.ready(on=august(19)).when(self.FREEZE, at=noon(august(19))).then_refused(
            errors.AdoptedAfterKickoffError, adopted_on="2026-08-19", kickoff_on="2026-08-18"
        )

    def test_rules_are_not_frozen_after_bidding_began(self) -> None:
        self.ready().when(self.FREEZE, at=noon(august(21))).then_refused(
            errors.FrozenTooLateError, today="2026-08-21", intents_from_on="2026-08-20"
        )


class TestAmendment:
    AMEND = c.AmendPack(plan=PLAN, pack=SECOND, reason="增加聘任委员会签署人数")

    def test_an_amended_pack_is_for_rounds_that_open_later(self) -> None:
        amended = e.PackAmended(
            pack_sha256=SECOND.sha256(), pack=SECOND, reason="增加聘任委员会签署人数"
        )
        plan(*frozen(), voted(SECOND.sha256())).when(self.AMEND).then(done(amended))
        state = fold(*frozen(), amended)
        assert state.pack_in_force == SECOND
        assert state.frozen_pack_sha256 == SHA
        assert state.packs[SHA] == PACK

    def test_an_amendment_needs_a_vote_on_exactly_that_pack(self) -> None:
        plan(*frozen()).when(self.AMEND).then_refused(
            errors.VoteMissingError, pack_sha256=SECOND.sha256()
        )

    def test_before_the_plan_is_frozen_the_draft_is_revised_instead(self) -> None:
        plan(drafted()).when(self.AMEND).then_refused(errors.NotFrozenError)

    @pytest.mark.parametrize("changes", [{"version": 1}, {"version": 2, "id": "other"}])
    def test_an_amendment_is_a_later_version_of_the_same_pack(
        self, changes: dict[str, object]
    ) -> None:
        amend = c.AmendPack(plan=PLAN, pack=pack(**changes), reason="修订")
        plan(*frozen()).when(amend).then_refused(errors.PackVersionError, version_in_force=1)
