"""What people may ask of an exchange."""

from __future__ import annotations

from datetime import date

from domain.exchange.events import EndGround, Zone
from domain.kernel import Command, Frozen
from domain.values.ids import Id, PostNumber, Text


class OpenExchange(Command):
    """``staff`` are all teachers of the zones; who of them is eligible is found out."""

    exchange: Id
    body: Id
    plan: Id
    zones: tuple[Zone, ...]
    staff: tuple[Id, ...]
    backbone: tuple[Id, ...] = ()


class Move(Frozen):
    """One teacher's way. ``until_on`` is exclusive."""

    teacher: Id
    to_school: Id
    posts: tuple[PostNumber, ...]
    from_on: date
    until_on: date


class ProposeMove(Command):
    exchange: Id
    move: Move


class ProposeTeam(Command):
    exchange: Id
    team: Id
    leader: Id
    moves: tuple[Move, ...]


class AgreeToMove(Command):
    exchange: Id
    teacher: Id


class DeclineMove(Command):
    exchange: Id
    teacher: Id
    reason: Text


class StartExchange(Command):
    exchange: Id
    teacher: Id


class EndExchange(Command):
    """``reason`` is told where it ends early."""

    exchange: Id
    teacher: Id
    ground: EndGround
    reason: Text | None = None


class CloseExchange(Command):
    """``shortfall_basis`` is the document that lets a share be missed."""

    exchange: Id
    shortfall_basis: Text | None = None


ExchangeCommand = (
    OpenExchange
    | ProposeMove
    | ProposeTeam
    | AgreeToMove
    | DeclineMove
    | StartExchange
    | EndExchange
    | CloseExchange
)
COMMANDS: tuple[type[Command], ...] = (
    OpenExchange,
    ProposeMove,
    ProposeTeam,
    AgreeToMove,
    DeclineMove,
    StartExchange,
    EndExchange,
    CloseExchange,
)
