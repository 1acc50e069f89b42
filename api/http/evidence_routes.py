"""Decisions recomputed out of signed events: replay, what-if, compliance. Nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import Path, Query
from fastapi.responses import JSONResponse, Response
from pydantic import StringConstraints

from api.evidence import Asked, replayed, supposed
from api.http.access import Reader
from api.http.evidence_access import SEALED, Sight, sight
from api.http.evidence_schemas import InspectionShown, ReplayShown, SuppositionShown
from api.http.evidence_telling import (
    Document,
    own_replay,
    own_supposition,
    whole_replay,
    whole_supposition,
)
from api.http.moments import DAY
from api.http.problems import ProblemError, problems
from api.http.routing import part
from api.http.runtime import PersonDep, Runtime, RuntimeDep
from api.messages.refusals import refusal_zh
from audit.compliance import telling
from audit.compliance.inspection import inspect
from audit.replay.as_found import as_found
from audit.replay.events import Logged
from audit.replay.source import Source, place_of

router = part("evidence")
_HEAD = "[0-9A-Za-z][0-9A-Za-z:._-]{0,119}"
Place = Annotated[
    str,
    Path(
        pattern=rf"^{_HEAD}([@#][0-9]{{1,9}})?$",
        description="`stream@position`, an act's id, `act@n`, `index@n`, or a case's stream",
        examples=["recruitment-round:r-s01@956"],
    ),
]
Term = Annotated[str, StringConstraints(pattern=rf"^{_HEAD}([@#][0-9]{{1,9}})?$")]
PRIVATE = {"Cache-Control": "private, no-cache"}


@router.get(
    "/events/{place}/replay",
    operation_id="replay_event",
    summary="决定重放: recompute a decision out of signed events, and say where it differs",
    response_model=ReplayShown,
    responses=problems(401, 403, 404, 409, 422, 429, 503),
)
async def replay_event(runtime: RuntimeDep, reader: PersonDep, place: Place) -> Response:
    """For whom the decision concerns, the arbitration office once it is contested, and auditors.

    Persons concerned see it without what judges gave and without the facts of others;
    ``withheld`` counts the steps of which only the name is shown.
    """
    event = place.replace("@", "#")

    def question(source: Source) -> Document:
        whole = _sight(runtime, reader, event, source) is Sight.WHOLE
        found = replayed(source, event)
        return whole_replay(found) if whole else own_replay(found, reader.person)

    return await _answered(runtime, question, runtime.settings.replay_seconds)


@router.get(
    "/events/{place}/what-if",
    operation_id="suppose_event",
    summary="假设推演: what would have come of a decision, had something not been",
    response_model=SuppositionShown,
    responses=problems(401, 403, 404, 409, 422, 429, 503),
)
async def suppose_event(
    runtime: RuntimeDep,
    reader: PersonDep,
    place: Place,
    without: Annotated[
        list[Term],
        Query(
            min_length=1,
            max_length=20,
            description="Left out: an event, an act's id, `judge:ID`, `bidder:ID` or `member:ID`",
            examples=[["bidder:t0006"]],
        ),
    ],
) -> Response:
    """Recorded nowhere. Persons concerned may not leave out single judges, whose marks are sealed.

    They see what would have changed for themselves; ``withheld`` counts what is of others.
    """
    event = place.replace("@", "#")
    asked = Asked(without=tuple(each.replace("@", "#") for each in without))

    def question(source: Source) -> Document:
        whole = _sight(runtime, reader, event, source) is Sight.WHOLE

        def must_be_open(each: Logged) -> None:
            if not whole and each.event.TOPIC in SEALED:
                raise ProblemError(403, "http.forbidden")

        found = supposed(source, event, asked, must_be_open=must_be_open)
        return whole_supposition(found) if whole else own_supposition(found, reader.person)

    return await _answered(runtime, question, runtime.settings.replay_seconds)


@router.get(
    "/compliance",
    operation_id="list_breaches",
    summary="合规检查: every rule over all of history, breaches by article, for auditors",
    response_model=InspectionShown,
    responses=problems(401, 403, 409, 422, 429, 503),
)
async def list_breaches(
    runtime: RuntimeDep,
    reader: PersonDep,
    from_on: Annotated[str | None, Query(pattern=DAY, description="First date")] = None,
    to_on: Annotated[str | None, Query(pattern=DAY, description="Last date")] = None,
) -> Response:
    """Put every decision to the rules again. Facts and ids, no personal data."""
    if not reader.audits:
        raise ProblemError(403, "http.forbidden")

    def question(source: Source) -> Document:
        first, last = (date.fromisoformat(each) if each else None for each in (from_on, to_on))
        return telling.as_json(inspect(source, from_on=first, to_on=last, sentence=refusal_zh))

    return await _answered(runtime, question, runtime.settings.compliance_seconds)


def _sight(runtime: Runtime, reader: Reader, event: str, source: Source) -> Sight:
    """Return how much the reader sees.

    Raises:
        EventUnknownError: There is no such event.
        ProblemError: 403, where it is nothing.
    """
    target = as_found(source, place_of(source, event))
    found = sight(runtime.views_engine, reader, event, target)
    if found is Sight.NOTHING:
        raise ProblemError(403, "http.forbidden")
    return found


async def _answered(
    runtime: Runtime, question: Callable[[Source], Document], seconds: float
) -> Response:
    told = await runtime.evidence.ask(question, seconds=seconds)
    return JSONResponse(told, headers=PRIVATE)
