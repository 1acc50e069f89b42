"""What a decision may order (处理结果): remedies that name exactly what is undone or redone."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from domain.kernel import Frozen
from domain.values.facts import ItemFact
from domain.values.ids import Id, Text


class Outcome(StrEnum):
    """处理决定种类."""

    UPHOLD = "uphold"  # 维持
    MODIFY = "modify"  # 变更
    REVOKE = "revoke"  # 撤销
    REDO = "redo"  # 责令重作
    REJECT = "reject"  # 驳回
    SETTLED = "settled"  # 调解结案


class Ground(StrEnum):
    """撤销、变更的理由 (B7-14)."""

    FACTS_UNCLEAR = "facts_unclear"  # 事实不清、证据不足
    PROCEDURE_VIOLATED = "procedure_violated"  # 违反规定程序, 影响公正处理
    ULTRA_VIRES = "ultra_vires"  # 超越职权、滥用职权
    LAW_MISAPPLIED = "law_misapplied"  # 适用规定错误
    CIRCUMSTANCES_MISJUDGED = "circumstances_misjudged"  # 情节认定有误
    MEASURE_INAPPROPRIATE = "measure_inappropriate"  # 处理不当


TO_REVOKE = frozenset({Ground.FACTS_UNCLEAR, Ground.PROCEDURE_VIOLATED, Ground.ULTRA_VIRES})
TO_MODIFY = frozenset(set(Ground) - TO_REVOKE)


class Reason(Frozen):
    """理由: what was found, with its basis; without a ground it supports the decision."""

    ground: Ground | None
    text: Text
    basis: Text


class RevokeAppointment(Frozen):
    """撤销聘任."""

    kind: Literal["revoke_appointment"] = "revoke_appointment"
    round: Id
    teacher: Id


class RevokeUnplaced(Frozen):
    """撤销落聘: offices that it took come back with it."""

    kind: Literal["revoke_unplaced"] = "revoke_unplaced"
    round: Id
    teacher: Id


class CorrectScore(Frozen):
    """更正评分依据."""

    kind: Literal["correct_score"] = "correct_score"
    round: Id
    bidder: Id
    item: str
    fact: ItemFact
    evidence: Text


class VoidMark(Frozen):
    """评分作废: the mark of a judge who should have withdrawn."""

    kind: Literal["void_mark"] = "void_mark"
    round: Id
    judge: Id
    bidder: Id
    item: str


class RankAnew(Frozen):
    """重新排名: out of the facts as they stand; the notice comes down for it."""

    kind: Literal["rank_anew"] = "rank_anew"
    round: Id


class VoidRound(Frozen):
    """轮次作废: everybody's appointment in it falls too."""

    kind: Literal["void_round"] = "void_round"
    round: Id


class VoidAdoption(Frozen):
    """方案通过作废: the plan goes back to the vote."""

    kind: Literal["void_adoption"] = "void_adoption"
    plan: Id


class WithdrawNotice(Frozen):
    """撤回公示."""

    kind: Literal["withdraw_notice"] = "withdraw_notice"
    notice: Id


class VoidGrade(Frozen):
    """撤销考核档次: the result of one person's year; the body decides again."""

    kind: Literal["void_grade"] = "void_grade"
    appraisal: Id
    teacher: Id


class Redo(Frozen):
    """责令重作: a body has to decide again, and reports when it has."""

    kind: Literal["redo"] = "redo"
    by: Id
    what: Text


Remedy = Annotated[
    RevokeAppointment
    | RevokeUnplaced
    | CorrectScore
    | VoidMark
    | RankAnew
    | VoidRound
    | VoidAdoption
    | WithdrawNotice
    | VoidGrade
    | Redo,
    Field(discriminator="kind"),
]
