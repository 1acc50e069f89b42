"""Contracts: what they are about, how long, and how they are filed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.contract import commands as c
from domain.contract import errors
from domain.contract import events as e
from domain.contract.commands import contract_id
from domain.contract.state import Contract, evolve
from domain.kernel import AlreadyExistsError, MissingError, Recorded
from domain.recruitment.events import RoundFinalised
from domain.school.posts import StaffClass
from domain.teacher.events import PostTaken, TeacherRegistered
from domain.values.privacy import PersonalDataError
from domain.values.time import end_of
from tests.domain import round_given as g
from tests.domain.planning_given import PACK, august, noon, pack
from tests.support.scenario import Scenario

TERM_STARTS = date(2026, 9, 1)
FINAL = RoundFinalised(notice=g.ROUND, list_sha256="0" * 64)
SIGN = c.SignContract(
    teacher="t-01",
    school=g.SCHOOL,
    round=g.ROUND,
    posts=("教学-01",),
    from_on=TERM_STARTS,
    until_on=date(2027, 9, 1),
    copies=3,
    duties=("承担三年级语文教学",),
    targets=("完成学年教学任务",),
    conditions=("提供必要的教学条件",),
    liability="违反约定的，依法承担责任",
)
STREAM = f"contract:{SIGN.contract}"
SIGNED = e.ContractSigned(
    teacher="t-01",
    school=g.SCHOOL,
    round=g.ROUND,
    posts=("教学-01",),
    staff_class=StaffClass.TEACHING,
    from_on=TERM_STARTS,
    until_on=date(2027, 9, 1),
    copies=3,
    duties=("承担三年级语文教学",),
    targets=("完成学年教学任务",),
    conditions=("提供必要的教学条件",),
    liability="违反约定的，依法承担责任",
)
REGISTERED = TeacherRegistered(
    school=g.SCHOOL,
    service_started_on=date(2010, 9, 1),
    joined_school_on=date(2015, 9, 1),
    subject="语文",
)
TAKEN = PostTaken(
    round=g.ROUND,
    school=g.SCHOOL,
    posts=("教学-01",),
    staff_class=StaffClass.TEACHING,
    periods_milli=10_000,
    from_on=august(25),
)
FILE = c.FileContract(contract=SIGN.contract)


def hired(scenario: Scenario) -> Scenario:
    return scenario.given("teacher:t-01", REGISTERED, TAKEN)


def sign(**changes: object) -> c.SignContract:
    return SIGN.model_copy(update=changes)


class TestSigning:
    def test_school_and_teacher_sign_for_the_post_set_that_was_won(self) -> None:
        hired(g.decided()).when(SIGN).then(Recorded(STREAM, SIGNED))

    @pytest.mark.parametrize(
        ("began_on", "years", "probation_until"),
        [
            (date(2026, 9, 1), 3, date(2027, 9, 1)),
            (date(2026, 2, 28), 3, date(2027, 2, 28)),
            (date(2025, 9, 1), 3, None),  # over on the day on which the contract begins
            (date(2026, 9, 1), 2, None),  # under three years the regulation sets none
        ],
    )
    def test_a_first_job_of_three_years_or_more_has_twelve_months_of_probation(
        self, began_on: date, years: int, probation_until: date | None
    ) -> None:
        """Shows end_of_probation."""
        new = REGISTERED.model_copy(update={"service_started_on": began_on})
        until_on = date(2026 + years, 9, 1)
        of = pack(contract={"min_years": 1, "shorter_term_basis": "教人〔2026〕1号"})
        scenario = g.decided(of).given("teacher:t-01", new, TAKEN)
        told = {"until_on": until_on, "probation_until": probation_until}
        signed = SIGNED.model_copy(update=told)
        scenario.when(sign(until_on=until_on)).then(Recorded(STREAM, signed))

    def test_where_hiring_is_not_provisional_the_list_is_final_first(self) -> None:
        strict = pack(
            notice={"mode": "before_term"},
            contract={"min_years": 1, "shorter_term_basis": "教人〔2026〕1号"},
        )
        hired(g.decided(strict)).when(SIGN).then_refused(
            errors.AppointmentNotFinalError, mode="before_term"
        )
        hired(g.decided(strict)).given(g.STREAM, FINAL).when(SIGN).then(Recorded(STREAM, SIGNED))

    def test_no_contract_is_signed_while_selection_goes_on(self) -> None:
        going_on = g.town().given(g.STREAM, g.opened(), *g.WON)
        hired(going_on).when(SIGN).then_refused(errors.AppointmentNotFinalError)

    def test_a_teacher_without_a_post_signs_no_contract(self) -> None:
        without = g.decided().given("teacher:t-01", REGISTERED)
        without.when(SIGN).then_refused(errors.PostSetNotHeldError, teacher="t-01")

    @pytest.mark.parametrize("changes", [{"posts": ("教学-02",)}, {"school": "school-2"}])
    def test_a_contract_is_about_the_post_set_held(self, changes: dict[str, object]) -> None:
        hired(g.decided()).when(sign(**changes)).then_refused(errors.PostSetNotHeldError)

    def test_a_contract_is_about_the_round_in_which_the_post_was_won(self) -> None:
        other = hired(g.decided()).given("recruitment-round:round-2", g.opened(), g.CLOSED)
        other.when(sign(round="round-2")).then_refused(errors.PostSetNotHeldError)

    def test_there_is_one_contract_for_a_teacher_and_a_post_set(self) -> None:
        hired(g.decided()).given(STREAM, SIGNED).when(SIGN).then_refused(AlreadyExistsError)

    @pytest.mark.parametrize("copies", [2, 4])
    def test_a_contract_is_made_in_three_copies(self, copies: int) -> None:
        hired(g.decided()).when(sign(copies=copies)).then_refused(
            errors.CopiesError, copies=copies, required=3
        )

    @pytest.mark.parametrize(
        "changes",
        [
            {"until_on": TERM_STARTS},
            {"until_on": august(31)},
            {"from_on": august(24)},
        ],
    )
    def test_a_term_follows_the_taking_of_the_post_and_is_not_empty(
        self, changes: dict[str, object]
    ) -> None:
        hired(g.decided()).when(sign(**changes)).then_refused(
            errors.TermDatesError, held_from="2026-08-25"
        )

    def test_a_term_may_begin_on_the_day_on_which_the_post_was_taken(self) -> None:
        begins = {"from_on": august(25), "until_on": date(2027, 8, 25)}
        signed = SIGNED.model_copy(update=begins)
        hired(g.decided()).when(sign(**begins)).then(Recorded(STREAM, signed))

    @pytest.mark.parametrize("until_on", [date(2027, 8, 31), date(2031, 9, 2)])
    def test_a_term_is_as_long_as_the_pack_allows(self, until_on: date) -> None:
        hired(g.decided()).when(sign(until_on=until_on)).then_refused(
            errors.TermLengthError, earliest="2027-09-01", latest="2031-09-01"
        )

    def test_by_the_regulation_a_term_is_generally_not_under_three_years(self) -> None:
        general = pack(contract={})
        hired(g.decided(general)).when(SIGN).then_refused(
            errors.TermLengthError, earliest="2029-09-01"
        )

    @pytest.mark.parametrize("part", ["duties", "targets", "conditions"])
    @pytest.mark.parametrize("empty", [(), (" ",)])
    def test_a_contract_says_duties_targets_and_conditions(
        self, part: str, empty: tuple[str, ...]
    ) -> None:
        hired(g.decided()).when(sign(**{part: empty})).then_refused(
            errors.ContentMissingError, part=part
        )

    def test_a_contract_says_who_is_liable_for_what(self) -> None:
        hired(g.decided()).when(sign(liability="　")).then_refused(
            errors.ContentMissingError, part="liability"
        )

    def test_a_contract_in_the_ledger_holds_no_personal_numbers(self) -> None:
        duties = ("承担教学", "联系电话19912345678")
        hired(g.decided()).when(sign(duties=duties)).then_refused(
            PersonalDataError, field="duties.2", kind="mobile"
        )


class TestFiling:
    def past(self) -> Scenario:
        return g.decided().given(STREAM, SIGNED)

    def test_a_contract_is_filed_within_a_week_of_the_start_of_term(self) -> None:
        due = TERM_STARTS + timedelta(days=7)
        filed = e.ContractFiled(on=due, due_on=due, late=False)
        self.past().when(FILE, at=end_of(due) - timedelta(seconds=1)).then(Recorded(STREAM, filed))

    def test_a_contract_that_begins_in_the_year_is_filed_within_a_week_of_its_beginning(
        self,
    ) -> None:
        """Somebody is assigned a post in December, after standby training."""
        begun = SIGNED.model_copy(update={"from_on": date(2026, 12, 1)})
        filed = e.ContractFiled(on=date(2026, 12, 8), due_on=date(2026, 12, 8), late=False)
        scenario = g.decided().given(STREAM, begun)
        scenario.when(FILE, at=noon(date(2026, 12, 8))).then(Recorded(STREAM, filed))

    def test_a_contract_filed_before_term_is_not_late(self) -> None:
        filed = e.ContractFiled(on=august(28), due_on=date(2026, 9, 8), late=False)
        self.past().when(FILE, at=noon(august(28))).then(Recorded(STREAM, filed))

    def test_t50_a_copy_that_arrives_on_day_eight_is_late_and_the_contract_stands(self) -> None:
        """Shows is_late."""
        day_eight = date(2026, 9, 9)
        filed = e.ContractFiled(on=day_eight, due_on=date(2026, 9, 8), late=True)
        self.past().when(FILE, at=noon(day_eight)).then(Recorded(STREAM, filed))
        state = evolve(evolve(None, SIGNED), filed)
        assert isinstance(state, Contract)
        assert (state.teacher, state.posts, state.until_on) == (
            "t-01",
            ("教学-01",),
            date(2027, 9, 1),
        )
        assert state.filed_on == day_eight
        assert state.body == g.SCHOOL

    def test_a_contract_is_filed_once(self) -> None:
        filed = e.ContractFiled(on=august(28), due_on=date(2026, 9, 8), late=False)
        self.past().given(STREAM, filed).when(FILE).then_refused(
            errors.FiledTwiceError, filed_on="2026-08-28"
        )

    def test_a_contract_that_was_not_signed_is_not_filed(self) -> None:
        g.decided().when(FILE).then_refused(MissingError, kind="contract")


def test_the_id_of_a_contract_follows_from_what_it_is_about() -> None:
    assert SIGN.contract == contract_id(teacher="t-01", round=g.ROUND, posts=("教学-01",))
    others = {
        contract_id(teacher="t-02", round=g.ROUND, posts=("教学-01",)),
        contract_id(teacher="t-01", round="round-2", posts=("教学-01",)),
        contract_id(teacher="t-01", round=g.ROUND, posts=("教学-01", "辅助-01")),
    }
    assert len(others | {SIGN.contract}) == 4


def test_the_pack_of_the_examples_hires_provisionally_for_a_year() -> None:
    assert (PACK.notice.mode.value, PACK.contract.min_years) == ("provisional", 1)
