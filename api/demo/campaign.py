"""One plan's campaign: what a town and a district do alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from adapters.importers.packs import shipped_pack
from adapters.importers.registers import cadre_commands, registration_of, score_items
from adapters.importers.town import timetable_of
from api.demo.cast import Cast, beijing
from api.demo.files import Files
from domain.contract.commands import FileContract, SignContract
from domain.kernel import Command
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from domain.notice.commands import EndNoticePeriod, PublishNotice, TakeDownNotice
from domain.notice.events import Contact
from domain.planning import commands as planning
from domain.planning.state import Plan
from domain.quota.commands import AllocateQuota, FileAllocation, FixEstablishment, FixPostTotal
from domain.quota.events import FilingOffice, SchoolShare
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment.events import SelectionReason, Stage, TieMethod
from domain.recruitment.state import Bidder, RecruitmentRound
from domain.school.commands import PublishPosts, RegisterSchool
from domain.school.events import SchoolKind
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.facts import Counts
from domain.values.lots import order_by_lot

SUPERVISOR, REGISTRAR = "o-supervisor", "o-registrar"


class Campaign:
    """A plan from its draft to the contracts, over the files of its schools.

    ``head`` is the official who runs what no single school runs.
    """

    def __init__(self, cast: Cast, files: Files, *, plan: str, head: str, chair: str) -> None:
        self.cast, self.files = cast, files
        self.plan_id, self.head, self.chair = plan, head, chair
        table = shipped_pack(files.plan["pack"]).scoring
        self._items = {node.id for node in table.walk()}
        self._signed: dict[str, list[str]] = {}

    # before August

    def register(self, registrar: Mandated) -> None:
        """Register schools, their heads and committees, and the staff."""
        offices = {school: self.office_of(school) for school in self.files.schools}
        schools = [
            RegisterSchool(
                school=code,
                name=school["name"],
                kind=SchoolKind(school["kind"]),
                town_office=offices[code],
                remote=school["remote"],
            )
            for code, school in self.files.plan["schools"].items()
        ]
        self.cast.acts(schools, registrar)
        held = [(f"p-{school}", Role.PRINCIPAL, school) for school in self.files.schools]
        for body in [*self.files.schools, *dict.fromkeys(offices.values())]:
            held += [(f"m-{body}-{n}", Role.COMMITTEE_MEMBER, body) for n in (1, 2, 3)]
        self.cast.acts([each for one in held for each in self.cast.office(*one)], registrar)

    def enrol_staff(self) -> None:
        """Enrol the staff's keys and register everybody, with the middle cadres."""
        registrar, roster = self.cast.official(REGISTRAR), self.files.roster
        self.cast.acts([self.cast.enrolment(person.person) for person in roster], registrar)
        self.cast.acts([registration_of(person) for person in roster], registrar)
        self.cast.acts(cadre_commands(self.files.folder / "cadres.xlsx"), registrar)

    def office_of(self, school: str) -> str:
        """Return the office above a school."""
        plan = self.files.plan
        return str(plan["schools"][school].get("zone") or plan["town_office"]["id"])

    def draft(self) -> None:
        """Draft the plan and send it to everybody (十环之一至三)."""
        plan, head = self.files.plan, self.cast.official(self.head)
        draft = planning.DraftPlan(
            plan=self.plan_id,
            body=head.body,
            title=plan["title"],
            school_year=plan["school_year"],
            basis_docs=tuple(plan["basis_docs"]),
            schools=tuple(self.files.schools),
            pack=shipped_pack(plan["pack"]),
            timetable=timetable_of(plan),
        )
        self.cast.act(draft, head)

    def consult(self) -> None:
        """Send the draft to everybody and meet the principals."""
        head, staff = self.cast.official(self.head), len(self.files.roster)
        sent = planning.SendDraftToAllStaff(plan=self.plan_id, staff=staff, reached=staff)
        self.cast.act(sent, head)
        met = planning.HoldPrincipalsMeeting(
            plan=self.plan_id, schools_present=tuple(self.files.schools), on=self._today()
        )
        self.cast.act(met, head)

    def report(self) -> None:
        """Let every school report what its staff think."""
        for school in self.files.schools:
            heard = len(self.files.staff_of(school))
            report = planning.ReportOpinions(
                plan=self.plan_id, school=school, staff_heard=heard, opinions=heard % 5
            )
            self.cast.act(report, self.cast.official(f"p-{school}"))

    def vote(self) -> None:
        """Let the congress vote, and adopt the plan."""
        sha256 = shipped_pack(self.files.plan["pack"]).sha256()
        congress = self.files.plan["congress"]
        vote = planning.RecordCongressVote(
            plan=self.plan_id, pack_sha256=sha256, on=self._today(), **congress
        )
        self.cast.act(vote, self.cast.official(self.chair))
        adopt = planning.AdoptPlan(plan=self.plan_id, pack_sha256=sha256)
        self.cast.act(adopt, self.cast.official(self.head), self.cast.official(SUPERVISOR))

    def fix_quota(self) -> None:
        """Fix establishment, posts and shares, and file them, in that order (F7)."""
        plan, act = self.files.plan, self.cast.act
        shares = tuple(
            SchoolShare(
                school=code, establishment=each["establishment"], posts=each["establishment"]
            )
            for code, each in plan["schools"].items()
        )
        total, documents = sum(share.establishment for share in shares), plan["documents"]
        fix = FixEstablishment(
            plan=self.plan_id,
            body=self.cast.official(self.head).body,
            school_year=plan["school_year"],
            total=total,
            document=documents["establishment"],
        )
        act(fix, self.cast.official("o-establishment"))
        posts = FixPostTotal(plan=self.plan_id, total=total, document=documents["posts"])
        act(posts, self.cast.official("o-hr"))
        act(AllocateQuota(plan=self.plan_id, shares=shares), self.cast.official("o-bureau"))
        for office, official in (
            (FilingOffice.HR_BUREAU, "o-hr"),
            (FilingOffice.FINANCE_BUREAU, "o-finance"),
        ):
            act(FileAllocation(plan=self.plan_id, office=office), self.cast.official(official))

    def freeze(self) -> None:
        """Freeze the plan: from here on it is what everything is judged by."""
        self.cast.act(planning.FreezePlan(plan=self.plan_id), self.cast.official(self.head))

    def publish_posts(self) -> None:
        """Publish every school's posts to all staff."""
        for school in self.files.schools:
            posts = tuple(self.files.posts[school])
            publish = PublishPosts(school=school, plan=self.plan_id, posts=posts)
            self.cast.act(publish, self.cast.official(f"p-{school}"))

    # a school's own round

    def open_schools(self) -> None:
        """Open every school's own round."""
        for school in self.files.schools:
            self.open(Stage.IN_SCHOOL, school, (school,), self.competitors(school))

    def letters(self) -> None:
        """Let everybody hand in a letter; what is incomplete is returned and supplemented."""
        for bid in self.files.bids:
            intent = c.SubmitIntent(
                round=f"r-{bid.wish.school}",
                teacher=bid.person,
                wishes=(bid.wish,),
                office=bid.office,
                pledged=bid.pledged,
            )
            self.cast.act(intent, self.cast.as_self(bid.person))
        for bid in self.files.bids:
            if not bid.missing:
                continue
            returned = c.ReturnBid(
                round=f"r-{bid.wish.school}",
                teacher=bid.person,
                missing=(bid.missing,),
                until=beijing(8, 23),
            )
            self.cast.act(returned, self.cast.committee(bid.wish.school)[0])
            supplement = c.SupplementBid(round=f"r-{bid.wish.school}", teacher=bid.person)
            self.cast.act(supplement, self.cast.as_self(bid.person))

    def score_schools(self) -> None:
        """Check, score and rank in every school, with the ballots of its staff."""
        for school in self.files.schools:
            round_, staff = f"r-{school}", self.competitors(school)
            committee = self.cast.committee(school)
            self.check(round_, staff, committee[0])
            facts = [each for person in staff for each in self.facts(round_, person)]
            self.cast.acts(facts, committee[0])
            appraisal = c.CloseDemocraticAppraisal(
                round=round_,
                school=school,
                staff=len(self.files.staff_of(school)),
                present=len(self.files.staff_of(school)),
                ballots=tuple(self.files.scores[person].ballots for person in staff),
            )
            self.cast.act(appraisal, committee[0], self.cast.official(SUPERVISOR))
            self.interview(school)
            self.rank(round_, committee)

    def interview(self, school: str) -> None:
        """Let judges mark; a town's table has nothing for them to mark."""

    def select_in_schools(self) -> None:
        """Hire cadres first, then teachers, in the order of the ranking."""
        for school in self.files.schools:
            self._select_in(school)

    def close_schools(self) -> None:
        """Tell who is unplaced, close every school's round and put up its list."""
        for school in self.files.schools:
            self.close(f"r-{school}", f"p-{school}")
            self.publish(f"r-{school}", school, f"p-{school}")

    def finalise_schools(self) -> None:
        """End the notices of the schools' own rounds."""
        for school in self.files.schools:
            self.finalise(f"r-{school}", f"p-{school}")

    def competitors(self, school: str) -> tuple[str, ...]:
        """Return who of a school's staff competes in its own round."""
        return self.files.staff_of(school)

    # any round

    def open(
        self,
        stage: Stage,
        organiser: str,
        schools: Sequence[str],
        population: Sequence[str],
        *,
        after: Sequence[str] = (),
        round_: str = "",
        official: str = "",
    ) -> None:
        """Open a round; a school's own is named after the school."""
        opening = c.OpenRound(
            round=round_ or f"r-{organiser}",
            plan=self.plan_id,
            stage=stage,
            organiser=organiser,
            schools=tuple(schools),
            population=tuple(population),
            after=tuple(after),
        )
        self.cast.act(opening, self.cast.official(official or f"p-{organiser}"))

    def check(self, round_: str, people: Sequence[str], member: Mandated) -> None:
        """Find everybody qualified."""
        checks = [c.QualifyBidder(round=round_, teacher=person) for person in people]
        self.cast.acts(checks, member)

    def facts(
        self, round_: str, person: str, *, carried: bool = False
    ) -> Iterator[c.RecordScoreItem]:
        """Yield a bidder's facts; beyond her school the ballots of her school carry over."""
        score = self.files.scores[person]
        facts = {item: fact for item, fact in score.facts.items() if item in self._items}
        if carried:
            counts = score.ballots.model_dump(exclude={"bidder"})
            facts["democratic_appraisal"] = Counts(counts=counts)
        yield from score_items(round_, person, facts)

    def rank(self, round_: str, committee: Sequence[Mandated]) -> None:
        """Lock, rank, and decide ties by lots before witnesses."""
        act, supervisor = self.cast.act, self.cast.official(SUPERVISOR)
        witnesses = (self.head, self.chair)
        act([c.LockScores(round=round_), c.ComputeRanking(round=round_)], *committee)
        for tie in self.cast.state(RecruitmentRound, round_).ties:
            seed = f"{round_}-{tie.post}"
            lots = c.DecideTie(
                round=round_,
                order=order_by_lot(seed, round_, tie.bidders),
                method=TieMethod.LOTS,
                lot_seed=seed,
                witnesses=witnesses,
                reason="同分, 当场抽签决定",
            )
            act(lots, *committee, supervisor, *(self.cast.as_self(each) for each in witnesses))
            act(c.ComputeRanking(round=round_), *committee)

    def offer_by_rank(self, round_: str, wanted: Callable[[Bidder], bool]) -> None:
        """Offer what people wish, in the order of their totals; they accept."""
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
                self.cast.act(offer, self.cast.official(f"p-{wish.school}"))
                accept = c.AcceptOffer(round=round_, teacher=bidder.teacher, school=wish.school)
                self.cast.act(accept, self.cast.as_self(bidder.teacher))

    def close(self, round_: str, official: str) -> None:
        """Tell those whom the round leaves unplaced, and close it."""
        organiser = self.cast.official(official)
        bidders = self.cast.state(RecruitmentRound, round_).bidders.values()
        left = [each.teacher for each in bidders if each.placement is None]
        commands: list[Command] = [c.LeaveUnplaced(round=round_, teacher=each) for each in left]
        commands += [
            c.ServeUnplacedNotice(round=round_, teacher=each, channel="当面送达并签收")
            for each in left
        ]
        if commands:
            self.cast.acts(commands, organiser, *self._filers_of_offices(left))
        self.cast.act(c.CloseSelection(round=round_), organiser)

    def _filers_of_offices(self, left: Sequence[str]) -> list[Mandated]:
        """Return who signs the end of offices that people lose by being left unplaced."""
        schools = {self.cast.state(Teacher, each).school: None for each in left}
        offices = {
            school.town_office: None
            for school in (self.cast.state(School, name) for name in schools)
            if any(school.offices_of(person) for person in left)
        }
        return [self.cast.official(self.filer_of(office)) for office in offices]

    def publish(self, round_: str, body: str, official: str) -> None:
        """Put up the list of a round."""
        plan = self.files.plan
        bodies = {code: each["name"] for code, each in plan["schools"].items()}
        contact = Contact(
            unit=bodies.get(body, plan["town_office"]["name"]), receiver=official, **plan["contact"]
        )
        state = self.cast.state(RecruitmentRound, round_)
        pack = self.cast.state(Plan, self.plan_id).packs[state.pack_sha256]
        publish = PublishNotice(
            round=round_,
            entries=state.notice_entries(),
            working_days=pack.notice.working_days,
            contact=contact,
        )
        self.cast.act(publish, self.cast.official(official))

    def finalise(self, round_: str, official: str) -> None:
        """End a round's notice, make its list final, and take the notice down."""
        self.cast.act(EndNoticePeriod(notice=round_), self.cast.official(official))
        final = c.FinaliseRound(round=round_, notice=round_)
        self.cast.act(final, self.cast.official(official), self.cast.official(SUPERVISOR))
        self.cast.act(TakeDownNotice(notice=round_), self.cast.official(official))

    # contracts

    def sign_contracts(self) -> None:
        """Let everybody who holds a post sign."""
        for person in self.files.roster:
            held = self.cast.state(Teacher, person.person).holds
            if held is None:
                continue
            command = SignContract(
                teacher=person.person,
                school=held.school,
                round=held.round,
                posts=held.posts,
                from_on=date(2026, 9, 1),
                until_on=date(2029, 9, 1),
                copies=3,
                duties=("履行岗位职责",),
                targets=("完成学年教育教学任务",),
                conditions=("提供必要的工作条件",),
                liability="违反聘约的, 依法依规承担责任",
            )
            self.cast.act(
                command, self.cast.official(f"p-{held.school}"), self.cast.as_self(person.person)
            )
            self._signed.setdefault(self.office_of(held.school), []).append(command.contract)

    def file_contracts(self) -> None:
        """File what was signed with the office above each school."""
        for office, contracts in self._signed.items():
            filings = [FileContract(contract=each) for each in contracts]
            self.cast.acts(filings, self.cast.official(self.filer_of(office)))

    def filer_of(self, _office: str) -> str:
        """Return who files contracts for an office."""
        return self.head

    def unplaced(self) -> list[str]:
        """Return who of the roster holds no post."""
        states = self.cast.ledger.states()
        people = (person.person for person in self.files.roster)
        return [p for p in people if (t := states.find(Teacher, p)) and t.holds is None]

    def _select_in(self, school: str) -> None:
        round_ = f"r-{school}"
        self.offer_by_rank(round_, lambda bidder: bidder.office is not None)
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
            self.cast.act(propose, *self.cast.committee(school))
            approve = c.ApproveOffice(round=round_, teacher=bidder.teacher)
            above = self.cast.official(self.filer_of(self.office_of(school)))
            self.cast.act(approve, above, self.cast.official(SUPERVISOR))
            taken.add(bidder.office or "")
        close = c.CloseCadreLayer(round=round_, school=school)
        self.cast.act(close, self.cast.official(f"p-{school}"))
        self.offer_by_rank(round_, lambda bidder: bidder.office is None)

    def _by_total(self, round_: str) -> list[Bidder]:
        state = self.cast.state(RecruitmentRound, round_)
        ranked = [each for each in state.bidders.values() if each.teacher in state.ranking]
        return sorted(
            ranked,
            key=lambda each: (
                -state.ranking[each.teacher].total_milli,
                min((place.rank for place in state.ranking[each.teacher].ranks), default=0),
                each.teacher,
            ),
        )

    def _today(self) -> date:
        return self.cast.clock.now.date()


@contextmanager
def _seat_may_be_taken() -> Iterator[None]:
    """Go on where the post that somebody asked for has gone to a better-ranked bidder.

    Of three who asked for it, the third is told that the second still waits.
    """
    try:
        yield
    except (errors.SeatTakenError, errors.RankPassedOverError):
        return
