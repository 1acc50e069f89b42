"""Reasons for which a request about titles and post grades is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class GradeRulesMissingError(DomainError):
    """Raised when the plan is not in force or its pack says nothing of grades."""

    code = "grade.rules-missing"
    basis = "B2-08 结构比例由省定; INV3"


class RatioMissingError(DomainError):
    """Raised when seats are asked for in a tier for which the pack has no structure ratio."""

    code = "grade.ratio-missing"
    basis = "B2-08 结构比例由省定"


class TierBeyondRatioError(DomainError):
    """Raised when a tier would have more seats than the structure ratio allows."""

    code = "grade.tier-beyond-ratio"
    basis = "B2-08 结构比例"


class SeatsBeyondPostsError(DomainError):
    """Raised when the grades have more seats than there are teaching posts, or posts in all."""

    code = "grade.seats-beyond-posts"
    basis = "B2-10 岗位不得超过核定总量"


class OtherSeatsBeyondPostsError(DomainError):
    """Raised when managers, workers and teaching posts are more together than all posts."""

    code = "grade.other-seats-beyond-posts"
    basis = "B2-05, B2-07, B2-10 管理、工勤岗位与教师岗位之和不得超过核定总量"


class TeachingPostsShareError(DomainError):
    """Raised when too small a part of the posts is for teachers."""

    code = "grade.teaching-posts-share"
    basis = "B2-05 教师岗位一般不低于岗位总量的85%"


class GradeTwiceError(DomainError):
    """Raised when a structure names one grade twice."""

    code = "grade.grade-twice"
    basis = "B2-06"


class HoldersBeyondSeatsError(DomainError):
    """Raised when a new structure would have fewer seats of a grade than it has holders."""

    code = "grade.holders-beyond-seats"
    basis = "B2-10 在聘人数不得超过岗位数"


class TitleMissingError(DomainError):
    """Raised when somebody without a title would be appointed to a grade."""

    code = "grade.title-missing"
    basis = "B2-06, B2-09"


class TitleTooLowError(DomainError):
    """Raised when the title does not open the grade."""

    code = "grade.title-too-low"
    basis = "B2-06 职称对应岗位等级"


class TitleBarredError(DomainError):
    """Raised when a title would be conferred on somebody who has lost the qualification for it."""

    code = "grade.title-barred"
    basis = "B10-07 取消职称评定资格"


class TitleNotHigherError(DomainError):
    """Raised when a title is conferred that is not above the one held."""

    code = "grade.title-not-higher"
    basis = "B2-09"


class GradeOfSeriesError(DomainError):
    """Raised when a series of posts has no such grade in a school."""

    code = "grade.of-series"
    basis = "B2-06 专业技术岗位13个等级; B2-07 学校管理岗位五至十级、技术工五个等级、普通工不分等级"


class OfficeMissingError(DomainError):
    """Raised when somebody without an office here would be appointed to a management grade."""

    code = "grade.office-missing"
    basis = "B2-07 管理岗位按所任职务聘任"


class OfficeTooLowError(DomainError):
    """Raised when the office held does not open the management grade."""

    code = "grade.office-too-low"
    basis = "B2-07 职务对应管理岗位等级; 当地方案"


class SeriesStaffClassError(DomainError):
    """Raised when teaching staff would be appointed to a series that is not theirs."""

    code = "grade.series-staff-class"
    basis = "S002-09 教学人员; B2-07"


class RuralYearMissingError(DomainError):
    """Raised when a title needs a year in a remote school that the teacher has not served."""

    code = "grade.rural-year-missing"
    basis = "B12-04 晋升高级职称须有农村或薄弱学校任教一年以上经历"


class NoFreeGradeSeatError(DomainError):
    """Raised when all seats of the grade are taken: there is a title, but no post for it."""

    code = "grade.no-free-seat"
    basis = "B2-08 结构比例已满不得新聘; B2-10"


class NotOfSchoolError(DomainError):
    """Raised when a school would appoint somebody who belongs to another."""

    code = "grade.not-of-school"
    basis = "B1-01 学校按岗聘用"


class GradeHeldElsewhereError(DomainError):
    """Raised when the teacher still holds a grade of another school."""

    code = "grade.held-elsewhere"
    basis = "INV1, B2-10"


class PromotionBarredError(DomainError):
    """Raised when somebody would rise during a sanction or loss, or after a year below 合格."""

    code = "grade.promotion-barred"
    basis = "处分规定 (B10-02…04, B10-07); 考核规定 第29、30条 (B9-10, B9-11)"


class GradeHeldError(DomainError):
    """Raised when the teacher holds this grade already."""

    code = "grade.held"
    basis = "INV1"


class NoGradeHeldError(DomainError):
    """Raised when a grade would end, or be paid, that the teacher does not hold."""

    code = "grade.none-held"
    basis = "B2-09 聘任与工资分别决定"


class PayBeforeAppointmentError(DomainError):
    """Raised when pay would follow a grade from before the appointment to it, or twice."""

    code = "grade.pay-before-appointment"
    basis = "B2-09 聘任与工资分别决定"
