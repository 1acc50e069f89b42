"""Is the server alive, is it ready, and what has it done."""

from __future__ import annotations

from fastapi.responses import JSONResponse, PlainTextResponse, Response

from api.http.problems import ProblemError, problems
from api.http.routing import part
from api.http.runtime import Runtime, RuntimeDep
from api.http.schemas import Health

router = part("operations", prefix="")


@router.get(
    "/healthz",
    operation_id="healthz",
    summary="The process answers",
    response_model=Health,
    responses=problems(422),
)
async def healthz(runtime: RuntimeDep) -> Response:
    """Answer as long as the process can."""
    return JSONResponse(_health(runtime).model_dump())


@router.get(
    "/readyz",
    operation_id="readyz",
    summary="Acts are being recorded, and the views keep up",
    response_model=Health,
    responses=problems(422, 503),
)
async def readyz(runtime: RuntimeDep) -> Response:
    """Say whether requests should be sent here."""
    health = _health(runtime)
    if not runtime.writer.running or health.lag > runtime.settings.most_lag:
        raise ProblemError(503, "http.not-ready", facts={"lag": health.lag})
    return JSONResponse(health.model_dump())


@router.get(
    "/metrics",
    operation_id="metrics",
    summary="Counters in the text format of Prometheus",
    response_class=PlainTextResponse,
    responses=problems(422, 429),
)
async def metrics(runtime: RuntimeDep) -> Response:
    """Return counters of requests, acts, batches, lag; no ids of anybody."""
    runtime.metrics.sessions = len(runtime.sessions)
    return PlainTextResponse(runtime.metrics.text())


def _health(runtime: Runtime) -> Health:
    counted = runtime.metrics
    lag = max(0, counted.log_size - counted.views_size)
    return Health(status="ok", log_size=counted.log_size, views_size=counted.views_size, lag=lag)
