"""A year of quota, grades, intake and exchange in which everybody asks for everything."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from domain.exchange import commands as x
from domain.exchange.events import EndGround, Zone
from domain.grade import commands as gr
from domain.grade.events import GradeEndGround, GradeSeats
from domain.intake import commands as i
from domain.intake.events import ApprovalOffice, Channel, Places, SchoolStaff, Shortage
from domain.kernel import Command, DomainError
from domain.quota import commands as q
from domain.quota.events import FilingOffice, SchoolShare
from domain.school.commands import PublishPosts
from domain.teacher.commands import LeavePost
from domain.teacher.events import PostLeftReason
from domain.teacher.state import Teacher
from domain.values.staffing import Level, Tier, Title
from tests.domain import staffing_given as g
from tests.domain.planning_given import drafted, noon, pack
from tests.support.desk import Desk

YEAR = "2026-2027"
PLANS = {"plan-1": ("s1", "s2"), "plan-2": ("s3",)}
SCHOOLS = tuple(school for schools in PLANS.values() for school in schools)
PLAN_OF = {school: plan for plan, schools in PLANS.items() for school in schools}
PEOPLE = ("li", "wang", "zhou", "chen", "qian")
NEW = ("xu", "he", "lu", "shi")
NUMBERS = ("教学-01", "教学-02")
TERM = date(2026, 9, 1)
RATIOS = {Tier.SENIOR: Fraction(1, 4), Tier.MIDDLE: Fraction(1, 2), Tier.JUNIOR: Fraction(1)}
PACK = pack(
    grades={
        "tier_shares": [
            {"level": "junior", "tier": "senior", "max_share": "1/4"},
            {"level": "junior", "tier": "middle", "max_share": "1/2"},
        ]
    },
    exchange={"min_months": 1},
)

plans, schools, persons = map(st.sampled_from, (tuple(PLANS), SCHOOLS, PEOPLE))
small, few = st.integers(0, 9), st.integers(0, 2)
grades = st.sampled_from((5, 7, 8, 10, 12))


class StaffingSteps(RuleBasedStateMachine):
    """Everybody asks for everything, in any order; the rules say no where sums would break."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(noon(date(2026, 8, 18)))
        for plan in PLANS:
            adopted = g.in_force(PACK)[1:]
            self.desk.given(f"plan:{plan}", drafted(PACK), *adopted)
        for school in SCHOOLS:
            self.desk.given(f"school:{school}", g.school())
        for n, person in enumerate(PEOPLE):
            self.desk.given(f"teacher:{person}", g.teacher(SCHOOLS[n % len(SCHOOLS)]))

    def ask(self, *commands: Command) -> None:
        """Ask for each command; a refusal changes nothing."""
        for command in commands:
            try:
                self.desk.do(command)
            except DomainError:
                continue

    @initialize(
        total=st.integers(32, 40),
        headcounts=st.fixed_dictionaries(dict.fromkeys(SCHOOLS, st.tuples(few, few))),
        seats=st.fixed_dictionaries(dict.fromkeys(SCHOOLS, st.tuples(few, few, few))),
        late=st.sampled_from((None, "plan-1", "plan-2", None, None)),
    )
    def begin(
        self,
        total: int,
        headcounts: dict[str, tuple[int, int]],
        seats: dict[str, tuple[int, int, int]],
        late: str | None,
    ) -> None:
        """Most years begin with a quota that is filed, posts that are public, grades fixed."""
        self.fix_the_district(total, total)
        for plan, among in PLANS.items():
            if plan != late:
                self.fix_a_plan(plan, 16, 16)
                self.allocate(plan, [(8, 8), (8, 8)])
                self.file(plan)
            for school in among:
                self.publish(school, headcounts[school])
                self.fix_grades(school, 8, list(zip((7, 10, 12), seats[school], strict=True)))
        self.open_exchange("x1")

    @rule(establishment=st.integers(0, 40), posts=st.integers(0, 40))
    def fix_the_district(self, establishment: int, posts: int) -> None:
        self.ask(
            q.FixDistrictEstablishment(
                school_year=YEAR, body="bureau", total=establishment, document="编办1号"
            ),
            q.FixDistrictPosts(school_year=YEAR, total=posts, document="人社1号"),
        )

    @rule(plan=plans, establishment=st.integers(0, 30), posts=st.integers(0, 30))
    def fix_a_plan(self, plan: str, establishment: int, posts: int) -> None:
        self.ask(
            q.FixEstablishment(
                plan=plan, body="bureau", school_year=YEAR, total=establishment, document="编办2号"
            ),
            q.FixPostTotal(plan=plan, total=posts, document="人社2号"),
        )

    @rule(plan=plans, shares=st.lists(st.tuples(small, small), min_size=2, max_size=2))
    def allocate(self, plan: str, shares: list[tuple[int, int]]) -> None:
        found = (
            SchoolShare(school=school, establishment=quota, posts=posts)
            for school, (quota, posts) in zip(PLANS[plan], shares, strict=False)
        )
        self.ask(q.AllocateQuota(plan=plan, shares=tuple(found)))

    @rule(plan=plans)
    def file(self, plan: str) -> None:
        self.ask(*(q.FileAllocation(plan=plan, office=office) for office in FilingOffice))

    @rule(school=schools, headcounts=st.tuples(small, small))
    def publish(self, school: str, headcounts: tuple[int, int]) -> None:
        posts = tuple(
            g.post(number, headcount=count + 1)
            for number, count in zip(NUMBERS, headcounts, strict=True)
        )
        self.ask(PublishPosts(school=school, plan=PLAN_OF[school], posts=posts))

    @rule(
        school=schools,
        teaching=st.integers(0, 9),
        seats=st.lists(st.tuples(grades, st.integers(0, 4)), max_size=4),
    )
    def fix_grades(self, school: str, teaching: int, seats: list[tuple[int, int]]) -> None:
        self.ask(
            gr.FixGradeStructure(
                plan=PLAN_OF[school],
                school=school,
                level=Level.JUNIOR,
                teaching_posts=teaching,
                seats=tuple(GradeSeats(grade=grade, seats=count) for grade, count in seats),
                document="人社3号",
            )
        )

    @rule(
        wanted=st.lists(st.tuples(persons, st.sampled_from(Title), grades), min_size=1, max_size=6),
        at_home=st.booleans(),
        school=schools,
    )
    def appoint(self, wanted: list[tuple[str, Title, int]], *, at_home: bool, school: str) -> None:
        for person, title, grade in wanted:
            teacher = self.desk.find(Teacher, person)
            at = teacher.school if teacher is not None and at_home else school
            self.ask(
                gr.ConferTitle(
                    plan="plan-1", teacher=person, title=title, document="职改1号", from_on=TERM
                ),
                gr.AppointToGrade(school=at, teacher=person, grade=grade, from_on=TERM),
                gr.SetPayGrade(teacher=person, grade=grade, document="工资1号", from_on=TERM),
            )

    @rule(person=persons)
    def end_grade(self, person: str) -> None:
        self.ask(gr.EndGrade(teacher=person, ground=GradeEndGround.TERM_ENDED))

    @rule(exchange=st.sampled_from(("x1", "x2")))
    def open_exchange(self, exchange: str) -> None:
        self.ask(
            x.OpenExchange(
                exchange=exchange,
                body="bureau",
                plan="plan-1",
                zones=(Zone(zone="all", schools=SCHOOLS),),
                staff=PEOPLE,
            )
        )

    @rule(
        exchange=st.sampled_from(("x1", "x2")),
        school=schools,
        ways=st.lists(
            st.tuples(persons, st.sampled_from((NUMBERS[:1], NUMBERS[1:], NUMBERS)), st.booleans()),
            min_size=1,
            max_size=5,
        ),
    )
    def send(
        self, exchange: str, school: str, ways: list[tuple[str, tuple[str, ...], bool]]
    ) -> None:
        until_on = TERM + timedelta(days=60)
        for person, posts, willing in ways:
            move = x.Move(
                teacher=person, to_school=school, posts=posts, from_on=TERM, until_on=until_on
            )
            answer = (
                x.AgreeToMove(exchange=exchange, teacher=person)
                if willing
                else x.DeclineMove(exchange=exchange, teacher=person, reason="家庭原因")
            )
            self.ask(
                x.ProposeMove(exchange=exchange, move=move),
                answer,
                x.StartExchange(exchange=exchange, teacher=person),
            )

    @rule(back=st.sets(persons, min_size=1), leave=st.booleans())
    def come_back(self, back: set[str], *, leave: bool) -> None:
        for person in sorted(back):
            if leave:
                self.ask(LeavePost(teacher=person, reason=PostLeftReason.MOVED))
            self.ask(
                *(
                    x.EndExchange(
                        exchange=name, teacher=person, ground=EndGround.EARLY, reason="学校撤并"
                    )
                    for name in ("x1", "x2")
                )
            )

    @rule(plan=plans, staff=small, talents=st.integers(1, 3), exam=st.integers(1, 4))
    def plan_intake(self, plan: str, staff: int, talents: int, exam: int) -> None:
        school = PLANS[plan][0]
        lines = (
            Places(
                line=channel.value,
                channel=channel,
                school=school,
                subject="语文",
                shortage=Shortage.QUOTA,
                places=count,
            )
            for channel, count in ((Channel.TALENT, talents), (Channel.OPEN_EXAM, exam))
        )
        self.ask(
            i.PlanIntake(
                plan=plan,
                body="bureau",
                staff=(SchoolStaff(school=school, staff=staff),),
                places=tuple(lines),
                basis_docs=("招引1号",),
            ),
            *(i.ApproveIntake(plan=plan, office=office) for office in ApprovalOffice),
            i.CloseApplications(plan=plan, line="open_exam", applicants=exam),
        )

    @rule(plan=plans, retired=st.sets(persons, min_size=1))
    def claim(self, plan: str, retired: set[str]) -> None:
        self.ask(
            *(
                i.ClaimReplacement(
                    plan=plan,
                    line=f"for-{person}",
                    retired=person,
                    subject="数学",
                    retires_on=TERM,
                    document="退休1号",
                )
                for person in sorted(retired)
            )
        )

    @rule(
        plan=plans,
        line=st.sampled_from(("talent", "open_exam", *(f"for-{each}" for each in PEOPLE))),
        people=st.lists(st.sampled_from(NEW), min_size=1, max_size=2, unique=True).map(tuple),
    )
    def admit(self, plan: str, line: str, people: tuple[str, ...]) -> None:
        announce = i.AnnounceNewcomers(plan=plan, line=line, people=people, days=7)
        self.ask(announce)
        self.desk.at += timedelta(days=8)
        self.ask(
            *(
                i.AdmitNewcomer(
                    plan=plan,
                    line=line,
                    teacher=person,
                    service_started_on=TERM,
                    joined_school_on=TERM,
                    name="许宁",
                    id_number="11010519491231002X",
                    birth_date=date(1949, 12, 31),
                    phone="19900000000",
                )
                for person in people
            )
        )
        self.desk.at = min(self.desk.at, noon(date(2026, 12, 1)))
