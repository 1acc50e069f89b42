"""An act that a passkey signed, and a foreign verifier of such signatures."""

from __future__ import annotations

import hashlib
from typing import Any

import cbor2
from webauthn import verify_authentication_response
from webauthn.helpers.exceptions import WebAuthnException

from audit.format import suites
from audit.format.keys import SUITE_WEBAUTHN
from audit.format.passkey import Assertion, base64url
from tests.support.authenticator import SITE_ORIGIN, Authenticator

MESSAGE = b"what the person was shown"
WANG = Authenticator("wang")
KEY = WANG.passkey.to_bytes()
GENUINE = WANG.asserts(MESSAGE)


def good(made: Assertion, message: bytes = MESSAGE, key: bytes = KEY) -> bool:
    return suites.verify(SUITE_WEBAUTHN, key, made.to_bytes(), message)


def oracle(made: Assertion) -> bool:
    """Tell whether ``webauthn`` takes the assertion for this challenge, site and key."""
    point = WANG.passkey.point
    cose = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point[1:33], -3: point[33:]})
    name = base64url(WANG.credential)
    parts = ("authenticatorData", "clientDataJSON", "signature")
    response = {part: base64url(value) for part, value in zip(parts, made, strict=True)}
    credential: dict[str, Any] = {"id": name, "rawId": name, "type": "public-key"}
    try:
        verify_authentication_response(
            credential=credential | {"response": response},
            expected_challenge=hashlib.sha256(MESSAGE).digest(),
            expected_rp_id="localhost",
            expected_origin=SITE_ORIGIN,
            credential_public_key=cose,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except WebAuthnException:
        return False
    return True
