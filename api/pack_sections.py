"""The sections of a rule pack, field by field: what may be said, what one says (规则包各部分)."""

from __future__ import annotations

from collections.abc import Iterator

from api.messages.fields import field_zh
from api.messages.terms import value_zh
from api.schema_words import FieldWords, fields_of
from domain.kernel import Frozen
from domain.planning.pack import RulePack
from domain.values.shares import Share
from domain.values.staffing import Level

_TOLD_APART = ("scoring", "tie_chain")
"""Sections that have a vocabulary of their own."""
_TOLD = {"id", "title", "version", "basis_docs", "stages", "shortlist", "timetable", *_TOLD_APART}
"""What ``pack_words`` tells in sentences."""


def pack_fields() -> tuple[FieldWords, ...]:
    """Return every field of a pack outside of its scoring."""
    schema = RulePack.model_json_schema()
    for name in _TOLD_APART:
        schema["properties"][name] = {"type": "object", "description": name}
    return tuple(fields_of(schema, RulePack.__name__))


def sections_in_words(pack: RulePack) -> Iterator[str]:
    """Yield what each section says, defaults included: they are voted on as well."""
    yield "各部分规定 each section says:"
    for name in RulePack.model_fields:
        value: object = getattr(pack, name)
        if name not in _TOLD and value is not None:
            yield from _lines(field_zh(RulePack.__name__, name), name, value, "  ")


def _lines(zh: str, name: str, value: object, indent: str) -> Iterator[str]:
    if isinstance(value, Frozen) and not isinstance(value, Share):
        yield from _of_section(zh, name, value, indent)
    elif isinstance(value, tuple) and any(isinstance(each, Frozen) for each in value):
        for number, each in enumerate(value, start=1):
            yield from _lines(f"{zh}{number}", name, each, indent)
    else:
        yield f"{indent}{zh} {name}: {_told(value)}"


def _of_section(zh: str, name: str, section: Frozen, indent: str) -> Iterator[str]:
    owner, said = type(section).__name__, dict(section)
    plain = {each: value for each, value in said.items() if _is_plain(value)}
    told = "; ".join(
        f"{field_zh(owner, each)} {each} {_told(value)}" for each, value in plain.items()
    )
    yield f"{indent}{zh} {name}: {told}".rstrip(": ")
    for each, value in said.items():
        if each not in plain and value is not None:
            yield from _lines(field_zh(owner, each), each, value, f"{indent}  ")


def _is_plain(value: object) -> bool:
    if isinstance(value, tuple):
        return not any(isinstance(each, Frozen) for each in value)
    return isinstance(value, Share) or (value is not None and not isinstance(value, Frozen))


def _told(value: object) -> str:
    match value:
        case bool():
            return "是 yes" if value else "否 no"
        case tuple():
            return "、".join(_told(each) for each in value) or "无 none"
        case str():
            return value if (zh := value_zh(_named(value), value)) == value else f"{zh} {value}"
        case _:
            return str(value)


def _named(value: str) -> str:
    """Return under which name a value is looked up: a school's level has words of its own."""
    return "Level" if isinstance(value, Level) else "kind"
