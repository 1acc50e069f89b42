"""The log of an office told otherwise: acts changed, left out or added, with genuine keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from adapters.evidence.bundle_source import BundleSource
from audit.format.act import Act, Actor
from audit.format.body import EventBody
from audit.format.entry import Entry
from audit.format.restricted_json import JsonValue
from domain.values.time import BEIJING
from tests.support.forge import Forge, Sealed, enrolment
from tests.support.office import ORIGIN, Office


@dataclass(frozen=True)
class Told:
    """An act as it is to be told: its time, who signs, and what it says."""

    index: int
    at: str
    actors: tuple[Actor, ...]
    facts: tuple[tuple[str, str, Mapping[str, JsonValue]], ...]
    signers: tuple[str, ...] | None = None
    """Who signs, where it is not the actors."""
    sealed: bool = True
    """Whether its events commit to the personal values that the genuine ones commit to."""

    def topic(self, name: str) -> bool:
        """Tell whether an event of that topic, without version, is in the act."""
        return any(topic.startswith(f"{name}.v") for _, topic, _ in self.facts)

    def where(self, name: str, **facts: JsonValue) -> Told:
        """Return the act with facts of the events of one topic changed."""
        changed = tuple(
            (stream, topic, {**data, **facts} if topic.startswith(f"{name}.v") else data)
            for stream, topic, data in self.facts
        )
        return replace(self, facts=changed)

    def without(self, name: str) -> Told:
        """Return the act without the events of one topic."""
        kept = tuple(each for each in self.facts if not each[1].startswith(f"{name}.v"))
        return replace(self, facts=kept)

    def on(self, at: datetime) -> Told:
        """Return the act at another time."""
        utc = at.astimezone(tz=None).timestamp()
        text = datetime.fromtimestamp(utc, tz=BEIJING).astimezone(_UTC)
        return replace(self, at=f"{text:%Y-%m-%dT%H:%M:%S}.000Z")


_UTC = datetime.fromisoformat("2026-01-01T00:00:00+00:00").tzinfo
Tell = Callable[[Told], Told | None]


def told_otherwise(
    office: Office, folder: Path, tell: Tell, *, more: Sequence[Told] = ()
) -> BundleSource:
    """Return the log that an office would have, had it gone its way past the rules.

    Every act is signed with genuine keys and chained; only the rules were not asked. ``tell``
    returns each act as it is to stand in the log, or ``None`` to leave it out. ``more`` are
    acts that nobody's ledger would have let in, at the end.
    """
    forge = Forge(log=ORIGIN)
    for row in office.ledger.entries():
        act = Act.from_bytes(Entry.from_bytes(row.data).act)
        bodies = [EventBody.from_bytes(each) for each in row.bodies]
        facts = tuple((b.stream, b.topic, _rekeyed(b)) for b in bodies)
        told = tell(Told(row.index, act.at, act.actors, facts))
        if told is not None and told.facts:
            sealed = _sealed(bodies, told)
            forge.act(
                told.facts, actors=told.actors, signers=told.signers, at=told.at, sealed=sealed
            )
    for last in more:
        forge.act(last.facts, actors=last.actors, at=last.at)
    return BundleSource(forge.export(folder / "told"), vkey=forge.vkey)


def _sealed(bodies: Sequence[EventBody], told: Told) -> list[Sealed]:
    """Return for each event told what the one of its topic and stream commits to."""
    left = {(body.stream, body.topic): body.pii for body in bodies if told.sealed}
    return [left.pop((stream, topic), ()) for stream, topic, _ in told.facts]


def _rekeyed(body: EventBody) -> Mapping[str, JsonValue]:
    if body.topic == "mandate.key-enrolled.v1":
        return enrolment(str(body.data["person"]), log=ORIGIN)
    return body.data
