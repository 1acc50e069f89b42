"""Reasons for which a request about an exchange is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class PlanNotInForceError(DomainError):
    """Raised when an exchange would open under a plan that is not in force."""

    code = "exchange.plan-not-in-force"
    basis = "INV3, S004-01"


class ZonesError(DomainError):
    """Raised when a school is in no zone, or in two."""

    code = "exchange.zones"
    basis = "003-A1, S004-12 学区内交流"


class StaffListError(DomainError):
    """Raised when a teacher is named twice, or a backbone teacher is not among the staff."""

    code = "exchange.staff-list"
    basis = "B12-02"


class NotEligibleError(DomainError):
    """Raised when a teacher has not served long enough in one school to be exchanged."""

    code = "exchange.not-eligible"
    basis = "B12-01 同一学校连续任教满六年"


class AwayError(DomainError):
    """Raised when a teacher would be sent who is away with another exchange."""

    code = "exchange.away"
    basis = "INV1"


class MoveKnownError(DomainError):
    """Raised when a teacher has a move proposed or going on already."""

    code = "exchange.move-known"
    basis = "INV1"


class MoveMissingError(DomainError):
    """Raised when the move is not at the step on which the next one rests."""

    code = "exchange.move-step"
    basis = "003-D5 公平自愿、双向选择; B12-01"


class DestinationError(DomainError):
    """Raised when the way does not lead to another school of the exchange."""

    code = "exchange.destination"
    basis = "S004-12 城乡、学区内交流"


class OtherZoneError(DomainError):
    """Raised when a team, or a teacher whom the pack keeps inside, would go to another zone."""

    code = "exchange.other-zone"
    basis = "S004-12 团队交流、学区内交流"


class DurationError(DomainError):
    """Raised when an exchange would be shorter or longer than the pack allows."""

    code = "exchange.duration"
    basis = "B12-05 交流期限由当地规定"


class RetirementError(DomainError):
    """Raised when an exchange would last beyond the day on which the teacher retires."""

    code = "exchange.beyond-retirement"
    basis = "B12-05; 条例 第14条 (B3-06)"


class TeamError(DomainError):
    """Raised when a team is too small, names somebody twice, or is not led by a member."""

    code = "exchange.team"
    basis = "S004-12 探索交流团队工作模式"


class TeamIncompleteError(DomainError):
    """Raised when a team would set out before all its members agreed."""

    code = "exchange.team-incomplete"
    basis = "S004-12, 003-D5"


class SeatMissingError(DomainError):
    """Raised when a post of the receiving school does not exist or has no free seat."""

    code = "exchange.seat-missing"
    basis = "B2-10, INV2"


class EstablishmentFullError(DomainError):
    """Raised when the receiving school would have more people than quota."""

    code = "exchange.establishment-full"
    basis = "B2-10, INV2"


class TooEarlyError(DomainError):
    """Raised when an exchange is said to have run its term before the term is over."""

    code = "exchange.too-early"
    basis = "B12-05"


class ReasonMissingError(DomainError):
    """Raised when an exchange ends early and nobody says why."""

    code = "exchange.reason-missing"
    basis = "B12-05, S004-03 教师交流民主监督"


class ShareMissedError(DomainError):
    """Raised when too few of the eligible moved, or too few backbone teachers among them."""

    code = "exchange.share-missed"
    basis = "B12-02 每学年交流不低于符合条件教师的10%，其中骨干教师不低于20%"


class MoveWaitingError(DomainError):
    """Raised when an exchange would close while teachers who agreed have not set out."""

    code = "exchange.move-waiting"
    basis = "B12-02 按学年总结; 003-D5; S004-03"


class ExchangeOverError(DomainError):
    """Raised when something is asked of an exchange that is closed."""

    code = "exchange.over"
    basis = "B12-02 按学年总结"
