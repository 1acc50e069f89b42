"""What a person signs to open a session with a server."""

from __future__ import annotations

from audit.format.dsse import pre_auth
from audit.format.restricted_json import JsonValue, encode

SESSION_PAYLOAD_TYPE = "application/vnd.gongxin.session+json;v=1"


def challenge_bytes(*, log: str, person: str, challenge: str, kid: str | None = None) -> bytes:
    """Return what a person signs to open a session; no act can be mistaken for it.

    Without ``kid`` any passkey of the person may sign: the device chooses which.
    """
    statement: dict[str, JsonValue] = {"log": log, "person": person, "challenge": challenge}
    if kid is not None:
        statement["kid"] = kid
    return pre_auth(SESSION_PAYLOAD_TYPE, encode(statement))
