"""Reasons for which a contract is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class PostSetNotHeldError(DomainError):
    """Raised when a contract is about another post set than the teacher holds."""

    code = "contract.post-set-not-held"
    basis = "S002-28 上岗后签订聘约; INV1"


class AppointmentNotFinalError(DomainError):
    """Raised when the appointment is neither final nor provisional under the pack."""

    code = "contract.appointment-not-final"
    basis = "E.2 第14、17步 公示期满后签约; A.6 X2 先暂聘"


class CopiesError(DomainError):
    """Raised when the number of copies is not the pack's."""

    code = "contract.copies"
    basis = "S002-29 聘约一式三份"


class TermDatesError(DomainError):
    """Raised when a contract would begin before the post was taken, or end before it begins."""

    code = "contract.term-dates"
    basis = "S002-28 聘期"


class OfficeNotHeldError(DomainError):
    """Raised when a contract is about an office, or a term of it, that the person does not hold."""

    code = "contract.office-not-held"
    basis = "S002-28 正式上岗后签订聘约; S002-29"


class TermLengthError(DomainError):
    """Raised when the term is outside the pack's bounds."""

    code = "contract.term-length"
    basis = "条例 第12条 聘用合同期限一般不低于3年; B8-01"


class ContentMissingError(DomainError):
    """Raised when a part that every contract has is empty."""

    code = "contract.content-missing"
    basis = "S002-28 职责、任务、目标、条件、责任"


class FiledTwiceError(DomainError):
    """Raised when a contract is filed a second time."""

    code = "contract.filed-twice"
    basis = "S002-29 聘约备案"


class TermToRetirementError(DomainError):
    """Raised when a long-serving teacher asked for a term to retirement and gets another."""

    code = "contract.term-to-retirement"
    basis = "条例 第14条; B3-06"


class NothingToExtendError(DomainError):
    """Raised when a contract does not run out during a protection."""

    code = "contract.nothing-to-extend"
    basis = "妇女权益保障法 第48条; 劳动合同法 第45条; B3-02"


class ContractEndedError(DomainError):
    """Raised when the contract has ended already."""

    code = "contract.ended"
    basis = "B8-02"


class GroundNotListedError(DomainError):
    """Raised when a contract would end on what is no ground; not to be selected is none."""

    code = "contract.ground-not-listed"
    basis = "条例 第15条至第18条; B8-02, B8-03"


class OwnSignatureError(DomainError):
    """Raised when the unit alone would record an agreement or a resignation."""

    code = "contract.own-signature"
    basis = "条例 第17条; A.6 X3"


class AbsenceTooShortError(DomainError):
    """Raised when the working days absent are not more than the law or plan says."""

    code = "contract.absence-too-short"
    basis = "条例 第15条; B8-02"


class RenewalNotApprovedError(DomainError):
    """Raised when a new contract follows a term that failed, and nobody above allowed it."""

    code = "contract.renewal-not-approved"
    basis = "考核规定 第32条 (B8-06)"


class AppraisalGroundError(DomainError):
    """Raised when the annual appraisals do not give the ground that is claimed."""

    code = "contract.appraisal-ground"
    basis = "条例 第16条; B8-02"


class YearNotOverError(DomainError):
    """Raised when a grade is told of a year that is too young to have one."""

    code = "contract.year-not-over"
    basis = "考核规定 第9条 年度考核在年末或者次年初进行 (B9-04)"


class NoticeNotServedError(DomainError):
    """Raised when no written notice of this ground was served, or one is served twice."""

    code = "contract.notice-not-served"
    basis = "条例 第16条 提前30日书面通知"


class NoticeNotOverError(DomainError):
    """Raised when a contract would end before its days of notice are over."""

    code = "contract.notice-not-over"
    basis = "条例 第16条 提前30日书面通知; 民法典 第201条"


class NotExpiredError(DomainError):
    """Raised when a contract would end by expiry before its term, as extended, is over."""

    code = "contract.not-expired"
    basis = "条例 第12条; B3-02"


class ContractRenewedError(DomainError):
    """Raised when a contract would end that another one of the same person has followed."""

    code = "contract.renewed"
    basis = "条例 第12条; INV1"


class UnionNotToldError(DomainError):
    """Raised when the unit would end a contract of which it did not tell the union before."""

    code = "contract.union-not-told"
    basis = "工会法 第22条 单方面解除应当事先将理由通知工会 (B8-07)"


class UnionDaysRunError(DomainError):
    """Raised when the unit would end a contract while the union may still object."""

    code = "contract.union-days-run"
    basis = "工会法 第22条 (B8-07); 当地期限"


class UnionNotAnsweredError(DomainError):
    """Raised when the unit would end a contract to which the union objects unanswered."""

    code = "contract.union-not-answered"
    basis = "工会法 第22条 研究工会意见并将处理结果书面通知工会 (B8-07)"


class UnionStepError(DomainError):
    """Raised when the union is told, heard or answered at the wrong step, too late, or twice."""

    code = "contract.union-step"
    basis = "工会法 第22条 告知、提出意见、答复 (B8-07)"


class DueToRetirementError(DomainError):
    """Raised when a contract would expire though a term to retirement was lawfully asked for."""

    code = "contract.due-to-retirement"
    basis = "条例 第14条; B3-06"


class LeavesUnderInquiryError(DomainError):
    """Raised when somebody's service would end while an investigation is open."""

    code = "contract.under-inquiry"
    basis = "处分规定 立案调查期间不得解除聘用合同、办理退休手续 (B10)"


class AppointmentFellError(DomainError):
    """Raised when service would end with the contract of an appointment that was revoked."""

    code = "contract.appointment-fell"
    basis = "条例 第15条至第18条; B8-02; E.5"
