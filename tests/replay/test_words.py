"""Words of the trade: none is missing for what an event may hold."""

from __future__ import annotations

import enum
import json
from collections.abc import Iterator
from typing import Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from audit.format.restricted_json import JsonValue
from audit.replay import facts
from domain.catalog import EVENT_TYPES

Held = tuple[str, object]
"""A field's name, and a type that it may hold."""


def _held(kind: type[BaseModel], seen: set[object]) -> Iterator[Held]:
    if kind in seen:
        return
    seen.add(kind)
    for name, field in kind.model_fields.items():
        yield from _within(name, field.annotation, seen)


def _within(name: str, kind: object, seen: set[object]) -> Iterator[Held]:
    yield name, kind
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from _held(kind, seen)
    if get_origin(kind) is not Literal:
        for inner in (*get_args(kind), *get_args(getattr(kind, "__value__", None))):
            yield from _within(name, inner, seen)


def _all() -> Iterator[Held]:
    seen: set[object] = set()
    for event in EVENT_TYPES.values():
        yield from _held(event, seen)


def _coded(kind: object) -> Iterator[str]:
    if isinstance(kind, type) and issubclass(kind, enum.StrEnum):
        yield from (each.value for each in kind)
    if get_origin(kind) is Literal:
        yield from (each for each in get_args(kind) if isinstance(each, str))


def test_every_field_of_every_event_has_a_word() -> None:
    assert sorted({name for name, _ in _all() if facts.field(name).isascii()}) == []


def test_every_coded_value_of_every_event_has_a_word() -> None:
    coded = {(name, word) for name, kind in _all() for word in _coded(kind)}
    assert len(coded) > 250
    assert sorted(each for each in coded if facts.value(*each).isascii()) == []


def test_a_word_means_what_it_means_where_it_stands() -> None:
    assert facts.told({"key": "x", "kind": "middle"}) == "公钥：x；类别：初级中学"
    assert facts.told({"keys": [{"key": "x"}]}).endswith("（依据项目：x）")
    assert facts.told({"opens": "2026-08-08T00:00:00+08:00"}).endswith("2026-08-08 00:00")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"level": "junior", "class_sizes": [45]}, "学段：初中；班额：45"),
        ({"ratios": [{"level": "senior", "pupils_per_staff": "25/2"}]}, "学段：高中"),
        ({"level": "junior", "teaching_posts": 40}, "学段：初中"),
        ({"tier_shares": [{"level": "junior", "tier": "junior", "max_share": "1/2"}]}, "初级"),
        ({"kind": "class_teacher", "level": "junior"}, "级别：初级"),
        ({"kind": "class_teacher", "level": "senior"}, "级别：高级"),
    ],
)
def test_a_level_is_one_of_schools_or_of_an_office(told: dict[str, JsonValue], words: str) -> None:
    assert words in facts.told(told)


def test_a_tier_of_posts_is_no_level_of_schools() -> None:
    assert facts.worked("", "junior") == "初级"


def test_a_difference_is_told_in_words_too() -> None:
    row = '{"posts": ["教学-87"], "staff_class": "teaching"}'
    assert facts.shown("rows.a1", row) == "（岗位：教学-87；人员类别：教学人员）"
    assert facts.shown("rows.a1", "[这不是数据") == "[这不是数据"
    assert facts.shown("total", "72560") == "72560"


def test_nobody_is_told_as_an_office_for_a_name() -> None:
    assert facts.told({"person": "root", "role": "root"}) == "人员：root；角色：台账管理人"


def test_of_a_long_list_only_what_changed_is_told() -> None:
    long = [f"t{number:04}" for number in range(20)]
    other = [*long[:5], *long[6:], "z1"]
    change = facts.change("schools.staff", json.dumps(long), json.dumps(other))
    assert change == "20项 → 20项，减少t0005，增加z1"
    turned = facts.change("schools.staff", json.dumps(long), json.dumps(long[::-1]))
    assert turned == "20项 → 20项，次序改变"
    assert facts.change("teacher", "a", "b") == "a → b"
    assert facts.change("posts", '["a"]', "[]") == "a → 无"
    assert facts.change("posts", "[not", "[json") == "[not → [json"


def test_what_a_rule_took_is_told_in_words() -> None:
    assert facts.worked("kind", "calendar") == "自然年度"
    assert (
        facts.worked("fact", '{"amount_milli":45000,"kind":"amount"}') == "（数量：45；类别：数量）"
    )
    assert facts.worked("", "2026-08-20T00:00:00+08:00") == "2026-08-20 00:00"
    assert facts.field("day") == "日期"
