"""The fields of a value in words, out of its schema: so that they say what the types do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.messages.fields import field_zh
from api.messages.terms import value_zh
from domain.attendance.weeks import MONTH_PATTERN
from domain.values.score_items import POINTS_PATTERN

Schema = Mapping[str, Any]
_MOST = 24
"""Coded values that are told in a row; the schema has all of them."""


_LONGEST_HEAD = 12
"""Characters of a term; what is longer is a sentence."""
_OWN_WORDS = frozenset({"Level", "SchoolKind"})
"""Types whose values are called otherwise than those of the same spelling elsewhere."""


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field. ``path`` leads into lists and values: ``wishes[].school``."""

    path: str
    zh: str
    kind: str
    required: bool


def fields_of(schema: Schema, owner: str) -> Iterator[FieldWords]:
    """Yield the fields of a type and of the values inside it; ``owner`` is the type's name."""
    yield from _of_object(schema, schema.get("$defs", {}), "", owner)


def _of_object(
    schema: Schema, known: Mapping[str, Schema], prefix: str, owner: str
) -> Iterator[FieldWords]:
    required = schema.get("required", ())
    for name, each in schema["properties"].items():
        kind, inner, many = _kind_of(each, known)
        needed = name in required or isinstance(each.get("const"), str)
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
            return _options_zh(found["enum"], title), (), False
        if title == "Share":
            return '最简分数, 加引号, 如 "2/3"', (), False
        return f"{title} {_head(found)}".strip(), (title,), False
    return _plain_zh(schema), (), False


def _head(schema: Schema) -> str:
    """Return the Chinese term with which the description of a value begins."""
    head = str(schema.get("description", "")).partition(":")[0].rstrip(".")
    return head if len(head) < _LONGEST_HEAD and not head.isascii() else ""


def _options_zh(options: Sequence[str], title: str = "kind") -> str:
    name = title if title in _OWN_WORDS else "kind"
    told = "、".join(f"{each} {value_zh(name, each)}" for each in options[:_MOST])
    return told + ("…" if len(options) > _MOST else "")


def _plain_zh(schema: Schema) -> str:
    if "const" in schema:
        return f"写 {str(schema['const']).lower()}"
    if "enum" in schema:
        return _options_zh(schema["enum"])
    kind = schema.get("format") or schema.get("type")
    if kind == "string" and "pattern" in schema:
        return _pattern_zh(str(schema["pattern"]))
    least, most = schema.get("minimum"), schema.get("maximum")
    between = f" {least} 至 {most}" if None not in (least, most) and kind == "integer" else ""
    return _PLAIN.get(str(kind), str(kind)) + between


def _pattern_zh(pattern: str) -> str:
    if pattern == POINTS_PATTERN:
        return '加引号的非负小数, 如 "0.5"'
    if pattern == MONTH_PATTERN:
        return "月份, 如 2026-09"
    return "摘要, 64位十六进制" if "a-f" in pattern else "代码, 字母数字及 . _ -"


def _default_zh(schema: Schema) -> str:
    default = schema.get("default")
    plain = isinstance(default, str | int)
    return f"（可不写, 缺省 {str(default).lower()}）" if plain else "（可不写）"


_PLAIN = {
    "string": "文字",
    "integer": "整数",
    "boolean": "true 是、false 否",
    "date": "日期, 如 2026-08-20",
    "date-time": "时刻, 如 2026-08-22T18:00:00+08:00",
    "null": "null 无",
    "object": "各项及数目, 如 {county: 1}",
    "pack": "规则包的文件名（与本文件同一目录）, 或随附规则包的名称, 如 town-002",
}
