"""Reasons for which nobody is kept from competing."""

from __future__ import annotations

from domain.kernel import DomainError


class ReasonNotListedError(DomainError):
    """Raised when the plan does not list the reason for which a bidder would be out."""

    code = "recruitment.reason-not-listed"
    basis = "B3-11, B3-12, B3-13"


class LeaveNotCountedError(DomainError):
    """Raised when a bidder would be out for leave of which no days were counted."""

    code = "recruitment.leave-not-counted"
    basis = "B3-11, B3-14"


class LeaveWithinLimitError(DomainError):
    """Raised when the leave, statutory leave apart, does not reach the plan's limit."""

    code = "recruitment.leave-within-limit"
    basis = "B3-11, B3-14"


class LeaveDatesError(DomainError):
    """Raised when a leave would end before it has lasted a day."""

    code = "recruitment.leave-dates"
    basis = "B3-11, B3-14"
