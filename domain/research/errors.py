"""Reasons for which a decision about teaching research is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class ResearchOfficeError(DomainError):
    """Raised when the research office has not its director and its number of deputies."""

    code = "research.office"
    basis = "S002-26 教研室主任由教办副主任担任, 设副主任2人"


class SubjectsError(DomainError):
    """Raised when subjects are named twice, not at all, or outnumber what schools may lead."""

    code = "research.subjects"
    basis = "S002-27 学科中心教研组分设各完小"


class NotOfTheTownError(DomainError):
    """Raised when a school is none of this town's, or is named twice."""

    code = "research.not-of-the-town"
    basis = "S002-26, S002-27 中心小学、完小"


class ResearchYearClosedError(DomainError):
    """Raised when a year of research is settled, or an application comes after the deadline."""

    code = "research.year-closed"
    basis = "S002-27 按学年聘任"


class DeadlineNotOverError(DomainError):
    """Raised when groups are decided while schools may still apply, or a deadline has passed."""

    code = "research.deadline"
    basis = "S002-27 学校申报, 教办择优确定"


class GroupUnknownError(DomainError):
    """Raised when a group is about a subject or school of another year, or nobody applied."""

    code = "research.group-unknown"
    basis = "S002-27 学校申报学科和人选"


class GroupTakenError(DomainError):
    """Raised when a school applies twice for a subject, or a subject has its group."""

    code = "research.group-taken"
    basis = "S002-27 一学科一中心教研组"


class SchoolFullError(DomainError):
    """Raised when a school leads as many groups as the pack allows."""

    code = "research.school-full"
    basis = "S002-27 每校一至两个教研组"


class LeaderTakenError(DomainError):
    """Raised when somebody would lead two groups, or hold two researchers' places."""

    code = "research.leader-taken"
    basis = "S002-27 教研组长为当然学科教研员"


class BasePostMissingError(DomainError):
    """Raised when a researcher has no teaching post in the school."""

    code = "research.base-post-missing"
    basis = "S002-11 先聘岗位; S002-26, S002-27"


class PlacesFullError(DomainError):
    """Raised when all part-time places are taken."""

    code = "research.places-full"
    basis = "S002-26 兼职教研员"


class FormerFirstError(DomainError):
    """Raised when a part-time place would pass by former researchers who have not declined."""

    code = "research.former-first"
    basis = "S002-26 原教研员优先聘为兼职教研员"


class NotFormerError(DomainError):
    """Raised when somebody declines a part-time place who has no claim, or has declined."""

    code = "research.not-former"
    basis = "S002-26 原教研员优先"


class LoadTooLightError(DomainError):
    """Raised when a part-time researcher would teach less than the pack's part of a load."""

    code = "research.load-too-light"
    basis = "S002-26 承担满工作量三分之二的课时; A.6 X8"
