"""States in memory: a decision is asked for, and its events are folded, as the ledger does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar, cast

import pytest

from domain.catalog import evolve
from domain.decisions import decide
from domain.kernel import Aggregate, Command, DomainError, DomainEvent, Fact, stream_of

A = TypeVar("A", bound=Aggregate)


@dataclass
class Desk:
    """Where commands are decided in tests: the real rules over plain values."""

    at: datetime
    states: dict[str, Aggregate] = field(default_factory=dict)
    history: list[tuple[str, DomainEvent]] = field(default_factory=list)

    def find(self, kind: type[A], key: str) -> A | None:
        return cast("A | None", self.states.get(stream_of(kind, key)))

    def body_of(self, stream: str) -> str:
        state = self.states.get(stream)
        return "" if state is None else state.body

    def signings(self, _stream: str) -> Mapping[str, frozenset[str]]:
        return {}

    def given(self, stream: str, *events: DomainEvent) -> None:
        """Let events have happened."""
        for event in events:
            self.history.append((stream, event))
            self.states[stream] = evolve(stream, self.states.get(stream), event)

    def do(self, *commands: Command) -> list[DomainEvent]:
        """Decide commands one after the other; return the last one's events."""
        events: list[DomainEvent] = []
        for command in commands:
            decision = decide(self, command, at=self.at)
            events = [recorded.event for recorded in decision]
            for recorded in decision:
                self.given(recorded.stream, recorded.event)
        return events

    def refuses(self, command: Command, error: type[DomainError], **facts: Fact) -> None:
        """Check that the command is refused with this error and at least these facts."""
        before = dict(self.states)
        with pytest.raises(error) as caught:
            self.do(command)
        assert facts.items() <= caught.value.facts.items()
        assert self.states == before

    def replayed(self) -> dict[str, Aggregate]:
        """Return the states that the whole history folds to, from nothing."""
        states: dict[str, Aggregate] = {}
        for stream, event in self.history:
            states[stream] = evolve(stream, states.get(stream), event)
        return states
