"""What can have happened in a recruitment round. Stream ``recruitment-round:<id>``."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime

from domain.kernel import DomainEvent, Frozen
from domain.recruitment.derivation import RankRow, TiedGroup
from domain.recruitment.wishes import PostSet
from domain.school.posts import Post, StaffClass
from domain.values.facts import ItemFact
from domain.values.ids import Count, Id, Milli, PostNumber, Sha256Hex, Text


class Stage(StrEnum):
    """竞聘阶段: whoever is placed in one leaves the pool, whoever is not enters the next.

    依据: B1-02, B1-03, S002-03, S002-22 to S002-24.
    """

    DIRECT = "direct"  # 直聘(首聘)
    CENTRES = "centres"  # 两步走第一步: 中心学校面向全镇选聘
    IN_SCHOOL = "in_school"  # 校内竞聘
    COORDINATION = "coordination"  # 镇内协调会双向选择
    IN_ZONE = "in_zone"  # 学区(片区)内竞聘
    CROSS_DISTRICT = "cross_district"  # 跨学区(全区)竞聘
    ADJUSTMENT = "adjustment"  # 组织调剂
    STANDBY_TRAINING = "standby_training"  # 待岗(落聘)培训

    @property
    def is_run_by_a_school(self) -> bool:
        """Tell whether one school runs it for its own posts."""
        return self in {Stage.DIRECT, Stage.CENTRES, Stage.IN_SCHOOL}

    @property
    def fills_offices(self) -> bool:
        """Tell whether the school's offices are filled in it, and end with it."""
        return self in {Stage.CENTRES, Stage.IN_SCHOOL}

    @property
    def competes(self) -> bool:
        """Tell whether posts are bid for in it."""
        return self not in {Stage.DIRECT, Stage.ADJUSTMENT, Stage.STANDBY_TRAINING}


class RoundSchool(Frozen):
    """参加学校: a school whose posts the round fills, as it stood at the opening."""

    school: Id
    establishment: Count
    posts: tuple[Post, ...]
    original_staff: tuple[Id, ...]
    """The school's own people, by whom the two-thirds rule is judged."""


class DisqualificationReason(StrEnum):
    """不合格事由: coded, so that it can be contested."""

    CERTIFICATE_MISSING = "certificate_missing"  # 无相应教师资格
    APPRAISAL_BELOW_COMPETENT = "appraisal_below_competent"  # 上年度考核未达合格
    SANCTION_IN_FORCE = "sanction_in_force"  # 处分期未满
    CONDITIONS_NOT_MET = "conditions_not_met"  # 不符合岗位条件
    PLEDGE_BROKEN = "pledge_broken"  # 材料不实
    ASSIGNMENT_REFUSED = "assignment_refused"  # 不服从工作安排 (B3-11)
    POOR_PERFORMANCE = "poor_performance"  # 工作业绩差 (B3-11)
    APPRAISAL_MISSING = "appraisal_missing"  # 近年考核缺档 (B3-11)
    LEAVE_OVER_LIMIT = "leave_over_limit"  # 请假超过限制 (B3-11)
    ETHICS_VETO = "ethics_veto"  # 师德一票否决 (B3-11, B3-12)
    ON_PROBATION = "on_probation"  # 试用期内 (B3-12)
    SPECIAL_POST_TERM = "special_post_term"  # 特岗服务期未满 (B3-12)
    UNDER_INVESTIGATION = "under_investigation"  # 立案审查期间 (B3-12)
    LAW_BROKEN = "law_broken"  # 违法违纪 (B3-12)


class SelectionReason(StrEnum):
    """选聘理由: why this bidder; leaving the order of rank needs words (C1-05)."""

    BY_RANK = "by_rank"  # 按名次
    SUBJECT_NEED = "subject_need"  # 学科需要
    HIGHER_RANKED_DECLINED = "higher_ranked_declined"  # 前序人员放弃
    ONLY_BIDDER = "only_bidder"  # 唯一报名人


class LapseReason(StrEnum):
    """聘任要约失效事由."""

    NOT_ANSWERED = "not_answered"
    PLACED_ELSEWHERE = "placed_elsewhere"
    WITHDRAWN_BY_SCHOOL = "withdrawn_by_school"


class UnplacedReason(StrEnum):
    """落聘事由."""

    NOT_SELECTED = "not_selected"
    DISQUALIFIED = "disqualified"
    DECLINED = "declined"
    NO_INTENT = "no_intent"
    REFUSED_ADJUSTMENT = "refused_adjustment"  # 不服从组织调剂
    NO_VACANCY = "no_vacancy"  # 无空岗可调剂
    STANDBY_EXPIRED = "standby_expired"  # 待岗期满仍无岗位


class TieMethod(StrEnum):
    """同分决定方式 (B5-10)."""

    SECOND_VOTE = "second_vote"
    LOTS = "lots"
    ADDED_HEADCOUNT = "added_headcount"


class BallotCount(Frozen):
    """测评票: counts for one bidder. Ballots themselves are secret."""

    bidder: Id
    excellent: Count
    competent: Count
    basically_competent: Count
    not_competent: Count


class RecruitmentRoundOpened(DomainEvent):
    """竞聘开始: pack, posts, population and windows are frozen."""

    TOPIC: ClassVar[str] = "recruitment.recruitment-round-opened.v1"
    plan: Id
    pack_sha256: Sha256Hex
    stage: Stage
    organiser: Id
    schools: tuple[RoundSchool, ...]
    population: tuple[Id, ...]
    after: tuple[Id, ...] = ()
    """Rounds of earlier stages from which the pool comes."""
    intents_from: AwareDatetime
    intents_until: AwareDatetime
    """Exclusive: the first instant at which intents are no longer taken."""


class IntentSubmitted(DomainEvent):
    """填报意向书: a teacher's ordered wishes, and an office if one is sought."""

    TOPIC: ClassVar[str] = "recruitment.intent-submitted.v1"
    teacher: Id
    wishes: tuple[PostSet, ...]
    office: PostNumber | None
    pledged: bool
    late_by_authority: str | None


class IntentReplaced(DomainEvent):
    """更换意向书: the earlier letter stands in history, this one counts."""

    TOPIC: ClassVar[str] = "recruitment.intent-replaced.v1"
    teacher: Id
    wishes: tuple[PostSet, ...]
    office: PostNumber | None
    pledged: bool
    late_by_authority: str | None


class IntentWithdrawn(DomainEvent):
    """撤回意向书: after the lock this takes the bidder out, never out of the population."""

    TOPIC: ClassVar[str] = "recruitment.intent-withdrawn.v1"
    teacher: Id


class LateSubmissionAuthorised(DomainEvent):
    """准予逾期提交: an intent received late may count."""

    TOPIC: ClassVar[str] = "recruitment.late-submission-authorised.v1"
    teacher: Id
    until: AwareDatetime
    reason: Text


class BidderQualified(DomainEvent):
    """资格审查合格."""

    TOPIC: ClassVar[str] = "recruitment.bidder-qualified.v1"
    teacher: Id


class BidderDisqualified(DomainEvent):
    """资格审查不合格: with a coded reason and words."""

    TOPIC: ClassVar[str] = "recruitment.bidder-disqualified.v1"
    teacher: Id
    reason: DisqualificationReason
    detail: Text


class BidReturned(DomainEvent):
    """退回补正: not a rejection; all that is missing is told at once."""

    TOPIC: ClassVar[str] = "recruitment.bid-returned.v1"
    teacher: Id
    missing: tuple[Text, ...]
    until: AwareDatetime


class BidSupplemented(DomainEvent):
    """补正材料: the bidder handed in what was missing."""

    TOPIC: ClassVar[str] = "recruitment.bid-supplemented.v1"
    teacher: Id


class ScoreItemRecorded(DomainEvent):
    """登记评分依据: the fact for one item of the scoring table, with its evidence."""

    TOPIC: ClassVar[str] = "recruitment.score-item-recorded.v1"
    bidder: Id
    item: str
    fact: ItemFact
    evidence: Text


class JudgeMarked(DomainEvent):
    """评委打分: one judge's mark for one bidder."""

    TOPIC: ClassVar[str] = "recruitment.judge-marked.v1"
    judge: Id
    bidder: Id
    item: str
    mark_milli: Milli


class DemocraticAppraisalClosed(DomainEvent):
    """民主测评: counts only, and how many of the staff took part."""

    TOPIC: ClassVar[str] = "recruitment.democratic-appraisal-closed.v1"
    school: Id
    staff: Count
    present: Count
    ballots: tuple[BallotCount, ...]


class ScoreCorrected(DomainEvent):
    """更正评分: the earlier fact stands in history. After the lock a new ranking is due."""

    TOPIC: ClassVar[str] = "recruitment.score-corrected.v1"
    bidder: Id
    item: str
    fact: ItemFact
    reason: Text
    authority: Text
    evidence: Text
    after_lock: bool


class MarkCorrected(DomainEvent):
    """更正评委打分: the judge's earlier mark stands in history. After the lock a ranking is due."""

    TOPIC: ClassVar[str] = "recruitment.mark-corrected.v1"
    judge: Id
    bidder: Id
    item: str
    mark_milli: Milli
    reason: Text
    authority: Text
    after_lock: bool


class MarkVoided(DomainEvent):
    """评委打分作废: by a case's decision; the mark stands in history and counts no more."""

    TOPIC: ClassVar[str] = "recruitment.mark-voided.v1"
    judge: Id
    bidder: Id
    item: str
    case: Id
    after_lock: bool


class ScoresLocked(DomainEvent):
    """锁定评分: the scored population is frozen."""

    TOPIC: ClassVar[str] = "recruitment.scores-locked.v1"
    bidders: tuple[Id, ...]


class RankingComputed(DomainEvent):
    """计算排名: totals with their derivation, and the order for every post bid for."""

    TOPIC: ClassVar[str] = "recruitment.ranking-computed.v1"
    pack_sha256: Sha256Hex
    inputs_sha256: Sha256Hex
    rows: tuple[RankRow, ...]
    ties: tuple[TiedGroup, ...]


class TieDecided(DomainEvent):
    """同分裁定: people decided an order that the rules do not give."""

    TOPIC: ClassVar[str] = "recruitment.tie-decided.v1"
    order: tuple[Id, ...]
    method: TieMethod
    lot_seed: str | None
    witnesses: tuple[Id, ...]
    reason: Text


class OfficeProposed(DomainEvent):
    """拟聘中层干部: the committee reports its choice to the town office."""

    TOPIC: ClassVar[str] = "recruitment.office-proposed.v1"
    teacher: Id
    school: Id
    post: PostNumber
    reason: SelectionReason
    detail: Text


class OfficeApproved(DomainEvent):
    """审批备案: the town office approved and filed the choice."""

    TOPIC: ClassVar[str] = "recruitment.office-approved.v1"
    teacher: Id
    school: Id
    post: PostNumber


class OfficeRefused(DomainEvent):
    """不予备案: the town office did not approve the choice."""

    TOPIC: ClassVar[str] = "recruitment.office-refused.v1"
    teacher: Id
    school: Id
    post: PostNumber
    reason: Text


class CadreLayerClosed(DomainEvent):
    """干部层聘毕: every office is filled or left vacant; teachers follow."""

    TOPIC: ClassVar[str] = "recruitment.cadre-layer-closed.v1"
    school: Id
    vacant: tuple[PostNumber, ...]


class PostOffered(DomainEvent):
    """学校选聘: the school offers a post set and reserves its seats."""

    TOPIC: ClassVar[str] = "recruitment.post-offered.v1"
    teacher: Id
    posts: PostSet
    rank: Count | None
    reason: SelectionReason
    detail: Text
    answer_until: AwareDatetime


class AdjustmentProposed(DomainEvent):
    """组织调剂: a vacant post is proposed to somebody unplaced, and its seats are reserved."""

    TOPIC: ClassVar[str] = "recruitment.adjustment-proposed.v1"
    teacher: Id
    posts: PostSet
    reason: Text
    answer_until: AwareDatetime


class StandbyStarted(DomainEvent):
    """待岗培训: training until a post is found; pay and contract go on."""

    TOPIC: ClassVar[str] = "recruitment.standby-started.v1"
    teacher: Id
    from_on: date
    until_on: date
    """First day on which the standby is over."""


class TrainingTestTaken(DomainEvent):
    """培训考核: passed or not. Not to pass is never a ground to dismiss (A.6 X7)."""

    TOPIC: ClassVar[str] = "recruitment.training-test-taken.v1"
    teacher: Id
    passed: bool
    on: date


class PostAssigned(DomainEvent):
    """分配上岗: whoever passed is assigned to a school with a vacancy (S002-24)."""

    TOPIC: ClassVar[str] = "recruitment.post-assigned.v1"
    teacher: Id
    from_school: Id
    posts: PostSet
    staff_class: StaffClass


class OfferAccepted(DomainEvent):
    """教师应聘: the teacher accepted; seats are taken in the same act."""

    TOPIC: ClassVar[str] = "recruitment.offer-accepted.v1"
    teacher: Id
    from_school: Id
    posts: PostSet
    staff_class: StaffClass


class OfferDeclined(DomainEvent):
    """教师放弃: the teacher declined; seats go to the next."""

    TOPIC: ClassVar[str] = "recruitment.offer-declined.v1"
    teacher: Id
    posts: PostSet
    reason: Text


class OfferLapsed(DomainEvent):
    """要约失效: not answered in time, taken back, or the teacher is placed elsewhere."""

    TOPIC: ClassVar[str] = "recruitment.offer-lapsed.v1"
    teacher: Id
    posts: PostSet
    reason: LapseReason


class DirectlyAppointed(DomainEvent):
    """直聘: a protected teacher took a free post without competing; why is not said here."""

    TOPIC: ClassVar[str] = "recruitment.directly-appointed.v1"
    teacher: Id
    from_school: Id
    posts: PostSet
    staff_class: StaffClass
    protection: Id


class TwoThirdsExceptionApproved(DomainEvent):
    """三分之二例外批准: fewer original teachers than the rule wants, with approval."""

    TOPIC: ClassVar[str] = "recruitment.two-thirds-exception-approved.v1"
    school: Id
    required: Count
    original_hired: Count
    reason: Text


class AppointmentRevoked(DomainEvent):
    """撤销聘任: before the list was final an appointment fell; the selection is open again."""

    TOPIC: ClassVar[str] = "recruitment.appointment-revoked.v1"
    teacher: Id
    posts: PostSet
    reason: Text
    authority: Text


class TeacherLeftUnplaced(DomainEvent):
    """落聘: this stage ended for the teacher without a post. Never a dismissal."""

    TOPIC: ClassVar[str] = "recruitment.teacher-left-unplaced.v1"
    teacher: Id
    reason: UnplacedReason
    total_milli: int | None
    on: date


class UnplacedRevoked(DomainEvent):
    """撤销落聘: it was wrong, or the selection is open again; she is in the pool as before.

    Offices that it took come back in the same act (A.6 X4).
    """

    TOPIC: ClassVar[str] = "recruitment.unplaced-revoked.v1"
    teacher: Id
    reason: Text
    authority: Text
    on: date


class UnplacedNoticeServed(DomainEvent):
    """落聘告知: the teacher was told, with the way on and the remedies (S002-22)."""

    TOPIC: ClassVar[str] = "recruitment.unplaced-notice-served.v1"
    teacher: Id
    channel: Text
    on: date


class SelectionClosed(DomainEvent):
    """选聘结束: everyone in the pool has a post or was left unplaced and told."""

    TOPIC: ClassVar[str] = "recruitment.selection-closed.v1"
    list_sha256: Sha256Hex


class RoundFinalised(DomainEvent):
    """竞聘终结: the notice ran out; provisional appointments are final."""

    TOPIC: ClassVar[str] = "recruitment.round-finalised.v1"
    notice: Id
    list_sha256: Sha256Hex


class RoundReopened(DomainEvent):
    """终结撤销: by a case's decision the final round goes on, and ends again."""

    TOPIC: ClassVar[str] = "recruitment.round-reopened.v1"
    case: Id
    on: date


class RoundVoided(DomainEvent):
    """轮次作废: by a case's decision; its events stand in history and nothing follows them."""

    TOPIC: ClassVar[str] = "recruitment.round-voided.v1"
    case: Id
    on: date


RoundEvent = (
    RecruitmentRoundOpened
    | IntentSubmitted
    | IntentReplaced
    | IntentWithdrawn
    | LateSubmissionAuthorised
    | BidderQualified
    | BidderDisqualified
    | BidReturned
    | BidSupplemented
    | ScoreItemRecorded
    | JudgeMarked
    | DemocraticAppraisalClosed
    | ScoreCorrected
    | MarkCorrected
    | MarkVoided
    | ScoresLocked
    | RankingComputed
    | TieDecided
    | OfficeProposed
    | OfficeApproved
    | OfficeRefused
    | CadreLayerClosed
    | PostOffered
    | AdjustmentProposed
    | StandbyStarted
    | TrainingTestTaken
    | PostAssigned
    | OfferAccepted
    | OfferDeclined
    | OfferLapsed
    | DirectlyAppointed
    | TwoThirdsExceptionApproved
    | AppointmentRevoked
    | TeacherLeftUnplaced
    | UnplacedRevoked
    | UnplacedNoticeServed
    | SelectionClosed
    | RoundFinalised
    | RoundReopened
    | RoundVoided
)
EVENTS: tuple[type[DomainEvent], ...] = (
    RecruitmentRoundOpened,
    IntentSubmitted,
    IntentReplaced,
    IntentWithdrawn,
    LateSubmissionAuthorised,
    BidderQualified,
    BidderDisqualified,
    BidReturned,
    BidSupplemented,
    ScoreItemRecorded,
    JudgeMarked,
    DemocraticAppraisalClosed,
    ScoreCorrected,
    MarkCorrected,
    MarkVoided,
    ScoresLocked,
    RankingComputed,
    TieDecided,
    OfficeProposed,
    OfficeApproved,
    OfficeRefused,
    CadreLayerClosed,
    PostOffered,
    AdjustmentProposed,
    StandbyStarted,
    TrainingTestTaken,
    PostAssigned,
    OfferAccepted,
    OfferDeclined,
    OfferLapsed,
    DirectlyAppointed,
    TwoThirdsExceptionApproved,
    AppointmentRevoked,
    TeacherLeftUnplaced,
    UnplacedRevoked,
    UnplacedNoticeServed,
    SelectionClosed,
    RoundFinalised,
    RoundReopened,
    RoundVoided,
)
