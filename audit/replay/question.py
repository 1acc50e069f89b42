"""What is known when a decision is asked for again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from audit.replay.blocks import lead_of
from audit.replay.events import Logged
from domain.kernel import Aggregate, States


class Known(States, Protocol):
    """States before a decision, and which streams are about a matter."""

    def state(self, stream: str) -> Aggregate | None:
        """Return the state of a stream by its name."""
        ...

    def naming(self, stream: str, kind: str) -> Sequence[str]:
        """Return the streams of a kind with an event before this one that names ``stream``."""
        ...


@dataclass(frozen=True, slots=True)
class Question:
    """A decision as it was published, and the states just before it."""

    block: tuple[Logged, ...]
    states: Known

    @property
    def lead(self) -> Logged:
        """The event that answers the command."""
        return lead_of(self.block)

    @property
    def carried(self) -> tuple[Logged, ...]:
        """What the decision brought about beside it."""
        return tuple(each for each in self.block if each.place != self.lead.place)

    @property
    def key(self) -> str:
        """The key of the decision's stream."""
        return self.lead.stream.partition(":")[2]

    @property
    def before(self) -> Aggregate | None:
        """What the decision's stream had come to."""
        return self.states.state(self.lead.stream)
