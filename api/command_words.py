"""Every command in words: what it is called, who signs it, its fields, and an example.

All of it comes from the commands' own types, so that it cannot say anything else than they do.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from adapters.importers.commands import PACK_FIELD
from api.command_examples import example_of
from api.messages.fields import field_zh
from api.messages.terms import value_zh
from domain.catalog import EVENT_TYPES
from domain.decisions import COMMAND_TYPES
from domain.kernel import Command
from domain.mandate.needs import Need, Rule, Scope
from domain.mandate.roles import Role
from domain.signers import SIGNERS

_MOST = 12
"""Coded values that are told in a row; the schema has all of them."""
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field of a command. ``path`` leads into lists and values: ``wishes[].school``."""

    path: str
    zh: str
    kind: str
    required: bool


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
    where = value_zh("kind", need.scope.value)
    return f"{roles}（{where}{f' {need.field}' if need.field else ''}）{number}"


def _fields(command: type[Command]) -> Iterator[FieldWords]:
    if PACK_FIELD in command.model_fields:
        schema = command.model_json_schema()
        schema["properties"][PACK_FIELD] = {"format": PACK_FIELD, "type": "string"}
    else:
        schema = command.model_json_schema()
    yield from _of_object(schema, schema.get("$defs", {}), "", command.__name__)


def _of_object(
    schema: Schema, known: Mapping[str, Schema], prefix: str, owner: str
) -> Iterator[FieldWords]:
    required = schema.get("required", ())
    for name, each in schema["properties"].items():
        kind, inner, many = _kind_of(each, known)
        needed = name in required or "const" in each
        default = "" if needed else _default_zh(each)
        yield FieldWords(prefix + name, field_zh(owner, name), kind + default, needed)
        for title in inner:
            deeper = f"{prefix}{name}{'[]' if many else ''}."
            yield from _of_object(known[title], known, deeper, title)


def _kind_of(schema: Schema, known: Mapping[str, Schema]) -> tuple[str, Sequence[str], bool]:
    """Return the words for a type, the values it is made of, and whether it is a list."""
    if "items" in schema:
        kind, inner, _ = _kind_of(schema["items"], known)
        return f"清单, 每项: {kind}", inner, True
    choices: Sequence[Schema] = schema.get("anyOf") or schema.get("oneOf") or ()
    if choices:
        told = [_kind_of(each, known) for each in choices]
        inner = [title for each in told for title in each[1]]
        return " 或 ".join(each[0] for each in told), inner, any(each[2] for each in told)
    if "$ref" in schema:
        title = str(schema["$ref"]).rpartition("/")[2]
        found = known[title]
        if "enum" in found:
            return _options_zh(found["enum"]), (), False
        return f"{title} {_head(found)}".strip(), (title,), False
    return _plain_zh(schema), (), False


def _head(schema: Schema) -> str:
    """Return the Chinese term with which the description of a value begins."""
    head = str(schema.get("description", "")).partition(":")[0].rstrip(".")
    return head if len(head) < _MOST and not head.isascii() else ""


def _options_zh(options: Sequence[str]) -> str:
    told = "、".join(f"{each} {value_zh('kind', each)}" for each in options[:_MOST])
    return told + ("…" if len(options) > _MOST else "")


def _plain_zh(schema: Schema) -> str:
    if "const" in schema:
        return f"写 {schema['const']}"
    if "enum" in schema:
        return _options_zh(schema["enum"])
    kind = schema.get("format") or schema.get("type")
    if kind == "string" and "pattern" in schema:
        digest = "64" in str(schema["pattern"]) and "a-f" in str(schema["pattern"])
        return "摘要, 64位十六进制" if digest else "代码, 字母数字及 . _ -"
    return _PLAIN.get(str(kind), str(kind))


def _default_zh(schema: Schema) -> str:
    default = schema.get("default")
    return f"（可不写, 缺省 {str(default).lower()}）" if default not in (None, []) else "（可不写）"


_PLAIN = {
    "string": "文字",
    "integer": "整数",
    "boolean": "true 是、false 否",
    "date": "日期, 如 2026-08-20",
    "date-time": "时刻, 如 2026-08-22T18:00:00+08:00",
    "null": "null 无",
    "object": "各项及数目, 如 {county: 1}",
    PACK_FIELD: "规则包的文件名（与本文件同一目录）, 或随附规则包的名称, 如 town-002",
}
