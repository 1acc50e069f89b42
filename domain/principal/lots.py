"""Lots that anybody can draw again (抽签)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def order_by_lot(seed: str, matter: str, people: Iterable[str]) -> tuple[str, ...]:
    """Return people in the order that a seed gives them.

    Each person's lot is the SHA-256 of seed, matter and id, one a line; the lowest comes
    first. Whoever knows the seed, which witnesses saw being drawn, can compute it again.
    """
    return tuple(sorted(people, key=lambda person: _lot(seed, matter, person)))


def _lot(seed: str, matter: str, person: str) -> str:
    return hashlib.sha256(f"{seed}\n{matter}\n{person}".encode()).hexdigest()
