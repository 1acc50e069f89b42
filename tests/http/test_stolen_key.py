"""What the thief of a key gave opens nothing, from the moment that the theft is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from adapters.client.client import Client
from adapters.client.errors import RefusedError
from adapters.keystore.files import FileKeystore
from api.composition import PASSPHRASE_VARIABLE, HomeError
from api.http.app import PREFIX
from api.remote import draft_and_sign
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


def tell_the_theft(house: House, theft: int | None = None) -> str:
    """Revoke the clerk's key from the thief's act on, by default the last; return that act."""
    theft = house.ledger.size() - 1 if theft is None else theft
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


def states_of(house: House, table: str, **query: str | int) -> dict[str, str]:
    rows = house.client("arbiter").rows(table, **query)
    return {row.get("mandate") or row["person"]: row["state"] for row in rows}


def test_lists_of_keys_and_offices_say_what_the_thief_gave_now_and_as_of_then(
    house: House,
) -> None:
    assert states_of(house, "mandates", state="void") == {}
    tell_the_theft(house)
    told = house.ledger.size() - 1
    house.client("arbiter").get("/schools", as_of=told)
    assert states_of(house, "mandates", state="void") == {"m-eve": "void", "m-li": "void"}
    assert states_of(house, "keys", state="void") == {"eve": "void"}
    assert states_of(house, "mandates", state="void", as_of=told - 1) == {}
    sheet = house.client("arbiter").text("/mandates", format="csv", person="eve")
    assert sheet.splitlines()[1].endswith(",void")


def test_the_command_line_takes_no_office_that_the_thief_gave(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "a long passphrase of one's own")
    theft = house.ledger.size() - 1
    store = FileKeystore(tmp_path / "home" / "keys", "a long passphrase of one's own")
    mine = store.create("li")
    house.act(EnrolKey.model_validate(mine.enrolment(ORIGIN)), house.root)
    command = {"command": "RegisterBody", "body": "b1", "kind": "town_office", "name": "镇教办"}
    file = tmp_path / "body.json"
    file.write_text(json.dumps([command]))

    def draft(told: str) -> int:
        home = tmp_path / "home"
        return draft_and_sign(house.url, home, [told], file, vkey=None, ask=False, only=True)

    assert draft("li:registrar") == 0
    tell_the_theft(house, theft)
    house.client("arbiter").get("/schools", as_of=house.ledger.size() - 1)
    with pytest.raises(HomeError, match="li holds 0 mandates as registrar"):
        draft("li:registrar")
