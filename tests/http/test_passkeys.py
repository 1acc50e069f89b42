"""Passkeys over HTTP, with an authenticator in software: made, enrolled, log in, sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import utils

from adapters.client.client import Client
from api.http import drafting
from api.http.passkeys import unbase64url
from audit.format.encoding import b64, unb64
from audit.format.entry import Entry
from audit.format.errors import MalformedError
from audit.format.es256 import ORDER
from audit.format.keys import SUITE_WEBAUTHN
from audit.format.passkey import base64url, challenge_of
from audit.format.tlog_proof import TlogProof
from domain.mandate.commands import DeclareRecusal, EnrolKey, RevokeKey
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from tests.http.house import GENEROUS, House, house_at, served
from tests.http.passkeys_given import drafted, handed_in, headers_of, login, made
from tests.support.authenticator import Authenticator
from tests.support.office import ORIGIN, signer

PHISHER = "http://phisher.example"
ELSEWHERE = "https://ledger.example.org"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder: Path = tmp_path_factory.mktemp("passkeys")
    with house_at(f"sqlite:///{folder / 'l.db'}", folder) as founded:
        founded.hire("registrar", Role.REGISTRAR, "d1")
        founded.hire("b")
        with served(founded):
            yield founded


@pytest.fixture(scope="module")
def http(house: House) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{house.url}/api/v1") as client:
        yield client


_numbers = count()


@pytest.fixture
def mine(house: House, http: httpx.Client) -> Authenticator:
    """A passkey that somebody made, and the registrar enrolled over HTTP."""
    mine = Authenticator(f"a{next(_numbers)}")
    enrolment = made(http, mine)
    assert enrolment.pop("command") == "EnrolKey"
    registrar = Mandated("registrar", Role.REGISTRAR, "d1", "registrar-registrar-d1")
    house.act(EnrolKey.model_validate(enrolment), registrar)
    return mine


def test_a_passkey_made_in_a_browser_is_enrolled_opens_a_session_and_signs(
    house: House, http: httpx.Client, mine: Authenticator
) -> None:
    session = headers_of(http, mine)
    who = http.get("/sessions/current", headers=session)
    assert who.json()["person"] == mine.person
    draft = drafted(http, session, mine)
    answer = handed_in(http, session, draft["act_id"], mine.get(draft["passkey"]))
    assert answer.status_code == 201, answer.text
    proof = TlogProof.from_bytes(answer.json()["proof"].encode())
    [signature] = Entry.from_bytes(proof.extra or b"").signatures
    assert (signature.suite, signature.kid) == (SUITE_WEBAUTHN, mine.kid)
    assert house.ledger.verify().findings == []


def test_a_draft_tells_a_browser_what_to_ask_and_of_which_passkeys(
    house: House, http: httpx.Client, mine: Authenticator
) -> None:
    session = headers_of(http, mine)
    draft = drafted(http, session, mine, "b")
    message = house.app.state.runtime.pending(draft["act_id"]).draft.to_sign
    due = {
        "challenge": challenge_of(message),
        "rpId": "localhost",
        "allowCredentials": [{"type": "public-key", "id": mine.create(_OPTIONS)["id"]}],
        "userVerification": "required",
    }
    assert draft["passkey"] == due
    url = f"/drafts/{draft['act_id']}"
    assert http.get(url, headers=session).json()["passkey"] == due
    assert http.get(url, headers=house.headers_of("b")).json()["passkey"] is None


_OPTIONS = {"rp": {"id": "localhost"}, "challenge": ""}


def test_passkeys_and_other_keys_sign_one_act_one_after_the_other(
    house: House, http: httpx.Client, mine: Authenticator
) -> None:
    session = headers_of(http, mine)
    draft = drafted(http, session, mine, "b")
    waiting = handed_in(http, session, draft["act_id"], mine.get(draft["passkey"]))
    assert (waiting.status_code, waiting.json()["waiting_for"]) == (202, ["b"])
    other = house.client("b")
    fetched = other.fetch(draft["act_id"])
    assert other.record(fetched, [other.sign(fetched)])
    assert house.ledger.verify().findings == []


@pytest.mark.parametrize("high", [False, True])
def test_whichever_s_the_device_gave_the_log_holds_the_lower(
    house: House, http: httpx.Client, mine: Authenticator, *, high: bool
) -> None:
    session = headers_of(http, mine)
    draft = drafted(http, session, mine)
    answer = mine.get(draft["passkey"])
    r, s = utils.decode_dss_signature(unbase64url(answer["response"]["signature"]))
    of_both = sorted((s, ORDER - s))
    given = utils.encode_dss_signature(r, of_both[high])
    answer["response"]["signature"] = base64url(given)
    recorded = handed_in(http, session, draft["act_id"], answer)
    proof = TlogProof.from_bytes(recorded.json()["proof"].encode())
    [held] = Entry.from_bytes(proof.extra or b"").signatures
    assert held.value.endswith(utils.encode_dss_signature(r, of_both[0]))
    assert house.ledger.verify().findings == []


def test_what_a_passkey_signed_for_something_else_records_nothing(
    http: httpx.Client, mine: Authenticator
) -> None:
    session = headers_of(http, mine)
    first, second = drafted(http, session, mine), drafted(http, session, mine)
    asked = first["passkey"]
    genuine = mine.get(asked)
    broken = {**genuine, "response": {**genuine["response"], "signature": "AAAA"}}
    answers = [
        mine.get(second["passkey"]),
        mine.get(asked, origin=PHISHER),
        mine.get({**asked, "rpId": "phisher.example"}),
        Authenticator("stranger").get(asked),
        {**genuine, "id": Authenticator("stranger").get(asked)["id"]},
        broken,
    ]
    for answer in answers:
        refused = handed_in(http, session, first["act_id"], answer)
        assert (refused.status_code, refused.json()["code"]) == (409, "ledger.signature-refused")
    assert handed_in(http, session, first["act_id"], genuine).status_code == 201
    again = handed_in(http, session, first["act_id"], genuine)
    assert again.status_code == 200, "the same act gives the same receipt"


def test_a_program_may_hand_in_a_signature_as_the_log_holds_it(
    house: House, mine: Authenticator
) -> None:
    with Client(house.url, signer=signer("b"), vkey=house.ledger.vkey) as client:
        client.login()
        recusal = DeclareRecusal(person="b", other="x", relation="亲属")
        actors = [Mandated("b", Role.SELF), Mandated(mine.person, Role.SELF)]
        assert client.execute([recusal], actors, mine).index
    assert house.ledger.verify().findings == []


def test_it_opens_nothing_for_others_nor_from_another_site(
    http: httpx.Client, mine: Authenticator
) -> None:
    assert login(http, mine).status_code == 201
    assert login(http, mine, "b").status_code == 401
    assert login(http, mine, origin=PHISHER).status_code == 401
    assert login(http, Authenticator("stranger")).status_code == 401
    assert login(http, Authenticator("nobody"), "nobody").status_code == 401


def test_an_answer_opens_one_session(http: httpx.Client, mine: Authenticator) -> None:
    asked = http.post("/passkeys/challenges", json={"person": mine.person}).json()
    answer = mine.get(asked["passkey"])
    used = {"person": mine.person, "challenge": asked["challenge"], "credential": answer}
    statuses = [http.post("/sessions/passkey", json=used).status_code for _ in range(2)]
    assert statuses == [201, 401]


def test_whether_somebody_has_a_passkey_is_not_told(
    http: httpx.Client, mine: Authenticator
) -> None:
    told = [
        http.post("/passkeys/challenges", json={"person": person}).json()["passkey"]
        for person in (mine.person, "nobody")
    ]
    assert [each.pop("challenge") == "" for each in told] == [False, False]
    assert told[0] == told[1]


def test_a_passkey_opens_nothing_before_it_is_enrolled(http: httpx.Client) -> None:
    early = Authenticator("early")
    made(http, early)
    assert login(http, early).status_code == 401


def test_nor_after_it_is_revoked(house: House, http: httpx.Client, mine: Authenticator) -> None:
    session = headers_of(http, mine)
    lost = RevokeKey(person=mine.person, kid=mine.kid, reason="遗失", void_from_index=1)
    house.act(lost, house.root)
    assert login(http, mine).status_code == 401
    assert http.get("/sessions/current", headers=session).status_code == 401


def test_a_passkey_made_for_another_site_is_none(http: httpx.Client) -> None:
    options = http.post("/passkeys/options", json={"person": "a"}).json()
    new = Authenticator("a").create(options, origin=PHISHER)
    refused = http.post("/passkeys", json={"person": "a", "credential": new})
    assert (refused.status_code, refused.json()["code"]) == (409, "passkey.refused")


def test_what_is_no_answer_makes_no_passkey(http: httpx.Client) -> None:
    mine = Authenticator("a")
    options = http.post("/passkeys/options", json={"person": "a"}).json()
    new = mine.create(options)
    for person, credential in (("b", new), ("a", new), ("a", {}), ("a", {"response": {}})):
        refused = http.post("/passkeys", json={"person": person, "credential": credential})
        assert (refused.status_code, refused.json()["code"]) == (409, "passkey.refused")


@pytest.mark.parametrize("wrong", ["another's proof", "another address", "no key", "not base64"])
def test_a_key_without_its_own_proof_is_none(http: httpx.Client, wrong: str) -> None:
    mine = Authenticator("a", origin=ELSEWHERE if wrong == "another address" else "")
    mine.origin = mine.origin or Authenticator("a").origin
    options = http.post("/passkeys/options", json={"person": "a"}).json()
    new = Authenticator("a").create(options)
    asked = http.post("/passkeys", json={"person": "a", "credential": new}).json()
    device = Authenticator("b") if wrong == "another's proof" else mine
    keys = {"no key": b64(bytes(99)), "not base64": "AAA"}
    key = keys.get(wrong, b64(mine.passkey.to_bytes()))
    proof = {"person": "a", "key": key, "credential": device.get(asked["passkey"])}
    refused = http.post("/passkeys/proofs", json=proof)
    assert (refused.status_code, refused.json()["code"]) == (409, "passkey.refused")


def test_the_registrar_drafts_no_passkey_that_signs_at_another_address(
    house: House, http: httpx.Client
) -> None:
    enrolment = {"command": "EnrolKey", **Authenticator("a", ELSEWHERE).enrolment(ORIGIN)}
    actor = {"person": "registrar", "role": "registrar", "body": "d1"}
    body = {"commands": [enrolment], "actors": [actor | {"mandate": "registrar-registrar-d1"}]}
    headers = house.headers_of("registrar")
    refused = http.post("/drafts", json=body, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "passkey.refused")
    assert ELSEWHERE in refused.json()["facts"]["reason"]
    enrolment["key"] = b64(unb64(str(enrolment["key"]))[:64])
    malformed = http.post("/drafts", json=body, headers=headers)
    assert malformed.status_code == 409


def test_room_is_left_for_what_passkeys_say(
    house: House, http: httpx.Client, mine: Authenticator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An act that would be too large once it is signed is refused before anybody signs."""
    session = headers_of(http, mine)
    size = len(unb64(drafted(http, session, mine)["act"]))
    monkeypatch.setattr(drafting, "MAX_ENTRY", size + 1000)
    assert drafted(http, session, mine)["code"] == "ledger.refused"
    recusal = {"command": "DeclareRecusal", "person": "b", "other": "x", "relation": "亲属"}
    body = {"commands": [recusal], "actors": [{"person": "b", "role": "self"}]}
    assert http.post("/drafts", json=body, headers=house.headers_of("b")).status_code == 201


def test_at_an_address_where_browsers_use_none_no_passkey_is_asked_for(tmp_path: Path) -> None:
    settings = replace(GENEROUS, origin="http://192.0.2.7:8000")
    url = f"sqlite:///{tmp_path / 'l.db'}"
    with house_at(url, tmp_path, settings=settings) as house, served(house):
        for path in ("/passkeys/options", "/passkeys/challenges"):
            refused = httpx.post(f"{house.url}/api/v1{path}", json={"person": "a"})
            assert (refused.status_code, refused.json()["code"]) == (409, "passkey.refused")


@pytest.mark.parametrize("text", ["+_8", "A", "AB", "AAA=", "AA\n", "é"])
def test_base64url_has_one_spelling(text: str) -> None:
    assert unbase64url("-_8") == b"\xfb\xff"
    with pytest.raises(MalformedError):
        unbase64url(text)
