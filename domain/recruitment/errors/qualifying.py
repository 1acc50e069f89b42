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
