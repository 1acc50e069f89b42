"""Reasons for which a decision about somebody's tenure is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class NotReviewedOfficeError(DomainError):
    """Raised when the office is none whose holders are reviewed at the end of the term."""

    code = "tenure.not-reviewed-office"
    basis = "S002-14 副校长任期考核"


class NotAPrincipalsOfficeError(DomainError):
    """Raised when a responsibility letter is put to somebody who heads no school."""

    code = "tenure.not-a-principals-office"
    basis = "S002-34 与校长签订目标责任书"


class OfficeNotHeldError(DomainError):
    """Raised when the person does not hold the office."""

    code = "tenure.office-not-held"
    basis = "S002-12, S002-14"


class TermNotCompletedError(DomainError):
    """Raised when a term would be reviewed long before it ends."""

    code = "tenure.term-not-completed"
    basis = "S002-14 副校长任期满三年"


class ExtensionsExhaustedError(DomainError):
    """Raised when the pack allows no further extension in a row."""

    code = "tenure.extensions-exhausted"
    basis = "S002-14 留任一年"


class TenureStepError(DomainError):
    """Raised when a tenure is not at the step that is asked for."""

    code = "tenure.step"
    basis = "S002-14 任期考核、留任或者报请免职"


class AppraisalCountError(DomainError):
    """Raised when the counts of an appraisal do not fit together."""

    code = "tenure.appraisal-count"
    basis = "B11-05 民主测评计票"


class AppraisalQuorumError(DomainError):
    """Raised when too few of the staff took part in an appraisal."""

    code = "tenure.appraisal-quorum"
    basis = "B11-05 参加测评人数不少于三分之二"


class NotPassedError(DomainError):
    """Raised when somebody would be kept in office who did not pass."""

    code = "tenure.not-passed"
    basis = "S002-14 考核合格方可留任"


class RemovalCauseError(DomainError):
    """Raised when the file does not show what a removal from office would rest on."""

    code = "tenure.removal-cause"
    basis = "S001-16; B10-01 降低岗位等级（或撤职）; 考核规定 第29、30条 (B9-10, B9-11)"


class RemovalRejectedError(DomainError):
    """Raised when a removal is asked for again on a cause on which it was rejected."""

    code = "tenure.removal-rejected"
    basis = "S002-14 报教办决定; S001-16; E.1"


class RemovalGroundError(DomainError):
    """Raised when a removal is asked for on a ground that the record does not show."""

    code = "tenure.removal-ground"
    basis = "S002-14 考核不合格或不宜留任的报教办免职; A.6 X3"


class OtherTermError(DomainError):
    """Raised when a review is about another term of office than the one that runs."""

    code = "tenure.other-term"
    basis = "S002-14 每届任期届满考核"
