"""The closed list of grounds on which the unit may end a contract, each with its check."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from domain.appraisal.file import PersonnelFile
from domain.appraisal.grades import Result
from domain.contract import errors
from domain.contract.grades import AnnualGrade, YearGrade
from domain.contract.state import TerminationNotice
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


def failed_years(file: PersonnelFile, told: Iterable[YearGrade]) -> tuple[int, ...]:
    """不合格年度: by the file, and as told for years that it never held.

    A year without a grade is not 不合格. Of a year that is in the file only the file counts, and
    a grade that a case took away nobody brings back by telling it.
    依据: 条例 第16条 (B8-02, E.4); B9-22.
    """
    filed = {each.year: each.result for each in file.years}
    failed = {year for year, result in filed.items() if result is Result.UNQUALIFIED}
    unknown = {each.year for each in told if each.grade is AnnualGrade.UNQUALIFIED}
    return tuple(sorted(failed | (unknown - filed.keys() - file.voided)))


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
