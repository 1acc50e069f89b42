"""Draft, sign, record: what the rules grant, what people sign, and the receipt."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import Annotated

from fastapi import Header, Path, Request
from fastapi.responses import JSONResponse, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from adapters.ledger.acts import Receipt
from adapters.ledger.errors import LedgerError
from api.http.access import Reader
from api.http.act_schemas import ActRequest, DraftShown
from api.http.act_wire import draft_shown, signatures_in
from api.http.asking import may_ask, may_know_of
from api.http.command_schema import EXAMPLE, actors_of, commands_of, read_draft_request
from api.http.drafting import Drafting
from api.http.log_routes import Index, entry_at, receipt_shown
from api.http.passkeys import PasskeyRefusedError
from api.http.problems import ProblemError, malformed, problems
from api.http.routing import part
from api.http.runtime import (
    Pending,
    PersonDep,
    Runtime,
    RuntimeDep,
    reader_of,
    runtime_of,
    signatures_of,
)
from api.http.schemas import (
    ActEvents,
    ActId,
    Position,
    ReceiptShown,
    RecordedEvent,
    Waiting,
)
from audit.format.act import Act
from audit.format.body import EventBody
from audit.format.entry import Entry, Signature
from audit.format.errors import MalformedError
from domain.dispute.state import DisputeCase

router = part("acts")
STREAM = r"^[a-z][a-z-]{0,39}:[0-9A-Za-z][0-9A-Za-z._-]{0,63}$"
_TAG = r'"[a-z][a-z-]{0,39}:[0-9A-Za-z][0-9A-Za-z._-]{0,63}@[0-9]{1,9}"'
IF_MATCH = rf"^{_TAG}(, ?{_TAG})*$"
_POSITION = re.compile(r'"([^"@]+)@([0-9]+)"')
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/DraftRequest"},
                "example": EXAMPLE,
            }
        },
    }
}


@router.post(
    "/drafts",
    operation_id="create_draft",
    summary="起草: ask the rules; get the act's bytes to sign",
    status_code=201,
    response_model=DraftShown,
    responses=problems(401, 403, 409, 412, 413, 422, 429),
    openapi_extra=_BODY,
)
async def create_draft(
    request: Request,
    if_match: Annotated[
        str | None,
        Header(pattern=IF_MATCH, max_length=2000, description='`"stream@position"`, by comma'),
    ] = None,
) -> Response:
    """Return what the actors have to sign, with a summary that a person can read.

    Nothing is recorded. The draft is kept for some minutes; co-signers fetch it by its id.
    """
    runtime, reader = runtime_of(request), reader_of(request)
    try:
        asked = read_draft_request(await request.body())
    except RecursionError:
        return malformed(request, [{"loc": ["body"], "msg": "nested too deeply"}])
    except ValidationError as exc:
        return malformed(request, exc.errors(include_url=False, include_input=False))
    except ValueError:
        return malformed(request, [{"loc": ["body"], "msg": "not JSON in UTF-8"}])
    actors, commands = actors_of(asked), commands_of(asked)
    positions = _positions(if_match)
    known = all(may_know_of(reader, stream) for stream in positions)
    if not (known and may_ask(reader, commands, actors)):
        raise ProblemError(403, "http.forbidden")
    try:
        runtime.passkeys.must_be_for_here(commands)
    except PasskeyRefusedError as exc:
        raise ProblemError(409, "passkey.refused", facts={"reason": str(exc)}) from exc
    if asked.cause is not None:
        await _must_be_recorded(runtime, asked.cause)
    drafting = Drafting(
        runtime,
        commands,
        actors,
        cause=asked.cause,
        holder=reader.person,
        hold=asked.hold_ms / 1000,
    )
    pending = await drafting.run(positions)
    return JSONResponse(
        draft_shown(pending, reader, runtime.passkeys),
        status_code=201,
        headers={"Location": f"/api/v1/drafts/{pending.draft.act.act}"},
    )


@router.get(
    "/drafts/{act}",
    operation_id="read_draft",
    summary="草稿: a draft that waits for signatures",
    response_model=DraftShown,
    responses=problems(401, 404, 422, 429),
)
async def read_draft(runtime: RuntimeDep, reader: PersonDep, act: ActId) -> Response:
    """Return the draft to those who act in it; to others it does not exist."""
    pending = _own(runtime, reader, act)
    return JSONResponse(draft_shown(pending, reader, runtime.passkeys))


@router.post(
    "/acts",
    operation_id="record_act",
    summary="签署入账: record a draft with its signatures; get the receipt",
    status_code=201,
    response_model=ReceiptShown,
    responses={
        200: {"model": ReceiptShown, "description": "It was recorded before; the same receipt"},
        202: {"model": Waiting, "description": "Signatures kept; others have still to sign"},
        **problems(401, 404, 409, 413, 422, 429),
    },
)
async def record_act(request: Request, asked: ActRequest) -> Response:
    """Store the act, all or nothing, once all actors have signed."""
    runtime, reader = runtime_of(request), reader_of(request)
    pending = runtime.pending(asked.act)
    if pending is None:
        return await _recorded_before(runtime, reader, asked.act)
    pending = _own(runtime, reader, asked.act)
    given = signatures_in(asked, reader)
    if len(given) < len({actor.person for actor in pending.draft.actors}):
        await _keep_signatures(runtime, pending, given)
        if pending.waiting_for:
            waiting = Waiting(act=asked.act, waiting_for=pending.waiting_for)
            return JSONResponse(waiting.model_dump(), status_code=202)
        given = signatures_of(pending)
    receipt = await _record(runtime, pending, given)
    return JSONResponse(receipt_shown(receipt).model_dump(), status_code=201)


@router.get(
    "/acts/{index}/events",
    operation_id="read_events",
    summary="文书内容: what an act decided, for its actors and the auditing offices",
    response_model=ActEvents,
    responses=problems(401, 403, 404, 422, 429),
)
async def read_events(runtime: RuntimeDep, reader: PersonDep, index: Index) -> Response:
    """Return the events as they are stored; personal values are commitments only.

    Acts of a case are for its actors and the auditors alone.
    """
    row = await run_in_threadpool(entry_at, runtime, index)
    actors = Act.from_bytes(Entry.from_bytes(row.data).act).actors
    bodies = [EventBody.from_bytes(each) for each in row.bodies]
    in_a_case = any(each.stream.startswith(f"{DisputeCase.KIND}:") for each in bodies)
    audits = reader.audits if in_a_case else reader.sees_all
    if not (audits or reader.person in {actor.person for actor in actors}):
        raise ProblemError(403, "http.forbidden")
    items = [
        RecordedEvent(stream=b.stream, position=b.position, topic=b.topic, data=dict(b.data))
        for b in bodies
    ]
    shown = ActEvents(index=index, items=items)
    return JSONResponse(shown.model_dump(mode="json"), headers={"Cache-Control": "private"})


@router.get(
    "/positions/{stream}",
    operation_id="read_position",
    summary="流水序号: at which position a stream stands",
    response_model=Position,
    responses=problems(401, 403, 422, 429),
)
async def read_position(
    runtime: RuntimeDep,
    reader: PersonDep,
    stream: Annotated[str, Path(pattern=STREAM, examples=["recruitment-round:r-s01"])],
) -> Response:
    """Return 0 where the stream has no event. For ``If-Match`` of a draft."""
    if not may_know_of(reader, stream):
        raise ProblemError(403, "http.forbidden")
    found = await runtime.writer.ask(lambda: runtime.ledger.positions([stream]))
    shown = Position(stream=stream, position=found[stream])
    headers = {"ETag": f'"{stream}@{found[stream]}"', "Cache-Control": "private, no-cache"}
    return JSONResponse(shown.model_dump(), headers=headers)


def _positions(if_match: str | None) -> dict[str, int]:
    return {name: int(place) for name, place in _POSITION.findall(if_match or "")}


def _own(runtime: Runtime, reader: Reader, act: str) -> Pending:
    pending = runtime.pending(act)
    if pending is None or reader.person not in {a.person for a in pending.draft.actors}:
        raise ProblemError(404, "draft.unknown")
    return pending


async def _must_be_recorded(runtime: Runtime, cause: str) -> None:
    """Refuse an act that would name as its cause what is not in the log."""
    if await run_in_threadpool(runtime.index.find, cause) is None:
        raise ProblemError(409, "http.conflict", facts={"cause": cause})


async def _recorded_before(runtime: Runtime, reader: Reader, act: str) -> Response:
    index = await run_in_threadpool(runtime.index.find, act)
    if index is None:
        raise ProblemError(404, "draft.unknown")
    receipt = await runtime.writer.ask(lambda: runtime.ledger.prove(index))
    entry = receipt.proof.extra
    assert entry is not None, "receipts carry the entry"
    actors = Act.from_bytes(Entry.from_bytes(entry).act).actors
    if reader.person not in {actor.person for actor in actors}:
        raise ProblemError(404, "draft.unknown")
    return JSONResponse(receipt_shown(receipt).model_dump())


async def _keep_signatures(runtime: Runtime, pending: Pending, given: list[Signature]) -> None:
    """Keep some of the signatures until the others come; each is checked now."""
    found = await runtime.writer.ask(
        lambda: [runtime.ledger.signer_of(pending.draft, each) for each in given]
    )
    pending.signatures.update(dict(zip(found, given, strict=True)))


async def _record(runtime: Runtime, pending: Pending, signatures: Sequence[Signature]) -> Receipt:
    """Record once, however many requests bring the last signature at the same time."""
    if pending.recording is None:
        pending.recording = runtime.begin_recording(pending, signatures)
    try:
        return await asyncio.shield(pending.recording)
    except (LedgerError, MalformedError):
        pending.recording = None
        raise
