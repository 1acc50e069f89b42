"""Contested grades as cases: complaint in, the appraisal's rules again, verdict with reasons out.

Nobody tells the examination what happened: grades, leave, investigations and sanctions are
those of the ledger, also where they came into it after the grade was given.
"""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal import errors as ae
from domain.appraisal.commands import RecordRefusal
from domain.appraisal.events import (
    AppraisalOpened,
    Decided,
    GradeCorrected,
    GradeProposed,
    GradesDecided,
)
from domain.appraisal.file_commands import VoidLeave
from domain.appraisal.grades import LeaveKind, Opinion, Result, SanctionKind
from domain.dispute import commands as c
from domain.dispute import errors
from domain.dispute import events as e
from domain.dispute import remedies as r
from domain.dispute.channels import ChannelKind
from domain.dispute.examining import examine
from domain.dispute.matters import Decider, Grade, Matter, MatterKind
from domain.kernel import MissingError
from tests.domain import appraisal_given as g
from tests.domain import dispute_steps as d
from tests.domain.appraisal_given import EXCELLENT, KEY, STAFF, STREAM, Q
from tests.domain.planning_given import noon
from tests.support.desk import Desk

K = ChannelKind
FEW = ("t01", "t02", "t03", "t04", "t05")
WHO = "t01"
JANUARY = date(2026, 1, 5)


def about(grade: Grade | None = None, who: str = WHO) -> Matter:
    """Return the matter; the grade that the complainant claims need not be the one given."""
    return Matter(
        kind=MatterKind.GRADE,
        affected=who,
        decided_by=g.SCHOOL,
        decider=Decider.SCHOOL,
        known_on=date(2025, 12, 29),
        grade=grade,
    )


def complaint(
    channel: ChannelKind = K.TEACHER_APPEAL,
    grade: Grade | None = None,
    body: str = d.BUREAU,
    who: str = WHO,
) -> c.ReceiveCase:
    base = d.receive(channel, about=about(grade, who), body=body, contested=STREAM)
    return base.model_copy(update={"complainant": who, "filed_by": who})


def given(result: Result, *, told: bool = True) -> Desk:
    """Let t01 have been graded in December, told, and the offices be there in January."""
    desk = d.offices(g.decided(g.opened(staff=FEW), {WHO: result}))
    if told:
        desk.do(g.notify(WHO), g.answer(WHO, Opinion.DISAGREE))
    desk.at = noon(JANUARY)
    return desk


def verdict(desk: Desk, command: c.ReceiveCase, report: str = "已按规定办理") -> e.CaseDecided:
    """Take a complaint through its whole course, with what the ledger says as its findings."""
    opinion = examine(desk, STREAM, teacher=command.matter.affected)
    d.admitted(desk, command)
    d.investigate(desk, *opinion.reasons)
    (decided,) = desk.do(d.decide(opinion.outcome, *opinion.remedies, reasons=opinion.reasons))
    assert isinstance(decided, e.CaseDecided)
    desk.do(d.SERVE)
    if opinion.remedies:
        desk.do(d.EXECUTE.model_copy(update={"report": report}))
    assert desk.replayed() == desk.states
    return decided


def unchecked(person: str, result: Result) -> GradesDecided:
    """Return a decision under rules that did not look."""
    grades = (Decided(teacher=person, result=result),)
    return GradesDecided(grades=grades, staff=5, excellent=0, most=1, on=g.DECEMBER, **g.TEAM)


class TestT36:
    def test_t36_a_grade_given_while_the_teacher_was_under_investigation_is_revoked(self) -> None:
        desk = given(Q)
        # opened on 5 December, in the ledger in January: the school did not wait for it
        desk.do(g.inquiry(WHO))
        decided = verdict(desk, complaint())
        assert decided.outcome is r.Outcome.REVOKE
        (reason,) = decided.reasons
        assert reason.text == "立案调查期间不写评语、不定档次"
        assert "第42条" in reason.basis
        assert g.person_of(desk, WHO).result is None
        assert g.file_of(desk, WHO).years == ()
        desk.refuses(g.add(WHO, Q), ae.UnderInquiryError)

    def test_t36_after_the_warning_the_grade_is_added_and_is_not_excellent(self) -> None:
        desk = given(Q)
        desk.do(g.inquiry(WHO), g.concluded(WHO, SanctionKind.WARNING, date(2025, 12, 30)))
        assert verdict(desk, complaint()).outcome is r.Outcome.REVOKE
        desk.refuses(g.add(WHO, EXCELLENT), ae.SanctionBarsError, decided_on="2025-12-30")
        desk.do(g.add(WHO, Q), g.notify(WHO))
        assert g.file_of(desk, WHO).result_of(2025) is Q
        assert examine(desk, STREAM, teacher=WHO).outcome is r.Outcome.UPHOLD

    @pytest.mark.parametrize("sanction", [None, SanctionKind.WARNING])
    def test_t36_whoever_was_put_off_is_owed_a_grade_once_it_is_over(
        self, sanction: SanctionKind | None
    ) -> None:
        desk = d.offices(g.opened(staff=FEW))
        desk.do(g.inquiry(WHO), g.propose(WHO, Result.DEFERRED), g.decide(WHO), g.notify(WHO))
        assert examine(desk, STREAM, teacher=WHO).outcome is r.Outcome.UPHOLD
        desk.at = noon(JANUARY)
        desk.do(g.concluded(WHO, sanction, date(2026, 1, 5)))
        decided = verdict(desk, complaint())
        assert decided.outcome is r.Outcome.MODIFY
        assert decided.reasons[0].text == "调查已经结束，应当补定档次"
        desk.do(g.add(WHO, Q), g.notify(WHO))
        assert g.file_of(desk, WHO).result_of(2025) is Q

    def test_t36_after_a_heavier_sanction_none_is_owed(self) -> None:
        desk = d.offices(g.opened(staff=FEW))
        desk.do(g.inquiry(WHO), g.propose(WHO, Result.DEFERRED), g.decide(WHO), g.notify(WHO))
        desk.at = noon(JANUARY)
        desk.do(g.concluded(WHO, SanctionKind.DEMERIT, date(2026, 1, 5)))
        assert verdict(desk, complaint()).outcome is r.Outcome.UPHOLD

    def test_excellent_in_the_year_of_a_warning_is_revoked(self) -> None:
        desk = given(EXCELLENT, told=False)
        desk.do(
            g.inquiry(WHO, date(2025, 5, 6)),
            g.concluded(WHO, SanctionKind.WARNING, date(2025, 6, 2)),
        )
        decided = verdict(desk, complaint())
        assert decided.outcome is r.Outcome.REVOKE
        assert decided.reasons[0].text == "所受处分不得确定为该档次"
        assert g.person_of(desk, WHO).result is None

    def test_a_grade_raised_when_the_sanction_had_run_out_is_revoked(self) -> None:
        desk = d.offices(g.opened(staff=FEW))
        desk.do(g.inquiry(WHO, date(2024, 11, 1)))
        desk.do(g.concluded(WHO, SanctionKind.DEMERIT, date(2025, 3, 1)))
        desk.do(g.propose(WHO, Result.BASICALLY_QUALIFIED), g.decide(WHO))
        desk.at = noon(date(2026, 3, 9))
        raised = GradeCorrected(
            teacher=WHO,
            result=Q,
            commented=False,
            version=2,
            reason="登记差错",
            authority="学校领导班子会议",
            on=date(2026, 3, 2),
            **g.TEAM,
        )
        desk.given(STREAM, raised)
        decided = verdict(desk, complaint())
        assert decided.outcome is r.Outcome.REVOKE
        assert decided.reasons[0].text == "所受处分不得确定为该档次"


class TestNeverWorse:
    """B7-05: who asks for review does not lose by it."""

    def taken_away(self, channel: ChannelKind, body: str) -> Desk:
        desk = given(Result.BASICALLY_QUALIFIED)
        d.admitted(desk, complaint(channel, body=body))
        d.investigate(desk, d.found())
        void = r.VoidGrade(appraisal=KEY, teacher=WHO)
        desk.do(d.decide(r.Outcome.REVOKE, void), d.SERVE, d.EXECUTE)
        return desk

    def test_after_a_review_no_grade_is_below_the_one_it_took_away(self) -> None:
        desk = self.taken_away(K.REVIEW, g.SCHOOL)
        facts = {"before": "basically_qualified", "case": d.CASE}
        desk.refuses(g.add(WHO, Result.UNQUALIFIED), ae.WorseError, **facts)
        desk.do(g.add(WHO, Result.BASICALLY_QUALIFIED))

    def test_unless_the_law_leaves_that_grade_to_nobody(self) -> None:
        desk = self.taken_away(K.REVIEW, g.SCHOOL)
        desk.do(g.inquiry(WHO, date(2025, 5, 6)))
        desk.do(g.concluded(WHO, SanctionKind.DEMOTION, date(2025, 6, 2)))
        desk.do(g.add(WHO, Result.UNQUALIFIED))

    def test_a_teacher_s_appeal_to_the_bureau_has_no_such_rule(self) -> None:
        desk = self.taken_away(K.TEACHER_APPEAL, d.BUREAU)
        desk.do(g.add(WHO, Result.UNQUALIFIED))


class TestT37:
    def test_t37_a_grade_after_seven_months_of_sick_leave_is_revoked(self) -> None:
        desk = given(Q)
        desk.do(g.leave(WHO))
        decided = verdict(desk, complaint())
        assert decided.outcome is r.Outcome.REVOKE
        assert "第41条" in decided.reasons[0].basis
        desk.do(g.add(WHO, Result.NO_GRADE), g.notify(WHO))
        assert g.file_of(desk, WHO).result_of(2025) is Result.NO_GRADE

    def test_t37_no_grade_after_seven_months_of_maternity_leave_is_modified(self) -> None:
        desk = d.offices(g.opened(staff=FEW))
        # taken for sick leave first, and set right in January
        desk.do(g.leave(WHO), g.propose(WHO, Result.NO_GRADE), g.decide(WHO), g.notify(WHO))
        desk.at = noon(JANUARY)
        desk.do(
            VoidLeave(teacher=WHO, leave="leave-1", document="更正登记"),
            g.leave(WHO, LeaveKind.MATERNITY, name="leave-2"),
        )
        decided = verdict(desk, complaint())
        assert decided.outcome is r.Outcome.MODIFY
        (reason,) = decided.reasons
        assert (reason.ground, "第41" in reason.basis) == (r.Ground.LAW_MISAPPLIED, True)
        desk.refuses(g.add(WHO, Result.NO_GRADE), ae.MustBeGradedError)
        desk.do(g.add(WHO, Q), g.notify(WHO))
        assert g.file_of(desk, WHO).result_of(2025) is Q

    def test_no_grade_after_seven_months_of_sick_leave_is_upheld(self) -> None:
        desk = d.offices(g.opened(staff=FEW))
        desk.do(g.leave(WHO), g.propose(WHO, Result.NO_GRADE), g.decide(WHO))
        desk.at = noon(JANUARY)
        decided = verdict(desk, complaint())
        assert decided.outcome is r.Outcome.UPHOLD
        assert decided.reasons[0].ground is None


class TestT39:
    TURN_AWAY = c.DeclareInadmissible(case=d.CASE)

    @pytest.mark.parametrize("claimed", [None, Grade.QUALIFIED, Grade.UNQUALIFIED])
    def test_t39_who_wanted_excellent_and_got_competent_has_no_review_but_an_appeal(
        self, claimed: Grade | None
    ) -> None:
        desk = given(Q)
        # whatever the complaint claims, the grade is the one in the ledger
        review = complaint(K.REVIEW, claimed, body=g.SCHOOL)
        desk.do(review)
        desk.refuses(c.AdmitCase(case=d.CASE), errors.NotAdmissibleError, reasons="out_of_scope")
        (turned_away,) = desk.do(self.TURN_AWAY)
        assert isinstance(turned_away, e.CaseDeclaredInadmissible)
        assert turned_away.reasons == (e.InadmissibleReason.OUT_OF_SCOPE,)
        assert {K.TEACHER_APPEAL, K.INTERNAL} <= set(turned_away.elsewhere)
        assert d.case_of(desk).matter.grade is Grade.QUALIFIED

    def test_t39_the_appeal_is_heard_and_finds_the_grade_lawful(self) -> None:
        desk = given(Q)
        assert verdict(desk, complaint()).outcome is r.Outcome.UPHOLD

    @pytest.mark.parametrize("result", [Result.BASICALLY_QUALIFIED, Result.UNQUALIFIED])
    def test_review_is_admitted_against_the_two_that_hurt(self, result: Result) -> None:
        desk = given(result)
        d.admitted(desk, complaint(K.REVIEW, Grade.QUALIFIED, body=g.SCHOOL))
        assert d.case_of(desk).matter.grade == Grade(result.value)

    def test_no_grade_and_nobody_s_grade_are_no_matter_for_review(self) -> None:
        desk = given(Q)
        desk.do(g.leave("t02"))
        desk.do(complaint(K.REVIEW, Grade.UNQUALIFIED, body=g.SCHOOL, who="t99"))
        assert d.case_of(desk).matter.grade is None
        desk.refuses(c.AdmitCase(case=d.CASE), errors.NotAdmissibleError, reasons="out_of_scope")
        other = d.offices(g.opened(staff=FEW))
        other.do(g.leave(WHO), g.propose(WHO, Result.NO_GRADE), g.decide(WHO))
        other.at = noon(JANUARY)
        other.do(complaint(K.REVIEW, Grade.UNQUALIFIED, body=g.SCHOOL))
        assert d.case_of(other).matter.grade is Grade.UNGRADED

    def test_where_no_appraisal_is_contested_the_complaint_counts_as_told(self) -> None:
        desk = given(Q)
        told = complaint(K.REVIEW, Grade.UNQUALIFIED, body=g.SCHOOL)
        desk.do(told.model_copy(update={"contested": None}))
        assert d.case_of(desk).matter.grade is Grade.UNQUALIFIED


class TestT15:
    def published(self, excellent: int) -> Desk:
        """Let grades have been decided under rules that did not look."""
        desk = d.offices(g.school())
        desk.do(g.PLANNED, g.HEARD)
        desk.given(STREAM, AppraisalOpened(teachers=STAFF, on=date(2025, 12, 11)))
        grades = tuple(
            Decided(teacher=who, result=EXCELLENT if n < excellent else Q)
            for n, who in enumerate(STAFF)
        )
        decided = GradesDecided(
            grades=grades,
            staff=47,
            excellent=excellent,
            most=excellent,
            on=g.DECEMBER,
            **g.TEAM,
        )
        desk.given(STREAM, decided)
        desk.at = noon(JANUARY)
        return desk

    def test_t15_ten_excellent_of_47_are_more_than_nine(self) -> None:
        desk = self.published(10)
        opinion = examine(desk, STREAM)
        assert opinion.outcome is r.Outcome.REDO
        (reason,) = opinion.reasons
        assert reason.text == "优秀10人，超过名额9人（应参加考核47人，比例1/5）"
        assert "B9-05" in reason.basis
        d.admitted(desk, complaint(who="t11"))
        d.investigate(desk, *opinion.reasons)
        (decided,) = desk.do(d.decide(opinion.outcome, *opinion.remedies, reasons=opinion.reasons))
        assert isinstance(decided, e.CaseDecided)
        desk.do(d.SERVE, g.correct("t10", Q), d.EXECUTE.model_copy(update={"report": "已更正"}))
        assert examine(desk, STREAM).outcome is r.Outcome.UPHOLD

    def test_t15_nine_of_47_are_within_the_share(self) -> None:
        assert examine(self.published(9), STREAM).outcome is r.Outcome.UPHOLD

    def test_the_whole_appraisal_names_everybody_whose_result_does_not_hold(self) -> None:
        desk = self.published(0)
        desk.do(g.inquiry("t02"), g.leave("t03"))
        texts = [each.text for each in examine(desk, STREAM).reasons]
        assert texts == [
            "t02：立案调查期间不写评语、不定档次",
            "t03：病事假累计超过半年的参加考核、不确定档次",
        ]


class TestOtherFaults:
    def test_a_comment_under_investigation_falls_though_there_was_no_grade(self) -> None:
        desk = d.offices(g.opened(staff=FEW))
        desk.do(g.inquiry(WHO))
        proposal = GradeProposed(
            teacher=WHO, result=Result.DEFERRED, commented=True, evidence="登记", on=g.DECEMBER
        )
        desk.given(STREAM, proposal)
        desk.given(STREAM, unchecked(WHO, Result.DEFERRED))
        opinion = examine(desk, STREAM, teacher=WHO)
        assert (opinion.outcome, opinion.reasons[0].text) == (
            r.Outcome.MODIFY,
            "立案调查期间不写评语、不定档次",
        )

    def test_who_refused_to_take_part_and_was_graded_is_to_be_not_competent(self) -> None:
        desk = d.offices(g.school(staff=FEW))
        desk.do(g.PLANNED, g.HEARD, g.opening(FEW), g.ballot(5, 5))
        refusal = RecordRefusal(
            appraisal=KEY, teacher=WHO, educated_on=date(2025, 12, 15), document="谈话记录"
        )
        desk.do(refusal)
        desk.given(STREAM, unchecked(WHO, Q))
        opinion = examine(desk, STREAM, teacher=WHO)
        assert opinion.outcome is r.Outcome.MODIFY
        assert "不合格" in opinion.reasons[0].text

    def test_where_nothing_was_decided_there_is_nothing_to_examine(self) -> None:
        desk = d.offices(g.opened(staff=FEW))
        for who in (WHO, "t99"):
            with pytest.raises(errors.NotExaminableError):
                examine(desk, STREAM, teacher=who)
        with pytest.raises(MissingError):
            examine(desk, "appraisal:2024.school-1")

    def test_a_result_that_was_taken_away_is_not_taken_away_again(self) -> None:
        desk = given(Q)
        desk.do(g.inquiry(WHO))
        verdict(desk, complaint())
        again = r.VoidGrade(appraisal=KEY, teacher=WHO)
        other = complaint().model_copy(update={"case": "case-2"})
        desk.do(other, c.AdmitCase(case="case-2"))
        d.investigate(desk, d.found(), case="case-2")
        desk.do(d.decide(r.Outcome.REVOKE, again, case="case-2"))
        desk.do(c.ServeDecision(case="case-2", channel="当面送达"))
        desk.refuses(c.ExecuteCase(case="case-2"), ae.NotDecidedError, teacher=WHO)
        desk.do(c.ExecuteCase(case="case-2", report="前案已经撤销该档次，无须再执行"))
