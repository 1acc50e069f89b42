"""The log for everybody: checkpoint, tiles, entries, proofs. No login."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from fastapi import Path, Query, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from adapters.ledger.acts import Receipt
from adapters.ledger.rows import EntryRow
from api.http.moments import AsOf, size_of, tag_of, unchanged
from api.http.problems import ProblemError, problems
from api.http.routing import part
from api.http.runtime import Runtime, RuntimeDep
from api.http.schemas import (
    ActorBody,
    ActPage,
    ActShown,
    CheckpointShown,
    ReceiptShown,
)
from api.http.sheets import MOST_IN_A_SHEET, SheetFormat, sheet_of, sheets_and_same
from audit.format.act import Act
from audit.format.encoding import b64
from audit.format.entry import Entry
from audit.format.tiles import WIDTH

FOR_EVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=1"
_TILE = re.compile(
    r"(?P<level>[0-7]|entries)/(?P<number>(?:x[0-9]{3}/){0,4}[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)
Index = Annotated[int, Path(ge=0, le=10**12, examples=[0])]
tiles = part("log", prefix="")
router = part("log")


@tiles.get(
    "/checkpoint",
    operation_id="read_checkpoint",
    summary="检查点: the newest signed checkpoint (C2SP tlog-checkpoint)",
    response_class=PlainTextResponse,
    responses=problems(422, 429),
)
async def read_checkpoint(runtime: RuntimeDep) -> Response:
    """Return the signed note, with the lines of witnesses who cosigned this very one."""
    _, note = await runtime.writer.ask(runtime.ledger.checkpoint)
    return Response(note, media_type="text/plain", headers={"Cache-Control": SHORTLY})


@tiles.get(
    "/tile/{path:path}",
    operation_id="read_tile",
    summary="A tile of hashes, or a bundle of entries (C2SP tlog-tiles)",
    response_class=Response,
    responses={
        200: {
            "content": {
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
            },
            "description": "`level/number[.p/width]`, or `entries/number[.p/width]`",
        },
        **problems(404, 422, 429),
    },
)
async def read_tile(
    runtime: RuntimeDep, path: Annotated[str, Path(max_length=60, examples=["0/000.p/1"])]
) -> Response:
    """Return bytes that never change, once they are there."""
    found = _TILE.fullmatch(path)
    width = int(found["width"] or WIDTH) if found else 0
    if found is None or width > WIDTH or (found["width"] and width == WIDTH):
        raise ProblemError(404, "http.not-found")
    number = int("".join(c for c in found["number"] if c.isdigit()))
    if found["level"] == "entries":
        content = await run_in_threadpool(runtime.log.entries, number, width)
    else:
        content = await run_in_threadpool(runtime.log.tile, int(found["level"]), number, width)
    if content is None:
        raise ProblemError(404, "http.not-found")
    headers = {"Cache-Control": FOR_EVER}
    return Response(content, media_type="application/octet-stream", headers=headers)


@router.get(
    "/checkpoints",
    operation_id="list_checkpoints",
    summary="检查点: origin, verifier key, size and root of the log, now or as of a moment",
    response_model=CheckpointShown,
    responses=problems(404, 422, 429),
)
async def list_checkpoints(runtime: RuntimeDep, as_of: Annotated[AsOf, Query()] = None) -> Response:
    """Return the checkpoint with the key that signs it. Compare the key with one on paper."""
    size = None if as_of is None else await run_in_threadpool(size_of, runtime, as_of)
    if size == 0:
        raise ProblemError(404, "http.not-found")
    checkpoint, note = await runtime.writer.ask(lambda: runtime.ledger.checkpoint(size))
    shown = CheckpointShown(
        origin=checkpoint.origin,
        vkey=runtime.ledger.vkey,
        size=checkpoint.size,
        root=b64(checkpoint.root),
        note=note.decode(),
    )
    return JSONResponse(shown.model_dump(), headers={"Cache-Control": SHORTLY})


class AskedActs(BaseModel):
    """Which acts, and how."""

    model_config = ConfigDict(extra="forbid")
    start: Annotated[int, Field(ge=0, le=10**12, description="`next` of the page before")] = 0
    limit: Annotated[int, Field(ge=1, le=500)] = 100
    as_of: AsOf = None
    format: SheetFormat = "json"


@router.get(
    "/acts",
    operation_id="list_acts",
    summary="文书目录: the public part of acts, in order of the log, now or as of a moment",
    response_model=ActPage,
    responses={**sheets_and_same("文书目录"), **problems(404, 422, 429)},
)
async def list_acts(
    request: Request, runtime: RuntimeDep, asked: Annotated[AskedActs, Query()]
) -> Response:
    """Return who acted when, by opaque ids; facts and personal data are not in it."""

    def answer() -> Response:
        size, start = size_of(runtime, asked.as_of), asked.start
        headers = {"ETag": tag_of(size, request.url.query), "Cache-Control": "public, no-cache"}
        if (same := unchanged(request, headers)) is not None:
            return same
        if asked.format != "json":
            end = min(size, start + MOST_IN_A_SHEET)
            # One at a time: a hundred thousand entries with their bodies are not held at once.
            rows = (_act(row).model_dump() for row in _entries(runtime, start, end))
            return sheet_of("acts", list(ActShown.model_fields), rows, asked.format, headers)
        end = min(size, start + asked.limit)
        items = [_act(row) for row in _entries(runtime, start, end)]
        page = ActPage(size=size, items=items, next=str(end) if items and end < size else None)
        return JSONResponse(page.model_dump(), headers=headers)

    return await run_in_threadpool(answer)


@router.get(
    "/acts/{index}",
    operation_id="read_act",
    summary="文书: the public part of one act",
    response_model=ActShown,
    responses=problems(404, 422, 429),
)
async def read_act(runtime: RuntimeDep, index: Index) -> Response:
    """Return one entry of the log; it never changes."""
    row = await run_in_threadpool(entry_at, runtime, index)
    return JSONResponse(_act(row).model_dump(), headers={"Cache-Control": FOR_EVER})


@router.get(
    "/acts/{index}/proof",
    operation_id="read_proof",
    summary="回执: a fresh receipt of an act in the log",
    response_model=ReceiptShown,
    responses=problems(404, 422, 429),
)
async def read_proof(runtime: RuntimeDep, index: Index) -> Response:
    """Return index, path and the last checkpoint that witnesses cosigned, or the newest.

    The newest it is where the act is not in a cosigned one yet.
    """
    receipt = await _prove(runtime, index)
    return JSONResponse(receipt_shown(receipt).model_dump(), headers={"Cache-Control": SHORTLY})


@router.get(
    "/acts/{index}/act.tlog-proof",
    operation_id="read_proof_file",
    summary="回执文件: the same as a `.tlog-proof` file (C2SP)",
    response_class=PlainTextResponse,
    responses=problems(404, 422, 429),
)
async def read_proof_file(runtime: RuntimeDep, index: Index) -> Response:
    """Return a file that proves the act to anybody who has the log's key."""
    receipt = await _prove(runtime, index)
    return Response(
        receipt.proof.to_bytes(),
        media_type="text/plain",
        headers={
            "Cache-Control": SHORTLY,
            "Content-Disposition": f'attachment; filename="{index}.tlog-proof"',
        },
    )


def receipt_shown(receipt: Receipt) -> ReceiptShown:
    """Return a receipt as it goes over the wire."""
    return ReceiptShown(
        act=receipt.act,
        index=receipt.index,
        checkpoint=receipt.proof.checkpoint.decode(),
        proof=receipt.proof.to_bytes().decode(),
    )


def entry_at(runtime: Runtime, index: int) -> EntryRow:
    """Return one entry.

    Raises:
        ProblemError: 404, where the log is shorter.
    """
    row = next(_entries(runtime, index, index + 1), None)
    if row is None:
        raise ProblemError(404, "http.not-found")
    return row


async def _prove(runtime: Runtime, index: int) -> Receipt:
    try:
        return await runtime.writer.ask(lambda: runtime.ledger.prove(index))
    except LookupError as exc:
        raise ProblemError(404, "http.not-found") from exc


def _entries(runtime: Runtime, start: int, end: int) -> Iterator[EntryRow]:
    return runtime.ledger.entries(end, start=start)


def _act(row: EntryRow) -> ActShown:
    entry = Entry.from_bytes(row.data)
    act = Act.from_bytes(entry.act)
    return ActShown(
        index=row.index,
        act=act.act,
        at=act.at,
        actors=[
            ActorBody(person=a.person, role=a.role, body=a.body, mandate=a.mandate)
            for a in act.actors
        ],
        basis_size=act.basis.size,
        cause=act.cause,
        summary=act.summary.hex(),
        events=[each.hex() for each in act.events],
        signed_by=[each.kid for each in entry.signatures],
    )
