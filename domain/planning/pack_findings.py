"""What is wrong with a document that would be a rule pack, and where (规则包审查).

All of it is found at once, so that who writes a pack mends it in one go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from domain.values.ids import ID_PATTERN
from domain.values.inconsistent import InconsistentError
from domain.values.score_items import POINTS_PATTERN

MAX_DEPTH = 20
Place = tuple[str | int, ...]
"""Keys and positions that lead to a value of the document."""


@dataclass(frozen=True, slots=True)
class PackFinding:
    """One thing that is wrong. ``code`` is stable; ``place`` leads there in the document.

    ``field`` is the field as the model names it: for a leaf of the scoring table with its
    kind, and empty where the pack as a whole contradicts itself.
    """

    code: str
    place: Place
    field: str
    problem: str


def plain_findings(value: object, place: Place = ()) -> Iterator[PackFinding]:
    """规则包格式: what has no one spelling in JSON is refused. 依据: audit/format/SPEC §1."""
    if len(place) > MAX_DEPTH:
        yield PackFinding("pack.depth", (), "", f"nested deeper than {MAX_DEPTH}")
    elif isinstance(value, float):
        told = f'write decimals as quoted strings: "{value}", not {value}'
        yield finding_at(place, "pack.float", told)
    elif isinstance(value, dict):
        for name, each in value.items():
            if isinstance(name, str):
                yield from plain_findings(each, (*place, name))
            else:
                yield finding_at(place, "pack.text", f"a field's name is text, not {name}")
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from plain_findings(each, (*place, index))
    elif value is not None and not isinstance(value, str | int):
        told = f"write it as quoted text: a {type(value).__name__} is none"
        yield finding_at(place, "pack.text", told)


def model_findings(error: ValidationError, document: object) -> tuple[PackFinding, ...]:
    """Return what a model refused, each with its place in the document."""
    return tuple(_of(each, document) for each in error.errors(include_url=False))


def finding_at(place: Place, code: str, problem: str) -> PackFinding:
    """Return a finding whose field is named by its place."""
    return PackFinding(code, place, ".".join(map(str, place)), problem)


_CODES = {
    "extra_forbidden": "pack.unknown-key",
    "missing": "pack.missing-key",
    "union_tag_invalid": "pack.kind",
    "union_tag_not_found": "pack.kind",
}


def _of(details: ErrorDetails, document: object) -> PackFinding:
    cause = details.get("ctx", {}).get("error")
    code = _CODES.get(details["type"], "pack.value")
    place = _place_of(details["loc"], document)
    if isinstance(cause, InconsistentError):
        code = cause.code
        place = _place_of_item(document, cause.key) or (*place, *cause.within)
    return PackFinding(
        code=code,
        place=place,
        field=".".join(str(part) for part in details["loc"]),
        problem=_problem(details),
    )


def _problem(details: ErrorDetails) -> str:
    match details["type"]:
        case "extra_forbidden":
            return f"the key {details['loc'][-1]} is not permitted: nothing is called so here"
        case "missing":
            return f"the key {details['loc'][-1]} is missing"
        case "string_type" if isinstance(details["input"], int):
            return f'write it as quoted text: "{details["input"]}"'
        case "string_pattern_mismatch":
            return _SHAPES.get(str(details["ctx"]["pattern"]), details["msg"])
        case kind if kind in _WORDS:
            return _WORDS[kind].format_map(details["ctx"])
        case _:
            return details["msg"].removeprefix("Value error, ")


_SHAPES = {
    POINTS_PATTERN: '写加引号的非负小数，至多四位小数 a quoted decimal from 0, as "0.25"',
    ID_PATTERN: "代码只用字母、数字及 . _ - an id has Latin letters, digits, and . _ - only",
}
_WORDS = {
    "enum": "只能是 must be one of: {expected}",
    "literal_error": "只能是 must be: {expected}",
    "union_tag_invalid": "种类只能是 the kind must be one of: {expected_tags}",
    "greater_than_equal": "不得小于 must not be under {ge}",
    "less_than_equal": "不得大于 must not be above {le}",
}
"""What a refused value is told with; ``{…}`` is what the type of the value allows."""


def _place_of(loc: Place, document: object) -> Place:
    """Return a model's location without the names of kinds, which the document does not nest."""
    place: list[str | int] = []
    here, entered = document, False
    for part in loc:
        if entered and isinstance(here, dict) and here.get("kind") == part:
            entered = False
            continue
        place.append(part)
        entered = isinstance(here, list)
        here = _inside(here, part)
    return tuple(place)


def _inside(value: object, part: str | int) -> object:
    if isinstance(value, dict):
        return value.get(part)
    items = value if isinstance(value, list) else []
    return items[part] if isinstance(part, int) and part < len(items) else None


def _place_of_item(value: object, name: str, place: Place = ()) -> Place | None:
    """Return where the item or group of that id stands, the last one where it stands twice."""
    if not name:
        return None
    found: Place | None = None
    if isinstance(value, dict):
        found = place if value.get("id") == name and "kind" in value else None
        inside: list[tuple[str | int, object]] = list(value.items())
    else:
        inside = list(enumerate(value)) if isinstance(value, list) else []
    for part, each in inside:
        found = _place_of_item(each, name, (*place, part)) or found
    return found
