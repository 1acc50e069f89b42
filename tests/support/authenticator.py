"""An authenticator in software: makes passkeys and assertions as a browser returns them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from audit.format.encoding import b64
from audit.format.entry import Signature
from audit.format.es256 import ORDER, low_s
from audit.format.keys import SUITE_WEBAUTHN, key_proof_bytes, kid_of
from audit.format.passkey import Assertion, Passkey, base64url, challenge_of

SITE_ORIGIN = "http://localhost:8000"
PRESENT_AND_VERIFIED, WITH_KEY = 0x05, 0x40


def key_named(name: str) -> ec.EllipticCurvePrivateKey:
    """Return the same key for a name in every run. Never outside tests."""
    seed = int.from_bytes(hashlib.sha256(f"passkey of {name}".encode()).digest(), "big")
    return ec.derive_private_key(seed % (ORDER - 1) + 1, ec.SECP256R1())


def client_data(challenge: str, /, **changes: object) -> bytes:
    """Return what a browser says of a challenge; ``changes`` replace or add members."""
    said = {
        "type": "webauthn.get",
        "challenge": challenge,
        "origin": SITE_ORIGIN,
        "crossOrigin": False,
    }
    return json.dumps(said | changes, separators=(",", ":"), ensure_ascii=False).encode()


def authenticator_data(
    site: str = "localhost", flags: int = PRESENT_AND_VERIFIED, uses: int = 1, more: bytes = b""
) -> bytes:
    """Return what an authenticator says of a site and its user."""
    return hashlib.sha256(site.encode()).digest() + bytes([flags]) + uses.to_bytes(4, "big") + more


@dataclass
class Authenticator:
    """Holds one person's passkey for one site, and counts its uses.

    It signs acts like any other signer, and answers a browser's options like a device.
    """

    person: str
    origin: str = SITE_ORIGIN
    credential: bytes = b""
    uses: int = 0
    key: ec.EllipticCurvePrivateKey = field(init=False)

    def __post_init__(self) -> None:
        self.key = key_named(self.person)
        self.credential = self.credential or hashlib.sha256(self.person.encode()).digest()[:20]

    @property
    def passkey(self) -> Passkey:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return Passkey(point, self.origin, self.credential)

    @property
    def kid(self) -> str:
        return kid_of(SUITE_WEBAUTHN, self.passkey.to_bytes())

    def signed(self, data: bytes, client: bytes) -> Assertion:
        """Sign what the browser and the authenticator say, whatever it is."""
        algorithm = ec.ECDSA(SHA256(), deterministic_signing=True)
        made = self.key.sign(data + hashlib.sha256(client).digest(), algorithm)
        return Assertion(data, client, made)

    def asserts(self, message: bytes) -> Assertion:
        """Sign a message's challenge at this passkey's own site, in the log's spelling."""
        self.uses += 1
        client = client_data(challenge_of(message), origin=self.origin)
        made = self.signed(authenticator_data(self.passkey.site, uses=self.uses), client)
        return made._replace(signature=low_s(made.signature))

    def sign(self, message: bytes) -> Signature:
        return Signature(SUITE_WEBAUTHN, self.kid, self.asserts(message).to_bytes())

    def enrolment(self, log: str) -> dict[str, str | int]:
        """Return the facts with which the key is enrolled, with proof of possession."""
        key = self.passkey.to_bytes()
        asked = key_proof_bytes(log=log, person=self.person, suite=SUITE_WEBAUTHN, key=key)
        return {
            "person": self.person,
            "kid": self.kid,
            "suite": SUITE_WEBAUTHN,
            "key": b64(key),
            "proof": b64(self.asserts(asked).to_bytes()),
        }

    def create(self, options: dict[str, Any], origin: str | None = None) -> dict[str, Any]:
        """Answer the options of ``navigator.credentials.create``."""
        point = self.key.public_key().public_numbers()
        cose = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        )
        about = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + cose
        flags = PRESENT_AND_VERIFIED | WITH_KEY
        data = authenticator_data(options["rp"]["id"], flags, self.uses, about)
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = client_data(
            options["challenge"], type="webauthn.create", origin=origin or self.origin
        )
        return self._credential({"clientDataJSON": client, "attestationObject": attested})

    def get(self, options: dict[str, Any], origin: str | None = None) -> dict[str, Any]:
        """Answer the options of ``navigator.credentials.get``; ``s`` may be high, as devices do."""
        self.uses += 1
        client = client_data(options["challenge"], origin=origin or self.origin)
        made = self.signed(authenticator_data(options["rpId"], uses=self.uses), client)
        return self._credential(
            {
                "clientDataJSON": client,
                "authenticatorData": made.authenticator_data,
                "signature": made.signature,
            }
        )

    def _credential(self, response: dict[str, bytes]) -> dict[str, Any]:
        name = base64url(self.credential)
        told = {key: base64url(value) for key, value in response.items()}
        return {"id": name, "rawId": name, "type": "public-key", "response": told}
