"""Who may be honoured (参评资格): by the file, the awards and the offices in the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.appraisal.admissibility import sanction_in_force
from domain.appraisal.commands import appraisal_id
from domain.appraisal.file import PersonnelFile
from domain.appraisal.grades import Lost, Result
from domain.appraisal.state import Appraisal
from domain.appraisal.years import last_year_before
from domain.award.events import AwardKind
from domain.award.rules import award_must_not_be_barred, honours_must_not_be_forfeited
from domain.award.state import TeachingAwards
from domain.honour import errors
from domain.honour.events import YearOnPaper
from domain.honour.state import Honours
from domain.kernel import States, require
from domain.office.levels import title_of
from domain.planning.appraisal_sections import appraisal_rules_of
from domain.planning.honour_sections import HonourCategory, HonourKind
from domain.planning.office_sections import OfficeLevel
from domain.planning.pack import RulePack
from domain.planning.state import Plan
from domain.review.state import ReviewYear, year_id
from domain.school.state import School
from domain.teacher.leaving import must_be_in_service
from domain.teacher.state import Teacher
from domain.values.calendar import plus_months

_YEAR = 12
_PASSED = frozenset({Result.EXCELLENT, Result.QUALIFIED})
_LOW = frozenset({Result.BASICALLY_QUALIFIED, Result.UNQUALIFIED})
_LOST: Mapping[HonourKind, tuple[Lost, ...]] = {
    HonourKind.AWARD: (Lost.AWARDS,),
    HonourKind.NAMED_TEACHER: (Lost.AWARDS, Lost.TALENT_PLAN),
    HonourKind.RESERVE_CADRE: (Lost.PROMOTION,),
}
"""What bars from what. 依据: B10-07."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A call's category, under its plan and pack."""

    plan: str
    pack: RulePack
    category: HonourCategory
    called_on: date


def nominee_must_be_eligible(
    states: States, terms: Terms, person: str, papers: Sequence[YearOnPaper], today: date
) -> None:
    """参评资格: at nomination, at the choice and at conferral alike. 依据: S004-17, S002-36."""
    teacher = require(states, Teacher, person)
    category = terms.category
    last_year = last_year_before(terms.called_on, appraisal_rules_of(terms.pack).year)
    must_be_in_service(teacher, person)
    for lost in _LOST[category.kind]:
        award_must_not_be_barred(person, teacher.file, today, lost)
    must_not_be_under_sanction(person, teacher.file, today)
    ethics_must_have_been_kept(states, person, teacher.file, category, today)
    years = (
        states.find(ReviewYear, year_id(terms.plan, school))
        for school in require(states, Plan, terms.plan).schools
    )
    honours_must_not_be_forfeited(years, person)
    grades_must_be_good(person, teacher.file, papers, category, last_year)
    prize_must_be_won(person, states.find(TeachingAwards, person), category)
    office_must_be_held(require(states, School, teacher.school), person, category, today)
    title_must_not_run(states.find(Honours, person), person, category, today)


def must_not_be_under_sanction(person: str, file: PersonnelFile, today: date) -> None:
    """处分期间、立案期间不得参评. 依据: B10-02 to B10-04, B10-12."""
    sanction, inquiry = sanction_in_force(file, today), file.open_inquiry(today)
    if sanction is not None or inquiry is not None:
        found = sanction.kind.value if sanction is not None else ""
        raise errors.UnderSanctionError(
            teacher=person, sanction=found, inquiry=inquiry.inquiry if inquiry is not None else ""
        )


def ethics_must_have_been_kept(
    states: States, person: str, file: PersonnelFile, category: HonourCategory, today: date
) -> None:
    """师德硬门槛: no measure, and no veto in an appraisal, in the years that the pack looks back.

    依据: B10-07, B10-11, S004-18.
    """
    since = plus_months(today, -_YEAR * category.ethics_years)
    for measure in file.measures:
        if measure.from_on >= since:
            raise errors.EthicsError(teacher=person, measure=measure.measure)
    for record in file.years:
        held = states.find(Appraisal, appraisal_id(body=record.body, year=record.year))
        vetoed = held is not None and held.people[person].ethics_failed
        if vetoed and record.year >= since.year:
            raise errors.EthicsError(teacher=person, year=record.year)


def papers_must_fill_gaps(person: str, file: PersonnelFile, papers: Sequence[YearOnPaper]) -> None:
    """以档案为准: papers tell of years that the file does not know, each once.

    The file knows of a grade that a case took away: no paper puts it back. 依据: B9-22.
    """
    told = [each.year for each in papers]
    known = sorted(year for year in set(told) if _is_known(file, year))
    if known or len(set(told)) != len(told):
        raise errors.PapersError(teacher=person, year=known[0] if known else 0)


def _is_known(file: PersonnelFile, year: int) -> bool:
    return year in file.voided or file.result_of(year) is not None


def grades_must_be_good(
    person: str,
    file: PersonnelFile,
    papers: Sequence[YearOnPaper],
    category: HonourCategory,
    last_year: int,
) -> None:
    """考核条件: every year 合格 or better, and so many of them 优秀.

    They count back from ``last_year``, which was over when the call went out; a low grade of a
    year after it bars as well, where the category asks for grades. 依据: 003-E5, 003-J8.
    """
    shown = {each.year: each.result for each in papers if not _is_known(file, each.year)}
    years = range(last_year, last_year - category.appraisal_years, -1)
    results = {year: file.result_of(year) or shown.get(year) for year in years}
    excellent = list(results.values()).count(Result.EXCELLENT)
    low = {x.year: x.result for x in file.years if x.result in _LOW and x.year > last_year}
    for year, result in (results | (low if years else {})).items():
        if result not in _PASSED:
            raise errors.GradesError(
                teacher=person, year=year, result=result.value if result is not None else ""
            )
    if excellent < category.excellent_years:
        raise errors.GradesError(
            teacher=person, excellent=excellent, required=category.excellent_years
        )


def prize_must_be_won(person: str, awards: TeachingAwards | None, category: HonourCategory) -> None:
    """教学奖门槛: the prize of the pack, or a higher one. 依据: S002-38, S002-39."""
    if category.prize is None:
        return
    order = tuple(AwardKind)
    enough = order[order.index(category.prize) :]
    granted = awards.granted if awards is not None else ()
    if not any(kind in enough for kind, *_ in granted):
        raise errors.PrizeError(teacher=person, prize=category.prize.value)


def office_must_be_held(school: School, person: str, category: HonourCategory, today: date) -> None:
    """分类表彰: a principals' award goes to a principal, a class teachers' to a class teacher.

    依据: S004-17.
    """
    levels = (None, *OfficeLevel)
    wanted = {title_of(title, level) for title in category.offices for level in levels}
    held = {each.title for each in school.offices_of(person) if each.until_on > today}
    if wanted and not wanted & held:
        raise errors.OfficeMissingError(teacher=person, offices="、".join(category.offices))


def title_must_not_run(
    honours: Honours | None, person: str, category: HonourCategory, today: date
) -> None:
    """任期届满后再评: nobody is given a title that he or she holds. 依据: S004-08, S004-14."""
    held = honours.held if honours is not None else {}
    for call, each in held.items():
        same = each.category == category.id and each.until_on is not None
        if same and each.stands_on(today):
            raise errors.TitleRunsError(teacher=person, call=call)
