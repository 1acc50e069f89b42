"""A year of quota, grades, intake and exchange, act by act, each signed by those who must."""

from __future__ import annotations

from datetime import date, timedelta

from domain.exchange import commands as x
from domain.exchange import events as xe
from domain.grade import commands as gr
from domain.grade.events import GradeEndGround, GradeSeats
from domain.intake import commands as i
from domain.intake import events as ie
from domain.kernel import Command
from domain.mandate.roles import Role
from domain.planning import commands as p
from domain.planning.pack import RulePack
from domain.quota import commands as q
from domain.quota import events as qe
from domain.school.commands import PublishPosts, RegisterSchool
from domain.school.events import SchoolKind
from domain.teacher.commands import RegisterTeacher
from domain.values.staffing import Level, Title
from tests.domain import staffing_given as g
from tests.domain.planning_given import PLAN, TIMETABLE, TOWN, pack
from tests.support.identities import identity_of
from tests.support.office import NOON, Office

YEAR = "2026-2027"
TERM = date(2026, 9, 1)
PACK = pack(quota={}, grades=g.GRADES, exchange={"backbone_share": "1/1"})
OFFICIALS = {
    "town": (Role.TOWN_OFFICER, TOWN),
    "chair": (Role.CONGRESS_CHAIR, TOWN),
    "editor": (Role.ESTABLISHMENT_OFFICER, "b-editor"),
    "hr": (Role.HR_OFFICER, "b-hr"),
    "finance": (Role.FINANCE_OFFICER, "b-finance"),
    "talent": (Role.TALENT_OFFICER, "b-talent"),
    "bureau": (Role.BUREAU_OFFICER, "bureau"),
    "deputy": (Role.BUREAU_OFFICER, "bureau"),
    "watch": (Role.SUPERVISOR, "b-watch"),
    g.ONE: (Role.PRINCIPAL, g.ONE),
    g.TWO: (Role.PRINCIPAL, g.TWO),
}


class Year:
    """The acts of a year, one after the other, each signed by those who must."""

    def __init__(self, office: Office, of: RulePack = PACK) -> None:
        self.office, self.pack = office, of
        self.who = {name: office.hire(name, *held) for name, held in OFFICIALS.items()}
        self.who |= {name: office.hire(name) for name in ("li", "wang")}

    def act(self, command: Command, *names: str) -> None:
        self.office.act(command, *(self.who[name] for name in names))

    def later(self, days: int) -> None:
        self.office.now[0] = NOON + timedelta(days=days)

    def founded(self) -> Year:
        """Schools, staff, a plan in force."""
        for school in g.BOTH:
            register = RegisterSchool(
                school=school, name=school, kind=SchoolKind.MIDDLE, town_office=TOWN
            )
            self.office.act(register, self.office.root)
        for person in ("li", "wang", "chen"):
            self.office.act(registration(person), self.office.root)
        self.act(
            p.DraftPlan(
                plan=PLAN,
                body=TOWN,
                title="2026年方案",
                school_year=YEAR,
                basis_docs=("教人〔2026〕1号",),
                schools=g.BOTH,
                pack=self.pack,
                timetable=TIMETABLE,
            ),
            "town",
        )
        self.act(p.SendDraftToAllStaff(plan=PLAN, staff=3, reached=3), "town")
        met = p.HoldPrincipalsMeeting(plan=PLAN, schools_present=g.BOTH, on=NOON.date())
        self.act(met, "town")
        for school in g.BOTH:
            report = p.ReportOpinions(plan=PLAN, school=school, staff_heard=2, opinions=1)
            self.act(report, school)
        vote = p.RecordCongressVote(
            plan=PLAN,
            pack_sha256=self.pack.sha256(),
            delegates=3,
            present=3,
            in_favour=3,
            against=0,
            abstained=0,
            on=NOON.date(),
        )
        self.act(vote, "chair")
        self.act(p.AdoptPlan(plan=PLAN, pack_sha256=self.pack.sha256()), "town", "watch")
        return self

    def quota(self) -> Year:
        """District, plan, figures, shares, filing; then the plan is frozen, posts published."""
        district = q.FixDistrictEstablishment(
            school_year=YEAR, body="b-editor", total=60, document="编办1号"
        )
        self.act(district, "editor")
        self.act(q.FixDistrictPosts(school_year=YEAR, total=60, document="人社1号"), "hr")
        fix = q.FixEstablishment(
            plan=PLAN, body=TOWN, school_year=YEAR, total=40, document="编办2号"
        )
        self.act(fix, "editor")
        self.act(q.FixPostTotal(plan=PLAN, total=40, document="人社2号"), "hr")
        for school in g.BOTH:
            report = q.ReportEnrolment(plan=PLAN, school=school, figures=g.pupils(*[45] * 6))
            self.act(report, school)
        correct = q.CorrectEnrolment(
            plan=PLAN, school=g.TWO, figures=g.pupils(*[45] * 5), reason="一个班撤并"
        )
        self.act(correct, g.TWO)
        allocate = q.AllocateQuota(
            plan=PLAN,
            shares=(g.share(g.ONE, 20, 20), g.share(g.TWO, 18, 18)),
            reasons=(qe.ShareReason(school=g.TWO, reason="寄宿制学校"),),
        )
        self.act(allocate, "bureau")
        for office, name in zip(qe.FilingOffice, ("hr", "finance"), strict=True):
            self.act(q.FileAllocation(plan=PLAN, office=office), name)
        self.act(p.FreezePlan(plan=PLAN), "town")
        for school in g.BOTH:
            posts = (g.post("教学-01", headcount=2), g.post("教学-02"))
            self.act(PublishPosts(school=school, plan=PLAN, posts=posts), school)
        return self

    def graded(self) -> Year:
        """Structure, title, appointment, pay; then up by one, and down."""
        seats = (GradeSeats(grade=9, seats=1), GradeSeats(grade=10, seats=2))
        structure = gr.FixGradeStructure(
            plan=PLAN,
            school=g.ONE,
            level=Level.JUNIOR,
            teaching_posts=17,
            seats=seats,
            document="人社3号",
        )
        self.act(structure, "hr")
        for person in ("li", "wang"):
            confer = gr.ConferTitle(
                plan=PLAN, teacher=person, title=Title.FIRST, document="职改1号", from_on=TERM
            )
            self.act(confer, "hr", "watch")
            self.act(appoint(person, 10), g.ONE, "hr")
        self.act(appoint("li", 9), g.ONE, "hr")
        pay = gr.SetPayGrade(teacher="li", grade=9, document="工资1号", from_on=TERM)
        self.act(pay, "hr")
        self.act(gr.EndGrade(teacher="wang", ground=GradeEndGround.LEFT_SCHOOL), g.ONE, "hr")
        self.act(structure.model_copy(update={"seats": seats[:1]}), "hr")
        return self

    def staffed(self) -> Year:
        """An exam with its applicants, and one retirement with its replacement."""
        lines = tuple(
            ie.Places(
                line=channel.value,
                channel=channel,
                school=g.ONE,
                subject="语文",
                shortage=ie.Shortage.SUBJECT,
                places=1,
            )
            for channel in (ie.Channel.TALENT, ie.Channel.OPEN_EXAM)
        )
        plan = i.PlanIntake(
            plan=PLAN,
            body="bureau",
            staff=(ie.SchoolStaff(school=g.ONE, staff=18),),
            places=lines,
            basis_docs=("人才办〔2026〕1号",),
        )
        self.act(plan, "bureau")
        for office, name in zip(ie.ApprovalOffice, ("editor", "hr", "talent"), strict=True):
            self.act(i.ApproveIntake(plan=PLAN, office=office), name)
        self.act(i.CloseApplications(plan=PLAN, line="open_exam", applicants=12), "bureau")
        claim = i.ClaimReplacement(
            plan=PLAN,
            line="for-chen",
            retired="chen",
            subject="数学",
            retires_on=TERM,
            document="退休1号",
        )
        self.act(claim, "bureau", "hr")
        for line, person in (("open_exam", "xu"), ("for-chen", "he")):
            self.act(i.AnnounceNewcomers(plan=PLAN, line=line, people=(person,), days=7), "bureau")
        self.later(8)
        self.act(admission("open_exam", "xu"), "bureau", "watch")
        self.act(admission("for-chen", "he"), "bureau", "watch")
        return self

    def exchanged(self) -> Year:
        """One declines, a team goes and comes back; the year is closed."""
        zones = (xe.Zone(zone="east", schools=g.BOTH),)
        staff = ("li", "wang", "chen", "xu")
        open_ = x.OpenExchange(
            exchange="x1",
            body="bureau",
            plan=PLAN,
            zones=zones,
            staff=staff,
            backbone=("li", "wang"),
        )
        self.act(open_, "bureau")
        self.act(x.ProposeMove(exchange="x1", move=move("wang")), "bureau")
        self.act(x.DeclineMove(exchange="x1", teacher="wang", reason="家庭原因"), "wang")
        team = x.ProposeTeam(
            exchange="x1", team="chinese", leader="li", moves=(move("li"), move("wang"))
        )
        self.act(team, "bureau")
        for person in ("li", "wang"):
            self.act(x.AgreeToMove(exchange="x1", teacher=person), person)
        for person in ("li", "wang"):
            self.act(x.StartExchange(exchange="x1", teacher=person), "deputy", g.TWO, "watch")
        end = x.EndExchange(
            exchange="x1", teacher="wang", ground=xe.EndGround.EARLY, reason="学校撤并"
        )
        self.act(end, "bureau", "watch")
        self.act(x.CloseExchange(exchange="x1"), "bureau", "watch")
        return self


def registration(person: str) -> RegisterTeacher:
    return RegisterTeacher(
        teacher=person,
        school=g.ONE,
        service_started_on=date(2010, 9, 1),
        joined_school_on=date(2015, 9, 1),
        name="李喆",
        id_number=identity_of(person),
        birth_date=date(1949, 12, 31),
        phone="19900000000",
    )


def admission(line: str, person: str) -> i.AdmitNewcomer:
    return i.AdmitNewcomer(
        plan=PLAN,
        line=line,
        teacher=person,
        service_started_on=TERM,
        joined_school_on=TERM,
        name="许宁",
        id_number=identity_of(person),
        birth_date=date(1949, 12, 31),
        phone="19900000000",
    )


def appoint(person: str, grade: int) -> gr.AppointToGrade:
    return gr.AppointToGrade(school=g.ONE, teacher=person, grade=grade, from_on=TERM)


def move(person: str) -> x.Move:
    return x.Move(
        teacher=person,
        to_school=g.TWO,
        posts=("教学-01",),
        from_on=TERM,
        until_on=date(2027, 9, 1),
    )
