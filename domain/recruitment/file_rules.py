"""What the personnel file says about a bidder's qualification, each rule with its basis.

Of what the file knows only the file counts. Where it is silent, for years before there was
one or a sanction that another unit imposed, the committee goes by the papers it has seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.appraisal.admissibility import sanction_in_force
from domain.appraisal.file import PersonnelFile
from domain.appraisal.grades import BELOW, Lost, Result
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
    qualification_must_not_be_lost(person, teacher.file, today)
    probation_must_be_over(person, teacher, pack, today)
    last_year = _last_year(state, pack)
    for reason in _found(teacher.file, last_year, today):
        if reason in listed:
            raise errors.BarredByFileError(teacher=person, reason=reason.value)
    unqualified_years_must_be_over(person, teacher.file, last_year, pack)


def qualification_must_not_be_lost(person: str, file: PersonnelFile, today: date) -> None:
    """取消岗位聘用资格期间不得竞聘: whatever the plan lists. 依据: B10-07 (24个月以上)."""
    loss = file.loss_on(today, Lost.POST)
    if loss is not None:
        raise errors.BarredByFileError(teacher=person, reason=Reason.QUALIFICATION_LOST.value)


def probation_must_be_over(person: str, teacher: Teacher, pack: RulePack, today: date) -> None:
    """试用期内不得竞聘: where the plan lists it, by the day on which service began. 依据: B3-12."""
    reason = Reason.ON_PROBATION
    listed = pack.disqualification is not None and reason in pack.disqualification.reasons
    over_on = pack.contract.probation_over_on(teacher.service_started_on)
    if listed and today < over_on:
        raise errors.BarredByFileError(teacher=person, reason=reason.value)


def unqualified_years_must_be_over(
    person: str, file: PersonnelFile, last_year: int, pack: RulePack
) -> None:
    """近年考核不合格不得竞聘: in none of the years that the plan looks back, where it lists it.

    依据: B3-11 (3).
    """
    reason = Reason.APPRAISAL_BELOW_COMPETENT
    if pack.disqualification is None or reason not in pack.disqualification.reasons:
        return
    for year in _looked_back(last_year, pack):
        if file.result_of(year) is Result.UNQUALIFIED:
            raise errors.BarredByFileError(teacher=person, reason=reason.value, year=year)


def file_must_not_say_otherwise(
    state: RecruitmentRound, person: str, teacher: Teacher, pack: RulePack, reason: Reason
) -> None:
    """上年度考核以档案为准: nobody is out for years that the file shows as passed.

    Of the years before the last, that the plan looks back to, the file must know each one.
    依据: B3-13, B3-11 (3); 考核规定 第33条 (B9-22).
    """
    year = _last_year(state, pack)
    result = teacher.file.result_of(year)
    earlier = [teacher.file.result_of(each) for each in _looked_back(year, pack)[1:]]
    open_to_papers = any(each is None or each is Result.UNQUALIFIED for each in earlier)
    below = reason is Reason.APPRAISAL_BELOW_COMPETENT
    if below and result in _PASSED and not open_to_papers:
        raise errors.FileSaysOtherwiseError(teacher=person, year=year, result=result.value)


def _found(file: PersonnelFile, last_year: int, today: date) -> Iterator[Reason]:
    if file.result_of(last_year) in BELOW:
        yield Reason.APPRAISAL_BELOW_COMPETENT
    if sanction_in_force(file, today) is not None:
        yield Reason.SANCTION_IN_FORCE
    if file.open_inquiry(today) is not None:
        yield Reason.UNDER_INVESTIGATION


def _looked_back(last_year: int, pack: RulePack) -> range:
    """Return the years that count, the last first: one, unless the plan looks further back."""
    rules = pack.disqualification
    return range(last_year, last_year - (1 if rules is None else rules.unqualified_years), -1)


def _last_year(state: RecruitmentRound, pack: RulePack) -> int:
    """Return the year before the letters (上年度): the last that was over on their first day."""
    return last_year_before(beijing_date(state.intents_from), appraisal_rules_of(pack).year)
