"""Reasons for which an offer, or its answer, is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class SeatTakenError(DomainError):
    """Raised when a post has no free seat."""

    code = "recruitment.seat-taken"
    basis = "INV2; B2-10"


class EstablishmentFullError(DomainError):
    """Raised when a school would have more people than its quota."""

    code = "recruitment.establishment-full"
    basis = "B2-10"


class RankPassedOverError(DomainError):
    """Raised when a better-ranked bidder would be passed over without a reason."""

    code = "recruitment.rank-passed-over"
    basis = "E.2 第11步; 个人信息保护法 第24条"


class SelectionReasonError(DomainError):
    """Raised when an offer gives a reason that is not so, or a need without words of its own."""

    code = "recruitment.selection-reason"
    basis = "C1-05; E.2 第11步; 个人信息保护法 第24条"


class TwoThirdsNotKeptError(DomainError):
    """Raised when original staff would be less than the pack's share of the quota, mostly 2/3."""

    code = "recruitment.two-thirds-not-kept"
    basis = "S002-16 大稳小调 三分之二"


class OfferMissingError(DomainError):
    """Raised when there is no open offer to this teacher from this school."""

    code = "recruitment.offer-missing"
    basis = "E.2 第11步"


class OfferOpenError(DomainError):
    """Raised when a teacher has an open offer of the school already, or one stands in the way."""

    code = "recruitment.offer-open"
    basis = "E.2 第11步"


class OfferExpiredError(DomainError):
    """Raised when an offer is answered after its time."""

    code = "recruitment.offer-expired"
    basis = "E.2 第11步"


class OfferOvertakenError(DomainError):
    """Raised when an offer is accepted whose bidder has a worse place since a correction."""

    code = "recruitment.offer-overtaken"
    basis = "E.6; B6-08; T45"


class LapseReasonError(DomainError):
    """Raised when an offer would lapse for a reason that is not so."""

    code = "recruitment.lapse-reason"
    basis = "E.2 第11步"


class AlreadyPlacedError(DomainError):
    """Raised when a teacher holds a post set already."""

    code = "recruitment.already-placed"
    basis = "INV1; S002-18 不得兼占"
