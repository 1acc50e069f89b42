"""How an event is turned back into the command that asked for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.kernel import Command, DomainEvent

SEALED_TEXT = "（已封存）"
"""Stands for a text in the vault, which no rule reads."""
More = Callable[[DomainEvent], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Form:
    """How a command is filled in: ``key`` is its field for the stream's key.

    ``more`` gives fields that the event has in other words; ``others`` are further commands
    that may have led to the very same event.
    """

    command: type[Command]
    key: str = ""
    more: More | None = None
    others: tuple[type[Command], ...] = ()
