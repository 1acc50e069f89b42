"""What the thief of a key gave opens nothing, from the moment that the theft is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from adapters.client.client import Client
from adapters.client.errors import RefusedError
from api.http.app import PREFIX
from domain.mandate.commands import ConfirmAct, EnrolKey, GrantMandate, RevokeKey
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from tests.http.house import START, House, house_at, served
from tests.support.office import ORIGIN, signer


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A clerk's key in the hands of a thief, who gave Eve a key, and her and Li an office."""
    with house_at(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path) as house:
        for person in ("clerk", "li"):
            house.hire(person)
        clerk = house.hire("clerk", Role.REGISTRAR, "d1")
        house.hire("arbiter", Role.DISPUTE_OFFICER, "d1")
        key = EnrolKey.model_validate(signer("eve").enrolment(ORIGIN))
        house.record([key, registrar("eve"), registrar("li")], clerk)
        with served(house):
            yield house


def registrar(person: str) -> GrantMandate:
    return GrantMandate(
        mandate=f"m-{person}",
        person=person,
        role=Role.REGISTRAR,
        body="d1",
        from_on=START.date(),
    )


def tell_the_theft(house: House) -> str:
    """Revoke the clerk's key from the thief's act on; return that act."""
    theft = house.ledger.size() - 1
    lost = RevokeKey(person="clerk", kid=signer("clerk").kid, reason="失窃", void_from_index=theft)
    house.act(lost, house.root)
    return house.ledger.prove(theft).act


def status(house: House, path: str, headers: dict[str, str]) -> int:
    return httpx.get(f"{house.url}{PREFIX}{path}", headers=headers).status_code


def test_an_office_that_the_thief_gave_shows_nobody_s_record(house: House) -> None:
    headers = house.headers("li")
    record = "/teachers/arbiter/personal"
    assert status(house, record, headers) == 200
    tell_the_theft(house)
    assert status(house, record, headers) == 403
    assert status(house, record, house.headers("li")) == 403


def test_a_key_that_the_thief_gave_opens_no_session_and_ends_those_it_opened(
    house: House,
) -> None:
    headers = house.headers("eve")
    assert status(house, "/sessions/current", headers) == 200
    tell_the_theft(house)
    assert status(house, "/sessions/current", headers) == 401
    with Client(house.url, signer=signer("eve")) as fresh, pytest.raises(RefusedError):
        fresh.login()


def test_what_was_confirmed_opens_again(house: House) -> None:
    headers = house.headers("li")
    act = tell_the_theft(house)
    assert status(house, "/teachers/arbiter/personal", headers) == 403
    arbiter = Mandated("arbiter", Role.DISPUTE_OFFICER, "d1", "dispute_officer-arbiter-d1")
    house.act(ConfirmAct(person="clerk", act=act, reason="复核无误"), arbiter)
    assert status(house, "/teachers/arbiter/personal", headers) == 200
