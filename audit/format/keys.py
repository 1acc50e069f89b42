"""Suites, names of keys, and what a new key signs to prove possession."""

from __future__ import annotations

import hashlib

from audit.format.dsse import pre_auth
from audit.format.encoding import b64
from audit.format.restricted_json import encode

SUITE_ED25519 = 1
SUITE_WEBAUTHN = 2
POINT_SIZE = 65
"""Bytes of a P-256 point, which a suite 2 key begins with; what follows says where it signs."""
KID_SIZE = 16
KEY_PAYLOAD_TYPE = "application/vnd.gongxin.key+json;v=1"


def kid_of(suite: int, key: bytes) -> str:
    """Return the key id: the first 16 bytes of SHA-256(suite byte || public key), in hex.

    Of a suite 2 key the point alone counts, so that none is enrolled again for another site.
    """
    public = key[:POINT_SIZE] if suite == SUITE_WEBAUTHN else key
    return hashlib.sha256(bytes([suite]) + public).digest()[:KID_SIZE].hex()


def key_proof_bytes(*, log: str, person: str, suite: int, key: bytes) -> bytes:
    """Return what a new key signs, so that nobody enrols a key that is not theirs."""
    statement = encode(
        {"log": log, "person": person, "kid": kid_of(suite, key), "suite": suite, "key": b64(key)}
    )
    return pre_auth(KEY_PAYLOAD_TYPE, statement)
