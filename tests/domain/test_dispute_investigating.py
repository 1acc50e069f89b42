"""The way to a decision: investigators, hearing, mediation, and the clock that runs."""

from __future__ import annotations

from datetime import date

import pytest

from domain.decisions import decide
from domain.dispute import commands as c
from domain.dispute import errors
from domain.dispute import events as e
from domain.dispute import remedies as r
from domain.dispute.clocks import Due
from domain.dispute.state import Hearing, Stage
from domain.mandate.events import KeyRevoked, RecusalDeclared
from domain.values.privacy import PersonalDataError
from tests.domain import dispute_steps as d
from tests.domain.dispute_deciding_given import (
    AGREE,
    APPOINT,
    ASK_HEARING,
    EXTEND,
    HEAR,
    MEDIATE,
    REPORT,
    RESUME,
    SUSPEND,
    K,
    appeal,
    at,
)
from tests.domain.planning_given import noon
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return d.admitted(d.offices())


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

    def test_they_are_appointed_once_and_replaced_with_a_reason(self, desk: Desk) -> None:
        desk.do(APPOINT)
        desk.refuses(APPOINT, errors.InvestigatorsError, found=3, needed=2)

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
            case=d.CASE,
            withdrawn="inspector-1",
            successor=d.SUBSTITUTE,
            reason="与当事人有亲属关系",
        )
        desk.do(replace)
        assert d.case_of(desk).investigators == ("inspector-2", "inspector-3", d.SUBSTITUTE)
        desk.refuses(replace, errors.InvestigatorsError, found=0)
        into_itself = replace.model_copy(
            update={"withdrawn": "inspector-2", "successor": "inspector-3"}
        )
        desk.refuses(into_itself, errors.InvestigatorsError, found=1)

    def test_nobody_investigates_who_could_not_sign_a_report(self, desk: Desk) -> None:
        stranger = APPOINT.model_copy(update={"investigators": ("inspector-1", "nobody")})
        desk.refuses(stranger, errors.InvestigatorUnknownError, person="nobody")
        gone = KeyRevoked(kid="k-inspector-2", reason="离职", void_from_index=99)
        desk.given("mandates:inspector-2", gone)
        desk.refuses(APPOINT, errors.InvestigatorUnknownError, person="inspector-2")

    def test_nor_does_a_stranger_take_over(self, desk: Desk) -> None:
        desk.do(APPOINT)
        replace = c.ReplaceInvestigator(
            case=d.CASE, withdrawn="inspector-1", successor="nobody", reason="回避"
        )
        desk.refuses(replace, errors.InvestigatorUnknownError, person="nobody")

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
        desk.refuses(APPOINT, errors.StageError, stage="received", stages="admitted")


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

    def test_nothing_is_decided_while_it_runs(self, desk: Desk) -> None:
        d.investigate(desk)
        desk.do(MEDIATE)
        reject = d.decide(r.Outcome.REJECT)
        desk.refuses(reject, errors.MediationError, started=1, until="2026-09-09")
        at(desk, date(2026, 9, 10)).do(reject)

    def test_a_mediation_that_failed_leaves_the_case_to_be_decided(self, desk: Desk) -> None:
        d.investigate(desk)
        desk.do(MEDIATE, AGREE.model_copy(update={"agreed": False}))
        desk.do(d.decide(r.Outcome.REJECT))


class TestClock:
    @pytest.mark.parametrize(
        ("suspended", "resumed", "last_day"),
        [
            (date(2026, 9, 21), date(2026, 9, 30), date(2026, 10, 20)),
            (date(2026, 9, 28), date(2026, 10, 9), date(2026, 10, 16)),
            (date(2026, 10, 12), date(2026, 10, 19), date(2026, 10, 19)),
        ],
    )
    def test_as_many_working_days_are_left_after_a_holiday_as_before_it(
        self, suspended: date, resumed: date, last_day: date
    ) -> None:
        """Ten working days from 21 September end on 12 October; the holidays lie between."""
        desk = at(d.offices(), date(2026, 9, 21))
        d.admitted(desk, d.receive(about=d.matter(known_on=date(2026, 9, 21))))
        at(desk, suspended).do(SUSPEND)
        (event,) = at(desk, resumed).do(RESUME)
        assert event == e.CaseResumed(decide_by=Due(last_day=last_day), on=resumed)

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
        assert event.decide_by == Due(last_day=date(2027, 1, 7), provisional=True)

    def test_so_is_one_of_natural_days_whose_last_day_may_roll_over(self) -> None:
        desk = appeal()
        desk.do(SUSPEND)
        at(desk, date(2026, 12, 28))
        (event,) = desk.do(RESUME)
        assert isinstance(event, e.CaseResumed)
        assert event.decide_by is not None
        assert event.decide_by.provisional
        assert event.decide_by.last_day.year == 2027

    def test_a_complex_appeal_is_extended_once_by_thirty_days(self) -> None:
        desk = appeal()
        assert d.case_of(desk).decide_by == Due(last_day=date(2026, 10, 26))
        (event,) = desk.do(EXTEND)
        assert isinstance(event, e.PeriodExtended)
        assert event.decide_by == Due(last_day=date(2026, 11, 25))
        desk.refuses(EXTEND, errors.ExtensionError, extended=1)

    def test_a_period_that_is_over_is_not_extended(self) -> None:
        desk = at(appeal(), date(2026, 10, 27))
        desk.refuses(EXTEND, errors.ExtensionError, extended=0, late=1)
        at(desk, date(2026, 10, 26)).do(EXTEND)

    def test_the_teachers_thirty_days_are_not_extended(self, desk: Desk) -> None:
        desk.refuses(EXTEND, errors.ExtensionError, channel="internal", extended=0)
