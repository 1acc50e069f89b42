"""The moment that a question is about: ``as_of`` an index, a checkpoint or a date."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from datetime import date
from typing import Annotated

from fastapi import Header, Request
from fastapi.responses import Response
from pydantic import Field

from adapters.ledger.application import Ledger
from adapters.ledger.mapper import head_of
from api.http.access import Reader
from api.http.problems import ProblemError
from api.http.runtime import Runtime
from domain.values.time import beijing_date
from projections.query import Moment

WAIT_SECONDS = 5.0
_THIRTY = r"((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
_DAY = rf"20[0-9]{{2}}-{_THIRTY}|20([02468][048]|[13579][26])-02-29"
DAY = rf"^({_DAY})$"
"""Every day of this century, and nothing else."""
AS_OF = rf"^([0-9]{{1,12}}|checkpoint:[1-9][0-9]{{0,11}}|{_DAY})$"
AsOf = Annotated[
    str | None,
    Field(
        pattern=AS_OF,
        description="An index, `checkpoint:SIZE`, or a Beijing date; without it, now",
        examples=["2026-08-24"],
    ),
]
After = Annotated[
    int | None,
    Header(
        ge=0,
        le=10**12,
        description="Answer when the views hold this index: one sees what one has written",
    ),
]


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
        _must_have_come(runtime, as_of)
        return Moment(on=as_of)
    index = _index(as_of)
    if not await runtime.follower.wait_for(index, _patience(runtime, index)):
        raise _to_come(as_of)
    return Moment(index=index)


def size_of(runtime: Runtime, as_of: str | None) -> int:
    """Return the size that the log has now, or had at a moment; reads the store.

    Raises:
        ProblemError: 404, where the log has not come that far.
    """
    size = runtime.log.size()
    if as_of is None:
        return size
    if "-" in as_of:
        _must_have_come(runtime, as_of)
        day = date.fromisoformat(as_of)
        return bisect_right(range(size), day, key=lambda index: _day_of(runtime.ledger, index))
    if _index(as_of) >= size:
        raise _to_come(as_of)
    return _index(as_of) + 1


def tag_of(*parts: object) -> str:
    """Return an entity tag that changes with any of its parts."""
    text = "\n".join(map(str, parts))
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:24]}"'


def entity_tag(runtime: Runtime, reader: Reader, request: Request) -> str:
    """Return a tag that changes with the log, the question, and what the reader may see."""
    return tag_of(runtime.follower.reached, reader.scope, request.url.path, request.url.query)


def unchanged(request: Request, headers: dict[str, str]) -> Response | None:
    """Return the 304 for who has what these headers name already."""
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return None


def _patience(runtime: Runtime, index: int) -> float:
    """Wait only for what is in the log already."""
    return WAIT_SECONDS if index < runtime.metrics.log_size else 0.0


def _index(as_of: str) -> int:
    _, _, size = as_of.partition(":")
    return int(size) - 1 if size else int(as_of)


def _must_have_come(runtime: Runtime, day: str) -> None:
    if day > beijing_date(runtime.ledger.now()).isoformat():
        raise _to_come(day)


def _to_come(as_of: str) -> ProblemError:
    return ProblemError(404, "http.not-found", facts={"as_of": as_of})


def _day_of(ledger: Ledger, index: int) -> date:
    (row,) = ledger.entries(index + 1, start=index)
    return beijing_date(head_of(row.data).at)
