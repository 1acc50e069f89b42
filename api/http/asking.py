"""Who may ask the rules about a command: whoever could sign it.

What the rules refuse, and that they grant, tells of people: of a grade, a sanction, a measure.
The signatures of a draft are checked once the rules have granted it; who has no part in such
decisions is turned away before they are asked. The body for which one acts is checked by the
rules of signing alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from api.command_words import event_of
from api.http.access import ALL_ROWS, HEADS, Reader
from audit.replay.forms import FORMS
from domain.kernel import Command
from domain.mandate.needs import Need, Scope
from domain.mandate.roles import Mandated, Role
from domain.mending.state import Mending
from domain.signers import SIGNERS

_IN_PERSON = frozenset({Scope.EACH, Scope.EACH_OF_CASE})


def may_ask(reader: Reader, commands: Sequence[Command], actors: Sequence[Mandated]) -> bool:
    """Tell whether the reader could be among the signers of each of the commands."""
    mine = [each for each in actors if each.person == reader.person]
    return all(_could_sign(reader, command, mine) for command in commands)


def may_know_of(reader: Reader, stream: str) -> bool:
    """Tell whether the reader may know that a stream has events.

    Who was talked with after a low grade had one; that is for the person and for offices.
    """
    kind, _, key = stream.partition(":")
    own = key.partition(".")[2] == reader.person
    return kind != Mending.KIND or own or reader.holds_any(HEADS | ALL_ROWS)


def _could_sign(reader: Reader, command: Command, mine: Sequence[Mandated]) -> bool:
    return any(
        _fits(reader, need, command, actor) for need in needs_of(type(command)) for actor in mine
    )


def _fits(reader: Reader, need: Need, command: Command, actor: Mandated) -> bool:
    if actor.role in need.roles and actor.role != Role.SELF:
        return (actor.role, actor.body) in reader.mandates
    if need.scope in _IN_PERSON:
        return True
    if Role.SELF in need.roles or need.scope is Scope.ANY_OR_SELF:
        return getattr(command, need.field, reader.person) == reader.person
    return False


@cache
def needs_of(kind: type[Command]) -> tuple[Need, ...]:
    """Return what the events ask for to which a command may lead."""
    return tuple(dict.fromkeys(_needs(kind)))


def _needs(kind: type[Command]) -> Iterator[Need]:
    yield from SIGNERS[event_of(kind.__name__)].needs
    for topic, form in FORMS.items():
        if kind in (form.command, *form.others):
            yield from SIGNERS[topic].needs
