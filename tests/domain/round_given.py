"""A round of one school that is decided: what notices and contracts start from."""

from __future__ import annotations

from datetime import timedelta

from domain.notice.events import NoticeEntry
from domain.planning.pack import RulePack
from domain.recruitment import events as r
from domain.recruitment.derivation import RankRow
from domain.recruitment.wishes import PostSet
from domain.school.posts import Post, PostKind, StaffClass
from domain.values.facts import Amount
from tests.domain.planning_given import PACK, PLAN, SCHOOLS, TIMETABLE, august, frozen, noon
from tests.support.scenario import Scenario

ROUND = "round-1"
STREAM = f"recruitment-round:{ROUND}"
SCHOOL = SCHOOLS[0]
STAFF = ("t-01", "t-02", "t-03")


def post(number: str) -> Post:
    """Return a teaching post of ten periods."""
    return Post(
        number=number,
        kind=PostKind.TEACHING,
        title="语文教师",
        subject="语文",
        classes="三年级1班",
        periods_milli=10_000,
        duties="承担三年级语文教学",
    )


def opened(of: RulePack = PACK) -> r.RecruitmentRoundOpened:
    """Return the opening of the school's round under a pack."""
    return r.RecruitmentRoundOpened(
        plan=PLAN,
        pack_sha256=of.sha256(),
        stage=r.Stage.IN_SCHOOL,
        organiser=SCHOOL,
        schools=(
            r.RoundSchool(
                school=SCHOOL,
                establishment=3,
                posts=tuple(post(f"教学-0{n}") for n in range(1, 5)),
                original_staff=STAFF,
            ),
        ),
        population=STAFF,
        intents_from=noon(august(20)),
        intents_until=noon(august(22)) + timedelta(hours=12),
    )


def won(teacher: str, number: str) -> tuple[r.PostOffered, r.OfferAccepted]:
    """Return how a teacher got a post: offered and accepted."""
    posts = PostSet(school=SCHOOL, teaching=number)
    offered = r.PostOffered(
        teacher=teacher,
        posts=posts,
        rank=1,
        reason=r.SelectionReason.BY_RANK,
        detail="按名次选聘",
        answer_until=noon(august(24)),
    )
    accepted = r.OfferAccepted(
        teacher=teacher, from_school=SCHOOL, posts=posts, staff_class=StaffClass.TEACHING
    )
    return offered, accepted


def entry(teacher: str, number: str) -> NoticeEntry:
    """Return the line of a notice that says so."""
    return NoticeEntry(
        person=teacher,
        from_school=SCHOOL,
        school=SCHOOL,
        posts=(number,),
        office=None,
        staff_class=StaffClass.TEACHING,
    )


LIST = (entry("t-01", "教学-01"), entry("t-02", "教学-02"))
CHANGED = (*LIST, entry("t-03", "教学-03"))
WON = (*won("t-01", "教学-01"), *won("t-02", "教学-02"))
CLOSED = r.SelectionClosed(list_sha256="0" * 64)


def town(of: RulePack = PACK) -> Scenario:
    """Return a town whose plan is frozen."""
    return Scenario().given(f"plan:{PLAN}", *frozen(of, TIMETABLE))


def decided(of: RulePack = PACK) -> Scenario:
    """Return the round after its selection: two teachers won posts."""
    return town(of).given(STREAM, opened(of), *WON, CLOSED)


def ranked() -> tuple[r.RankingComputed, r.ScoreCorrected]:
    """Return a ranking, and a correction of a score after it: the ranking stands no longer."""
    row = RankRow(
        bidder="t-01", total_milli=80_000, exact="80", components=(), ranks=(), tie_path=()
    )
    ranking = r.RankingComputed(
        pack_sha256=PACK.sha256(), inputs_sha256="1" * 64, rows=(row,), ties=()
    )
    corrected = r.ScoreCorrected(
        bidder="t-01",
        item="service",
        fact=Amount(amount_milli=9000),
        reason="教龄计算有误",
        authority="聘任委员会",
        evidence="人事档案",
        after_lock=True,
    )
    return ranking, corrected
