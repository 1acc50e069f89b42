"""Shapes that every context shares.

A context is two pure functions. ``decide`` reads the states that a command names
and returns events, or refuses. ``evolve`` folds one event into a state and never
refuses, since what happened has happened, also under rules that have changed.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

Fact = str | int
"""A value that a refusal reports: ids, counts, dates in ISO form, thousandths."""


class Frozen(BaseModel):
    """A value that never changes and refuses fields that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)


class Command(Frozen):
    """Someone asks for a decision. Named in the imperative: ``SubmitIntent``."""


class DomainEvent(Frozen):
    """A decision that was taken. Named in the past tense: ``IntentSubmitted``.

    Carries business facts only: opaque ids, integers, dates. Stream, position,
    actors and signatures belong to the act around it; personal data to the vault.
    """

    TOPIC: ClassVar[str]
    """Name under which the event is stored and signed for ever, for example
    ``recruitment.intent-submitted.v1``. Renaming the class must not change it."""


class Aggregate(Frozen, ABC):
    """What the events of one stream have come to, as far as rules need it."""

    KIND: ClassVar[str]
    """First part of the stream's name: ``teacher`` in ``teacher:0198…``."""

    @property
    @abstractmethod
    def body(self) -> str:
        """Id of the body (school, town office, bureau) whose matter this stream is."""


A = TypeVar("A", bound=Aggregate)


@dataclass(frozen=True, slots=True)
class Personal:
    """A personal value that an event commits to and the vault keeps.

    ``path`` names the value (``name``, ``id_number``), ``subject`` is the person
    whose key seals it. The value never enters the event.
    """

    path: str
    subject: str
    value: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event and the stream that it goes to."""

    stream: str
    event: DomainEvent
    personal: tuple[Personal, ...] = ()


Decision = tuple[Recorded, ...]
"""What ``decide`` grants: all of it is stored in one act, or nothing."""


class States(Protocol):
    """The states that a decision may read. Every stream read is guarded by its position."""

    def find(self, kind: type[A], key: str) -> A | None:
        """Return the state of stream ``<kind>:<key>``, or ``None`` where it has no event."""
        ...

    def body_of(self, stream: str) -> str:
        """Return the id of the body whose matter the stream is, or ``""`` where there is none."""
        ...

    def signings(self, stream: str) -> Mapping[str, frozenset[str]]:
        """Return, for each topic in the stream, the persons who signed acts that hold it."""
        ...


class DomainError(Exception):
    """A request that the rules refuse. Nothing was decided.

    ``code`` is stable and is what programs get; ``basis`` cites article or seed;
    ``facts`` are what the wording in ``api/messages`` is filled with.
    """

    code: ClassVar[str] = "domain.refused"
    basis: ClassVar[str] = ""

    def __init__(self, **facts: Fact) -> None:
        self.facts: dict[str, Fact] = facts
        told = ", ".join(f"{name}={value}" for name, value in facts.items())
        super().__init__(f"{self.code} ({told}) [{self.basis}]")


class MissingError(DomainError):
    """Raised when a command names a thing that no event has founded."""

    code = "kernel.missing"
    basis = "台账中没有该流水 (no such stream in the ledger)"


class AlreadyExistsError(DomainError):
    """Raised when a command would found a thing that exists."""

    code = "kernel.already-exists"
    basis = "台账中已有该流水 (the stream exists in the ledger)"


def stream_of(kind: type[Aggregate], key: str) -> str:
    """Return the name of the stream of one aggregate, ``<kind>:<key>``."""
    return f"{kind.KIND}:{key}"


def require(states: States, kind: type[A], key: str) -> A:
    """Return the state of a stream that must exist.

    Raises:
        MissingError: No event has founded the stream.
    """
    state = states.find(kind, key)
    if state is None:
        raise MissingError(kind=kind.KIND, key=key)
    return state


def require_absent(states: States, kind: type[A], key: str) -> None:
    """Refuse to found a stream twice.

    Raises:
        AlreadyExistsError: The stream has events.
    """
    if states.find(kind, key) is not None:
        raise AlreadyExistsError(kind=kind.KIND, key=key)
