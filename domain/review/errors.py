"""Reasons for which a review is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class NotOfPlanError(DomainError):
    """Raised when a school is none of the plan's, or another town's."""

    code = "review.not-of-plan"
    basis = "S001-06, S002-45 学区内各学校"


class TeamError(DomainError):
    """Raised when a leading team is not named: each once, its head among them."""

    code = "review.team"
    basis = "S001-06 学校领导班子及成员"


class StepError(DomainError):
    """Raised when one of the five steps would be taken before the one that it follows."""

    code = "review.step"
    basis = "S001-09 述职、民主测评、座谈、评分汇总、撰写考核报告依次进行"


class DayError(DomainError):
    """Raised when a day lies ahead, before the step that it follows, or in another year."""

    code = "review.day"
    basis = "S001-09, S002-32; INV8 事后记录"


class YearGradeError(DomainError):
    """Raised when a term would be graded alone, or a year without a grade or its first term."""

    code = "review.year-grade"
    basis = "S001-06 每学期考核; S001-08 按学年评定等次; A.6 X9"


class MarksError(DomainError):
    """Raised when somebody of the team has no mark, or two, or one out of range."""

    code = "review.marks"
    basis = "S001-10 领导评定20、民主测评20、群众座谈20、实绩考核40"


class QuorumError(DomainError):
    """Raised when too few of the staff took part, or more than there are."""

    code = "review.quorum"
    basis = "B11-05 参加测评人数不少于三分之二"


class DiscussionError(DomainError):
    """Raised when a group was left out of the talks."""

    code = "review.discussion"
    basis = "S001-09 与班子成员、党员代表、教师代表座谈"


class BureauMissingError(DomainError):
    """Raised when school leaders reported without anybody of the bureau."""

    code = "review.bureau-missing"
    basis = "S002-32 邀请局领导参加"


class HeldTwiceError(DomainError):
    """Raised when what was held on a day would be recorded again."""

    code = "review.held-twice"
    basis = "S001-03, S002-32"


class NotHeadError(DomainError):
    """Raised when a letter would be signed by somebody who does not head the school."""

    code = "review.not-head"
    basis = "S002-34 与校长签订目标责任书"


class FloorError(DomainError):
    """Raised when a floor of quality lies under the results that it starts from."""

    code = "review.floor"
    basis = "S002-34 分层要求、稳步提升"


class LetterError(DomainError):
    """Raised when a letter is signed twice, or settled where there is none, or again."""

    code = "review.letter"
    basis = "S002-34, S002-36 目标责任书"


class VetoError(DomainError):
    """Raised when a condition is none of the plan's, or results and conditions contradict."""

    code = "review.veto"
    basis = "S002-35 一票否决; S002-36"


class MonthError(DomainError):
    """Raised when “三评” would be held in a month that the plan does not name."""

    code = "review.month"
    basis = "S001-03 每年五月、十一月"


class NotHeldError(DomainError):
    """Raised when results are fed back that there are not, or mended before they are known."""

    code = "review.not-held"
    basis = "S001-03 评议、反馈、整改"
