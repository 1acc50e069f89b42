"""Reasons for which adjustment, standby or its test are refused."""

from __future__ import annotations

from domain.kernel import DomainError


class AdjustmentDueError(DomainError):
    """Raised when somebody would be left over while a vacant post was not proposed."""

    code = "recruitment.adjustment-due"
    basis = "B1-08; T49"


class AssignmentDueError(DomainError):
    """Raised when somebody who passed the test is not assigned while a post is vacant."""

    code = "recruitment.assignment-due"
    basis = "S002-24"


class StandbyNotOverError(DomainError):
    """Raised when a standby has not begun, or has not run out."""

    code = "recruitment.standby-not-over"
    basis = "B1-07"


class StandbyTwiceError(DomainError):
    """Raised when somebody is on standby already."""

    code = "recruitment.standby-twice"
    basis = "B1-07"


class StandbyTooEarlyError(DomainError):
    """Raised when a standby would begin before its stage."""

    code = "recruitment.standby-too-early"
    basis = "E.2 第16步; B1-07"


class StandbyTooLongError(DomainError):
    """Raised when a standby would last longer than allowed, or end before it begins."""

    code = "recruitment.standby-too-long"
    basis = "B1-07 待岗培训不超过12个月"


class TestTwiceError(DomainError):
    """Raised when the test was passed, or is not to be taken again under the pack."""

    code = "recruitment.test-twice"
    basis = "S002-24; A.6 X7"


class TestNotPassedError(DomainError):
    """Raised when somebody would be assigned who has not passed the test."""

    code = "recruitment.test-not-passed"
    basis = "S002-24"
