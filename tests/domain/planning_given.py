"""Plans, packs and days that tests start from: a town of three schools in August 2026."""

from __future__ import annotations

from datetime import date, datetime

from domain.planning import events as e
from domain.planning.pack import RulePack
from domain.planning.timetable import Timetable
from domain.quota import events as q
from domain.school.events import SchoolKind, SchoolRegistered
from domain.values.time import BEIJING

TOWN = "town-office"
SCHOOLS = ("school-1", "school-2", "school-3")
PLAN = "plan-2026"


def noon(day: date) -> datetime:
    """Return noon in Beijing."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=BEIJING)


def august(day: int) -> date:
    """Return a day of August 2026."""
    return date(2026, 8, day)


def document(**changes: object) -> dict[str, object]:
    """Return a rule pack as a YAML file would hold it, with some sections changed."""
    whole: dict[str, object] = {
        "id": "rp-test",
        "title": "测试规则包",
        "version": 1,
        "basis_docs": ["教人〔2026〕1号"],
        "stages": ["in_school", "coordination"],
        "posts": {"auxiliary_min": 0},
        "notice": {"mode": "provisional"},
        "contract": {"min_years": 1, "shorter_term_basis": "教人〔2026〕1号：一年一聘"},
        "scoring": SCORING,
        "tie_chain": TIE_CHAIN,
    }
    return {**whole, **changes}


SCORING: dict[str, object] = {
    "title": "量化评分表",
    "nodes": [
        {
            "kind": "rate",
            "id": "service",
            "title": "教龄",
            "unit": "年",
            "per_unit": "0.5",
            "max": "20",
        },
        {"kind": "marks", "id": "interview", "title": "面试", "max": "80"},
    ],
    "total_max": "100",
}
TIE_CHAIN: dict[str, object] = {"keys": [{"key": "service"}]}


def pack(**changes: object) -> RulePack:
    """Return a rule pack with some sections changed."""
    return RulePack.from_document(document(**changes))


PACK = pack()
SHA = PACK.sha256()
TIMETABLE = Timetable(
    kickoff_on=august(18),
    intents_from_on=august(20),
    intents_until_on=august(22),
    selection_from_on=august(22),
    selection_until_on=august(25),
    coordination_on=august(25),
    cutoff_on=august(28),
    notice_on=august(28),
    term_starts_on=date(2026, 9, 1),
)
"""The seed's own timetable [S002-17]."""


def drafted(
    of: RulePack = PACK, timetable: Timetable = TIMETABLE, schools: tuple[str, ...] = SCHOOLS
) -> e.PlanDrafted:
    """Return the first event of a plan."""
    return e.PlanDrafted(
        body=TOWN,
        title="2026年竞聘上岗实施方案",
        school_year="2026-2027",
        basis_docs=("教人〔2026〕1号",),
        schools=schools,
        pack_sha256=of.sha256(),
        pack=of,
        timetable=timetable,
    )


SENT = e.DraftSentToAllStaff(staff=380, reached=380, on=date(2026, 6, 20))
MET = e.PrincipalsMeetingHeld(schools_present=SCHOOLS, on=date(2026, 6, 18))
REPORTED = tuple(e.OpinionsReported(school=each, staff_heard=30, opinions=2) for each in SCHOOLS)


def voted(sha256: str = SHA, *, in_favour: int = 40, passed: bool = True) -> e.CongressVoted:
    """Return a vote of 45 of 47 delegates."""
    return e.CongressVoted(
        pack_sha256=sha256,
        delegates=47,
        present=45,
        in_favour=in_favour,
        against=45 - in_favour,
        abstained=0,
        passed=passed,
        on=date(2026, 7, 1),
    )


def adopted(sha256: str = SHA, on: date = date(2026, 7, 2)) -> e.PlanAdopted:
    """Return the adoption of a pack."""
    return e.PlanAdopted(pack_sha256=sha256, on=on)


def frozen(of: RulePack = PACK, timetable: Timetable = TIMETABLE) -> tuple[e.PlanEvent, ...]:
    """Return the whole past of a plan up to its freezing."""
    sha256 = of.sha256()
    return (
        drafted(of, timetable),
        MET,
        SENT,
        *REPORTED,
        voted(sha256),
        adopted(sha256),
        e.PlanFrozen(pack_sha256=sha256, timetable=timetable),
    )


def registered_school() -> SchoolRegistered:
    """Return the first event of a school of the town."""
    return SchoolRegistered(
        name="实验小学", kind=SchoolKind.PRIMARY, town_office=TOWN, remote=False
    )


def quota(schools: tuple[str, ...] = SCHOOLS, *, filed: bool = True) -> tuple[q.QuotaEvent, ...]:
    """Return the past of a quota: 编办, 人社, allocation, filing."""
    shares = tuple(q.SchoolShare(school=each, establishment=30, posts=30) for each in schools)
    return (
        q.EstablishmentFixed(body="bureau", school_year="2026-2027", total=90, document="编办1号"),
        q.PostTotalFixed(total=90, document="人社1号"),
        q.QuotaAllocated(shares=shares),
        q.AllocationFiled(office=q.FilingOffice.HR_BUREAU),
        *((q.AllocationFiled(office=q.FilingOffice.FINANCE_BUREAU),) if filed else ()),
    )
