"""Every command in words: what it is called, who signs it, its fields, and an example.

All of it comes from the commands' own types, so that it cannot say anything else than they do.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from adapters.importers.commands import PACK_FIELD
from api.command_examples import example_of
from api.messages.terms import value_zh
from api.schema_words import FieldWords, Schema, fields_of
from domain.catalog import EVENT_TYPES
from domain.decisions import COMMAND_TYPES
from domain.kernel import Command
from domain.mandate.needs import Need, Rule, Scope
from domain.mandate.roles import Role
from domain.signers import SIGNERS


@dataclass(frozen=True, slots=True)
class CommandWords:
    """A command. ``signers`` is what the event by which it is granted asks for."""

    command: str
    zh: str
    context: str
    signers: str
    meaning: str
    event: str
    fields: tuple[FieldWords, ...]
    example: str
    schema: Schema


@cache
def _named() -> dict[str, list[str]]:
    text = (resources.files("api.messages") / "commands.yaml").read_bytes()
    document: dict[str, list[str]] = yaml.safe_load(text)
    return document


def command_zh(name: str) -> str:
    """Return what a command is called in Chinese."""
    return _named()[name][0]


def event_of(name: str) -> str:
    """Return the topic of the event by which a command is granted."""
    return _named()[name][1]


def matching(words: str) -> list[str]:
    """Return the names of the commands that ``words`` mean: one by its name, else all with them."""
    exact = [name for name in COMMAND_TYPES if name.lower() == words.lower()]
    return exact or [
        name
        for name in COMMAND_TYPES
        if words.lower() in f"{name} {command_zh(name)} {context_of(name)}".lower()
    ]


def context_of(name: str) -> str:
    """Return the room of the rules that decides a command, for example ``recruitment``."""
    return COMMAND_TYPES[name].__module__.split(".")[1]


def signers_of(name: str) -> str:
    """Return in Chinese who signs a command."""
    return signers_zh(SIGNERS[event_of(name)])


def signers_zh(rule: Rule) -> str:
    """Return in Chinese who signs what a rule is for."""
    return "、".join(_need_zh(need) for need in rule.needs) or "随其他决定入账"


def describe(name: str) -> CommandWords:
    """Return all there is to know to write a command."""
    command = COMMAND_TYPES[name]
    return CommandWords(
        command=name,
        zh=command_zh(name),
        context=context_of(name),
        signers=signers_of(name),
        meaning=_meaning(name, command),
        event=event_of(name),
        fields=tuple(_fields(command)),
        example=yaml.safe_dump(
            [{"command": name, **example_of(command)}], allow_unicode=True, sort_keys=False
        ),
        schema=command.model_json_schema(),
    )


def _meaning(name: str, command: type[Command]) -> str:
    event = inspect.cleandoc(EVENT_TYPES[event_of(name)].__doc__ or "")
    own = inspect.cleandoc(command.__doc__ or "") if "__doc__" in vars(command) else ""
    return "\n".join(filter(None, (event, own)))


def _need_zh(need: Need) -> str:
    roles = value_zh("roles", "/".join(sorted(need.roles)))
    number = f" {need.count}人" if need.count > 1 else ""
    number += "，规则包另有规定的从其规定" if need.of_pack else ""
    if need.scope is Scope.FIELD and Role.SELF in need.roles:
        return f"本人（{need.field}）"
    if need.scope is Scope.EACH:
        return f"所列每个人（{need.field}）"
    if need.scope is Scope.EACH_OF_CASE:
        return value_zh("kind", need.scope.value)
    where = value_zh("kind", need.scope.value)
    return f"{roles}（{where}{f' {need.field}' if need.field else ''}）{number}"


def _fields(command: type[Command]) -> Iterator[FieldWords]:
    schema = command.model_json_schema()
    if PACK_FIELD in command.model_fields:
        schema["properties"][PACK_FIELD] = {"format": PACK_FIELD, "type": "string"}
    yield from fields_of(schema, command.__name__)
