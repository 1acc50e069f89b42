"""Seals and erases within the transaction that records an act."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Engine, bindparam, delete, insert, select

from adapters.ledger.database import positional
from adapters.ledger.tables import SEALED, SUBJECT_KEYS
from adapters.vault.vault import KEY_SIZE, NONCE_SIZE, Secret, Vault
from audit.format.encoding import b64
from audit.format.restricted_json import encode

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPICursor

_OF_SUBJECT = SUBJECT_KEYS.c.subject == bindparam("of")


class Sealing:
    """Writes into a vault by the driver's own cursor."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._vault = vault
        self._insert_sealed = positional(engine, insert(SEALED))
        self._insert_key = positional(engine, insert(SUBJECT_KEYS))
        self._select_key = positional(engine, select(SUBJECT_KEYS.c.wrapped).where(_OF_SUBJECT))
        self._delete_key = positional(engine, delete(SUBJECT_KEYS).where(_OF_SUBJECT))

    def seal(self, cursor: DBAPICursor, secret: Secret, place: str) -> None:
        """Store a value at its place, ``stream#position#path``; make the person's key if new.

        Raises:
            VaultError: The person's key is not wrapped by this vault.
        """
        key = self._key(cursor, secret.subject) or self._new_key(cursor, secret.subject)
        plain = encode([b64(secret.salt), secret.path, secret.value])
        nonce = secrets.token_bytes(NONCE_SIZE)
        sealed = nonce + key.encrypt(nonce, plain, place.encode())
        row = (secret.commitment.commitment, secret.subject, place, sealed)
        cursor.execute(self._insert_sealed, row)

    def erase(self, cursor: DBAPICursor, subject: str) -> None:
        """Delete a person's key: what it sealed can never be read again."""
        cursor.execute(self._delete_key, (subject,))

    def _key(self, cursor: DBAPICursor, subject: str) -> AESGCM | None:
        cursor.execute(self._select_key, (subject,))
        for (wrapped,) in cursor.fetchall():
            return self._vault.unwrapped(bytes(wrapped), subject)
        return None

    def _new_key(self, cursor: DBAPICursor, subject: str) -> AESGCM:
        key = secrets.token_bytes(KEY_SIZE)
        cursor.execute(self._insert_key, (subject, self._vault.wrapped(key, subject)))
        return AESGCM(key)
