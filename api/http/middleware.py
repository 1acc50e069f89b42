"""Around every request: its id, bounds, rate, headers, one line of log, and counters.

The log line names the route, not the path, and neither caller nor person.
"""

from __future__ import annotations

import json
import logging
import secrets
import time
import traceback
from collections import OrderedDict
from itertools import count

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.metrics import Metrics
from api.http.problems import problem
from api.http.settings import Settings

LOG = logging.getLogger("gongxin.http")
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"strict-transport-security", b"max-age=31536000"),
)
MOST_CALLERS = 50_000
MOST_FRAMES = 12
FREE = frozenset({"/healthz", "/readyz"})


class TooLargeError(HTTPException):
    """Raised when a body goes on beyond its bound."""

    def __init__(self) -> None:
        super().__init__(413)


class RateLimit:
    """A bucket of requests for each caller, refilled over time."""

    def __init__(self, rate: float, burst: int) -> None:
        self._rate, self._burst = rate, burst
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, caller: str, now: float) -> float:
        """Take one request; return 0, or the seconds until the next may come."""
        tokens, then = self._buckets.pop(caller, (float(self._burst), now))
        tokens = min(self._burst, tokens + (now - then) * self._rate)
        granted = tokens >= 1
        self._buckets[caller] = (tokens - 1 if granted else tokens, now)
        if len(self._buckets) > MOST_CALLERS:
            self._buckets.popitem(last=False)
        return 0.0 if granted else (1 - tokens) / self._rate


class Door:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, *, settings: Settings, metrics: Metrics) -> None:
        self._app, self._settings, self._metrics = app, settings, metrics
        self._limit = RateLimit(settings.requests_a_second, settings.burst)
        self._run, self._count = secrets.token_hex(4), count()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "HEAD":  # the server leaves the body out
            scope = {**scope, "method": "GET"}
        started, status = time.perf_counter(), [0]
        scope["request_id"] = f"{self._run}{next(self._count):08x}"

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                status[0] = message["status"]
                message["headers"] = [
                    *message["headers"],
                    *HEADERS,
                    (b"x-request-id", scope["request_id"].encode()),
                ]
            await send(message)

        try:
            await self._serve(scope, receive, told)
        except Exception as failure:  # noqa: BLE001 - whatever it is, an answer is due
            LOG.error(json.dumps(_failed(scope, failure)))  # noqa: TRY400 - it may name people
            if status[0]:  # an answer is under way: break it off
                raise ConnectionAbortedError from None
            await problem(Request(scope), 500, "http.failed")(scope, receive, told)
        finally:
            self._tell(scope, status[0], time.perf_counter() - started)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        wait = self._limit.wait(self._caller(scope), time.monotonic())
        if wait and scope["path"] not in FREE:
            headers = {"Retry-After": str(int(wait) + 1)}
            refused = problem(Request(scope), 429, "http.too-many", headers=headers)
            await refused(scope, receive, send)
            return
        bound, seen = self._settings.max_body, 0
        length = _header(scope, b"content-length")
        if length.isdigit() and int(length) > bound:
            await problem(Request(scope), 413, "http.too-large")(scope, receive, send)
            return

        async def bounded() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > bound:
                raise TooLargeError
            return message

        await self._app(scope, bounded, send)

    def _caller(self, scope: Scope) -> str:
        forwarded = _header(scope, b"x-forwarded-for") if self._settings.trust_proxy else b""
        if forwarded:
            return forwarded.decode("latin-1").split(",")[-1].strip()
        client = scope.get("client")
        return client[0] if client else ""

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "operation_id", None) or "-"
        self._metrics.requests[_method(scope), route, status] += 1
        self._metrics.seconds.add(seconds)
        if LOG.isEnabledFor(logging.INFO):
            line = {
                "request": scope["request_id"],
                "method": _method(scope),
                "route": route,
                "status": status,
                "ms": round(seconds * 1000, 2),
            }
            LOG.info(json.dumps(line))


def _failed(scope: Scope, failure: Exception) -> dict[str, object]:
    """Return what went wrong and where, without what the failure says: that may name people."""
    places = [
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(failure.__traceback__)
    ]
    return {
        "request": scope["request_id"],
        "failed": type(failure).__name__,
        "at": places[-MOST_FRAMES:],
    }


def _method(scope: Scope) -> str:
    method: str = scope["method"]
    known = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    return method if method in known else "OTHER"


def _header(scope: Scope, name: bytes) -> bytes:
    return next((value for key, value in scope["headers"] if key == name), b"")
