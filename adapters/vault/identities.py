"""Whose identity number is registered as whose, so that nobody is registered twice.

Commitments are salted, so two of one number do not look alike. The numbers are opened here and
kept in memory alone, as digests under a key of this process: an erased person leaves nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Engine, bindparam, select

from adapters.ledger.database import positional
from adapters.ledger.tables import SEALED, SUBJECT_KEYS
from adapters.vault.vault import Vault
from domain.teacher.identity import IDENTITY, plain

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPICursor

_PLACES = f"%#{IDENTITY.replace('_', '!_')}"
_OPENABLE = (SUBJECT_KEYS, SUBJECT_KEYS.c.subject == SEALED.c.subject)


class SealedRow(NamedTuple):
    """A sealed value as stored, with the wrapped key of its person."""

    commitment: bytes
    subject: str
    place: str
    value: bytes
    wrapped: bytes


class _Known(NamedTuple):
    subject: str
    digest: bytes


class Identities:
    """The identity numbers of a store's people; follows what was sealed and erased since."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._vault = vault
        self._key = secrets.token_bytes(hashlib.blake2b.MAX_KEY_SIZE)
        self._known: dict[bytes, _Known] = {}
        self._list = positional(
            engine,
            select(SEALED.c.commitment)
            .join(*_OPENABLE)
            .where(SEALED.c.place.like(bindparam("places"), escape="!")),
        )
        columns = (SEALED.c.commitment, SEALED.c.subject, SEALED.c.place, SEALED.c.value)
        self._one = positional(
            engine,
            select(*columns, SUBJECT_KEYS.c.wrapped)
            .join(*_OPENABLE)
            .where(SEALED.c.commitment == bindparam("some")),
        )

    def holders(self, cursor: DBAPICursor, numbers: Iterable[str]) -> dict[str, str]:
        """Return by number the person as whom it is registered; numbers of nobody are left out.

        A value that cannot be opened any more is nobody's; ``verify`` tells of it.
        """
        self._follow(cursor)
        by_digest = {known.digest: known.subject for known in self._known.values()}
        found = {number: by_digest.get(self._digest(number)) for number in numbers}
        return {number: subject for number, subject in found.items() if subject is not None}

    def _follow(self, cursor: DBAPICursor) -> None:
        cursor.execute(self._list, (_PLACES,))
        there = {bytes(commitment) for (commitment,) in cursor.fetchall()}
        self._known = {name: each for name, each in self._known.items() if name in there}
        for commitment in there - self._known.keys():
            cursor.execute(self._one, (commitment,))
            for row in cursor.fetchall():
                value = self._vault.value_of(SealedRow(*row))
                self._known[commitment] = _Known(str(row[1]), self._digest(value))

    def _digest(self, number: str | None) -> bytes:
        """Return what stands for a number; of none, what stands for nothing that can be asked."""
        if number is None:
            return b""
        return hashlib.blake2b(plain(number).encode(), key=self._key).digest()
