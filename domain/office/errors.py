"""Reasons for which a competition for an office, or its publicity, is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class PlanNotFrozenError(DomainError):
    """Raised when offices would be filled under a plan that is not frozen."""

    code = "office.plan-not-frozen"
    basis = "E.2 第6步 方案冻结; INV3"


class WrongOrganiserError(DomainError):
    """Raised when a competition would be run by a body whose matter it is not."""

    code = "office.wrong-organiser"
    basis = "S002-14 副校长空缺在全镇公开竞聘; 003-B4 班主任由学校公开招聘"


class LevelError(DomainError):
    """Raised when an office with levels names none, or one without levels names one."""

    code = "office.level"
    basis = "003-B2, 003-G1 初级、中级、高级"


class NotAnOfficeError(DomainError):
    """Raised when the post is no office in the school's published list."""

    code = "office.not-an-office"
    basis = "S002-07 先定岗位; 003-G2"


class NotVacantError(DomainError):
    """Raised when an office has fewer free seats than would be filled."""

    code = "office.not-vacant"
    basis = "S002-14 空缺职务公开竞聘; B2-10"


class DeadlineError(DomainError):
    """Raised when a deadline leaves less time than the pack asks for."""

    code = "office.deadline"
    basis = "003-G4 招聘公告载明截止日期"


class ApplicationClosedError(DomainError):
    """Raised when an application comes after the deadline."""

    code = "office.application-closed"
    basis = "003-G4 截止日期; INV8"


class BasePostMissingError(DomainError):
    """Raised when somebody without a base post there competes for an office, or would hold it."""

    code = "office.base-post-missing"
    basis = "S002-11 先聘岗位, 后聘职务"


class AppliedTwiceError(DomainError):
    """Raised when somebody applies who has applied, or is known to the matter already."""

    code = "office.applied-twice"
    basis = "003-G3 报名一人一次"


class ApplicantStepError(DomainError):
    """Raised when an applicant is not at the step that is to follow."""

    code = "office.applicant-step"
    basis = "003-G3 公告、资格初审、面试考核、聘用决策"


class ConditionsUncheckedError(DomainError):
    """Raised when the checks do not answer exactly the published conditions."""

    code = "office.conditions-unchecked"
    basis = "003-B3, 003-G2, S001-13"


class StageError(DomainError):
    """Raised when a competition is not at the step that is asked for."""

    code = "office.stage"
    basis = "003-G3 公告、资格初审、面试考核、聘用决策"


class MarkError(DomainError):
    """Raised when a mark is out of range, or a judge marks somebody twice."""

    code = "office.mark"
    basis = "003-G6 面试评分"


class PanelError(DomainError):
    """Raised when judges are too few, or did not hear every applicant."""

    code = "office.panel"
    basis = "003-G6 专业评委; B5-11"


class CommitteeError(DomainError):
    """Raised when a committee's decision has too few members present or in favour."""

    code = "office.committee"
    basis = "003-G7, S002-19 聘任委员会集体决定"


class ChoiceError(DomainError):
    """Raised when somebody is chosen who cannot be."""

    code = "office.choice"
    basis = "003-G5, 003-G7 从面试合格者中择优"


class OutcomeNotPublishedError(DomainError):
    """Raised when an appointment comes before its publicity ran out for exactly these people."""

    code = "office.outcome-not-published"
    basis = "B6-04 任前公示不少于5个工作日"


class NotChosenError(DomainError):
    """Raised when an appointment is about somebody who was not chosen or is appointed."""

    code = "office.not-chosen"
    basis = "003-G7 聘任委员会决定"


class WrongRouteError(DomainError):
    """Raised when a class teacher is approved like a manager, or a manager appointed without."""

    code = "office.wrong-route"
    basis = "S002-20 干部报教办审批备案; 003-B4 班主任由学校聘任"


class NotFiledError(DomainError):
    """Raised when an appointment is filed that was not approved, or is on file."""

    code = "office.not-to-file"
    basis = "003-E3 聘任审批和备案"


class OutcomeStandsError(DomainError):
    """Raised when an outcome is published that is up, has run out, or was decided by nobody."""

    code = "office.outcome-stands"
    basis = "B6-04, B6-08 公示"


class OutcomeNotUpError(DomainError):
    """Raised when an outcome is not up, so that nothing can be said about it."""

    code = "office.outcome-not-up"
    basis = "B6-08 公示期内"


class ContestError(DomainError):
    """Raised when an objection is unknown, decided, used twice, or about nobody in the outcome."""

    code = "office.contest"
    basis = "B6-08 公示期内提出异议"


class PublicityNotOverError(DomainError):
    """Raised when publicity would end before its days are over or with an objection open."""

    code = "office.publicity-not-over"
    basis = "B6-04, B6-08; B13-03 工作日"
