"""An event as it is stored, genuine or not."""

from __future__ import annotations

from audit.format.body import EventBody
from audit.format.errors import MalformedError
from audit.format.verify import Withheld
from audit.replay.events import Logged, read_event
from audit.replay.source import EventUnknownError, Place, Source, body_at


def as_found(source: Source, place: Place) -> Logged:
    """Return the event at a place as it is stored, genuine or not.

    Raises:
        EventUnknownError: There is no event that can be read.
    """
    body = body_at(source, place)
    if body is None or isinstance(body, Withheld):
        raise EventUnknownError(
            f"{place.index}#{place.n}: the event is not here, or withheld 没有该事件，或未公开"
        )
    try:
        found = read_event(place, EventBody.from_bytes(body))
    except MalformedError as exc:
        raise EventUnknownError(f"{place.index}#{place.n}: {exc}") from exc
    if found is None:
        raise EventUnknownError(
            f"{place.index}#{place.n}: an event that the rules do not know 规则不认识该事件"
        )
    return found
