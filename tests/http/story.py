"""One school's own round, told command by command, by people with keys of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.contract.commands import FileContract, SignContract
from domain.kernel import Command
from domain.mandate.commands import EnrolKey, GrantMandate, RegisterBody
from domain.mandate.events import BodyKind
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from domain.notice.commands import EndNoticePeriod, PublishNotice
from domain.notice.events import NoticeEntry
from domain.planning import commands as p
from domain.quota import commands as q
from domain.quota.events import FilingOffice, SchoolShare
from domain.recruitment import commands as c
from domain.recruitment.events import SelectionReason, Stage
from domain.school.commands import PublishPosts, RegisterSchool
from domain.school.events import SchoolKind
from domain.teacher.commands import RegisterTeacher
from domain.values.facts import Amount
from domain.values.time import BEIJING
from tests.domain.planning_given import PACK, PLAN, SHA, TIMETABLE, TOWN
from tests.domain.town import AUXILIARY, CHINESE, CONTACT, MATHS, POSTS, wish
from tests.support.identities import identity_of
from tests.support.office import ORIGIN, signer

SCHOOL, ROUND = "school-1", "r1"
NAMES = {"t1": "王芳", "t2": "李明", "t3": "赵丽"}
LIST = tuple(post for post in POSTS if post.number in (MATHS, CHINESE, AUXILIARY))
"""Three posts for three people."""
Act = Callable[..., object]
OFFICES = {
    "registrar": (Role.REGISTRAR, "d1"),
    "establishment": (Role.ESTABLISHMENT_OFFICER, "b-est"),
    "hr": (Role.HR_OFFICER, "b-hr"),
    "finance": (Role.FINANCE_OFFICER, "b-fin"),
    "bureau": (Role.BUREAU_OFFICER, "b-edu"),
    "supervisor": (Role.SUPERVISOR, "b-sup"),
    "dispute": (Role.DISPUTE_OFFICER, "b-disp"),
    "town": (Role.TOWN_OFFICER, TOWN),
    "congress": (Role.CONGRESS_CHAIR, TOWN),
    "principal": (Role.PRINCIPAL, SCHOOL),
    "m1": (Role.COMMITTEE_MEMBER, SCHOOL),
    "m2": (Role.COMMITTEE_MEMBER, SCHOOL),
    "m3": (Role.COMMITTEE_MEMBER, SCHOOL),
    "judge": (Role.JUDGE, SCHOOL),
}
BODIES = {
    "b-est": BodyKind.ESTABLISHMENT_OFFICE,
    "b-hr": BodyKind.HR_BUREAU,
    "b-fin": BodyKind.FINANCE_BUREAU,
    "b-edu": BodyKind.EDUCATION_BUREAU,
    "b-sup": BodyKind.SUPERVISION,
    "b-disp": BodyKind.DISPUTE_OFFICE,
}


@dataclass
class Story:
    """``act(commands, *actors)`` records; ``now`` is the ledger's clock."""

    act: Act
    now: list[datetime]
    staff: Sequence[str] = ("t1", "t2", "t3")
    offices: dict[str, Mandated] = field(default_factory=dict)

    def on(self, month: int, day: int, hour: int = 9) -> None:
        self.now[0] = datetime(2026, month, day, hour, tzinfo=BEIJING)

    def self_(self, person: str) -> Mandated:
        return Mandated(person, Role.SELF)

    def committee(self) -> list[Mandated]:
        return [self.offices[name] for name in ("m1", "m2", "m3")]

    def founded(self) -> None:
        """Bodies, a school, offices, staff."""
        root = Mandated("root", Role.ROOT, "d1", "root-root")
        self.on(6, 1)
        bodies: list[Command] = [
            RegisterBody(body=body, kind=kind, name=kind.value) for body, kind in BODIES.items()
        ]
        town = RegisterBody(body=TOWN, kind=BodyKind.TOWN_OFFICE, name="云溪镇教办", parent="b-edu")
        school = RegisterSchool(
            school=SCHOOL, name="第一小学", kind=SchoolKind.PRIMARY, town_office=TOWN
        )
        self.act([*bodies, town, school], root)
        commands: list[Command] = []
        for person, (role, body) in OFFICES.items():
            self.offices[person] = Mandated(person, role, body, f"g-{person}")
            commands.append(enrolment(person))
            commands.append(
                GrantMandate(
                    mandate=f"g-{person}",
                    person=person,
                    role=role,
                    body=body,
                    from_on=date(2026, 6, 1),
                )
            )
        self.act(commands, root)
        registrar = self.offices["registrar"]
        for start in range(0, len(self.staff), 200):
            some = self.staff[start : start + 200]
            self.act([enrolment(person) for person in some], registrar)
            self.act([registration(person) for person in some], registrar)

    def planned(self) -> None:
        """The plan, its vote, quota and posts."""
        town = self.offices["town"]
        self.on(6, 16)
        draft = p.DraftPlan(
            plan=PLAN,
            body=TOWN,
            title="2026年竞聘上岗实施方案",
            school_year="2026-2027",
            basis_docs=("教人〔2026〕1号",),
            schools=(SCHOOL,),
            pack=PACK,
            timetable=TIMETABLE,
        )
        self.act(draft, town)
        self.on(6, 18)
        self.act(p.SendDraftToAllStaff(plan=PLAN, staff=3, reached=3), town)
        met = p.HoldPrincipalsMeeting(plan=PLAN, schools_present=(SCHOOL,), on=date(2026, 6, 18))
        self.act(met, town)
        self.on(6, 20)
        heard = p.ReportOpinions(plan=PLAN, school=SCHOOL, staff_heard=3, opinions=1)
        self.act(heard, self.offices["principal"])
        self.on(7, 1)
        vote = p.RecordCongressVote(
            plan=PLAN,
            pack_sha256=SHA,
            delegates=47,
            present=45,
            in_favour=40,
            against=5,
            abstained=0,
            on=date(2026, 7, 1),
        )
        self.act(vote, self.offices["congress"])
        self.on(7, 2)
        adopt = p.AdoptPlan(plan=PLAN, pack_sha256=SHA)
        self.act(adopt, town, self.offices["supervisor"])
        self._quota()
        self.on(8, 18)
        self.act(p.FreezePlan(plan=PLAN), town)
        self.act(PublishPosts(school=SCHOOL, plan=PLAN, posts=LIST), self.offices["principal"])

    def _quota(self) -> None:
        total = len(LIST)
        fixed = q.FixEstablishment(
            plan=PLAN, body=TOWN, school_year="2026-2027", total=total, document="编办1号"
        )
        self.act(fixed, self.offices["establishment"])
        posts = q.FixPostTotal(plan=PLAN, total=total, document="人社1号")
        self.act(posts, self.offices["hr"])
        share = SchoolShare(school=SCHOOL, establishment=3, posts=total)
        self.act(q.AllocateQuota(plan=PLAN, shares=(share,)), self.offices["bureau"])
        for office, filed in (
            ("hr", FilingOffice.HR_BUREAU),
            ("finance", FilingOffice.FINANCE_BUREAU),
        ):
            self.act(q.FileAllocation(plan=PLAN, office=filed), self.offices[office])

    def opened(self) -> None:
        """The round is open for letters."""
        self.on(8, 20)
        opening = c.OpenRound(
            round=ROUND,
            plan=PLAN,
            stage=Stage.IN_SCHOOL,
            organiser=SCHOOL,
            schools=(SCHOOL,),
            population=tuple(self.staff),
        )
        self.act(opening, self.offices["principal"])

    def letters(self) -> None:
        """Three letters, each signed by whose it is."""
        self.on(8, 21)
        for person, number in zip(self.staff, ("教学-01", "教学-01", "教学-02"), strict=True):
            self.act(intent(person, number), self.self_(person))

    def ranked(self) -> None:
        """Checked, scored, marked, locked, ranked."""
        member = self.offices["m1"]
        self.on(8, 22)
        for n, person in enumerate(self.staff):
            self.act(c.QualifyBidder(round=ROUND, teacher=person), member)
            fact = Amount(amount_milli=12_000 - 2000 * n)
            score = c.RecordScoreItem(
                round=ROUND, bidder=person, item="service", fact=fact, evidence="人事档案"
            )
            self.act(score, member)
            mark = c.MarkBidder(
                round=ROUND, judge="judge", bidder=person, item="interview", mark_milli=75_000 - n
            )
            self.act(mark, self.offices["judge"])
        self.on(8, 23)
        self.act([c.LockScores(round=ROUND), c.ComputeRanking(round=ROUND)], *self.committee())

    def selected(self) -> None:
        """Offers by rank, acceptances; t2 is left unplaced, and told."""
        principal = self.offices["principal"]
        self.on(8, 24)
        self.act(c.CloseCadreLayer(round=ROUND, school=SCHOOL), principal)
        for person, number in (("t1", "教学-01"), ("t3", "教学-02")):
            offer = c.OfferPost(
                round=ROUND,
                teacher=person,
                posts=wish(number),
                reason=SelectionReason.BY_RANK,
                detail="按名次",
            )
            self.act(offer, principal)
            accept = c.AcceptOffer(round=ROUND, teacher=person, school=SCHOOL)
            self.act(accept, self.self_(person))
        left = c.LeaveUnplaced(round=ROUND, teacher="t2")
        told = c.ServeUnplacedNotice(round=ROUND, teacher="t2", channel="当面送达")
        self.act([left, told], principal)
        self.act(c.CloseSelection(round=ROUND), principal)

    def published(self, entries: Sequence[NoticeEntry]) -> None:
        """The list is up."""
        self.on(8, 25)
        notice = PublishNotice(round=ROUND, entries=tuple(entries), working_days=5, contact=CONTACT)
        self.act(notice, self.offices["principal"])

    def finished(self) -> list[str]:
        """The notice ends, the round is final, contracts are signed and filed."""
        principal = self.offices["principal"]
        self.on(9, 2)
        self.act(EndNoticePeriod(notice=ROUND), principal)
        self.act(c.FinaliseRound(round=ROUND, notice=ROUND), principal, self.offices["supervisor"])
        self.on(9, 3)
        contracts = [contract("t1", "教学-01"), contract("t3", "教学-02")]
        for each in contracts:
            self.act(each, principal, self.self_(each.teacher))
        filings: list[Command] = [FileContract(contract=each.contract) for each in contracts]
        self.act(filings, self.offices["town"])
        return [each.contract for each in contracts]


def enrolment(person: str) -> EnrolKey:
    return EnrolKey.model_validate(signer(person).enrolment(ORIGIN))


def registration(person: str) -> RegisterTeacher:
    day = date(2015, 9, 1)
    return RegisterTeacher(
        teacher=person,
        school=SCHOOL,
        service_started_on=day,
        joined_school_on=day,
        name=NAMES.get(person, f"教师{person}"),
        id_number=identity_of(person),
        birth_date=date(1990, 3, 7),
        phone="13800000000",
    )


def intent(person: str, number: str) -> c.SubmitIntent:
    return c.SubmitIntent(round=ROUND, teacher=person, wishes=(wish(number),), pledged=True)


def contract(teacher: str, number: str) -> SignContract:
    return SignContract(
        teacher=teacher,
        school=SCHOOL,
        round=ROUND,
        posts=(number,),
        from_on=date(2026, 9, 1),
        until_on=date(2027, 9, 1),
        copies=3,
        duties=("任教",),
        targets=("完成教学任务",),
        conditions=("提供工作条件",),
        liability="依法承担责任",
    )
