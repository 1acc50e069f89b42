"""Protection inside a round: nobody protected is left over; closed lists of reasons."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.contract import commands as contract
from domain.contract.commands import contract_id
from domain.contract.errors import GroundNotListedError
from domain.decisions import decide
from domain.kernel import Recorded
from domain.mandate.errors import NotAuthorisedError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.planning.pack import RulePack
from domain.protection import commands as p
from domain.protection.errors import ProtectedError
from domain.protection.events import ConsentGiven
from domain.protection.kinds import ConsentMatter, StatutoryKind
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.leaves import Leave, LeaveKind
from domain.recruitment.wishes import PostSet
from domain.teacher.commands import LeavePost
from domain.teacher.events import PostLeftReason
from domain.teacher.state import Teacher
from domain.values.time import beijing_date
from tests.domain import service_given as s
from tests.domain import town
from tests.domain.coordination_given import HELD_ELSEWHERE, MEET
from tests.domain.planning_given import august, noon, pack
from tests.domain.protection_rounds_given import (
    CLOSE,
    CONSENT,
    LEAVE_UNPLACED,
    PREGNANT,
    direct,
    protect,
    without_a_post,
)
from tests.domain.service_given import protected
from tests.domain.town import LOCKED_AT, MATHS, ROUND, SECOND, wish
from tests.support.desk import Desk


class TestNobodyProtectedIsLeftOver:
    @pytest.mark.parametrize("kind", list(StatutoryKind))
    def test_a_protected_teacher_is_not_left_unplaced(self, kind: StatutoryKind) -> None:
        desk = protect(without_a_post(), kind=kind)
        desk.refuses(LEAVE_UNPLACED, ProtectedError, teacher="a2", until="2027-02-01")

    def test_with_her_own_signed_consent_she_is(self) -> None:
        desk = protect(without_a_post())
        desk.do(CONSENT, LEAVE_UNPLACED, town.serve("a2"), CLOSE)

    def test_consent_to_another_round_or_matter_is_none(self) -> None:
        desk = protect(without_a_post())
        desk.do(
            CONSENT.model_copy(update={"about": SECOND}),
            CONSENT.model_copy(update={"matter": ConsentMatter.STANDBY}),
        )
        desk.refuses(LEAVE_UNPLACED, ProtectedError)

    def test_nobody_consents_for_another(self) -> None:
        desk = protect(without_a_post())
        given = ConsentGiven(matter=ConsentMatter.UNPLACED, about=ROUND, on=beijing_date(LOCKED_AT))
        decision = (Recorded("teacher:a2", given),)
        principal = Mandated("wang", Role.PRINCIPAL, "school-1", "m1")
        for other in (principal, Mandated("a1", Role.SELF)):
            with pytest.raises(NotAuthorisedError):
                authorise(desk, [decision], [other])
        authorise(desk, [decision], [Mandated("a2", Role.SELF)])

    def test_a_protection_that_is_over_guards_nobody(self) -> None:
        desk = without_a_post()
        desk.given("teacher:a2", protected(PREGNANT, august(1), beijing_date(desk.at)))
        desk.do(LEAVE_UNPLACED)

    def test_a_stage_does_not_close_over_who_came_under_protection_after_she_was_left(
        self,
    ) -> None:
        desk = town.selected(town.ranked(town.opened()), close=False)
        protect(desk)
        desk.refuses(CLOSE, ProtectedError, teacher="a2")
        desk.do(direct(), CLOSE)

    def test_who_found_a_post_elsewhere_meanwhile_does_not_keep_the_stage_open(self) -> None:
        desk = protect(town.selected(town.ranked(town.opened()), close=False))
        desk.given("teacher:a2", HELD_ELSEWHERE)
        desk.do(CLOSE)

    def test_a_protected_teacher_does_not_lose_her_post_without_her_consent(self) -> None:
        desk = without_a_post()
        protect(desk, "a3")
        move = LeavePost(teacher="a3", reason=PostLeftReason.MOVED)
        desk.refuses(move, ProtectedError, teacher="a3")
        agreed = p.GiveConsent(teacher="a3", matter=ConsentMatter.LEAVE_POST, about="school-1")
        desk.do(agreed, move)

    def test_t09_a_pregnant_teacher_left_unplaced_keeps_her_contract_and_is_placed(self) -> None:
        desk = town.selected(town.ranked(town.opened()))
        name = contract_id(teacher="a2", round=ROUND, posts=(MATHS,))
        signed = s.signed(date(2028, 9, 1)).model_copy(update={"teacher": "a2", "round": ROUND})
        desk.given(f"contract:{name}", signed)
        desk.do(
            p.RecordProtection(
                teacher="a2",
                protection="p1",
                kind=PREGNANT,
                from_on=august(1),
                until_on=date(2027, 2, 1),
                evidence="县人民医院证明",
            )
        )
        dismiss = contract.TerminateContract(
            contract=name, ground="not_selected", document="校发〔2026〕3号"
        )
        desk.refuses(dismiss, GroundNotListedError, ground="not_selected", protected=1)
        desk.refuses(dismiss.model_copy(update={"ground": "expiry_not_renewed"}), ProtectedError)
        desk.at = noon(august(26))
        desk.do(MEET, direct(posts=PostSet(school="school-2", teaching=MATHS), round_=SECOND))
        teacher = desk.find(Teacher, "a2")
        assert teacher is not None
        assert teacher.holds is not None
        assert teacher.school == "school-2"


def listed(*reasons: str) -> RulePack:
    limit = {"look_back_years": 3, "personal_days": 30, "sick_and_personal_days": 90}
    return pack(
        disqualification={
            "reasons": ["leave_over_limit", *reasons],
            "leave_limit": limit,
        }
    )


class TestDisqualificationLists:
    def out(self, reason: e.DisqualificationReason) -> c.DisqualifyBidder:
        return c.DisqualifyBidder(round=ROUND, teacher="a2", reason=reason, detail="据人事档案")

    def bidding(self, of: RulePack | None = None) -> Desk:
        desk = town.opened() if of is None else town.opened(of=of)
        desk.do(town.intent("a2", wish(MATHS)))
        return desk

    def test_what_the_plan_does_not_list_keeps_nobody_out(self) -> None:
        desk = self.bidding(listed("ethics_veto"))
        reasons = e.DisqualificationReason
        desk.refuses(
            self.out(reasons.SANCTION_IN_FORCE),
            errors.ReasonNotListedError,
            reason="sanction_in_force",
        )
        desk.do(self.out(reasons.ETHICS_VETO))

    def test_without_a_list_the_general_conditions_apply_and_no_more(self) -> None:
        reasons = e.DisqualificationReason
        desk = self.bidding()
        desk.refuses(self.out(reasons.UNDER_INVESTIGATION), errors.ReasonNotListedError)
        desk.do(self.out(reasons.SANCTION_IN_FORCE))

    def test_leave_is_a_reason_only_where_its_days_are_counted(self) -> None:
        desk = self.bidding(listed())
        leave = e.DisqualificationReason.LEAVE_OVER_LIMIT
        desk.refuses(self.out(leave), errors.LeaveNotCountedError, teacher="a2")
        desk = self.bidding()
        counted = self.leaves((LeaveKind.PERSONAL, date(2026, 3, 1), 60))
        desk.refuses(counted, errors.ReasonNotListedError, reason="leave_over_limit")

    def leaves(self, *told: tuple[LeaveKind, date, int]) -> c.DisqualifyForLeave:
        found = tuple(
            Leave(kind=kind, from_on=day, until_on=day + timedelta(days=days))
            for kind, day, days in told
        )
        return c.DisqualifyForLeave(
            round=ROUND, teacher="a2", leaves=found, detail="请假天数达到限制"
        )

    @pytest.mark.parametrize(
        "told",
        [
            ((LeaveKind.PERSONAL, date(2026, 3, 1), 30),),
            ((LeaveKind.SICK, date(2025, 9, 1), 61), (LeaveKind.PERSONAL, date(2026, 3, 1), 29)),
            ((LeaveKind.PERSONAL, date(2023, 8, 20), 30),),
            (
                (LeaveKind.SICK, date(2026, 3, 1), 30),
                (LeaveKind.PERSONAL, date(2026, 3, 1), 30),
            ),
        ],
    )
    def test_a_month_of_personal_leave_or_three_of_both_in_one_year_are_too_much(
        self, told: tuple[tuple[LeaveKind, date, int], ...]
    ) -> None:
        (event,) = self.bidding(listed()).do(self.leaves(*told))
        assert event == e.BidderDisqualified(
            teacher="a2",
            reason=e.DisqualificationReason.LEAVE_OVER_LIMIT,
            detail="请假天数达到限制",
        )

    @pytest.mark.parametrize(
        "told",
        [
            ((LeaveKind.PERSONAL, date(2026, 3, 1), 29),),
            ((LeaveKind.SICK, date(2026, 3, 1), 89),),
            (
                (LeaveKind.PERSONAL, date(2023, 8, 1), 19),
                (LeaveKind.PERSONAL, date(2024, 9, 1), 29),
            ),
            ((LeaveKind.PERSONAL, date(2022, 3, 1), 60),),
            (
                (LeaveKind.PERSONAL, date(2025, 8, 5), 29),
                (LeaveKind.PERSONAL, date(2025, 8, 10), 10),
            ),
        ],
    )
    def test_less_or_longer_ago_is_not(self, told: tuple[tuple[LeaveKind, date, int], ...]) -> None:
        self.bidding(listed()).refuses(self.leaves(*told), errors.LeaveWithinLimitError)

    @pytest.mark.parametrize(
        ("kind", "counted"),
        [
            (StatutoryKind.PREGNANCY, False),
            (StatutoryKind.MATERNITY_LEAVE, False),
            (StatutoryKind.NURSING, False),
            (StatutoryKind.WORK_INJURY, False),
            (StatutoryKind.NEAR_RETIREMENT, True),
        ],
    )
    def test_leave_in_pregnancy_birth_nursing_or_after_a_work_injury_is_not_counted(
        self, kind: StatutoryKind, *, counted: bool
    ) -> None:
        desk = self.bidding(listed())
        desk.given("teacher:a2", protected(kind, date(2026, 2, 1), date(2026, 7, 1)))
        told = self.leaves((LeaveKind.SICK, date(2026, 2, 1), 100))
        if counted:
            desk.do(told)
        else:
            desk.refuses(told, errors.LeaveWithinLimitError, days=0)

    def test_dates_and_kinds_of_leave_go_to_the_vault(self) -> None:
        desk = self.bidding(listed())
        told = self.leaves((LeaveKind.SICK, date(2026, 2, 1), 100))
        (recorded,) = decide(desk, told, at=desk.at)
        assert [each.path for each in recorded.personal] == [f"leave.{ROUND}"]
        assert "sick" in recorded.personal[0].value
        assert "2026-02-01" not in recorded.event.model_dump_json()

    def test_who_has_a_post_is_not_put_out(self) -> None:
        desk = protect(self.bidding(listed()))
        desk.do(direct())
        told = self.leaves((LeaveKind.PERSONAL, date(2026, 3, 1), 30))
        desk.refuses(told, errors.AlreadyPlacedError, school="school-1")

    @pytest.mark.parametrize("days", [0, -1])
    def test_a_leave_has_at_least_a_day(self, days: int) -> None:
        told = self.leaves((LeaveKind.PERSONAL, date(2026, 3, 1), days))
        self.bidding(listed()).refuses(told, errors.LeaveDatesError, from_on="2026-03-01")
