"""What a person signs to open a session with a server."""

from __future__ import annotations

from audit.format.dsse import pre_auth
from audit.format.restricted_json import encode

SESSION_PAYLOAD_TYPE = "application/vnd.gongxin.session+json;v=1"


def challenge_bytes(*, log: str, person: str, kid: str, challenge: str) -> bytes:
    """Return what a person signs to open a session; no act can be mistaken for it."""
    statement = encode({"log": log, "person": person, "kid": kid, "challenge": challenge})
    return pre_auth(SESSION_PAYLOAD_TYPE, statement)
