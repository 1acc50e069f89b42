"""``GET`` of every table: filters, moments, pages, entity tags, CSV and .xlsx."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field, create_model
from starlette.concurrency import run_in_threadpool

from api.http.moments import After, AsOf, entity_tag, moment_of, unchanged
from api.http.problems import ProblemError, problems
from api.http.resource import Resource
from api.http.resources import resources
from api.http.routing import part
from api.http.rows import row_type, shown_rows
from api.http.runtime import reader_of, runtime_of
from api.http.sheets import MOST_IN_A_SHEET, SheetFormat, sheet_of, sheets_and_same
from audit.replay.wording import ROLES
from domain.values.ids import Id
from projections.query import read_page


class Asked(BaseModel):
    """What every query of a table takes."""

    model_config = ConfigDict(extra="forbid")
    as_of: AsOf = None
    cursor: Annotated[
        str | None, Field(max_length=1000, description="`next` of the page before")
    ] = None
    limit: Annotated[int, Field(ge=1, le=500)] = 100
    format: SheetFormat = "json"
    names: Annotated[
        bool, Field(description="Add the names of people, where the reader may see them")
    ] = False


class AskedOne(BaseModel):
    """What a query of one row takes."""

    model_config = ConfigDict(extra="forbid")
    as_of: AsOf = None
    names: bool = False


def table_router() -> APIRouter:
    """Return the routes of all tables."""
    router = part()
    for resource in resources():
        _add_list(router, resource)
        if resource.singular:
            _add_one(router, resource)
    return router


def _add_list(router: APIRouter, resource: Resource) -> None:
    async def read(
        request: Request,
        asked: Any,
        gongxin_after: After = None,
    ) -> Response:
        runtime, reader = runtime_of(request), reader_of(request)
        moment = await moment_of(runtime, asked.as_of, gongxin_after)
        headers = _headers(resource, entity_tag(runtime, reader, request))
        if (same := unchanged(request, headers)) is not None:
            return same
        filters = {name: v for name in resource.filters if (v := getattr(asked, name)) is not None}
        sheet = asked.format != "json"

        def answer() -> Response:
            page = read_page(
                runtime.views_engine,
                resource.table,
                limit=MOST_IN_A_SHEET if sheet else asked.limit,
                moment=moment,
                where=resource.visible(reader),
                equal=filters,
                after=None if sheet else _after(resource, asked.cursor),
            )
            rows = shown_rows(runtime, resource, reader, page, names=asked.names)
            if sheet:
                columns = [*resource.columns, *(["name"] if resource.named and asked.names else [])]
                return sheet_of(resource.plural, columns, rows, asked.format, headers)
            told = {
                "as_of": asked.as_of,
                "reached": runtime.follower.reached,
                "items": rows,
                "next": _cursor(page.after),
            }
            return Response(
                msgspec.json.encode(told),
                media_type="application/json",
                headers=headers,
            )

        return await run_in_threadpool(answer)

    filters: dict[str, Any] = {
        name: (Annotated[str | None, Field(max_length=200)], None) for name in resource.filters
    }
    title = resource.plural.title().replace("-", "")
    asked_type = create_model(f"Asked{title}", __base__=Asked, **filters)
    read.__annotations__["asked"] = Annotated[asked_type, Query()]
    page_type = create_model(
        f"{title}Page",
        as_of=(str | None, ...),
        reached=(int, ...),
        items=(_list_of(row_type(resource)), ...),
        next=(str | None, ...),
    )
    responses = sheets_and_same(resource.zh) | problems(401, 404, 422, 429)
    responses[200]["model"] = page_type
    router.add_api_route(
        f"/{resource.plural}",
        read,
        operation_id=f"list_{resource.operation}",
        summary=f"{resource.zh}: {resource.plural}, now or as of a moment",
        description=_description(resource),
        responses=responses,
        response_class=JSONResponse,
        tags=["state"],
    )


def _add_one(router: APIRouter, resource: Resource) -> None:
    async def read(
        request: Request,
        key: Annotated[Id, Path(examples=["s01"])],
        asked: Annotated[AskedOne, Query()],
        gongxin_after: After = None,
    ) -> Response:
        runtime, reader = runtime_of(request), reader_of(request)
        moment = await moment_of(runtime, asked.as_of, gongxin_after)
        headers = _headers(resource, entity_tag(runtime, reader, request))
        if (same := unchanged(request, headers)) is not None:
            return same

        def answer() -> Response:
            page = read_page(
                runtime.views_engine,
                resource.table,
                limit=1,
                moment=moment,
                where=resource.visible(reader),
                equal={resource.table.keys[0]: key},
            )
            rows = shown_rows(runtime, resource, reader, page, names=asked.names)
            if not rows:
                raise ProblemError(404, "http.not-found")
            return JSONResponse(rows[0], headers=headers)

        return await run_in_threadpool(answer)

    router.add_api_route(
        f"/{resource.plural}/{{key}}",
        read,
        operation_id=f"read_{resource.singular}",
        summary=f"{resource.zh}: one {resource.singular}",
        description=_description(resource),
        responses={
            200: {"model": row_type(resource), "description": resource.zh},
            304: {"description": "Not changed since the entity tag"},
            **problems(401, 404, 422, 429),
        },
        response_class=JSONResponse,
        tags=["state"],
    )


def _headers(resource: Resource, tag: str) -> dict[str, str]:
    cache = "public, no-cache" if resource.public else "private, no-cache"
    return {"ETag": tag, "Cache-Control": cache, "Vary": "Authorization, Accept-Encoding"}


def _cursor(after: Sequence[str] | None) -> str | None:
    if after is None:
        return None
    return base64.urlsafe_b64encode(json.dumps(after, ensure_ascii=False).encode()).decode()


def _after(resource: Resource, cursor: str | None) -> list[str] | None:
    if cursor is None:
        return None
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor.encode()))
    except (ValueError, binascii.Error) as exc:
        raise ProblemError(404, "http.not-found", facts={"cursor": "unknown"}) from exc
    fits = isinstance(found, list) and len(found) == len(resource.table.keys)
    if not fits or not all(isinstance(each, str) and _is_text(each) for each in found):
        raise ProblemError(404, "http.not-found", facts={"cursor": "unknown"})
    return list(found)


def _is_text(part: str) -> bool:
    """Tell whether a database takes it: half of a character, which JSON can write, it does not."""
    return part.isascii() or not any("\ud800" <= each <= "\udfff" for each in part)


def _list_of(row: Any) -> Any:
    return list[row]


def _description(resource: Resource) -> str:
    if resource.public:
        return "Open to everybody."
    whole = "、".join(sorted(ROLES.get(role, role) for role in resource.whole))
    names = " Names only where the office needs them." if resource.named else ""
    return (
        "Shows the rows that concern the reader: one's own, and those of a body for which one"
        f" holds an office now. All rows to: {whole}.{names}"
    )
