"""Seals personal values with the person's own key; erasing a person deletes that key.

The event commits to the value; the vault keeps ``[salt, path, value]`` under AES-256-GCM,
bound to its place. The person's key is itself wrapped by the vault's master key.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, delete, insert, select

from adapters.ledger.tables import SEALED, SUBJECT_KEYS
from audit.format.body import SALT_SIZE, Commitment, commit
from audit.format.bundle_writer import Disclosure
from audit.format.encoding import b64, unb64
from audit.format.errors import MalformedError
from audit.format.restricted_json import decode, encode

KEY_SIZE = 32
_NONCE_SIZE = 12
_MOST_PARAMETERS = 500
"""People, or commitments, that one query names: databases bound the number of parameters."""
_WRAP = b"gongxin/subject-key/v1\n"
_OPENABLE = select(SEALED, SUBJECT_KEYS.c.wrapped).join(
    SUBJECT_KEYS, SUBJECT_KEYS.c.subject == SEALED.c.subject
)


class VaultError(Exception):
    """Raised when a sealed value cannot be opened although its key is there."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A personal value on its way into the vault."""

    path: str
    subject: str
    value: str
    salt: bytes

    @classmethod
    def of(cls, path: str, subject: str, value: str) -> Secret:
        """Return the value with a fresh salt."""
        return cls(path, subject, value, secrets.token_bytes(SALT_SIZE))

    @property
    def commitment(self) -> Commitment:
        """What the event says of the value."""
        return Commitment(self.path, self.subject, commit(self.salt, self.path, self.value))


class Vault:
    """Reads and writes sealed values within the caller's transaction."""

    def __init__(self, master: bytes) -> None:
        """Take the 32-byte master key that wraps the keys of persons."""
        self._master = AESGCM(master)

    def seal(self, connection: Connection, secret: Secret, place: str) -> None:
        """Store a value at its place, ``stream#position#path``; make the person's key if new."""
        key = self._key(connection, secret.subject) or self._new_key(connection, secret.subject)
        plain = encode([b64(secret.salt), secret.path, secret.value])
        nonce = secrets.token_bytes(_NONCE_SIZE)
        row = {
            "commitment": secret.commitment.commitment,
            "subject": secret.subject,
            "place": place,
            "value": nonce + key.encrypt(nonce, plain, place.encode()),
        }
        connection.execute(insert(SEALED), row)

    def open(self, connection: Connection, commitment: bytes) -> Disclosure | None:
        """Return the value behind a commitment, or ``None`` where it is gone.

        Raises:
            VaultError: The value was altered, or moved to another place.
        """
        row = connection.execute(_OPENABLE.where(SEALED.c.commitment == commitment)).first()
        return None if row is None else self._opened(row)

    def open_path(
        self, connection: Connection, subjects: Collection[str], path: str
    ) -> dict[str, str]:
        """Return one value each of many people, by person; none of those who were erased.

        Raises:
            VaultError: A value was altered, or moved to another place.
        """
        found: dict[str, str] = {}
        wanted, ends = sorted(subjects), SEALED.c.place.endswith(f"#{path}", autoescape=True)
        for start in range(0, len(wanted), _MOST_PARAMETERS):
            some = wanted[start : start + _MOST_PARAMETERS]
            query = _OPENABLE.where(SEALED.c.subject.in_(some), ends)
            for row in connection.execute(query):
                found[row.subject] = str(self._opened(row).value)
        return found

    def open_all(self, connection: Connection, subject: str) -> list[Disclosure]:
        """Return all of a person's values; none where the person was erased.

        Raises:
            VaultError: A value was altered, or moved to another place.
        """
        rows = connection.execute(_OPENABLE.where(SEALED.c.subject == subject))
        return [self._opened(row) for row in rows]

    def gone(self, connection: Connection, commitments: Sequence[bytes]) -> set[bytes]:
        """Return those whose value or key is not there, or is not the one committed to."""
        gone = set(commitments)
        for start in range(0, len(commitments), _MOST_PARAMETERS):
            some = commitments[start : start + _MOST_PARAMETERS]
            rows = connection.execute(_OPENABLE.where(SEALED.c.commitment.in_(some)))
            gone.difference_update(row.commitment for row in rows if self._can_open(row))
        return gone

    def erase(self, connection: Connection, subject: str) -> None:
        """Delete a person's key: what it sealed can never be read again."""
        connection.execute(delete(SUBJECT_KEYS).where(SUBJECT_KEYS.c.subject == subject))

    def _opened(self, row: Any) -> Disclosure:
        key = self._unwrapped(row.wrapped, row.subject)
        nonce, sealed = row.value[:_NONCE_SIZE], row.value[_NONCE_SIZE:]
        try:
            opened = decode(key.decrypt(nonce, sealed, row.place.encode()))
            assert isinstance(opened, list)
            salt, path, value = opened
            found = Disclosure(row.commitment, str(path), unb64(str(salt)), row.subject, value)
        except (InvalidTag, MalformedError, ValueError, AssertionError) as exc:
            raise VaultError(f"the sealed value at {row.place} was altered") from exc
        if commit(found.salt, found.path, found.value) != row.commitment:
            raise VaultError(f"the sealed value at {row.place} is not the one committed to")
        return found

    def _can_open(self, row: Any) -> bool:
        try:
            self._opened(row)
        except VaultError:
            return False
        return True

    def _key(self, connection: Connection, subject: str) -> AESGCM | None:
        query = select(SUBJECT_KEYS.c.wrapped).where(SUBJECT_KEYS.c.subject == subject)
        wrapped = connection.scalar(query)
        return None if wrapped is None else self._unwrapped(wrapped, subject)

    def _unwrapped(self, wrapped: bytes, subject: str) -> AESGCM:
        nonce, sealed = wrapped[:_NONCE_SIZE], wrapped[_NONCE_SIZE:]
        try:
            return AESGCM(self._master.decrypt(nonce, sealed, _WRAP + subject.encode()))
        except InvalidTag as exc:
            raise VaultError(f"the key of {subject} is not wrapped by this vault") from exc

    def _new_key(self, connection: Connection, subject: str) -> AESGCM:
        key, nonce = secrets.token_bytes(KEY_SIZE), secrets.token_bytes(_NONCE_SIZE)
        wrapped = nonce + self._master.encrypt(nonce, key, _WRAP + subject.encode())
        connection.execute(insert(SUBJECT_KEYS), {"subject": subject, "wrapped": wrapped})
        return AESGCM(key)
