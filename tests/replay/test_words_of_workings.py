"""What rules took and came to is told in words, too."""

from __future__ import annotations

import enum
import importlib
import inspect
import pkgutil
import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import domain
from audit.replay import facts
from audit.replay.rule_texts import rules_loaded
from audit.replay.workings import told
from domain.kernel import Aggregate, Command, DomainEvent, Frozen
from domain.quota.events import LevelFigures
from domain.quota.formula import Need
from domain.values.staffing import Level

_PLAIN = (bool, str, int, Decimal, Fraction, date, enum.Enum)


def _kinds(annotation: object) -> Iterator[type]:
    """Yield the classes that a type names, also inside of unions and tuples."""
    if isinstance(annotation, type):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _kinds(inner)
    value = getattr(annotation, "__value__", None)
    if value is not None:
        yield from _kinds(value)


def _is_told(kind: type) -> bool:
    if issubclass(kind, Frozen):
        untold = issubclass(kind, Aggregate | Command | DomainEvent)
        return not untold and not kind.__module__.startswith("domain.planning")
    return issubclass(kind, _PLAIN)


Shown = tuple[str, type]
"""A name that the line 计算 of a replay may show, and what stands under it."""


def _within(name: str, kind: type, seen: set[type]) -> Iterator[Shown]:
    """Yield a value's name and kind, and those within it where it is told as a whole."""
    yield name, kind
    if kind in seen or not issubclass(kind, Frozen) or not _is_told(kind):
        return
    seen.add(kind)
    for inner_name, field in kind.model_fields.items():
        for inner in _kinds(field.annotation):
            yield from _within(inner_name, inner, seen)


def _shown() -> Iterator[Shown]:
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        importlib.import_module(module.name)
    seen: set[type] = set()
    for rule in rules_loaded():
        hints = typing.get_type_hints(rule)
        result = [each for each in _kinds(hints.get("return")) if _is_told(each)]
        if not result:
            continue
        for each in result:
            yield from _within("", each, seen)
        for name in inspect.signature(rule).parameters:
            for each in _kinds(hints.get(name)):
                if _is_told(each):
                    yield from _within(name, each, seen)


def test_every_name_that_a_working_may_show_has_a_word() -> None:
    names = {name for name, _ in _shown() if name}
    assert {"sizes", "one_teacher_below", "supplement"} <= names
    assert sorted(each for each in names if facts.field(each).isascii()) == []


def test_every_coded_value_that_a_working_may_show_has_a_word() -> None:
    coded = {
        (name, str(member.value))
        for name, kind in _shown()
        if issubclass(kind, enum.Enum)
        for member in kind
    }
    assert len(coded) > 200
    assert sorted(each for each in coded if facts.value(*each).isascii()) == []


def test_a_list_of_values_with_parts_is_told_in_words() -> None:
    """核编: what pupils and classes come to."""
    figures = (LevelFigures(level=Level.PRIMARY, class_sizes=(30, 40)),)
    taken = told(figures)
    assert taken is not None
    assert facts.worked("figures", taken) == "（班额：30、40；学段：小学）"
    need = told(Need(pupils=70, classes=2, exact_milli=3_500, supplement=1, staff=5))
    assert need is not None
    assert facts.worked("", need).endswith(
        "（班级：2；精确值：3.5；学生数：70；核定人数：5；附加人数：1）"
    )
