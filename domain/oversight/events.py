"""What can have happened in the oversight of appraisals (考核评价的培训、巡查与评估).

Streams ``evaluator-training:<person id>``, ``inspection:<id>``, ``procedure-review:<id>``.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.kernel import DomainEvent, Frozen
from domain.values.ids import Id, Sha256Hex, Text


class InspectionKind(StrEnum):
    """检查方式 (S000-12)."""

    SCHEDULED = "scheduled"  # 定期
    UNSCHEDULED = "unscheduled"  # 不定期


class Aspect(StrEnum):
    """评估内容 (003-G9)."""

    FLUENCY = "fluency"  # 流程顺畅
    FAIRNESS = "fairness"  # 公平公正
    PERFORMANCE = "performance_in_post"  # 任用实绩
    SATISFACTION = "satisfaction"  # 满意度


class Verdict(StrEnum):
    """评估意见."""

    GOOD = "good"  # 好
    FAIR = "fair"  # 一般
    POOR = "poor"  # 差


class Conclusion(StrEnum):
    """评估结论 (003-G9)."""

    KEEP = "keep"  # 保持不变
    ADJUST = "adjust"  # 应当调整


class AspectFinding(Frozen):
    """一项评估意见."""

    aspect: Aspect
    verdict: Verdict
    finding: Text


class EvaluatorTrained(DomainEvent):
    """考评人员培训: somebody was trained to judge or appraise (S000-11)."""

    TOPIC: ClassVar[str] = "oversight.evaluator-trained.v1"
    organiser: Id
    course: Text
    held_on: date
    document: Text


class InspectionHeld(DomainEvent):
    """考核工作检查: the office above looked into a school's appraisal work (S000-12).

    ``mend_by`` is the day by which what was found is to be mended; none where nothing was.
    """

    TOPIC: ClassVar[str] = "oversight.inspection-held.v1"
    plan: Id
    school: Id
    inspection_kind: InspectionKind
    held_on: date
    findings: tuple[Text, ...]
    mend_by: date | None
    document: Text


class FindingsMended(DomainEvent):
    """检查整改: what the school changed after an inspection (S000-12)."""

    TOPIC: ClassVar[str] = "oversight.findings-mended.v1"
    on: date
    measures: Text


class ProcedureReviewed(DomainEvent):
    """方案评估: experts looked at how the procedure works, aspect by aspect (S000-14, 003-G9).

    A later version of the plan may cite it.
    """

    TOPIC: ClassVar[str] = "oversight.procedure-reviewed.v1"
    plan: Id
    owner: Id
    pack_sha256: Sha256Hex
    experts: tuple[Id, ...]
    held_on: date
    aspects: tuple[AspectFinding, ...]
    conclusion: Conclusion
    recommendations: tuple[Text, ...]
    document: Text


InspectionEvent = InspectionHeld | FindingsMended
OversightEvent = EvaluatorTrained | InspectionEvent | ProcedureReviewed
EVENTS: tuple[type[DomainEvent], ...] = (
    EvaluatorTrained,
    InspectionHeld,
    FindingsMended,
    ProcedureReviewed,
)
