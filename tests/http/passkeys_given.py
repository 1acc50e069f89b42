"""What a browser asks of the door for a passkey, and hands in."""

from __future__ import annotations

from typing import Any

import httpx

from tests.support.authenticator import Authenticator


def made(http: httpx.Client, mine: Authenticator) -> dict[str, Any]:
    """Return the enrolment of a new passkey; nobody is logged in for that."""
    about = {"person": mine.person}
    options = http.post("/passkeys/options", json=about).json()
    new = http.post("/passkeys", json=about | {"credential": mine.create(options)}).json()
    proof = about | {"key": new["key"], "credential": mine.get(new["passkey"])}
    answer = http.post("/passkeys/proofs", json=proof)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def login(http: httpx.Client, mine: Authenticator, person: str = "", **how: str) -> httpx.Response:
    person = person or mine.person
    asked = http.post("/passkeys/challenges", json={"person": person}).json()
    answer = mine.get(asked["passkey"], **how)
    used = {"person": person, "challenge": asked["challenge"], "credential": answer}
    return http.post("/sessions/passkey", json=used)


def headers_of(http: httpx.Client, mine: Authenticator) -> dict[str, str]:
    return {"Authorization": f"Bearer {login(http, mine).json()['token']}"}


def drafted(
    http: httpx.Client, session: dict[str, str], mine: Authenticator, *others: str
) -> dict[str, Any]:
    """Return a draft in which the passkey's owner declares recusal from somebody."""
    me = mine.person
    recusal = {"command": "DeclareRecusal", "person": me, "other": "x", "relation": "亲属"}
    actors = [{"person": person, "role": "self"} for person in (me, *others)]
    body = {"commands": [recusal], "actors": actors}
    found: dict[str, Any] = http.post("/drafts", json=body, headers=session).json()
    return found


def handed_in(
    http: httpx.Client, session: dict[str, str], act: str, answer: dict[str, Any]
) -> httpx.Response:
    signatures = [{"suite": 2, "credential": answer}]
    return http.post("/acts", json={"act": act, "signatures": signatures}, headers=session)
