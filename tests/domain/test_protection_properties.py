"""What holds for every history: nobody protected is left over, and absences are counted right."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

import chinese_calendar
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.contract import commands as contract
from domain.contract.commands import contract_id
from domain.contract.grades import AnnualGrade, YearGrade
from domain.contract.state import Contract
from domain.kernel import Command, DomainError
from domain.planning.protection_sections import AbsenceYear
from domain.protection import commands as p
from domain.protection.kinds import ConsentMatter, StatutoryKind
from domain.protection.state import Safeguards
from domain.recruitment import commands as c
from domain.recruitment.state import RecruitmentRound
from domain.teacher.absence import Absence, absent_days, longest_run, most_in_a_year
from domain.teacher.commands import LeavePost
from domain.teacher.events import ExitGround, PostLeftReason
from domain.teacher.state import Teacher
from domain.values.time import beijing_date
from tests.domain import service_given as s
from tests.domain import town
from tests.domain.town import ALL, CHINESE, LIGHT, MATHS, ROUND, wish

people = st.sampled_from(ALL)
posts = st.sampled_from((MATHS, CHINESE, LIGHT))
kinds = st.sampled_from((StatutoryKind.PREGNANCY, StatutoryKind.WORK_INJURY))
WITHOUT_FAULT = {
    ExitGround.EXPIRY_NOT_RENEWED,
    ExitGround.UNQUALIFIED_TWICE,
    ExitGround.UNQUALIFIED_REFUSES_POST,
}
GROUNDS = st.sampled_from(("expiry_not_renewed", "unqualified_twice", "not_selected"))
FAILED = tuple(YearGrade(year=year, grade=AnnualGrade.UNQUALIFIED) for year in (2024, 2025))


class Protected(RuleBasedStateMachine):
    """A round and contracts in which people come under protection, consent, and are let go."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = town.ranked(town.opened())
        self.records = 0
        self.consented: set[str] = set()
        for person in ALL:
            signed = s.signed(date(2026, 8, 30)).model_copy(
                update={"teacher": person, "round": ROUND}
            )
            self.desk.given(f"contract:{self.name(person)}", signed)

    @initialize()
    def close_the_layer(self) -> None:
        self.ask(town.close_layer())

    def name(self, person: str) -> str:
        return contract_id(teacher=person, round=ROUND, posts=(MATHS,))

    def teacher(self, person: str) -> Teacher:
        found = self.desk.find(Teacher, person)
        assert found is not None
        return found

    def protected(self, person: str) -> bool:
        """Tell, from the records alone, whether the person is under protection now."""
        today = beijing_date(self.desk.at)
        held = self.teacher(person).safeguards.protections
        return any(each.from_on <= today < each.until_on for each in held)

    def ask(self, *commands: Command) -> None:
        """Ask for each command; what is granted takes nothing from who was protected before."""
        for command in commands:
            safe = [person for person in ALL if self.protected(person)]
            before = {person: self.lot(person) for person in safe}
            open_before = not self.round().selection_closed
            try:
                self.desk.do(command)
            except DomainError:
                continue
            for person in safe:
                self.check(person, before[person], self.lot(person))
                if open_before and self.round().selection_closed:
                    assert not self.lot(person)[0] or person in self.consented

    def lot(self, person: str) -> tuple[bool, bool, bool]:
        """Return whether somebody was left over, has a post, and has a contract.

        Whoever has left service is left over no more: no round owes her a post.
        """
        state, teacher = self.round(), self.teacher(person)
        found = self.desk.find(Contract, self.name(person))
        assert found is not None
        waits = teacher.holds is None and teacher.exited is None
        left = state.bidders[person].unplaced and waits
        return left, teacher.holds is not None, found.ended_on is None

    def check(
        self, person: str, before: tuple[bool, bool, bool], after: tuple[bool, bool, bool]
    ) -> None:
        """Check one protected person before and after a command."""
        ground = self.teacher(person).exited
        assert not after[0] or before[0] or person in self.consented
        assert after[1] or not before[1] or ground is not None
        assert after[2] or not before[2] or ground not in WITHOUT_FAULT

    @rule(person=people, kind=kinds, days=st.integers(1, 40), then=st.booleans(), ground=GROUNDS)
    def protect(
        self, person: str, kind: StatutoryKind, days: int, ground: str, *, then: bool
    ) -> None:
        """Protect a person; then, half of the time, try at once to be rid of her."""
        self.records += 1
        today = beijing_date(self.desk.at)
        command = p.RecordProtection(
            teacher=person,
            protection=f"p{self.records}",
            kind=kind,
            from_on=today,
            until_on=today + timedelta(days=days),
            evidence="证明",
        )
        self.ask(command)
        if then:
            self.leave_over(person)
            self.close()
            self.dismiss(person, ground)

    @rule(person=people)
    def consent(self, person: str) -> None:
        self.ask(p.GiveConsent(teacher=person, matter=ConsentMatter.UNPLACED, about=ROUND))
        self.consented.add(person)

    @rule(person=people)
    def take_consent_back(self, person: str) -> None:
        bidder = self.round().bidders[person]
        if not bidder.unplaced:
            taken = p.WithdrawConsent(teacher=person, matter=ConsentMatter.UNPLACED, about=ROUND)
            self.ask(taken)
            self.consented.discard(person)

    @rule(person=people, post=posts)
    def place(self, person: str, post: str) -> None:
        directly = c.AppointDirectly(
            round=ROUND, teacher=person, posts=wish(post), protection=f"p{self.records}"
        )
        self.ask(town.offer(person, wish(post)), town.accept(person), directly)

    @rule(person=people)
    def leave_over(self, person: str) -> None:
        self.ask(c.LeaveUnplaced(round=ROUND, teacher=person), town.serve(person))

    @rule(person=people)
    def move_away(self, person: str) -> None:
        self.ask(LeavePost(teacher=person, reason=PostLeftReason.MOVED))

    @rule()
    def close(self) -> None:
        approve = c.ApproveTwoThirdsException(round=ROUND, school="school-1", reason="学科需要")
        rest = (c.LeaveUnplaced(round=ROUND, teacher=person) for person in ALL)
        self.ask(*rest, *(town.serve(person) for person in ALL), approve)
        self.ask(c.CloseSelection(round=ROUND))

    @rule(person=people, ground=GROUNDS)
    def dismiss(self, person: str, ground: str) -> None:
        name = self.name(person)
        serve = contract.ServeTerminationNotice(
            contract=name, ground=ground, document="校发1号", appraisals=FAILED, refuses_post=True
        )
        self.ask(
            serve, contract.TerminateContract(contract=name, ground=ground, document="校发1号")
        )

    @rule(days=st.integers(5, 30))
    def wait(self, days: int) -> None:
        if self.desk.at.month < 11:
            self.desk.at += timedelta(days=days)

    def round(self) -> RecruitmentRound:
        found = self.desk.find(RecruitmentRound, ROUND)
        assert found is not None
        return found

    @invariant()
    def live_equals_replayed(self) -> None:
        assert self.desk.replayed() == self.desk.states


TestProtected = Protected.TestCase
TestProtected.settings = settings(max_examples=80, stateful_step_count=30, deadline=None)

days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
spans = st.lists(st.tuples(days, st.integers(1, 45)), max_size=5)


EVERY = [date(2024, 1, 1) + timedelta(days=n) for n in range(366 + 365 + 365)]
WORKING = [day for day in EVERY if chinese_calendar.is_workday(day)]


def absences_of(told: list[tuple[date, int]]) -> list[Absence]:
    return [
        Absence(
            absence=f"a{number}",
            from_on=first,
            until_on=min(first + timedelta(days=length), date(2027, 1, 1)),
        )
        for number, (first, length) in enumerate(told)
    ]


def works(day: date) -> bool:
    """Tell by another calendar whether people work on a day."""
    return bool(chinese_calendar.is_workday(day))


@settings(deadline=None)
@given(spans)
def test_working_days_absent_agree_with_another_calendar(told: list[tuple[date, int]]) -> None:
    absences = absences_of(told)
    expected = {day for each in absences for day in each.days() if works(day)}
    assert set(absent_days(absences, Safeguards(), ())) == expected


@settings(deadline=None, max_examples=25)
@given(spans)
def test_days_in_a_row_and_in_a_year_agree_with_a_walk_over_every_day(
    told: list[tuple[date, int]],
) -> None:
    found = absent_days(absences_of(told), Safeguards(), ())
    away_on = [day in found for day in WORKING]
    runs = [len(list(group)) for away, group in groupby(away_on) if away]
    assert longest_run(found) == max(runs, default=0)
    by_year = [sum(day.year == year for day in found) for year in (2024, 2025, 2026)]
    assert most_in_a_year(found, AbsenceYear.CALENDAR) == max(by_year)
    windows = [sum(first <= day < _a_year_on(first) for day in found) for first in EVERY]
    assert most_in_a_year(found, AbsenceYear.ROLLING) == max(windows)


def _a_year_on(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + 1, 2, 28) if leap else day.replace(year=day.year + 1)
