"""What holds for every history of two rounds that the rules let happen."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.kernel import Command, DomainError
from domain.recruitment import commands as c
from domain.recruitment import events as e
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.wishes import PostSet
from domain.school.events import PostsPublished
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.facts import Amount
from tests.domain import town
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

    @precondition(lambda self: self.desk.find(RecruitmentRound, SECOND) is None)
    @rule(wishes=st.fixed_dictionaries(dict.fromkeys(PEOPLE, all_wishes)), mark=marks)
    def hold_the_second_round(self, wishes: dict[str, tuple[PostSet, ...]], mark: int) -> None:
        self.desk.at = max(self.desk.at, noon(august(26)))
        pool = tuple(person for person in PEOPLE if self.teacher(person).holds is None)
        self.ask(town.MEET.model_copy(update={"schools": SCHOOLS, "population": pool}))
        for place, person in enumerate(pool):
            self.scores(SECOND, person, wishes[person], mark + place)
        self.ask(c.LockScores(round=SECOND), c.ComputeRanking(round=SECOND))

    @rule(round_=rounds, person=people, reason=ranks, pick=st.integers(0, 3))
    def offer(self, round_: str, person: str, reason: e.SelectionReason, pick: int) -> None:
        state = self.desk.find(RecruitmentRound, round_)
        wishes = state.bidders[person].wishes if state and person in state.bidders else ()
        if wishes:
            posts = wishes[pick % len(wishes)]
            offer = town.offer(person, posts, round_=round_)
            self.ask(offer.model_copy(update={"reason": reason}))

    @rule(round_=rounds, person=people, school=schools)
    def accept(self, round_: str, person: str, school: str) -> None:
        self.ask(c.AcceptOffer(round=round_, teacher=person, school=school))

    @rule(round_=rounds, person=people, school=schools)
    def decline(self, round_: str, person: str, school: str) -> None:
        self.ask(c.DeclineOffer(round=round_, teacher=person, school=school, reason="另有安排"))

    @rule(round_=rounds, person=people, school=schools, why=st.sampled_from(tuple(e.LapseReason)))
    def lapse(self, round_: str, person: str, school: str, why: e.LapseReason) -> None:
        self.ask(town.lapse(person, why, round_=round_, school=school))

    @rule(round_=rounds, person=people, milli=years)
    def correct(self, round_: str, person: str, milli: int) -> None:
        corrected = town.correct(person, milli).model_copy(
            update={"round": round_, "fact": Amount(amount_milli=milli)}
        )
        self.ask(corrected, c.ComputeRanking(round=round_))
        self.solve_ties(round_)

    @rule(round_=rounds, person=people)
    def withdraw(self, round_: str, person: str) -> None:
        self.ask(c.WithdrawIntent(round=round_, teacher=person))

    @rule(round_=rounds, person=people)
    def leave_unplaced(self, round_: str, person: str) -> None:
        self.ask(
            c.LeaveUnplaced(round=round_, teacher=person),
            town.serve(person).model_copy(update={"round": round_}),
        )

    @rule(round_=rounds, person=people)
    def revoke(self, round_: str, person: str) -> None:
        self.ask(town.revoke(person, round_))

    @rule(person=people)
    def fill_the_office(self, person: str) -> None:
        self.ask(town.propose(person), c.ApproveOffice(round=ROUND, teacher=person))

    @rule()
    def close_the_cadre_layer(self) -> None:
        self.ask(town.close_layer())

    @rule(round_=rounds)
    def close(self, round_: str) -> None:
        self.ask(c.CloseSelection(round=round_))

    @rule(hours=st.integers(1, 30))
    def wait(self, hours: int) -> None:
        self.desk.at += timedelta(hours=hours)

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
        state = self.desk.find(RecruitmentRound, SECOND)
        for name, frozen in state.schools.items() if state else ():
            seats = self.school(name).seats.values()
            hired = {person for holders in seats for person in holders}
            room = frozen.establishment - 2 * frozen.establishment // 3
            assert len(hired - set(frozen.original_staff)) <= room

    @invariant()
    def the_list_names_exactly_those_hired(self) -> None:
        for round_ in (ROUND, SECOND):
            state = self.desk.find(RecruitmentRound, round_)
            listed = {entry.person for entry in state.notice_entries()} if state else set()
            holding = {p for p in PEOPLE if (h := self.teacher(p).holds) and h.round == round_}
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
        for round_ in (ROUND, SECOND):
            state = self.desk.find(RecruitmentRound, round_)
            for bidder in state.bidders.values() if state and state.selection_closed else ():
                assert not bidder.offers
                assert bidder.placement or bidder.told or self.teacher(bidder.teacher).holds

    def teardown(self) -> None:
        """Replaying the whole history gives the live state."""
        assert self.desk.replayed() == self.desk.states


TestTwoRounds = TwoRounds.TestCase
TestTwoRounds.settings = settings(max_examples=60, stateful_step_count=50, deadline=None)
