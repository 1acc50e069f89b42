"""An event's facts in the words of the trade, for people who have never seen the program."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TypedDict

from audit.format.restricted_json import JsonValue

_MILLI = "_milli"
_WORD = re.compile(r"[a-z]+(_[a-z]+)*")


class _Words(TypedDict):
    fields: dict[str, str]
    values: dict[str, str]


@cache
def _words() -> _Words:
    """Return the words by what programs write, out of ``facts.json`` beside this module."""
    words: _Words = json.loads((resources.files("audit.replay") / "facts.json").read_bytes())
    return words


def told(facts: Mapping[str, JsonValue]) -> str:
    """Return facts as one line of Chinese: ``竞聘人：a1；评委：j1；打分：75``."""
    return "；".join(f"{field(name)}：{_value(name, each)}" for name, each in facts.items())


def field(name: str) -> str:
    """Return the word for a field; its own name where the trade has none."""
    plain = name.removesuffix(_MILLI)
    return _words()["fields"].get(plain, plain)


def path(text: str) -> str:
    """Return the words for a path of fields, as differences name them."""
    return "·".join(field(part) for part in text.split("."))


def _value(name: str, value: JsonValue) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return _points(value) if name.endswith(_MILLI) else str(value)
    if value is None:
        return "无"
    if isinstance(value, str):
        return _words()["values"].get(value, value) if _WORD.fullmatch(value) else value
    if isinstance(value, dict):
        return f"（{told(value)}）"
    return "、".join(_value(name, each) for each in value) or "无"


def _points(milli: int) -> str:
    return f"{milli / 1000:.3f}".rstrip("0").rstrip(".")
