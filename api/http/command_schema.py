"""Commands as they come over the wire: the closed catalogue, told apart by ``command``."""

from __future__ import annotations

import json
import unicodedata
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal, NoReturn

from pydantic import Field, create_model

from api.http.schemas import ActId, ActorBody, Body
from domain.decisions import COMMAND_TYPES
from domain.kernel import Command
from domain.mandate.commands import FoundLog
from domain.mandate.signing import Mandated

COMMANDS: dict[str, type[Command]] = {
    name: each for name, each in COMMAND_TYPES.items() if each is not FoundLog
}
"""Every command that may come over HTTP. A log is founded where it lives."""
_EXACT = 2**53


def _told_apart(name: str, command: type[Command]) -> Any:
    kind: Any = Literal[name]
    return create_model(f"{name}Command", __base__=command, command=(kind, ...))


_ASKED = [_told_apart(name, command) for name, command in COMMANDS.items()]
AnyCommand: Any = Annotated[reduce(or_, _ASKED), Field(discriminator="command")]
EXAMPLE = {
    "commands": [
        {
            "command": "SubmitIntent",
            "round": "r-s01",
            "teacher": "t-0001",
            "wishes": [{"school": "s01", "teaching": "教学-01", "auxiliary": []}],
            "pledged": True,
        }
    ],
    "actors": [{"person": "t-0001", "role": "self"}],
    "hold_ms": 2000,
}


class _DraftRequest(Body):
    """What one act should decide, and who acts.

    ``hold_ms`` keeps the act's streams for the signers for a moment, so that others who
    ask for the same streams wait for their turn. Zero for people who take their time.
    """

    actors: Annotated[list[ActorBody], Field(min_length=1, max_length=100)]
    cause: ActId | None = None
    hold_ms: Annotated[int, Field(ge=0, le=5000)] = 0


DraftRequest: Any = create_model(
    "DraftRequest",
    __base__=_DraftRequest,
    __doc__=_DraftRequest.__doc__,
    commands=(Annotated[list[AnyCommand], Field(min_length=1, max_length=1000)], ...),
)


def read_draft_request(body: bytes) -> Any:
    """Return a draft request; text is brought into Unicode NFC, as the ledger writes it.

    ``7.0`` counts as the integer that it is in JSON.

    Raises:
        ValueError: Not UTF-8, not JSON, or not of the schema.
    """
    text = unicodedata.normalize("NFC", body.decode())
    document = json.loads(text, parse_float=_number, parse_constant=_refuse)
    return DraftRequest.model_validate_json(json.dumps(document))


def commands_of(asked: Any) -> list[Command]:
    """Return the commands that a draft request asks for."""
    return [_command(each) for each in asked.commands]


def actors_of(asked: Any) -> list[Mandated]:
    """Return who acts."""
    return [Mandated(a.person, a.role, a.body, a.mandate) for a in asked.actors]


def _number(text: str) -> int | float:
    found = float(text)
    return int(found) if found.is_integer() and abs(found) < _EXACT else found


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"{text} is not JSON")


def _command(asked: Any) -> Command:
    kind = COMMANDS[asked.command]
    return kind(**{name: getattr(asked, name) for name in kind.model_fields})
