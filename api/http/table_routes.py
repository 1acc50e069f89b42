"""``GET`` of every table: filters, moments, pages, entity tags, CSV and .xlsx."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Header, Path, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field, create_model
from starlette.concurrency import run_in_threadpool

from api.http.access import Reader
from api.http.problems import ProblemError, problems
from api.http.resource import Resource
from api.http.resources import resources
from api.http.rows import row_type, shown_rows
from api.http.runtime import ReaderDep, Runtime, RuntimeDep
from api.http.sheets import CSV, XLSX, as_csv, as_xlsx
from audit.replay.wording import ROLES
from domain.values.ids import Id
from projections.query import Moment, read_page

AS_OF = (
    r"^([0-9]{1,12}|checkpoint:[1-9][0-9]{0,11}|[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))$"
)
WAIT_SECONDS = 5.0
MOST_IN_A_SHEET = 100_000


After = Annotated[
    int | None,
    Header(
        ge=0,
        le=10**12,
        description="Answer when the views hold this index: one sees what one has written",
    ),
]


class Asked(BaseModel):
    """What every query of a table takes."""

    model_config = ConfigDict(extra="forbid")
    as_of: Annotated[
        str | None,
        Field(
            pattern=AS_OF,
            description="An index, `checkpoint:SIZE`, or a Beijing date; without it, now",
            examples=["2026-08-24"],
        ),
    ] = None
    cursor: Annotated[
        str | None, Field(max_length=1000, description="`next` of the page before")
    ] = None
    limit: Annotated[int, Field(ge=1, le=500)] = 100
    format: Annotated[
        Literal["json", "csv", "xlsx"], Field(description="csv and xlsx hold the whole table")
    ] = "json"
    names: Annotated[
        bool, Field(description="Add the names of people, where the reader may see them")
    ] = False


class AskedOne(BaseModel):
    """What a query of one row takes."""

    model_config = ConfigDict(extra="forbid")
    as_of: Annotated[str | None, Field(pattern=AS_OF)] = None
    names: bool = False


def table_router() -> APIRouter:
    """Return the routes of all tables."""
    router = APIRouter()
    for resource in resources():
        _add_list(router, resource)
        if resource.singular:
            _add_one(router, resource)
    return router


def _add_list(router: APIRouter, resource: Resource) -> None:
    async def read(
        request: Request,
        runtime: RuntimeDep,
        reader: ReaderDep,
        asked: Any,
        gongxin_after: After = None,
    ) -> Response:
        moment = await moment_of(runtime, asked.as_of, gongxin_after)
        tag = entity_tag(runtime, reader, request)
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=_headers(resource, tag))
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
                return _sheet(resource, rows, asked.format, names=asked.names, tag=tag)
            told = {
                "as_of": asked.as_of,
                "reached": runtime.follower.reached,
                "items": rows,
                "next": _cursor(page.after),
            }
            return Response(
                msgspec.json.encode(told),
                media_type="application/json",
                headers=_headers(resource, tag),
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
    responses: dict[int | str, dict[str, Any]] = {
        200: {
            "model": page_type,
            "description": f"{resource.zh}",
            "content": {
                CSV.split(";", maxsplit=1)[0]: {"schema": {"type": "string"}},
                XLSX: {"schema": {"type": "string", "format": "binary"}},
            },
        },
        304: {"description": "Not changed since the entity tag"},
        **problems(401, 404, 422, 429),
    }
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
        runtime: RuntimeDep,
        reader: ReaderDep,
        key: Annotated[Id, Path(examples=["s01"])],
        asked: Annotated[AskedOne, Query()],
        gongxin_after: After = None,
    ) -> Response:
        moment = await moment_of(runtime, asked.as_of, gongxin_after)
        tag = entity_tag(runtime, reader, request)
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=_headers(resource, tag))

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
            return JSONResponse(rows[0], headers=_headers(resource, tag))

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


async def moment_of(runtime: Runtime, as_of: str | None, after: int | None = None) -> Moment:
    """Return the moment that ``as_of`` names, once the views have reached it, and ``after``.

    Raises:
        ProblemError: 404, where the log has not come that far.
    """
    if after is not None:
        await runtime.follower.wait_for(after, _patience(runtime, after))
    if as_of is None:
        return Moment()
    if "-" in as_of:
        return Moment(on=as_of)
    _, _, size = as_of.partition(":")
    index = int(size) - 1 if size else int(as_of)
    if not await runtime.follower.wait_for(index, _patience(runtime, index)):
        raise ProblemError(404, "http.not-found", facts={"as_of": as_of})
    return Moment(index=index)


def _patience(runtime: Runtime, index: int) -> float:
    """Wait only for what is in the log already."""
    return WAIT_SECONDS if index < runtime.metrics.log_size else 0.0


def entity_tag(runtime: Runtime, reader: Reader, request: Request) -> str:
    """Return a tag that changes with the log, the question, and what the reader may see."""
    parts = f"{runtime.follower.reached}\n{reader.scope}\n{request.url.path}?{request.url.query}"
    return f'W/"{hashlib.sha256(parts.encode()).hexdigest()[:24]}"'


def _headers(resource: Resource, tag: str) -> dict[str, str]:
    cache = "public, no-cache" if resource.public else "private, no-cache"
    return {"ETag": tag, "Cache-Control": cache, "Vary": "Authorization, Accept-Encoding"}


def _sheet(
    resource: Resource, rows: Sequence[Mapping[str, Any]], kind: str, *, names: bool, tag: str
) -> Response:
    columns = [*resource.columns, *(["name"] if resource.named and names else [])]
    if kind == "csv":
        content, media = as_csv(columns, rows), CSV
    else:
        content, media = as_xlsx(resource.plural, columns, rows), XLSX
    disposition = f'attachment; filename="{resource.plural}.{kind}"'
    headers = {**_headers(resource, tag), "Content-Disposition": disposition}
    return Response(content, media_type=media, headers=headers)


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
    if not fits or not all(isinstance(each, str) for each in found):
        raise ProblemError(404, "http.not-found", facts={"cursor": "unknown"})
    return list(found)


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
