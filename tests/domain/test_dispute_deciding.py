"""The decision on a case, its reasons, and what may follow it."""

from __future__ import annotations

from datetime import date

import pytest

from domain.dispute import commands as c
from domain.dispute import errors
from domain.dispute import events as e
from domain.dispute import remedies as r
from domain.dispute.clocks import Due
from domain.dispute.matters import Decider, MatterKind, Step
from domain.dispute.routing import Note, route
from domain.dispute.state import Stage
from domain.mandate.events import RecusalDeclared
from domain.values.privacy import PersonalDataError
from tests.domain import dispute_steps as d
from tests.domain.dispute_deciding_given import REDO, SANCTION, WITHDRAW, K, appeal, at
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return d.admitted(d.offices())


class TestDecision:
    def test_a_decision_follows_an_investigation(self, desk: Desk) -> None:
        desk.refuses(d.decide(r.Outcome.UPHOLD), errors.NotInvestigatedError)

    @pytest.mark.parametrize("ground", sorted(r.TO_REVOKE))
    def test_each_ground_to_revoke_is_enough_to_revoke_and_to_have_it_redone(
        self, desk: Desk, ground: r.Ground
    ) -> None:
        d.investigate(desk)
        why = (d.found(ground),)
        remedy = r.RevokeAppointment(round="r1", teacher="a1")
        (event,) = desk.do(d.decide(r.Outcome.REVOKE, remedy, reasons=why))
        assert isinstance(event, e.CaseDecided)
        assert (event.outcome, event.late) == (r.Outcome.REVOKE, False)

    @pytest.mark.parametrize("ground", sorted(r.TO_MODIFY))
    @pytest.mark.parametrize("outcome", [r.Outcome.REVOKE, r.Outcome.REDO])
    def test_a_ground_to_modify_is_not_enough_to_revoke(
        self, desk: Desk, ground: r.Ground, outcome: r.Outcome
    ) -> None:
        d.investigate(desk)
        command = d.decide(outcome, REDO, reasons=(d.found(ground),))
        desk.refuses(command, errors.GroundsError, grounds=ground.value)

    def test_who_modifies_names_a_ground(self, desk: Desk) -> None:
        d.investigate(desk)
        command = d.decide(r.Outcome.MODIFY, REDO, reasons=(d.found(None),))
        desk.refuses(command, errors.GroundsError, outcome="modify", grounds="")

    @pytest.mark.parametrize("outcome", [r.Outcome.UPHOLD, r.Outcome.REJECT])
    def test_who_found_a_ground_neither_upholds_nor_rejects(
        self, desk: Desk, outcome: r.Outcome
    ) -> None:
        d.investigate(desk)
        command = d.decide(outcome, reasons=(d.found(),))
        desk.refuses(command, errors.GroundsError, grounds="facts_unclear")

    @pytest.mark.parametrize(
        ("outcome", "remedies"),
        [
            (r.Outcome.UPHOLD, (REDO,)),
            (r.Outcome.REJECT, (REDO,)),
            (r.Outcome.REVOKE, ()),
            (r.Outcome.MODIFY, ()),
            (r.Outcome.REDO, ()),
            (r.Outcome.REDO, (r.WithdrawNotice(notice="r1"),)),
        ],
    )
    def test_outcome_and_remedies_agree(
        self, desk: Desk, outcome: r.Outcome, remedies: tuple[r.Remedy, ...]
    ) -> None:
        d.investigate(desk)
        desk.refuses(d.decide(outcome, *remedies), errors.RemediesError)

    def test_who_appeals_does_not_lose_by_it(self) -> None:
        desk = d.investigate(appeal())
        own = r.RevokeAppointment(round="r1", teacher="a2")
        desk.refuses(d.decide(r.Outcome.REVOKE, own), errors.NeverWorseError, complainant="a2")
        other = r.RevokeAppointment(round="r1", teacher="a1")
        desk.do(d.decide(r.Outcome.REVOKE, other))

    def test_whoever_presides_is_free_to_act(self, desk: Desk) -> None:
        d.investigate(desk)
        desk.given(f"mandates:{d.CHAIR}", RecusalDeclared(other="a2", relation="师徒"))
        desk.refuses(d.decide(r.Outcome.UPHOLD), errors.CaseRecusedError, person=d.CHAIR)

    def test_an_investigator_who_declared_recusal_since_spoils_the_decision(
        self, desk: Desk
    ) -> None:
        d.investigate(desk)
        desk.given("mandates:inspector-2", RecusalDeclared(other="a2", relation="亲属"))
        desk.refuses(d.decide(r.Outcome.UPHOLD), errors.CaseRecusedError, person="inspector-2")

    def test_a_case_handed_to_the_contested_office_is_not_decided_there(self, desk: Desk) -> None:
        d.investigate(desk)
        back = c.HandOverCase(
            case=d.CASE, to_owner="principal", body="school-1", reason="请原单位处理"
        )
        desk.do(back)
        desk.refuses(d.decide(r.Outcome.UPHOLD), errors.OwnDecisionError, body="school-1")

    def test_a_late_decision_stands_and_says_that_it_is_late(self, desk: Desk) -> None:
        d.investigate(desk)
        at(desk, date(2026, 9, 9))
        (event,) = desk.do(d.decide(r.Outcome.UPHOLD))
        assert isinstance(event, e.CaseDecided)
        assert event.late

    def test_the_reasons_of_a_decision_hold_no_personal_data(self, desk: Desk) -> None:
        d.investigate(desk)
        what = REDO.model_copy(update={"what": "请与19912345678联系"})
        desk.refuses(d.decide(r.Outcome.REDO, what), PersonalDataError, field="remedies.1.what")

    def test_a_case_is_decided_once(self, desk: Desk) -> None:
        d.investigate(desk)
        desk.do(d.decide(r.Outcome.UPHOLD))
        desk.refuses(d.decide(r.Outcome.REJECT), errors.StageError, stage="decided")
        desk.refuses(WITHDRAW, errors.StageError, stage="decided")

    def test_a_case_is_taken_back_before_it_is_decided(self, desk: Desk) -> None:
        desk.refuses(WITHDRAW.model_copy(update={"by": "a1"}), errors.NotComplainantError)
        desk.do(WITHDRAW)
        assert d.case_of(desk).stage is Stage.WITHDRAWN
        desk.do(c.ArchiveCase(case=d.CASE))


class TestAfterwards:
    def test_service_tells_the_further_remedy_and_its_last_day(self) -> None:
        about = d.matter(MatterKind.SANCTION, decided_by=d.HR, decider=Decider.GOVERNMENT)
        desk = d.admitted(d.offices(), d.receive(K.REVIEW, about=about, body=d.HR))
        d.investigate(desk)
        (event,) = desk.do(d.decide(r.Outcome.UPHOLD), d.SERVE)
        assert isinstance(event, e.DecisionServed)
        assert event.further == (K.APPEAL,)
        assert event.seek_by == Due(last_day=date(2026, 9, 24))
        assert event.execute_by is None

    def test_once_served_the_channel_is_used_and_the_next_one_opens(self) -> None:
        desk = appeal()
        d.investigate(desk)
        assert d.case_of(desk).matter_now == SANCTION
        desk.do(d.decide(r.Outcome.UPHOLD), d.SERVE)
        now = route(d.case_of(desk).matter_now, on=d.KNOWN)
        assert now.path(K.APPEAL).notes == (Note.ALREADY_DECIDED,)
        assert now.path(K.REAPPEAL).file_by == Due(last_day=date(2026, 9, 24))

    def test_a_decision_is_served_once(self, desk: Desk) -> None:
        d.investigate(desk)
        desk.refuses(d.SERVE, errors.StageError)
        desk.do(d.decide(r.Outcome.UPHOLD), d.SERVE)
        desk.refuses(d.SERVE, errors.StageError)

    def test_a_review_goes_on_to_appeal_and_second_appeal(self) -> None:
        about = d.matter(MatterKind.SANCTION, decided_by=d.BUREAU, decider=Decider.BUREAU)
        desk = d.admitted(d.offices(), d.receive(K.REVIEW, about=about, body=d.BUREAU))
        d.investigate(desk)
        desk.do(d.decide(r.Outcome.UPHOLD), d.SERVE)
        on = d.receive(K.APPEAL, about=about, body=d.HR, case="case-2", previous=d.CASE)
        received, sought = desk.do(on)
        assert isinstance(received, e.CaseReceived)
        assert received.matter.steps == (Step(channel=K.REVIEW, served_on=d.KNOWN),)
        assert sought == e.FurtherRemedySought(channel=K.APPEAL, on=d.KNOWN)
        assert not d.case_of(desk).is_final(date(2026, 12, 1))
        desk.do(c.AdmitCase(case="case-2"))
        d.investigate(desk, case="case-2")
        serve = d.SERVE.model_copy(update={"case": "case-2"})
        desk.do(d.decide(r.Outcome.UPHOLD, case="case-2"), serve)
        last = d.receive(K.REAPPEAL, about=about, body=d.CITY, case="case-3", previous="case-2")
        desk.do(last, c.AdmitCase(case="case-3"))
        assert [step.channel for step in d.case_of(desk, "case-3").matter.steps] == [
            K.REVIEW,
            K.APPEAL,
        ]

    def test_a_case_goes_on_only_from_one_that_was_served_and_in_its_turn(self) -> None:
        desk = appeal()
        on = d.receive(K.REAPPEAL, about=SANCTION, body=d.CITY, case="case-2", previous=d.CASE)
        desk.refuses(on, errors.PreviousCaseError, stage="admitted")
        d.investigate(desk)
        desk.do(d.decide(r.Outcome.UPHOLD), d.SERVE)
        suit = on.model_copy(update={"channel": K.SUIT})
        desk.refuses(suit, errors.PreviousCaseError, next_channel="suit")
        stranger = on.model_copy(update={"complainant": "a1", "filed_by": "a1"})
        desk.refuses(stranger, errors.PreviousCaseError)
        desk.do(on)

    def test_an_award_is_final_when_nobody_sued_within_fifteen_days(self) -> None:
        about = d.matter(MatterKind.CONTRACT)
        desk = d.admitted(d.offices(), d.receive(K.ARBITRATION, about=about, body=d.COMMISSION))
        d.investigate(desk)
        desk.do(d.decide(r.Outcome.REDO, REDO), d.SERVE)
        report = d.EXECUTE.model_copy(update={"report": "已补签"})
        at(desk, date(2026, 9, 9))
        desk.refuses(report, errors.NotFinalError, channel="arbitration")
        at(desk, date(2026, 9, 10))
        desk.do(report)
        assert d.case_of(desk).stage is Stage.EXECUTED

    def test_an_award_that_was_taken_to_court_is_not_carried_out(self) -> None:
        about = d.matter(MatterKind.CONTRACT)
        desk = d.admitted(d.offices(), d.receive(K.ARBITRATION, about=about, body=d.COMMISSION))
        d.investigate(desk)
        sue = c.RecordFurtherRemedy(case=d.CASE, channel=K.SUIT)
        desk.refuses(sue, errors.StageError)
        desk.do(d.decide(r.Outcome.REDO, REDO), d.SERVE)
        wrong = sue.model_copy(update={"channel": K.APPEAL})
        desk.refuses(wrong, errors.FurtherRemedyError, channel="appeal")
        desk.do(sue)
        at(desk, date(2026, 11, 2))
        report = d.EXECUTE.model_copy(update={"report": "已补签"})
        desk.refuses(report, errors.NotFinalError)
        desk.refuses(sue, errors.FurtherRemedyError, late=1)

    def test_the_internal_decision_bars_nothing_and_is_final_with_its_service(
        self, desk: Desk
    ) -> None:
        d.investigate(desk)
        desk.do(d.decide(r.Outcome.UPHOLD), d.SERVE)
        assert d.case_of(desk).is_final(d.KNOWN)
        follow = d.receive(K.TEACHER_APPEAL, body=d.BUREAU, case="case-2")
        desk.do(follow, c.AdmitCase(case="case-2"))
        assert d.case_of(desk, "case-2").stage is Stage.ADMITTED

    def test_a_case_is_archived_when_nothing_is_left_to_do(self) -> None:
        archive = c.ArchiveCase(case=d.CASE)
        desk = d.investigate(appeal())
        desk.refuses(archive, errors.StageError, stage="admitted")
        desk.do(d.decide(r.Outcome.UPHOLD), d.SERVE)
        desk.refuses(archive, errors.NotFinalError, channel="appeal")
        at(desk, date(2026, 10, 1))
        desk.do(archive)
        assert d.case_of(desk).stage is Stage.ARCHIVED

    def test_a_case_whose_orders_are_open_is_not_archived(self, desk: Desk) -> None:
        d.investigate(desk)
        desk.do(d.decide(r.Outcome.REDO, REDO), d.SERVE)
        desk.refuses(c.ArchiveCase(case=d.CASE), errors.NotExecutedError, remedies=1)
        desk.refuses(d.EXECUTE, errors.ReportMissingError)
        (event,) = desk.do(d.EXECUTE.model_copy(update={"report": "已重新评分"}))
        assert event == e.CaseExecuted(report="已重新评分", late=False, on=d.KNOWN)
        desk.do(c.ArchiveCase(case=d.CASE))

    def test_a_decision_that_orders_nothing_is_not_executed(self, desk: Desk) -> None:
        d.investigate(desk)
        desk.do(d.decide(r.Outcome.UPHOLD), d.SERVE)
        desk.refuses(d.EXECUTE, errors.NothingToExecuteError)

    def test_execution_after_its_last_day_is_late_and_counts(self, desk: Desk) -> None:
        d.investigate(desk)
        desk.do(d.decide(r.Outcome.REDO, REDO), d.SERVE)
        at(desk, date(2026, 9, 25))
        (event,) = desk.do(d.EXECUTE.model_copy(update={"report": "已重新评分"}))
        assert isinstance(event, e.CaseExecuted)
        assert event.late
