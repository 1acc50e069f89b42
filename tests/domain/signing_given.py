"""A matter of one school, events of every topic in it, and the people who may sign them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

import pytest

from domain.catalog import EVENT_TYPES
from domain.kernel import Aggregate, Decision, DomainEvent, Fact, Recorded, stream_of
from domain.mandate.errors import NotAuthorisedError
from domain.mandate.events import BodyKind
from domain.mandate.signing import Mandated, authorise
from domain.mandate.state import Body, Mandates
from domain.quota.events import FilingOffice
from domain.recruitment.wishes import PostSet
from domain.school.events import SchoolKind
from domain.school.state import School
from tests.domain.signing_table import LINES, Line, Signer

A = TypeVar("A", bound=Aggregate)
OWN, ABOVE, OTHER, NAMED = "school-own", "town-above", "school-other", "school-named"
STREAM = "matter:m1"
NAMES: dict[str, object] = {
    "teacher": "p-teacher",
    "bidder": "p-bidder",
    "judge": "p-judge",
    "objector": "p-objector",
    "against": "p-against",
    "by": "p-by",
    "approved_by": NAMED,
    "chair": "p-chair",
    "filed_by": "p-filer",
    "first_owner": "p-first-owner",
    "from_owner": "p-from-owner",
    "to_owner": "p-to-owner",
    "presiding": "p-presiding",
    "witnesses": ("p-witness-1", "p-witness-2"),
    "experts": ("p-expert-1", "p-expert-2"),
    "organiser": NAMED,
    "school": NAMED,
    "nominator": NAMED,
    "to_school": NAMED,
    "posts": PostSet(school=NAMED, teaching="教学-01"),
    "office": FilingOffice.HR_BUREAU,
}


@dataclass
class Matter:
    """A matter of one school, below its town office, and who signed duties in it so far."""

    body: str = OWN
    signed: dict[str, frozenset[str]] = field(default_factory=dict)
    people: dict[str, Mandates] = field(default_factory=dict)

    def find(self, kind: type[A], key: str) -> A | None:
        school = School(
            school=OWN, name="青溪", kind=SchoolKind.MIDDLE, town_office=ABOVE, remote=False
        )
        office = Body(kind=BodyKind.TOWN_OFFICE, name="镇教办", parent="bureau")
        known: dict[str, Aggregate] = {
            stream_of(School, OWN): school,
            stream_of(Body, ABOVE): office,
        }
        known |= {stream_of(Mandates, person): held for person, held in self.people.items()}
        return cast("A | None", known.get(stream_of(kind, key)))

    def body_of(self, _stream: str) -> str:
        return self.body

    def signings(self, _stream: str) -> Mapping[str, frozenset[str]]:
        return self.signed


def happened(topic: str, **names: object) -> Recorded:
    """Return an event of a topic with no more than the names that the table reads."""
    kind = EVENT_TYPES[topic]
    facts = {name: value for name, value in NAMES.items() if name in kind.model_fields}
    event: DomainEvent = kind.model_construct(None, **{**facts, **names})
    return Recorded(STREAM, event)


def held_at(where: str) -> str:
    """Return the body at which an office is held."""
    if where == "field:by":  # a body here; a person where somebody signs for oneself
        return str(NAMES["by"])
    return {"own": OWN, "above": ABOVE, "own-or-above": ABOVE, "any": OTHER}.get(where, NAMED)


def named_by(name: str) -> tuple[str, ...]:
    """Return the persons whom a field of the event names."""
    value = "m1" if name == "stream" else NAMES[name]
    return value if isinstance(value, tuple) else (str(value),)


def persons(signer: Signer, role: str, body: str) -> Iterator[Mandated]:
    """Return as many people as one signer of the sheet asks for."""
    for n in range(signer.count):
        if signer.is_self:
            yield Mandated(named_by(signer.where)[n], role)
        else:
            yield Mandated(f"{signer.roles[0]}-{n}", role, body, f"mandate-{n}")


def rightful(line: Line) -> list[Mandated]:
    """Return those who may sign a topic."""
    found: list[Mandated] = []
    for signer in line.signers:
        found += persons(signer, signer.roles[0], "" if signer.is_self else held_at(signer.where))
    return found


def may_sign(matter: Matter, decision: Decision, actors: list[Mandated]) -> None:
    """Check that the actors may sign an act of one decision."""
    authorise(matter, [decision], actors)


def refused(decision: Decision, actors: list[Mandated], **facts: Fact) -> None:
    with pytest.raises(NotAuthorisedError) as caught:
        may_sign(Matter(), decision, actors)
    assert facts.items() <= caught.value.facts.items()


SIGNED = [line for line in LINES if line.signers]
