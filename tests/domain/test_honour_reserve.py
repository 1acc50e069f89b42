"""The reserve: attachments and their results, and the register as a condition of an office."""

from __future__ import annotations

from datetime import date

import pytest

from domain.honour import errors
from domain.honour import events as e
from domain.office.conditions import ConditionCheck
from domain.office.events import ApplicantPassed, ApplicantScreenedOut
from domain.planning.office_sections import Condition
from domain.principal.events import CandidateAdmitted
from domain.values.privacy import PersonalDataError
from tests.domain import honour_cases as k
from tests.domain import honour_given as h
from tests.domain import office_given as g
from tests.domain import principal_given as p
from tests.domain.planning_given import noon, pack
from tests.support.desk import Desk

LATER = date(2026, 10, 8)


class TestReserve:
    def test_a_school_and_aims_are_set_and_a_result_follows(self) -> None:
        """Shows attachment_must_be_due."""
        desk = h.conferred("t1", category="reserve")
        desk.refuses(h.end_attachment(passed=False), errors.AttachmentError, running=0)
        (started,) = desk.do(h.attach())
        assert started == e.AttachmentStarted(on=h.OUT_ON, **h.attach().model_dump())
        desk.refuses(h.end_attachment(passed=False), errors.AttachmentError, running=1)
        desk.at = noon(LATER)
        too_early = h.end_attachment(passed=True)
        desk.refuses(too_early, errors.AttachmentError, until_on="2027-01-08")
        desk.do(h.end_attachment(passed=False))
        desk.do(h.attach())
        desk.at = noon(date(2027, 1, 8))
        desk.do(h.end_attachment(passed=True))
        assert [each.passed for each in h.held(desk).attachments] == [False, True]
        assert desk.replayed() == desk.states

    @pytest.mark.parametrize(
        "changes",
        [
            {"school": g.SCHOOL},
            {"school": "elsewhere"},
            {"until_on": date(2027, 1, 7)},
            {"from_on": date(2026, 9, 29)},
            {"until_on": date(2028, 10, 1)},
        ],
    )
    def test_it_is_elsewhere_in_the_plan_long_enough_and_within_the_term(
        self, changes: dict[str, object]
    ) -> None:
        """Shows attachment_must_be_sound."""
        desk = h.conferred("t1", category="reserve")
        desk.refuses(h.attach(**changes), errors.AttachmentError, running=0)
        desk.do(h.attach(until_on=date(2028, 9, 30)))

    def test_one_attachment_runs_at_a_time_and_only_in_the_reserve(self) -> None:
        desk = h.conferred("t1", category="reserve")
        desk.do(h.attach())
        desk.refuses(h.attach(), errors.AttachmentError, running=1)
        h.conferred("t1").refuses(h.attach(), errors.NotStandingError, kind="award")

    def test_one_that_runs_to_the_end_of_the_term_has_a_result_after_it(self) -> None:
        desk = h.conferred("t1", category="reserve")
        desk.do(h.attach(until_on=date(2028, 9, 30)))
        desk.at = noon(date(2028, 9, 30))
        desk.refuses(h.attach(), errors.NotStandingError, until_on="2028-09-30")
        desk.do(h.end_attachment(passed=True))
        assert [each.passed for each in h.held(desk).attachments] == [True]

    def test_its_aims_hold_no_personal_data(self) -> None:
        told = h.attach(aims="电话13800138000")
        h.conferred("t1", category="reserve").refuses(told, PersonalDataError)


MUST_BE = Condition(id="reserve_cadre", title="后备干部跟岗达标")
ASKED = pack(honours=h.SECTION, offices={"vice_principal": {"conditions": [MUST_BE.model_dump()]}})


def of_reserve(*, reached: bool) -> Desk:
    desk = h.conferred("t1", category="reserve", of=ASKED)
    desk.do(h.attach())
    desk.at = noon(date(2027, 1, 8))
    desk.do(h.end_attachment(passed=reached))
    return desk


class TestReserveAsCondition:
    @pytest.mark.parametrize("ready", [True, False])
    def test_where_a_pack_asks_for_it_the_register_answers(self, *, ready: bool) -> None:
        """Shows reserve_must_be_as_registered."""
        desk = of_reserve(reached=ready)
        desk.do(g.announce(deadline_on=date(2027, 1, 15)), g.apply("t1"))
        wrong = g.screen(desk, "t1", ConditionCheck(condition=MUST_BE.id, met=not ready))
        desk.refuses(wrong, errors.RegisterError, teacher="t1", ready=int(ready))
        right = g.screen(desk, "t1", ConditionCheck(condition=MUST_BE.id, met=ready))
        (verdict,) = desk.do(right)
        assert isinstance(verdict, ApplicantPassed if ready else ApplicantScreenedOut)

    def test_a_place_in_the_reserve_that_ran_out_or_an_award_is_none(self) -> None:
        desk = of_reserve(reached=True)
        desk.do(k.FALSE)
        award = h.conferred("t1", of=ASKED)
        for each in (desk, award):
            deadline = date(2027, 1, 15)
            each.do(g.announce(deadline_on=deadline), g.apply("t1"))
            claimed = g.screen(each, "t1", ConditionCheck(condition=MUST_BE.id, met=True))
            each.refuses(claimed, errors.RegisterError, ready=0)

    def test_a_pack_that_does_not_ask_for_it_asks_for_nothing(self) -> None:
        desk = h.town()
        desk.do(g.announce(), g.apply("t1"))
        (verdict,) = desk.do(g.screen(desk, "t1", *g.met(*g.competition_of(desk).conditions)))
        assert isinstance(verdict, ApplicantPassed)

    def test_a_selection_of_a_principal_may_ask_for_it(self) -> None:
        desk = of_reserve(reached=True)
        conditions = p.CONDITIONS_OUT.model_copy(
            update={"conditions": (MUST_BE,), "deadline_on": date(2027, 1, 20)}
        )
        desk.do(p.OPEN, conditions, p.stand("t1"), p.stand("u1"))
        met = (ConditionCheck(condition=MUST_BE.id, met=True),)
        (admitted,) = desk.do(p.screen("t1").model_copy(update={"checks": met}))
        assert isinstance(admitted, CandidateAdmitted)
        claimed = p.screen("u1").model_copy(update={"checks": met})
        desk.refuses(claimed, errors.RegisterError, teacher="u1", ready=0)
