"""Sessions: sign a challenge, and be known by what your mandates say at this moment."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from adapters.keystore.challenge import challenge_bytes
from api.http.access import Reader
from api.http.problems import ProblemError, problems
from api.http.routing import part
from api.http.runtime import PersonDep, Runtime, RuntimeDep, token_of
from api.http.schemas import (
    Challenge,
    ChallengeRequest,
    MandateHeld,
    OpenedSession,
    PersonalShown,
    SessionRequest,
    Who,
)
from api.http.sessions import proves
from domain.mandate.state import Key, Mandates
from domain.values.ids import Id

router = part("sessions")
NO_STORE = {"Cache-Control": "no-store"}


@router.post(
    "/challenges",
    operation_id="create_challenge",
    summary="登录质询: a challenge to sign with an enrolled key",
    status_code=201,
    response_model=Challenge,
    responses=problems(413, 422, 429),
)
async def create_challenge(runtime: RuntimeDep, asked: ChallengeRequest) -> Response:
    """Return a challenge for a person; whether the person is known is not told."""
    challenge, expires = runtime.sessions.challenge(asked.person)
    fresh = Challenge(
        log=runtime.ledger.origin, person=asked.person, challenge=challenge, expires_at=expires
    )
    return JSONResponse(fresh.model_dump(mode="json"), status_code=201, headers=NO_STORE)


@router.post(
    "/sessions",
    operation_id="create_session",
    summary="登录: open a session with a signed challenge",
    status_code=201,
    response_model=OpenedSession,
    responses=problems(401, 413, 422, 429),
)
async def create_session(runtime: RuntimeDep, asked: SessionRequest) -> Response:
    """Open a session for whoever signed a fresh challenge with a key that stands."""
    if not (runtime.sessions.take(asked.challenge, asked.person) and await _signed(runtime, asked)):
        raise ProblemError(401, "session.refused", headers={"WWW-Authenticate": "Bearer"})
    return await opened(runtime, asked.person, asked.kid)


@router.get(
    "/sessions/current",
    operation_id="read_session",
    summary="我是谁: whose session this is, and the offices held now",
    response_model=Who,
    responses=problems(401, 422, 429),
)
async def read_session(reader: PersonDep) -> Response:
    """Return the person and the mandates that stand at this moment."""
    return JSONResponse(_who(reader).model_dump(), headers=NO_STORE)


@router.delete(
    "/sessions/current",
    operation_id="delete_session",
    summary="退出: end this session",
    status_code=204,
    dependencies=[],
    responses=problems(401, 422, 429),
)
async def delete_session(request: Request, runtime: RuntimeDep, reader: PersonDep) -> Response:
    """End the session; its token is worth nothing from now on."""
    assert reader.person
    runtime.sessions.close(token_of(request))
    return Response(status_code=204)


@router.get(
    "/teachers/{key}/personal",
    operation_id="read_personal",
    summary="个人信息: a person's sealed values, for the person and the personnel office",
    response_model=PersonalShown,
    responses=problems(401, 403, 422, 429),
)
async def read_personal(runtime: RuntimeDep, reader: PersonDep, key: Id) -> Response:
    """Return the values by path; none where they were erased."""
    if key != reader.person and not reader.sees_all_personal:
        raise ProblemError(403, "http.forbidden")
    values = await run_in_threadpool(runtime.ledger.personal, key)
    erased = await runtime.writer.ask(lambda: _erased(runtime, key))
    shown = PersonalShown(person=key, values=values, erased=erased)
    return JSONResponse(shown.model_dump(), headers=NO_STORE)


async def opened(runtime: Runtime, person: str, kid: str) -> Response:
    """Open a session under an enrolled key, and answer with it.

    Raises:
        ProblemError: 401, where the key does not stand any more.
    """
    token, session = runtime.sessions.open(person, kid)
    reader = await runtime.reader(session)
    if reader is None:
        runtime.sessions.close(token)
        raise ProblemError(401, "session.refused", headers={"WWW-Authenticate": "Bearer"})
    shown = OpenedSession(**_who(reader).model_dump(), token=token, expires_at=session.expires)
    return JSONResponse(shown.model_dump(mode="json"), status_code=201, headers=NO_STORE)


async def _signed(runtime: Runtime, asked: SessionRequest) -> bool:
    key = await runtime.writer.ask(lambda: _key(runtime, asked.person, asked.kid))
    message = challenge_bytes(
        log=runtime.ledger.origin, person=asked.person, kid=asked.kid, challenge=asked.challenge
    )
    return key is not None and proves(key.suite, key.key, asked.signature, message)


def _key(runtime: Runtime, person: str, kid: str) -> Key | None:
    state = runtime.ledger.states().find(Mandates, person)
    return state.key(kid) if state is not None else None


def _erased(runtime: Runtime, person: str) -> bool:
    state = runtime.ledger.states().find(Mandates, person)
    return state is not None and state.erased


def _who(reader: Reader) -> Who:
    held = [MandateHeld(role=role, body=body) for role, body in reader.mandates]
    return Who(person=reader.person, mandates=held)
