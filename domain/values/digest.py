"""Digests of values, over restricted JSON, so that two machines agree bit for bit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from domain.kernel import Frozen


def canonical(value: Frozen | Sequence[Frozen]) -> bytes:
    """Return the one spelling of a value, or of a list of values, in restricted JSON."""
    document = (
        value.model_dump(mode="json", by_alias=True)
        if isinstance(value, Frozen)
        else [each.model_dump(mode="json", by_alias=True) for each in value]
    )
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def sha256_of(value: Frozen | Sequence[Frozen]) -> str:
    """Return the SHA-256 of a value's one spelling, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()
