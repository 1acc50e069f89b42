"""What becomes of an honour: revocation, a title's yearly appraisal, attachment of the reserve."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal import file_events as f
from domain.appraisal.grades import MeasureKind, SanctionKind
from domain.dispute import events as d
from domain.dispute import remedies as r
from domain.dispute.channels import ChannelKind
from domain.dispute.matters import Decider, Matter, MatterKind
from domain.honour import commands as c
from domain.honour import errors
from domain.honour import events as e
from domain.honour.events import RevocationGround as Ground
from domain.office.conditions import ConditionCheck
from domain.office.events import ApplicantPassed, ApplicantScreenedOut
from domain.planning.office_sections import Condition
from domain.principal.events import CandidateAdmitted
from domain.values.privacy import PersonalDataError
from tests.domain import honour_given as h
from tests.domain import office_given as g
from tests.domain import principal_given as p
from tests.domain.planning_given import noon, pack
from tests.support.desk import Desk

LATER = date(2026, 10, 8)


def revoke(ground: Ground, undone_by: str | None = None, teacher: str = "t1") -> c.RevokeHonour:
    return c.RevokeHonour(
        teacher=teacher, call=h.CALL, ground=ground, undone_by=undone_by, document="撤销决定"
    )


FALSE = revoke(Ground.FALSE_MATERIALS)


class TestRevocation:
    def test_an_honour_is_revoked_once_and_by_its_holder_alone_it_is_held(self) -> None:
        """Shows honour_must_be_held."""
        desk = h.conferred("t1")
        nobody = revoke(Ground.FALSE_MATERIALS, teacher="t2")
        desk.refuses(nobody, errors.NotStandingError, teacher="t2")
        other = FALSE.model_copy(update={"call": "call-9"})
        desk.refuses(other, errors.NotStandingError, call="call-9")
        (revoked,) = desk.do(FALSE)
        assert revoked == e.HonourRevoked(
            teacher="t1",
            call=h.CALL,
            ground=Ground.FALSE_MATERIALS,
            undone_by=None,
            document="撤销决定",
            on=h.OUT_ON,
        )
        assert not h.held(desk).stands_on(h.OUT_ON)
        desk.refuses(FALSE, errors.NotStandingError, teacher="t1")
        assert desk.replayed() == desk.states

    def test_what_was_conferred_jointly_is_revoked_jointly(self) -> None:
        (revoked,) = h.conferred("t1", category="joint").do(FALSE)
        assert isinstance(revoked, e.HonourRevokedJointly)

    @pytest.mark.parametrize("ground", [Ground.CASE, Ground.ETHICS, Ground.SANCTION])
    def test_every_other_ground_names_what_the_ledger_holds(self, ground: Ground) -> None:
        """Shows ground_must_be_shown."""
        desk = h.conferred("t1")
        desk.refuses(revoke(ground), errors.GroundError, ground=ground.value, undone_by="")
        desk.refuses(revoke(ground, "x-1"), errors.GroundError, undone_by="x-1")
        named = revoke(Ground.FALSE_MATERIALS, "x-1")
        desk.refuses(named, errors.GroundError, ground="false_materials")

    @pytest.mark.parametrize(("day", "shown"), [(29, False), (30, True)])
    def test_a_measure_is_no_older_than_the_honour(self, day: int, *, shown: bool) -> None:
        desk = h.conferred("t1")
        taken = f.MeasureTaken(
            measure="m1",
            kind=MeasureKind.CIRCULAR,
            lost=(),
            from_on=g.september(day),
            months=0,
            last_day=None,
            document="通报批评",
        )
        desk.given("teacher:t1", taken)
        command = revoke(Ground.ETHICS, "m1")
        if shown:
            desk.do(command)
        else:
            desk.refuses(command, errors.GroundError)

    @pytest.mark.parametrize(("day", "shown"), [(29, False), (30, True)])
    def test_nor_is_a_sanction(self, day: int, *, shown: bool) -> None:
        desk = h.conferred("t1")
        imposed = f.SanctionImposed(
            inquiry="i1",
            kind=SanctionKind.WARNING,
            decided_on=g.september(day),
            last_day=date(2027, 3, 30),
        )
        desk.given("teacher:t1", imposed)
        command = revoke(Ground.SANCTION, "i1")
        if shown:
            desk.do(command)
        else:
            desk.refuses(command, errors.GroundError)

    @pytest.mark.parametrize(
        "stream", [f"honour-call:{h.CALL}", f"outcome-notice:{h.CALL}", "honours:t1"]
    )
    def test_a_case_about_it_is_decided_for_a_change_and_served(self, stream: str) -> None:
        desk = h.conferred("t1")
        command = revoke(Ground.CASE, "case-1")
        desk.given("dispute:case-1", received(stream))
        desk.refuses(command, errors.GroundError, undone_by="case-1")
        desk.given("dispute:case-1", decided(r.Redo(by=g.BUREAU, what="撤销该荣誉")))
        desk.refuses(command, errors.GroundError, undone_by="case-1")
        desk.given("dispute:case-1", SERVED)
        desk.do(command)

    def test_a_case_that_changes_nothing_or_is_about_something_else_undoes_nothing(self) -> None:
        desk = h.conferred("t1")
        desk.given("dispute:case-1", received("honours:t1"), decided(), SERVED)
        desk.refuses(revoke(Ground.CASE, "case-1"), errors.GroundError)
        redo = r.Redo(by=g.BUREAU, what="撤销该荣誉")
        desk.given("dispute:case-2", received("honours:t2"), decided(redo), SERVED)
        desk.refuses(revoke(Ground.CASE, "case-2"), errors.GroundError)

    def test_its_document_holds_no_personal_data(self) -> None:
        told = FALSE.model_copy(update={"document": "电话13800138000"})
        h.conferred("t1").refuses(told, PersonalDataError)


SERVED = d.DecisionServed(
    channel="直接送达", further=(), seek_by=None, execute_by=None, on=h.OUT_ON
)


def received(stream: str) -> d.CaseReceived:
    matter = Matter(
        kind=MatterKind.MISCONDUCT,
        affected="t1",
        decided_by=g.BUREAU,
        decider=Decider.BUREAU,
        known_on=h.OUT_ON,
    )
    return d.CaseReceived(
        channel=ChannelKind.INTERNAL,
        complainant="t2",
        filed_by="t2",
        capacity=d.Capacity.IN_PERSON,
        joined=(),
        matter=matter,
        contested=stream,
        previous=None,
        first_owner="dispute",
        body="b-d",
        on=h.OUT_ON,
        accept_by=None,
        decide_by=None,
    )


def decided(*remedies: r.Remedy) -> d.CaseDecided:
    return d.CaseDecided(
        outcome=r.Outcome.REDO if remedies else r.Outcome.UPHOLD,
        reasons=(),
        remedies=remedies,
        execute_within_days=30,
        presiding="dispute",
        late=False,
        on=h.OUT_ON,
    )


class TestNamedTeachers:
    @pytest.mark.parametrize(
        ("role", "work", "grade", "allowance"),
        [
            (60_000, 30_000, "excellent", 2_000),
            (60_000, 29_999, "qualified", 1_000),
            (30_000, 30_000, "qualified", 1_000),
        ],
    )
    def test_the_total_gives_grade_and_allowance(
        self, role: int, work: int, grade: str, allowance: int
    ) -> None:
        desk = h.conferred("t1", category="named")
        (appraised,) = desk.do(h.appraise(1, role, work))
        assert isinstance(appraised, e.NamedTeacherAppraised)
        assert appraised.total_milli == role + work
        assert (appraised.named_grade, appraised.allowance_milli) == (grade, allowance)
        assert h.held(desk).stands_on(h.OUT_ON)

    def test_who_reaches_no_grade_holds_the_title_no_longer(self) -> None:
        desk = h.conferred("t1", category="named")
        (appraised,) = desk.do(h.appraise(1, 29_999, 30_000))
        assert isinstance(appraised, e.NamedTeacherAppraised)
        assert (appraised.named_grade, appraised.allowance_milli) == (None, 0)
        desk.at = noon(date(2027, 9, 30))
        desk.refuses(h.appraise(2, 60_000, 40_000), errors.NotStandingError, kind="named_teacher")

    def test_each_year_of_the_term_is_appraised_once_from_its_first_day(self) -> None:
        """Shows year_must_be_due."""
        desk = h.conferred("t1", category="named")
        good = (60_000, 40_000)
        desk.refuses(h.appraise(0, *good), errors.YearError, year=0)
        desk.refuses(h.appraise(2, *good), errors.YearError, year=2, appraised=0)
        desk.do(h.appraise(1, *good))
        desk.refuses(h.appraise(1, *good), errors.YearError, appraised=1)
        desk.at = noon(date(2027, 9, 29))
        desk.refuses(h.appraise(2, *good), errors.YearError, on="2026-09-30")
        desk.at = noon(date(2027, 9, 30))
        desk.do(h.appraise(2, *good))

    def test_the_title_ends_with_its_term_and_no_award_is_appraised(self) -> None:
        """Shows must_stand_as."""
        desk = h.conferred("t1", category="named")
        desk.at = noon(date(2029, 9, 30))
        late = h.appraise(3, 60_000, 40_000)
        desk.refuses(late, errors.NotStandingError, until_on="2029-09-30")
        award = h.conferred("t1")
        award.refuses(h.appraise(1, 60_000, 40_000), errors.NotStandingError, kind="award")

    def test_marks_fit_the_contents(self) -> None:
        """Shows marks_must_fit."""
        desk = h.conferred("t1", category="named")
        desk.refuses(h.appraise(1, 60_001, 0), errors.MarksError, most_milli=60_000)
        desk.refuses(h.appraise(1, 0, -1), errors.MarksError, content="work")
        whole = h.appraise(1, 60_000, 40_000)
        half = whole.model_copy(update={"marks": whole.marks[:1]})
        desk.refuses(half, errors.MarksError, marks=1, contents=2)

    def test_its_document_holds_no_personal_data(self) -> None:
        told = h.appraise(1, 0, 0).model_copy(update={"document": "电话13800138000"})
        h.conferred("t1", category="named").refuses(told, PersonalDataError)


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
        desk.do(FALSE)
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
