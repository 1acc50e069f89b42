"""The appraisal of 2026 under a pack that asks for training, talks and reviews, as signed acts."""

from __future__ import annotations

from datetime import date

from domain.appraisal import commands as appraisal
from domain.appraisal.grades import Result
from domain.mending import commands as m
from domain.oversight import commands as c
from domain.oversight import events as e
from tests.domain.planning_given import PLAN, TOWN, pack
from tests.replay.appraisal_year import KEY, SMALL, AppraisalYear
from tests.replay.town import COMMITTEE, SCHOOL

LOW, YEAR = "a2", 2026
TALKED_ABOUT, TO_MEND = "课堂管理薄弱", "每周听课两节"
PACK = pack(
    annual_appraisal={"small_units": [SMALL]},
    mending={"interview_within_days": 7, "plan_within_days": 10},
    oversight={"evaluators_trained": True, "review_every_months": 9},
)
EXPERTS = ("x1", "x2", "x3")
ASPECTS = tuple(
    e.AspectFinding(aspect=each, verdict=e.Verdict.FAIR, finding="基本顺畅") for each in e.Aspect
)
TALK = m.HoldInterview(year=YEAR, teacher=LOW, on=date(2026, 12, 20), text=TALKED_ABOUT)
MENDING = m.PlanMending(
    year=YEAR, teacher=LOW, items=(TO_MEND, "每月交教案"), due_on=date(2027, 2, 1)
)
COMPLETED = m.CompleteMending(year=YEAR, teacher=LOW, on=date(2027, 1, 30), text="均已完成")
MISSED = m.RecordMissedMending(year=YEAR, teacher=LOW, open_count=1)
INSPECTION = c.HoldInspection(
    inspection="i-1",
    plan=PLAN,
    school=SCHOOL,
    inspection_kind=e.InspectionKind.SCHEDULED,
    held_on=date(2026, 12, 15),
    findings=("测评票未当场清点",),
    mend_by=date(2027, 1, 15),
    document="检查记录1号",
)
MENDED = c.MendFindings(inspection="i-1", on=date(2027, 1, 10), measures="测评票当场清点")
REVIEW = c.ReviewProcedure(
    review="pr-1",
    plan=PLAN,
    experts=EXPERTS,
    held_on=date(2027, 1, 20),
    aspects=ASPECTS,
    conclusion=e.Conclusion.ADJUST,
    recommendations=("延长公示期",),
    document="专家组评估报告",
)


class OversightYear(AppraisalYear):
    """Whoever proposes was trained; a2's year comes to 基本合格."""

    def measure(self) -> None:
        """Record the courses, then the democratic appraisal and the proposals."""
        self.train(*COMMITTEE[:2])
        super().measure()
        low = appraisal.ProposeGrade(
            appraisal=KEY,
            teacher=LOW,
            result=Result.BASICALLY_QUALIFIED,
            comment=None,
            evidence="教学实绩",
        )
        self.act(low, *COMMITTEE[:2])

    def train(self, *persons: str) -> None:
        """Let persons have taken a course in one act."""
        courses = [
            c.TrainEvaluator(
                person=each,
                organiser=TOWN,
                course="考评人员培训班",
                held_on=date(2026, 11, 20),
                document="教办〔2026〕12号",
            )
            for each in persons
        ]
        self.act(courses, "officer")

    def overseen(self) -> OversightYear:
        """Appraise; talk, mend, inspect, review, each in time."""
        self.appraised()
        self.act(TALK, "head")
        self.act(MENDING, "head")
        self.act(INSPECTION, "officer", "supervisor")
        self.on(2027, 1, 30)
        self.act(COMPLETED, "head")
        self.act(MENDED, "head")
        for expert in EXPERTS:
            self.office.hire(expert)
        self.act(REVIEW, "officer", *(self.themselves(each) for each in EXPERTS))
        return self
