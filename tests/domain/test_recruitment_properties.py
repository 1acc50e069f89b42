"""What holds for every history of two rounds that the rules let happen."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from math import ceil

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.kernel import Command, DomainError
from domain.recruitment import commands as c
from domain.recruitment import events as e
from domain.recruitment.bidder import Bidder
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.wishes import PostSet
from domain.school.events import PostsPublished
from domain.school.state import School
from domain.teacher.state import Teacher
from tests.domain import town
from tests.domain.coordination_given import MEET
from tests.domain.planning_given import august, noon
from tests.domain.town import AUXILIARY, CHINESE, LIGHT, MATHS, OFFICE, ROUND, SECOND

SCHOOLS = ("school-1", "school-2")
OWN = ("a1", "a2", "a3", "a4")
PEOPLE = (*OWN, "b1")
QUOTA = {"school-1": 3, "school-2": 3}

people = st.sampled_from(PEOPLE)
schools = st.sampled_from(SCHOOLS)
rounds = st.sampled_from((ROUND, SECOND))
ranks = st.sampled_from(tuple(e.SelectionReason))


def post_sets(school: st.SearchStrategy[str]) -> st.SearchStrategy[PostSet]:
    return st.builds(
        PostSet,
        school=school,
        teaching=st.sampled_from((MATHS, CHINESE, LIGHT)),
        auxiliary=st.sampled_from(((), (AUXILIARY,))),
    )


own_wishes = st.lists(post_sets(st.just("school-1")), min_size=1, max_size=3).map(tuple)
all_wishes = st.lists(post_sets(schools), min_size=1, max_size=4).map(tuple)
marks = st.integers(60, 63).map(lambda points: points * 1000)
years = st.integers(0, 2).map(lambda count: count * 1000)


class TwoRounds(RuleBasedStateMachine):
    """A school's own round, and the coordination that may follow it at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = town.prepared()
        town.hire(self.desk, "a4", "school-1")
        for school, quota in QUOTA.items():
            published = PostsPublished(plan=town.PLAN, establishment=quota, posts=town.POSTS)
            self.desk.given(f"school:{school}", published)

    def ask(self, *commands: Command) -> None:
        """Ask for each command; a refusal changes nothing."""
        for command in commands:
            try:
                self.desk.do(command)
            except DomainError:
                continue

    def scores(self, round_: str, person: str, wishes: tuple[PostSet, ...], mark: int) -> None:
        """Hand in, check and score a letter."""
        office = OFFICE if person in ("a1", "a2") and round_ == ROUND else None
        letter = town.intent(person, *wishes, office=office)
        self.ask(
            letter.model_copy(update={"round": round_}),
            c.QualifyBidder(round=round_, teacher=person),
            town.service(person).model_copy(update={"round": round_}),
            town.interview(person, mark).model_copy(update={"round": round_}),
        )

    @initialize(
        wishes=st.fixed_dictionaries(dict.fromkeys(OWN, own_wishes)),
        given=st.fixed_dictionaries(dict.fromkeys(OWN, marks)),
    )
    def hold_the_first_round(
        self, wishes: dict[str, tuple[PostSet, ...]], given: dict[str, int]
    ) -> None:
        self.ask(town.OPEN.model_copy(update={"population": OWN}))
        for person in OWN:
            self.scores(ROUND, person, wishes[person], given[person])
        self.desk.at = town.LOCKED_AT
        self.ask(c.LockScores(round=ROUND), c.ComputeRanking(round=ROUND))
        self.solve_ties(ROUND)

    def solve_ties(self, round_: str) -> None:
        state = self.desk.find(RecruitmentRound, round_)
        for tie in state.ties if state else ():
            self.ask(
                c.DecideTie(
                    round=round_,
                    order=tie.bidders,
                    method=e.TieMethod.SECOND_VOTE,
                    reason="二次投票",
                )
            )
            self.ask(c.ComputeRanking(round=round_))

    @precondition(lambda self: len(self.rounds()) == 1)
    @rule(wishes=st.fixed_dictionaries(dict.fromkeys(PEOPLE, all_wishes)), mark=marks)
    def hold_the_second_round(self, wishes: dict[str, tuple[PostSet, ...]], mark: int) -> None:
        self.desk.at = max(self.desk.at, noon(august(26)))
        pool = tuple(person for person in PEOPLE if self.teacher(person).holds is None)
        self.ask(MEET.model_copy(update={"schools": SCHOOLS, "population": pool}))
        for place, person in enumerate(pool):
            self.scores(SECOND, person, wishes[person], mark + place)
        self.ask(c.LockScores(round=SECOND), c.ComputeRanking(round=SECOND))

    @rule(picks=st.lists(st.integers(0, 50), min_size=4, max_size=9), reason=ranks)
    def hire(self, picks: list[int], reason: e.SelectionReason) -> None:
        """Offer what somebody wishes, and let her accept."""
        for pick in picks:
            wishes = [
                (round_, bidder.teacher, wish)
                for round_, bidder in self.bidders()
                for wish in bidder.wishes
            ]
            round_, person, wish = wishes[pick % len(wishes)]
            offer = town.offer(person, wish, round_=round_)
            self.ask(offer.model_copy(update={"reason": reason}))
            if pick % 3:
                self.ask(c.AcceptOffer(round=round_, teacher=person, school=wish.school))

    @precondition(lambda self: self.offers())
    @rule(pick=st.integers(0, 50), why=st.sampled_from(tuple(e.LapseReason)))
    def answer(self, pick: int, why: e.LapseReason) -> None:
        """Accept, decline or let lapse an open offer."""
        offers = self.offers()
        round_, person, school = offers[pick % len(offers)]
        accept = c.AcceptOffer(round=round_, teacher=person, school=school)
        lapse = town.lapse(person, why, round_=round_, school=school)
        decline = c.DeclineOffer(round=round_, teacher=person, school=school, reason="另有安排")
        self.ask((accept, accept, lapse, decline)[pick % 4])

    @rule(pick=st.integers(0, 50), milli=years)
    def correct(self, pick: int, milli: int) -> None:
        """Correct a score, and rank anew."""
        bidders = self.bidders()
        round_, bidder = bidders[pick % len(bidders)]
        corrected = town.correct(bidder.teacher, milli).model_copy(update={"round": round_})
        self.ask(corrected, c.ComputeRanking(round=round_))
        self.solve_ties(round_)

    @precondition(lambda self: self.placed())
    @rule(pick=st.integers(0, 50))
    def undo(self, pick: int) -> None:
        """Revoke an appointment."""
        placed = self.placed()
        round_, person = placed[pick % len(placed)]
        self.ask(town.revoke(person, round_))

    @rule(pick=st.integers(0, 50), hours=st.integers(1, 30))
    def give_up_or_wait(self, pick: int, hours: int) -> None:
        """Let a bidder withdraw, or time go by."""
        bidders = self.bidders()
        round_, bidder = bidders[pick % len(bidders)]
        if pick % 4 == 0:
            self.ask(c.WithdrawIntent(round=round_, teacher=bidder.teacher))
        self.desk.at += timedelta(hours=hours)

    @rule(person=people)
    def fill_the_office(self, person: str) -> None:
        """Propose and approve whoever sought the office and has a base post; go on to teachers."""
        approve = c.ApproveOffice(round=ROUND, teacher=person)
        self.ask(town.propose(person), approve, town.close_layer())

    @rule(round_=rounds, everybody=st.booleans())
    def close(self, round_: str, *, everybody: bool) -> None:
        """Close the selection, with all who are left told so, or not."""
        for own, bidder in self.bidders() if everybody else ():
            if own == round_ and not bidder.placement:
                self.ask(c.LeaveUnplaced(round=round_, teacher=bidder.teacher))
                self.ask(town.serve(bidder.teacher).model_copy(update={"round": round_}))
        self.ask(c.CloseSelection(round=round_))

    def rounds(self) -> list[tuple[str, RecruitmentRound]]:
        """Return the rounds that are open, by name."""
        states = ((name, self.desk.find(RecruitmentRound, name)) for name in (ROUND, SECOND))
        return [(name, state) for name, state in states if state is not None]

    def bidders(self) -> list[tuple[str, Bidder]]:
        """Return everybody in a pool, by round."""
        return [(name, each) for name, state in self.rounds() for each in state.bidders.values()]

    def offers(self) -> list[tuple[str, str, str]]:
        """Return round, teacher and school of every open offer."""
        return [(name, each.teacher, at) for name, each in self.bidders() for at in each.offers]

    def placed(self) -> list[tuple[str, str]]:
        """Return round and teacher of every placement."""
        return [(name, each.teacher) for name, each in self.bidders() if each.placement]

    def teacher(self, person: str) -> Teacher:
        teacher = self.desk.find(Teacher, person)
        assert teacher is not None
        return teacher

    def school(self, name: str) -> School:
        school = self.desk.find(School, name)
        assert school is not None
        return school

    @invariant()
    def no_post_has_more_holders_than_seats(self) -> None:
        for name in SCHOOLS:
            for number, holders in self.school(name).seats.items():
                post = self.school(name).post(number)
                assert post is not None
                assert len(holders) == len(set(holders)) <= post.headcount

    @invariant()
    def no_school_has_more_people_than_its_quota(self) -> None:
        for name, quota in QUOTA.items():
            seats = self.school(name).seats.values()
            assert len({person for holders in seats for person in holders}) <= quota

    @invariant()
    def nobody_sits_on_two_post_sets(self) -> None:
        for person in PEOPLE:
            seated = {
                (name, number)
                for name in SCHOOLS
                for number, holders in self.school(name).seats.items()
                if person in holders
            }
            held = self.teacher(person).holds
            expected = {(held.school, number) for number in held.posts} if held else set()
            assert seated == expected
            assert held is None or self.teacher(person).school == held.school

    @invariant()
    def outsiders_never_take_more_than_a_third(self) -> None:
        for _, state in self.rounds():
            for name, frozen in state.schools.items():
                seats = self.school(name).seats.values()
                hired = {person for holders in seats for person in holders}
                room = frozen.establishment - ceil(Fraction(2 * frozen.establishment, 3))
                assert len(hired - set(frozen.original_staff)) <= room

    @invariant()
    def the_list_names_exactly_those_hired(self) -> None:
        for name, state in self.rounds():
            listed = {entry.person for entry in state.notice_entries()}
            holding = {p for p in PEOPLE if (h := self.teacher(p).holds) and h.round == name}
            assert listed == holding

    @invariant()
    def everyone_left_unplaced_by_choice_of_others_has_a_score(self) -> None:
        for _, event in self.desk.history:
            if isinstance(event, e.TeacherLeftUnplaced) and event.reason in (
                e.UnplacedReason.NOT_SELECTED,
                e.UnplacedReason.DECLINED,
            ):
                assert event.total_milli is not None

    @invariant()
    def a_closed_selection_leaves_nobody_waiting(self) -> None:
        """Everybody is placed, told, or in the pool of a round that goes on."""
        waiting = {
            bidder.teacher
            for _, state in self.rounds()
            for bidder in state.bidders.values()
            if not state.selection_closed
        }
        for _, state in self.rounds():
            for bidder in state.bidders.values() if state.selection_closed else ():
                assert not bidder.offers
                placed = bidder.placement or self.teacher(bidder.teacher).holds
                assert placed or bidder.told or bidder.teacher in waiting

    def teardown(self) -> None:
        """Replaying the whole history gives the live state."""
        assert self.desk.replayed() == self.desk.states


TestTwoRounds = TwoRounds.TestCase
TestTwoRounds.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
