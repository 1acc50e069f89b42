"""Names of keys, and what a new key signs to prove possession."""

from __future__ import annotations

import hashlib

from audit.format.dsse import pre_auth
from audit.format.encoding import b64
from audit.format.restricted_json import encode

KID_SIZE = 16
KEY_PAYLOAD_TYPE = "application/vnd.gongxin.key+json;v=1"


def kid_of(suite: int, key: bytes) -> str:
    """Return the key id: the first 16 bytes of SHA-256(suite byte || key), in hex."""
    return hashlib.sha256(bytes([suite]) + key).digest()[:KID_SIZE].hex()


def key_proof_bytes(*, log: str, person: str, suite: int, key: bytes) -> bytes:
    """Return what a new key signs, so that nobody enrols a key that is not theirs."""
    statement = encode(
        {"log": log, "person": person, "kid": kid_of(suite, key), "suite": suite, "key": b64(key)}
    )
    return pre_auth(KEY_PAYLOAD_TYPE, statement)
