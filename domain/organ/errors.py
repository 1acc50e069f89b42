"""Reasons for which the organs of a plan are refused."""

from __future__ import annotations

from domain.kernel import DomainError


class OrgansMissingError(DomainError):
    """Raised when a plan goes on whose rules demand organs that the meeting did not set up."""

    code = "organ.missing"
    basis = "B1-15 通过方案的会议同时成立领导小组、争议调解仲裁小组、监督小组"


class CommitteeMissingError(DomainError):
    """Raised when a school opens a round without the committee that the plan demands."""

    code = "organ.committee-missing"
    basis = "S002-19 学校成立聘任委员会"


class OtherMeetingError(DomainError):
    """Raised when organs would be set up at another meeting than the one that passed the plan."""

    code = "organ.other-meeting"
    basis = "B1-15 通过方案的会议同时成立"


class SetUpTwiceError(DomainError):
    """Raised when organs that stand would be set up again instead of being changed."""

    code = "organ.set-up-twice"
    basis = "B1-15 一方案一套机构; 人员变动另行调整"


class SeatsError(DomainError):
    """Raised when an organ names a person twice, or has no one head."""

    code = "organ.seats"
    basis = "003-F2 组长、副组长、成员"


class SizeError(DomainError):
    """Raised when an organ has fewer members than the plan says, or an even number of them."""

    code = "organ.size"
    basis = "B1-15 组成人数; 当地方案"


class CapacityMissingError(DomainError):
    """Raised when too few sit in an organ in a capacity that the plan demands."""

    code = "organ.capacity-missing"
    basis = "S002-19 教办包校人员、校长、书记、骨干教师; 003-H1"


class CapacityUntrueError(DomainError):
    """Raised when somebody would sit in a capacity that the ledger does not know of them."""

    code = "organ.capacity-untrue"
    basis = "S002-19 聘任委员会组成"


class PersonUnknownError(DomainError):
    """Raised when somebody would sit in an organ whom the ledger does not know, or who left."""

    code = "organ.person-unknown"
    basis = "B1-15; 台账中没有该人员"


class NotApartError(DomainError):
    """Raised when one person would both decide and adjudicate or supervise, by the organs."""

    code = "organ.not-apart"
    basis = "条例 第39条; B1-15 领导、仲裁、监督分设"


class DayError(DomainError):
    """Raised when a change lies ahead, or before the one that it follows."""

    code = "organ.day"
    basis = "INV8 事后记录"


class NothingChangedError(DomainError):
    """Raised when a change changes nobody."""

    code = "organ.nothing-changed"
    basis = "B1-15 人员变动"
