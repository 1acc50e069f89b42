"""Facts, marks, corrections, lock, ranking and ties (评分与排名)."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from domain.kernel import DomainEvent, Frozen
from domain.recruitment.derivation import RankRow, TiedGroup
from domain.values.facts import Favour, Favours, ItemFact
from domain.values.ids import Count, Id, Milli, Sha256Hex, Text
from domain.values.left_out import is_false, is_none


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


class FavoursCorrected(DomainEvent):
    """更正照顾情况: protections were recorded, ended or prolonged for the day of the lock since."""

    TOPIC: ClassVar[str] = "recruitment.favours-corrected.v1"
    bidder: Id
    items: tuple[str, ...]
    favours: tuple[Favour, ...]
    reason: Text
    authority: Text
    after_lock: bool


class BallotsCorrected(DomainEvent):
    """更正测评票数: counted anew; the earlier count stands in history."""

    TOPIC: ClassVar[str] = "recruitment.ballots-corrected.v1"
    bidder: Id
    items: tuple[str, ...]
    ballots: BallotCount
    reason: Text
    authority: Text
    evidence: Text
    after_lock: bool


class ScoresLocked(DomainEvent):
    """锁定评分: the scored population is frozen."""

    TOPIC: ClassVar[str] = "recruitment.scores-locked.v1"
    bidders: tuple[Id, ...]
    favours: Favours | None = Field(default=None, exclude_if=is_none)
    """Points and priority by protection, where the table reads them and no list froze them."""


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
    for_shortlist: bool = Field(default=False, exclude_if=is_false)
    """Whether the order is among equals at the last place of a short list."""


MarkingEvent = (
    ScoreItemRecorded
    | JudgeMarked
    | DemocraticAppraisalClosed
    | ScoreCorrected
    | MarkCorrected
    | MarkVoided
    | FavoursCorrected
    | BallotsCorrected
    | ScoresLocked
    | RankingComputed
    | TieDecided
)

EVENTS: tuple[type[DomainEvent], ...] = (
    ScoreItemRecorded,
    JudgeMarked,
    DemocraticAppraisalClosed,
    ScoreCorrected,
    MarkCorrected,
    MarkVoided,
    FavoursCorrected,
    BallotsCorrected,
    ScoresLocked,
    RankingComputed,
    TieDecided,
)
