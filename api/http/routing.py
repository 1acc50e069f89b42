"""Where the parts of the door are made, so that nothing is served to whom it is not granted."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute

from api.http.access import GRANTS
from api.http.runtime import admit

PREFIX = "/api/v1"


def part(*tags: str, prefix: str = PREFIX) -> APIRouter:
    """Return a router whose every operation asks the access table first."""
    return APIRouter(prefix=prefix, tags=[*tags], dependencies=[Depends(admit)])


def put_up(app: FastAPI, parts: Iterable[APIRouter]) -> None:
    """Serve the routes of these parts, in this order.

    They are put into one list: a router within a router looks for its route twice, which
    cost more than the rest of a small answer.

    Raises:
        PermissionError: An operation is not in the access table, or does not ask it.
    """
    routes = [route for each in parts for route in each.routes]
    must_all_be_granted(routes)
    app.router.routes.extend(routes)


def must_all_be_granted(routes: Iterable[object]) -> None:
    """Refuse to serve an operation that the access table does not name, or that does not ask it.

    Raises:
        PermissionError: With the operations at fault.
    """
    asking = {
        route.operation_id
        for route in routes
        if isinstance(route, APIRoute)
        and any(each.call is admit for each in route.dependant.dependencies)
    }
    strangers = asking ^ set(GRANTS)
    if strangers:
        raise PermissionError(f"not served, or not granted: {sorted(map(str, strangers))}")
