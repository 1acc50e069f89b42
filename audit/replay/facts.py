"""An event's facts in the words of the trade, for people who have never seen the program."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from audit.format.restricted_json import JsonValue

_MILLI = "_milli"
_BEIJING = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?\+08:00$")
_LONG_LIST = 12
"""Words of a list that nobody compares by eye."""
_WORKED = "worked"
"""What the facts of a rule's result are within."""
_SCHOOL_LEVEL = "school_level"
_OF_SCHOOLS = frozenset({"class_sizes", "max_share", "pupils_per_staff", "teaching_posts"})
"""Facts beside which a level is one of schools (学段): ``junior`` is 初中 there, 初级 elsewhere."""
_WORD = re.compile(r"[a-z]+(_[a-z]+)*")


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return the words for fields and for values.

    A word that means something else under one name has that name before it: ``name.word``; a
    fact of an event itself, outside any other, has a dot before it.
    """
    text = (resources.files("audit.replay") / "words.json").read_bytes()
    found: Mapping[str, Mapping[str, str]] = json.loads(text)
    return found


def told(facts: Mapping[str, JsonValue], within: str = "") -> str:
    """Return facts as one line of Chinese: ``竞聘人：a1；评委：j1；打分：75``.

    ``within`` is the name of the fact that holds these; none for those of an event itself.
    """
    meant = ((_meant(name, facts), each) for name, each in facts.items())
    return "；".join(f"{field(name, within)}：{_value(name, each)}" for name, each in meant)


def _meant(name: str, facts: Mapping[str, JsonValue]) -> str:
    """Return what a fact is called here: a level is one of schools, or else of an office."""
    return _SCHOOL_LEVEL if name == "level" and facts.keys() & _OF_SCHOOLS else name


def field(name: str, within: str = "") -> str:
    """Return the word for a field; its own name where the trade has none."""
    plain, fields = name.removesuffix(_MILLI), words()["fields"]
    return fields.get(f"{within}.{plain}") or fields.get(plain, plain)


def path(text: str) -> str:
    """Return the words for a path of fields, as differences name them."""
    return "·".join(field(part) for part in text.split("."))


def shown(path_: str, text: str) -> str:
    """Return a value that a difference tells, in words where it is a fact with parts."""
    name = path_.rpartition(".")[2]
    if name.endswith(_MILLI) and text.lstrip("-").isdigit():
        return _points(int(text))
    if not text.startswith(("{", "[")):
        return text
    try:
        return _value(name, json.loads(text))
    except ValueError:
        return text


def change(path_: str, before: str, after: str) -> str:
    """Return what became of a value; of a long list of words, who left it and who came."""
    olds, news = _listed(before), _listed(after)
    if olds is None or news is None or min(len(olds), len(news)) < _LONG_LIST:
        return f"{shown(path_, before)} → {shown(path_, after)}"
    gone = [each for each in olds if each not in set(news)]
    come = [each for each in news if each not in set(olds)]
    told = [f"{word}{'、'.join(each)}" for word, each in (("减少", gone), ("增加", come)) if each]
    return f"{len(olds)}项 → {len(news)}项，{'，'.join(told) or '次序改变'}"


def _listed(text: str) -> list[str] | None:
    if not text.startswith("["):
        return None
    try:
        found: list[JsonValue] = json.loads(text)
    except ValueError:
        return None
    words_ = [each for each in found if isinstance(each, str)]
    return words_ if len(words_) == len(found) else None


def worked(name: str, text: str) -> str:
    """Return what a rule took or came to, in words where it is a fact or a coded value."""
    if text.startswith(("{", "[")):
        return shown(name or _WORKED, text)
    return value(name, text) if _WORD.fullmatch(text) else _instant(text)


def value(name: str, text: str) -> str:
    """Return the word for a coded value: what it means under this name, else anywhere."""
    values = words()["values"]
    return values.get(f"{name}.{text}") or values.get(text, text)


def _value(name: str, given: JsonValue) -> str:
    match given:
        case bool():
            return "是" if given else "否"
        case int():
            return _points(given) if name.endswith(_MILLI) else str(given)
        case None:
            return "无"
        case str():
            return value(name, given) if _WORD.fullmatch(given) else _instant(given)
        case dict():
            return f"（{told(given, name)}）"
        case _:
            return "、".join(_value(name, each) for each in given) or "无"


def _instant(text: str) -> str:
    return _BEIJING.sub(r"\1 \2", text)


def _points(milli: int) -> str:
    return f"{milli / 1000:.3f}".rstrip("0").rstrip(".")
