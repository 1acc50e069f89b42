"""Which channel takes which matter (受理范围), and which step comes before it."""

from __future__ import annotations

from domain.dispute.channels import ChannelKind as K
from domain.dispute.matters import Decider, Grade, Matter
from domain.dispute.matters import MatterKind as M

ARBITRABLE = frozenset({M.RESIGNATION, M.DISMISSAL, M.CONTRACT, M.STANDBY_PAY})
"""辞职、辞退、履行聘用合同. 依据: 条例 第37条, 法释〔2003〕13号 (B7-08)."""

BY_READING = frozenset({M.STANDBY_PAY})
"""Performance of a contract by reading only (B7-08)."""

FOR_CONTRACTS = frozenset({K.ARBITRATION, K.SUIT})

_CAMPAIGN = frozenset({M.PUBLIC_LIST, M.PLACEMENT, M.PLAN_ADOPTION})
_REVIEWED = frozenset({M.SANCTION, M.CLEARANCE, M.AWARD_REVOKED, M.PAY_CUT, M.GRADE})
_REVIEWED_GRADES = frozenset({Grade.BASICALLY_QUALIFIED, Grade.UNQUALIFIED})
_NOT_THE_SCHOOLS = frozenset({M.GOVERNMENT_SANCTION, M.MISCONDUCT})
_ALL = frozenset(M)

_SCOPES: dict[K, frozenset[M]] = {
    K.OBJECTION: frozenset({M.PUBLIC_LIST}),
    K.INTERNAL: _CAMPAIGN | {M.CONTRACT, M.STANDBY_PAY, M.SCHOOL_HANDLING, M.GRADE},
    K.SCHOOL: _ALL - _NOT_THE_SCHOOLS,
    K.TEACHER_APPEAL: _ALL - _NOT_THE_SCHOOLS,
    K.REVIEW: _REVIEWED,
    K.APPEAL: _REVIEWED,
    K.REAPPEAL: _REVIEWED,
    K.ARBITRATION: ARBITRABLE,
    K.SUIT: ARBITRABLE,
    K.ADMINISTRATIVE_SUIT: _ALL - ARBITRABLE - {M.MISCONDUCT},
    K.SUPERVISION_REVIEW: frozenset({M.GOVERNMENT_SANCTION}),
    K.REPORT: _ALL,
}

STEP_BEFORE: dict[K, K] = {
    K.APPEAL: K.REVIEW,
    K.REAPPEAL: K.APPEAL,
    K.SUIT: K.ARBITRATION,
}
"""前置程序. 依据: B7-03, 劳动争议调解仲裁法 第50条."""


def covers(kind: K, matter: Matter) -> bool:
    """Tell whether a channel takes a matter at all, time and earlier steps apart."""
    if matter.kind not in _SCOPES[kind]:
        return False
    if kind is K.OBJECTION:
        return matter.notice_ends_on is not None
    if kind is K.SCHOOL:
        return matter.decider is Decider.SCHOOL
    if kind in {K.REVIEW, K.APPEAL, K.REAPPEAL} and matter.kind is M.GRADE:
        return matter.grade in _REVIEWED_GRADES  # B9-21: 复核 only against these two (T39)
    return True


def further(kind: K) -> tuple[K, ...]:
    """Return the channels that open with a decision of this one."""
    return tuple(after for after, before in STEP_BEFORE.items() if before is kind)
