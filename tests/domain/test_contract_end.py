"""The end of a contract: on a closed list of grounds, or when its term is over."""

from __future__ import annotations

from datetime import date

import pytest

from domain.contract import commands as c
from domain.contract import errors
from domain.contract import events as e
from domain.kernel import Recorded
from domain.protection.errors import ProtectedError
from domain.protection.events import ProtectionEnded
from domain.school.events import OfficeEnded
from domain.teacher.events import ExitGround, PostLeft, PostLeftReason, TeacherExited
from domain.values.privacy import PersonalDataError
from tests.domain import service_given as s
from tests.domain.contract_end_given import (
    LEAVE,
    MONTHS,
    PREGNANCY,
    TODAY,
    TWICE,
    exited,
    serve,
    terminate,
)
from tests.domain.planning_given import august, noon
from tests.domain.service_given import CONTRACT, POSTS, STREAM, TEACHER, WHO, protected
from tests.support.scenario import Scenario


class TestGrounds:
    @pytest.mark.parametrize(
        "ground", ["not_selected", "left_unplaced", "refused_to_sign", "failed_training_test", ""]
    )
    def test_not_to_be_selected_is_no_ground(self, ground: str) -> None:
        s.employed().when(terminate(ground)).then_refused(
            errors.GroundNotListedError, ground=ground, protected=0
        )

    def test_t49_who_refuses_two_adjustment_offers_is_not_dismissed_for_it(self) -> None:
        s.employed().when(terminate("refused_adjustment_twice")).then_refused(
            errors.GroundNotListedError, ground="refused_adjustment_twice"
        )

    def test_t09_a_pregnant_teacher_is_not_dismissed_and_not_to_be_selected_is_no_ground(
        self,
    ) -> None:
        past = s.employed().given(TEACHER, protected(PREGNANCY, *MONTHS))
        past.when(terminate("not_selected")).then_refused(
            errors.GroundNotListedError, ground="not_selected", protected=1
        )
        past.when(serve(*TWICE)).then_refused(ProtectedError, protection="p1")

    @pytest.mark.parametrize("ground", ["agreement", "resignation"])
    def test_the_unit_alone_records_neither_an_agreement_nor_a_resignation(
        self, ground: str
    ) -> None:
        s.employed().when(terminate(ground)).then_refused(errors.OwnSignatureError, ground=ground)

    @pytest.mark.parametrize(
        "ground",
        [
            ExitGround.EXPELLED,
            ExitGround.TEACHERS_LAW_37,
            ExitGround.RETIREMENT,
            ExitGround.DEATH,
        ],
    )
    def test_a_listed_ground_ends_contract_post_seat_and_office_in_one_act(
        self, ground: ExitGround
    ) -> None:
        ended = e.ContractTerminated(
            teacher=WHO, ground=ground, document="校发〔2026〕3号", working_days=None, on=TODAY
        )
        s.employed().when(terminate(ground)).then(Recorded(STREAM, ended), *exited(ground, TODAY))

    def test_a_contract_ends_once(self) -> None:
        ended = e.ContractEnded(teacher=WHO, ground=ExitGround.AGREEMENT, on=TODAY)
        s.employed().given(STREAM, ended).when(terminate("expelled")).then_refused(
            errors.ContractEndedError, ended_on="2026-08-18"
        )

    def test_a_document_in_the_ledger_holds_no_personal_numbers(self) -> None:
        s.employed().when(terminate("expelled", "电话19912345678")).then_refused(
            PersonalDataError, field="document"
        )

    def test_both_sign_the_end_by_agreement_also_under_protection(self) -> None:
        ended = e.ContractEnded(teacher=WHO, ground=ExitGround.AGREEMENT, on=TODAY)
        past = s.employed().given(TEACHER, protected(PREGNANCY, *MONTHS))
        past.when(c.EndContractByAgreement(contract=CONTRACT)).then(
            Recorded(STREAM, ended), *exited(ExitGround.AGREEMENT, TODAY)
        )

    def test_somebody_who_left_the_post_before_loses_the_contract_only(self) -> None:
        left = PostLeft(school="school-1", posts=POSTS, reason=PostLeftReason.MOVED, on=TODAY)
        decided = s.employed().given(TEACHER, left).when(terminate("expelled")).decision()
        assert [type(each.event) for each in decided] == [
            e.ContractTerminated,
            OfficeEnded,
            TeacherExited,
        ]


class TestExpiry:
    def expire(self, *given: ProtectionEnded, day: date) -> Scenario:
        past = s.employed(until_on=date(2026, 7, 1))
        leave = protected(LEAVE, date(2026, 5, 1), date(2026, 8, 21))
        past = past.given(TEACHER, leave, *given)
        return past.when(terminate("expiry_not_renewed"), at=noon(day))

    def test_a_contract_does_not_end_by_expiry_before_its_term_is_over(self) -> None:
        past = s.employed(until_on=august(19))
        past.when(terminate("expiry_not_renewed")).then_refused(
            errors.NotExpiredError, until_on="2026-08-19"
        )
        day_after = past.when(terminate("expiry_not_renewed"), at=noon(august(19)))
        assert day_after.decision()

    def test_a_contract_does_not_expire_under_protection_also_where_nobody_extended_it(
        self,
    ) -> None:
        """Shows extension."""
        self.expire(day=august(20)).then_refused(ProtectedError, until="2026-08-21")
        assert self.expire(day=august(21)).decision()

    def test_where_the_protection_ended_early_the_contract_may_end(self) -> None:
        ended = ProtectionEnded(protection="p1", on=august(10))
        assert self.expire(ended, day=august(10)).decision()

    def test_who_was_hired_again_does_not_leave_by_the_expiry_of_the_older_contract(self) -> None:
        again = s.TAKEN.model_copy(update={"round": "round-2", "posts": ("教学-02",)})
        past = s.employed(until_on=august(1)).given(TEACHER, again)
        past.when(terminate("expiry_not_renewed")).then_refused(
            errors.ContractRenewedError, teacher=WHO
        )
