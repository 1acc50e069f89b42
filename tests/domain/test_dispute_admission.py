"""Missing material, and admission of a case or turning it away."""

from __future__ import annotations

from datetime import date

import pytest

from domain.dispute import commands as c
from domain.dispute import errors
from domain.dispute import events as e
from domain.dispute.clocks import Due
from domain.dispute.events import InadmissibleReason
from domain.dispute.matters import Decider, Grade, MatterKind, Step
from domain.dispute.state import Stage
from domain.values.privacy import PersonalDataError
from tests.domain import dispute_steps as d
from tests.domain.dispute_receiving_given import ADMIT, REQUEST, TURN_AWAY, K, hand_over
from tests.domain.planning_given import noon
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return d.offices()


class TestMaterial:
    def test_everything_that_is_missing_is_told_at_once(self, desk: Desk) -> None:
        (event,) = desk.do(d.receive(), REQUEST)
        expected = e.MaterialRequested(missing=REQUEST.missing, until=REQUEST.until, on=d.KNOWN)
        assert event == expected
        assert d.case_of(desk).stage is Stage.RETURNED

    def test_there_is_no_second_list(self, desk: Desk) -> None:
        supply = c.SupplyMaterial(case=d.CASE, by="a2", text="复印件两份")
        desk.do(d.receive(), REQUEST, supply)
        desk.refuses(REQUEST, errors.MaterialToldError)
        desk.do(ADMIT)

    def test_the_day_for_supplying_it_lies_ahead(self, desk: Desk) -> None:
        desk.do(d.receive())
        today = REQUEST.model_copy(update={"until": d.KNOWN})
        desk.refuses(today, errors.MaterialDateError, until="2026-08-25")

    def test_a_list_of_missing_material_holds_no_personal_data(self, desk: Desk) -> None:
        desk.do(d.receive())
        command = REQUEST.model_copy(update={"missing": ("户口簿", "手机19912345678的通话记录")})
        desk.refuses(command, PersonalDataError, field="missing.2")

    def test_only_the_complainant_supplies_it(self, desk: Desk) -> None:
        desk.do(d.receive(), REQUEST)
        supply = c.SupplyMaterial(case=d.CASE, by="a1", text="复印件")
        desk.refuses(supply, errors.NotComplainantError, person="a1")

    def test_a_case_waits_for_its_material_before_it_is_admitted(self, desk: Desk) -> None:
        desk.do(d.receive(), REQUEST)
        desk.refuses(ADMIT, errors.StageError, stage="returned")

    def test_material_that_did_not_come_in_time_is_a_reason_to_turn_the_case_away(
        self, desk: Desk
    ) -> None:
        desk.do(d.receive(), REQUEST)
        desk.at = noon(date(2026, 9, 4))
        desk.refuses(TURN_AWAY, errors.NothingInadmissibleError)
        desk.at = noon(date(2026, 9, 5))
        (event,) = desk.do(TURN_AWAY)
        assert isinstance(event, e.CaseDeclaredInadmissible)
        assert event.reasons == (InadmissibleReason.MATERIAL_MISSING,)


class TestAdmission:
    def test_a_case_that_passes_every_test_is_admitted_and_not_turned_away(
        self, desk: Desk
    ) -> None:
        desk.do(d.receive())
        desk.refuses(TURN_AWAY, errors.NothingInadmissibleError)
        (event,) = desk.do(ADMIT)
        assert event == e.CaseAdmitted(decide_by=Due(last_day=date(2026, 9, 8)), on=d.KNOWN)

    def test_the_clock_of_a_review_starts_with_its_admission(self, desk: Desk) -> None:
        about = d.matter(MatterKind.SANCTION, decided_by=d.HR, decider=Decider.GOVERNMENT)
        desk.do(d.receive(K.REVIEW, about=about, body=d.HR))
        desk.at = noon(date(2026, 8, 28))
        (event,) = desk.do(ADMIT)
        assert event == e.CaseAdmitted(
            decide_by=Due(last_day=date(2026, 9, 28)), on=date(2026, 8, 28)
        )

    def test_a_channel_without_a_clock_is_admitted_without_one(self, desk: Desk) -> None:
        desk.do(d.receive(K.REPORT, body=d.BUREAU))
        (event,) = desk.do(ADMIT)
        assert event == e.CaseAdmitted(decide_by=None, on=d.KNOWN)

    def test_all_reasons_against_a_case_are_given_and_the_way_on(self, desk: Desk) -> None:
        about = d.matter(
            MatterKind.GRADE, grade=Grade.QUALIFIED, affected="a1", known_on=date(2026, 1, 5)
        )
        desk.do(d.receive(K.REVIEW, about=about))
        desk.refuses(
            ADMIT, errors.NotAdmissibleError, reasons="wrong_person/out_of_scope/wrong_body"
        )
        (event,) = desk.do(TURN_AWAY)
        assert isinstance(event, e.CaseDeclaredInadmissible)
        assert event.elsewhere == (K.TEACHER_APPEAL, K.REPORT)
        assert d.case_of(desk).stage is Stage.INADMISSIBLE

    def test_t39_a_good_grade_is_no_matter_for_review_and_the_answer_names_the_appeal(
        self, desk: Desk
    ) -> None:
        about = d.matter(
            MatterKind.GRADE, grade=Grade.QUALIFIED, decided_by=d.HR, decider=Decider.GOVERNMENT
        )
        desk.do(d.receive(K.REVIEW, about=about, body=d.HR), TURN_AWAY)
        event = desk.history[-1][1]
        assert isinstance(event, e.CaseDeclaredInadmissible)
        assert event.reasons == (InadmissibleReason.OUT_OF_SCOPE,)
        assert {K.INTERNAL, K.TEACHER_APPEAL} <= set(event.elsewhere)

    def test_time_is_judged_by_the_day_of_receipt_wherever_the_case_goes_since(
        self, desk: Desk
    ) -> None:
        desk.do(d.receive(body="school-1"))
        desk.at = noon(date(2026, 10, 20))
        desk.do(hand_over("officer", d.OFFICE), ADMIT)
        assert d.case_of(desk).stage is Stage.ADMITTED

    def test_a_case_that_came_too_late_is_turned_away(self, desk: Desk) -> None:
        desk.do(d.receive(about=d.matter(known_on=date(2026, 8, 10))))
        desk.refuses(ADMIT, errors.NotAdmissibleError, reasons="out_of_time")

    def test_an_appeal_without_a_review_has_left_out_a_step(self, desk: Desk) -> None:
        desk.do(d.receive(K.APPEAL, about=d.matter(MatterKind.SANCTION), body=d.HR))
        desk.refuses(ADMIT, errors.NotAdmissibleError, reasons="step_missing")

    def test_what_was_decided_in_a_channel_is_not_admitted_there_again(self, desk: Desk) -> None:
        decided = (Step(channel=K.INTERNAL, served_on=d.KNOWN),)
        desk.do(d.receive(about=d.matter(steps=decided)))
        desk.refuses(ADMIT, errors.NotAdmissibleError, reasons="already_final")

    @pytest.mark.parametrize(
        ("channel", "kind", "body"),
        [
            (K.INTERNAL, MatterKind.PLACEMENT, d.OFFICE),
            (K.TEACHER_APPEAL, MatterKind.PLACEMENT, d.BUREAU),
            (K.ARBITRATION, MatterKind.CONTRACT, d.COMMISSION),
            (K.REPORT, MatterKind.MISCONDUCT, d.HR),
        ],
    )
    def test_each_channel_has_its_competent_body(
        self, desk: Desk, channel: K, kind: MatterKind, body: str
    ) -> None:
        """Shows forum_of."""
        desk.do(d.receive(channel, about=d.matter(kind), body=body), ADMIT)
        assert d.case_of(desk).stage is Stage.ADMITTED

    @pytest.mark.parametrize(
        ("channel", "body"), [(K.INTERNAL, d.HR), (K.TEACHER_APPEAL, d.OFFICE), (K.SCHOOL, d.HR)]
    )
    def test_another_body_is_not_competent(self, desk: Desk, channel: K, body: str) -> None:
        """Shows is_competent."""
        desk.do(d.receive(channel, body=body))
        desk.refuses(ADMIT, errors.NotAdmissibleError, reasons="wrong_body")

    def test_the_bureau_does_not_decide_the_appeal_against_itself_but_the_level_above_does(
        self, desk: Desk
    ) -> None:
        about = d.matter(decided_by=d.BUREAU, decider=Decider.BUREAU)
        desk.do(d.receive(K.TEACHER_APPEAL, about=about, body=d.BUREAU))
        desk.refuses(ADMIT, errors.OwnDecisionError, body=d.BUREAU)
        desk.refuses(TURN_AWAY, errors.OwnDecisionError, body=d.BUREAU)
        desk.do(hand_over("city-officer", d.CITY), ADMIT)
        assert d.case_of(desk).stage is Stage.ADMITTED

    def test_review_goes_to_the_unit_itself_and_nowhere_else(self, desk: Desk) -> None:
        about = d.matter(MatterKind.SANCTION, decided_by=d.HR, decider=Decider.GOVERNMENT)
        desk.do(d.receive(K.REVIEW, about=about, body=d.BUREAU))
        desk.refuses(ADMIT, errors.NotAdmissibleError, reasons="wrong_body")
        desk.do(hand_over("hr-officer", d.HR), ADMIT)
        assert d.case_of(desk).stage is Stage.ADMITTED
