"""Refusals and failures as problem details (RFC 9457), in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from adapters.ledger.errors import (
    DraftLapsedError,
    LedgerError,
    MandateRefusedError,
    SignatureRefusedError,
    StreamMovedError,
)
from api.messages.refusals import refusal_en, refusal_zh
from domain.kernel import DomainError

PROBLEM_JSON = "application/problem+json"
SAID = {
    "http.malformed": ("请求格式不正确。", "The request is malformed."),
    "http.unauthorised": ("请先登录。", "Open a session first."),
    "http.forbidden": ("您无权查看或办理。", "This is not for you to see or do."),
    "http.not-found": ("没有找到。", "There is no such thing."),
    "http.method": ("不支持的请求方法。", "The method is not supported here."),
    "http.conflict": ("请求与当前状态冲突。", "The request conflicts with the current state."),
    "http.position-moved": ("所依据的流水已有新记录。", "A stream is not at the position named."),
    "http.too-large": ("请求内容过大。", "The request is too large."),
    "http.too-many": ("请求过于频繁，请稍后再试。", "Too many requests; try again later."),
    "http.failed": ("服务出错，请稍后再试。", "The service failed; try again later."),
    "http.not-ready": ("服务尚未就绪。", "The service is not ready."),
    "session.refused": ("登录签名无效。", "The signature of the challenge is not good."),
    "passkey.refused": ("通行密钥无效。", "The passkey is not good."),
    "draft.unknown": (
        "草稿不存在或已过期，请重新起草。",
        "No such draft, or it lapsed: draft again.",
    ),
    "evidence.supposition": (
        "这样的假设不成立或没有作用。",
        "What is supposed makes no sense, or touches nothing.",
    ),
    "evidence.unreadable": (
        "所依据的记录已不能读取。",
        "What the decision rests on cannot be read.",
    ),
    "evidence.too-long": (
        "复算用时过长，请在台账所在机器上用命令行办理。",
        "This takes too long: use the command line where the ledger is.",
    ),
    "ledger.stream-moved": (
        "所依据的流水已变动，请重新起草并签名。",
        "A stream moved: draft again.",
    ),
    "ledger.draft-lapsed": (
        "起草至今已过时限或已跨日，请重新起草并签名。",
        "The draft is too old, or of another day: draft again.",
    ),
    "ledger.signature-refused": ("签名不予受理。", "The signatures are not good."),
    "ledger.mandate-refused": ("密钥或授权无效。", "A key or mandate does not stand."),
    "ledger.refused": ("台账不予记录。", "The ledger does not record this."),
    "ledger.malformed": (
        "内容不能按台账格式书写。",
        "The content cannot be written in the ledger.",
    ),
}


class Problem(BaseModel):
    """Why a request was not granted. ``code`` is stable and is what programs go by."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:gongxin:problem:recruitment.window-closed",
                    "title": "Refused (recruitment.window-closed)",
                    "status": 409,
                    "code": "recruitment.window-closed",
                    "facts": {"until": "2026-08-22T16:00:00+00:00"},
                    "basis": "S002-17",
                    "zh": "不予办理",
                    "en": "Refused",
                    "request": "0b0c7f3e9a1d4c55",
                }
            ]
        }
    )
    type: str
    title: str
    status: int = Field(ge=400, le=599)
    code: str
    facts: dict[str, str | int] = {}
    basis: str = ""
    zh: str
    en: str
    request: str = ""
    """Id of the request, as in the server's log."""


class ProblemError(Exception):
    """Raised when a request ends with problem details."""

    def __init__(
        self,
        status: int,
        code: str,
        *,
        facts: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status, self.code = status, code
        self.facts, self.headers = dict(facts or {}), dict(headers or {})
        super().__init__(code)


def problem(
    request: Request | None,
    status: int,
    code: str,
    *,
    facts: Mapping[str, str | int] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return problem details with the wording of ``code``."""
    zh, en = SAID[code]
    return _answer(
        request,
        Problem(
            type=f"urn:gongxin:problem:{code}",
            title=en,
            status=status,
            code=code,
            facts=dict(facts or {}),
            zh=zh,
            en=en,
        ),
        headers,
    )


def domain_problem(request: Request | None, error: DomainError) -> JSONResponse:
    """Return the 409 of a rule that refuses."""
    en = refusal_en(error)
    refused = Problem(
        type=f"urn:gongxin:problem:{error.code}",
        title=en.split(": ", 1)[0],
        status=409,
        code=error.code,
        facts=dict(error.facts),
        basis=error.basis,
        zh=refusal_zh(error),
        en=en,
    )
    return _answer(request, refused, None)


def on_problem(request: Request, exc: Exception) -> Response:
    """Answer a ``ProblemError``."""
    assert isinstance(exc, ProblemError)
    return problem(request, exc.status, exc.code, facts=exc.facts, headers=exc.headers)


def on_refusal(request: Request, exc: Exception) -> Response:
    """Answer a rule that refuses."""
    assert isinstance(exc, DomainError)
    return domain_problem(request, exc)


def on_ledger(request: Request, exc: Exception) -> Response:
    """Answer what the ledger does not record."""
    code = "ledger.refused" if isinstance(exc, LedgerError) else "ledger.malformed"
    for kind, name in (
        (StreamMovedError, "ledger.stream-moved"),
        (DraftLapsedError, "ledger.draft-lapsed"),
        (SignatureRefusedError, "ledger.signature-refused"),
        (MandateRefusedError, "ledger.mandate-refused"),
    ):
        if isinstance(exc, kind):
            code = name
    return problem(request, 409, code, facts={"reason": str(exc)[:300]})


def on_malformed(request: Request, exc: Exception) -> Response:
    """Answer a request that does not fit its schema; values are not repeated."""
    assert isinstance(exc, RequestValidationError)
    return malformed(request, exc.errors())


def malformed(request: Request | None, errors: object) -> JSONResponse:
    """Return the 422 that names the first fields at fault and never their values."""
    listed = jsonable_encoder(errors, custom_encoder={bytes: len, Exception: str})
    facts = {
        ".".join(str(part) for part in each["loc"])[:120]: str(each["msg"])[:200]
        for each in listed[:10]
    }
    return problem(request, 422, "http.malformed", facts=facts)


def on_http(request: Request, exc: Exception) -> Response:
    """Answer what the framework refuses."""
    assert isinstance(exc, HTTPException)
    codes = {404: "http.not-found", 405: "http.method", 413: "http.too-large"}
    code = codes.get(exc.status_code, "http.malformed")
    if code == "http.malformed":
        return problem(request, 422, code, facts={"body": "not JSON in UTF-8"})
    return problem(request, exc.status_code, code, headers=exc.headers)


def _answer(
    request: Request | None, told: Problem, headers: Mapping[str, str] | None
) -> JSONResponse:
    if request is not None:
        told = told.model_copy(update={"request": request.scope.get("request_id", "")})
    return JSONResponse(
        told.model_dump(),
        status_code=told.status,
        media_type=PROBLEM_JSON,
        headers=dict(headers) if headers else None,
    )


def problems(*statuses: int) -> dict[int | str, dict[str, object]]:
    """Return the ``responses`` of an operation that may end with these problems."""
    return {
        status: {
            "model": Problem,
            "description": _DESCRIPTIONS[status],
            "content": {PROBLEM_JSON: {}},
        }
        for status in statuses
    }


_DESCRIPTIONS = {
    401: "No session, or it has ended",
    403: "Not for this person to see or do",
    404: "There is no such thing, or not yet",
    409: "A rule or the ledger refuses; nothing was recorded",
    412: "A stream is not at the position named in If-Match",
    413: "The body is larger than the server takes",
    422: "The request does not fit its schema",
    429: "Too many requests",
    503: "Not ready",
}
