"""Reasons for which a request about a short list, or past it, is refused (入围)."""

from __future__ import annotations

from domain.kernel import DomainError


class NoShortlistError(DomainError):
    """Raised when a short list is asked for under a plan that has none."""

    code = "recruitment.no-shortlist"
    basis = "方案评分办法: 入围规则; B5-08"


class FirstPartLockedError(DomainError):
    """Raised when what a short list goes by would change after it was locked."""

    code = "recruitment.first-part-locked"
    basis = "E.2 第9步; B5-08; E.6"


class FirstPartOpenError(DomainError):
    """Raised when a short list is asked for before what it goes by is locked."""

    code = "recruitment.first-part-open"
    basis = "E.2 第9步; B5-08"


class ShortlistMissingError(DomainError):
    """Raised when a step needs a short list that stands, has no open tie and is published."""

    code = "recruitment.shortlist-missing"
    basis = "方案评分办法: 入围规则; B5-08, B5-10"


class NotShortlistedError(DomainError):
    """Raised when somebody outside the short list would be scored further, or hired."""

    code = "recruitment.not-shortlisted"
    basis = "方案评分办法: 入围规则; B5-08"
