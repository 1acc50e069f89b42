"""What people may ask at the opening of a round."""

from __future__ import annotations

from domain.kernel import Command
from domain.recruitment.events import (
    Stage,
)
from domain.values.ids import Id


class OpenRound(Command):
    round: Id
    plan: Id
    stage: Stage
    organiser: Id
    schools: tuple[Id, ...]
    population: tuple[Id, ...]
    after: tuple[Id, ...] = ()
    """Rounds of the stage before, in which these people were left unplaced."""


COMMANDS: tuple[type[Command], ...] = (OpenRound,)
