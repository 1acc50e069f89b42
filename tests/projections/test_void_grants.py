"""Registers say which keys and offices stand by an act that a stolen key signed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from adapters.keystore.signer import SoftwareSigner
from adapters.ledger.given import key_name, mandate_name
from domain.mandate.commands import ConfirmAct, EnrolKey, GrantMandate, RevokeKey, RevokeMandate
from domain.mandate.roles import Role
from projections.registers import Registers
from projections.temporal import Row, TemporalTable
from projections.views import Views
from tests.ledger.test_stolen_key_in_ledger import arbiter, clerk_revoked, confirmation, robbed
from tests.support.office import DAY, ORIGIN, Office, signer


class Desk:
    """The registers over a ledger, caught up at every question."""

    def __init__(self, office: Office, engine: sa.Engine) -> None:
        self.office, self.engine = office, engine
        self.views, self.registers = Views(engine), Registers(engine)

    def keys(self, index: int | None = None) -> dict[str, str]:
        """Return the state of each key."""
        rows = self._rows(self.registers.keys.keys, index)
        return {str(row["kid"]): str(row["state"]) for row in rows}

    def mandates(self, index: int | None = None) -> dict[str, str]:
        """Return the state of each mandate that was not revoked."""
        self.views.catch_up(self.office.ledger)
        return {row["mandate"]: row["state"] for row in self.views.mandates(index=index)}

    def must_agree(self) -> None:
        """Compare with what the ledger lets people act by."""
        states = self.office.ledger.states()
        for row in self._rows(self.registers.keys.keys):
            void = states.is_void(str(row["person"]), key_name(str(row["kid"])))
            assert void == (row["state"] == "void") or row["state"] == "revoked", row
        for row in self.views.mandates():
            held = states.is_void(str(row["person"]), mandate_name(str(row["mandate"])))
            assert held == (row["state"] == "void"), row

    def _rows(self, table: TemporalTable, index: int | None = None) -> list[Row]:
        self.views.catch_up(self.office.ledger)
        self.registers.catch_up(self.office.ledger)
        with self.engine.connect() as connection:
            return table.rows(connection, index=index)


@pytest.fixture
def desk(office: Office) -> Iterator[Desk]:
    engine = sa.create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )
    yield Desk(office, engine)
    engine.dispose()


def test_what_the_thief_gave_is_void_from_the_act_that_tells_the_theft(desk: Desk) -> None:
    office = desk.office
    _, _, theft = robbed(office)
    eve = signer("eve").kid
    assert (desk.keys()[eve], desk.mandates()["m-eve"]) == ("enrolled", "stands")
    told = office.act(clerk_revoked(theft), office.root).index
    assert (desk.keys()[eve], desk.mandates()["m-eve"]) == ("void", "void")
    assert desk.keys()[signer("clerk").kid] == "revoked"
    assert desk.mandates()["registrar-clerk-d1"] == "stands", "it was given before the theft"
    before = told - 1
    assert (desk.keys(before)[eve], desk.mandates(before)["m-eve"]) == ("enrolled", "stands")
    desk.must_agree()


def test_what_was_given_before_the_theft_stands_in_the_registers(desk: Desk) -> None:
    _, _, theft = robbed(desk.office)
    desk.office.act(clerk_revoked(theft + 1), desk.office.root)
    assert desk.mandates()["m-eve"] == "stands"
    desk.must_agree()


def test_what_was_confirmed_stands_again_and_its_past_stays(desk: Desk) -> None:
    office = desk.office
    _, _, theft = robbed(office)
    void = office.ledger.prove(theft).act
    told = office.act(clerk_revoked(theft), office.root).index
    assert desk.mandates()["m-eve"] == "void"
    office.act(confirmation(void), arbiter(office))
    assert (desk.keys()[signer("eve").kid], desk.mandates()["m-eve"]) == ("enrolled", "stands")
    assert (desk.keys(told)[signer("eve").kid], desk.mandates(told)["m-eve"]) == ("void", "void")
    desk.must_agree()


def test_a_confirmation_by_a_second_stolen_key_confirms_nothing_in_the_registers(
    desk: Desk,
) -> None:
    office = desk.office
    _, _, theft = robbed(office)
    deputy = office.hire("deputy", Role.DISPUTE_OFFICER, "d1")
    void = office.ledger.prove(theft).act
    office.act(confirmation_is_early(office, void), arbiter(office))
    office.act(clerk_revoked(theft), office.root)
    assert desk.mandates()["m-eve"] == "void", "it was confirmed before the theft was told"
    office.act(confirmation(void), deputy)
    assert desk.mandates()["m-eve"] == "stands"
    deputy_s = RevokeKey(
        person="deputy", kid=signer("deputy").kid, reason="失窃", void_from_index=theft
    )
    office.act(deputy_s, office.root)
    assert desk.mandates()["m-eve"] == "void"
    desk.must_agree()


def confirmation_is_early(office: Office, act: str) -> ConfirmAct:
    """Return a confirmation that the rules take, since the clerk lost another key before."""
    first = SoftwareSigner("clerk", signer("clerk, first").key)
    office.act(EnrolKey.model_validate(first.enrolment(ORIGIN)), office.root)
    lost = RevokeKey(person="clerk", kid=first.kid, reason="遗失", void_from_index=1)
    office.act(lost, office.root)
    return confirmation(act)


def test_an_office_that_was_revoked_does_not_come_back_as_void(desk: Desk) -> None:
    office = desk.office
    _, _, theft = robbed(office)
    office.act(RevokeMandate(person="eve", mandate="m-eve", reason="撤回"), office.root)
    office.act(clerk_revoked(theft), office.root)
    assert "m-eve" not in desk.mandates()
    lost = RevokeKey(person="eve", kid=signer("eve").kid, reason="遗失", void_from_index=1)
    office.act(lost, office.root)
    assert desk.keys()[signer("eve").kid] == "revoked"


def test_what_a_void_key_gives_in_the_act_that_revokes_it_is_void(desk: Desk) -> None:
    office = desk.office
    clerk = office.hire("clerk", Role.REGISTRAR, "d1")
    given = GrantMandate(mandate="m-li", person="li", role=Role.JUDGE, body="s1", from_on=DAY)
    second = SoftwareSigner("clerk", signer("clerk, second").key)
    office.act(EnrolKey.model_validate(second.enrolment(ORIGIN)), office.root)
    office.act_all([given, clerk_revoked(office.ledger.size())], clerk)
    assert desk.mandates()["m-li"] == "void"
    desk.must_agree()


def test_the_registers_say_the_same_when_they_are_built_anew(desk: Desk) -> None:
    office = desk.office
    _, _, theft = robbed(office)
    desk.mandates()
    office.act(clerk_revoked(theft), office.root)
    again = Views(desk.engine)
    again.catch_up(office.ledger)
    kept = again.digest()
    again.rebuild(office.ledger)
    assert again.digest() == kept
