"""What rules took and what they came to: the intermediate values of a decision."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import CodeType, FrameType

from audit.format.restricted_json import JsonValue, encode
from domain.kernel import Aggregate, Command, DomainEvent, Frozen

_LONGEST = 240
"""Characters of a value that are told; longer ones are told by the events that they are in."""
_MOST = 20


@dataclass(frozen=True, slots=True)
class Worked:
    """One run of a rule: what went in, by name, and what came out."""

    rule: str
    inputs: tuple[tuple[str, str], ...]
    result: str


def taken(frame: FrameType) -> tuple[tuple[str, str], ...]:
    """Return what a rule that begins takes, by name: what can be told of it."""
    code = frame.f_code
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    values = ((name, told(frame.f_locals.get(name))) for name in names)
    return tuple((name, each) for name, each in values if each is not None)


def workings(
    rule: str, code: CodeType, inputs: tuple[tuple[str, str], ...], result: object
) -> Iterator[Worked]:
    """Yield what a rule took and gave, where it gave a value that can be told.

    A rule that only lets pass, or refuses, gives none; what it refuses is told by the refusal.
    """
    if result is None or code.co_flags & inspect.CO_GENERATOR:
        return
    came_to = told(result)
    if came_to is not None:
        yield Worked(rule, inputs, came_to)


def told(value: object) -> str | None:
    """Return a value in words; ``None`` for states, commands, packs, and what is too long."""
    text = _told(value)
    return None if text is None or len(text) > _LONGEST else text


def _told(value: object) -> str | None:
    match value:
        case bool():
            return "是" if value else "否"
        case Enum():
            return str(value.value)
        case str() | int() | Decimal() | Fraction():
            return str(value)
        case date():
            return value.isoformat()
        case Aggregate() | Command() | DomainEvent():
            return None
        case Frozen() if type(value).__module__.startswith("domain.planning"):
            return None
        case Frozen():
            document: JsonValue = value.model_dump(mode="json")
            return encode(document).decode()
        case Sequence() | AbstractSet():
            return _listed(
                sorted(value, key=str) if isinstance(value, AbstractSet) else list(value)
            )
        case _:
            return None


def _listed(values: Sequence[object]) -> str | None:
    words = [_told(each) for each in values] if len(values) <= _MOST else [None]
    known = [each for each in words if each is not None]
    if known and len(known) == len(words) and all(isinstance(each, Frozen) for each in values):
        return f"[{','.join(known)}]"
    return "、".join(filter(None, known)) or "无" if len(known) == len(words) else None
