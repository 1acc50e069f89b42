"""Passkeys, with an authenticator in software: ES256, attestation of format ``none``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cbor2
import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url

from domain.mandate.commands import RevokeKey
from tests.http.house import House, house_at, served
from tests.support.office import signer

ORIGIN = "http://localhost:8000"
PRESENT_AND_VERIFIED, WITH_KEY = 0x05, 0x40


@dataclass
class Authenticator:
    """Holds one passkey and counts its uses."""

    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    name: bytes = b"credential-1"
    uses: int = 0

    def make(self, options: dict[str, Any], origin: str = ORIGIN) -> dict[str, Any]:
        """Answer the options of ``navigator.credentials.create``."""
        point = self.key.public_key().public_numbers()
        cose = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        )
        about = bytes(16) + len(self.name).to_bytes(2, "big") + self.name + cose
        data = self._data(options["rp"]["id"], PRESENT_AND_VERIFIED | WITH_KEY) + about
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = _client("webauthn.create", options["challenge"], origin)
        response = {"clientDataJSON": client, "attestationObject": attested}
        return self._credential(response)

    def use(self, options: dict[str, Any], origin: str = ORIGIN) -> dict[str, Any]:
        """Answer the options of ``navigator.credentials.get``."""
        self.uses += 1
        data = self._data(options["rpId"], PRESENT_AND_VERIFIED)
        client = _client("webauthn.get", options["challenge"], origin)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        response = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
        return self._credential(response)

    def _data(self, site: str, flags: int) -> bytes:
        return (
            hashlib.sha256(site.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4, "big")
        )

    def _credential(self, response: dict[str, bytes]) -> dict[str, Any]:
        name = bytes_to_base64url(self.name)
        told = {key: bytes_to_base64url(value) for key, value in response.items()}
        return {"id": name, "rawId": name, "type": "public-key", "response": told}


def _client(kind: str, challenge: str, origin: str) -> bytes:
    return json.dumps({"type": kind, "challenge": challenge, "origin": origin}).encode()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with house_at(f"sqlite:///{tmp_path / 'l.db'}", tmp_path) as founded:
        founded.hire("a")
        founded.hire("b")
        with served(founded):
            yield founded


@pytest.fixture
def http(house: House) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{house.url}/api/v1") as client:
        yield client


def registered(house: House, http: httpx.Client) -> Authenticator:
    mine, session = Authenticator(), house.headers_of("a")
    options = http.post("/passkeys/options", headers=session).json()
    made = http.post("/passkeys", headers=session, json={"credential": mine.make(options)})
    assert made.status_code == 201
    return mine


def login(http: httpx.Client, mine: Authenticator, person: str = "a", **how: str) -> httpx.Response:
    options = http.post("/passkeys/challenges", json={"person": person}).json()
    used = {"person": person, "credential": mine.use(options, **how)}
    return http.post("/sessions/passkey", json=used)


def test_a_passkey_opens_a_session_of_its_person(house: House, http: httpx.Client) -> None:
    mine = registered(house, http)
    token = login(http, mine).json()["token"]
    who = http.get("/sessions/current", headers={"Authorization": f"Bearer {token}"})
    assert who.json()["person"] == "a"


def test_it_opens_nothing_for_others_nor_from_another_site(
    house: House, http: httpx.Client
) -> None:
    mine = registered(house, http)
    assert login(http, mine, "b").status_code == 401
    assert login(http, mine, origin="http://phisher.example").status_code == 401
    assert login(http, Authenticator()).status_code == 401


def test_an_answer_serves_once(house: House, http: httpx.Client) -> None:
    mine = registered(house, http)
    options = http.post("/passkeys/challenges", json={"person": "a"}).json()
    used = {"person": "a", "credential": mine.use(options)}
    statuses = [http.post("/sessions/passkey", json=used).status_code for _ in range(2)]
    assert statuses == [201, 401]


def test_a_passkey_made_for_another_site_is_not_kept(house: House, http: httpx.Client) -> None:
    session = house.headers_of("a")
    options = http.post("/passkeys/options", headers=session).json()
    made = Authenticator().make(options, origin="http://phisher.example")
    refused = http.post("/passkeys", headers=session, json={"credential": made})
    assert (refused.status_code, refused.json()["code"]) == (409, "passkey.refused")


def test_a_passkey_ends_with_the_key_that_vouched_for_it(house: House, http: httpx.Client) -> None:
    mine = registered(house, http)
    assert login(http, mine).status_code == 201
    lost = RevokeKey(person="a", kid=signer("a").kid, reason="遗失", void_from_index=1)
    house.act(lost, house.root)
    assert login(http, mine).status_code == 401
