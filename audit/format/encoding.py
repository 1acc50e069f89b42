"""Base64, hex and JSON fields, each with one spelling only."""

from __future__ import annotations

import binascii
from collections.abc import Mapping
from typing import TypeVar

from audit.format.errors import MalformedError

T = TypeVar("T")
HASH_SIZE = 32


def b64(data: bytes) -> str:
    """Return standard base64 with padding."""
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def unb64(text: str, *, size: int | None = None) -> bytes:
    """Return the bytes of standard base64, refusing any second spelling.

    Raises:
        MalformedError: Not base64, not its one spelling, or not ``size`` bytes.
    """
    try:
        data = binascii.a2b_base64(text)
    except (binascii.Error, ValueError) as exc:
        raise MalformedError(f"not base64: {text[:60]!r}") from exc
    if b64(data) != text:
        raise MalformedError(f"base64 with a second spelling: {text[:60]!r}")
    if size is not None and len(data) != size:
        raise MalformedError(f"{len(data)} bytes where {size} are due")
    return data


def unhex(text: str, *, size: int) -> bytes:
    """Return the bytes of lower-case hex.

    Raises:
        MalformedError: Not lower-case hex of ``size`` bytes.
    """
    try:
        data = bytes.fromhex(text)
    except ValueError as exc:
        raise MalformedError(f"not hex: {text[:60]!r}") from exc
    if data.hex() != text or len(data) != size:
        raise MalformedError(f"not {size} bytes in lower-case hex: {text[:60]!r}")
    return data


def decimal(text: str) -> int:
    """Return a decimal number without sign and leading zeros, below 2^63.

    Raises:
        MalformedError: Written in any other way, or too large.
    """
    if not (text.isascii() and text.isdigit()) or (len(text) > 1 and text[0] == "0"):
        raise MalformedError(f"not a decimal number: {text[:30]!r}")
    if len(text) > 19 or int(text) >= 1 << 63:  # noqa: PLR2004 - digits of 2^63
        raise MalformedError(f"number too large: {text[:30]!r}")
    return int(text)


def field(document: Mapping[str, object], name: str, kind: type[T]) -> T:
    """Return a field that must be present and of exactly this JSON type.

    Raises:
        MalformedError: The field is missing or of another type.
    """
    value = document.get(name)
    if type(value) is not kind:
        raise MalformedError(f"field {name!r} should be {kind.__name__}")
    return value


def exactly(document: object, names: frozenset[str], what: str) -> Mapping[str, object]:
    """Return a JSON object that has these fields and no others.

    Raises:
        MalformedError: Not an object, or other fields.
    """
    if not isinstance(document, dict) or document.keys() != names:
        raise MalformedError(f"{what} should have the fields {', '.join(sorted(names))}")
    return document
