"""Signature suites: which bytes are a key of one, and whether its signature is good."""

from __future__ import annotations

from audit.format import ed25519, passkey
from audit.format.keys import SUITE_ED25519, SUITE_WEBAUTHN, key_proof_bytes


def is_key(suite: int, key: bytes) -> bool:
    """Tell whether these bytes may be a key of the suite; none is of an unknown suite."""
    if suite == SUITE_ED25519:
        return len(key) == ed25519.PUBLIC_SIZE
    return suite == SUITE_WEBAUTHN and passkey.is_key(key)


def verify(suite: int, key: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether a key of the suite signed the message; never for an unknown suite."""
    if suite == SUITE_ED25519:
        return ed25519.verify(key, signature, message)
    return suite == SUITE_WEBAUTHN and passkey.verify(key, signature, message)


def is_possessed(*, log: str, person: str, suite: int, key: bytes, proof: bytes) -> bool:
    """Tell whether the proof is the key's own, made for this person in this log."""
    asked = key_proof_bytes(log=log, person=person, suite=suite, key=key)
    return verify(suite, key, proof, asked)
