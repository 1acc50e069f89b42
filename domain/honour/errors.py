"""Reasons for which something about honours is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class NoHonoursError(DomainError):
    """Raised when the pack in force has no section on honours, or not the category named."""

    code = "honour.no-category"
    basis = "S004-08, S004-14, S004-17; 规则包未规定的不得授予"


class PlacesError(DomainError):
    """Raised when a call has no place, or its shares are no ceilings for bodies of the plan."""

    code = "honour.places"
    basis = "S002-39, S004-17 名额"


class CallStepError(DomainError):
    """Raised when a call is not at the step that is asked for."""

    code = "honour.step"
    basis = "S004-03, S004-17 通知、推荐、评审、公示、授予"


class NotNominatedError(DomainError):
    """Raised when somebody would decline, or a body withdraw, what is no nomination of theirs."""

    code = "honour.not-nominated"
    basis = "S004-17 推荐"


class NominatorError(DomainError):
    """Raised when a body nominates somebody who is not of its staff."""

    code = "honour.nominator"
    basis = "S004-17 由所在学校或者镇教办推荐"


class NominatedTwiceError(DomainError):
    """Raised when somebody is nominated in one call a second time."""

    code = "honour.nominated-twice"
    basis = "S004-17 一次评选推荐一次"


class ShareUsedUpError(DomainError):
    """Raised when a body would nominate more people than its share."""

    code = "honour.share-used-up"
    basis = "S002-39 名额为上限"


class StaffNotToldError(DomainError):
    """Raised when somebody is nominated before the staff were told for long enough."""

    code = "honour.staff-not-told"
    basis = "B6-06 校内公示后推荐"


class EthicsError(DomainError):
    """Raised when somebody with a violation of professional ethics would be honoured."""

    code = "honour.ethics"
    basis = "B10-11, S004-18 师德为硬门槛"


class UnderSanctionError(DomainError):
    """Raised when somebody under a sanction, or under investigation, would be honoured."""

    code = "honour.under-sanction"
    basis = "B10-02 至 B10-04, B10-12 处分期间、立案期间"


class GradesError(DomainError):
    """Raised when the grades of the years that the category looks back to are not good enough."""

    code = "honour.grades"
    basis = "003-E5, 003-J8 考核结果作为奖励的依据"


class PapersError(DomainError):
    """Raised when papers tell of a year that the file knows, or of one year twice."""

    code = "honour.papers"
    basis = "B9-22 以档案为准"


class PrizeError(DomainError):
    """Raised when a nominee has not won the teaching award that is the threshold."""

    code = "honour.prize"
    basis = "S002-38, S002-39 教学优胜奖为评优树先的门槛"


class OfficeMissingError(DomainError):
    """Raised when a nominee holds none of the offices that the category is for."""

    code = "honour.office-missing"
    basis = "S004-17 校长、教师、班主任分类表彰"


class TitleRunsError(DomainError):
    """Raised when a nominee holds the very title, or place in the reserve, that is conferred."""

    code = "honour.title-runs"
    basis = "S004-08 任期内考核"


class ChoiceError(DomainError):
    """Raised when a choice is no nominees, too many, one twice, or one who was objected to."""

    code = "honour.choice"
    basis = "S002-39 名额为上限; B6-08 异议成立的不得列入"


class NotStandingError(DomainError):
    """Raised when an honour is not, or no longer, held as is asked for."""

    code = "honour.not-standing"
    basis = "S004-08, S004-14 任期内"


class GroundError(DomainError):
    """Raised when a revocation does not name what in the ledger undoes the honour."""

    code = "honour.ground"
    basis = "撤销荣誉须有据: B10-07, B7-14; 决定指明其所撤销的事项"


class YearError(DomainError):
    """Raised when a year of a term has not begun, is no year of it, or was appraised."""

    code = "honour.year"
    basis = "S004-08 任期内年度考核"


class CorrectionError(DomainError):
    """Raised when an appraisal would be corrected that is none, without a case, or downward."""

    code = "honour.correction"
    basis = "S004-08; B7-14 按案件决定更正; 申诉规定 第5条 不因申诉加重 (B7-05)"


class MarksError(DomainError):
    """Raised when marks do not fit the contents of the appraisal."""

    code = "honour.marks"
    basis = "S004-08 以作用发挥为主要内容"


class AttachmentError(DomainError):
    """Raised when an attachment is too short, at one's own school, or another one runs."""

    code = "honour.attachment"
    basis = "S004-14 定校、定标、跟岗"


class RegisterError(DomainError):
    """Raised when a check of the condition on the reserve differs from the register."""

    code = "honour.register"
    basis = "S004-14 后备干部登记; 台账已载的不凭手填"
