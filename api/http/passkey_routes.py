"""Passkeys: made by anybody, worth something once the registrar has enrolled them."""

from __future__ import annotations

from typing import Any

from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from api.http.passkey_schemas import (
    NewPasskey,
    PasskeyChallenge,
    PasskeyEnrolment,
    PasskeyMade,
    PasskeyProof,
    UsedPasskey,
)
from api.http.passkeys import PasskeyRefusedError
from api.http.problems import ProblemError, problems
from api.http.routing import part
from api.http.runtime import Runtime, RuntimeDep
from api.http.schemas import ChallengeRequest, OpenedSession
from api.http.session_routes import NO_STORE, opened
from audit.format.encoding import b64, unb64
from audit.format.errors import MalformedError
from audit.format.keys import SUITE_WEBAUTHN, kid_of
from domain.mandate.state import Key, Mandates

router = part("sessions")


@router.post(
    "/passkeys/options",
    operation_id="create_passkey_options",
    summary="通行密钥: what a browser needs to make one",
    status_code=201,
    response_model=dict[str, Any],
    responses=problems(409, 413, 422, 429),
)
async def create_passkey_options(runtime: RuntimeDep, asked: ChallengeRequest) -> Response:
    """Return the options of ``navigator.credentials.create``."""
    try:
        offered = runtime.passkeys.offer(asked.person)
    except PasskeyRefusedError as exc:
        raise refused(exc) from exc
    return JSONResponse(offered, status_code=201, headers=NO_STORE)


@router.post(
    "/passkeys",
    operation_id="create_passkey",
    summary="通行密钥: take a new one; ask for the proof that it is held",
    status_code=201,
    response_model=PasskeyMade,
    responses=problems(409, 413, 422, 429),
)
async def create_passkey(runtime: RuntimeDep, new: NewPasskey) -> Response:
    """Return the key to enrol. Nothing is kept; have the device sign what ``passkey`` asks."""
    passkeys = runtime.passkeys
    try:
        made = await run_in_threadpool(passkeys.made, new.person, new.credential)
        key = made.to_bytes()
        ask = passkeys.ask(passkeys.asked_of_new(new.person, key))
    except PasskeyRefusedError as exc:
        raise refused(exc) from exc
    kid = kid_of(SUITE_WEBAUTHN, key)
    return _created(PasskeyMade(person=new.person, kid=kid, key=b64(key), passkey=ask))


@router.post(
    "/passkeys/proofs",
    operation_id="create_passkey_proof",
    summary="通行密钥: from the proof, the command that the registrar signs",
    status_code=201,
    response_model=PasskeyEnrolment,
    responses=problems(409, 413, 422, 429),
)
async def create_passkey_proof(runtime: RuntimeDep, asked: PasskeyProof) -> Response:
    """Return the enrolment to hand over to the registrar, who sees whose device it is."""
    try:
        key = unb64(asked.key)
        proof = await run_in_threadpool(runtime.passkeys.proof, asked.person, key, asked.credential)
    except (PasskeyRefusedError, MalformedError) as exc:
        raise refused(exc) from exc
    kid = kid_of(SUITE_WEBAUTHN, key)
    return _created(PasskeyEnrolment(person=asked.person, kid=kid, key=b64(key), proof=b64(proof)))


@router.post(
    "/passkeys/challenges",
    operation_id="create_passkey_challenge",
    summary="通行密钥质询: what a browser needs to log in with one",
    status_code=201,
    response_model=PasskeyChallenge,
    responses=problems(409, 413, 422, 429),
)
async def create_passkey_challenge(runtime: RuntimeDep, asked: ChallengeRequest) -> Response:
    """Return a challenge for a person; whether the person has a passkey is not told."""
    passkeys = runtime.passkeys
    challenge, expires = runtime.sessions.challenge(asked.person)
    try:
        ask = passkeys.ask(passkeys.asked_of_session(asked.person, challenge))
    except PasskeyRefusedError as exc:
        raise refused(exc) from exc
    return _created(
        PasskeyChallenge(
            log=runtime.ledger.origin,
            person=asked.person,
            challenge=challenge,
            expires_at=expires,
            passkey=ask,
        )
    )


@router.post(
    "/sessions/passkey",
    operation_id="create_passkey_session",
    summary="登录: open a session with a passkey",
    status_code=201,
    response_model=OpenedSession,
    responses=problems(401, 413, 422, 429),
)
async def create_passkey_session(runtime: RuntimeDep, used: UsedPasskey) -> Response:
    """Open a session for whoever holds an enrolled passkey that still stands."""
    keys = await runtime.writer.ask(lambda: _keys(runtime, used.person))
    try:
        kid = await run_in_threadpool(
            runtime.passkeys.opens, used.person, used.challenge, used.credential, keys
        )
    except PasskeyRefusedError as exc:
        headers = {"WWW-Authenticate": "Bearer"}
        raise ProblemError(401, "session.refused", headers=headers) from exc
    return await opened(runtime, used.person, kid)


def refused(reason: Exception) -> ProblemError:
    """Return the 409 that says why a passkey is not good."""
    return ProblemError(409, "passkey.refused", facts={"reason": str(reason)})


def _keys(runtime: Runtime, person: str) -> tuple[Key, ...]:
    state = runtime.ledger.states().find(Mandates, person)
    return state.keys if state is not None else ()


def _created(shown: BaseModel) -> Response:
    told = shown.model_dump(mode="json", by_alias=True)
    return JSONResponse(told, status_code=201, headers=NO_STORE)
