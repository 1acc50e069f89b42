"""A school's appraisal of 2026 in a real ledger, every act signed: one put off, one 优秀."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from api.messages.refusals import refusal_zh
from audit.compliance.findings import Breach
from audit.compliance.inspection import inspect
from audit.replay.source import Source
from domain.appraisal import commands as c
from domain.appraisal import file_commands
from domain.appraisal.events import Ballots
from domain.appraisal.grades import LeaveKind, Opinion, Result, SanctionKind
from domain.values.time import BEIJING
from tests.domain.planning_given import PLAN, pack
from tests.replay.town import COMMITTEE, SCHOOL, TEACHERS, Round

KEY = c.appraisal_id(body=SCHOOL, year=2026)
STREAM = f"appraisal:{KEY}"
SMALL = {"up_to": 5, "excellent": 1, "basis": "县人社〔2026〕3号：小单位统筹名额"}
PACK = pack(annual_appraisal={"small_units": [SMALL]})
TEAM = {"members": 3, "present": 3, "in_favour": 3}


@dataclass
class AppraisalYear(Round):
    """Leads the town up to its posts, then appraises the year."""

    def appraised(self) -> AppraisalYear:
        """Play everything, from the plan to the file."""
        self.prepare()
        self.plan()
        self.open_up()
        self.measure()
        self.decide()
        self.publish()
        self.tell()
        return self

    def on(self, year: int, month: int, day: int) -> None:
        """Move to nine o'clock of a day, Beijing time."""
        self.office.now[0] = datetime(year, month, day, 9, tzinfo=BEIJING)

    def open_up(self) -> None:
        """Plan, hear the staff, freeze who takes part."""
        self.on(2026, 12, 1)
        plan = c.PlanAppraisal(body=SCHOOL, year=2026, plan=PLAN, document="校发〔2026〕9号")
        self.act(plan, "head")
        heard = c.HearStaff(appraisal=KEY, delegates=3, present=3, opinions=1, on=date(2026, 12, 1))
        self.act(heard, "chair")
        self.act(c.OpenAppraisal(appraisal=KEY, teachers=TEACHERS), "head", "supervisor")
        for person in TEACHERS:
            report = c.SubmitWorkReport(appraisal=KEY, teacher=person, text="完成教学任务")
            self.act(report, self.themselves(person))
        opened = file_commands.OpenInquiry(
            teacher="a3", inquiry="q1", opened_on=date(2026, 12, 1), document="立案1号"
        )
        self.act(opened, "bureau")

    def measure(self) -> None:
        """The democratic appraisal, then proposals."""
        self.on(2026, 12, 8)
        ballots = tuple(
            Ballots(teacher=person, excellent=2, qualified=1, basically_qualified=0, unqualified=0)
            for person in TEACHERS
        )
        close = c.CloseBallot(appraisal=KEY, staff=3, present=3, ballots=ballots)
        self.act(close, "m1", "supervisor")
        results = {"a1": Result.EXCELLENT, "a2": Result.QUALIFIED, "a3": Result.DEFERRED}
        for person, result in results.items():
            comment = None if result is Result.DEFERRED else "教学认真"
            proposal = c.ProposeGrade(
                appraisal=KEY, teacher=person, result=result, comment=comment, evidence="教学实绩"
            )
            self.act(proposal, *COMMITTEE[:2])

    def decide(self) -> None:
        """The leading team decides."""
        self.on(2026, 12, 10)
        self.act(c.DecideGrades(appraisal=KEY, teachers=TEACHERS, **TEAM), "head", "supervisor")

    def publish(self) -> None:
        """Five working days."""
        self.act(c.PublishExcellent(appraisal=KEY, working_days=5), "head")
        self.on(2026, 12, 18)
        self.act(c.EndExcellentPublicity(appraisal=KEY), "head")

    def tell(self) -> None:
        """Written notices and answers; the investigation ends, and the grade is added."""
        for person in TEACHERS:
            self.notify(person)
        self.on(2026, 12, 30)
        concluded = file_commands.ConcludeInquiry(
            teacher="a3",
            inquiry="q1",
            sanction=SanctionKind.WARNING,
            concluded_on=date(2026, 12, 29),
            document="结案1号",
        )
        self.act(concluded, "bureau")
        added = c.AddGrade(
            appraisal=KEY,
            teacher="a3",
            result=Result.QUALIFIED,
            comment=None,
            authority="结案1号",
            **TEAM,
        )
        self.act(added, "head", "supervisor")
        self.notify("a3")
        self.act(c.FileResults(appraisal=KEY, document="存档1号"), self.office.root)

    def notify(self, person: str) -> None:
        """Tell one person, who answers."""
        told = c.NotifyGrade(appraisal=KEY, teacher=person, document="考核告知书")
        self.act(told, "head")
        answer = c.AcknowledgeGrade(appraisal=KEY, teacher=person, opinion=Opinion.AGREE)
        self.act(answer, self.themselves(person))

    def leave(self, person: str, kind: LeaveKind) -> None:
        """Enter seven months of leave into a file."""
        record = file_commands.RecordLeave(
            teacher=person,
            leave=f"l-{person}",
            kind=kind,
            from_on=date(2026, 2, 1),
            until_on=date(2026, 9, 1),
            evidence="医院证明",
        )
        self.act(record, "head", "supervisor")


def breaches(source: Source) -> dict[str, Breach]:
    """Return what an inspection finds, by code."""
    return {each.code: each for each in inspect(source, sentence=refusal_zh).breaches}
