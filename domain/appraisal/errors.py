"""Reasons for which a request about an annual appraisal is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class NotOfPlanError(DomainError):
    """Raised when the plan whose rules are named does not cover the body."""

    code = "appraisal.not-of-plan"
    basis = "S000-13, INV3 考核规则随方案冻结"


class StageError(DomainError):
    """Raised when a step of the appraisal comes before the one that it rests on, or twice."""

    code = "appraisal.stage"
    basis = "考核规定 第17条 (B9-08, E.4)"


class CongressQuorumError(DomainError):
    """Raised when too few delegates were there to hear the plan, or counts do not fit."""

    code = "appraisal.congress-quorum"
    basis = "考核规定 第17条; B11-01"


class DateAheadError(DomainError):
    """Raised when something is recorded before its day."""

    code = "appraisal.date-ahead"
    basis = "INV8 事后记录"


class PopulationError(DomainError):
    """Raised when the people who are to take part are nobody, or named twice."""

    code = "appraisal.population"
    basis = "考核规定 第15条 应参加考核人数 (B9-05)"


class NotAppraisedHereError(DomainError):
    """Raised when another unit appraises somebody, or nobody does."""

    code = "appraisal.not-appraised-here"
    basis = "考核规定 第37、38条 (B9-14, B9-15)"


class NotTakingPartError(DomainError):
    """Raised when somebody is named who is not among those who take part."""

    code = "appraisal.not-taking-part"
    basis = "考核规定 第15条 (B9-05)"


class ShareLateError(DomainError):
    """Raised when the share of 优秀 is set to what it is, or raised too late."""

    code = "appraisal.share-late"
    basis = "考核规定 第15条 (B9-05)"


class ReportMissingError(DomainError):
    """Raised when a grade is proposed for somebody who has not reported on the year."""

    code = "appraisal.report-missing"
    basis = "考核规定 第17条 个人总结述职 (B9-08)"


class ReportedTwiceError(DomainError):
    """Raised when somebody reports, or is said to refuse, who has done either already."""

    code = "appraisal.reported-twice"
    basis = "考核规定 第17、44条 (B9-08, B9-20)"


class BallotQuorumError(DomainError):
    """Raised when too few of the staff took part in the democratic appraisal."""

    code = "appraisal.ballot-quorum"
    basis = "B11-05 参加测评人数不少于三分之二 (T22)"


class BallotCountError(DomainError):
    """Raised when the counts of the democratic appraisal do not fit together."""

    code = "appraisal.ballot-count"
    basis = "B11-05 民主测评计票"


class UnderInquiryError(DomainError):
    """Raised when somebody under investigation is given a grade or a comment."""

    code = "appraisal.under-inquiry"
    basis = "考核规定 第42条 (B9-18; T36)"


class RefusedToTakePartError(DomainError):
    """Raised when somebody who refused to take part is given any grade but 不合格."""

    code = "appraisal.refused-to-take-part"
    basis = "考核规定 第44条 (B9-20)"


class NewcomerError(DomainError):
    """Raised when somebody in the first half year of work is given more than a comment."""

    code = "appraisal.newcomer"
    basis = "考核规定 第37条 (B9-14)"


class LongLeaveError(DomainError):
    """Raised when somebody is graded who was on counted leave for over half of the year."""

    code = "appraisal.long-leave"
    basis = "考核规定 第41条 (B9-17; T37)"


class MustBeGradedError(DomainError):
    """Raised when somebody is given no grade though nothing allows to give none."""

    code = "appraisal.must-be-graded"
    basis = "考核规定 第41、42条 (B9-17, B9-18; T37)"


class SanctionBarsError(DomainError):
    """Raised when a sanction does not leave the grade open."""

    code = "appraisal.sanction-bars"
    basis = "处分规定 (B10-02…04; T36)"


class EthicsGroundError(DomainError):
    """Raised when somebody would fail on a ground that the plan does not list, or fails twice."""

    code = "appraisal.ethics-ground"
    basis = "B10-11、B10-12 师德一票否决; E.4"


class EthicsBarsError(DomainError):
    """Raised when a grade is above what is left to who failed the gate of ethics."""

    code = "appraisal.ethics-bars"
    basis = "B10-11 师德一票否决; E.4"


class QuotaExceededError(DomainError):
    """Raised when there would be more 优秀 than the share allows."""

    code = "appraisal.quota-exceeded"
    basis = "考核规定 第15条 (B9-05, B9-06; T15)"


class TooEarlyError(DomainError):
    """Raised when grades are decided long before the year is over."""

    code = "appraisal.too-early"
    basis = "考核规定 第9条 年末或者次年初 (B9-04)"


class NotProposedError(DomainError):
    """Raised when the leading team decides about somebody for whom nothing was proposed."""

    code = "appraisal.not-proposed"
    basis = "考核规定 第17条 (B9-08)"


class DecidedTwiceError(DomainError):
    """Raised when a result is proposed, decided or added that stands already."""

    code = "appraisal.decided-twice"
    basis = "考核规定 第17条; E.4 更正为新版本"


class NotDecidedError(DomainError):
    """Raised when something rests on a result that is not decided, or not yet to be told."""

    code = "appraisal.not-decided"
    basis = "考核规定 第17条 (B9-08)"


class NotCollectiveError(DomainError):
    """Raised when the leading team did not decide together."""

    code = "appraisal.not-collective"
    basis = "考核规定 第17条 集体研究 (B9-08)"


class NothingToPublishError(DomainError):
    """Raised when nobody's publicity as 优秀 is due, or the very list is up."""

    code = "appraisal.nothing-to-publish"
    basis = "考核规定 第17条 (B6-01)"


class PublicityTooShortError(DomainError):
    """Raised when 优秀 would be up for fewer working days than the rules say."""

    code = "appraisal.publicity-too-short"
    basis = "考核规定 第17条 不少于5个工作日 (B6-01)"


class PublicityNotUpError(DomainError):
    """Raised when a list of 优秀 is not up, not any more, or is not what was decided."""

    code = "appraisal.publicity-not-up"
    basis = "考核规定 第17条; B6-08"


class PublicityNotOverError(DomainError):
    """Raised when publicity would end before its days are over, or an objection is open."""

    code = "appraisal.publicity-not-over"
    basis = "考核规定 第17条; B6-08, B13-04 (T17)"


class ContestError(DomainError):
    """Raised when an objection is not open, not new, or against nobody who is up."""

    code = "appraisal.contest"
    basis = "B6-08 公示异议"


class CondemnedError(DomainError):
    """Raised when somebody would be 优秀 about whom an objection was upheld."""

    code = "appraisal.condemned"
    basis = "B6-08 异议成立"


class ExcellentNotPublicError(DomainError):
    """Raised when 优秀 is told to somebody before its publicity is over."""

    code = "appraisal.excellent-not-public"
    basis = "考核规定 第17条 (B6-01, B9-08)"


class NothingToAnswerError(DomainError):
    """Raised when somebody answers what was not told, or a second time."""

    code = "appraisal.nothing-to-answer"
    basis = "考核规定 第17条 签署意见 (B9-08)"


class NothingToFileError(DomainError):
    """Raised when there is no answered result that is not in the file."""

    code = "appraisal.nothing-to-file"
    basis = "考核规定 第33条 (B9-22)"


class WorseError(DomainError):
    """Raised when a grade would be below the one that a review took away."""

    code = "appraisal.worse"
    basis = "事业单位工作人员申诉规定 第5条 不因申诉加重处理 (B7-05)"
