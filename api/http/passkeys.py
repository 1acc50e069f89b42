"""Passkeys (WebAuthn): a second way into a session, vouched for by an enrolled key.

A passkey opens sessions and signs no acts. It stands as long as the key in whose session
it was made: with that key it ends.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import webauthn
from sqlalchemy import (
    Column,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    insert,
    select,
    update,
)
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.structs import AuthenticatorSelectionCriteria, ResidentKeyRequirement
from webauthn.helpers.structs import UserVerificationRequirement as Verification

from adapters.ledger.database import reading, writing
from api.http.sessions import Sessions
from audit.format.encoding import b64, unb64

_PASSKEYS = Table(
    "passkeys",
    MetaData(),
    Column("credential", String(1400), primary_key=True),
    Column("person", String(64), nullable=False),
    Column("kid", String(32), nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("uses", Integer, nullable=False),
)


class PasskeyRefusedError(Exception):
    """Raised when an answer of an authenticator is not good."""


@dataclass(frozen=True, slots=True)
class Passkeys:
    """Passkeys of people, in the ledger's database but no part of the ledger."""

    engine: Engine
    sessions: Sessions
    origin: str
    """Address under which people see the server, for example ``https://ledger.example.org``."""

    def __post_init__(self) -> None:
        """Create the table if it is missing."""
        _PASSKEYS.create(self.engine, checkfirst=True)

    @property
    def site(self) -> str:
        """The host to which passkeys are bound."""
        return urlsplit(self.origin).hostname or ""

    def offer(self, person: str) -> dict[str, Any]:
        """Return what a browser needs to make a passkey for a person."""
        challenge, _ = self.sessions.challenge(person)
        options = webauthn.generate_registration_options(
            rp_id=self.site,
            rp_name="公信 Gongxin",
            user_name=person,
            user_id=person.encode(),
            challenge=unb64(challenge),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.PREFERRED,
                user_verification=Verification.REQUIRED,
            ),
        )
        return _document(options)

    def ask(self, person: str) -> dict[str, Any]:
        """Return what a browser needs to use a passkey; whether there is one is not told."""
        challenge, _ = self.sessions.challenge(person)
        options = webauthn.generate_authentication_options(
            rp_id=self.site, challenge=unb64(challenge), user_verification=Verification.REQUIRED
        )
        return _document(options)

    def add(self, person: str, kid: str, credential: Mapping[str, Any]) -> str:
        """Keep a new passkey; return its id.

        Raises:
            PasskeyRefusedError: It does not answer a challenge of this person and site.
        """
        challenge = self._challenge(credential, person)
        try:
            made = webauthn.verify_registration_response(
                credential=dict(credential),
                expected_challenge=challenge,
                expected_rp_id=self.site,
                expected_origin=self.origin,
                require_user_verification=True,
            )
            name = b64(made.credential_id)
            row: dict[str, object] = {"credential": name, "person": person, "kid": kid}
            row |= {"public": made.credential_public_key, "uses": made.sign_count}
            with writing(self.engine) as connection:
                connection.execute(insert(_PASSKEYS), row)
        except Exception as exc:
            raise PasskeyRefusedError(type(exc).__name__) from exc
        return name

    def use(self, person: str, credential: Mapping[str, Any]) -> str:
        """Check a passkey; return the id of the enrolled key that vouches for it.

        Raises:
            PasskeyRefusedError: It is not this person's, or its answer is not good.
        """
        challenge = self._challenge(credential, person)
        try:
            name = b64(base64url_to_bytes(credential["id"]))
            query = select(_PASSKEYS).where(
                _PASSKEYS.c.credential == name, _PASSKEYS.c.person == person
            )
            with reading(self.engine) as connection:
                known = connection.execute(query).one()
            used = webauthn.verify_authentication_response(
                credential=dict(credential),
                expected_challenge=challenge,
                expected_rp_id=self.site,
                expected_origin=self.origin,
                credential_public_key=known.public,
                credential_current_sign_count=known.uses,
                require_user_verification=True,
            )
        except Exception as exc:
            raise PasskeyRefusedError(type(exc).__name__) from exc
        counted = update(_PASSKEYS).where(_PASSKEYS.c.credential == name)
        with writing(self.engine) as connection:
            connection.execute(counted.values(uses=used.new_sign_count))
        return str(known.kid)

    def _challenge(self, credential: Mapping[str, Any], person: str) -> bytes:
        """Return the challenge that is answered, and use it up."""
        try:
            client = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
            challenge = base64url_to_bytes(client["challenge"])
        except Exception as exc:
            raise PasskeyRefusedError("no client data") from exc
        if not self.sessions.take(b64(challenge), person):
            raise PasskeyRefusedError("an unknown challenge")
        return challenge


def _document(options: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return found
