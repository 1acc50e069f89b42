"""Facts, columns and coded values have Chinese words."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
import yaml

import domain
from api.http.resources import resources
from api.messages.terms import facts_zh, name_zh, value_zh
from api.tabular import table_text
from domain.catalog import AGGREGATES, EVENT_TYPES

ROOT = Path(__file__).parents[2]


def _facts() -> Iterator[str]:
    """Yield the name of every fact that a refusal of the rules carries."""
    for file in (ROOT / "domain").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Error"):
                yield from (each.arg for each in node.keywords if each.arg is not None)


def _columns() -> set[str]:
    return {column for resource in resources() for column in resource.columns}


def _coded_values() -> Iterator[str]:
    """Yield every value of every enumeration of the rules."""
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        for _, found in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(found, StrEnum):
                yield from (member.value for member in found)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


@pytest.mark.parametrize("name", sorted({*_facts(), *_columns()}))
def test_every_fact_and_column_has_a_chinese_name(name: str) -> None:
    assert _is_chinese(name_zh(name))


@pytest.mark.parametrize("value", sorted(set(_coded_values())))
def test_every_coded_value_has_a_chinese_word(value: str) -> None:
    assert _is_chinese(value_zh("kind", value))


def test_facts_are_told_in_words_points_and_minutes() -> None:
    told = facts_zh(
        {"stage": "in_school", "mark_milli": 12_500, "received": "2026-08-23T00:05:00+08:00"}
    )
    assert told == "阶段=校内竞聘，评分=12.50，收到时间=2026-08-23 00:05"


def test_several_values_are_told_each_in_words() -> None:
    assert value_zh("roles", "bureau_officer/principal") == "教育局/校长"
    assert value_zh("consequences", "pay_step、year_counts") == (
        "增加一级薪级工资、本年度计算为现聘等级任职年限"
    )


def test_a_word_that_means_two_things_is_told_by_its_name() -> None:
    assert value_zh("targets", "missed") == "无正当理由未完成"
    assert value_zh("state", "missed") == "未参加"


def test_an_event_is_told_by_its_chinese_term() -> None:
    assert facts_zh({"topic": "planning.plan-adopted.v1"}) == "事件类型=形成方案"


@pytest.mark.parametrize("topic", sorted(EVENT_TYPES))
def test_every_event_has_a_chinese_term(topic: str) -> None:
    assert _is_chinese(value_zh("topic", topic))


@pytest.mark.parametrize("kind", sorted(AGGREGATES))
def test_every_kind_of_stream_has_a_chinese_word(kind: str) -> None:
    assert _is_chinese(value_zh("kind", kind))


def test_an_instant_of_the_log_is_told_by_the_clock_of_beijing() -> None:
    assert value_zh("at", "2026-08-26T16:30:00.000Z") == "2026-08-27 00:30"


def test_an_id_is_never_taken_for_a_word() -> None:
    assert value_zh("person", "principal") == "principal"


def test_a_table_lines_its_columns_up_as_wide_as_a_terminal_shows_them() -> None:
    rows = [
        {"name": "司马喆", "rank": 1, "post": "教学-01"},
        {"name": "马雪", "rank": 2, "post": ""},
    ]
    assert table_text(("name", "rank", "post"), rows).splitlines() == [
        "姓名    名次  岗位",
        "司马喆  1     教学-01",
        "马雪    2     -",
    ]


@pytest.mark.parametrize(
    "file", sorted((ROOT / "api/messages").glob("*.yaml")), ids=lambda x: x.name
)
def test_no_word_is_written_twice_so_that_the_first_would_be_lost(file: Path) -> None:
    nodes = [yaml.compose(file.read_bytes())]
    for node in nodes:
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert sorted(set(keys)) == sorted(keys)
            nodes += [value for _, value in node.value]


def test_the_missing_seats_of_a_committee_are_told_in_words() -> None:
    told = facts_zh({"missing": "town_party,personnel"})
    assert "镇党委" in told
    assert "town_party" not in told
    assert "personnel" not in told
