"""What people hold: keys and mandates, as the log gave them, and which acts used them."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import date

from audit.format.keys import SUITE_ED25519


@dataclass(slots=True)
class Key:
    """An enrolled key, and from which index on its signatures are void."""

    person: str
    public: bytes
    since: int = 0
    suite: int = SUITE_ED25519
    void_from: int | None = None
    revoked_at: int | None = None
    """Index of the act that revoked it."""
    used_at: array[int] = field(default_factory=lambda: array("q"))


@dataclass(frozen=True, slots=True)
class Mandate:
    """An office as it was granted. ``until_on`` is exclusive."""

    person: str
    role: str
    body: str
    from_on: date
    until_on: date | None
    since: int = 0
    """Index of the act that granted it."""
    used_at: array[int] = field(default_factory=lambda: array("q"), compare=False)
