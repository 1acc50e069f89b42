"""Reasons for which a teaching award is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class MeanNotHigherError(DomainError):
    """Raised when a class is not above the mean of its grade and subject."""

    code = "award.mean-not-higher"
    basis = "S002-41 达标奖: 高于平均分"


class AwardBarredError(DomainError):
    """Raised when somebody would be given an award who has lost the qualification for it."""

    code = "award.barred"
    basis = "B10-07 取消评奖评优资格"


class HonoursForfeitedError(DomainError):
    """Raised when a head whose responsibility letter was not kept would be given an award."""

    code = "award.forfeited"
    basis = "S002-36 取消学校和校长当年评先评优资格"


class LeadTooSmallError(DomainError):
    """Raised when a class does not exceed the mean by the lead that the plan sets."""

    code = "award.lead-too-small"
    basis = "S002-42 优胜奖: 超过平均分10分"


class WinsTooFewError(DomainError):
    """Raised when a model teacher has not won as often as the plan sets."""

    code = "award.wins-too-few"
    basis = "S002-43 标兵: 累计六个优胜奖"


class AwardMissingError(DomainError):
    """Raised when 优秀 or a title is asked for without the teaching award that it asks for."""

    code = "award.missing"
    basis = "S002-38 教学优胜奖为评优树先、晋升职称的门槛; S002-39"


class GrantedTwiceError(DomainError):
    """Raised when one result is given the same award twice."""

    code = "award.granted-twice"
    basis = "S002-41 至 S002-43 一次成绩一项奖"
