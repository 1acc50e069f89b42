"""Where a teacher may turn, for everybody; and what is overdue, for whoever supervises."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from api.http.access import HANDLERS
from api.http.moments import DAY, After, AsOf, entity_tag, moment_of, tag_of, unchanged
from api.http.problems import problems
from api.http.resource import bodies_over
from api.http.routing import part
from api.http.runtime import PersonDep, RuntimeDep
from api.http.sheets import SheetFormat, sheet_of, sheets_and_same
from domain.dispute.matters import (
    Decider,
    Grade,
    InterruptedBy,
    Interruption,
    Matter,
    MatterKind,
)
from domain.dispute.routing import Route, route
from domain.values.time import beijing_date
from projections.cases import Alarm

router = part("disputes")
Day = Annotated[str | None, Field(pattern=DAY, examples=["2026-08-25"])]


class AskedRoute(BaseModel):
    """What happened to a teacher, as far as the way out depends on it."""

    model_config = ConfigDict(extra="forbid")
    kind: Annotated[MatterKind, Field(description="What was decided", examples=["placement"])]
    decider: Annotated[Decider, Field(description="Who decided it", examples=["school"])]
    known_on: Annotated[
        str,
        Field(
            pattern=DAY,
            description="When the teacher knew, or should have known",
            examples=["2026-08-25"],
        ),
    ]
    notice_ends_on: Annotated[
        Day, Field(description="Last day of the public notice, if there was one")
    ] = None
    grade: Annotated[
        Grade | None, Field(description="The grade, where an appraisal is contested")
    ] = None
    sought_help_on: Annotated[
        Day, Field(description="When the teacher turned to an office for help")
    ] = None
    on: Annotated[Day, Field(description="The day that counts as today; without it, now")] = None

    def matter(self) -> Matter:
        """Return the matter, about nobody in particular."""
        sought = _date(self.sought_help_on)
        help_sought = InterruptedBy.HELP_SOUGHT
        return Matter(
            kind=self.kind,
            affected="complainant",
            decided_by=self.decider.value,
            decider=self.decider,
            known_on=date.fromisoformat(self.known_on),
            notice_ends_on=_date(self.notice_ends_on),
            grade=self.grade,
            interruptions=(Interruption(by=help_sought, on=sought),) if sought else (),
        )


class AskedAlarms(BaseModel):
    """Which day counts as today, and how much of the log is known."""

    model_config = ConfigDict(extra="forbid")
    on: Annotated[Day, Field(description="The day that counts as today")] = None
    as_of: AsOf = None
    format: SheetFormat = "json"


class AlarmShown(BaseModel):
    """督办: a step of a case that is overdue, and the body that is told of it."""

    case: str
    step: str
    due: str
    days_over: int
    provisional: bool
    owner: str
    body: str
    to: str


class Alarms(BaseModel):
    """What is overdue on a day, the longest overdue first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "on": "2026-10-09",
                    "items": [
                        {
                            "case": "case-1",
                            "step": "decide",
                            "due": "2026-09-18",
                            "days_over": 21,
                            "provisional": False,
                            "owner": "o-dispute",
                            "body": "b-dispute",
                            "to": "b-edu",
                        }
                    ],
                }
            ]
        }
    )
    on: str
    items: list[AlarmShown]


@router.get(
    "/routes",
    operation_id="list_routes",
    summary="救济途径: where a teacher may turn, by when, and how sure that is",
    response_model=Route,
    responses=problems(422, 429),
)
async def list_routes(runtime: RuntimeDep, asked: Annotated[AskedRoute, Query()]) -> Response:
    """Name every channel: open, doubtful, or closed with the reason. It is no verdict."""
    today = _date(asked.on) or beijing_date(runtime.ledger.now())
    found = route(asked.matter(), on=today)
    return JSONResponse(found.model_dump(mode="json"), headers={"Cache-Control": "no-cache"})


@router.get(
    "/alarms",
    operation_id="list_alarms",
    summary="督办: what is overdue in cases, for the body above and the auditors",
    response_model=Alarms,
    responses={**sheets_and_same("督办"), **problems(401, 404, 422, 429)},
)
async def list_alarms(
    request: Request,
    runtime: RuntimeDep,
    reader: PersonDep,
    asked: Annotated[AskedAlarms, Query()],
    gongxin_after: After = None,
) -> Response:
    """Return the overdue steps of the bodies for which one may handle cases, and under them."""
    moment = await moment_of(runtime, asked.as_of, gongxin_after)
    today = _date(asked.on) or _date(moment.on) or beijing_date(runtime.ledger.now())
    tag = tag_of(entity_tag(runtime, reader, request), today)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization"}
    if (same := unchanged(request, headers)) is not None:
        return same

    def overdue() -> list[Alarm]:
        mine = bodies_over(runtime.views_engine, reader.bodies(HANDLERS))
        found = runtime.services.views.case_alarms(
            today, index=moment.index, as_of=_date(moment.on)
        )
        return [
            each for each in found if reader.audits or not mine.isdisjoint((each.body, each.to))
        ]

    items = [asdict(each) for each in await run_in_threadpool(overdue)]
    if asked.format != "json":
        return sheet_of("alarms", list(AlarmShown.model_fields), items, asked.format, headers)
    return JSONResponse({"on": today.isoformat(), "items": items}, headers=headers)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None
