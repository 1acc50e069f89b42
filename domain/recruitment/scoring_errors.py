"""Reasons for which scores are refused."""

from __future__ import annotations

from domain.kernel import DomainError


class UnknownItemError(DomainError):
    """Raised when a fact or mark names an item that the table does not have."""

    code = "recruitment.unknown-item"
    basis = "方案评分表; B.4"


class WrongFactError(DomainError):
    """Raised when a fact is of another kind than its item wants, or names no option of it."""

    code = "recruitment.wrong-fact"
    basis = "方案评分表; B.4"


class MarkAboveMaximumError(DomainError):
    """Raised when a mark is above the item's maximum or below nought."""

    code = "recruitment.mark-above-maximum"
    basis = "方案评分表: 单项满分; B.4"


class FactsMissingError(DomainError):
    """Raised when a bidder lacks facts that the table needs. All are told at once."""

    code = "recruitment.facts-missing"
    basis = "条例 第10条 考评; B.4"


class BelowPassLineError(DomainError):
    """Raised when a bidder who failed a gate or a pass line of the table would be hired."""

    code = "recruitment.below-pass-line"
    basis = "方案评分表: 合格线、一票否决; B.4"


class TieMethodError(DomainError):
    """Raised when a tie is decided in a way that the plan does not provide."""

    code = "recruitment.tie-method"
    basis = "方案同分规则; B5-09, B5-10"


class TieHeadcountError(DomainError):
    """Raised when equals in a ranking would be helped by one more seat: the posts are frozen."""

    code = "recruitment.tie-headcount"
    basis = "B5-10; E.2 第6步, S002-10, B2-10"
