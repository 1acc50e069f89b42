"""Where two JSON values differ, path by path, in words that a report can print."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from audit.format.restricted_json import JsonValue

_KEYS = ("bidder", "teacher", "person", "item", "post", "school")
"""Fields by which rows of a list are told apart, so that a moved row is no difference."""
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_MILLISECOND = timedelta(milliseconds=1)
NOTHING = "（无）"


@dataclass(frozen=True, slots=True)
class Difference:
    """One value: as it was published, and as it comes out of the rules."""

    path: str
    published: str
    recomputed: str


def differences(published: JsonValue, recomputed: JsonValue, path: str = "") -> list[Difference]:
    """Return every place where the two differ."""
    return list(_walk(published, recomputed, path))


def _walk(left: JsonValue, right: JsonValue, path: str) -> Iterator[Difference]:
    if left == right or _same_instant(left, right):
        return
    lefts, rights = _parts(left), _parts(right)
    if lefts is None or rights is None:
        yield Difference(path, _told(left), _told(right))
        return
    for name in dict.fromkeys((*lefts, *rights)):
        where = f"{path}.{name}" if path else name
        if name not in lefts:
            yield Difference(where, NOTHING, _told(rights[name]))
        elif name not in rights:
            yield Difference(where, _told(lefts[name]), NOTHING)
        else:
            yield from _walk(lefts[name], rights[name], where)


def _same_instant(left: JsonValue, right: JsonValue) -> bool:
    """Tell whether two texts are one instant; acts keep milliseconds, and zones may differ."""
    if not isinstance(left, str) or not isinstance(right, str):
        return False
    if not (_INSTANT.fullmatch(left) and _INSTANT.fullmatch(right)):
        return False
    apart = datetime.fromisoformat(left) - datetime.fromisoformat(right)
    return abs(apart) < _MILLISECOND


def _parts(value: JsonValue) -> Mapping[str, JsonValue] | None:
    """Return what a value is made of, by name; ``None`` for what is one piece."""
    if isinstance(value, dict):
        return value
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return None
    names = [_row_name(each) for each in value if isinstance(each, dict)]
    if len(set(names)) != len(names):
        names = [str(number) for number in range(len(value))]
    return dict(zip(names, value, strict=True))


def _row_name(row: Mapping[str, JsonValue]) -> str:
    return "/".join(str(row[key]) for key in _KEYS if isinstance(row.get(key), str))


def _told(value: JsonValue) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
