"""Reasons for which a letter of intent is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class WindowClosedError(DomainError):
    """Raised when an intent is received outside the window."""

    code = "recruitment.window-closed"
    basis = "S002-17; 电子签名法 第11条; INV8"


class WindowOpenError(DomainError):
    """Raised when a step would come while letters of intent may still be handed in."""

    code = "recruitment.window-open"
    basis = "S002-17; S002-18"


class PledgeMissingError(DomainError):
    """Raised when an intent comes without the pledge."""

    code = "recruitment.pledge-missing"
    basis = "E.2 第7步"


class TooManyWishesError(DomainError):
    """Raised when there are more wishes than the plan allows, or none."""

    code = "recruitment.too-many-wishes"
    basis = "B1-11"


class PostUnknownError(DomainError):
    """Raised when a wish or offer names a post that is not in the list."""

    code = "recruitment.post-unknown"
    basis = "S002-10"


class PostSetError(DomainError):
    """Raised when a wish is not one teaching post with its auxiliary posts."""

    code = "recruitment.post-set"
    basis = "S002-08 1+N"


class BasePostMissingError(DomainError):
    """Raised when an office is sought or proposed without a base post in the school."""

    code = "recruitment.base-post-missing"
    basis = "S002-11 先聘岗位, 后聘职务"


class NoIntentError(DomainError):
    """Raised when a person without a standing intent is named."""

    code = "recruitment.no-intent"
    basis = "S002-17"
