"""Reasons for which a request about a teacher is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class ServiceDatesError(DomainError):
    """Raised when a teacher would have joined the school before entering service."""

    code = "teacher.service-dates"
    basis = "B5-12 按日期计算"


class NoPostError(DomainError):
    """Raised when a teacher who holds no post would leave one."""

    code = "teacher.no-post"
    basis = "E.3"
