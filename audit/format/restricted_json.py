"""Restricted JSON: a subset of RFC 8785 in which every value has one spelling.

ASCII keys in sorted order, no floats, integers up to 2^53 - 1 either way, strings in
Unicode NFC, UTF-8, no blanks. What is parsed is written again and compared.
"""

from __future__ import annotations

import json
import unicodedata
from typing import NoReturn, TypeAlias

from audit.format.errors import MalformedError

JsonValue: TypeAlias = (
    "bool | int | str | list[JsonValue] | tuple[JsonValue, ...] | dict[str, JsonValue] | None"
)
MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 64
_encoder = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), check_circular=False
)


def encode(value: JsonValue) -> bytes:
    """Return the one spelling of ``value``.

    Raises:
        MalformedError: The value is outside the restriction.
    """
    _check(value, 0)
    return _write(value)


def decode(data: bytes) -> JsonValue:
    """Return the value that ``data`` spells in the one allowed way.

    Raises:
        MalformedError: Not JSON, outside the restriction, or spelled another way.
    """
    try:
        text = data.decode("utf-8")
        value: JsonValue = (_decoder if text.isascii() else _decoder_beyond_ascii).decode(text)
    except (ValueError, RecursionError) as exc:
        raise MalformedError("not restricted JSON") from exc
    # Where the text is in NFC, so is every string in it. The reverse fails where a letter of
    # an escape composes with what follows, as in "\\n" before a tilde: then each is looked at.
    deep = text.count("[") + text.count("{") > MAX_DEPTH
    if deep or not unicodedata.is_normalized("NFC", text):
        _check(value, 0)
    if _write(value) != data:
        raise MalformedError("JSON with a second spelling")
    return value


def _refuse(text: str) -> NoReturn:
    raise MalformedError(f"number outside restricted JSON: {text[:30]}")


def _with_ascii_keys(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    for key, _ in pairs:
        if not key.isascii():
            raise MalformedError("a key is not ASCII text")
    return dict(pairs)


def _exact_integer(text: str) -> int:
    value = int(text)
    _must_be_exact_anywhere(value)
    return value


_decoder = json.JSONDecoder(parse_int=_exact_integer, parse_float=_refuse, parse_constant=_refuse)
_decoder_beyond_ascii = json.JSONDecoder(
    parse_int=_exact_integer,
    parse_float=_refuse,
    parse_constant=_refuse,
    object_pairs_hook=_with_ascii_keys,
)


def _write(value: JsonValue) -> bytes:
    try:
        return _encoder.encode(value).encode("utf-8")
    except (ValueError, TypeError, RecursionError) as exc:
        raise MalformedError("not a restricted JSON value") from exc


def _check(value: JsonValue, depth: int) -> None:
    if isinstance(value, str):
        if not value.isascii() and not unicodedata.is_normalized("NFC", value):
            raise MalformedError("a string is not in Unicode NFC")
    elif isinstance(value, dict):
        _must_not_be_too_deep(depth)
        for key, item in value.items():
            if not (type(key) is str and key.isascii()):
                raise MalformedError("a key is not ASCII text")
            _check(item, depth + 1)
    elif isinstance(value, (list, tuple)):
        _must_not_be_too_deep(depth)
        for item in value:
            _check(item, depth + 1)
    elif isinstance(value, int):
        _must_be_exact_anywhere(value)
    elif value is not None:
        raise MalformedError(f"a {type(value).__name__} has no place in restricted JSON")


def _must_be_exact_anywhere(value: int) -> None:
    if abs(value) > MAX_INTEGER:
        raise MalformedError("integer beyond 2^53 - 1")


def _must_not_be_too_deep(depth: int) -> None:
    if depth >= MAX_DEPTH:
        raise MalformedError("nested too deeply")
