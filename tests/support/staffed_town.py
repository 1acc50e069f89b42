"""A town of one school in a real ledger: plan frozen, posts published, three teachers hired."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path

from domain.kernel import Command
from domain.mandate.commands import RegisterBody
from domain.mandate.events import BodyKind
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from domain.planning import commands as planning
from domain.quota import commands as quota
from domain.quota.events import FilingOffice, SchoolShare
from domain.recruitment import commands as r
from domain.recruitment.events import SelectionReason, Stage
from domain.recruitment.wishes import PostSet
from domain.school.commands import PublishPosts, RegisterOffice, RegisterSchool
from domain.school.events import SchoolKind
from domain.school.posts import Post, PostKind
from domain.teacher.commands import RegisterTeacher
from domain.values.facts import Amount
from domain.values.time import BEIJING
from tests.domain.planning_given import TIMETABLE, pack
from tests.support.identities import identity_of
from tests.support.office import Office
from tests.support.turns import Turns

PLAN, SCHOOL, TOWN, BUREAU, ROUND = "plan-2026", "s1", "town", "bureau", "r1"
TEACHERS = ("t1", "t2", "t3")
POSTS = (
    *(
        Post(
            number=f"教学-0{number}",
            kind=PostKind.TEACHING,
            title="语文教师",
            subject="语文",
            classes="三年级1班",
            periods_milli=10_000,
            duties="任教语文",
        )
        for number in (1, 2, 3)
    ),
    *(
        Post(number=number, kind=PostKind.OFFICE, title=title, headcount=2, duties=f"{title}工作")
        for number, title in (("职务-01", "副校长"), ("职务-02", "班主任"))
    ),
)
TABLE = TIMETABLE.model_copy(update={"kickoff_on": date(2026, 8, 20)})
PACK = pack(
    review={"three_review_months": [5, 9]},
    scoring={
        "title": "量化评分表",
        "nodes": [
            {
                "kind": "rate",
                "id": "service",
                "title": "教龄",
                "unit": "年",
                "per_unit": "1",
                "max": "20",
            }
        ],
        "total_max": "20",
    },
)


@dataclass
class StaffedTown:
    """People of a town by name, and short ways to act."""

    office: Office
    people: dict[str, Mandated] = field(default_factory=dict)
    _turns: Turns = field(default_factory=Turns)

    @classmethod
    def at(cls, folder: Path) -> StaffedTown:
        """Found a ledger in ``folder`` and lead the town up to September."""
        town = cls(Office.at(f"sqlite:///{folder / 'ledger.db'}", folder).founded())
        town.register()
        town.plan()
        town.hire_teachers()
        return town

    def on(self, month: int, day: int) -> None:
        """Move to noon of a day of 2026, Beijing time, once all parts have come as far."""
        noon = datetime(2026, month, day, 12, tzinfo=BEIJING)
        self._turns.wait_for(noon)
        self.office.now[0] = noon

    def play(self, *parts: Callable[[StaffedTown], None]) -> None:
        """Play parts of the year beside each other, day by day."""
        self._turns.play([partial(part, self) for part in parts])

    def act(self, command: Command | Sequence[Command], *people: str) -> None:
        """Record one act signed by these people, each by the one way in which they act here."""
        commands = [command] if isinstance(command, Command) else list(command)
        self.office.act_all(commands, *(self.people[person] for person in people))

    def enrol(self, person: str, role: Role | None = None, body: str = "") -> None:
        """Give a person a key, and an office if ``role`` is told."""
        self.people[person] = self.office.hire(person, role, body)

    def register(self) -> None:
        """Register bodies, the school, officials and teachers."""
        self.people["root"] = self.office.root
        bodies = (
            (BUREAU, BodyKind.EDUCATION_BUREAU, None),
            (TOWN, BodyKind.TOWN_OFFICE, BUREAU),
        )
        for body, kind, parent in bodies:
            self.act(RegisterBody(body=body, kind=kind, name=body, parent=parent), "root")
        school = RegisterSchool(
            school=SCHOOL, name="实验小学", kind=SchoolKind.PRIMARY, town_office=TOWN
        )
        self.act(school, "root")
        for person, role, body in _OFFICIALS:
            self.enrol(person, role, body)
        for teacher in TEACHERS:
            self.enrol(teacher)
            self.act(registration_of(teacher), "root")
        for person, title in (("t3", "副校长"), ("head", "校长")):
            office = RegisterOffice(
                school=SCHOOL,
                title=title,
                person=person,
                from_on=date(2023, 9, 30),
                until_on=date(2026, 9, 30),
            )
            self.act(office, "root")

    def plan(self) -> None:
        """Draft, vote, adopt, freeze; fix quota; publish posts."""
        draft = planning.DraftPlan(
            plan=PLAN,
            body=TOWN,
            title="竞聘方案",
            school_year="2026-2027",
            basis_docs=("教人〔2026〕1号",),
            schools=(SCHOOL,),
            pack=PACK,
            timetable=TABLE,
        )
        day, sha256 = date(2026, 8, 18), PACK.sha256()
        self.act(draft, "town-officer")
        self.act(planning.SendDraftToAllStaff(plan=PLAN, staff=3, reached=3), "town-officer")
        meeting = planning.HoldPrincipalsMeeting(plan=PLAN, schools_present=(SCHOOL,), on=day)
        self.act(meeting, "town-officer")
        self.act(
            planning.ReportOpinions(plan=PLAN, school=SCHOOL, staff_heard=3, opinions=0), "head"
        )
        vote = planning.RecordCongressVote(
            plan=PLAN,
            pack_sha256=sha256,
            delegates=3,
            present=3,
            in_favour=3,
            against=0,
            abstained=0,
            on=day,
        )
        self.act(vote, "chair")
        self.act(planning.AdoptPlan(plan=PLAN, pack_sha256=sha256), "town-officer", "supervisor")
        self.quota()
        self.on(8, 20)
        self.act(planning.FreezePlan(plan=PLAN), "town-officer")
        self.act(PublishPosts(school=SCHOOL, plan=PLAN, posts=POSTS), "head")

    def quota(self) -> None:
        """Fix and allocate the quota."""
        fix = quota.FixEstablishment(
            plan=PLAN, body=TOWN, school_year="2026-2027", total=3, document="编1号"
        )
        self.act(fix, "establishment")
        self.act(quota.FixPostTotal(plan=PLAN, total=3, document="人1号"), "hr")
        share = SchoolShare(school=SCHOOL, establishment=3, posts=3)
        self.act(quota.AllocateQuota(plan=PLAN, shares=(share,)), "bureau-officer")
        for office, person in (
            (FilingOffice.HR_BUREAU, "hr"),
            (FilingOffice.FINANCE_BUREAU, "finance"),
        ):
            self.act(quota.FileAllocation(plan=PLAN, office=office), person)

    def hire_teachers(self) -> None:
        """Every teacher wins a teaching post of ten periods."""
        opening = r.OpenRound(
            round=ROUND,
            plan=PLAN,
            stage=Stage.IN_SCHOOL,
            organiser=SCHOOL,
            schools=(SCHOOL,),
            population=TEACHERS,
        )
        self.act(opening, "head")
        wishes = {
            teacher: PostSet(school=SCHOOL, teaching=f"教学-0{number}")
            for number, teacher in enumerate(TEACHERS, start=1)
        }
        for teacher, wish in wishes.items():
            letter = r.SubmitIntent(round=ROUND, teacher=teacher, wishes=(wish,), pledged=True)
            self.act(letter, teacher)
        self.on(8, 23)
        for teacher in TEACHERS:
            served = r.RecordScoreItem(
                round=ROUND,
                bidder=teacher,
                item="service",
                fact=Amount(amount_milli=10_000),
                evidence="人事档案",
            )
            self.act([r.QualifyBidder(round=ROUND, teacher=teacher), served], "c1")
        self.act([r.LockScores(round=ROUND), r.ComputeRanking(round=ROUND)], "c1", "c2", "c3")
        self.act(r.CloseCadreLayer(round=ROUND, school=SCHOOL), "head")
        for teacher, wish in wishes.items():
            offer = r.OfferPost(
                round=ROUND,
                teacher=teacher,
                posts=wish,
                reason=SelectionReason.BY_RANK,
                detail="按名次",
            )
            self.act(offer, "head")
            self.act(r.AcceptOffer(round=ROUND, teacher=teacher, school=SCHOOL), teacher)


_OFFICIALS = (
    ("registrar", Role.REGISTRAR, "d1"),
    ("establishment", Role.ESTABLISHMENT_OFFICER, "b-e"),
    ("hr", Role.HR_OFFICER, "b-hr"),
    ("finance", Role.FINANCE_OFFICER, "b-f"),
    ("supervisor", Role.SUPERVISOR, "b-s"),
    ("dispute", Role.DISPUTE_OFFICER, "b-d"),
    ("chair", Role.CONGRESS_CHAIR, TOWN),
    ("town-officer", Role.TOWN_OFFICER, TOWN),
    ("town-approver", Role.TOWN_OFFICER, TOWN),
    ("bureau-officer", Role.BUREAU_OFFICER, BUREAU),
    ("bureau-leader", Role.BUREAU_OFFICER, BUREAU),
    ("head", Role.PRINCIPAL, SCHOOL),
    *((f"c{number}", Role.COMMITTEE_MEMBER, SCHOOL) for number in (1, 2, 3)),
    *((f"k{number}", Role.COMMITTEE_MEMBER, TOWN) for number in (1, 2, 3)),
    *((f"b{number}", Role.COMMITTEE_MEMBER, BUREAU) for number in (1, 2, 3)),
    *((f"j{number}", Role.JUDGE, TOWN) for number in (1, 2, 3)),
    *((f"i{number}", Role.JUDGE, SCHOOL) for number in (1, 2, 3)),
)


def registration_of(teacher: str) -> RegisterTeacher:
    """Return how a teacher of the school is registered."""
    return RegisterTeacher(
        teacher=teacher,
        school=SCHOOL,
        service_started_on=date(2012, 9, 1),
        joined_school_on=date(2015, 9, 1),
        name="李喆",
        id_number=identity_of(teacher),
        birth_date=date(1949, 12, 31),
        phone="19900000000",
    )
