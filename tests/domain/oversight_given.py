"""A course, an inspection and a review of the procedure in September 2026."""

from __future__ import annotations

from datetime import date

from domain.oversight import commands as c
from domain.oversight import events as e
from tests.domain.office_given import SCHOOL
from tests.domain.planning_given import PLAN, TOWN

COURSE = c.TrainEvaluator(
    person="j1",
    organiser=TOWN,
    course="考评人员培训班",
    held_on=date(2026, 9, 3),
    document="教办〔2026〕12号",
)
INSPECTION = c.HoldInspection(
    inspection="i-1",
    plan=PLAN,
    school=SCHOOL,
    inspection_kind=e.InspectionKind.UNSCHEDULED,
    held_on=date(2026, 9, 3),
    findings=("测评票未当场清点", "未公示"),
    mend_by=date(2026, 10, 1),
    document="检查记录1号",
)
REVIEW = c.ReviewProcedure(
    review="pr-1",
    plan=PLAN,
    experts=("x1", "x2", "x3"),
    held_on=date(2026, 9, 3),
    aspects=tuple(
        e.AspectFinding(
            aspect=each,
            verdict=e.Verdict.POOR if each is e.Aspect.FAIRNESS else e.Verdict.GOOD,
            finding="说明",
        )
        for each in e.Aspect
    ),
    conclusion=e.Conclusion.ADJUST,
    recommendations=("延长公示期",),
    document="专家组评估报告",
)
