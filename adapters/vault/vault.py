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
from sqlalchemy import Connection, select

from adapters.ledger.tables import SEALED, SUBJECT_KEYS
from audit.format.body import SALT_SIZE, Commitment, commit
from audit.format.bundle_writer import Disclosure
from audit.format.encoding import unb64
from audit.format.errors import MalformedError
from audit.format.restricted_json import JsonValue, decode

KEY_SIZE = 32
NONCE_SIZE = 12
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
    """Opens sealed values within the caller's transaction; ``sealing`` writes them."""

    def __init__(self, master: bytes) -> None:
        """Take the 32-byte master key that wraps the keys of persons."""
        self._master = AESGCM(master)

    def open(self, connection: Connection, commitment: bytes) -> Disclosure | None:
        """Return the value behind a commitment, or ``None`` where it is gone.

        Raises:
            VaultError: The value was altered, or moved to another place.
        """
        row = connection.execute(_OPENABLE.where(SEALED.c.commitment == commitment)).first()
        return None if row is None else self._opened(row)

    def open_path(
        self, connection: Connection, subjects: Collection[str], path: str
    ) -> list[Disclosure]:
        """Return one value each of many people; none of those who were erased.

        Raises:
            VaultError: A value was altered, or moved to another place.
        """
        found: list[Disclosure] = []
        wanted, ends = sorted(subjects), SEALED.c.place.endswith(f"#{path}", autoescape=True)
        for start in range(0, len(wanted), _MOST_PARAMETERS):
            some = wanted[start : start + _MOST_PARAMETERS]
            query = _OPENABLE.where(SEALED.c.subject.in_(some), ends)
            found += map(self._opened, connection.execute(query))
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

    def value_of(self, row: Any) -> str | None:
        """Return the text that a row of ``sealed`` with its person's key holds.

        ``None`` where it is no text, or cannot be opened.
        """
        try:
            value = self._opened(row).value
        except VaultError:
            return None
        return value if isinstance(value, str) else None

    def wrapped(self, key: bytes, subject: str) -> bytes:
        """Return a person's key as the store keeps it."""
        nonce = secrets.token_bytes(NONCE_SIZE)
        return nonce + self._master.encrypt(nonce, key, _WRAP + subject.encode())

    def unwrapped(self, wrapped: bytes, subject: str) -> AESGCM:
        """Return a person's key, to seal and to open with.

        Raises:
            VaultError: This vault did not wrap it, or not for this person.
        """
        nonce, sealed = wrapped[:NONCE_SIZE], wrapped[NONCE_SIZE:]
        try:
            return AESGCM(self._master.decrypt(nonce, sealed, _WRAP + subject.encode()))
        except InvalidTag as exc:
            raise VaultError(f"the key of {subject} is not wrapped by this vault") from exc

    def _opened(self, row: Any) -> Disclosure:
        key = self.unwrapped(row.wrapped, row.subject)
        nonce, sealed = row.value[:NONCE_SIZE], row.value[NONCE_SIZE:]
        try:
            salt, path, value = _parts_of(decode(key.decrypt(nonce, sealed, row.place.encode())))
            found = Disclosure(row.commitment, path, unb64(salt), row.subject, value)
        except (InvalidTag, MalformedError, ValueError) as exc:  # ValueError: cut short
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


def _parts_of(opened: JsonValue) -> tuple[str, str, JsonValue]:
    """Return salt, path and value of what was sealed.

    Raises:
        MalformedError: It is something else.
    """
    match opened:
        case [str(salt), str(path), value]:
            return salt, path, value
        case _:
            raise MalformedError("a sealed value is salt, path and value")
