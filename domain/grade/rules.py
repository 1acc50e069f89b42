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
from domain.school.posts import StaffClass
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.calendar import plus_months
from domain.values.staffing import GRADES_OF, WORKERS, Level, Series, Tier, Title, tier_of

_YEAR = 12


def grade_rules_of(plan: Plan) -> tuple[RulePack, GradeRules]:
    """省定结构比例: a structure rests on the rules of a pack in force. 依据: B2-08, INV3."""
    pack = plan.pack_in_force
    if pack is None or pack.grades is None:
        raise errors.GradeRulesMissingError(plan_title=plan.title, in_force=int(pack is not None))
    return pack, pack.grades


# The structure of a school


def grades_must_differ(seats: Sequence[GradeSeats]) -> None:
    """岗位等级: every grade of a series is named once. 依据: B2-06."""
    grades = [(each.series, each.grade) for each in seats]
    for series, grade in grades:
        if grades.count((series, grade)) > 1:
            raise errors.GradeTwiceError(series=series.value, grade=grade)


def grade_must_be_of_series(series: Series, grade: int) -> None:
    """岗位类别: professional posts have 13 grades, managers of schools 五级 to 十级, skilled
    workers five; ordinary workers have none.

    依据: B2-06, B2-07.
    """
    highest, lowest = GRADES_OF[series]
    if not highest <= grade <= lowest:
        raise errors.GradeOfSeriesError(
            series=series.value, grade=grade, highest=highest, lowest=lowest
        )


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
    teaching = [each for each in command.seats if each.series is Series.PROFESSIONAL]
    total = sum(each.seats for each in teaching)
    if total > command.teaching_posts:
        raise errors.SeatsBeyondPostsError(seats=total, posts=command.teaching_posts)
    for tier in Tier:
        seats = sum(each.seats for each in teaching if tier_of(each.grade) is tier)
        ceiling = _ceiling(command.level, tier, command.teaching_posts, rules) if seats else 0
        if seats > ceiling:
            raise errors.TierBeyondRatioError(tier=tier.value, seats=seats, ceiling=ceiling)


def other_series_must_fit(command: FixGradeStructure, posts: int) -> None:
    """管理、工勤岗位: with the teaching posts they stay within all posts.

    依据: B2-05, B2-07, B2-10.
    """
    left = posts - command.teaching_posts
    others = sum(each.seats for each in command.seats if each.series is not Series.PROFESSIONAL)
    if others > left:
        raise errors.OtherSeatsBeyondPostsError(
            seats=others, left=left, teaching_posts=command.teaching_posts, posts=posts
        )


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
    found = {(each.series, each.grade): each.seats for each in seats}
    for held in set(state.holders.values()):
        (series, grade), kept = held, found.get(held, 0)
        if state.taken(grade, series) > kept:
            raise errors.HoldersBeyondSeatsError(
                series=series.value, grade=grade, holders=state.taken(grade, series), seats=kept
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
    if record is None or record.title is None:
        raise errors.TitleMissingError(grade=grade)
    highest = rules.highest_grade_of(record.title)
    if grade < highest:
        raise errors.TitleTooLowError(title=record.title.value, grade=grade, highest=highest)
    return record


def office_must_open(school: School, command: AppointToGrade, day: date, rules: GradeRules) -> None:
    """职务与管理岗位: who holds a management grade holds an office here that opens it.

    Where the pack names no office, any opens any grade: the law's own table is not in the
    sources. ``day`` is as for ``promotion_must_be_open``. 依据: B2-07, INV8.
    """
    held = [
        each.title
        for each in school.offices_of(command.teacher)
        if each.from_on <= day < each.until_on
    ]
    if not held:
        raise errors.OfficeMissingError(teacher=command.teacher, grade=command.grade)
    opened = {each.office: each.highest for each in rules.offices}
    best = min((opened[title] for title in held if title in opened), default=None)
    if opened and (best is None or command.grade < best):
        highest = best if best is not None else ""
        raise errors.OfficeTooLowError(office=",".join(held), grade=command.grade, highest=highest)


def series_must_fit_staff_class(
    teacher: Teacher, person: str, series: Series, rules: GradeRules
) -> None:
    """岗位类别与人员类别: teaching staff are no workers, and managers only as the pack says.

    依据: S002-09, B2-07.
    """
    teaching = teacher.holds is not None and teacher.holds.staff_class is StaffClass.TEACHING
    manages = series is Series.MANAGEMENT and not rules.managers_may_teach
    if teaching and (series in WORKERS or manages):
        raise errors.SeriesStaffClassError(
            teacher=person, series=series.value, staff_class=StaffClass.TEACHING.value
        )


def grade_must_be_new(record: GradeRecord | None, command: AppointToGrade) -> None:
    """一人一岗: one grade a person in all series; that of another school ends before.

    依据: INV1.
    """
    held = record.holds if record is not None else None
    if held is not None and held.school != command.school:
        raise errors.GradeHeldElsewhereError(school=held.school, grade=held.grade)
    if held is not None and (held.series, held.grade) == (command.series, command.grade):
        raise errors.GradeHeldError(grade=command.grade)


def promotion_must_be_open(
    record: GradeRecord | None,
    command: AppointToGrade,
    day: date,
    file: PersonnelFile,
    pack: RulePack,
) -> None:
    """不得晋升: to no higher grade while a sanction runs, nor in the year after one below 合格.

    Whoever never held a grade of the series does not rise; whoever left one rises above that.
    ``day`` is the one from which it counts, and the one on which it is decided where that is
    later: a date in the past opens nothing.
    依据: 处分规定 (B10-02…04, B10-07); 考核规定 第29、30条 (B9-10, B9-11); INV8.
    """
    last = record.last.get(command.series) if record is not None else None
    if last is None or command.grade >= last:
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


def seat_must_be_free(structure: GradeStructure, series: Series, grade: int) -> None:
    """结构比例已满: without a free seat of the grade nobody is appointed. 依据: B2-08, B2-10."""
    if not structure.has_free(grade, series):
        seats, taken = structure.seats.get((series, grade), 0), structure.taken(grade, series)
        raise errors.NoFreeGradeSeatError(
            series=series.value, grade=grade, seats=seats, taken=taken
        )


def must_be_of_school(teacher: Teacher, school: str) -> None:
    """学校聘用: a school appoints its own people. 依据: B1-01."""
    if teacher.school != school:
        raise errors.NotOfSchoolError(school=school, belongs_to=teacher.school)


def grade_must_be_held(record: GradeRecord) -> GradeHeld:
    """等级聘任: what ends, or is paid, was held. 依据: B2-09."""
    if record.holds is None:
        raise errors.NoGradeHeldError(title=record.title.value if record.title else "")
    return record.holds


def pay_must_follow(record: GradeRecord, series: Series, grade: int, from_on: date) -> None:
    """工资依聘任: pay follows the grade held, once, not from before it. 依据: B2-09."""
    held, pay = grade_must_be_held(record), record.pay
    paid = pay is not None and (pay.series, pay.grade) == (series, grade)
    if (held.series, held.grade) != (series, grade) or from_on < held.from_on or paid:
        raise errors.PayBeforeAppointmentError(
            grade=grade,
            held=held.grade,
            from_on=from_on.isoformat(),
            held_from=held.from_on.isoformat(),
        )
