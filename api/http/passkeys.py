"""Passkeys (WebAuthn): keys of suite 2, made and used in a browser.

A passkey is a key like any other: enrolled in the ledger by the registrar, with its own
proof. Nothing about it is kept elsewhere. It signs acts, and opens sessions.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import webauthn
from webauthn.helpers import decode_credential_public_key
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.decode_credential_public_key import DecodedEC2PublicKey
from webauthn.helpers.structs import AuthenticatorSelectionCriteria, ResidentKeyRequirement
from webauthn.helpers.structs import UserVerificationRequirement as Verification

from adapters.keystore.challenge import challenge_bytes
from api.http.passkey_schemas import CredentialName, PasskeyAnswer, PasskeyAsk
from api.http.sessions import Sessions
from audit.format import es256, suites
from audit.format.encoding import b64, unb64
from audit.format.errors import MalformedError
from audit.format.keys import SUITE_WEBAUTHN, key_proof_bytes
from audit.format.passkey import Assertion, Passkey, base64url, challenge_of, site_of
from domain.kernel import Command
from domain.mandate.commands import EnrolKey
from domain.mandate.state import Key

_USER_SIZE = 32
_ES256 = [COSEAlgorithmIdentifier.ECDSA_SHA_256]
Named = tuple[str, str]
"""The name of a passkey for browsers, and its key id in the log."""


class PasskeyRefusedError(Exception):
    """Raised when an answer of an authenticator is not good."""


@dataclass(frozen=True, slots=True)
class Passkeys:
    """Speaks with browsers about the passkeys of one log's people."""

    sessions: Sessions
    origin: str
    """Address under which people see the server, for example ``https://ledger.example.org``."""
    log: str

    @property
    def site(self) -> str:
        """The host to which passkeys are bound.

        Raises:
            PasskeyRefusedError: Browsers use no passkeys at the server's address.
        """
        try:
            return site_of(self.origin)
        except MalformedError as exc:
            raise PasskeyRefusedError(str(exc)) from exc

    def offer(self, person: str) -> dict[str, Any]:
        """Return what a browser needs to make a passkey for a person.

        The device is told a number in place of the person: with one name for two passkeys
        it would let the second take the place of the first.

        Raises:
            PasskeyRefusedError: Browsers use no passkeys at the server's address.
        """
        challenge, _ = self.sessions.challenge(person)
        options = webauthn.generate_registration_options(
            rp_id=self.site,
            rp_name="公信 Gongxin",
            user_name=person,
            user_id=secrets.token_bytes(_USER_SIZE),
            challenge=unb64(challenge),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=Verification.REQUIRED,
            ),
            supported_pub_key_algs=_ES256,
        )
        found: dict[str, Any] = json.loads(webauthn.options_to_json(options))
        return found

    def made(self, person: str, credential: Mapping[str, Any]) -> Passkey:
        """Return the passkey that a browser made.

        Raises:
            PasskeyRefusedError: It does not answer a challenge of this person and site.
        """
        challenge = self._challenge(person, credential)
        try:
            made = webauthn.verify_registration_response(
                credential=dict(credential),
                expected_challenge=challenge,
                expected_rp_id=self.site,
                expected_origin=self.origin,
                require_user_verification=True,
                supported_pub_key_algs=_ES256,
            )
            public = decode_credential_public_key(made.credential_public_key)
            assert isinstance(public, DecodedEC2PublicKey), "only ES256 was asked for"
            point = b"\x04" + public.x + public.y
            found = Passkey(point, self.origin, made.credential_id)
            return Passkey.from_bytes(found.to_bytes())
        except Exception as exc:
            raise PasskeyRefusedError(type(exc).__name__) from exc

    def _challenge(self, person: str, credential: Mapping[str, Any]) -> bytes:
        """Return the challenge that is answered, and use it up."""
        try:
            client = json.loads(unbase64url(credential["response"]["clientDataJSON"]))
            challenge = unbase64url(client["challenge"])
        except Exception as exc:
            raise PasskeyRefusedError("no client data") from exc
        if not self.sessions.take(b64(challenge), person):
            raise PasskeyRefusedError("an unknown challenge")
        return challenge

    def ask(self, message: bytes, named: Iterable[Named] = ()) -> PasskeyAsk:
        """Return what a browser needs to have one of these passkeys, or any, sign a message.

        Raises:
            PasskeyRefusedError: Browsers use no passkeys at the server's address.
        """
        credentials = [CredentialName(id=name) for name, _ in named]
        return PasskeyAsk(challenge=challenge_of(message), site=self.site, credentials=credentials)

    def asked_of_new(self, person: str, key: bytes) -> bytes:
        """Return what a new passkey signs to prove that it is held."""
        return key_proof_bytes(log=self.log, person=person, suite=SUITE_WEBAUTHN, key=key)

    def proof(self, person: str, key: bytes, answer: PasskeyAnswer) -> bytes:
        """Return the proof with which a new passkey is enrolled.

        Raises:
            PasskeyRefusedError: It is none, or the key is for another address than this.
        """
        proof, asked = signature_in(answer), self.asked_of_new(person, key)
        if origin_of(key) != self.origin:
            raise PasskeyRefusedError("made for another address")
        if not suites.verify(SUITE_WEBAUTHN, key, proof, asked):
            raise PasskeyRefusedError("the key is not held, or the user was not verified")
        return proof

    def asked_of_session(self, person: str, challenge: str) -> bytes:
        """Return what any passkey of a person signs to open a session."""
        return challenge_bytes(log=self.log, person=person, challenge=challenge)

    def opens(self, person: str, challenge: str, answer: PasskeyAnswer, keys: Iterable[Key]) -> str:
        """Return the id of the key, among those of a person that stand, which signed.

        Raises:
            PasskeyRefusedError: None did, or not this challenge of this person.
        """
        if not self.sessions.take(challenge, person):
            raise PasskeyRefusedError("an unknown challenge")
        kid = dict(named_in(keys, self.origin)).get(answer.id)
        key = next((unb64(each.key) for each in keys if each.kid == kid), None)
        asked, signature = self.asked_of_session(person, challenge), signature_in(answer)
        if kid is None or key is None:
            raise PasskeyRefusedError("an unknown passkey")
        if not suites.verify(SUITE_WEBAUTHN, key, signature, asked):
            raise PasskeyRefusedError("not signed")
        return kid

    def must_be_for_here(self, commands: Iterable[Command]) -> None:
        """Refuse to draft the enrolment of a passkey that would sign at another address.

        Raises:
            PasskeyRefusedError: So it would.
        """
        for command in commands:
            if isinstance(command, EnrolKey) and command.suite == SUITE_WEBAUTHN:
                try:
                    origin = origin_of(unb64(command.key))
                except MalformedError:
                    continue  # the ledger says what is wrong with it
                if origin != self.origin:
                    raise PasskeyRefusedError(f"made for {origin}")


def named_in(keys: Iterable[Key], origin: str) -> tuple[Named, ...]:
    """Return the passkeys for an origin among enrolled keys that are not revoked."""
    found = []
    for key in keys:
        if key.suite == SUITE_WEBAUTHN and not key.revoked:
            passkey = Passkey.from_bytes(unb64(key.key))
            if passkey.origin == origin:
                found.append((base64url(passkey.credential), key.kid))
    return tuple(found)


def origin_of(key: bytes) -> str:
    """Return the address for which a passkey was made.

    Raises:
        PasskeyRefusedError: These bytes are no passkey.
    """
    try:
        return Passkey.from_bytes(key).origin
    except MalformedError as exc:
        raise PasskeyRefusedError(str(exc)) from exc


def signature_in(answer: PasskeyAnswer) -> bytes:
    """Return an authenticator's answer as entries hold it, in its one spelling.

    Raises:
        PasskeyRefusedError: It is no answer at all.
    """
    told = answer.response
    try:
        data, client = unbase64url(told.authenticator_data), unbase64url(told.client_data)
        return Assertion(data, client, es256.low_s(unbase64url(told.signature))).to_bytes()
    except MalformedError as exc:
        raise PasskeyRefusedError(str(exc)) from exc


def unbase64url(text: str) -> bytes:
    """Return the bytes of base64url without padding.

    Raises:
        MalformedError: It is none, or not in its one spelling.
    """
    data = unb64(text.translate(_STANDARD) + "=" * (-len(text) % 4))
    if base64url(data) != text:
        raise MalformedError("base64url with a second spelling")
    return data


_STANDARD = str.maketrans("-_", "+/")
