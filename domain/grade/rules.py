"""Rules of titles and post grades, each with its basis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.appraisal.admissibility import sanction_in_force
from domain.appraisal.file import PersonnelFile
from domain.appraisal.grades import BELOW, Lost
from domain.appraisal.years import last_year_before
from domain.grade import errors
from domain.grade.commands import AppointToGrade, FixGradeStructure
from domain.grade.events import GradeSeats
from domain.grade.state import GradeHeld, GradeRecord, GradeStructure
from domain.planning.appraisal_sections import appraisal_rules_of
from domain.planning.pack import RulePack
from domain.planning.quota_sections import GradeRules
from domain.planning.state import Plan
from domain.teacher.state import Teacher
from domain.values.calendar import plus_months
from domain.values.staffing import Level, Tier, Title, tier_of

_YEAR = 12


def grade_rules_of(plan: Plan) -> tuple[RulePack, GradeRules]:
    """省定结构比例: a structure rests on the rules of a pack in force. 依据: B2-08, INV3."""
    pack = plan.pack_in_force
    if pack is None or pack.grades is None:
        raise errors.GradeRulesMissingError(plan_title=plan.title, in_force=int(pack is not None))
    return pack, pack.grades


# The structure of a school


def grades_must_differ(seats: Sequence[GradeSeats]) -> None:
    """岗位等级: every grade is named once. 依据: B2-06."""
    grades = [each.grade for each in seats]
    for grade in grades:
        if grades.count(grade) > 1:
            raise errors.GradeTwiceError(grade=grade)


def teaching_posts_must_fit(command: FixGradeStructure, posts: int, rules: GradeRules) -> None:
    """教师岗位比例: teachers' posts stay within all posts, and are most of them.

    依据: B2-05, B2-10.
    """
    if command.teaching_posts > posts:
        raise errors.SeatsBeyondPostsError(seats=command.teaching_posts, posts=posts)
    required = rules.teaching_posts_min.ceil_of(posts)
    if command.teaching_posts < required:
        raise errors.TeachingPostsShareError(
            teaching_posts=command.teaching_posts, required=required, posts=posts
        )


def seats_must_fit(command: FixGradeStructure, rules: GradeRules) -> None:
    """结构比例: seats stay within the teaching posts, each tier within its ceiling.

    依据: B2-08, B2-10.
    """
    total = sum(each.seats for each in command.seats)
    if total > command.teaching_posts:
        raise errors.SeatsBeyondPostsError(seats=total, posts=command.teaching_posts)
    for tier in Tier:
        seats = sum(each.seats for each in command.seats if tier_of(each.grade) is tier)
        ceiling = _ceiling(command.level, tier, command.teaching_posts, rules) if seats else 0
        if seats > ceiling:
            raise errors.TierBeyondRatioError(tier=tier.value, seats=seats, ceiling=ceiling)


def _ceiling(level: Level, tier: Tier, posts: int, rules: GradeRules) -> int:
    """结构比例: the share of posts that a tier may have, rounded down. 依据: B2-08."""
    share = rules.max_share_of(level, tier)
    if share is None:
        raise errors.RatioMissingError(level=level.value, tier=tier.value)
    return share.floor_of(posts)


def holders_must_keep_seats(state: GradeStructure | None, seats: Sequence[GradeSeats]) -> None:
    """在聘不超岗: nobody's seat vanishes; an appointment ends first, on a ground. 依据: B2-10."""
    if state is None:
        return
    found = {each.grade: each.seats for each in seats}
    for grade in set(state.holders.values()):
        if state.taken(grade) > found.get(grade, 0):
            raise errors.HoldersBeyondSeatsError(
                grade=grade, holders=state.taken(grade), seats=found.get(grade, 0)
            )


# Titles


def title_must_be_higher(record: GradeRecord | None, title: Title, rules: GradeRules) -> None:
    """职称晋升: a title is above the one before. 依据: B2-09."""
    held = record.title if record is not None else None
    if held is not None and rules.highest_grade_of(title) >= rules.highest_grade_of(held):
        raise errors.TitleNotHigherError(title=title.value, held_title=held.value)


def title_must_not_be_lost(file: PersonnelFile, person: str, on: date) -> None:
    """取消职称评定资格期间: no title counts from a day in it. 依据: B10-07 (24个月以上)."""
    loss = file.loss_on(on, Lost.TITLE)
    if loss is not None:
        raise errors.TitleBarredError(teacher=person, measure=loss.measure)


def rural_year_must_be_served(
    teacher: Teacher, title: Title, rules: GradeRules, *, remote_since: date | None, on: date
) -> None:
    """农村任教: where the pack asks for it, a year in a remote school comes before the title.

    ``remote_since`` is the day from which the teacher's own school counts, if it is remote.
    依据: B12-04.
    """
    if title not in rules.rural_year_titles:
        return
    at_home = remote_since is not None and plus_months(remote_since, _YEAR) <= on
    away = any(plus_months(begun, _YEAR) <= ended for begun, ended in teacher.remote_exchanges)
    if not at_home and not away:
        raise errors.RuralYearMissingError(title=title.value)


# Appointments


def title_must_open(record: GradeRecord | None, grade: int, rules: GradeRules) -> GradeRecord:
    """职称与岗位: a title opens its grades and all below; it gives none of them.

    依据: B2-06, B2-09.
    """
    if record is None:
        raise errors.TitleMissingError(grade=grade)
    highest = rules.highest_grade_of(record.title)
    if grade < highest:
        raise errors.TitleTooLowError(title=record.title.value, grade=grade, highest=highest)
    return record


def grade_must_be_new(record: GradeRecord, school: str, grade: int) -> None:
    """一人一岗: one grade a person; that of another school ends before. 依据: INV1."""
    held = record.holds
    if held is not None and held.school != school:
        raise errors.GradeHeldElsewhereError(school=held.school, grade=held.grade)
    if held is not None and held.grade == grade:
        raise errors.GradeHeldError(grade=grade)


def promotion_must_be_open(
    record: GradeRecord,
    command: AppointToGrade,
    day: date,
    file: PersonnelFile,
    pack: RulePack,
) -> None:
    """不得晋升: to no higher grade while a sanction runs, nor in the year after one below 合格.

    Whoever never held a grade does not rise; whoever left one rises above that. ``day`` is the
    one from which it counts, and the one on which it is decided where that is later: a date in
    the past opens nothing. 依据: 处分规定 (B10-02…04, B10-07); 考核规定 第29、30条 (B9-10, B9-11);
    INV8.
    """
    if record.last_grade is None or command.grade >= record.last_grade:
        return
    sanction = sanction_in_force(file, day)
    year = last_year_before(day, appraisal_rules_of(pack).year)
    below = file.result_of(year) in BELOW
    loss = file.loss_on(day, Lost.PROMOTION)
    if sanction is not None or below or loss is not None:
        raise errors.PromotionBarredError(
            teacher=command.teacher,
            sanction=sanction.kind.value if sanction is not None else "",
            measure=loss.measure if loss is not None else "",
            year=year if below else "",
        )


def seat_must_be_free(structure: GradeStructure, grade: int) -> None:
    """结构比例已满: without a free seat of the grade nobody is appointed. 依据: B2-08, B2-10."""
    seats, taken = structure.seats.get(grade, 0), structure.taken(grade)
    if taken >= seats:
        raise errors.NoFreeGradeSeatError(grade=grade, seats=seats, taken=taken)


def must_be_of_school(teacher: Teacher, school: str) -> None:
    """学校聘用: a school appoints its own people. 依据: B1-01."""
    if teacher.school != school:
        raise errors.NotOfSchoolError(school=school, belongs_to=teacher.school)


def grade_must_be_held(record: GradeRecord) -> GradeHeld:
    """等级聘任: what ends, or is paid, was held. 依据: B2-09."""
    if record.holds is None:
        raise errors.NoGradeHeldError(title=record.title.value)
    return record.holds


def pay_must_follow(record: GradeRecord, grade: int, from_on: date) -> None:
    """工资依聘任: pay follows the grade held, once, not from before it. 依据: B2-09."""
    held = grade_must_be_held(record)
    paid = record.pay is not None and record.pay.grade == grade
    if held.grade != grade or from_on < held.from_on or paid:
        raise errors.PayBeforeAppointmentError(
            grade=grade,
            held=held.grade,
            from_on=from_on.isoformat(),
            held_from=held.from_on.isoformat(),
        )
