"""A real round of one school in a real ledger, every act signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from adapters.ledger.acts import Receipt
from domain.contract.commands import FileContract, SignContract
from domain.kernel import Command
from domain.mandate.commands import RegisterBody
from domain.mandate.events import BodyKind
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from domain.notice.commands import EndNoticePeriod, PublishNotice
from domain.planning import commands as planning
from domain.planning.pack import RulePack
from domain.quota import commands as quota
from domain.quota.events import FilingOffice, SchoolShare
from domain.recruitment import commands as c
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.wishes import PostSet
from domain.school.commands import PublishPosts, RegisterSchool
from domain.school.events import SchoolKind
from domain.school.posts import Post
from domain.teacher.commands import RegisterTeacher
from domain.values.time import BEIJING
from tests.domain import town as small
from tests.domain.planning_given import PACK, PLAN, TIMETABLE, TOWN
from tests.support.identities import identity_of
from tests.support.office import Office

SCHOOL, ROUND = "school-1", small.ROUND
STREAM = f"recruitment-round:{ROUND}"
TEACHERS, JUDGES = ("a1", "a2", "a3"), ("j1", "j2")
COMMITTEE = ("m1", "m2", "m3")
OFFICIALS: Mapping[str, tuple[Role, str]] = {
    "establishment": (Role.ESTABLISHMENT_OFFICER, "b-establishment"),
    "hr": (Role.HR_OFFICER, "b-hr"),
    "finance": (Role.FINANCE_OFFICER, "b-finance"),
    "bureau": (Role.BUREAU_OFFICER, "b-bureau"),
    "supervisor": (Role.SUPERVISOR, "b-supervision"),
    "officer": (Role.TOWN_OFFICER, TOWN),
    "chair": (Role.CONGRESS_CHAIR, TOWN),
    "head": (Role.PRINCIPAL, SCHOOL),
    **dict.fromkeys(COMMITTEE, (Role.COMMITTEE_MEMBER, SCHOOL)),
    **dict.fromkeys(JUDGES, (Role.JUDGE, SCHOOL)),
}
MARKS = {
    "j1": {"a1": 75_000, "a2": 60_000, "a3": 60_000},
    "j2": {"a1": 65_000, "a2": 74_000, "a3": 60_000},
}
"""j1 prefers a1 for the maths post, j2 prefers a2; together a1 comes first."""
YEARS = {"a1": 12_000, "a2": 10_000, "a3": 8_000}
WISHES = {
    "a1": small.wish(small.MATHS),
    "a2": small.wish(small.MATHS),
    "a3": small.wish(small.CHINESE),
}


@dataclass
class Round:
    """Plays the round step by step."""

    office: Office
    pack: RulePack = PACK
    marks: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MARKS)
    wishes: Mapping[str, tuple[PostSet, ...]] = field(
        default_factory=lambda: {person: (wish,) for person, wish in WISHES.items()}
    )

    def at(self, month: int, day: int, hour: int = 9, minute: int = 0) -> None:
        self.office.now[0] = datetime(2026, month, day, hour, minute, tzinfo=BEIJING)

    def by(self, person: str) -> Mandated:
        role, body = OFFICIALS[person]
        return Mandated(person, role, body, f"{role}-{person}-{body}")

    def act(self, command: Command | Sequence[Command], *people: str | Mandated) -> Receipt:
        actors = [self.by(each) if isinstance(each, str) else each for each in people]
        commands = [command] if isinstance(command, Command) else command
        return self.office.act_all(commands, *actors)

    def themselves(self, person: str) -> Mandated:
        return Mandated(person, Role.SELF)

    def whole(self) -> Round:
        """Play everything, from the founding to the contract."""
        self.prepare()
        self.plan()
        self.bid()
        self.score()
        self.select()
        self.finish()
        return self

    def prepare(self) -> None:
        self.at(5, 18)
        kinds = {
            "b-establishment": BodyKind.ESTABLISHMENT_OFFICE,
            "b-hr": BodyKind.HR_BUREAU,
            "b-finance": BodyKind.FINANCE_BUREAU,
            "b-bureau": BodyKind.EDUCATION_BUREAU,
            "b-supervision": BodyKind.SUPERVISION,
        }
        bodies: list[Command] = [
            RegisterBody(body=body, kind=kind, name=body) for body, kind in kinds.items()
        ]
        town = RegisterBody(
            body=TOWN, kind=BodyKind.TOWN_OFFICE, name="云溪镇教办", parent="b-bureau"
        )
        school = RegisterSchool(
            school=SCHOOL, name="第一小学", kind=SchoolKind.PRIMARY, town_office=TOWN, remote=False
        )
        self.office.founded()
        self.act([*bodies, town, school], self.office.root)
        for person, (role, body) in OFFICIALS.items():
            self.office.hire(person, role, body, since=date(2026, 5, 1))
        for person in TEACHERS:
            self.office.hire(person)
        self.act([_teacher(person) for person in TEACHERS], self.office.root)

    def plan(self) -> None:
        self.at(6, 10)
        draft = planning.DraftPlan(
            plan=PLAN,
            body=TOWN,
            title="竞聘方案",
            school_year="2026-2027",
            basis_docs=("教人〔2026〕1号",),
            schools=(SCHOOL,),
            pack=self.pack,
            timetable=TIMETABLE,
        )
        self.act(draft, "officer")
        self.act(planning.SendDraftToAllStaff(plan=PLAN, staff=3, reached=3), "officer")
        meeting = planning.HoldPrincipalsMeeting(
            plan=PLAN, schools_present=(SCHOOL,), on=date(2026, 6, 10)
        )
        self.act(meeting, "officer")
        report = planning.ReportOpinions(plan=PLAN, school=SCHOOL, staff_heard=3, opinions=0)
        self.act(report, "head")
        self.at(7, 1)
        vote = planning.RecordCongressVote(
            plan=PLAN,
            pack_sha256=self.pack.sha256(),
            delegates=47,
            present=45,
            in_favour=40,
            against=5,
            abstained=0,
            on=date(2026, 7, 1),
        )
        self.act(vote, "chair")
        adopt = planning.AdoptPlan(plan=PLAN, pack_sha256=self.pack.sha256())
        self.act(adopt, "officer", "supervisor")
        self._quota()
        self.at(8, 18)
        self.act(planning.FreezePlan(plan=PLAN), "officer")
        self.at(8, 19)
        self.act(PublishPosts(school=SCHOOL, plan=PLAN, posts=_posts()), "head")

    def _quota(self) -> None:
        fix = quota.FixEstablishment(
            plan=PLAN, body=TOWN, school_year="2026-2027", total=3, document="编1"
        )
        self.act(fix, "establishment")
        self.act(quota.FixPostTotal(plan=PLAN, total=3, document="人1"), "hr")
        share = SchoolShare(school=SCHOOL, establishment=3, posts=3)
        self.act(quota.AllocateQuota(plan=PLAN, shares=(share,)), "bureau")
        for office, person in (
            (FilingOffice.HR_BUREAU, "hr"),
            (FilingOffice.FINANCE_BUREAU, "finance"),
        ):
            self.act(quota.FileAllocation(plan=PLAN, office=office), person)

    def bid(self) -> None:
        self.at(8, 20)
        self.act(small.OPEN, "head")
        for person, wishes in self.wishes.items():
            self.act(small.intent(person, *wishes), self.themselves(person))
            self.act(c.QualifyBidder(round=ROUND, teacher=person), "m1")

    def score(self) -> None:
        items = [item for item in self.pack.scoring.items() if item.kind == "marks"]
        if self.pack.scoring.item("service") is not None:
            for person, years in YEARS.items():
                self.act(small.service(person, milli=years), "m1")
        for judge, given in self.marks.items():
            for person, mark in given.items():
                for item in items:
                    self.act(_mark(judge, person, item.id, mark), judge)
        self.lock()

    def lock(self) -> None:
        self.at(8, 23)
        self.act([c.LockScores(round=ROUND), c.ComputeRanking(round=ROUND)], *COMMITTEE)

    def select(self) -> None:
        self.act(small.close_layer(), "head")
        best = min(("a1", "a2"), key=self.rank_of)
        for person in (best, "a3"):
            self.act(small.offer(person, WISHES[person]), "head")
            self.act(small.accept(person), self.themselves(person))
        left = ({"a1", "a2"} - {best}).pop()
        self.act([c.LeaveUnplaced(round=ROUND, teacher=left), small.serve(left)], "head")
        exception = c.ApproveTwoThirdsException(round=ROUND, school=SCHOOL, reason="岗位不足")
        if self.pack.original_staff.share.ceil_of(3) > 2:
            self.act(exception, "officer")
        self.act(c.CloseSelection(round=ROUND), "head")

    def rank_of(self, person: str) -> int:
        rank = self.state.rank_of(person, SCHOOL, small.MATHS)
        assert rank is not None
        return rank

    @property
    def state(self) -> RecruitmentRound:
        state = self.office.ledger.states().find(RecruitmentRound, ROUND)
        assert state is not None
        return state

    def finish(self) -> None:
        self.at(8, 25)
        publish = PublishNotice(
            round=ROUND,
            entries=self.state.notice_entries(),
            working_days=5,
            contact=small.CONTACT,
        )
        self.act(publish, "head")
        self.at(9, 2)
        self.act(EndNoticePeriod(notice=ROUND), "head")
        self.act(c.FinaliseRound(round=ROUND, notice=ROUND), "head", "supervisor")
        self.at(9, 3)
        signing = _contract("a3", WISHES["a3"])
        self.act(signing, "head", self.themselves("a3"))
        self.at(9, 7)
        self.act(FileContract(contract=signing.contract), "officer")


def _teacher(person: str) -> RegisterTeacher:
    day = date(2015, 9, 1)
    return RegisterTeacher(
        teacher=person,
        school=SCHOOL,
        service_started_on=day,
        joined_school_on=day,
        name=f"教师{person}",
        id_number=identity_of(person),
        birth_date=date(1990, 1, 1),
        phone="13900000000",
    )


def _posts() -> tuple[Post, ...]:
    return small.POSTS


def _mark(judge: str, bidder: str, item: str, milli: int) -> c.MarkBidder:
    return c.MarkBidder(round=ROUND, judge=judge, bidder=bidder, item=item, mark_milli=milli)


def _contract(teacher: str, posts: PostSet) -> SignContract:
    return SignContract(
        teacher=teacher,
        school=SCHOOL,
        round=ROUND,
        posts=posts.numbers,
        from_on=date(2026, 9, 1),
        until_on=date(2027, 9, 1),
        copies=3,
        duties=("任教",),
        targets=("完成教学任务",),
        conditions=("提供教学条件",),
        liability="依法承担责任",
    )
