"""Two zones of the district: every stage from direct posts to standby, and a contested mark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from adapters.importers.district import (
    DirectPost,
    Later,
    read_direct,
    read_interviews,
    read_later,
)
from adapters.importers.town import read_plan
from api.demo.campaign import REGISTRAR, SUPERVISOR, Campaign
from api.demo.cast import Cast, Step, beijing
from api.demo.files import Files
from domain.dispute import commands as case
from domain.dispute.channels import ChannelKind
from domain.dispute.matters import Decider, Matter, MatterKind
from domain.dispute.remedies import Ground, Outcome, Reason, RevokeAppointment, VoidMark
from domain.kernel import Command
from domain.mandate.commands import DeclareRecusal, RegisterBody
from domain.mandate.events import BodyKind
from domain.mandate.roles import Role
from domain.protection.commands import RecordProtection
from domain.recruitment import commands as c
from domain.recruitment.adjusting import vacancies
from domain.recruitment.events import Stage
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.wishes import PostSet

PLAN, CROSS, ADJUSTMENT, STANDBY, CASE = (
    "plan-zones-2026",
    "r-cross",
    "r-adjustment",
    "r-standby",
    "case-2026-01",
)
BUREAU, DISPUTES, HEAD = "b-bureau", "b-dispute", "o-bureau"
CLERK, CHAIR, PANEL = "o-dispute", "o-chair", ("o-inquirer-1", "o-inquirer-2", "o-inquirer-3")
JUDGES = (1, 2, 3)
INTERVIEW = "interview"


@dataclass
class ZoneFiles(Files):
    """The files of the zones: a town's, and those of the later stages."""

    interviews: dict[str, tuple[int, ...]]
    direct: list[DirectPost]
    later: dict[str, Later]
    complaint: dict[str, Any]

    @classmethod
    def read(cls, folder: Path) -> ZoneFiles:
        """Read all files of a folder.

        Raises:
            ImportRefusedError: A file has errors; nothing was imported.
        """
        return cls(
            **vars(Files.read(folder)),
            interviews=read_interviews(folder / "interviews.xlsx"),
            direct=read_direct(folder / "direct.xlsx"),
            later=read_later(folder / "later.xlsx"),
            complaint=read_plan(folder / "complaint.yaml"),
        )


class ZonesYear(Campaign):
    """The campaign of two zones under one plan of the bureau."""

    files: ZoneFiles

    def __init__(self, cast: Cast, files: ZoneFiles, ask: Callable[[], None]) -> None:
        """Take what the office of disputes does before it decides: ``ask`` what would have been."""
        super().__init__(cast, files, plan=PLAN, head=HEAD, chair="o-assembly")
        self._ask = ask
        self._zones: dict[str, str] = files.plan["zones"]
        self._direct = {each.person for each in files.direct}

    def steps(self) -> list[Step]:
        """Return what happens, in order of time."""
        return [
            Step(beijing(7, 2), self.prepare, "东西片区入册 two zones are enrolled"),
            Step(beijing(7, 6, 10), self.draft),
            Step(beijing(7, 7, 10), self.consult),
            Step(beijing(7, 9, 10), self.report),
            Step(beijing(7, 10, 10), self.vote),
            Step(beijing(7, 13, 10), self.fix_quota),
            Step(beijing(7, 31), self.freeze, "片区方案冻结 the zones' plan is frozen"),
            Step(beijing(7, 31, 10), self.publish_posts),
            Step(beijing(8, 1), self._appoint_directly, "直聘 protected people have their posts"),
            Step(beijing(8, 3), self.open_schools),
            Step(beijing(8, 4), self.letters, "校内意向书 letters to 29 schools are in"),
            Step(beijing(8, 6), self.score_schools),
            Step(beijing(8, 6, 14), self.select_in_schools, "校内竞聘 each school has hired"),
            Step(beijing(8, 7, 16), self.close_schools),
            Step(beijing(8, 8), self._open_zones),
            Step(beijing(8, 10), self._fill_zones),
            Step(beijing(8, 11), self._close_zones, "片区内竞聘 each zone has hired"),
            Step(beijing(8, 12), self._complain),
            Step(beijing(8, 13), self._investigate),
            Step(beijing(8, 14), self._decide),
            Step(beijing(8, 14, 14), self._carry_out, "争议处理 a contested mark was set right"),
            Step(beijing(8, 17), self._open_across),
            Step(beijing(8, 17, 10), self._finalise_before_zones),
            Step(beijing(8, 19), self._fill_across, "跨片区竞聘 hiring across the zones"),
            Step(beijing(8, 20), self._adjust),
            Step(beijing(8, 22), self._adjust_again, "组织调剂 posts were proposed"),
            Step(beijing(8, 24), self._train),
            Step(beijing(8, 24, 10), self._finalise_zones),
            Step(beijing(8, 28), lambda: self._test(0)),
            Step(beijing(8, 30), lambda: self._test(1)),
            Step(beijing(8, 31), self._assign, "培训上岗 who passed the test is assigned"),
            Step(beijing(9, 1), self._finalise_later),
            Step(beijing(9, 6, 10), self.sign_contracts),
            Step(
                beijing(9, 7, 10),
                self.file_contracts,
                "片区聘约备案 the zones' contracts are filed",
            ),
            Step(beijing(9, 8), lambda: self.finalise(STANDBY, HEAD)),
        ]

    def prepare(self) -> None:
        """Register the zones with their offices, schools and staff, and who hears disputes."""
        registrar = self.cast.official(REGISTRAR)
        bodies: list[Command] = [
            RegisterBody(body=zone, kind=BodyKind.TOWN_OFFICE, name=name, parent=BUREAU)
            for zone, name in self._zones.items()
        ]
        name = "云溪县教育局争议仲裁领导小组办公室"
        bodies.append(
            RegisterBody(body=DISPUTES, kind=BodyKind.DISPUTE_OFFICE, name=name, parent=BUREAU)
        )
        self.cast.act(bodies, registrar)
        held = [(self.filer_of(zone), Role.TOWN_OFFICER, zone) for zone in self._zones]
        held += [(self.chair, Role.CONGRESS_CHAIR, BUREAU)]
        held += [(person, Role.DISPUTE_OFFICER, DISPUTES) for person in (CLERK, CHAIR, *PANEL)]
        held += [(f"m-{BUREAU}-{n}", Role.COMMITTEE_MEMBER, BUREAU) for n in (1, 2, 3)]
        for body in (*self.files.schools, *self._zones, BUREAU):
            held += [(f"j-{body}-{n}", Role.JUDGE, body) for n in JUDGES]
        self.cast.acts([each for one in held for each in self.cast.office(*one)], registrar)
        self.register(registrar)
        self.enrol_staff()

    def filer_of(self, office: str) -> str:
        """Return the officer of a zone."""
        return f"o-{office.removeprefix('b-')}"

    def competitors(self, school: str) -> tuple[str, ...]:
        """Return a school's staff, less those who are appointed directly."""
        return tuple(each for each in self.files.staff_of(school) if each not in self._direct)

    # direct posts

    def _appoint_directly(self) -> None:
        for each in self.files.direct:
            record = RecordProtection(
                teacher=each.person,
                protection=f"g-{each.person}",
                kind=each.kind,
                from_on=each.from_on,
                until_on=each.until_on,
                evidence=each.evidence,
            )
            self.cast.act(record, self.cast.official(REGISTRAR))
            school, round_ = each.posts.school, f"d-{each.posts.school}"
            self.open(Stage.DIRECT, school, (school,), (each.person,), round_=round_)
            appoint = c.AppointDirectly(
                round=round_,
                teacher=each.person,
                posts=each.posts,
                protection=f"g-{each.person}",
            )
            principal = self.cast.official(f"p-{school}")
            self.cast.act(appoint, principal, self.cast.as_self(each.person))
            self.cast.act(c.CloseSelection(round=round_), principal)
            self.publish(round_, school, f"p-{school}")

    # marks

    def interview(self, school: str) -> None:
        """Let the judges of a school mark everybody who competes in it."""
        people = {person: self.files.interviews[person] for person in self.competitors(school)}
        self._mark(f"r-{school}", school, people)

    def _mark(self, round_: str, body: str, marks: dict[str, tuple[int, ...]]) -> None:
        """Let each judge of a body sign the marks of all bidders in one act."""
        for n in JUDGES:
            judge = f"j-{body}-{n}"
            given = [
                c.MarkBidder(
                    round=round_, judge=judge, bidder=person, item=INTERVIEW, mark_milli=of[n - 1]
                )
                for person, of in marks.items()
            ]
            self.cast.acts(given, self.cast.official(judge))

    # zones, and across them

    def _open_zones(self) -> None:
        left = set(self.unplaced())
        for zone in self._zones:
            schools = [each for each in self.files.schools if self.office_of(each) == zone]
            people = [p for each in schools for p in self.files.staff_of(each) if p in left]
            self.open(
                Stage.IN_ZONE,
                zone,
                schools,
                people,
                after=[f"r-{school}" for school in schools],
                official=self.filer_of(zone),
            )
            wishes = {person: self.files.later[person].in_zone for person in people}
            self._hear(f"r-{zone}", wishes)

    def _fill_zones(self) -> None:
        for zone in self._zones:
            people = self._bidding(f"r-{zone}")
            marks = {person: self.files.later[person].zone_marks for person in people}
            self._fill(f"r-{zone}", zone, marks)

    def _close_zones(self) -> None:
        for zone in self._zones:
            self.close(f"r-{zone}", self.filer_of(zone))
            self.publish(f"r-{zone}", zone, self.filer_of(zone))

    def _open_across(self) -> None:
        people = self.unplaced()
        self.open(
            Stage.CROSS_DISTRICT,
            BUREAU,
            self.files.schools,
            people,
            after=[f"r-{zone}" for zone in self._zones],
            round_=CROSS,
            official=HEAD,
        )
        self._hear(CROSS, {person: self.files.later[person].across for person in people})

    def _fill_across(self) -> None:
        people = self._bidding(CROSS)
        marks = {person: self.files.later[person].across_marks for person in people}
        self._fill(CROSS, BUREAU, marks)
        self.close(CROSS, HEAD)
        self.publish(CROSS, BUREAU, HEAD)

    def _hear(self, round_: str, wishes: dict[str, PostSet]) -> None:
        for person, wish in wishes.items():
            intent = c.SubmitIntent(round=round_, teacher=person, wishes=(wish,), pledged=True)
            self.cast.act(intent, self.cast.as_self(person))

    def _fill(self, round_: str, body: str, marks: dict[str, tuple[int, ...]]) -> None:
        committee = self.cast.committee(body)
        self.check(round_, list(marks), committee[0])
        facts = [each for person in marks for each in self.facts(round_, person, carried=True)]
        self.cast.acts(facts, committee[0])
        self._mark(round_, body, marks)
        self.rank(round_, committee)
        self.offer_by_rank(round_, lambda _: True)

    def _bidding(self, round_: str) -> list[str]:
        return list(self.cast.state(RecruitmentRound, round_).bidders)

    # the contested mark

    def _complain(self) -> None:
        told, act = self.files.complaint, self.cast.act
        zone, complainant = told["zone"], told["complainant"]
        receive = case.ReceiveCase(
            case=CASE,
            channel=ChannelKind.INTERNAL,
            complainant=complainant,
            filed_by=complainant,
            matter=Matter(
                kind=MatterKind.PLACEMENT,
                affected=complainant,
                against=told["against"],
                decided_by=zone,
                decider=Decider.TOWN_OFFICE,
                known_on=date(2026, 8, 11),
            ),
            contested=f"recruitment-round:r-{zone}",
            first_owner=CLERK,
            body=DISPUTES,
            text=told["text"],
        )
        clerk = self.cast.official(CLERK)
        act(receive, self.cast.as_self(complainant), clerk)
        act(case.AdmitCase(case=CASE), clerk)

    def _investigate(self) -> None:
        self._ask()
        told, clerk = self.files.complaint, self.cast.official(CLERK)
        self.cast.act(case.AppointInvestigators(case=CASE, investigators=PANEL), clerk)
        found = Reason(
            ground=Ground.PROCEDURE_VIOLATED, text="应当回避的评委参加评分", basis="条例 第39条"
        )
        report = case.ReportInvestigation(case=CASE, findings=(found,), text=told["findings"])
        self.cast.act(report, self.cast.official(PANEL[0]))
        recusal = DeclareRecusal(
            person=self.recused, other=told["against"], relation=told["relation"]
        )
        self.cast.act(recusal, self.cast.as_self(self.recused))

    def _decide(self) -> None:
        told = self.files.complaint
        round_, rival = f"r-{told['zone']}", told["against"]
        decide = case.DecideCase(
            case=CASE,
            outcome=Outcome.REVOKE,
            reasons=(
                Reason(
                    ground=Ground.PROCEDURE_VIOLATED,
                    text="应当回避的评委参加评分, 影响公正处理",
                    basis="条例 第39条",
                ),
            ),
            remedies=(
                VoidMark(round=round_, judge=self.recused, bidder=rival, item=told["item"]),
                RevokeAppointment(round=round_, teacher=rival),
            ),
            presiding=CHAIR,
        )
        self.cast.act(decide, self.cast.official(CHAIR))
        serve = case.ServeDecision(case=CASE, channel="当面送达并签收")
        self.cast.act(serve, self.cast.official(CLERK))

    def _carry_out(self) -> None:
        """Record what the decision brings about, select by the new ranking, publish anew."""
        zone = self.files.complaint["zone"]
        office = self.filer_of(zone)
        signers = [CHAIR, SUPERVISOR, office]
        actors = [self.cast.official(each) for each in signers]
        self.cast.act(case.ExecuteCase(case=CASE), *actors, *self.cast.committee(zone))
        self.offer_by_rank(f"r-{zone}", lambda _: True)
        self.close(f"r-{zone}", office)
        self.publish(f"r-{zone}", zone, office)

    @property
    def recused(self) -> str:
        """The judge who should have withdrawn."""
        told = self.files.complaint
        return f"j-{told['zone']}-{told['judge'] + 1}"

    # adjustment and standby

    def _adjust(self) -> None:
        self.open(
            Stage.ADJUSTMENT,
            BUREAU,
            self.files.schools,
            self.unplaced(),
            after=(CROSS,),
            round_=ADJUSTMENT,
            official=HEAD,
        )
        self._propose(0)

    def _adjust_again(self) -> None:
        self._propose(1)
        self.close(ADJUSTMENT, HEAD)
        self.publish(ADJUSTMENT, BUREAU, HEAD)

    def _propose(self, turn: int) -> None:
        """Propose a vacant post to everybody who has none; each answers as she does."""
        head, supervisor = self.cast.official(HEAD), self.cast.official(SUPERVISOR)
        for person in self._waiting(ADJUSTMENT):
            answers = self.files.later[person].agrees
            posts = self._vacancy(ADJUSTMENT, turn)
            propose = c.ProposeAdjustment(
                round=ADJUSTMENT, teacher=person, posts=posts, reason="按学科和就近原则调剂"
            )
            self.cast.act(propose, head, supervisor)
            answer: Command = c.DeclineOffer(
                round=ADJUSTMENT, teacher=person, school=posts.school, reason="路途较远"
            )
            if answers[min(turn, len(answers) - 1)]:
                answer = c.AcceptOffer(round=ADJUSTMENT, teacher=person, school=posts.school)
            self.cast.act(answer, self.cast.as_self(person))

    def _train(self) -> None:
        people = self.unplaced()
        self.open(
            Stage.STANDBY_TRAINING,
            BUREAU,
            self.files.schools,
            people,
            after=(ADJUSTMENT,),
            round_=STANDBY,
            official=HEAD,
        )
        starts = [
            c.StartStandby(
                round=STANDBY,
                teacher=person,
                from_on=date(2026, 8, 24),
                until_on=date(2027, 8, 24),
            )
            for person in people
        ]
        self._by_head(starts)

    def _test(self, turn: int) -> None:
        results = {each: self.files.later[each].passes for each in self._waiting(STANDBY)}
        tests = [
            c.TakeTrainingTest(
                round=STANDBY, teacher=person, passed=passes[turn], on=self.cast.clock.now.date()
            )
            for person, passes in results.items()
            if turn < len(passes)
        ]
        self._by_head(tests)

    def _assign(self) -> None:
        for person in self._waiting(STANDBY):
            posts = self._vacancy(STANDBY, 0)
            self._by_head([c.AssignPost(round=STANDBY, teacher=person, posts=posts)])
        self.close(STANDBY, HEAD)
        self.publish(STANDBY, BUREAU, HEAD)

    def _by_head(self, commands: Sequence[Command]) -> None:
        if commands:
            self.cast.acts(commands, self.cast.official(HEAD), self.cast.official(SUPERVISOR))

    def _waiting(self, round_: str) -> list[str]:
        bidders = self.cast.state(RecruitmentRound, round_).bidders.values()
        return [each.teacher for each in bidders if each.placement is None]

    def _vacancy(self, round_: str, turn: int) -> PostSet:
        state = self.cast.state(RecruitmentRound, round_)
        school, post = vacancies(self.cast.ledger.states(), state)[turn]
        return PostSet(school=school, teaching=post)

    # lists that become final

    def _finalise_before_zones(self) -> None:
        for each in self.files.direct:
            self.finalise(f"d-{each.posts.school}", f"p-{each.posts.school}")
        self.finalise_schools()

    def _finalise_zones(self) -> None:
        for zone in self._zones:
            self.finalise(f"r-{zone}", self.filer_of(zone))

    def _finalise_later(self) -> None:
        for round_ in (CROSS, ADJUSTMENT):
            self.finalise(round_, HEAD)
