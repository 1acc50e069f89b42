"""A structure with seats of all series, and people who may hold them."""

from __future__ import annotations

from datetime import date

from domain.grade import commands as c
from domain.grade import events as e
from domain.planning.pack import RulePack
from domain.school.events import OfficeEnded, OfficeGranted
from domain.school.posts import StaffClass
from domain.teacher.events import PostTaken
from domain.values.staffing import Series
from tests.domain import staffing_given as g
from tests.domain.grade_given import FIX, FIXED, STRUCTURE, TERM, seats
from tests.domain.planning_given import august, noon
from tests.support.desk import Desk

M, W, ORDINARY = Series.MANAGEMENT, Series.SKILLED_WORKER, Series.ORDINARY_WORKER
HEAD = OfficeGranted(
    title="校长",
    person="li",
    post=None,
    from_on=date(2025, 9, 1),
    until_on=date(2028, 9, 1),
)
DEAN = HEAD.model_copy(update={"title": "教务主任"})


def of(series: Series, grade: int, number: int = 1) -> e.GradeSeats:
    return e.GradeSeats(series=series, grade=grade, seats=number)


FIXED_ALL = FIXED.model_copy(
    update={"seats": (*seats(g7=1, g10=3), of(M, 7), of(M, 8), of(W, 3), of(ORDINARY, 0))}
)


def fix(*more: e.GradeSeats, teaching_posts: int = 17) -> c.FixGradeStructure:
    """Return a structure with grade 10 for teachers, and others beside."""
    listed = (*seats(g10=3), *more)
    return FIX.model_copy(update={"seats": listed, "teaching_posts": teaching_posts})


def appoint(series: Series, grade: int, teacher: str = "li") -> c.AppointToGrade:
    return c.AppointToGrade(school=g.ONE, teacher=teacher, grade=grade, series=series, from_on=TERM)


def desk_of(*school: OfficeGranted | OfficeEnded, of_pack: RulePack = g.STAFFED) -> Desk:
    """A school of twenty posts with seats of each series; li and wang belong to it."""
    desk = Desk(noon(august(20)))
    for stream, event in g.district(of_pack).history:
        desk.given(stream, event)
    fixed = FIXED_ALL.model_copy(update={"pack_sha256": of_pack.sha256()})
    desk.given(STRUCTURE, fixed)
    desk.given("teacher:li", g.teacher(g.ONE))
    desk.given("teacher:wang", g.teacher(g.ONE))
    desk.given(f"school:{g.ONE}", *school)
    return desk


def grading(**rules: object) -> RulePack:
    """Return the pack of the district with other rules of grades."""
    assert g.STAFFED.grades is not None
    return g.STAFFED.model_copy(update={"grades": g.STAFFED.grades.model_copy(update=rules)})


def posted(staff_class: StaffClass) -> PostTaken:
    return PostTaken(
        round="r1",
        school=g.ONE,
        posts=("教学-01",),
        staff_class=staff_class,
        periods_milli=10_000,
        from_on=august(18),
    )
