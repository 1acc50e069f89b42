"""Lots that anybody can draw again (抽签): one way of drawing for every order drawn by lot.

A seed is drawn before witnesses once it is known between whom: by dice, cards, numbered balls.
It is written down before the order is computed, and the witnesses sign the act that records
both. So whoever chose a seed for its order would need the witnesses' signatures for a draw that
they did not see. ``docs/decisions/0014`` says why.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def order_by_lot(seed: str, matter: str, people: Iterable[str]) -> tuple[str, ...]:
    """抽签定序: the order that a seed gives. 依据: B5-09, B5-10, S001-15.

    ``matter`` is the id of the round or selection. Each person's lot is the SHA-256 of seed,
    matter and id, in UTF-8, one a line; the lowest, in hex, comes first. Who falls out changes
    nothing in the order of the others.
    """
    return tuple(sorted(people, key=lambda person: lot_of(seed, matter, person)))


def lot_of(seed: str, matter: str, person: str) -> str:
    """Return a person's lot, in hex."""
    return hashlib.sha256(f"{seed}\n{matter}\n{person}".encode()).hexdigest()
