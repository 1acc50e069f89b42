"""The sections of a rule pack, scoring apart. Every field names its basis.

Figures in thousandths are integers, shares are exact (``"2/3"``); nothing is a float.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from domain.award.events import AwardKind
from domain.kernel import Frozen
from domain.values.calendar import plus_months
from domain.values.ids import Count, Milli, Text
from domain.values.left_out import is_none
from domain.values.score_items import Points
from domain.values.shares import Share
from domain.values.staffing import Title

Positive = Annotated[int, Field(ge=1, le=10_000)]
Days = Annotated[int, Field(ge=1, le=366)]
Years = Annotated[int, Field(ge=1, le=60)]

_TWO_THIRDS = Share(numerator=2, denominator=3)


def _proper(share: Share) -> Share:
    """Refuse shares outside of (0, 1]."""
    if not 0 < share.fraction <= 1:
        raise ValueError(f"must lie above 0 and up to 1, not {share}")
    return share


class LoadExemption(Frozen):
    """课时例外: a post title whose holder is teaching staff at a lower load."""

    title: Text
    """Title of the post, as in the published list, for example 兼职教研员. [S002-26]"""
    teaching_min_periods_milli: Milli
    basis: Text
    """Document and clause that grants the exemption. [A.6 X8]"""


class PostRules(Frozen):
    """岗位规则: what a post set must hold, and who counts as teaching staff."""

    teaching_min_periods_milli: Milli = Field(default=8000, gt=0)
    """八课时: fewer weekly periods than this count as auxiliary staff. [S002-09]"""
    auxiliary_min: Count = 1
    """"1+N": least number of auxiliary posts beside the teaching post. [S002-08: one or more]"""
    load_exemptions: tuple[LoadExemption, ...] = ()
    """Posts with a lower threshold. [A.6 X8]"""

    @model_validator(mode="after")
    def _must_lower(self) -> Self:
        for each in self.load_exemptions:
            if not 0 <= each.teaching_min_periods_milli < self.teaching_min_periods_milli:
                raise ValueError(f"exemption for {each.title} must lower the threshold")
        return self

    def min_periods_of(self, title: str) -> int:
        """Return the threshold for holders of a post of that title, in thousandths."""
        found = (each for each in self.load_exemptions if each.title == title)
        exemption = next(found, None)
        return (
            self.teaching_min_periods_milli
            if exemption is None
            else exemption.teaching_min_periods_milli
        )


class IntentRules(Frozen):
    """意向书规则."""

    max_wishes: Positive | None = None
    """Most wishes in one letter; ``None`` sets no limit. [H round.max_wishes: local]"""
    pledge_required: bool = True
    """Whether the bidder must pledge that everything stated is true. [E.2 no. 7]"""


class OriginalStaffRules(Frozen):
    """大稳小调: how many of a school's new team must be its own people."""

    share: Share = _TWO_THIRDS
    """Share of the establishment, rounded up; soft, an exception needs approval. [S002-16]"""

    _share_is_proper = field_validator("share")(_proper)


class CongressMajority(StrEnum):
    """通过票数: of all delegates, not of those present."""

    MORE_THAN_HALF = "more_than_half"  # 过半数: strictly more than half
    HALF_OR_MORE = "half_or_more"  # 半数以上 where the congress's own rules say so


class CongressRules(Frozen):
    """教代会规则."""

    quorum: Share = _TWO_THIRDS
    """Share of all delegates that must be present, rounded up. [B11-01: at least 2/3]"""
    majority: CongressMajority = CongressMajority.MORE_THAN_HALF
    """Votes in favour, of all delegates (应到). [B11-01, B11-02]"""

    @field_validator("quorum")
    @classmethod
    def _must_keep_the_floor(cls, share: Share) -> Share:
        """A draft may not loosen the rules of the vote on itself."""
        if not _TWO_THIRDS.fraction <= share.fraction <= 1:
            raise ValueError(f"the congress needs at least 2/3 of its delegates [B11-01]: {share}")
        return share

    def required_present(self, delegates: int) -> int:
        """Return how many delegates must be present: 32 of 47 at 2/3."""
        return self.quorum.ceil_of(delegates)

    def required_in_favour(self, delegates: int) -> int:
        """Return how many must vote in favour: 24 of 47, and 25 (or 24) of 48."""
        if self.majority is CongressMajority.MORE_THAN_HALF:
            return delegates // 2 + 1
        return (delegates + 1) // 2


class AppraisalRules(Frozen):
    """民主测评规则."""

    quorum: Share = _TWO_THIRDS
    """Share of the staff in post that must take part, rounded up. [B11-05]"""

    _quorum_is_proper = field_validator("quorum")(_proper)

    def required_present(self, staff: int) -> int:
        """Return how many must take part: 67 of 100 at 2/3, and nobody's vote is none."""
        return max(1, self.quorum.ceil_of(staff))


class OfferRules(Frozen):
    """要约规则."""

    answer_hours: Positive = 24
    """Hours that a teacher has to answer an offer. [E.2 no. 11: timeout; local]"""


class NoticeMode(StrEnum):
    """公示方式."""

    BEFORE_TERM = "before_term"  # 聘任生效前公示: the notice ends by the cut-off
    PROVISIONAL = "provisional"  # 先暂聘后公示: it may end later; hiring is provisional until then


class NoticeRules(Frozen):
    """公示规则."""

    working_days: Days = 5
    """Least length of a notice in working days. [B6-02]"""
    mode: NoticeMode = NoticeMode.BEFORE_TERM
    """Whether the notice must end before the cut-off. [A.6 X2]"""
    restart_on_change: Literal[True] = True
    """A changed list starts the period again; no pack may turn this off. [B6-08]"""


def _is_a_year(months: int) -> bool:
    return months == _MONTHS_A_YEAR


class ContractRules(Frozen):
    """聘约规则."""

    copies: Positive = 3
    """Copies: town office, school archive, teacher. [S002-29]"""
    file_within_days: Days = 7
    """Natural days after the start of term within which the copy is filed. [S002-29]"""
    min_years: Years = 3
    """Shortest term in years. [条例 第12条: generally not under 3]"""
    max_years: Years = 5
    """Longest term in years. [local]"""
    shorter_term_basis: Text | None = None
    """Where ``min_years`` is under 3: the document that says why. [条例 第12条 一般]"""
    probation_months: Annotated[int, Field(ge=1, le=12)] = Field(default=12, exclude_if=_is_a_year)
    """Probation of a first job whose contract is for three years or more. [条例 第13条]"""
    office_years: Years = 1
    """Term of an office in years: the management team is hired afresh. [S002-14, S002-15]"""

    def probation_over_on(self, service_started_on: date) -> date:
        """Return the first day after the probation of a first job."""
        return plus_months(service_started_on, self.probation_months)

    @model_validator(mode="after")
    def _must_fit(self) -> Self:
        if self.max_years < self.min_years:
            raise ValueError("max_years must not be under min_years")
        if self.min_years < _GENERAL_MIN_YEARS and self.shorter_term_basis is None:
            raise ValueError("min_years under 3 needs shorter_term_basis [条例 第12条]")
        return self


_GENERAL_MIN_YEARS = 3
_MONTHS_A_YEAR = 12


class AdjustmentRules(Frozen):
    """组织调剂规则."""

    refusals_until_standby: Positive = 2
    """Proposals that somebody may refuse before standby may follow. [B1-08, T49; local]"""


class FailedTest(StrEnum):
    """培训考核不合格的处理: never a dismissal."""

    RETRAIN = "retrain"  # 继续培训, 再次考核
    REMAIN_ON_STANDBY = "remain_on_standby"  # 继续待岗至期满


class StandbyRules(Frozen):
    """待岗培训规则."""

    max_months: Annotated[int, Field(ge=1, le=12)] = 12
    """Longest standby in months; no plan may have a longer one. [B1-07]"""
    fail_action: FailedTest = FailedTest.RETRAIN
    """What follows a failed test, which no seed says. [S002-24, A.6 X7]"""


class AwardThreshold(Frozen):
    """教学奖门槛: what nobody has without a teaching award of the years before [S002-38]."""

    kinds: tuple[AwardKind, ...] = (AwardKind.EXCELLED, AwardKind.MODEL)
    """Awards that meet it: 优胜奖, and 标兵 which rests on six of them. [S002-38, S002-43]"""
    years: Years
    """Years after the end of an award's school year in which it still counts. [local]"""
    excellent: bool = True
    """Whether 优秀 in an annual appraisal asks for it. [S002-38 评优树先]"""
    titles: tuple[Title, ...] = ()
    """Titles that ask for it. [S002-38 晋升职称; local]"""
    subjects: tuple[Text, ...] = ()
    """Subjects whose teachers are asked for it; all where none is named. [S002-40 范围; local]"""

    @model_validator(mode="after")
    def _must_bar_something(self) -> Self:
        if not self.kinds or not (self.excellent or self.titles):
            raise ValueError("name an award, and what asks for it [S002-38]")
        return self


class TeachingAwardRules(Frozen):
    """教学奖规则: awards out of results of unified examinations."""

    lead: Points = "10"
    """Points above the mean that make 优胜奖. [S002-42]"""
    lead_inclusive: bool = True
    """Whether exactly the lead is enough. [S002-42, reading; T35]"""
    model_wins: Positive = 6
    """优胜奖 that make 标兵. [S002-43]"""
    threshold: AwardThreshold | None = Field(default=None, exclude_if=is_none)
    """What asks for an award; nothing where it is left out. [S002-38]"""


class UnplacedRules(Frozen):
    """落聘告知规则: what an unplaced teacher must be told, and how soon."""

    notify_within_days: Days = 1
    """Natural days from the day of 落聘 to the notification. [S002-22]"""
    next_step: Text = "可联系有空岗的学校参加竞聘，并由镇教办在协调会上对接"
    """The way on. [S002-22, S002-23]"""
    remedies: tuple[Text, ...] = (
        "向学校聘任委员会申请复核",
        "向争议仲裁领导小组办公室反映",
        "依法提出教师申诉",
    )
    """Where a teacher who disagrees may turn. [B.7, 003-F4, 教师法 第39条]"""

    @field_validator("remedies")
    @classmethod
    def _must_name_one(cls, remedies: tuple[str, ...]) -> tuple[str, ...]:
        if not remedies:
            raise ValueError("name at least one remedy [B.7]")
        return remedies
