"""The application: routes, the access table over them, problems, and the document."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from adapters.ledger.errors import LedgerError
from api.composition import ServerServices
from api.http import (
    act_routes,
    dispute_routes,
    evidence_routes,
    log_routes,
    notice_routes,
    passkey_routes,
    routing,
    session_routes,
    system_routes,
)
from api.http.access import GRANTS, Grant
from api.http.command_schema import DraftRequest
from api.http.middleware import Door
from api.http.problems import (
    ProblemError,
    on_http,
    on_ledger,
    on_malformed,
    on_problem,
    on_refusal,
)
from api.http.runtime import Runtime
from api.http.settings import DEFAULTS, Settings
from api.http.table_routes import table_router
from audit.format.errors import MalformedError
from domain.kernel import DomainError

PREFIX = routing.PREFIX
_HANDLERS = {
    ProblemError: on_problem,
    DomainError: on_refusal,
    LedgerError: on_ledger,
    MalformedError: on_ledger,
    RequestValidationError: on_malformed,
    HTTPException: on_http,
}


def create_app(services: ServerServices, settings: Settings = DEFAULTS) -> FastAPI:
    """Return an application of its own over these services; nothing is global."""
    runtime = Runtime(services, settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await runtime.start()
        yield
        await runtime.stop()

    app = FastAPI(
        title="Gongxin 公信",
        version="1",
        description=(
            "A signed ledger of appraisal and staffing decisions. State is read as of any moment;"
            " commands go by draft, signature and record; the log is open to everybody."
        ),
        lifespan=lifespan,
        redirect_slashes=False,  # an address has one spelling
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{PREFIX}/openapi.json",
        telemetry={"tracing": False, "metrics": False, "logs": False},  # not by environment
        middleware=[
            Middleware(Door, settings=settings, metrics=runtime.metrics),
            Middleware(GZipMiddleware, minimum_size=4096, compresslevel=4),
        ],
    )
    app.state.runtime = runtime
    for kind, handler in _HANDLERS.items():
        app.add_exception_handler(kind, handler)
    routing.put_up(app, _parts())
    app.openapi = lambda: _document(app)  # type: ignore[method-assign] # the framework's own hook
    return app


def _parts() -> tuple[APIRouter, ...]:
    """Return what is served, what is asked for most often first."""
    return (
        act_routes.router,
        system_routes.router,
        log_routes.tiles,
        log_routes.router,
        session_routes.router,
        table_router(),
        notice_routes.router,
        passkey_routes.router,
        dispute_routes.router,
        evidence_routes.router,
    )


def _document(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
        )
        schemas = document["components"]["schemas"]
        asked = DraftRequest.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(asked.pop("$defs"))
        schemas["DraftRequest"] = asked
        _tags_are_required(schemas, schemas)
        document["components"]["securitySchemes"] = {
            "session": {"type": "http", "scheme": "bearer"}
        }
        for operation in _operations(document):
            if "401" in operation["responses"]:
                public = GRANTS[operation["operationId"]] is Grant.ANYONE
                operation["security"] = [{"session": []}, *([{}] if public else [])]
            _only_problem_json(operation)
            for parameter in operation.get("parameters", ()):
                _never_null(parameter)
        app.openapi_schema = document
    return app.openapi_schema


def _tags_are_required(part: object, schemas: dict[str, Any]) -> None:
    """Say that what tells alternatives apart must be sent, also where it has one value."""
    if isinstance(part, list):
        for each in part:
            _tags_are_required(each, schemas)
    if not isinstance(part, dict):
        return
    told = part.get("discriminator")
    if isinstance(told, dict) and "mapping" in told:
        for reference in told["mapping"].values():
            found = schemas[reference.rpartition("/")[2]]
            required = found.setdefault("required", [])
            if told["propertyName"] not in required:
                required.append(told["propertyName"])
    for each in list(part.values()):
        _tags_are_required(each, schemas)


def _operations(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in document["paths"].values() for operation in path.values()]


def _never_null(parameter: dict[str, Any]) -> None:
    """Say that a parameter is there or is not: no header and no query can carry null."""
    schema = parameter["schema"]
    kinds = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    if len(kinds) == 1:
        del schema["anyOf"]
        parameter["schema"] = kinds[0] | schema


def _only_problem_json(operation: dict[str, Any]) -> None:
    """Say of each problem that it comes as ``application/problem+json``, as it does."""
    for status, answer in operation["responses"].items():
        if int(status) >= 400:  # noqa: PLR2004 - where errors begin
            schema = {"$ref": "#/components/schemas/Problem"}
            answer["content"] = {"application/problem+json": {"schema": schema}}
