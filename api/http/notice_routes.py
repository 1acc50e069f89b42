"""Notices as people read them: text or HTML, with names, for as long as they are up."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse, Response

from adapters.documents.notice import NoticePage
from api.http.problems import ProblemError, problems
from api.http.runtime import Runtime, RuntimeDep
from api.notices import page_of
from domain.notice.state import Notice, Standing
from domain.values.ids import Id

router = APIRouter(tags=["log"])


@router.get(
    "/notices/{key}/page",
    operation_id="read_notice_page",
    summary="公示: the notice as it is put up, with the checkpoint under it",
    response_class=HTMLResponse,
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        **problems(404, 422, 429),
    },
)
async def read_notice_page(
    runtime: RuntimeDep,
    key: Annotated[Id, Path(examples=["r-s01"])],
    format: Annotated[Literal["html", "text"], Query()] = "html",  # noqa: A002 - word of the API
) -> Response:
    """Return the page; once a notice was withdrawn or taken down its names are gone from here."""
    page = await runtime.writer.ask(lambda: _page(runtime, key))
    if page is None:
        raise ProblemError(404, "http.not-found")
    if format == "html":
        return HTMLResponse(page.to_html(), headers={"Cache-Control": "no-cache"})
    return Response(page.to_text(), media_type="text/plain", headers={"Cache-Control": "no-cache"})


def _page(runtime: Runtime, key: str) -> NoticePage | None:
    notice = runtime.ledger.states().find(Notice, key)
    if notice is None or notice.taken_down or notice.standing is Standing.WITHDRAWN:
        return None
    return page_of(runtime.ledger, runtime.services.views, key)
