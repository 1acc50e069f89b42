"""Public notices: changed lists and objections."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.kernel import Personal, Recorded
from domain.notice import commands as c
from domain.notice import errors
from domain.notice import events as e
from domain.values.privacy import PersonalDataError
from domain.values.time import end_of
from tests.domain import round_given as g
from tests.domain.notice_steps import (
    END,
    FILED,
    LAST_DAY,
    OBJECT,
    REJECTED,
    RESTARTED,
    SHA,
    STREAM,
    THURSDAY,
    UPHELD,
    changed_list,
    done,
    notice,
)
from tests.domain.planning_given import noon


class TestChangedList:
    RESTART = c.RestartNotice(notice=g.ROUND, entries=g.CHANGED, reason="异议成立，调整名单")

    def test_a_changed_list_starts_the_period_again(self) -> None:
        changed_list().when(self.RESTART, at=noon(THURSDAY)).then(done(RESTARTED))

    def test_t20_a_list_changed_on_day_four_is_not_final_on_day_five(self) -> None:
        changed_list().given(STREAM, RESTARTED).when(END, at=noon(LAST_DAY)).then_refused(
            errors.PeriodNotOverError,
            on="2026-09-03",
            elapsed=1,
            last_day="2026-09-10",
            earliest_final_day="2026-09-11",
        )

    def test_t20_nor_does_the_old_period_run_out_for_a_list_that_changed(self) -> None:
        changed_list().when(END, at=noon(date(2026, 9, 5))).then_refused(
            errors.OtherListError, shown=2, decided=3
        )

    def test_the_changed_list_is_the_rounds_own(self) -> None:
        notice().when(self.RESTART).then_refused(errors.OtherListError, shown=3, decided=2)

    def test_a_list_that_did_not_change_starts_nothing_again(self) -> None:
        same = c.RestartNotice(notice=g.ROUND, entries=g.LIST, reason="再公示")
        notice().when(same).then_refused(errors.ListUnchangedError, list_sha256=SHA)

    def test_a_list_to_which_an_objection_was_upheld_does_not_come_back(self) -> None:
        back = c.RestartNotice(notice=g.ROUND, entries=g.LIST, reason="恢复原名单")
        notice(FILED, UPHELD, RESTARTED).when(back).then_refused(
            errors.ListCondemnedError, list_sha256=SHA
        )

    def test_a_withdrawn_notice_is_not_restarted(self) -> None:
        withdrawn = e.NoticeWithdrawn(reason="名单有误", on=THURSDAY)
        changed_list().given(STREAM, withdrawn).when(self.RESTART).then_refused(
            errors.NotStandingError, standing="withdrawn"
        )

    def test_the_reason_of_a_restart_holds_no_personal_data(self) -> None:
        reason = self.RESTART.model_copy(update={"reason": "见19850302出生的王某"})
        changed_list().when(reason).then_refused(
            PersonalDataError, field="reason", kind="birth_date"
        )


class TestObjections:
    def test_the_text_of_an_objection_goes_to_the_vault_only(self) -> None:
        personal = (Personal("text", "t-03", "名次计算有误"),)
        notice().when(OBJECT, at=noon(THURSDAY)).then(Recorded(STREAM, FILED, personal))

    def test_objections_are_taken_until_midnight_of_the_last_day(self) -> None:
        personal = (Personal("text", "t-03", "名次计算有误"),)
        last_minute = end_of(LAST_DAY) - timedelta(minutes=1)
        notice().when(OBJECT, at=last_minute).then(Recorded(STREAM, FILED, personal))

    def test_an_objection_after_the_last_day_is_too_late(self) -> None:
        notice().when(OBJECT, at=end_of(LAST_DAY)).then_refused(
            errors.ObjectionTooLateError, last_day="2026-09-04", today="2026-09-05"
        )

    def test_an_objection_is_filed_once_under_its_id(self) -> None:
        notice(FILED).when(OBJECT, at=noon(THURSDAY)).then_refused(
            errors.ObjectionKnownError, objection="o-1"
        )

    def test_nobody_objects_to_a_notice_that_ended(self) -> None:
        ended = e.NoticePeriodEnded(list_sha256=SHA, on=date(2026, 9, 5))
        notice(ended).when(OBJECT, at=noon(THURSDAY)).then_refused(errors.NotStandingError)

    def test_an_objection_is_upheld_with_a_reason(self) -> None:
        uphold = c.UpholdObjection(notice=g.ROUND, objection="o-1", reason="评分依据有误")
        notice(FILED).when(uphold).then(done(UPHELD))

    def test_an_objection_is_rejected_with_a_reason(self) -> None:
        reject = c.RejectObjection(notice=g.ROUND, objection="o-1", reason="评分依据属实")
        notice(FILED).when(reject).then(done(REJECTED))

    @pytest.mark.parametrize("past", [(), (FILED, UPHELD), (FILED, REJECTED)])
    def test_an_objection_is_decided_once(self, past: tuple[e.NoticeEvent, ...]) -> None:
        uphold = c.UpholdObjection(notice=g.ROUND, objection="o-1", reason="评分依据有误")
        notice(*past).when(uphold).then_refused(errors.ObjectionNotOpenError, objection="o-1")

    def test_the_reason_of_a_decision_holds_no_personal_data(self) -> None:
        reject = c.RejectObjection(notice=g.ROUND, objection="o-1", reason="电话19912345678核实")
        notice(FILED).when(reject).then_refused(PersonalDataError, field="reason")
