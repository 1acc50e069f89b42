"""A complete example of each command, made up out of its fields' types and names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from adapters.importers.commands import PACK_FIELD
from domain.kernel import Command

_DAY, _INSTANT = "2026-08-20", "2026-08-22T18:00:00+08:00"
_DIGEST = "0" * 64
_UNIT = 1000
_OF_NAME: dict[str, Any] = {
    "teacher": "t-0001",
    "teachers": ["t-0001", "t-0002"],
    "bidder": "t-0001",
    "person": "t-0001",
    "population": ["t-0001", "t-0002"],
    "school": "s01",
    "schools": ["s01", "s02"],
    "to_school": "s02",
    "organiser": "s01",
    "town_office": "b-town",
    "body": "b-town",
    "bureau": "d1",
    "plan": "plan-2026",
    "round": "r-s01",
    "notice": "n-s01",
    "pack": "town-002",
    "school_year": "2026-2027",
    "teaching": "教学-01",
    "number": "教学-01",
    "posts": {"school": "s01", "teaching": "教学-01", "auxiliary": []},
    "item": "service_years",
    "name": "某某",
    "id_number": "11010519491231002X",
    "phone": "13800000000",
    "year": 2026,
    "sheet": "s01-2026-09",
    "month": "2026-09",
    "monday": "2026-09-07",
    "witnesses": ["w-1", "w-2"],
    "contested": "recruitment-round:r-s01",
    "until_on": "2026-09-30",
    "kickoff_on": "2026-08-18",
    "intents_from_on": "2026-08-20",
    "intents_until_on": "2026-08-22",
    "selection_from_on": "2026-08-22",
    "selection_until_on": "2026-08-25",
    "coordination_on": "2026-08-25",
    "cutoff_on": "2026-08-28",
    "notice_on": "2026-08-28",
    "term_starts_on": "2026-09-01",
}
"""Values that say more than their type does."""
_OF_TYPE: dict[str, Any] = {
    "integer": 1,
    "boolean": True,
    "date": _DAY,
    "date-time": _INSTANT,
    "null": None,
    "object": {"county": 1},
    "string": "……",
}


def example_of(command: type[Command]) -> dict[str, Any]:
    """Return every field that a command must have, with a value that it takes."""
    schema = command.model_json_schema()
    return _object(schema, schema.get("$defs", {}))


def _object(schema: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    required = schema.get("required", ())
    return {
        name: _value(name, each, known)
        for name, each in schema["properties"].items()
        if name in required or "const" in each
    }


def _value(name: str, schema: Mapping[str, Any], known: Mapping[str, Any]) -> Any:
    if name == PACK_FIELD:
        return _OF_NAME[name]
    if "$ref" in schema:
        found = known[schema["$ref"].rpartition("/")[2]]
        return found["enum"][0] if "enum" in found else _object(found, known)
    if "items" in schema:
        own = _OF_NAME.get(name)
        return own if isinstance(own, list) else [_value(name, schema["items"], known)]
    choices = schema.get("anyOf") or schema.get("oneOf")
    if choices:
        return _value(name, choices[0], known)
    return _plain(name, schema)


def _plain(name: str, schema: Mapping[str, Any]) -> Any:
    for key in ("const", "default"):
        if key in schema:
            return schema[key]
    if "enum" in schema:
        return schema["enum"][0]
    kind = str(schema.get("format") or schema.get("type"))
    own = _OF_NAME.get(name)
    if own is not None and isinstance(own, type(_OF_TYPE.get(kind, ""))):
        return own
    if "pattern" in schema:
        likely = (f"{name.replace('_', '-')}-1", name, _DIGEST)
        return next(each for each in likely if re.fullmatch(schema["pattern"], each))
    if kind == "integer":
        return max(_UNIT if name.endswith("_milli") else 1, schema.get("minimum", 0))
    return _OF_TYPE[kind]
