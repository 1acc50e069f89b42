"""Given past events, when a command comes, then these events or this refusal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

import pytest

from domain.decisions import decide
from domain.kernel import Command, Decision, DomainError, DomainEvent, Fact, Recorded
from tests.support.desk import Desk

NOON = datetime(2026, 8, 18, 12, tzinfo=timezone(timedelta(hours=8)))


@dataclass(frozen=True)
class Scenario:
    """One example of a rule. Every step returns a new scenario, so a class can share a past."""

    history: tuple[tuple[str, DomainEvent], ...] = ()
    command: Command | None = None
    at: datetime = NOON

    def given(self, stream: str, *events: DomainEvent) -> Scenario:
        """Let events have happened in a stream."""
        return replace(self, history=(*self.history, *((stream, event) for event in events)))

    def when(self, command: Command, *, at: datetime = NOON) -> Scenario:
        """Ask for a decision."""
        return replace(self, command=command, at=at)

    def then(self, *expected: Recorded) -> None:
        """Check that exactly these events are granted, in this order."""
        assert self.decision() == expected

    def then_refused(self, error: type[DomainError], **facts: Fact) -> None:
        """Check that the command is refused with this error and at least these facts."""
        with pytest.raises(error) as caught:
            self.decision()
        assert facts.items() <= caught.value.facts.items()

    def decision(self) -> Decision:
        """Return what the rules grant."""
        assert self.command is not None, "call when() first"
        desk = Desk(self.at)
        for stream, event in self.history:
            desk.given(stream, event)
        return decide(desk, self.command, at=self.at)
