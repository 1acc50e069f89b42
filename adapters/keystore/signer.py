"""What signs for one person: software, a card, or the person elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.format.encoding import b64
from audit.format.entry import Signature
from audit.format.keys import SUITE_ED25519, key_proof_bytes, kid_of


class Signer(Protocol):
    """Signs for one person."""

    @property
    def person(self) -> str:
        """The person's opaque id."""
        ...

    def sign(self, message: bytes) -> Signature:
        """Return a signature over exactly these bytes."""
        ...


@dataclass(frozen=True)
class SoftwareSigner:
    """Holds the key in memory."""

    person: str
    key: Ed25519PrivateKey

    @cached_property
    def public(self) -> bytes:
        """The 32 raw bytes of the public key."""
        return self.key.public_key().public_bytes_raw()

    @cached_property
    def kid(self) -> str:
        """The key's id in the log."""
        return kid_of(SUITE_ED25519, self.public)

    def sign(self, message: bytes) -> Signature:
        return Signature(SUITE_ED25519, self.kid, self.key.sign(message))

    def enrolment(self, log: str) -> dict[str, str | int]:
        """Return the facts with which the key is enrolled, with proof of possession."""
        asked = key_proof_bytes(log=log, person=self.person, suite=SUITE_ED25519, key=self.public)
        return {
            "person": self.person,
            "kid": self.kid,
            "suite": SUITE_ED25519,
            "key": b64(self.public),
            "proof": b64(self.key.sign(asked)),
        }


class DetachedSignatureError(Exception):
    """Raised when a detached signature is asked to serve for other bytes."""


@dataclass(frozen=True, slots=True)
class DetachedSigner:
    """Carries a signature that the person made elsewhere, over bytes shown before."""

    person: str
    signed: bytes
    signature: Signature

    def sign(self, message: bytes) -> Signature:
        if message != self.signed:
            raise DetachedSignatureError("the act changed after it was signed")
        return self.signature
