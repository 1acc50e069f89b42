"""What the personnel file says about a bidder's qualification, each rule with its basis.

Of what the file knows only the file counts. Where it is silent, for years before there was
one or a sanction that another unit imposed, the committee goes by the papers it has seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.appraisal.admissibility import sanction_in_force
from domain.appraisal.file import PersonnelFile
from domain.appraisal.grades import BELOW, Result
from domain.appraisal.years import last_year_before
from domain.planning.appraisal_sections import appraisal_rules_of
from domain.planning.pack import RulePack
from domain.recruitment import errors
from domain.recruitment.events import DisqualificationReason as Reason
from domain.recruitment.state import RecruitmentRound
from domain.teacher.state import Teacher
from domain.values.time import beijing_date

_GENERAL = frozenset({Reason.APPRAISAL_BELOW_COMPETENT})
"""What bars everywhere, also where a plan lists nothing. 依据: B3-13."""
_PASSED = frozenset({Result.EXCELLENT, Result.QUALIFIED})
"""A year without a grade is neither this nor below: what it means people say."""


def file_must_not_bar(
    state: RecruitmentRound, person: str, teacher: Teacher, pack: RulePack, today: date
) -> None:
    """人事档案所载不得竞聘情形: nobody passes whom the plan's list keeps out by the file.

    依据: B3-11 (4), B3-12, B3-13.
    """
    listed = _GENERAL if pack.disqualification is None else set(pack.disqualification.reasons)
    for reason in _found(teacher.file, _last_year(state, pack), today):
        if reason in listed:
            raise errors.BarredByFileError(teacher=person, reason=reason.value)


def file_must_not_say_otherwise(
    state: RecruitmentRound, person: str, teacher: Teacher, pack: RulePack, reason: Reason
) -> None:
    """上年度考核以档案为准: nobody is out for a year that the file shows as passed.

    依据: B3-13; 考核规定 第33条 (B9-22).
    """
    year = _last_year(state, pack)
    result = teacher.file.result_of(year)
    if reason is Reason.APPRAISAL_BELOW_COMPETENT and result in _PASSED:
        raise errors.FileSaysOtherwiseError(teacher=person, year=year, result=result.value)


def _found(file: PersonnelFile, last_year: int, today: date) -> Iterator[Reason]:
    if file.result_of(last_year) in BELOW:
        yield Reason.APPRAISAL_BELOW_COMPETENT
    if sanction_in_force(file, today) is not None:
        yield Reason.SANCTION_IN_FORCE
    if file.open_inquiry(today) is not None:
        yield Reason.UNDER_INVESTIGATION


def _last_year(state: RecruitmentRound, pack: RulePack) -> int:
    """Return the year before the letters (上年度): the last that was over on their first day."""
    return last_year_before(beijing_date(state.intents_from), appraisal_rules_of(pack).year)
