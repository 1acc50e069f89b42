"""Reasons for which a step on an office is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class OfficeStepError(DomainError):
    """Raised when a step on an office does not follow the one before."""

    code = "recruitment.office-step"
    basis = "S002-20 审批备案"


class CadreLayerOpenError(DomainError):
    """Raised when a teacher without office would be hired before the cadres."""

    code = "recruitment.cadre-layer-open"
    basis = "S002-20 先干部后教师"
