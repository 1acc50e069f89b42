"""A small town: one school of three teachers in its own round, and a neighbour with vacancies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from domain.notice.commands import PublishNotice
from domain.notice.events import Contact
from domain.planning import events as planning
from domain.planning.pack import RulePack
from domain.quota import events as quota
from domain.recruitment import commands as c
from domain.recruitment import events as e
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.wishes import PostSet
from domain.school.events import OfficeGranted, PostsPublished, SchoolKind, SchoolRegistered
from domain.school.posts import Post, PostKind
from domain.teacher.events import TeacherRegistered
from domain.values.facts import Amount, ItemFact
from domain.values.time import BEIJING
from tests.domain.planning_given import PACK, PLAN, TIMETABLE, TOWN, august, noon
from tests.domain.unplaced_given import left_unplaced
from tests.support.desk import Desk

EARLIER, ROUND, SECOND = "r0", "r1", "r2"
ROUND_STREAM = f"recruitment-round:{ROUND}"
ALL = ("a1", "a2", "a3")
MATHS, CHINESE, LIGHT, AUXILIARY, OFFICE = "教学-01", "教学-02", "教学-03", "辅助-01", "职务-01"
LOCKED_AT = datetime(2026, 8, 23, 9, tzinfo=BEIJING)
"""The first morning after the last day of the letters."""
CONTACT = Contact(
    unit="第一中学",
    address="云溪镇学府路1号",
    telephone="0530-6200000",
    email="office@school.example",
    receiver="secretary",
)
__all__ = ["PLAN", "TOWN"]


def teaching(number: str, subject: str, periods_milli: int) -> Post:
    return Post(
        number=number,
        kind=PostKind.TEACHING,
        title=f"{subject}教师",
        subject=subject,
        classes="三年级1班",
        periods_milli=periods_milli,
        duties=f"任教{subject}",
    )


POSTS = (
    teaching(MATHS, "数学", 12_000),
    teaching(CHINESE, "语文", 8_000),
    teaching(LIGHT, "劳动", 7_500),
    Post(number=AUXILIARY, kind=PostKind.AUXILIARY, title="图书室管理", duties="图书借阅"),
    Post(number=OFFICE, kind=PostKind.OFFICE, title="教务主任", duties="教务管理"),
)
OPEN = c.OpenRound(
    round=ROUND,
    plan=PLAN,
    stage=e.Stage.IN_SCHOOL,
    organiser="school-1",
    schools=("school-1",),
    population=ALL,
)


def prepared(*, of: RulePack = PACK, frozen: bool = True, establishment: int = 3) -> Desk:
    """Plan frozen, schools and staff registered, posts published."""
    desk = Desk(noon(august(20)))
    desk.given(
        f"plan:{PLAN}",
        planning.PlanDrafted(
            body=TOWN,
            title="竞聘方案",
            school_year="2026-2027",
            basis_docs=("教人〔2026〕1号",),
            schools=("school-1", "school-2"),
            pack_sha256=of.sha256(),
            pack=of,
            timetable=TIMETABLE,
        ),
        planning.PlanAdopted(pack_sha256=of.sha256(), on=august(10)),
    )
    if frozen:
        freezing = planning.PlanFrozen(pack_sha256=of.sha256(), timetable=TIMETABLE)
        desk.given(f"plan:{PLAN}", freezing)
    desk.given(
        f"quota:{PLAN}",
        quota.EstablishmentFixed(body=TOWN, school_year="2026-2027", total=9, document="编1"),
    )
    for school, number in (("school-1", establishment), ("school-2", 6)):
        register(desk, school, number)
    for person in ALL:
        hire(desk, person, "school-1")
    hire(desk, "b1", "school-2")
    desk.given(f"recruitment-round:{EARLIER}", *left_unplaced(of, (*ALL, "b1", "b2", "x1")))
    return desk


def register(desk: Desk, school: str, establishment: int) -> None:
    desk.given(
        f"school:{school}",
        SchoolRegistered(name=school, kind=SchoolKind.PRIMARY, town_office=TOWN, remote=False),
        PostsPublished(plan=PLAN, establishment=establishment, posts=POSTS),
    )


def hire(desk: Desk, person: str, school: str) -> None:
    day = date(2015, 9, 1)
    desk.given(
        f"teacher:{person}",
        TeacherRegistered(
            school=school, service_started_on=day, joined_school_on=day, subject=None
        ),
    )


def opened(*, of: RulePack = PACK, establishment: int = 3) -> Desk:
    desk = prepared(of=of, establishment=establishment)
    desk.do(OPEN)
    return desk


def round_of(desk: Desk, round_: str = ROUND) -> RecruitmentRound:
    """Return a round as it stands."""
    state = desk.find(RecruitmentRound, round_)
    assert state is not None
    return state


def wish(number: str, second: str | None = None, *, aux: tuple[str, ...] = ()) -> PostSet:
    auxiliary = (*((second,) if second else ()), *aux)
    return PostSet(school="school-1", teaching=number, auxiliary=auxiliary)


def intent(
    teacher: str, *wishes: PostSet, office: str | None = None, pledged: bool = True
) -> c.SubmitIntent:
    return c.SubmitIntent(
        round=ROUND, teacher=teacher, wishes=wishes, office=office, pledged=pledged
    )


def service(
    bidder: str, *, milli: int = 10_000, item: str = "service", fact: ItemFact | None = None
) -> c.RecordScoreItem:
    return c.RecordScoreItem(
        round=ROUND,
        bidder=bidder,
        item=item,
        fact=fact or Amount(amount_milli=milli),
        evidence="人事档案",
    )


def interview(bidder: str, mark_milli: int) -> c.MarkBidder:
    return c.MarkBidder(
        round=ROUND, judge="j1", bidder=bidder, item="interview", mark_milli=mark_milli
    )


def correct(bidder: str, milli: int) -> c.CorrectScore:
    return c.CorrectScore(
        round=ROUND,
        bidder=bidder,
        item="service",
        fact=Amount(amount_milli=milli),
        reason="工龄漏计",
        authority="争议〔2026〕1号",
        evidence="人事档案",
    )


def offer(teacher: str, posts: PostSet, *, round_: str = ROUND) -> c.OfferPost:
    return c.OfferPost(
        round=round_,
        teacher=teacher,
        posts=posts,
        reason=e.SelectionReason.BY_RANK,
        detail="按名次",
    )


def accept(teacher: str) -> c.AcceptOffer:
    return c.AcceptOffer(round=ROUND, teacher=teacher, school="school-1")


def ranked(
    desk: Desk,
    *,
    wishes: Mapping[str, PostSet] | None = None,
    marks: Mapping[str, int] | None = None,
    years: Mapping[str, int] | None = None,
) -> Desk:
    """Everybody's letter in, checked and scored: a1 above a2 for maths, a3 for Chinese."""
    wanted = {
        "a1": wish(MATHS, aux=(AUXILIARY,)),
        "a2": wish(MATHS),
        "a3": wish(CHINESE),
        **(wishes or {}),
    }
    given = {"a1": 75_000, "a2": 70_000, "a3": 60_000, **(marks or {})}
    served = {"a1": 12_000, "a2": 10_000, "a3": 8_000, **(years or {})}
    for teacher in ALL:
        desk.do(
            intent(teacher, wanted[teacher], office=OFFICE if teacher == "a1" else None),
            c.QualifyBidder(round=ROUND, teacher=teacher),
            service(teacher, milli=served[teacher]),
            interview(teacher, given[teacher]),
        )
    desk.at = LOCKED_AT
    desk.do(c.LockScores(round=ROUND), c.ComputeRanking(round=ROUND))
    return desk


def propose(teacher: str) -> c.ProposeOffice:
    return c.ProposeOffice(
        round=ROUND, teacher=teacher, reason=e.SelectionReason.BY_RANK, detail="名次第一"
    )


def close_layer() -> c.CloseCadreLayer:
    return c.CloseCadreLayer(round=ROUND, school="school-1")


def lapse(
    teacher: str, reason: e.LapseReason, *, round_: str = ROUND, school: str = "school-1"
) -> c.LapseOffer:
    return c.LapseOffer(round=round_, teacher=teacher, school=school, reason=reason)


def decline(teacher: str) -> c.DeclineOffer:
    return c.DeclineOffer(round=ROUND, teacher=teacher, school="school-1", reason="另有安排")


def serve(teacher: str) -> c.ServeUnplacedNotice:
    return c.ServeUnplacedNotice(round=ROUND, teacher=teacher, channel="当面送达")


def revoke(teacher: str, round_: str = ROUND) -> c.RevokeAppointment:
    return c.RevokeAppointment(
        round=round_, teacher=teacher, reason="异议成立", authority="争议〔2026〕2号"
    )


def selected(desk: Desk, *, close: bool = True) -> Desk:
    """Hire a1 and a3; a2 is left unplaced and told."""
    desk.do(
        offer("a1", wish(MATHS, aux=(AUXILIARY,))),
        accept("a1"),
        close_layer(),
        offer("a3", wish(CHINESE)),
        accept("a3"),
        c.LeaveUnplaced(round=ROUND, teacher="a2"),
        serve("a2"),
    )
    if close:
        desk.do(c.CloseSelection(round=ROUND))
    return desk


def publish(desk: Desk) -> Desk:
    """Put up the list on 25 August for five working days."""
    desk.at = noon(august(25))
    desk.do(
        PublishNotice(
            round=ROUND,
            entries=round_of(desk).notice_entries(),
            working_days=5,
            contact=CONTACT,
        )
    )
    return desk


def incumbent(person: str) -> OfficeGranted:
    return OfficeGranted(
        title="副校长",
        person=person,
        post=None,
        from_on=date(2023, 9, 1),
        until_on=date(2026, 9, 1),
    )
