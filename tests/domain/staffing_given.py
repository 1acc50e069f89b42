"""A district of two schools whose pack has sections on quota, grades, intake and exchange."""

from __future__ import annotations

from datetime import date

from domain.planning import events as p
from domain.planning.pack import RulePack
from domain.quota import events as q
from domain.school.events import PostsPublished, SchoolKind, SchoolRegistered
from domain.school.posts import Post, PostKind
from domain.teacher.events import TeacherRegistered
from domain.values.staffing import Level
from tests.domain.planning_given import PLAN, TIMETABLE, TOWN, august, drafted, pack
from tests.support.scenario import Scenario

ONE, TWO = "school-1", "school-2"
BOTH = (ONE, TWO)
GRADES: dict[str, object] = {
    "tier_shares": [
        {"level": "junior", "tier": "senior", "max_share": "1/4"},
        {"level": "junior", "tier": "middle", "max_share": "1/2"},
    ],
    "rural_year_titles": ["senior"],
}
STAFFED = pack(quota={}, grades=GRADES, intake={"opening_ratio": "3/1"}, exchange={})
SHA = STAFFED.sha256()
QUOTA, PLANNED = f"quota:{PLAN}", f"plan:{PLAN}"


def in_force(of: RulePack = STAFFED) -> tuple[p.PlanEvent, ...]:
    """Return the past of a plan whose pack is in force."""
    sha256 = of.sha256()
    return (
        drafted(of, TIMETABLE, BOTH),
        p.PlanAdopted(pack_sha256=sha256, on=august(10)),
    )


def post(number: str, *, headcount: int = 1, periods_milli: int = 10_000) -> Post:
    """Return a teaching post."""
    return Post(
        number=number,
        kind=PostKind.TEACHING,
        title="语文教师",
        subject="语文",
        classes="七年级1班",
        periods_milli=periods_milli,
        headcount=headcount,
        duties="承担七年级语文教学",
    )


def school(*, remote: bool = False) -> SchoolRegistered:
    """Return the first event of a school."""
    return SchoolRegistered(
        name="云溪中学", kind=SchoolKind.MIDDLE, town_office=TOWN, remote=remote
    )


def teacher(at: str, *, joined_on: date = date(2010, 9, 1)) -> TeacherRegistered:
    """Return the first event of a teacher."""
    return TeacherRegistered(
        school=at, service_started_on=joined_on, joined_school_on=joined_on, subject="语文"
    )


def fixed(establishment: int = 50, posts: int | None = 50) -> tuple[q.QuotaEvent, ...]:
    """Return the past of a quota up to its totals."""
    totals = q.EstablishmentFixed(
        body="bureau", school_year="2026-2027", total=establishment, document="编办1号"
    )
    return (
        (totals,) if posts is None else (totals, q.PostTotalFixed(total=posts, document="人社1号"))
    )


def pupils(*sizes: int, level: Level = Level.JUNIOR) -> tuple[q.LevelFigures, ...]:
    """Return the figures of a school with one level."""
    return (q.LevelFigures(level=level, class_sizes=sizes),)


def share(at: str, establishment: int = 20, posts: int = 20) -> q.SchoolShare:
    """Return a school's share."""
    return q.SchoolShare(school=at, establishment=establishment, posts=posts)


def filed(*shares: q.SchoolShare) -> tuple[q.QuotaEvent, ...]:
    """Return the past of a quota that is allocated and filed."""
    return (
        *fixed(),
        q.QuotaAllocated(shares=shares or (share(ONE), share(TWO))),
        *(q.AllocationFiled(office=office) for office in q.FilingOffice),
    )


def district(of: RulePack = STAFFED, *, remote: bool = False) -> Scenario:
    """Return plan in force, quota filed, both schools with twenty seats; the second is remote."""
    scenario = Scenario().given(PLANNED, *in_force(of)).given(QUOTA, *filed())
    posts = (post("教学-01", headcount=2), post("教学-02"), post("教学-03", periods_milli=7_000))
    for name in BOTH:
        published = PostsPublished(plan=PLAN, establishment=3, posts=posts)
        registered = school(remote=remote and name == TWO)
        scenario = scenario.given(f"school:{name}", registered, published)
    return scenario
