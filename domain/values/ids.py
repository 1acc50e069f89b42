"""Opaque names of people, bodies and things. They say nothing about a person."""

from __future__ import annotations

import hashlib
from typing import Annotated

from pydantic import Field, StringConstraints

ID_PATTERN = r"^[0-9A-Za-z][0-9A-Za-z._-]*$"
LONGEST_ID = 64
Id = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_ID, pattern=ID_PATTERN)]
"""An opaque id: a person, a body, a round, a notice."""

PostNumber = Annotated[str, StringConstraints(min_length=1, max_length=32)]
"""岗位序号: number of a post in its school's published list, for example ``教学-07``."""

Sha256Hex = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
"""A sentence or two that people wrote: a reason, a duty, a title. Never personal data."""

Sealed = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
"""Text that goes to the vault, sealed for the person."""

Count = Annotated[int, Field(ge=0, le=10_000_000)]
Milli = Annotated[int, Field(ge=-1_000_000_000, le=1_000_000_000)]
"""A number in thousandths: 7.5 periods are 7500."""


def joined_id(*ids: str) -> str:
    """Return the id that follows from several: all of them in a row, or a digest if too long."""
    joined = ".".join(ids)
    if len(joined) <= LONGEST_ID:
        return joined
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:32]
