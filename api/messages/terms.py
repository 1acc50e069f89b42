"""Chinese words for what programs call otherwise: facts, columns, and the values of them."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import TypedDict

import yaml

from domain.catalog import EVENT_TYPES
from domain.kernel import DomainEvent
from domain.values.time import BEIJING

_MILLI, _TOPICS = "_milli", {"topic", "first"}
_BEIJING_INSTANT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?\+08:00$")
_UTC_INSTANT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$")
_SEVERAL = re.compile(r"([、/,])")
"""Between coded values, where a fact or column holds several."""


class _Terms(TypedDict):
    coded: list[str]
    names: dict[str, str]
    values: dict[str, str]


@cache
def _terms() -> _Terms:
    text = (resources.files("api.messages") / "terms.yaml").read_bytes()
    document: _Terms = yaml.safe_load(text)
    return document


def name_zh(name: str) -> str:
    """Return what a fact or column is called; its own name where there is no word for it."""
    return _terms()["names"].get(name, name)


def value_zh(name: str, value: object) -> str:
    """Return the value of a fact or column as people read it.

    Thousandths (``…_milli``) are told as points, instants to the minute, coded values in
    Chinese, nothing as ``-``.
    """
    if value is None or value == "":
        return "-"
    if name.endswith(_MILLI) and isinstance(value, int):
        places = 3 if value % 10 else 2
        return f"{Decimal(value).scaleb(-3):.{places}f}"
    if name in _TOPICS and value in EVENT_TYPES:
        return event_zh(EVENT_TYPES[str(value)])
    text = _BEIJING_INSTANT.sub(r"\1 \2", _in_beijing(str(value)))
    if name not in _terms()["coded"]:
        return text
    return "".join(_word(name, part) for part in _SEVERAL.split(text))


def _in_beijing(text: str) -> str:
    """Return an instant of the log, which is told in UTC, by the clock of Beijing."""
    if not _UTC_INSTANT.match(text):
        return text
    return datetime.fromisoformat(text).astimezone(BEIJING).isoformat(timespec="seconds")


def event_zh(event: type[DomainEvent]) -> str:
    """Return what an event is called: the term with which its meaning begins."""
    return re.split(r"[:.(（]", event.__doc__ or event.TOPIC, maxsplit=1)[0].strip()


def _word(name: str, text: str) -> str:
    """Return the word for a coded value: what it means under this name, else anywhere."""
    values = _terms()["values"]
    return values.get(f"{name}.{text}", values.get(text, text))


def facts_zh(facts: dict[str, str | int]) -> str:
    """Return the facts of a refusal in words."""
    told = ((name_zh(name), value_zh(name, value)) for name, value in facts.items())
    return "，".join(f"{name}={value}" for name, value in told)
