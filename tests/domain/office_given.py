"""A town in September 2026 whose staff hold their posts: what matters of office start from."""

from __future__ import annotations

from datetime import date

from domain.mandate.events import BodyKind, BodyRegistered
from domain.office import commands as c
from domain.office.conditions import ConditionCheck
from domain.office.state import Competition
from domain.planning.office_sections import Condition, OfficeKind, OfficeLevel
from domain.planning.pack import RulePack
from domain.school.events import OfficeGranted, PostsPublished
from domain.school.posts import Post, PostKind, StaffClass
from domain.teacher.events import PostTaken, TeacherRegistered
from tests.domain.planning_given import PACK, PLAN, SCHOOLS, TOWN, frozen, noon, registered_school
from tests.support.desk import Desk

SCHOOL, OTHER, THIRD = SCHOOLS
BUREAU = "bureau"
VICE, MANAGER, CLASS_TEACHER = "职务-01", "职务-02", "职务-03"
MATTER = "comp-1"
JUDGES = ("j1", "j2", "j3")


def september(day: int) -> date:
    """Return a day of September 2026."""
    return date(2026, 9, day)


def office_post(number: str, title: str, headcount: int = 1) -> Post:
    return Post(
        number=number, kind=PostKind.OFFICE, title=title, headcount=headcount, duties=f"{title}工作"
    )


POSTS = (
    office_post(VICE, "副校长"),
    office_post(MANAGER, "教务主任"),
    office_post(CLASS_TEACHER, "班主任", headcount=2),
    Post(number="辅助-01", kind=PostKind.AUXILIARY, title="图书管理", duties="图书借阅"),
)
HELD_AT = {"t1": SCHOOL, "t2": SCHOOL, "t3": SCHOOL, "u1": OTHER, "u2": OTHER}


def staffed(of: RulePack = PACK, *, freeze: bool = True) -> Desk:
    """Everybody of ``HELD_AT`` holds a teaching post of ten periods; ``w1`` holds none."""
    desk = Desk(noon(september(7)))
    events = frozen(of) if freeze else frozen(of)[:-1]
    desk.given(f"plan:{PLAN}", *events)
    town = BodyRegistered(kind=BodyKind.TOWN_OFFICE, name="镇教办", parent=BUREAU)
    desk.given(f"body:{TOWN}", town)
    for school in SCHOOLS:
        posts = PostsPublished(plan=PLAN, establishment=30, posts=POSTS)
        desk.given(f"school:{school}", registered_school(), posts)
    for teacher, school in HELD_AT.items():
        hired(desk, teacher, school)
    desk.given("teacher:w1", registered(SCHOOL))
    return desk


def registered(school: str) -> TeacherRegistered:
    day = date(2012, 9, 1)
    return TeacherRegistered(
        school=school, service_started_on=day, joined_school_on=day, subject="语文"
    )


def hired(
    desk: Desk,
    teacher: str,
    school: str,
    *,
    periods_milli: int = 10_000,
    staff_class: StaffClass = StaffClass.TEACHING,
) -> None:
    taken = PostTaken(
        round="round-1",
        school=school,
        posts=("教学-01",),
        staff_class=staff_class,
        periods_milli=periods_milli,
        from_on=date(2026, 8, 25),
    )
    desk.given(f"teacher:{teacher}", registered(school), taken)


def holder(
    title: str, person: str, until_on: date = date(2026, 9, 30), from_on: date = date(2023, 9, 30)
) -> OfficeGranted:
    return OfficeGranted(title=title, person=person, post=None, from_on=from_on, until_on=until_on)


def announce(
    kind: OfficeKind = OfficeKind.VICE_PRINCIPAL,
    level: OfficeLevel | None = None,
    **changes: object,
) -> c.AnnounceCompetition:
    organiser, post = {
        OfficeKind.VICE_PRINCIPAL: (TOWN, VICE),
        OfficeKind.MANAGER: (SCHOOL, MANAGER),
        OfficeKind.CLASS_TEACHER: (SCHOOL, CLASS_TEACHER),
    }[kind]
    command = c.AnnounceCompetition(
        competition=MATTER,
        plan=PLAN,
        organiser=organiser,
        school=SCHOOL,
        post=post,
        kind=kind,
        level=level,
        pay="按规定执行",
        place="实验小学",
        deadline_on=september(10),
    )
    return command.model_copy(update=changes)


CLASS_TEACHERS = announce(OfficeKind.CLASS_TEACHER, OfficeLevel.INTERMEDIATE, seats=2)
MANAGERS = announce(OfficeKind.MANAGER, OfficeLevel.JUNIOR)


def met(*conditions: Condition) -> tuple[ConditionCheck, ...]:
    """Return a check of each condition, all of them met."""
    return tuple(
        ConditionCheck(condition=each.id, met=True, years=each.min_years) for each in conditions
    )


def apply(teacher: str) -> c.SubmitApplication:
    return c.SubmitApplication(competition=MATTER, teacher=teacher, materials="个人简历")


def withdraw(teacher: str) -> c.WithdrawApplication:
    return c.WithdrawApplication(competition=MATTER, teacher=teacher)


def competition_of(desk: Desk) -> Competition:
    state = desk.find(Competition, MATTER)
    assert state is not None
    return state


def screen(desk: Desk, teacher: str, *checks: ConditionCheck) -> c.ScreenApplicant:
    return c.ScreenApplicant(
        competition=MATTER,
        teacher=teacher,
        checks=checks or met(*competition_of(desk).conditions),
        evidence="学历证书、任职文件",
    )


def mark(teacher: str, judge: str, mark_milli: int = 80_000) -> c.MarkInterview:
    return c.MarkInterview(competition=MATTER, teacher=teacher, judge=judge, mark_milli=mark_milli)


def choose(*teachers: str, present: int = 5, in_favour: int = 3) -> c.DecideCompetition:
    return c.DecideCompetition(
        competition=MATTER,
        chosen=teachers,
        present=present,
        in_favour=in_favour,
        reason="综合各环节择优",
    )


CLOSE = c.CloseInterviews(competition=MATTER)


def screened(desk: Desk, of: c.AnnounceCompetition, *teachers: str) -> Desk:
    """Announce on 7 September, apply and pass; it is 11 September, the deadline is over."""
    desk.do(of, *(apply(each) for each in teachers))
    desk.do(*(screen(desk, each) for each in teachers))
    desk.at = noon(september(11))
    return desk


def interviewed(desk: Desk, of: c.AnnounceCompetition, **marks: int) -> Desk:
    """Three judges give each teacher the same mark; the interviews are closed."""
    screened(desk, of, *marks)
    desk.do(*(mark(each, judge, milli) for each, milli in marks.items() for judge in JUDGES))
    desk.do(CLOSE)
    return desk


def publish(days: int = 5) -> c.PublishOutcome:
    return c.PublishOutcome(matter=MATTER, working_days=days)


END = c.EndPublicity(matter=MATTER)


def published(desk: Desk, of: c.AnnounceCompetition, *chosen: str, **marks: int) -> Desk:
    """Choose and publish on Friday 11 September; the last day is Friday 18 September."""
    interviewed(desk, of, **marks)
    desk.do(choose(*chosen), publish())
    return desk


def run_out(desk: Desk, of: c.AnnounceCompetition, *chosen: str, **marks: int) -> Desk:
    """End the publicity on Saturday 19 September."""
    published(desk, of, *chosen, **marks)
    desk.at = noon(september(19))
    desk.do(END)
    return desk


def approve(teacher: str) -> c.ApproveAppointment:
    return c.ApproveAppointment(competition=MATTER, teacher=teacher, document="教办〔2026〕9号")
