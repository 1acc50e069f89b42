"""Rules of the share of 优秀 (优秀比例), each with its basis."""

from __future__ import annotations

from collections.abc import Collection

from domain.appraisal import errors
from domain.appraisal.grades import KIND_OF, Result, ShareGround, ShareKind
from domain.appraisal.state import Appraisal
from domain.planning.appraisal_sections import AnnualAppraisalRules
from domain.values.ids import Id
from domain.values.shares import Share


def share_may_be_set(state: Appraisal, ground: ShareGround) -> None:
    """调整优秀比例: raised before anything is decided, lowered at any time.

    依据: 考核规定 第15条 (B9-05).
    """
    kind = KIND_OF[ground]
    decided = sum(each.version > 0 for each in state.people.values())
    if kind is state.share or (kind is ShareKind.APPROVED and decided):
        raise errors.ShareLateError(share=kind.value, before=state.share.value, decided=decided)


def share_of(kind: ShareKind, rules: AnnualAppraisalRules) -> Share:
    """Return the share of 优秀 by its kind."""
    if kind is ShareKind.APPROVED:
        return rules.excellent_share_approved
    if kind is ShareKind.WEAK_UNIT:
        return rules.excellent_share_weak
    return rules.excellent_share


def most_excellent(state: Appraisal, rules: AnnualAppraisalRules) -> int:
    """优秀名额: the share of all who are to take part, rounded down: 9, 11 or 7 of 47.

    A unit too small for a share has what a pooled quota gives it, unless it did badly.
    依据: 考核规定 第15条 (B9-05, B9-06; T15).
    """
    staff = len(state.people)
    most = share_of(state.share, rules).floor_of(staff)
    if state.share is ShareKind.WEAK_UNIT:
        return most
    return max(most, rules.of_small_unit(staff))


def excellent_must_fit(
    state: Appraisal, rules: AnnualAppraisalRules, *, also: Id | None = None
) -> int:
    """优秀不超比例: decided and proposed together; return how many there are.

    ``also`` is somebody who would be 优秀 by what is asked for now.
    依据: 考核规定 第15条 (B9-05, B9-06; T15).
    """
    named = {n for n, each in state.people.items() if each.stands_as is Result.EXCELLENT}
    found = len(named if also is None else named | {also})
    most = most_excellent(state, rules)
    if found > most:
        share = share_of(state.share, rules)
        raise errors.QuotaExceededError(
            excellent=found, most=most, staff=len(state.people), share=str(share)
        )
    return found


def excellent_must_not_be_condemned(state: Appraisal, names: Collection[Id]) -> None:
    """异议成立: about whom an objection was upheld is not 优秀 this year. 依据: B6-08."""
    fallen = sorted(state.condemned & set(names))
    if fallen:
        raise errors.CondemnedError(teacher=fallen[0], count=len(fallen))
