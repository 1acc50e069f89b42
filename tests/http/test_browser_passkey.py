"""A passkey in a real browser: made, enrolled, logged in with, an act signed, all verified."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path

import httpx

from audit.format.encoding import unb64
from audit.format.entry import Entry
from audit.format.keys import SUITE_WEBAUTHN
from audit.format.passkey import Assertion
from audit.format.tlog_proof import TlogProof
from domain.mandate.commands import EnrolKey
from tests.http.house import GENEROUS, house_at, served
from tests.support.chromium import browser, needs_chromium

RECUSAL = {"command": "DeclareRecusal", "person": "a", "other": "x", "relation": "亲属"}


def a_free_port() -> int:
    """Return a port that was free a moment ago: the server's address is part of the key."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        found: int = bound.getsockname()[1]
        return found


@needs_chromium
def test_a_browser_makes_a_passkey_that_logs_in_and_signs_what_it_showed(tmp_path: Path) -> None:
    port = a_free_port()
    settings = replace(GENEROUS, origin=f"http://localhost:{port}")
    url = f"sqlite:///{tmp_path / 'l.db'}"
    with (
        house_at(url, tmp_path, settings=settings) as house,
        served(house, port),
        httpx.Client(base_url=f"{house.url}/api/v1") as http,
        browser(tmp_path / "profile") as page,
    ):
        page.open(f"{settings.origin}/healthz")
        page.plug_in()
        about = {"person": "a"}
        made = page.create(http.post("/passkeys/options", json=about).json())
        new = http.post("/passkeys", json=about | {"credential": made}).json()
        proof = about | {"key": new["key"], "credential": page.get(new["passkey"])}
        enrolment = http.post("/passkeys/proofs", json=proof).json()
        assert enrolment.pop("command") == "EnrolKey"
        house.act(EnrolKey.model_validate(enrolment), house.root)

        asked = http.post("/passkeys/challenges", json=about).json()
        used = about | {"challenge": asked["challenge"], "credential": page.get(asked["passkey"])}
        opened = http.post("/sessions/passkey", json=used)
        assert opened.status_code == 201, opened.text
        http.headers["Authorization"] = f"Bearer {opened.json()['token']}"

        actors = [{"person": "a", "role": "self"}]
        draft = http.post("/drafts", json={"commands": [RECUSAL], "actors": actors}).json()
        signature = {"suite": 2, "credential": page.get(draft["passkey"])}
        recorded = http.post("/acts", json={"act": draft["act_id"], "signatures": [signature]})
        assert recorded.status_code == 201, recorded.text

        entry = Entry.from_bytes(
            TlogProof.from_bytes(recorded.json()["proof"].encode()).extra or b""
        )
        assert entry.act == unb64(draft["act"])
        [signed] = entry.signatures
        assert (signed.suite, signed.kid) == (SUITE_WEBAUTHN, enrolment["kid"])
        assert settings.origin.encode() in Assertion.from_bytes(signed.value).client_data
        assert house.ledger.verify().findings == []
