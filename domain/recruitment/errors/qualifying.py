"""Reasons for which a qualification check is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class QualificationError(DomainError):
    """Raised when a step does not fit the bidder's qualification."""

    code = "recruitment.qualification"
    basis = "条例 第10条 资格审查; E.2 第8步"


class SupplementLateError(DomainError):
    """Raised when what was missing comes after its date."""

    code = "recruitment.supplement-late"
    basis = "E.2 第8步"


class SupplementDueError(DomainError):
    """Raised when a bidder would be out before the date by which to hand in what is missing."""

    code = "recruitment.supplement-due"
    basis = "E.2 第8步 (RETURNED ≠ REJECTED)"


class BarredByFileError(DomainError):
    """Raised when a bidder would pass whom the plan's list keeps out by the personnel file."""

    code = "recruitment.barred-by-file"
    basis = "B3-11, B3-12, B3-13 不得竞聘情形"


class FileSaysOtherwiseError(DomainError):
    """Raised when a bidder would be out for a year that the personnel file shows as passed."""

    code = "recruitment.file-says-otherwise"
    basis = "B3-13; 考核规定 第33条 (B9-22)"
