"""Reasons for which the selection of a principal is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class CommitteeIncompleteError(DomainError):
    """Raised when a kind of seat of the committee is empty, or a person sits twice."""

    code = "principal.committee-incomplete"
    basis = "S001-12 镇党委、区教育局党委成员、人事科领导、包乡镇科室领导和学校校长"


class TitleError(DomainError):
    """Raised when a selection is about a title that the pack gives no head of a school."""

    code = "principal.title"
    basis = "S001-12 公开选聘校长"


class OfficeFilledError(DomainError):
    """Raised when the school has a principal whose term runs on."""

    code = "principal.office-filled"
    basis = "S001-12; B1-10 校长任期"


class SelectionStepError(DomainError):
    """Raised when a selection is not at the step that is asked for."""

    code = "principal.step"
    basis = "S001-13 至 S001-15 公示条件、选聘会、抽签、述职、答辩、公布结果"


class SchoolsMissedError(DomainError):
    """Raised when the conditions do not hang in every school of the town."""

    code = "principal.schools-missed"
    basis = "S001-13 在全镇中小学中公示选聘具体条件"


class NoConditionsError(DomainError):
    """Raised when conditions are published that say nothing, or one twice."""

    code = "principal.no-conditions"
    basis = "S001-13 具体选聘要求由区教育局人事科制定"


class OwnJudgeError(DomainError):
    """Raised when a member of the committee would stand before it."""

    code = "principal.own-judge"
    basis = "条例 第39条 回避; S001-12"


class CandidateStepError(DomainError):
    """Raised when a candidate is not at the step that is to follow."""

    code = "principal.candidate-step"
    basis = "S001-13, S001-15"


class TooFewCandidatesError(DomainError):
    """Raised when too few candidates were admitted to hold a meeting."""

    code = "principal.too-few-candidates"
    basis = "S001-14, S001-15 公开选聘"


class ChairError(DomainError):
    """Raised when the chair is no leader of the bureau who is there."""

    code = "principal.chair"
    basis = "S001-14 选聘会由区教育局领导主持"


class AttendanceError(DomainError):
    """Raised when too few of the committee or of the school's staff are there."""

    code = "principal.attendance"
    basis = "S001-14 评委会、学校全体教职工参加"


class LotsError(DomainError):
    """Raised when lots lack witnesses who are neither candidates nor named twice."""

    code = "principal.lots"
    basis = "S001-15 抽签; B5-10 见证"


class OutOfTurnError(DomainError):
    """Raised when somebody would speak who is not next by lot, or would answer before speaking."""

    code = "principal.out-of-turn"
    basis = "S001-15 根据抽签顺序作述职报告, 然后答辩"


class NotOnTheSpotError(DomainError):
    """Raised when a result would be announced on another day than that of the meeting."""

    code = "principal.not-on-the-spot"
    basis = "S001-15 评委会现场公布选聘结果"


class VotesError(DomainError):
    """Raised when votes do not fit the candidates heard and the members present."""

    code = "principal.votes"
    basis = "S001-15 评委会现场公布选聘结果"
