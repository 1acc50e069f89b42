"""A town's year, from plan to contract, every act signed by the person whose it is.

The outcome is nowhere in the code: it follows from the input files and the rules. People
here do what the ranking says, in its order; what they may do is for the rules to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from adapters.importers.packs import shipped_pack
from adapters.importers.registers import cadre_commands, registration_of, score_items
from adapters.importers.town import (
    Bid,
    Person,
    Score,
    read_bids,
    read_plan,
    read_posts,
    read_roster,
    read_scores,
    read_wishes,
    timetable_of,
)
from adapters.keystore.signer import SoftwareSigner
from adapters.ledger.acts import Receipt
from api.composition import Services
from domain.contract.commands import FileContract, SignContract
from domain.kernel import Command, DomainError
from domain.mandate.commands import EnrolKey, GrantMandate, RegisterBody
from domain.mandate.events import BodyKind
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from domain.notice.commands import EndNoticePeriod, PublishNotice
from domain.notice.events import Contact
from domain.planning import commands as planning
from domain.planning.state import Plan
from domain.quota.commands import AllocateQuota, FileAllocation, FixEstablishment, FixPostTotal
from domain.quota.events import FilingOffice, SchoolShare
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment.events import SelectionReason, Stage, TieMethod
from domain.recruitment.state import Bidder, RecruitmentRound
from domain.recruitment.wishes import PostSet
from domain.school.commands import PublishPosts, RegisterSchool
from domain.school.events import SchoolKind
from domain.school.posts import Post
from domain.teacher.state import Teacher
from domain.values.facts import Counts
from domain.values.ids import Id
from domain.values.time import BEIJING

PLAN, COORDINATION = "plan-2026", "r-town"
BATCH = 900
Say = Callable[[str], None]
BODIES = {
    "b-establishment": (BodyKind.ESTABLISHMENT_OFFICE, "云溪县编办"),
    "b-hr": (BodyKind.HR_BUREAU, "云溪县人社局"),
    "b-finance": (BodyKind.FINANCE_BUREAU, "云溪县财政局"),
    "b-bureau": (BodyKind.EDUCATION_BUREAU, "云溪县教育局"),
    "b-supervision": (BodyKind.SUPERVISION, "云溪县教育局纪检组"),
}
OFFICIALS = {
    "o-registrar": (Role.REGISTRAR, "d-yunxi"),
    "o-establishment": (Role.ESTABLISHMENT_OFFICER, "b-establishment"),
    "o-hr": (Role.HR_OFFICER, "b-hr"),
    "o-finance": (Role.FINANCE_OFFICER, "b-finance"),
    "o-bureau": (Role.BUREAU_OFFICER, "b-bureau"),
    "o-supervisor": (Role.SUPERVISOR, "b-supervision"),
    "o-town": (Role.TOWN_OFFICER, "b-town"),
    "o-congress": (Role.CONGRESS_CHAIR, "b-town"),
}


@dataclass
class Files:
    """The input files of a town, read and checked."""

    folder: Path
    plan: dict[str, Any]
    roster: list[Person]
    posts: dict[str, list[Post]]
    bids: list[Bid]
    scores: dict[str, Score]
    wishes: dict[str, PostSet]

    @classmethod
    def read(cls, folder: Path) -> Files:
        """Read all files of a folder.

        Raises:
            ImportRefusedError: A file has errors; nothing was imported.
        """
        plan: dict[str, Any] = read_plan(folder / "plan.yaml")
        posts = read_posts(folder / "posts.xlsx")
        return cls(
            folder=folder,
            plan=plan,
            roster=read_roster(folder / "roster.xlsx", plan["schools"]),
            posts=posts,
            bids=read_bids(folder / "bids.xlsx", posts),
            scores={score.person: score for score in read_scores(folder / "marks.xlsx")},
            wishes=read_wishes(folder / "coordination.xlsx"),
        )


@dataclass
class DemoClock:
    """The town's clock, set by the story."""

    now: datetime = field(default_factory=lambda: datetime(2026, 7, 1, 9, tzinfo=BEIJING))

    def __call__(self) -> datetime:
        """Return the instant at which the ledger receives what comes next."""
        return self.now

    def set(self, month: int, day: int, hour: int = 9) -> None:
        """Move on to an hour of a day of 2026, Beijing time."""
        self.now = datetime(2026, month, day, hour, tzinfo=BEIJING)


class TownYear:
    """Plays the year over a fresh ledger."""

    def __init__(self, services: Services, clock: DemoClock, files: Files, say: Say) -> None:
        self._ledger, self._keys, self._clock = services.ledger, services.keystore, clock
        self._files, self._say = files, say
        self._signers: dict[str, SoftwareSigner] = {}
        self._mandates: dict[tuple[str, Role], Mandated] = {}
        self._schools: list[str] = list(files.plan["schools"])
        self.refused: DomainError | None = None

    def play(self) -> None:
        """Run the whole year."""
        self.prepare()
        self.plan()
        self.in_school()
        self.coordinate()
        self.finish()

    # who acts

    def as_self(self, person: str) -> Mandated:
        """Return a person acting for herself."""
        return Mandated(person, Role.SELF)

    def official(self, person: str) -> Mandated:
        """Return an official with the one mandate he holds."""
        return next(actor for (name, _), actor in self._mandates.items() if name == person)

    def committee(self, body: str) -> list[Mandated]:
        """Return the three members of a hiring committee."""
        return [self.official(f"m-{body}-{n}") for n in (1, 2, 3)]

    def act(self, commands: Command | Sequence[Command], *actors: Mandated) -> Receipt:
        """Record one act, signed by all its actors."""
        listed = [commands] if isinstance(commands, Command) else list(commands)
        signers = [self._signers[person] for person in dict.fromkeys(a.person for a in actors)]
        return self._ledger.execute(listed, actors, signers)

    def acts(self, commands: Sequence[Command], *actors: Mandated) -> None:
        """Record many commands in as few acts as an act can hold."""
        for start in range(0, len(commands), BATCH):
            self.act(commands[start : start + BATCH], *actors)

    # the year

    def prepare(self) -> None:
        """Found the log; enrol keys, offices, schools and staff."""
        district = self._files.plan["district"]
        root = self._signer("o-root")
        self._ledger.found(district=district["id"], name=district["name"], signer=root)
        registrar = Mandated("o-root", Role.ROOT, district["id"], "root-o-root")
        self._say("台账建立 the log is founded; offices and keys are enrolled")
        town = self._files.plan["town_office"]
        bodies: list[Command] = [
            RegisterBody(body=body, kind=kind, name=name) for body, (kind, name) in BODIES.items()
        ]
        office = RegisterBody(
            body=town["id"], kind=BodyKind.TOWN_OFFICE, name=town["name"], parent="b-bureau"
        )
        schools = [
            RegisterSchool(
                school=code,
                name=school["name"],
                kind=SchoolKind(school["kind"]),
                town_office=town["id"],
                remote=school["remote"],
            )
            for code, school in self._files.plan["schools"].items()
        ]
        self.act([*bodies, office, *schools], registrar)
        offices = [(person, *held) for person, held in OFFICIALS.items()]
        for body in [*self._schools, town["id"]]:
            offices += [(f"m-{body}-{n}", Role.COMMITTEE_MEMBER, body) for n in (1, 2, 3)]
        offices += [(f"p-{school}", Role.PRINCIPAL, school) for school in self._schools]
        self.act([each for held in offices for each in self._office(*held)], registrar)
        registrar = self.official("o-registrar")
        self.acts([self._enrolment(person.person) for person in self._files.roster], registrar)
        self.acts([registration_of(person) for person in self._files.roster], registrar)
        cadres = cadre_commands(self._files.folder / "cadres.xlsx")
        self.acts(cadres, registrar)

    def plan(self) -> None:
        """Draft, consult, vote, adopt; fix quota and posts; freeze; publish posts."""
        town, plan, staff = self.official("o-town"), self._files.plan, len(self._files.roster)
        pack = shipped_pack(plan["pack"])
        schools = tuple(self._schools)
        self._clock.set(7, 6)
        draft = planning.DraftPlan(
            plan=PLAN,
            body=town.body,
            title=plan["title"],
            school_year=plan["school_year"],
            basis_docs=tuple(plan["basis_docs"]),
            schools=schools,
            pack=pack,
            timetable=timetable_of(plan),
        )
        self.act(draft, town)
        self._clock.set(7, 7)
        self.act(planning.SendDraftToAllStaff(plan=PLAN, staff=staff, reached=staff), town)
        self.act(
            planning.HoldPrincipalsMeeting(plan=PLAN, schools_present=schools, on=date(2026, 7, 7)),
            town,
        )
        self._clock.set(7, 9)
        for school in schools:
            heard = sum(person.school == school for person in self._files.roster)
            report = planning.ReportOpinions(
                plan=PLAN, school=school, staff_heard=heard, opinions=heard % 5
            )
            self.act(report, self.official(f"p-{school}"))
        self._clock.set(7, 10)
        vote = planning.RecordCongressVote(
            plan=PLAN, pack_sha256=pack.sha256(), on=date(2026, 7, 10), **plan["congress"]
        )
        self.act(vote, self.official("o-congress"))
        adopt = planning.AdoptPlan(plan=PLAN, pack_sha256=pack.sha256())
        self.act(adopt, town, self.official("o-supervisor"))
        self._quota(town.body)
        self._clock.set(8, 18)
        self.act(planning.FreezePlan(plan=PLAN), town)
        self._say(
            "方案表决通过并冻结 the plan is voted, adopted, frozen; quota and posts are fixed"
        )
        self._clock.set(8, 20, 8)
        for school in schools:
            publish = PublishPosts(school=school, plan=PLAN, posts=tuple(self._files.posts[school]))
            self.act(publish, self.official(f"p-{school}"))

    def in_school(self) -> None:
        """Run each school's own round, 20 to 25 August."""
        for school in self._schools:
            self._clock.set(8, 20)
            staff = tuple(p.person for p in self._files.roster if p.school == school)
            opening = c.OpenRound(
                round=f"r-{school}",
                plan=PLAN,
                stage=Stage.IN_SCHOOL,
                organiser=school,
                schools=(school,),
                population=staff,
            )
            self.act(opening, self.official(f"p-{school}"))
            self._letters(school)
            if self.refused is None:
                self._try_late_letter()
            self._clock.set(8, 23)
            self._score(school, staff)
            self._clock.set(8, 24)
            self._select_in_school(school)
            self._clock.set(8, 25, 8)
            self._close(f"r-{school}", school)
            self._publish(f"r-{school}", school, f"p-{school}")
            self._say(f"校内竞聘结束 {self._files.plan['schools'][school]['name']}")

    def coordinate(self) -> None:
        """Match those left unplaced with the vacancies of other schools, 25 to 28 August."""
        town = self.official("o-town")
        self._clock.set(8, 25, 10)
        unplaced = self._unplaced()
        opening = c.OpenRound(
            round=COORDINATION,
            plan=PLAN,
            stage=Stage.COORDINATION,
            organiser=town.body,
            schools=tuple(self._schools),
            population=tuple(unplaced),
            after=tuple(f"r-{school}" for school in self._schools),
        )
        self.act(opening, town)
        self._clock.set(8, 26)
        for person in unplaced:
            wish = self._files.wishes[person]
            intent = c.SubmitIntent(
                round=COORDINATION, teacher=person, wishes=(wish,), pledged=True
            )
            self.act(intent, self.as_self(person))
        committee = self.committee(town.body)
        checks = [c.QualifyBidder(round=COORDINATION, teacher=person) for person in unplaced]
        self.acts(checks, committee[0])
        facts = [
            each for person in unplaced for each in self._facts(COORDINATION, person, carried=True)
        ]
        self.acts(facts, committee[0])
        self._clock.set(8, 27)
        self._rank(COORDINATION, committee)
        self._offer_by_rank(COORDINATION, lambda _: True)
        self._clock.set(8, 28)
        self._close(COORDINATION, None)
        self._publish(COORDINATION, town.body, "o-town")
        self._say("第二次协调会 the unplaced met the vacancies of other schools")

    def finish(self) -> None:
        """End the notices, sign and file the contracts."""
        self._clock.set(9, 2)
        for school in self._schools:
            self._finalise(f"r-{school}", f"p-{school}")
        self._clock.set(9, 5)
        self._finalise(COORDINATION, "o-town")
        self._clock.set(9, 6)
        signed = [self._contract(person.person) for person in self._files.roster]
        self._clock.set(9, 7)
        self.acts([FileContract(contract=each) for each in signed], self.official("o-town"))
        self._say("聘约签订并备案 contracts are signed and filed")

    def _try_late_letter(self) -> None:
        """Hand in a letter five minutes after the window has closed: the rules refuse it."""
        bid = self._files.bids[0]
        self._clock.now = datetime(2026, 8, 23, 0, 5, tzinfo=BEIJING)
        letter = c.SubmitIntent(
            round=f"r-{bid.wish.school}", teacher=bid.person, wishes=(bid.wish,), pledged=True
        )
        try:
            self._ledger.draft([letter], [self.as_self(bid.person)])
        except DomainError as refusal:
            self.refused = refusal

    # parts of it

    def _signer(self, person: str) -> SoftwareSigner:
        if person not in self._signers:
            self._signers[person] = self._keys.create(person)
        return self._signers[person]

    def _enrolment(self, person: str) -> EnrolKey:
        return EnrolKey.model_validate(self._signer(person).enrolment(self._ledger.origin))

    def _office(self, person: str, role: Role, body: str) -> Iterator[Command]:
        actor = Mandated(person, role, body, f"g-{person}-{role}")
        self._mandates[person, role] = actor
        yield self._enrolment(person)
        yield GrantMandate(
            mandate=actor.mandate,
            person=person,
            role=role,
            body=body,
            from_on=date(2026, 7, 1),
            until_on=date(2029, 7, 1),
        )

    def _quota(self, body: Id) -> None:
        plan = self._files.plan
        shares = tuple(
            SchoolShare(
                school=code, establishment=each["establishment"], posts=each["establishment"]
            )
            for code, each in plan["schools"].items()
        )
        total, documents = sum(share.establishment for share in shares), plan["documents"]
        self._clock.set(7, 13)
        fix = FixEstablishment(
            plan=PLAN,
            body=body,
            school_year=plan["school_year"],
            total=total,
            document=documents["establishment"],
        )
        self.act(fix, self.official("o-establishment"))
        posts = FixPostTotal(plan=PLAN, total=total, document=documents["posts"])
        self.act(posts, self.official("o-hr"))
        self.act(AllocateQuota(plan=PLAN, shares=shares), self.official("o-bureau"))
        for office, official in (
            (FilingOffice.HR_BUREAU, "o-hr"),
            (FilingOffice.FINANCE_BUREAU, "o-finance"),
        ):
            self.act(FileAllocation(plan=PLAN, office=office), self.official(official))

    def _letters(self, school: str) -> None:
        self._clock.set(8, 21)
        committee = self.committee(school)[0]
        for bid in self._files.bids:
            if bid.wish.school == school:
                intent = c.SubmitIntent(
                    round=f"r-{school}",
                    teacher=bid.person,
                    wishes=(bid.wish,),
                    office=bid.office,
                    pledged=bid.pledged,
                )
                self.act(intent, self.as_self(bid.person))
        for bid in self._files.bids:
            if bid.wish.school == school and bid.missing:
                until = datetime(2026, 8, 23, 9, tzinfo=BEIJING)
                returned = c.ReturnBid(
                    round=f"r-{school}", teacher=bid.person, missing=(bid.missing,), until=until
                )
                self.act(returned, committee)
                supplement = c.SupplementBid(round=f"r-{school}", teacher=bid.person)
                self.act(supplement, self.as_self(bid.person))

    def _score(self, school: str, staff: Sequence[str]) -> None:
        round_, committee = f"r-{school}", self.committee(school)
        self.acts([c.QualifyBidder(round=round_, teacher=each) for each in staff], committee[0])
        facts = [each for person in staff for each in self._facts(round_, person)]
        self.acts(facts, committee[0])
        appraisal = c.CloseDemocraticAppraisal(
            round=round_,
            school=school,
            staff=len(staff),
            present=len(staff),
            ballots=tuple(self._files.scores[person].ballots for person in staff),
        )
        self.act(appraisal, committee[0], self.official("o-supervisor"))
        self._rank(round_, committee)

    def _facts(
        self, round_: str, person: str, *, carried: bool = False
    ) -> Iterator[c.RecordScoreItem]:
        """Yield a bidder's facts; in the coordination the ballots of her school carry over."""
        score = self._files.scores[person]
        facts = dict(score.facts)
        if carried:
            counts = score.ballots.model_dump(exclude={"bidder"})
            facts["democratic_appraisal"] = Counts(counts=counts)
        yield from score_items(round_, person, facts)

    def _rank(self, round_: str, committee: Sequence[Mandated]) -> None:
        self.act([c.LockScores(round=round_), c.ComputeRanking(round=round_)], *committee)
        for tie in self._round(round_).ties:
            lots = c.DecideTie(
                round=round_,
                order=tuple(reversed(tie.bidders)),
                method=TieMethod.LOTS,
                lot_seed=f"{round_}-{tie.post}",
                witnesses=("o-town", "o-congress"),
                reason="同分, 当场抽签决定",
            )
            self.act(lots, *committee, self.official("o-supervisor"))
            self.act(c.ComputeRanking(round=round_), *committee)

    def _select_in_school(self, school: str) -> None:
        round_, principal = f"r-{school}", self.official(f"p-{school}")
        self._offer_by_rank(round_, lambda bidder: bidder.office is not None)
        taken: set[str] = set()
        for bidder in self._by_total(round_):
            seeks = bidder.office is not None and bidder.office not in taken
            if not (seeks and bidder.placement is not None):
                continue
            propose = c.ProposeOffice(
                round=round_,
                teacher=bidder.teacher,
                reason=SelectionReason.BY_RANK,
                detail="按量化总分择优",
            )
            self.act(propose, *self.committee(school))
            approve = c.ApproveOffice(round=round_, teacher=bidder.teacher)
            self.act(approve, self.official("o-town"), self.official("o-supervisor"))
            taken.add(bidder.office or "")
        self.act(c.CloseCadreLayer(round=round_, school=school), principal)
        self._offer_by_rank(round_, lambda bidder: bidder.office is None)

    def _offer_by_rank(self, round_: str, wanted: Callable[[Bidder], bool]) -> None:
        for bidder in self._by_total(round_):
            if not wanted(bidder) or not bidder.eligible:
                continue
            with _seat_may_be_taken():
                wish = bidder.wishes[0]
                offer = c.OfferPost(
                    round=round_,
                    teacher=bidder.teacher,
                    posts=wish,
                    reason=SelectionReason.BY_RANK,
                    detail="按量化总分名次",
                )
                self.act(offer, self.official(f"p-{wish.school}"))
                accept = c.AcceptOffer(round=round_, teacher=bidder.teacher, school=wish.school)
                self.act(accept, self.as_self(bidder.teacher))

    def _by_total(self, round_: str) -> list[Bidder]:
        state = self._round(round_)
        ranked = [each for each in state.bidders.values() if each.teacher in state.ranking]
        return sorted(
            ranked,
            key=lambda each: (
                -state.ranking[each.teacher].total_milli,
                min((place.rank for place in state.ranking[each.teacher].ranks), default=0),
                each.teacher,
            ),
        )

    def _close(self, round_: str, school: str | None) -> None:
        organiser = self.official("o-town" if school is None else f"p-{school}")
        left = [each for each in self._round(round_).bidders.values() if each.placement is None]
        commands: list[Command] = [
            c.LeaveUnplaced(round=round_, teacher=each.teacher) for each in left
        ]
        commands += [
            c.ServeUnplacedNotice(round=round_, teacher=each.teacher, channel="当面送达并签收")
            for each in left
        ]
        if commands:
            self.acts(commands, organiser)
        self.act(c.CloseSelection(round=round_), organiser)

    def _publish(self, round_: str, body: str, official: str) -> None:
        bodies = {code: each["name"] for code, each in self._files.plan["schools"].items()}
        contact = Contact(
            unit=bodies.get(body, self._files.plan["town_office"]["name"]),
            receiver=official,
            **self._files.plan["contact"],
        )
        state = self._round(round_)
        plan = self._ledger.states().find(Plan, PLAN)
        assert plan is not None, "rounds are opened under the plan"
        publish = PublishNotice(
            round=round_,
            entries=state.notice_entries(),
            working_days=plan.packs[state.pack_sha256].notice.working_days,
            contact=contact,
        )
        self.act(publish, self.official(official))

    def _finalise(self, round_: str, official: str) -> None:
        self.act(EndNoticePeriod(notice=round_), self.official(official))
        final = c.FinaliseRound(round=round_, notice=round_)
        self.act(final, self.official(official), self.official("o-supervisor"))

    def _contract(self, person: str) -> str:
        teacher = self._ledger.states().find(Teacher, person)
        assert teacher is not None, "everybody on the roster is registered"
        assert teacher.holds is not None, "nobody was left unplaced"
        command = SignContract(
            teacher=person,
            school=teacher.holds.school,
            round=teacher.holds.round,
            posts=teacher.holds.posts,
            from_on=date(2026, 9, 1),
            until_on=date(2029, 9, 1),
            copies=3,
            duties=("履行岗位职责",),
            targets=("完成学年教育教学任务",),
            conditions=("提供必要的工作条件",),
            liability="违反聘约的, 依法依规承担责任",
        )
        self.act(command, self.official(f"p-{teacher.holds.school}"), self.as_self(person))
        return command.contract

    def _round(self, round_: str) -> RecruitmentRound:
        state = self._ledger.states().find(RecruitmentRound, round_)
        assert state is not None, "the round was opened"
        return state

    def _unplaced(self) -> list[str]:
        states = self._ledger.states()
        people = (person.person for person in self._files.roster)
        return [p for p in people if (t := states.find(Teacher, p)) and t.holds is None]


@contextmanager
def _seat_may_be_taken() -> Iterator[None]:
    """Go on where the post that somebody asked for has gone to a better-ranked bidder."""
    try:
        yield
    except errors.SeatTakenError:
        return
