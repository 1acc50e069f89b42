"""Reasons for which a request about protection, or against it, is refused.

Facts never say what a protection is for: only its id and its dates.
"""

from __future__ import annotations

from domain.kernel import DomainError


class ProtectedError(DomainError):
    """Raised when a protected teacher would lose contract, post or place without her consent."""

    code = "protection.protected"
    basis = "B3-01, B3-05; 劳动合同法 第42条、第45条; 妇女权益保障法 第48条; INV6"


class ProtectionKnownError(DomainError):
    """Raised when the id of a protection is used a second time."""

    code = "protection.known"
    basis = "台账编号唯一 (one id, one protection)"


class ProtectionUnknownError(DomainError):
    """Raised when no protection in force has this id."""

    code = "protection.unknown"
    basis = "B3-01, B.3.2"


class ProtectionDatesError(DomainError):
    """Raised when a protection would end before it begins, or is prolonged to an earlier day."""

    code = "protection.dates"
    basis = "B3-03; B.3.2 有效期"


class FactMissingError(DomainError):
    """Raised when the date or evidence that this protection rests on is not given."""

    code = "protection.fact-missing"
    basis = "B3-03, B3-05, B.3.2 证明材料"


class LeaveTooShortError(DomainError):
    """Raised when a maternity leave would be shorter than law and plan give."""

    code = "protection.leave-too-short"
    basis = "B3-03; 女职工劳动保护特别规定 第7条"


class NotNearRetirementError(DomainError):
    """Raised when years of service or years left do not give the right that is claimed."""

    code = "protection.not-near-retirement"
    basis = "B3-05, B3-06; 劳动合同法 第42条; 条例 第14条"


class CategoryUnknownError(DomainError):
    """Raised when the plan's rule pack does not list the category."""

    code = "protection.category-unknown"
    basis = "B.3.2 protected_categories"


class EvidenceKindError(DomainError):
    """Raised when a category is claimed with another kind of evidence than the plan asks for."""

    code = "protection.evidence-kind"
    basis = "B.3.2 证明材料"


class ConsentError(DomainError):
    """Raised when consent is given twice, or withdrawn without having been given."""

    code = "protection.consent"
    basis = "INV6"
