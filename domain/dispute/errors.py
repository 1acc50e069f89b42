"""Reasons for which a step of a case is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class StageError(DomainError):
    """Raised when a step does not fit the stage that the case has come to."""

    code = "dispute.stage"
    basis = "E.5 争议案件办理程序"


class SuspendedError(DomainError):
    """Raised when a step is taken while the case waits for another authority."""

    code = "dispute.suspended"
    basis = "E.5 中止"


class NotSuspendedError(DomainError):
    """Raised when a case is resumed that is not suspended."""

    code = "dispute.not-suspended"
    basis = "E.5 中止"


class CapacityError(DomainError):
    """Raised when who files and in what capacity do not agree."""

    code = "dispute.capacity"
    basis = "B7-06 本人提出; B7-10 十人以上推举代表"


class NotComplainantError(DomainError):
    """Raised when somebody else does what only the complainant may do."""

    code = "dispute.not-complainant"
    basis = "B7-06 本人提出"


class MatterDatesError(DomainError):
    """Raised when the matter was known, or a step of it taken, after today."""

    code = "dispute.matter-dates"
    basis = "B7-04 自知道之日起; 事实不得晚于收到之日"


class PreviousCaseError(DomainError):
    """Raised when a case would go on from one that was not served, or to a channel out of turn."""

    code = "dispute.previous-case"
    basis = "B7-03 复核、申诉、再申诉的次序"


class HandOverError(DomainError):
    """Raised when a case would be handed to the person who owns it."""

    code = "dispute.hand-over"
    basis = "S004-02 首问负责制, 移送记录"


class MaterialToldError(DomainError):
    """Raised when a second list of missing material would be sent."""

    code = "dispute.material-told"
    basis = "B7-07 一次性告知所缺材料"


class MaterialDateError(DomainError):
    """Raised when the day until which material is awaited lies behind."""

    code = "dispute.material-date"
    basis = "B7-07 补正期限"


class NotAdmissibleError(DomainError):
    """Raised when a case would be admitted that fails a test of admissibility."""

    code = "dispute.not-admissible"
    basis = "B7-07 受理条件"


class NothingInadmissibleError(DomainError):
    """Raised when a case would be turned away that passes every test of admissibility."""

    code = "dispute.nothing-inadmissible"
    basis = "B7-07 受理条件; 条例 第38条"


class OwnDecisionError(DomainError):
    """Raised when the body whose decision is contested would handle the case."""

    code = "dispute.own-decision"
    basis = "E.1 职责分离; 条例 第39条; S003-F3、F4"


class InvestigatorsError(DomainError):
    """Raised when investigators are too few, named twice, appointed already, or not the case's."""

    code = "dispute.investigators"
    basis = "B7-13 调查人员不少于规定人数"


class InvestigatorUnknownError(DomainError):
    """Raised when somebody would investigate who has no key and so could not sign a report."""

    code = "dispute.investigator-unknown"
    basis = "B7-13 调查人员应当在调查结论上签名"


class PartyError(DomainError):
    """Raised when a party to the case would have a part in deciding it."""

    code = "dispute.party"
    basis = "条例 第39条 (与本人有利害关系应当回避)"


class CaseRecusedError(DomainError):
    """Raised when somebody would act who declared recusal from a party."""

    code = "dispute.recused"
    basis = "条例 第39条 (应当回避)"


class NotOfGroupError(DomainError):
    """Raised when somebody outside of the plan's dispute group would hear a case about it."""

    code = "dispute.not-of-group"
    basis = "B1-15, 003-F4 争议调解仲裁小组"


class HadAHandError(DomainError):
    """Raised when somebody who signed in the contested matter would act in the case."""

    code = "dispute.had-a-hand"
    basis = "E.1 职责分离; 条例 第39条"


class HearingError(DomainError):
    """Raised when a hearing is asked for twice, or a decision comes before one that is due."""

    code = "dispute.hearing"
    basis = "B10-08 当事人申请听证的应当听证"


class MediationError(DomainError):
    """Raised when a mediation is out of turn, or a decision comes while it runs."""

    code = "dispute.mediation"
    basis = "劳动争议调解仲裁法 第14条 (15日)"


class ExtensionError(DomainError):
    """Raised when a channel knows no extension, it was used, or the period is over."""

    code = "dispute.extension"
    basis = "B7-04 案情复杂的可以延长一次"


class NotInvestigatedError(DomainError):
    """Raised when a case would be decided before its investigation was reported."""

    code = "dispute.not-investigated"
    basis = "E.5 调查; B7-13"


class GroundsError(DomainError):
    """Raised when the outcome does not follow from the grounds that were found."""

    code = "dispute.grounds"
    basis = "B7-14 撤销、变更的理由"


class RemediesError(DomainError):
    """Raised when outcome and remedies do not agree."""

    code = "dispute.remedies"
    basis = "E.5 决定与执行"


class NeverWorseError(DomainError):
    """Raised when a decision would make it worse for the complainant."""

    code = "dispute.never-worse"
    basis = "事业单位工作人员申诉规定 第5条 (不加重)"


class NotFinalError(DomainError):
    """Raised when a step needs a final decision and further remedy is open or sought."""

    code = "dispute.not-final"
    basis = "劳动争议调解仲裁法 第50条; E.5 FINAL"


class FurtherRemedyError(DomainError):
    """Raised when the channel does not follow on this one, or its period is over."""

    code = "dispute.further-remedy"
    basis = "B7-04, B7-08 后续救济及期限"


class NothingToExecuteError(DomainError):
    """Raised when a decision that orders nothing would be executed."""

    code = "dispute.nothing-to-execute"
    basis = "E.5 执行"


class ReportMissingError(DomainError):
    """Raised when an order to decide again is closed without a report."""

    code = "dispute.report-missing"
    basis = "E.5 责令重作的执行情况"


class NotExecutedError(DomainError):
    """Raised when a case would be archived whose remedies were not carried out."""

    code = "dispute.not-executed"
    basis = "E.5 执行后归档"


class NotExaminableError(DomainError):
    """Raised when the ledger holds nothing from which a contested decision can be recomputed."""

    code = "dispute.not-examinable"
    basis = "C.4 证据; E.2 第10步"
