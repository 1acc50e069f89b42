"""Contested grades whose fault is the appraisal's: its share, an investigation, a refusal."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal import errors as ae
from domain.appraisal.commands import RecordRefusal
from domain.appraisal.events import AppraisalOpened, Decided, GradeProposed, GradesDecided
from domain.appraisal.grades import Result
from domain.dispute import commands as c
from domain.dispute import errors
from domain.dispute import events as e
from domain.dispute import remedies as r
from domain.dispute.examining import examine
from domain.kernel import MissingError
from tests.domain import appraisal_given as g
from tests.domain import dispute_steps as d
from tests.domain.appraisal_cases_given import (
    FEW,
    JANUARY,
    WHO,
    complaint,
    given,
    unchecked,
    verdict,
)
from tests.domain.appraisal_given import EXCELLENT, KEY, STAFF, STREAM, Q
from tests.domain.planning_given import noon
from tests.support.desk import Desk


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
