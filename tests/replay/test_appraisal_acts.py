"""An appraisal as signed acts: who signs, and a grade complained of, revoked and given anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.ledger.database import open_engine
from audit.replay.case import Verdict, replay
from audit.replay.source import place_of
from domain.appraisal import commands as c
from domain.appraisal import file_commands
from domain.appraisal.grades import Opinion, Result
from domain.dispute import commands as d
from domain.dispute import remedies as r
from domain.dispute.channels import ChannelKind
from domain.dispute.examining import examine
from domain.dispute.matters import Decider, Matter, MatterKind
from domain.mandate.errors import DutiesMixedError, NotAuthorisedError, OwnMatterError
from domain.mandate.roles import Role
from domain.teacher.state import Teacher
from projections.views import Views
from tests.replay.appraisal_year import KEY, PACK, STREAM, TEAM, AppraisalYear, breaches
from tests.replay.town import SCHOOL
from tests.support.office import Office


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[AppraisalYear]:
    """An appraisal that a test plays by itself."""
    office = Office.at(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path)
    yield AppraisalYear(office, PACK)
    office.engine.dispose()


class TestT36AsSignedActs:
    def test_t36_a_grade_that_should_not_be_is_complained_of_revoked_and_given_anew(
        self, fresh: AppraisalYear
    ) -> None:
        fresh.appraised()
        act, states = fresh.act, fresh.office.ledger.states
        inquiry = file_commands.OpenInquiry(
            teacher="a2", inquiry="q2", opened_on=date(2026, 12, 9), document="立案2号"
        )
        act(inquiry, "bureau")
        concluded = file_commands.ConcludeInquiry(
            teacher="a2",
            inquiry="q2",
            sanction=None,
            concluded_on=date(2026, 12, 29),
            document="结案2号",
        )
        act(concluded, "bureau")
        opinion = examine(states(), STREAM, teacher="a2")
        assert (opinion.outcome, opinion.reasons[0].basis) == (
            r.Outcome.REVOKE,
            "考核规定 第42条 (B9-18; T36)",
        )
        clerk, chair, *panel = (
            fresh.office.hire(name, Role.BUREAU_OFFICER, "b-bureau")
            for name in ("clerk", "presiding", "i1", "i2")
        )
        matter = Matter(
            kind=MatterKind.GRADE,
            affected="a2",
            decided_by=SCHOOL,
            decider=Decider.SCHOOL,
            known_on=date(2026, 12, 18),
        )
        received = d.ReceiveCase(
            case="g-1",
            channel=ChannelKind.TEACHER_APPEAL,
            complainant="a2",
            filed_by="a2",
            matter=matter,
            contested=STREAM,
            first_owner="clerk",
            body="b-bureau",
            text="调查期间不应当定档",
        )
        act(received, fresh.themselves("a2"), clerk)
        act(d.AdmitCase(case="g-1"), clerk)
        act(d.AppointInvestigators(case="g-1", investigators=("i1", "i2")), clerk)
        report = d.ReportInvestigation(case="g-1", findings=opinion.reasons, text="调取档案")
        act(report, *panel)
        decided = d.DecideCase(
            case="g-1",
            outcome=opinion.outcome,
            reasons=opinion.reasons,
            remedies=opinion.remedies,
            presiding="presiding",
        )
        act(decided, chair)
        act(d.ServeDecision(case="g-1", channel="当面送达"), clerk)
        act(d.ExecuteCase(case="g-1", report="学校重新研究"), clerk, "supervisor")
        teacher = states().find(Teacher, "a2")
        assert teacher is not None
        assert teacher.file.years == ()
        added = c.AddGrade(
            appraisal=KEY,
            teacher="a2",
            result=Result.QUALIFIED,
            comment=None,
            authority="教育局申诉处理决定",
            **TEAM,
        )
        act(added, "head", "supervisor")
        fresh.notify("a2")
        assert examine(states(), STREAM, teacher="a2").outcome is r.Outcome.UPHOLD
        assert fresh.office.ledger.verify().findings == []
        engine = open_engine("sqlite://")
        source = LedgerSource(fresh.office.ledger, CauseIndex(engine))
        assert replay(source, place_of(source, "dispute:g-1")).verdict is Verdict.UPHOLD
        assert breaches(source) == {}
        views = Views(sa.create_engine("sqlite://", poolclass=sa.StaticPool))
        views.catch_up(fresh.office.ledger)
        (row,) = [each for each in views.year_grades() if each["person"] == "a2"]
        assert (row["result"], row["version_count"]) == ("qualified", 2)


class TestWhoSigns:
    @pytest.fixture
    def opened(self, fresh: AppraisalYear) -> AppraisalYear:
        for part in (fresh.prepare, fresh.plan, fresh.open_up, fresh.measure):
            part()
        return fresh

    def test_the_team_s_decision_needs_a_supervisor_and_no_one_who_proposed(
        self, opened: AppraisalYear
    ) -> None:
        opened.on(2026, 12, 10)
        decide = c.DecideGrades(appraisal=KEY, teachers=("a2",), **TEAM)
        with pytest.raises(NotAuthorisedError):
            opened.act(decide, "head")
        proposer = opened.office.hire("m1", Role.PRINCIPAL, SCHOOL)
        with pytest.raises(DutiesMixedError):
            opened.act(decide, proposer, "supervisor")
        opened.act(decide, "head", "supervisor")

    def test_nobody_decides_on_the_own_grade(self, opened: AppraisalYear) -> None:
        opened.on(2026, 12, 10)
        decide = c.DecideGrades(appraisal=KEY, teachers=("a1", "a2"), **TEAM)
        itself = opened.office.hire("a2", Role.PRINCIPAL, SCHOOL)
        with pytest.raises(OwnMatterError):
            opened.act(decide, itself, "supervisor")

    def test_nobody_reports_or_answers_for_another(self, opened: AppraisalYear) -> None:
        opened.decide()
        told = c.NotifyGrade(appraisal=KEY, teacher="a2", document="考核告知书")
        opened.act(told, "head")
        answer = c.AcknowledgeGrade(appraisal=KEY, teacher="a2", opinion=Opinion.AGREE)
        with pytest.raises(NotAuthorisedError):
            opened.act(answer, opened.themselves("a1"))
