"""Passkeys: made in a session, used to open the next one."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from api.http.passkeys import PasskeyRefusedError
from api.http.problems import ProblemError, problems
from api.http.runtime import PersonDep, RuntimeDep, token_of, unauthorised
from api.http.schemas import Body, ChallengeRequest, OpenedSession
from api.http.session_routes import NO_STORE, opened
from domain.values.ids import Id

router = APIRouter(tags=["sessions"])


class NewPasskey(Body):
    """What ``navigator.credentials.create`` returned, as JSON."""

    credential: dict[str, Any]


class UsedPasskey(Body):
    """What ``navigator.credentials.get`` returned, as JSON."""

    person: Id
    credential: dict[str, Any]


class PasskeyKept(BaseModel):
    """The id under which a passkey is kept."""

    credential: str


@router.post(
    "/passkeys/options",
    operation_id="create_passkey_options",
    summary="通行密钥: what a browser needs to make one",
    status_code=201,
    response_model=dict[str, Any],
    responses=problems(401, 429),
)
async def create_passkey_options(runtime: RuntimeDep, reader: PersonDep) -> Response:
    """Return the options of ``navigator.credentials.create``."""
    offered = runtime.passkeys.offer(reader.person)
    return JSONResponse(offered, status_code=201, headers=NO_STORE)


@router.post(
    "/passkeys",
    operation_id="create_passkey",
    summary="通行密钥: keep a new one",
    status_code=201,
    response_model=PasskeyKept,
    responses=problems(401, 409, 413, 422, 429),
)
async def create_passkey(
    request: Request, runtime: RuntimeDep, reader: PersonDep, made: NewPasskey
) -> Response:
    """Keep a passkey; it ends with the key in whose session it was made."""
    session = runtime.sessions.find(token_of(request))
    if session is None:
        raise unauthorised()
    try:
        name = await run_in_threadpool(
            runtime.passkeys.add, reader.person, session.kid, made.credential
        )
    except PasskeyRefusedError as exc:
        raise ProblemError(409, "passkey.refused", facts={"reason": str(exc)}) from exc
    return JSONResponse({"credential": name}, status_code=201, headers=NO_STORE)


@router.post(
    "/passkeys/challenges",
    operation_id="create_passkey_challenge",
    summary="通行密钥质询: what a browser needs to use one",
    status_code=201,
    response_model=dict[str, Any],
    responses=problems(413, 422, 429),
)
async def create_passkey_challenge(runtime: RuntimeDep, asked: ChallengeRequest) -> Response:
    """Return the options of ``navigator.credentials.get``."""
    told = runtime.passkeys.ask(asked.person)
    return JSONResponse(told, status_code=201, headers=NO_STORE)


@router.post(
    "/sessions/passkey",
    operation_id="create_passkey_session",
    summary="登录: open a session with a passkey",
    status_code=201,
    response_model=OpenedSession,
    responses=problems(401, 413, 422, 429),
)
async def create_passkey_session(runtime: RuntimeDep, used: UsedPasskey) -> Response:
    """Open a session for whoever holds a passkey whose enrolled key still stands."""
    try:
        kid = await run_in_threadpool(runtime.passkeys.use, used.person, used.credential)
    except PasskeyRefusedError as exc:
        headers = {"WWW-Authenticate": "Bearer"}
        raise ProblemError(401, "session.refused", headers=headers) from exc
    return await opened(runtime, used.person, kid)
