"""What can have happened in a body's appraisal of a year. Stream ``appraisal:<year>.<body>``.

Work reports, comments and what people write are in the vault; of ballots only counts are kept.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.appraisal.file_events import FILE_EVENTS
from domain.appraisal.grades import Opinion, Result, ShareGround, ShareKind
from domain.appraisal.publicity_events import PUBLICITY_EVENTS, PublicityEvent
from domain.kernel import DomainEvent, Frozen
from domain.values.ids import Count, Id, Sha256Hex, Text


class Ballots(Frozen):
    """测评票: how often each grade was marked for one person."""

    teacher: Id
    excellent: Count
    qualified: Count
    basically_qualified: Count
    unqualified: Count

    @property
    def cast(self) -> int:
        """Ballots that marked a grade for this person."""
        return self.excellent + self.qualified + self.basically_qualified + self.unqualified


class Decided(Frozen):
    """一人结论."""

    teacher: Id
    result: Result


class AppraisalPlanned(DomainEvent):
    """制定考核方案: a body plans the appraisal of a year, under the rules of a pack in force."""

    TOPIC: ClassVar[str] = "appraisal.appraisal-planned.v1"
    body: Id
    year: Count
    plan: Id
    pack_sha256: Sha256Hex
    document: Text


class StaffHeard(DomainEvent):
    """听取职工意见: the staff congress heard the plan of the appraisal (B9-08)."""

    TOPIC: ClassVar[str] = "appraisal.staff-heard.v1"
    delegates: Count
    present: Count
    opinions: Count
    on: date


class AppraisalOpened(DomainEvent):
    """公布考核方案: everybody knows the plan, and who is to take part is frozen."""

    TOPIC: ClassVar[str] = "appraisal.appraisal-opened.v1"
    teachers: tuple[Id, ...]
    on: date


class ExcellentShareSet(DomainEvent):
    """调整优秀比例: more with approval, or less for a unit that did badly (B9-05)."""

    TOPIC: ClassVar[str] = "appraisal.excellent-share-set.v1"
    kind: ShareKind
    ground: ShareGround
    document: Text


class WorkReportSubmitted(DomainEvent):
    """个人总结述职: the person reported on the year. The report is in the vault."""

    TOPIC: ClassVar[str] = "appraisal.work-report-submitted.v1"
    teacher: Id
    on: date


class ParticipationRefused(DomainEvent):
    """无正当理由不参加考核: after having been talked to, so the grade is 不合格 (B9-20)."""

    TOPIC: ClassVar[str] = "appraisal.participation-refused.v1"
    teacher: Id
    educated_on: date
    document: Text


class EthicsGateFailed(DomainEvent):
    """师德一票否决: a ground that the plan lists was established; a complaint alone is none."""

    TOPIC: ClassVar[str] = "appraisal.ethics-gate-failed.v1"
    teacher: Id
    ground: Id
    document: Text
    on: date


class DemocraticAppraisalClosed(DomainEvent):
    """民主测评结束: ``present`` of ``staff`` voted; counts for each person."""

    TOPIC: ClassVar[str] = "appraisal.democratic-appraisal-closed.v1"
    staff: Count
    present: Count
    ballots: tuple[Ballots, ...]


class GradeProposed(DomainEvent):
    """提出档次建议: the appraisal committee proposes a result. A later one takes its place."""

    TOPIC: ClassVar[str] = "appraisal.grade-proposed.v1"
    teacher: Id
    result: Result
    commented: bool
    """Whether a comment (评语) was written. It is in the vault."""
    evidence: Text
    on: date


class GradesDecided(DomainEvent):
    """集体研究确定档次: the leading team decides on proposals (B9-08)."""

    TOPIC: ClassVar[str] = "appraisal.grades-decided.v1"
    grades: tuple[Decided, ...]
    staff: Count
    """Staff who are to take part: what the share of 优秀 is one of."""
    excellent: Count
    """优秀 of the whole body, proposals that wait included."""
    most: Count
    """Most 优秀 that there may be."""
    members: Count
    present: Count
    in_favour: Count
    on: date

    @property
    def considered(self) -> tuple[Id, ...]:
        """Everybody decided on: none of them, and none of their kin, may sign this."""
        return tuple(each.teacher for each in self.grades)


class GradeAdded(DomainEvent):
    """补定档次: after an investigation that is over, or a result that a case took away."""

    TOPIC: ClassVar[str] = "appraisal.grade-added.v1"
    teacher: Id
    result: Result
    commented: bool
    version: Count
    members: Count
    present: Count
    in_favour: Count
    authority: Text
    on: date


class GradeCorrected(DomainEvent):
    """更正档次: a new version of a result, by the authority that is named."""

    TOPIC: ClassVar[str] = "appraisal.grade-corrected.v1"
    teacher: Id
    result: Result
    commented: bool
    version: Count
    members: Count
    present: Count
    in_favour: Count
    reason: Text
    authority: Text
    on: date


class GradeVoided(DomainEvent):
    """撤销档次: a case took the result away; the body decides again."""

    TOPIC: ClassVar[str] = "appraisal.grade-voided.v1"
    teacher: Id
    case: Id
    on: date


class GradeNotified(DomainEvent):
    """书面告知考核结果: the person has it in writing (B9-08)."""

    TOPIC: ClassVar[str] = "appraisal.grade-notified.v1"
    teacher: Id
    result: Result
    version: Count
    document: Text
    on: date


class GradeAcknowledged(DomainEvent):
    """本人签署意见: agrees, or not. What the person writes is in the vault."""

    TOPIC: ClassVar[str] = "appraisal.grade-acknowledged.v1"
    teacher: Id
    version: Count
    opinion: Opinion
    on: date


class AcknowledgementRefused(DomainEvent):
    """拒签: the person would not sign; the notification stands all the same."""

    TOPIC: ClassVar[str] = "appraisal.acknowledgement-refused.v1"
    teacher: Id
    version: Count
    document: Text
    on: date


class ResultsFiled(DomainEvent):
    """考核结果存入人事档案 (B9-22)."""

    TOPIC: ClassVar[str] = "appraisal.results-filed.v1"
    teachers: tuple[Id, ...]
    document: Text
    on: date


PersonEvent = (
    WorkReportSubmitted
    | ParticipationRefused
    | EthicsGateFailed
    | GradeProposed
    | GradeAdded
    | GradeCorrected
    | GradeVoided
    | GradeNotified
    | GradeAcknowledged
    | AcknowledgementRefused
)
WholeEvent = (
    StaffHeard
    | AppraisalOpened
    | ExcellentShareSet
    | DemocraticAppraisalClosed
    | GradesDecided
    | ResultsFiled
)
AppraisalEvent = AppraisalPlanned | WholeEvent | PersonEvent | PublicityEvent
EVENTS: tuple[type[DomainEvent], ...] = (
    AppraisalPlanned,
    StaffHeard,
    AppraisalOpened,
    ExcellentShareSet,
    WorkReportSubmitted,
    ParticipationRefused,
    EthicsGateFailed,
    DemocraticAppraisalClosed,
    GradeProposed,
    GradesDecided,
    GradeAdded,
    GradeCorrected,
    GradeVoided,
    *PUBLICITY_EVENTS,
    GradeNotified,
    GradeAcknowledged,
    AcknowledgementRefused,
    ResultsFiled,
    *FILE_EVENTS,
)
