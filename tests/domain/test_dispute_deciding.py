"""Investigation, hearing, mediation, clocks, decision, service, further remedy."""

from __future__ import annotations

from datetime import date

import pytest

from domain.decisions import decide
from domain.dispute import commands as c
from domain.dispute import errors
from domain.dispute import events as e
from domain.dispute import remedies as r
from domain.dispute.channels import ChannelKind
from domain.dispute.clocks import Due
from domain.dispute.matters import Decider, MatterKind, Step
from domain.dispute.state import Hearing, Stage
from domain.mandate.events import RecusalDeclared
from domain.values.privacy import PersonalDataError
from tests.domain import dispute_steps as d
from tests.domain.planning_given import noon
from tests.support.desk import Desk

K = ChannelKind
APPOINT = c.AppointInvestigators(case=d.CASE, investigators=d.PANEL)
REPORT = c.ReportInvestigation(case=d.CASE, findings=(d.found(),), text="谈话笔录")
ASK_HEARING = c.RequestHearing(case=d.CASE, by="a2")
HEAR = c.HoldHearing(case=d.CASE, chair=d.CHAIR, attended=("a2",), text="听证笔录")
MEDIATE = c.StartMediation(case=d.CASE, mediator="mediator")
AGREE = c.EndMediation(case=d.CASE, agreed=True, text="双方同意")
SUSPEND = c.SuspendCase(case=d.CASE, waiting_for="公安机关的调查结论")
RESUME = c.ResumeCase(case=d.CASE)
EXTEND = c.ExtendPeriod(case=d.CASE, reason="案情复杂")
WITHDRAW = c.WithdrawCase(case=d.CASE, by="a2")
REDO = r.Redo(by="school-1", what="重新组织评分")
SANCTION = d.matter(
    MatterKind.SANCTION, steps=(Step(channel=K.REVIEW, served_on=date(2026, 8, 20)),)
)


@pytest.fixture
def desk() -> Desk:
    return d.admitted(d.offices())


def at(desk: Desk, day: date) -> Desk:
    desk.at = noon(day)
    return desk


def appeal() -> Desk:
    """An appeal to the personnel office against a sanction that was reviewed."""
    return d.admitted(d.offices(), d.receive(K.APPEAL, about=SANCTION, body=d.HR))


class TestInvestigators:
    @pytest.mark.parametrize("people", [(), ("one",), ("one", "one")])
    def test_there_are_as_many_as_the_channel_needs(
        self, desk: Desk, people: tuple[str, ...]
    ) -> None:
        command = APPOINT.model_copy(update={"investigators": people})
        desk.refuses(command, errors.InvestigatorsError, needed=2)

    def test_a_school_needs_three(self) -> None:
        desk = d.offices()
        desk.given("body:school-1", desk.history[0][1])
        d.admitted(desk, d.receive(K.SCHOOL, body="school-1"))
        two = APPOINT.model_copy(update={"investigators": d.PANEL[:2]})
        desk.refuses(two, errors.InvestigatorsError, found=2, needed=3)
        desk.do(APPOINT)

    @pytest.mark.parametrize("party", ["a2", "a1"])
    def test_no_party_investigates(self, party: str) -> None:
        desk = d.admitted(d.offices(), d.receive(about=d.matter(against="a1")))
        command = APPOINT.model_copy(update={"investigators": ("one", party)})
        desk.refuses(command, errors.PartyError, person=party)

    def test_nobody_who_declared_recusal_from_a_party_investigates(self, desk: Desk) -> None:
        desk.given("mandates:inspector-2", RecusalDeclared(other="a2", relation="夫妻"))
        desk.refuses(APPOINT, errors.CaseRecusedError, person="inspector-2", other="a2")

    def test_recusal_from_somebody_else_does_not_matter(self, desk: Desk) -> None:
        desk.given("mandates:inspector-2", RecusalDeclared(other="b1", relation="夫妻"))
        desk.do(APPOINT)

    def test_nobody_who_had_a_hand_in_the_contested_decision_investigates(self) -> None:
        desk = d.Hands(noon(d.KNOWN))
        d.offices(desk)
        marked = {"recruitment.judge-marked.v1": frozenset({"inspector-3"})}
        desk.signed = {"body:town-office": marked}
        d.admitted(desk, d.receive(contested="body:dispute-office"))
        desk.do(APPOINT)
        d.admitted(desk, d.receive(contested="body:town-office", case="case-2"))
        second = APPOINT.model_copy(update={"case": "case-2"})
        desk.refuses(second, errors.HadAHandError, person="inspector-3")

    def test_one_who_withdraws_is_replaced(self, desk: Desk) -> None:
        desk.do(APPOINT)
        replace = c.ReplaceInvestigator(
            case=d.CASE, withdrawn="inspector-1", successor="fourth", reason="与当事人有亲属关系"
        )
        desk.do(replace)
        assert d.case_of(desk).investigators == ("inspector-2", "inspector-3", "fourth")
        desk.refuses(replace, errors.InvestigatorsError, found=0)
        into_itself = replace.model_copy(
            update={"withdrawn": "inspector-2", "successor": "inspector-3"}
        )
        desk.refuses(into_itself, errors.InvestigatorsError, found=1)

    def test_a_report_needs_investigators_who_are_still_free(self, desk: Desk) -> None:
        desk.refuses(REPORT, errors.InvestigatorsError, found=0)
        desk.do(APPOINT)
        desk.given("mandates:inspector-1", RecusalDeclared(other="a2", relation="姐妹"))
        desk.refuses(REPORT, errors.CaseRecusedError, person="inspector-1")

    def test_evidence_goes_to_the_vault_and_findings_hold_no_personal_data(
        self, desk: Desk
    ) -> None:
        desk.do(APPOINT)
        bad = REPORT.model_copy(update={"findings": (d.found(text="见19850302出生的王某"),)})
        desk.refuses(bad, PersonalDataError, field="reasons.1")
        (recorded,) = decide(desk, REPORT, at=desk.at)
        assert [each.path for each in recorded.personal] == ["evidence.case-1"]
        assert "谈话笔录" not in recorded.event.model_dump_json()

    def test_nothing_is_investigated_before_admission(self) -> None:
        desk = d.offices()
        desk.do(d.receive())
        desk.refuses(APPOINT, errors.StageError, stage="received", needed="admitted")


class TestHearing:
    def test_a_hearing_that_was_asked_for_comes_before_the_decision(self, desk: Desk) -> None:
        d.investigate(desk)
        desk.do(ASK_HEARING)
        desk.refuses(ASK_HEARING, errors.HearingError, hearing="requested")
        desk.refuses(d.decide(r.Outcome.UPHOLD), errors.HearingError)
        desk.do(HEAR, d.decide(r.Outcome.UPHOLD))
        assert d.case_of(desk).hearing is Hearing.HELD

    def test_only_the_complainant_asks_for_one(self, desk: Desk) -> None:
        other = ASK_HEARING.model_copy(update={"by": "a1"})
        desk.refuses(other, errors.NotComplainantError, person="a1")

    def test_its_chair_is_free_to_act(self, desk: Desk) -> None:
        desk.refuses(HEAR.model_copy(update={"chair": "a2"}), errors.PartyError, person="a2")


class TestMediation:
    def test_it_lasts_fifteen_days_and_rolls_over_a_holiday(self, desk: Desk) -> None:
        at(desk, date(2026, 9, 18))
        (event,) = desk.do(MEDIATE)
        assert isinstance(event, e.MediationStarted)
        assert event.until == Due(last_day=date(2026, 10, 8))

    def test_an_agreement_closes_the_case_without_findings(self, desk: Desk) -> None:
        desk.do(MEDIATE, AGREE)
        desk.refuses(d.decide(r.Outcome.REJECT), errors.NotInvestigatedError)
        desk.do(d.decide(r.Outcome.SETTLED))
        assert d.case_of(desk).stage is Stage.DECIDED

    def test_what_both_agreed_to_is_not_decided_otherwise(self, desk: Desk) -> None:
        d.investigate(desk)
        desk.do(MEDIATE, AGREE)
        desk.refuses(d.decide(r.Outcome.UPHOLD), errors.MediationError, agreed=1)

    def test_nothing_is_settled_to_which_they_did_not_agree(self, desk: Desk) -> None:
        settled = d.decide(r.Outcome.SETTLED)
        desk.refuses(settled, errors.MediationError, started=0, agreed=0)
        desk.do(MEDIATE, AGREE.model_copy(update={"agreed": False}))
        desk.refuses(settled, errors.MediationError, started=1, agreed=0)

    def test_there_is_one_mediation_and_it_ends_once_and_in_time(self, desk: Desk) -> None:
        desk.refuses(AGREE, errors.MediationError, started=0)
        desk.do(MEDIATE)
        desk.refuses(MEDIATE, errors.MediationError)
        at(desk, date(2026, 9, 10))
        desk.refuses(AGREE, errors.MediationError, started=1)
        at(desk, date(2026, 9, 9)).do(AGREE)
        desk.refuses(AGREE, errors.MediationError)


class TestClock:
    def test_the_days_of_a_suspension_do_not_count(self, desk: Desk) -> None:
        desk.do(SUSPEND)
        desk.refuses(APPOINT, errors.SuspendedError, since="2026-08-25")
        desk.refuses(SUSPEND, errors.SuspendedError)
        desk.refuses(EXTEND, errors.SuspendedError)
        at(desk, date(2026, 9, 4))
        (event,) = desk.do(RESUME)
        assert event == e.CaseResumed(
            decide_by=Due(last_day=date(2026, 9, 18)), on=date(2026, 9, 4)
        )
        desk.refuses(RESUME, errors.NotSuspendedError)
        desk.do(APPOINT)

    def test_a_case_without_a_clock_has_none_after_a_suspension(self) -> None:
        desk = d.admitted(d.offices(), d.receive(K.REPORT, body=d.BUREAU))
        (event,) = desk.do(SUSPEND, RESUME)
        assert event == e.CaseResumed(decide_by=None, on=d.KNOWN)

    def test_a_clock_that_moves_into_a_year_without_holidays_is_provisional(
        self, desk: Desk
    ) -> None:
        desk.do(SUSPEND)
        at(desk, date(2026, 12, 28))
        (event,) = desk.do(RESUME)
        assert isinstance(event, e.CaseResumed)
        assert event.decide_by == Due(last_day=date(2027, 1, 11), provisional=True)

    def test_a_complex_appeal_is_extended_once_by_thirty_days(self) -> None:
        desk = appeal()
        assert d.case_of(desk).decide_by == Due(last_day=date(2026, 10, 26))
        (event,) = desk.do(EXTEND)
        assert isinstance(event, e.PeriodExtended)
        assert event.decide_by == Due(last_day=date(2026, 11, 25))
        desk.refuses(EXTEND, errors.ExtensionError, extended=1)

    def test_the_teachers_thirty_days_are_not_extended(self, desk: Desk) -> None:
        desk.refuses(EXTEND, errors.ExtensionError, channel="internal", extended=0)


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
