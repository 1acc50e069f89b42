"""Events of an act or a stream: the bodies in the store, held against what was signed."""

from __future__ import annotations

from collections.abc import Iterator

from audit.format.act import Act
from audit.format.body import EventBody
from audit.format.encoding import b64
from audit.format.entry import Entry
from audit.format.errors import MalformedError
from audit.format.findings import Finding
from audit.format.tree import leaf_hash
from audit.format.verify import Withheld
from audit.replay.events import Logged, read_event
from audit.replay.source import Place, Source, StoredAct, body_at


def signed_events(stored: StoredAct, act: Act, findings: list[Finding]) -> Iterator[Logged]:
    """Yield the events that are those signed; what was changed is left out.

    It is named in ``findings``.
    """
    index, bodies = stored.index, stored.bodies
    if len(bodies) != len(act.events):
        expected, found = str(len(act.events)), str(len(bodies))
        findings.append(Finding("event.count", f"index {index}", expected, found))
        return
    for n, (body, signed) in enumerate(zip(bodies, act.events, strict=True)):
        if isinstance(body, Withheld):
            continue
        where = f"index {index}, event {n}"
        try:
            read = EventBody.from_bytes(body)
        except MalformedError as exc:
            text = str(exc)
            findings.append(Finding("event.malformed", where, "one well-formed body", text))
            continue
        where = f"{where}, {read.stream} position {read.position}"
        if (got := leaf_hash(body)) != signed:
            findings.append(Finding("event.hash", where, b64(signed), b64(got)))
            continue
        if (read.log, read.act, read.n) != (act.log, act.act, n):
            told = f"{read.act}#{read.n}"
            findings.append(Finding("event.misplaced", where, f"{act.act}#{n}", told))
            continue
        logged = read_event(Place(index, n), read)
        if logged is None:
            findings.append(Finding("event.malformed", where, "a known topic", read.topic))
        else:
            yield logged


def signed_stream(source: Source, stream: str) -> tuple[Logged, ...]:
    """Return the events of a stream that acts hold, in order; by whom, is not asked."""
    found = []
    for place in source.stream(stream):
        body = body_at(source, place)
        if body is None or isinstance(body, Withheld) or not _is_signed(source, place, body):
            continue
        logged = read_event(place, EventBody.from_bytes(body))
        if logged is not None:
            found.append(logged)
    return tuple(found)


def _is_signed(source: Source, place: Place, body: bytes) -> bool:
    try:
        entry = Entry.from_bytes(source.act(place.index).entry)
        act = Act.from_bytes(entry.act)
    except MalformedError:
        return False
    return place.n < len(act.events) and leaf_hash(body) == act.events[place.n]
