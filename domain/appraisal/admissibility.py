"""Which result a person may have, and which one only (定档资格), each rule with its basis.

The rules read the personnel file by the dates of its facts: a leave or an investigation that
was recorded late counts from its own day. So the same rules decide, and examine afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from domain.appraisal import errors
from domain.appraisal.file import PersonnelFile, Sanction
from domain.appraisal.grades import BEST_UNDER, GRADES, Result, SanctionKind
from domain.appraisal.years import Span
from domain.planning.appraisal_sections import AnnualAppraisalRules, SanctionTime
from domain.values.ids import Id


@dataclass(frozen=True, slots=True)
class Circumstances:
    """定档情形: what bears on a person's result; ``on`` is the day of the decision.

    ``first_on`` is the day on which the year was first decided on: ``on`` itself, unless the
    decision adds or corrects.
    """

    teacher: Id
    refused: bool
    ethics_failed: bool
    service_started_on: date
    file: PersonnelFile
    span: Span
    on: date
    first_on: date
    rules: AnnualAppraisalRules

    @property
    def served_days(self) -> int:
        """Days of work in the year, those in other units included (B9-14)."""
        return self.span.covered([(self.service_started_on, self.span.until_on)])

    @property
    def leave_days(self) -> int:
        """Days of counted leave in the year, none twice, and none that was maternity leave."""
        leaves = self.file.leaves
        every = self.span.covered((each.from_on, each.until_on) for each in leaves)
        own = [each for each in leaves if not each.counted]
        return every - self.span.covered((each.from_on, each.until_on) for each in own)


@dataclass(frozen=True, slots=True)
class Asked:
    """拟定结论: the result that is asked for, and whether a comment comes with it."""

    result: Result
    commented: bool = False


def only_result(about: Circumstances) -> Result | None:
    """Return the one result that the circumstances leave; ``None`` where grades are open.

    Whoever is under investigation is put off first, whatever else there is. 依据: B9-14…20.
    """
    if about.file.open_inquiry(about.on) is not None:
        return Result.DEFERRED
    if about.refused:
        return Result.UNQUALIFIED
    if 2 * about.served_days < about.span.days:
        return Result.COMMENT_ONLY
    if about.span.is_over_half(about.leave_days):
        return Result.NO_GRADE
    return None


def nobody_under_inquiry(about: Circumstances, asked: Asked) -> None:
    """立案调查期间: takes part, with neither comment nor grade. 依据: 考核规定 第42条 (T36)."""
    inquiry = about.file.open_inquiry(about.on)
    if inquiry is not None and (asked.result is not Result.DEFERRED or asked.commented):
        raise errors.UnderInquiryError(
            teacher=about.teacher,
            inquiry=inquiry.inquiry,
            opened_on=inquiry.opened_on.isoformat(),
            result=asked.result.value,
            commented=int(asked.commented),
        )


def who_refuses_is_unqualified(about: Circumstances, asked: Asked) -> None:
    """拒不参加考核: directly 不合格. 依据: 考核规定 第44条 (B9-20)."""
    unqualified = Result.UNQUALIFIED
    if only_result(about) is unqualified and asked.result is not unqualified:
        raise errors.RefusedToTakePartError(teacher=about.teacher, result=asked.result.value)


def newcomers_get_a_comment(about: Circumstances, asked: Asked) -> None:
    """新参加工作不满半年: a comment and no grade; nobody else gets only that.

    依据: 考核规定 第37条 (B9-14).
    """
    is_new = only_result(about) is Result.COMMENT_ONLY
    only_comment = asked.result is Result.COMMENT_ONLY
    if is_new != only_comment or (only_comment and not asked.commented):
        raise errors.NewcomerError(
            teacher=about.teacher,
            served_days=about.served_days,
            days=about.span.days,
            result=asked.result.value,
        )


def long_leave_gets_no_grade(about: Circumstances, asked: Asked) -> None:
    """病事假累计超过半年: takes part, no grade; days of maternity leave do not count.

    依据: 考核规定 第41条 (B9-17; T37).
    """
    if only_result(about) is Result.NO_GRADE and asked.result is not Result.NO_GRADE:
        raise errors.LongLeaveError(
            teacher=about.teacher,
            leave_days=about.leave_days,
            days=about.span.days,
            result=asked.result.value,
        )


def all_others_must_be_graded(about: Circumstances, asked: Asked) -> None:
    """应当确定档次: without a ground for none, one of the four grades, also after maternity leave.

    依据: 考核规定 第10、41、42条 (B9-03, B9-17, B9-18; T37).
    """
    if only_result(about) is None and asked.result not in GRADES:
        raise errors.MustBeGradedError(
            teacher=about.teacher, leave_days=about.leave_days, result=asked.result.value
        )


def sanction_must_leave_it_open(about: Circumstances, asked: Asked) -> None:
    """受处分的档次限制: the heaviest that counts bars everything above its best grade.

    依据: 处分规定 (B10-02, B10-03, B10-04; T36).
    """
    if asked.result not in GRADES:
        return
    for each in about.file.sanctions:
        best = BEST_UNDER[each.kind]
        if _counts(each, about) and GRADES.index(asked.result) < GRADES.index(best):
            raise errors.SanctionBarsError(
                teacher=about.teacher,
                sanction=each.kind.value,
                decided_on=each.decided_on.isoformat(),
                best=best.value,
                result=asked.result.value,
            )


def ethics_must_leave_it_open(about: Circumstances, asked: Asked) -> None:
    """师德一票否决: who failed the gate has at best the grade that the plan names.

    依据: B10-11; E.4 师德 is a gate before the grade, not points.
    """
    gate = about.rules.ethics
    if gate is None or not about.ethics_failed or asked.result not in GRADES:
        return
    if GRADES.index(asked.result) < GRADES.index(gate.best):
        raise errors.EthicsBarsError(
            teacher=about.teacher, best=gate.best.value, result=asked.result.value
        )


def _counts(sanction: Sanction, about: Circumstances) -> bool:
    """处分计入: a warning counts in the year of its decision, the others in their time.

    Who waits, or corrects, until the period has run out is judged as on the day of the first
    decision; the sanction that an investigation open on that day came to counts as well.
    依据: B10-02 当年; B10-03, B10-04 处分期间; 考核规定 第42条 (B9-18).
    """
    if sanction.kind is SanctionKind.WARNING:
        return about.span.holds(sanction.decided_on)
    if about.rules.sanction_time is SanctionTime.YEAR_END:
        return _runs_on(sanction, about.span.last_day)
    inquiry = about.file.inquiry(sanction.inquiry)
    was_open = inquiry is not None and inquiry.is_open_on(about.first_on)
    return was_open or _runs_on(sanction, about.on) or _runs_on(sanction, about.first_on)


def sanction_in_force(file: PersonnelFile, day: date) -> Sanction | None:
    """Return a sanction whose period runs on a day (处分期间)."""
    return next((each for each in file.sanctions if _runs_on(each, day)), None)


def _runs_on(sanction: Sanction, day: date) -> bool:
    return sanction.decided_on <= day <= sanction.last_day


GRADE_CHECKS: tuple[Callable[[Circumstances, Asked], None], ...] = (
    nobody_under_inquiry,
    who_refuses_is_unqualified,
    newcomers_get_a_comment,
    long_leave_gets_no_grade,
    all_others_must_be_graded,
    sanction_must_leave_it_open,
    ethics_must_leave_it_open,
)
"""Checked in this order, whenever a result is proposed, decided, added or corrected."""


def result_must_be_open(about: Circumstances, asked: Asked) -> None:
    """Put a result to all checks.

    Raises:
        DomainError: The first check that refuses it.
    """
    for check in GRADE_CHECKS:
        check(about, asked)
