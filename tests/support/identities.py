"""Identity numbers of invented people: no two alike."""

from __future__ import annotations

import hashlib

from adapters.importers.id_number import check_digit


def identity_of(person: str) -> str:
    """Return the same well-formed number for a name in every run, born on the last day of 1949."""
    dice = int.from_bytes(hashlib.sha256(person.encode()).digest()[:8])
    seventeen = f"{110000 + dice % 90_000}19491231{dice // 90_000 % 1000:03}"
    return seventeen + check_digit(seventeen)
