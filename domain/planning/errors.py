"""Reasons for which a plan is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class PackRefusedError(DomainError):
    """Raised when a document is no rule pack; ``where`` is the field, ``problem`` the reason."""

    code = "planning.pack-refused"
    basis = "规则包格式 (audit/format/SPEC §1)"


class SchoolsNotNamedError(DomainError):
    """Raised when a plan names no school, or one twice."""

    code = "planning.schools-not-named"
    basis = "S002-45 竞聘范围"


class BasisMissingError(DomainError):
    """Raised when a plan names no document that it rests on."""

    code = "planning.basis-missing"
    basis = "S002-02 依据县局当年人事安排"


class AlreadyAdoptedError(DomainError):
    """Raised when an adopted plan would go back into consultation."""

    code = "planning.already-adopted"
    basis = "S002-06 教代会表决形成方案"


class AlreadySentError(DomainError):
    """Raised when a draft is sent a second time."""

    code = "planning.already-sent"
    basis = "S002-05 征求意见"


class NotEveryoneReachedError(DomainError):
    """Raised when the draft did not reach every employee."""

    code = "planning.not-everyone-reached"
    basis = "S002-05 下发至每一位教职工"


class DraftNotSentError(DomainError):
    """Raised when opinions or votes come before the draft went to all staff."""

    code = "planning.draft-not-sent"
    basis = "S002-05 征求意见"


class DateInFutureError(DomainError):
    """Raised when something is recorded before its day."""

    code = "planning.date-in-future"
    basis = "INV8 事后记录 (recorded on the day or later)"


class PrincipalsMissingError(DomainError):
    """Raised when the head of a school was not at the meeting."""

    code = "planning.principals-missing"
    basis = "S002-04 全体校长园长会议"


class SchoolUnknownError(DomainError):
    """Raised when a school is not in the plan."""

    code = "planning.school-unknown"
    basis = "S002-45 竞聘范围"


class OpinionsReportedTwiceError(DomainError):
    """Raised when a school reports a second time."""

    code = "planning.opinions-reported-twice"
    basis = "S002-05 征求意见"


class NobodyHeardError(DomainError):
    """Raised when a school reports without having heard anyone."""

    code = "planning.nobody-heard"
    basis = "S002-05 征求每一位教职工意见"


class OpinionsMissingError(DomainError):
    """Raised when schools have not reported."""

    code = "planning.opinions-missing"
    basis = "S002-05 各校汇总上报; S004-01 民主议事"


class OpinionsAdoptedError(DomainError):
    """Raised when more opinions were adopted than were reported."""

    code = "planning.opinions-adopted"
    basis = "S002-05 采纳合理意见"


class NothingRevisedError(DomainError):
    """Raised when a revision changes nothing."""

    code = "planning.nothing-revised"
    basis = "S002-05 修改草案"


class MeetingMissingError(DomainError):
    """Raised when the congress would vote before the principals have met."""

    code = "planning.meeting-missing"
    basis = "S002-04 全体校长园长会议"


class OtherPackError(DomainError):
    """Raised when a vote or an adoption names another pack than the draft's."""

    code = "planning.other-pack"
    basis = "S002-06 表决的方案即生效的方案"


class DraftLostError(DomainError):
    """Raised when a draft that lost its vote is put to the vote again unrevised."""

    code = "planning.draft-lost"
    basis = "S002-06 未通过的退回修改 (back to drafting)"


class VotesDoNotAddUpError(DomainError):
    """Raised when votes and delegates do not add up."""

    code = "planning.votes-do-not-add-up"
    basis = "B11-01 应到、实到与票数"


class QuorumMissedError(DomainError):
    """Raised when too few delegates were present: there was no valid vote."""

    code = "planning.quorum-missed"
    basis = "B11-01 三分之二以上代表出席"


class VoteMissingError(DomainError):
    """Raised when the congress has not passed exactly this pack."""

    code = "planning.vote-missing"
    basis = "S002-06 未经教代会表决通过不得实施; 条例 第4条"


class NotAdoptedError(DomainError):
    """Raised when a plan would be frozen that is not in force."""

    code = "planning.not-adopted"
    basis = "S002-06 教代会表决形成方案"


class AlreadyFrozenError(DomainError):
    """Raised when a plan is frozen a second time."""

    code = "planning.already-frozen"
    basis = "E.2 PUBLISHED (rules frozen)"


class NotFrozenError(DomainError):
    """Raised when a pack would be amended before the plan was frozen."""

    code = "planning.not-frozen"
    basis = "E.2 PUBLISHED (rules frozen)"


class QuotaNotFiledError(DomainError):
    """Raised when a plan would be frozen before its quota was allocated and filed."""

    code = "planning.quota-not-filed"
    basis = "003-F7 先核编后定岗; 003-D3 备案"


class SchoolsWithoutShareError(DomainError):
    """Raised when a school of the plan got no share of the quota."""

    code = "planning.schools-without-share"
    basis = "003-D2 编制岗位下达到校"


class PackVersionError(DomainError):
    """Raised when an amended pack is not a later version of the same pack."""

    code = "planning.pack-version"
    basis = "S000-13 制度修订不溯及既往; INV3"


class TimetableOrderError(DomainError):
    """Raised when a day of the timetable comes before the one that it must follow."""

    code = "planning.timetable-order"
    basis = "S002-17 时间安排"


class AdoptedAfterKickoffError(DomainError):
    """Raised when the plan came into force after the round was to begin."""

    code = "planning.adopted-after-kickoff"
    basis = "S002-01, S002-06 先有方案后启动"


class FrozenTooLateError(DomainError):
    """Raised when the rules would be frozen after the first bids were to be taken."""

    code = "planning.frozen-too-late"
    basis = "E.2 PUBLISHED before BIDDING; S002-10"


class NoticeDoesNotFitError(DomainError):
    """Raised when the notice cannot run out by the cut-off (T18)."""

    code = "planning.notice-does-not-fit"
    basis = "A.6 X2 公示期与时间安排; B6-02"


class AlreadyPassedError(DomainError):
    """Raised when a pack that the congress has passed is put to the vote again."""

    code = "planning.already-passed"
    basis = "S002-06 当场宣布表决结果"


class TimetableTooLongError(DomainError):
    """Raised when a round would not belong to one school year."""

    code = "planning.timetable-too-long"
    basis = "S002-01, S002-15 一年一聘"


class ReviewsCitedError(DomainError):
    """Raised when a plan cites a review of another office's, or one review twice."""

    code = "planning.reviews-cited"
    basis = "S000-14 专家组定期评审; 003-G9 评估后调整"
