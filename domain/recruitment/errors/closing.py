"""Reasons for which a round is not brought to its end, or goes no further."""

from __future__ import annotations

from domain.kernel import DomainError


class NotUnplacedError(DomainError):
    """Raised when a teacher is told to be unplaced who is not."""

    code = "recruitment.not-unplaced"
    basis = "S002-22"


class NotAppointedError(DomainError):
    """Raised when an appointment would be revoked that is not this round's, or not there."""

    code = "recruitment.not-appointed"
    basis = "B6-08; E.6 撤销"


class ScoreTraceMissingError(DomainError):
    """Raised when a teacher would be left unplaced without a score."""

    code = "recruitment.score-trace-missing"
    basis = "INV4"


class PoolOpenError(DomainError):
    """Raised when the selection would close while somebody waits."""

    code = "recruitment.pool-open"
    basis = "S002-22; E.2 第14步"


class SelectionClosedError(DomainError):
    """Raised when the selection has been closed."""

    code = "recruitment.selection-closed"
    basis = "E.2 第12步"


class NoticeNotEndedError(DomainError):
    """Raised when a round would be final before its notice ran out."""

    code = "recruitment.notice-not-ended"
    basis = "条例 第10条; B6-02; B6-08"


class OtherListError(DomainError):
    """Raised when the notice shows another list than the one decided."""

    code = "recruitment.other-list"
    basis = "B6-08; INV3"


class FinalisedError(DomainError):
    """Raised when the round is final."""

    code = "recruitment.finalised"
    basis = "E.2 第14步"


class RoundSuspendedError(DomainError):
    """Raised when something would go on in a round that stands still, or is stopped twice."""

    code = "recruitment.round-suspended"
    basis = "E.2 × 竞聘暂停"


class NotSuspendedError(DomainError):
    """Raised when a round would be resumed that was not suspended."""

    code = "recruitment.not-suspended"
    basis = "E.2 × 恢复竞聘"


class RoundVoidedError(DomainError):
    """Raised when something is done in a round that a case's decision voided."""

    code = "recruitment.round-voided"
    basis = "E.2 × VOIDED (争议处理决定)"
