"""Whoever takes up an office signs a contract for it first of all (S002-28, S002-29)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.contract import commands as c
from domain.contract import errors
from domain.contract import events as e
from domain.contract.office_state import OfficeContract
from domain.decisions import decide
from domain.kernel import AlreadyExistsError, Command
from domain.mandate.errors import NotAuthorisedError, OwnMatterError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.school.events import OfficeGranted
from domain.values.privacy import PersonalDataError
from tests.domain import town
from tests.domain.planning_given import PLAN, SHA, TIMETABLE, TOWN, august, noon
from tests.support.desk import Desk

HEAD = "教务主任"
GRANTED = OfficeGranted(
    title=HEAD, person="a1", post=town.OFFICE, from_on=august(25), until_on=date(2027, 8, 25)
)
SIGN = c.SignOfficeContract(
    plan=PLAN,
    teacher="a1",
    school="school-1",
    title=HEAD,
    from_on=august(25),
    copies=3,
    duties=("主持教务工作",),
    targets=("完成学年教学管理目标",),
    conditions=("提供必要的工作条件",),
    liability="违反约定的，依法承担责任",
)
FILE = c.FileOfficeContract(contract=SIGN.contract)
DUE = TIMETABLE.term_starts_on + timedelta(days=7)


def sign(**changes: object) -> c.SignOfficeContract:
    return SIGN.model_copy(update=changes)


@pytest.fixture
def desk() -> Desk:
    desk = town.opened()
    desk.given("school:school-1", GRANTED)
    desk.at = noon(august(28))
    return desk


def test_the_contract_has_the_term_of_the_office(desk: Desk) -> None:
    """Shows office_must_be_taken_up."""
    (signed,) = desk.do(SIGN)
    assert isinstance(signed, e.OfficeContractSigned)
    assert (signed.from_on, signed.until_on) == (august(25), date(2027, 8, 25))
    assert signed.pack_sha256 == SHA
    assert desk.body_of(f"office-contract:{SIGN.contract}") == "school-1"
    assert desk.replayed() == desk.states


def test_one_term_one_contract(desk: Desk) -> None:
    desk.do(SIGN)
    desk.refuses(SIGN, AlreadyExistsError)
    other = c.office_contract_id(
        teacher="a1", school="school-1", title=HEAD, from_on=date(2027, 8, 25)
    )
    assert other != SIGN.contract


@pytest.mark.parametrize(
    "changes", [{"teacher": "a2"}, {"title": "副校长"}, {"from_on": august(24)}]
)
def test_nobody_signs_for_an_office_or_term_that_is_not_held(
    desk: Desk, changes: dict[str, object]
) -> None:
    desk.refuses(sign(**changes), errors.OfficeNotHeldError)


def test_nor_before_it_is_taken_up(desk: Desk) -> None:
    desk.at = noon(august(24))
    desk.refuses(SIGN, errors.OfficeNotHeldError, from_on="2026-08-25")
    desk.at = noon(august(25))
    desk.do(SIGN)


def test_three_copies_and_all_contents_and_no_personal_data(desk: Desk) -> None:
    desk.refuses(sign(copies=2), errors.CopiesError, required=3)
    desk.refuses(sign(targets=()), errors.ContentMissingError, part="targets")
    desk.refuses(sign(liability="身份证11010519491231002X"), PersonalDataError)


@pytest.mark.parametrize(("after", "late"), [(0, False), (1, True)])
def test_t50_it_is_on_file_within_a_week_of_the_start_of_school(
    desk: Desk, after: int, *, late: bool
) -> None:
    """Shows filing_due_on."""
    desk.do(SIGN)
    desk.at = noon(DUE + timedelta(days=after))
    (filed,) = desk.do(FILE)
    assert filed == e.OfficeContractFiled(on=DUE + timedelta(days=after), due_on=DUE, late=late)
    desk.refuses(FILE, errors.FiledTwiceError)
    state = desk.find(OfficeContract, SIGN.contract)
    assert state is not None
    assert state.filed_on == DUE + timedelta(days=after)


def test_for_an_office_that_begins_later_the_week_begins_later(desk: Desk) -> None:
    begins = date(2026, 11, 2)
    desk.given("school:school-1", GRANTED.model_copy(update={"from_on": begins}))
    desk.at = noon(begins)
    later = sign(from_on=begins)
    (filed,) = desk.do(later, c.FileOfficeContract(contract=later.contract))
    assert isinstance(filed, e.OfficeContractFiled)
    assert filed.due_on == date(2026, 11, 9)


class TestSigners:
    HOLDER = Mandated("a1", Role.SELF)
    PRINCIPAL = Mandated("p", Role.PRINCIPAL, "school-1", "m1")

    def signed(self, desk: Desk, command: Command, *actors: Mandated) -> None:
        """Ask whether they may sign; nothing is recorded."""
        decision = decide(desk, command, at=desk.at)
        after = Desk(desk.at, states=dict(desk.states))
        for recorded in decision:
            after.given(recorded.stream, recorded.event)
        authorise(after, [decision], actors)

    def test_school_and_holder_both_sign(self, desk: Desk) -> None:
        self.signed(desk, SIGN, self.PRINCIPAL, self.HOLDER)
        for one in (self.PRINCIPAL, self.HOLDER):
            with pytest.raises(NotAuthorisedError):
                self.signed(desk, SIGN, one)

    def test_for_the_principal_himself_the_town_office_signs(self, desk: Desk) -> None:
        himself = Mandated("a1", Role.PRINCIPAL, "school-1", "m2")
        with pytest.raises(OwnMatterError):
            self.signed(desk, SIGN, himself, self.HOLDER)
        officer = Mandated("t", Role.TOWN_OFFICER, TOWN, "m3")
        self.signed(desk, SIGN, officer, self.HOLDER)
