"""Reasons for which a school's request is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class PostNumberTwiceError(DomainError):
    """Raised when two posts of a list have one number."""

    code = "school.post-number-twice"
    basis = "S002-07 分别编定岗位序号"


class OfficeTermTooLongError(DomainError):
    """Raised when an office is published for longer than the plan says."""

    code = "school.office-term-too-long"
    basis = "S002-14, S002-15 管理岗位逐年聘任"


class PostTaskMissingError(DomainError):
    """Raised when a teaching post does not say subject, classes and periods."""

    code = "school.post-task-missing"
    basis = "S002-07 教学岗包括年级班级、学科、课时; 条例 第6条"


class QuotaNotFiledError(DomainError):
    """Raised when posts are published before quota and posts were allocated and filed."""

    code = "school.quota-not-filed"
    basis = "003-D3, 003-F7"


class PostsBeyondShareError(DomainError):
    """Raised when a list has more teaching seats than the school's share of posts."""

    code = "school.posts-beyond-share"
    basis = "B2-10"


class PostsPublishedTwiceError(DomainError):
    """Raised when a school publishes a second list under one plan."""

    code = "school.posts-published-twice"
    basis = "S002-10; 条例 第10条"


class OfficeHeldError(DomainError):
    """Raised when the person holds the office already."""

    code = "school.office-held"
    basis = "S002-15"


class OfficeNotHeldError(DomainError):
    """Raised when an office would end that the person does not hold."""

    code = "school.office-not-held"
    basis = "S002-12"


class OfficeDatesError(DomainError):
    """Raised when an office would end before it begins."""

    code = "school.office-dates"
    basis = "S002-15 一年一聘: 起止日期 (end must follow start)"


class NothingToRestoreError(DomainError):
    """Raised when no office of this person waits for a decision about its coming back."""

    code = "school.nothing-to-restore"
    basis = "A.6 X4 职务恢复"


class OfficeTakenError(DomainError):
    """Raised when an office would come back while others hold all its seats."""

    code = "school.office-taken"
    basis = "A.6 X4; B2-10 任职人数不得超过职数"


class BasePostElsewhereError(DomainError):
    """Raised when an office would come back to somebody of another school."""

    code = "school.base-post-elsewhere"
    basis = "S002-11 先聘岗位后聘职务"


class OfficeEndGroundError(DomainError):
    """Raised when an office would end by a note of what is a decision or an act of its own."""

    code = "school.office-end-ground"
    basis = "条例 第17条 本人书面提出; A.6 X3, X4; S002-14 报教办免职"


class OfficeTermRunsError(DomainError):
    """Raised when an office would end as over while its term still runs."""

    code = "school.office-term-runs"
    basis = "S002-14, S002-15 任期"


class RemovalOpenError(DomainError):
    """Raised when a procedure of removal from this office is open already."""

    code = "school.removal-open"
    basis = "S002-37; A.6 X3"
