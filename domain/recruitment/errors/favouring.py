"""Reasons for which points and priority by protection are not corrected (照顾)."""

from __future__ import annotations

from domain.kernel import DomainError


class FavoursNotReadError(DomainError):
    """Raised when protections would be read again that the scoring has not read."""

    code = "recruitment.favours-not-read"
    basis = "B.3.2 bonus, priority_at_tie; E.6 更正"


class FavoursSameError(DomainError):
    """Raised when a bidder's protections for the day are those that were frozen."""

    code = "recruitment.favours-same"
    basis = "B.3.2 bonus, priority_at_tie; E.6 更正"
