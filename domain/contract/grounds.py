"""The closed list of grounds on which the unit may end a contract, each with its check."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta

from domain.appraisal.file import PersonnelFile
from domain.appraisal.grades import GRADES, Result
from domain.appraisal.years import span_of
from domain.contract import errors
from domain.contract.grades import AnnualGrade, YearGrade
from domain.contract.state import TerminationNotice
from domain.planning.appraisal_sections import AnnualAppraisalRules
from domain.planning.protection_sections import ExitRules
from domain.teacher.absence import absent_days, longest_run, most_in_a_year
from domain.teacher.events import ExitGround
from domain.teacher.state import Teacher

OWN_SIGNATURE = frozenset({ExitGround.AGREEMENT, ExitGround.RESIGNATION})
"""Never the unit's alone."""

WITH_NOTICE = frozenset({ExitGround.UNQUALIFIED_REFUSES_POST, ExitGround.UNQUALIFIED_TWICE})
"""Written notice comes first. 依据: 条例 第16条."""

WITHOUT_FAULT = WITH_NOTICE | {ExitGround.EXPIRY_NOT_RENEWED}
"""Barred while the law protects the person. 依据: 劳动合同法 第42条、第45条 (B3-05)."""


_PASSED = frozenset(GRADES) - {Result.UNQUALIFIED}
"""Grades above 不合格."""


def ground_must_be_listed(ground: str, *, protected: bool) -> ExitGround:
    """解除事由法定: a closed list, and 落聘 is not in it.

    ``protected`` tells, for the refusal, that the person could not be dismissed either way.
    依据: 条例 第15条至第18条 (B8-02, B8-03; T09).
    """
    if ground not in set(ExitGround):
        raise errors.GroundNotListedError(ground=ground, protected=int(protected))
    found = ExitGround(ground)
    if found in OWN_SIGNATURE:
        raise errors.OwnSignatureError(ground=ground)
    return found


def absence_must_suffice(ground: ExitGround, teacher: Teacher, rules: ExitRules) -> int | None:
    """旷工解除: strictly more working days than the limit; ``None`` on any other ground.

    依据: 条例 第15条 (B8-02; T14).
    """
    count = _COUNTED.get(ground)
    if count is None:
        return None
    found, limit = count(teacher, rules)
    if found <= limit:
        raise errors.AbsenceTooShortError(working_days=found, more_than=limit)
    return found


def _in_a_row(teacher: Teacher, rules: ExitRules) -> tuple[int, int]:
    days = absent_days(teacher.absences, teacher.safeguards, teacher.file.leaves)
    return longest_run(days), rules.absence_consecutive_days


def _in_a_year(teacher: Teacher, rules: ExitRules) -> tuple[int, int]:
    days = absent_days(teacher.absences, teacher.safeguards, teacher.file.leaves)
    return most_in_a_year(days, rules.absence_year), rules.absence_year_days


_COUNTED: Mapping[ExitGround, Callable[[Teacher, ExitRules], tuple[int, int]]] = {
    ExitGround.ABSENCE_CONSECUTIVE: _in_a_row,
    ExitGround.ABSENCE_IN_YEAR: _in_a_year,
}


def nobody_leaves_under_inquiry(
    ground: ExitGround, person: str, file: PersonnelFile, on: date, rules: ExitRules
) -> None:
    """立案调查期间不离职: neither terminated, nor by agreement, resignation or retirement.

    Expulsion is what an investigation may come to. 依据: 处分规定 立案调查期间不得解除聘用合同、
    办理退休手续.
    """
    found = file.open_inquiry(on) if rules.inquiry_bars_exit else None
    if found is not None and ground not in _IN_ANY_CASE:
        raise errors.LeavesUnderInquiryError(
            teacher=person, inquiry=found.inquiry, opened_on=found.opened_on.isoformat()
        )


_IN_ANY_CASE = frozenset({ExitGround.EXPELLED, ExitGround.DEATH})


def failed_years(file: PersonnelFile, told: Iterable[YearGrade]) -> tuple[int, ...]:
    """不合格年度: by the file, and as told for years that it never held; none before a passed one.

    A year without a grade is neither 不合格 nor passed. Of a year that is in the file only the
    file counts, and a grade that a case took away nobody brings back by telling it. Whoever has
    passed a year since has made the failed ones good: they are no ground any more.
    依据: 条例 第16条 (B8-02, E.4); B9-22.
    """
    known = {each.year: each.result for each in file.years}
    silent = [each for each in told if each.year not in {*known, *file.voided}]
    known |= {each.year: Result(each.grade.value) for each in silent}
    passed_last = max((year for year, result in known.items() if result in _PASSED), default=0)
    failed = (year for year, result in known.items() if result is Result.UNQUALIFIED)
    return tuple(sorted(year for year in failed if year > passed_last))


def told_years_must_be_over(
    told: Iterable[YearGrade], on: date, rules: AnnualAppraisalRules
) -> None:
    """考核年度已满: nobody tells the grade of a year before grades of it could be decided.

    依据: 考核规定 第9条 (B9-04).
    """
    for each in told:
        earliest = span_of(each.year, rules.year).until_on - timedelta(days=rules.early_days)
        if on < earliest:
            raise errors.YearNotOverError(year=each.year, earliest=earliest.isoformat())


def appraisals_must_suffice(
    ground: ExitGround, failed: Collection[int], *, refuses_post: bool
) -> None:
    """考核解除: 不合格 and no other post accepted, or 不合格 in two years running.

    依据: 条例 第16条 (B8-02, B9-11).
    """
    refused = ground is ExitGround.UNQUALIFIED_REFUSES_POST and refuses_post
    twice = ground is ExitGround.UNQUALIFIED_TWICE and any(year + 1 in failed for year in failed)
    if not (failed and refused) and not twice:
        raise errors.AppraisalGroundError(
            ground=ground.value,
            unqualified="、".join(str(year) for year in sorted(failed)),
            refuses_post=int(refuses_post),
        )


def appraisals_must_still_suffice(
    ground: ExitGround, notice: TerminationNotice | None, file: PersonnelFile
) -> None:
    """通知期内考核变动: a grade corrected or taken away since the notice carries it no longer.

    依据: 条例 第16条 (B8-02); 考核规定 第36条 (B9-21).
    """
    if ground not in WITH_NOTICE or notice is None:
        return
    years = notice.unqualified_years
    told = (YearGrade(year=year, grade=AnnualGrade.UNQUALIFIED) for year in years)
    left = set(failed_years(file, told)) & set(years)
    appraisals_must_suffice(ground, left, refuses_post=True)
