"""Reasons for which a request about a personnel file, or a contract's term, is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class TermContractError(DomainError):
    """Raised when the term of somebody else's contract is named."""

    code = "appraisal.term-contract"
    basis = "考核规定 第18条 聘期考核 (B8-06)"


class TermAppraisedError(DomainError):
    """Raised when a term is appraised a second time, or was cut short."""

    code = "appraisal.term-appraised"
    basis = "考核规定 第18条 聘期考核 (B8-06)"


class TermTooEarlyError(DomainError):
    """Raised when a term is appraised long before it runs out."""

    code = "appraisal.term-too-early"
    basis = "考核规定 第18、32条 期满前一个月内 (B8-06)"


class TermResultError(DomainError):
    """Raised when a term would pass though targets were missed or a year was below 合格."""

    code = "appraisal.term-result"
    basis = "考核规定 第20、21条 (B9-13)"


class TermPassedError(DomainError):
    """Raised when a term would fail though its targets are done and all its years passed."""

    code = "appraisal.term-passed"
    basis = "考核规定 第20条 应当确定为合格 (B9-13)"


class RenewalApprovalError(DomainError):
    """Raised when a renewal is approved of a term that did not fail, or a second time."""

    code = "appraisal.renewal-approval"
    basis = "考核规定 第32条 (B8-06)"


class LeaveUnknownError(DomainError):
    """Raised when a leave is recorded twice, or voided though it is not there."""

    code = "appraisal.leave-unknown"
    basis = "台账编号唯一; 考核规定 第41条"


class LeaveDatesError(DomainError):
    """Raised when a leave ends before it begins, or has no day."""

    code = "appraisal.leave-dates"
    basis = "考核规定 第41条 (B9-17)"


class LeaveApproverError(DomainError):
    """Raised when a leave needs a level of approval and no such body is above the school."""

    code = "appraisal.leave-approver"
    basis = "S002-31 请假审批权限"


class InquiryUnknownError(DomainError):
    """Raised when an investigation is opened twice, or concluded though none is open."""

    code = "appraisal.inquiry-unknown"
    basis = "台账编号唯一; 考核规定 第42条"


class MeasureUnknownError(DomainError):
    """Raised when a measure is taken twice, or lifted though it does not stand."""

    code = "appraisal.measure-unknown"
    basis = "B10-07 其他处理; 台账编号唯一"


class MeasureTooShortError(DomainError):
    """Raised when qualifications are lost for less than the law says, or none is named."""

    code = "appraisal.measure-too-short"
    basis = "中小学教师违反职业道德行为处理办法 取消资格不得少于24个月 (B10-07)"


class SanctionUnknownError(DomainError):
    """Raised when a sanction is lifted that does not stand."""

    code = "appraisal.sanction-unknown"
    basis = "B7-03 撤销处分; 台账编号唯一"
