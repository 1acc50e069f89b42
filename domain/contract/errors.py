"""Reasons for which a contract is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class PostSetNotHeldError(DomainError):
    """Raised when a contract is about another post set than the teacher holds."""

    code = "contract.post-set-not-held"
    basis = "S002-28 上岗后签订聘约; INV1"


class AppointmentNotFinalError(DomainError):
    """Raised when the appointment is neither final nor provisional under the pack."""

    code = "contract.appointment-not-final"
    basis = "E.2 no. 14, 17 公示期满后签约; A.6 X2 先暂聘"


class CopiesError(DomainError):
    """Raised when the number of copies is not the pack's."""

    code = "contract.copies"
    basis = "S002-29 聘约一式三份"


class TermDatesError(DomainError):
    """Raised when a contract would begin before the post was taken, or end before it begins."""

    code = "contract.term-dates"
    basis = "S002-28 聘期"


class TermLengthError(DomainError):
    """Raised when the term is outside the pack's bounds."""

    code = "contract.term-length"
    basis = "条例 第12条 聘用合同期限一般不低于3年; B8-01"


class ContentMissingError(DomainError):
    """Raised when a part that every contract has is empty."""

    code = "contract.content-missing"
    basis = "S002-28 职责、任务、目标、条件、责任"


class FiledTwiceError(DomainError):
    """Raised when a contract is filed a second time."""

    code = "contract.filed-twice"
    basis = "S002-29 聘约备案"
