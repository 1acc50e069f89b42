"""Any round, from its opening to the list that becomes final."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from adapters.importers.packs import shipped_pack
from adapters.importers.registers import score_items
from api.demo.campaign import SUPERVISOR, Campaign
from domain.kernel import Command
from domain.mandate.signing import Mandated
from domain.notice.commands import EndNoticePeriod, PublishNotice, TakeDownNotice
from domain.notice.events import Contact
from domain.planning.state import Plan
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment.bidder import Bidder
from domain.recruitment.events import SelectionReason, Stage, TieMethod
from domain.recruitment.state import RecruitmentRound
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.facts import Counts
from domain.values.lots import order_by_lot


class Rounds:
    """What is done alike in every round, whoever organises it."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign, self._cast, self._files = campaign, campaign.cast, campaign.files
        table = shipped_pack(campaign.files.plan["pack"]).scoring
        self._items = {node.id for node in table.walk()}

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
            plan=self._campaign.plan,
            stage=stage,
            organiser=organiser,
            schools=tuple(schools),
            population=tuple(population),
            after=tuple(after),
        )
        self._cast.act(opening, self._cast.official(official or f"p-{organiser}"))

    def check(self, round_: str, people: Sequence[str], member: Mandated) -> None:
        """Find everybody qualified."""
        checks = [c.QualifyBidder(round=round_, teacher=person) for person in people]
        self._cast.acts(checks, member)

    def facts(
        self, round_: str, person: str, *, carried: bool = False
    ) -> Iterator[c.RecordScoreItem]:
        """Yield a bidder's facts; beyond her school the ballots of her school carry over."""
        score = self._files.scores[person]
        facts = {item: fact for item, fact in score.facts.items() if item in self._items}
        if carried:
            counts = score.ballots.model_dump(exclude={"bidder"})
            facts["democratic_appraisal"] = Counts(counts=counts)
        yield from score_items(round_, person, facts)

    def rank(self, round_: str, committee: Sequence[Mandated]) -> None:
        """Lock, rank, and decide ties by lots before witnesses."""
        act, supervisor = self._cast.act, self._cast.official(SUPERVISOR)
        witnesses = (self._campaign.head, self._campaign.chair)
        act([c.LockScores(round=round_), c.ComputeRanking(round=round_)], *committee)
        for tie in self._cast.state(RecruitmentRound, round_).ties:
            seed = f"{round_}-{tie.post}"
            lots = c.DecideTie(
                round=round_,
                order=order_by_lot(seed, round_, tie.bidders),
                method=TieMethod.LOTS,
                lot_seed=seed,
                witnesses=witnesses,
                reason="同分, 当场抽签决定",
            )
            act(lots, *committee, supervisor, *(self._cast.as_self(each) for each in witnesses))
            act(c.ComputeRanking(round=round_), *committee)

    def offer_by_rank(self, round_: str, wanted: Callable[[Bidder], bool]) -> None:
        """Offer what people wish, in the order of their totals; they accept."""
        for bidder in self.by_total(round_):
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
                self._cast.act(offer, self._cast.official(f"p-{wish.school}"))
                accept = c.AcceptOffer(round=round_, teacher=bidder.teacher, school=wish.school)
                self._cast.act(accept, self._cast.as_self(bidder.teacher))

    def by_total(self, round_: str) -> list[Bidder]:
        """Return who is ranked in a round, the highest total first."""
        state = self._cast.state(RecruitmentRound, round_)
        ranked = [each for each in state.bidders.values() if each.teacher in state.ranking]
        return sorted(
            ranked,
            key=lambda each: (
                -state.ranking[each.teacher].total_milli,
                min((place.rank for place in state.ranking[each.teacher].ranks), default=0),
                each.teacher,
            ),
        )

    def close(self, round_: str, official: str) -> None:
        """Tell those whom the round leaves unplaced, and close it."""
        organiser = self._cast.official(official)
        bidders = self._cast.state(RecruitmentRound, round_).bidders.values()
        left = [each.teacher for each in bidders if each.placement is None]
        commands: list[Command] = [c.LeaveUnplaced(round=round_, teacher=each) for each in left]
        commands += [
            c.ServeUnplacedNotice(round=round_, teacher=each, channel="当面送达并签收")
            for each in left
        ]
        if commands:
            self._cast.acts(commands, organiser, *self._filers_of_offices(left))
        self._cast.act(c.CloseSelection(round=round_), organiser)

    def publish(self, round_: str, body: str, official: str) -> None:
        """Put up the list of a round."""
        plan = self._files.plan
        bodies = {code: each["name"] for code, each in plan["schools"].items()}
        contact = Contact(
            unit=bodies.get(body, plan["town_office"]["name"]), receiver=official, **plan["contact"]
        )
        state = self._cast.state(RecruitmentRound, round_)
        pack = self._cast.state(Plan, self._campaign.plan).packs[state.pack_sha256]
        publish = PublishNotice(
            round=round_,
            entries=state.notice_entries(),
            working_days=pack.notice.working_days,
            contact=contact,
        )
        self._cast.act(publish, self._cast.official(official))

    def finalise(self, round_: str, official: str) -> None:
        """End a round's notice, make its list final, and take the notice down."""
        self._cast.act(EndNoticePeriod(notice=round_), self._cast.official(official))
        final = c.FinaliseRound(round=round_, notice=round_)
        self._cast.act(final, self._cast.official(official), self._cast.official(SUPERVISOR))
        self._cast.act(TakeDownNotice(notice=round_), self._cast.official(official))

    def _filers_of_offices(self, left: Sequence[str]) -> list[Mandated]:
        """Return who signs the end of offices that people lose by being left unplaced."""
        schools = {self._cast.state(Teacher, each).school: None for each in left}
        offices = {
            school.town_office: None
            for school in (self._cast.state(School, name) for name in schools)
            if any(school.offices_of(person) for person in left)
        }
        return [self._cast.official(self._campaign.filer_of(office)) for office in offices]


@contextmanager
def _seat_may_be_taken() -> Iterator[None]:
    """Go on where the post that somebody asked for has gone to a better-ranked bidder.

    Of three who asked for it, the third is told that the second still waits.
    """
    try:
        yield
    except (errors.SeatTakenError, errors.RankPassedOverError):
        return
