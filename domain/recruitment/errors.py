"""Reasons for which a recruitment round refuses a request."""

from __future__ import annotations

from domain.kernel import DomainError


class PlanNotFrozenError(DomainError):
    """Raised when a round would open under a plan that is not frozen."""

    code = "recruitment.plan-not-frozen"
    basis = "E.2 第6步; S002-06"


class PostsNotPublishedError(DomainError):
    """Raised when a school in the round has not published its posts."""

    code = "recruitment.posts-not-published"
    basis = "S002-10; 条例 第10条"


class StageNotPlannedError(DomainError):
    """Raised when a round would open in a stage that the rule pack does not have."""

    code = "recruitment.stage-not-planned"
    basis = "B1-02; 方案"


class WrongOrganiserError(DomainError):
    """Raised when the stage is not run by this kind of organiser."""

    code = "recruitment.wrong-organiser"
    basis = "B1-02; S002-21"


class StageWindowMissingError(DomainError):
    """Raised when the timetable sets no days for a stage."""

    code = "recruitment.stage-window-missing"
    basis = "E.2 第6步; 003-H2"


class StageOrderError(DomainError):
    """Raised when a round would follow one that is not closed, or not of the stage before."""

    code = "recruitment.stage-order"
    basis = "B1-02; B1-07"


class StageSkippedError(DomainError):
    """Raised when somebody was not left unplaced and told in the stage before."""

    code = "recruitment.stage-skipped"
    basis = "B1-03; S002-22"


class StageOtherError(DomainError):
    """Raised when a step belongs to another stage."""

    code = "recruitment.stage-other"
    basis = "B1-02; E.2"


class PostOfTheZoneError(DomainError):
    """Raised when a school would fill a post that the zone allocates."""

    code = "recruitment.post-of-the-zone"
    basis = "003-A3"


class SelectionReasonError(DomainError):
    """Raised when an offer gives a reason that is not so, or a need without words of its own."""

    code = "recruitment.selection-reason"
    basis = "C1-05; E.2 第11步; 个人信息保护法 第24条"


class AdjustmentDueError(DomainError):
    """Raised when somebody would be left over while a vacant post was not proposed."""

    code = "recruitment.adjustment-due"
    basis = "B1-08; T49"


class AssignmentDueError(DomainError):
    """Raised when somebody who passed the test is not assigned while a post is vacant."""

    code = "recruitment.assignment-due"
    basis = "S002-24"


class StandbyNotOverError(DomainError):
    """Raised when a standby has not begun, or has not run out."""

    code = "recruitment.standby-not-over"
    basis = "B1-07"


class StandbyTwiceError(DomainError):
    """Raised when somebody is on standby already."""

    code = "recruitment.standby-twice"
    basis = "B1-07"


class StandbyTooLongError(DomainError):
    """Raised when a standby would last longer than allowed, or end before it begins."""

    code = "recruitment.standby-too-long"
    basis = "B1-07 待岗培训不超过12个月"


class TestTwiceError(DomainError):
    """Raised when the test was passed, or is not to be taken again under the pack."""

    code = "recruitment.test-twice"
    basis = "S002-24; A.6 X7"


class TestNotPassedError(DomainError):
    """Raised when somebody would be assigned who has not passed the test."""

    code = "recruitment.test-not-passed"
    basis = "S002-24"


class NotInPoolError(DomainError):
    """Raised when a teacher is not in the pool of the round."""

    code = "recruitment.not-in-pool"
    basis = "B1-03; S002-22"


class WindowClosedError(DomainError):
    """Raised when an intent is received outside the window."""

    code = "recruitment.window-closed"
    basis = "S002-17; 电子签名法 第11条; INV8"


class WindowOpenError(DomainError):
    """Raised when a step would come while letters of intent may still be handed in."""

    code = "recruitment.window-open"
    basis = "S002-17; S002-18"


class PledgeMissingError(DomainError):
    """Raised when an intent comes without the pledge."""

    code = "recruitment.pledge-missing"
    basis = "E.2 第7步"


class TooManyWishesError(DomainError):
    """Raised when there are more wishes than the plan allows, or none."""

    code = "recruitment.too-many-wishes"
    basis = "B1-11"


class PostUnknownError(DomainError):
    """Raised when a wish or offer names a post that is not in the list."""

    code = "recruitment.post-unknown"
    basis = "S002-10"


class PostSetError(DomainError):
    """Raised when a wish is not one teaching post with its auxiliary posts."""

    code = "recruitment.post-set"
    basis = "S002-08 1+N"


class BasePostMissingError(DomainError):
    """Raised when an office is sought or proposed without a base post in the school."""

    code = "recruitment.base-post-missing"
    basis = "S002-11 先聘岗位, 后聘职务"


class NoIntentError(DomainError):
    """Raised when a person without a standing intent is named."""

    code = "recruitment.no-intent"
    basis = "S002-17"


class QualificationError(DomainError):
    """Raised when a step does not fit the bidder's qualification."""

    code = "recruitment.qualification"
    basis = "条例 第10条 资格审查; E.2 第8步"


class SupplementLateError(DomainError):
    """Raised when what was missing comes after its date."""

    code = "recruitment.supplement-late"
    basis = "E.2 第8步"


class ScoresLockedError(DomainError):
    """Raised when scores would be recorded after the lock."""

    code = "recruitment.scores-locked"
    basis = "E.2 第9步; E.6"


class ScoresNotLockedError(DomainError):
    """Raised when a step needs locked scores."""

    code = "recruitment.scores-not-locked"
    basis = "E.2 第9步"


class MarkedAlreadyError(DomainError):
    """Raised when a judge marks a bidder a second time for one item."""

    code = "recruitment.marked-already"
    basis = "E.6 更正"


class FactKnownError(DomainError):
    """Raised when a fact is recorded a second time instead of corrected."""

    code = "recruitment.fact-known"
    basis = "E.6 更正"


class FactUnknownError(DomainError):
    """Raised when a fact or mark would be corrected that was never recorded."""

    code = "recruitment.fact-unknown"
    basis = "E.6 更正"


class AppraisalQuorumError(DomainError):
    """Raised when too few of the staff took part in the democratic appraisal."""

    code = "recruitment.appraisal-quorum"
    basis = "B11-05 不少于在编在岗教职工三分之二"


class AppraisalBypassedError(DomainError):
    """Raised when ballots would be recorded without the appraisal that counts them."""

    code = "recruitment.appraisal-bypassed"
    basis = "B11-05; E.2 第9步"


class BallotCountError(DomainError):
    """Raised when ballots do not fit those present, or a bidder is counted twice."""

    code = "recruitment.ballot-count"
    basis = "B11-05"


class AppraisalClosedError(DomainError):
    """Raised when the appraisal of a school was closed before."""

    code = "recruitment.appraisal-closed"
    basis = "E.2 第9步"


class RankingMissingError(DomainError):
    """Raised when there is no ranking, or it is no longer that of the scores."""

    code = "recruitment.ranking-missing"
    basis = "E.2 第10步; E.6"


class TieUnresolvedError(DomainError):
    """Raised when equal bidders would be told apart without a decision."""

    code = "recruitment.tie-unresolved"
    basis = "B5-10 同分不得自行排序"


class NotTiedError(DomainError):
    """Raised when an order is decided among bidders who are not tied."""

    code = "recruitment.not-tied"
    basis = "B5-10"


class LotsError(DomainError):
    """Raised when lots lack their seed or two witnesses."""

    code = "recruitment.lots"
    basis = "B5-10 抽签须有种子和见证人"


class OfficeStepError(DomainError):
    """Raised when a step on an office does not follow the one before."""

    code = "recruitment.office-step"
    basis = "S002-20 审批备案"


class CadreLayerOpenError(DomainError):
    """Raised when a teacher without office would be hired before the cadres."""

    code = "recruitment.cadre-layer-open"
    basis = "S002-20 先干部后教师"


class SeatTakenError(DomainError):
    """Raised when a post has no free seat."""

    code = "recruitment.seat-taken"
    basis = "INV2; B2-10"


class EstablishmentFullError(DomainError):
    """Raised when a school would have more people than its quota."""

    code = "recruitment.establishment-full"
    basis = "B2-10"


class RankPassedOverError(DomainError):
    """Raised when a better-ranked bidder would be passed over without a reason."""

    code = "recruitment.rank-passed-over"
    basis = "E.2 第11步; 个人信息保护法 第24条"


class TwoThirdsNotKeptError(DomainError):
    """Raised when fewer than two thirds of the quota would be original staff."""

    code = "recruitment.two-thirds-not-kept"
    basis = "S002-16 大稳小调 三分之二"


class OfferMissingError(DomainError):
    """Raised when there is no open offer to this teacher from this school."""

    code = "recruitment.offer-missing"
    basis = "E.2 第11步"


class OfferOpenError(DomainError):
    """Raised when a teacher has an open offer of the school already, or one stands in the way."""

    code = "recruitment.offer-open"
    basis = "E.2 第11步"


class OfferExpiredError(DomainError):
    """Raised when an offer is answered after its time."""

    code = "recruitment.offer-expired"
    basis = "E.2 第11步"


class LapseReasonError(DomainError):
    """Raised when an offer would lapse for a reason that is not so."""

    code = "recruitment.lapse-reason"
    basis = "E.2 第11步"


class AlreadyPlacedError(DomainError):
    """Raised when a teacher holds a post set already."""

    code = "recruitment.already-placed"
    basis = "INV1; S002-18 不得兼占"


class NotUnplacedError(DomainError):
    """Raised when a teacher is told to be unplaced who is not."""

    code = "recruitment.not-unplaced"
    basis = "S002-22"


class NotAppointedError(DomainError):
    """Raised when an appointment would be revoked that is not this round's, or not there."""

    code = "recruitment.not-appointed"
    basis = "B6-08; E.6 撤销"


class ScoreTraceMissingError(DomainError):
    """Raised when a teacher would be left unplaced without a score."""

    code = "recruitment.score-trace-missing"
    basis = "INV4"


class PoolOpenError(DomainError):
    """Raised when the selection would close while somebody waits."""

    code = "recruitment.pool-open"
    basis = "S002-22; E.2 第14步"


class SelectionClosedError(DomainError):
    """Raised when the selection has been closed."""

    code = "recruitment.selection-closed"
    basis = "E.2 第12步"


class NoticeNotEndedError(DomainError):
    """Raised when a round would be final before its notice ran out."""

    code = "recruitment.notice-not-ended"
    basis = "条例 第10条; B6-02; B6-08"


class OtherListError(DomainError):
    """Raised when the notice shows another list than the one decided."""

    code = "recruitment.other-list"
    basis = "B6-08; INV3"


class FinalisedError(DomainError):
    """Raised when the round is final."""

    code = "recruitment.finalised"
    basis = "E.2 第14步"


class RoundVoidedError(DomainError):
    """Raised when something is done in a round that a case's decision voided."""

    code = "recruitment.round-voided"
    basis = "E.2 × VOIDED (争议处理决定)"


class ReasonNotListedError(DomainError):
    """Raised when the plan does not list the reason for which a bidder would be out."""

    code = "recruitment.reason-not-listed"
    basis = "B3-11, B3-12, B3-13"


class LeaveNotCountedError(DomainError):
    """Raised when a bidder would be out for leave of which no days were counted."""

    code = "recruitment.leave-not-counted"
    basis = "B3-11, B3-14"


class LeaveWithinLimitError(DomainError):
    """Raised when the leave, statutory leave apart, does not reach the plan's limit."""

    code = "recruitment.leave-within-limit"
    basis = "B3-11, B3-14"
