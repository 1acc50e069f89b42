"""Rows of a table as a reader sees them: documents read, names beside them where they are open."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, create_model

from api.http.access import Reader
from api.http.resource import Resource, bodies_over
from api.http.runtime import Runtime
from projections.query import RowPage

_NUMBERS = ("_milli", "_count", "rank")


def shown_rows(
    runtime: Runtime, resource: Resource, reader: Reader, page: RowPage, *, names: bool
) -> list[dict[str, Any]]:
    """Return the rows of a page; with ``names``, those that this reader may see."""
    rows = [_decoded(resource, row) for row in page.rows]
    if not resource.named:
        return rows
    known = _names(runtime, resource, reader, rows) if names else {}
    for row in rows:
        row["name"] = known.get(row[resource.named])
    return rows


def _names(
    runtime: Runtime, resource: Resource, reader: Reader, rows: Sequence[Mapping[str, Any]]
) -> dict[str, str]:
    """Return the names that this reader may see beside these rows, read at once."""
    over = bodies_over(runtime.views_engine, reader.bodies(resource.roles))

    def is_open(row: Mapping[str, Any]) -> bool:
        near = any(row[column] in over for column in resource.bodies)
        return reader.sees_all_names or near or row[resource.named] == reader.person

    return runtime.ledger.names_of({row[resource.named] for row in rows if is_open(row)})


def _decoded(resource: Resource, row: Mapping[str, Any]) -> dict[str, Any]:
    shown = dict(row)
    for name in resource.documents:
        if shown[name] is not None:
            shown[name] = json.loads(shown[name])
    return shown


def row_type(resource: Resource) -> type[BaseModel]:
    """Return what a row of a table looks like."""
    fields: dict[str, Any] = {}
    for name in resource.columns:
        kind: Any = int if name.endswith(_NUMBERS) else str
        if name in resource.documents:
            kind = Any
        fields[name] = (kind if name in resource.table.keys else kind | None, ...)
    if resource.named:
        fields["name"] = (str | None, ...)
    title = f"{(resource.singular or resource.plural).title().replace('-', '')}Row"
    extra: Any = {"examples": [dict(resource.example)]} if resource.example else None
    return create_model(title, __config__=ConfigDict(json_schema_extra=extra), **fields)
