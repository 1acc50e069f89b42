"""Notices as people read them: text or HTML, with names, for as long as they are up."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Annotated, Literal

from fastapi import Path, Query, Request
from fastapi.responses import HTMLResponse, Response

from adapters.documents.notice import NoticePage
from api.composition import HomeError
from api.http.moments import AsOf, moment_of, tag_of, unchanged
from api.http.problems import ProblemError, problems
from api.http.routing import part
from api.http.runtime import Runtime, RuntimeDep
from api.notices import page_of
from domain.notice.state import Notice, Standing
from domain.values.ids import Id
from projections.query import Moment

router = part("log")


@router.get(
    "/notices/{key}/page",
    operation_id="read_notice_page",
    summary="公示: the notice as it is put up, with the checkpoint under it",
    response_class=HTMLResponse,
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        304: {"description": "Not changed since the entity tag"},
        **problems(404, 422, 429),
    },
)
async def read_notice_page(
    request: Request,
    runtime: RuntimeDep,
    key: Annotated[Id, Path(examples=["r-s01"])],
    format: Annotated[Literal["html", "text"], Query()] = "html",  # noqa: A002 - word of the API
    as_of: Annotated[AsOf, Query(description="As it stood then, while it is still up")] = None,
) -> Response:
    """Return the page; once a notice was withdrawn or taken down its names are gone from here.

    As it stood before its list was changed, it does not name who is on the list no more.
    """
    moment = await moment_of(runtime, as_of, max(0, runtime.metrics.log_size - 1))
    page = await runtime.writer.ask(lambda: _page(runtime, key, moment))
    if page is None:
        raise ProblemError(404, "http.not-found")
    content = page.to_html() if format == "html" else page.to_text()
    headers = {"ETag": tag_of(content), "Cache-Control": "public, no-cache"}
    if (same := unchanged(request, headers)) is not None:
        return same
    if format == "html":
        return HTMLResponse(content, headers=headers)
    return Response(content, media_type="text/plain", headers=headers)


def _page(runtime: Runtime, key: str, moment: Moment) -> NoticePage | None:
    notice = runtime.ledger.states().find(Notice, key)
    if notice is None or notice.taken_down or notice.standing is Standing.WITHDRAWN:
        return None
    day = date.fromisoformat(moment.on) if moment.on else None
    named = {entry.person for entry in notice.entries}
    with suppress(HomeError):  # it was not up then
        return page_of(
            runtime.ledger, runtime.services.views, key, index=moment.index, on=day, named=named
        )
    return None
