"""The rule pack (规则包): every number that a town may set, as data with a digest.

A pack is written in YAML, voted on by the staff congress and frozen by its SHA-256.
Decimals are quoted strings there: a float has no one spelling, so it is refused.
"""

from __future__ import annotations

import json
import unicodedata
from typing import Self

from pydantic import Field, ValidationError, field_validator, model_validator

from domain.kernel import Frozen
from domain.planning.appraisal_sections import AnnualAppraisalRules
from domain.planning.attendance_sections import AttendanceRules
from domain.planning.errors import PackRefusedError
from domain.planning.honour_lint import lint_honours
from domain.planning.honour_sections import HonourRules
from domain.planning.office_sections import OfficeRules
from domain.planning.organ_sections import OrganRules
from domain.planning.oversight_sections import MendingRules, OversightRules
from domain.planning.pack_findings import PackFinding, model_findings, plain_findings
from domain.planning.pack_lint import (
    lint_favours,
    lint_organs,
    lint_shortlist,
    lint_stages,
    lint_ties,
    lint_windows,
)
from domain.planning.protection_sections import (
    DisqualificationRules,
    ExitRules,
    ProtectionRules,
)
from domain.planning.quota_sections import ExchangeRules, GradeRules, IntakeRules, QuotaRules
from domain.planning.review_sections import ReviewRules
from domain.planning.sections import (
    AdjustmentRules,
    AppraisalRules,
    CongressRules,
    ContractRules,
    IntentRules,
    NoticeRules,
    OfferRules,
    OriginalStaffRules,
    Positive,
    PostRules,
    StandbyRules,
    TeachingAwardRules,
    UnplacedRules,
)
from domain.planning.timetable import Timetable
from domain.recruitment.events import Stage
from domain.values.digest import canonical, sha256_of
from domain.values.ids import Id, Text
from domain.values.left_out import is_none
from domain.values.scoring import ScoringTable
from domain.values.shortlist import ShortlistRules
from domain.values.tie_chain import TieChain


def _is_default(rules: Frozen) -> bool:
    return rules == type(rules)()


class RulePack(Frozen):
    """规则包: the rules of a plan that are data.

    Digest, votes and rounds name a pack by ``sha256()``. A section that the document
    leaves out has the defaults of the constants sheet, and they are part of the digest.
    """

    id: Id
    title: Text
    version: Positive
    basis_docs: tuple[Text, ...]
    """Documents that the pack rests on. [S002-02]"""
    stages: tuple[Stage, ...]
    """Stages of a round, in order. [E.2]"""
    posts: PostRules = PostRules()
    intents: IntentRules = IntentRules()
    original_staff: OriginalStaffRules = OriginalStaffRules()
    congress: CongressRules = CongressRules()
    democratic_appraisal: AppraisalRules = AppraisalRules()
    committee_signers: Positive = 3
    """Members of the 聘任委员会 who sign its decisions together. [S002-19; number local]"""
    offers: OfferRules = OfferRules()
    notice: NoticeRules = NoticeRules()
    contract: ContractRules = ContractRules()
    unplaced: UnplacedRules = UnplacedRules()
    adjustment: AdjustmentRules = Field(default=AdjustmentRules(), exclude_if=_is_default)
    """组织调剂规则; out of the digest where they are those of the constants sheet. [B1-08]"""
    standby: StandbyRules = Field(default=StandbyRules(), exclude_if=_is_default)
    """待岗培训规则; likewise. [B1-07]"""
    protection: ProtectionRules | None = Field(default=None, exclude_if=is_none)
    """保护与直聘类别. [B.3.1, B.3.2]"""
    disqualification: DisqualificationRules | None = Field(default=None, exclude_if=is_none)
    """不得参加竞聘情形. [B.3.3]"""
    exit: ExitRules | None = Field(default=None, exclude_if=is_none)
    """解除与辞聘. [B.8]"""
    offices: OfficeRules | None = Field(default=None, exclude_if=is_none)
    """职务规则; a pack without them keeps the digest that it had. [S002-14, S001-12, 003-G]"""
    scoring: ScoringTable
    """评分表. [B.4]"""
    tie_chain: TieChain
    """同分排序. [B.5]"""
    teaching_awards: TeachingAwardRules | None = Field(default=None, exclude_if=is_none)
    """教学奖; those of the constants sheet where it is left out. [S002-41 to S002-43]"""
    shortlist: ShortlistRules | None = Field(default=None, exclude_if=is_none)
    """入围: who goes on to the next part of an examination. [B5-08]"""
    timetable: Timetable | None = Field(default=None, exclude_if=is_none)
    """时间安排范例: days that the pack is made for; the plan's own are what counts. [S002-17]"""
    quota: QuotaRules | None = Field(default=None, exclude_if=is_none)
    """核编公式; without it shares are allocated by need alone. [B.2]"""
    grades: GradeRules | None = Field(default=None, exclude_if=is_none)
    """岗位等级. [B2-05, B2-06, B2-08]"""
    intake: IntakeRules | None = Field(default=None, exclude_if=is_none)
    """招引. [S004-15]"""
    exchange: ExchangeRules | None = Field(default=None, exclude_if=is_none)
    """交流轮岗. [B.12]"""
    review: ReviewRules | None = Field(default=None, exclude_if=is_none)
    """领导班子考核与述职评议; those of the constants sheet where it is left out. [S001-10]"""
    annual_appraisal: AnnualAppraisalRules | None = Field(default=None, exclude_if=is_none)
    """年度考核. [B.9]"""
    honours: HonourRules | None = Field(default=None, exclude_if=is_none)
    """荣誉: 评先表模, 名师, 后备干部; none is conferred without it. [S004-08, S004-14, S004-17]"""
    attendance: AttendanceRules | None = Field(default=None, exclude_if=is_none)
    """考勤与请假审批; without it no sheet is kept, and principals approve leave. [S002-30]"""
    organs: OrganRules | None = Field(default=None, exclude_if=is_none)
    """工作机构; without it none is demanded. [B1-15, S002-19]"""
    mending: MendingRules | None = Field(default=None, exclude_if=is_none)
    """约谈与整改; those of the constants sheet where it is left out. [S000-09]"""
    oversight: OversightRules | None = Field(default=None, exclude_if=is_none)
    """考评人员培训、检查与方案评估; likewise. [S000-11, S000-12, S000-14]"""

    @classmethod
    def from_document(cls, document: dict[str, object]) -> Self:
        """Return the pack that a parsed YAML or JSON document holds.

        Raises:
            PackRefusedError: The document is no pack; ``where`` and ``problem`` say why.
        """
        pack, findings = cls.inspected(document)
        if pack is None or findings:
            first = findings[0]
            raise PackRefusedError(where=first.field, problem=first.problem)
        return pack

    @classmethod
    def inspected(cls, document: dict[str, object]) -> tuple[Self | None, tuple[PackFinding, ...]]:
        """Return the pack that a document holds, if any, and everything that is wrong with it."""
        findings = tuple(plain_findings(document))
        if findings:
            return None, findings
        try:
            pack = cls.model_validate_json(json.dumps(document, ensure_ascii=False))
        except ValidationError as error:
            return None, model_findings(error, document)
        return pack, pack.contradictions()

    def contradictions(self) -> tuple[PackFinding, ...]:
        """Return where lawful parts of this pack do not fit each other."""
        return (
            *lint_stages(self.stages),
            *lint_ties(self.scoring, self.tie_chain),
            *lint_shortlist(self.scoring, self.shortlist),
            *lint_favours(self.scoring, self.tie_chain, self.protection),
            *lint_windows(self.timetable, self.notice),
            *lint_honours(self.honours),
            *lint_organs(self.organs, self.committee_signers),
        )

    @field_validator("basis_docs", "stages")
    @classmethod
    def _must_name_once(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        if not values:
            raise ValueError("name at least one")
        if len(set(values)) != len(values):
            raise ValueError("name each one once")
        return values

    @model_validator(mode="after")
    def _tie_chain_must_fit(self) -> Self:
        self.tie_chain.must_fit(self.scoring)
        return self

    @model_validator(mode="after")
    def _must_be_normal(self) -> Self:
        if not unicodedata.is_normalized("NFC", canonical(self).decode()):
            raise ValueError("text must be in Unicode form NFC, so that it has one spelling")
        return self

    @property
    def award_rules(self) -> TeachingAwardRules:
        """教学奖规则: the pack's, else those of the constants sheet."""
        return self.teaching_awards or TeachingAwardRules()

    @property
    def office_rules(self) -> OfficeRules:
        """The rules of offices: the pack's own, or the defaults of the constants sheet."""
        return self.offices or OfficeRules()

    def sha256(self) -> str:
        """Return the digest by which votes, rounds and rankings name this pack, in hex."""
        return sha256_of(self)
