"""No refusal tells a Chinese reader a word of the program."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

import domain
from api.messages.terms import value_zh

ROOT = Path(__file__).parents[2]
_LATIN = re.compile(r"[A-Za-z]{2,}")


def _told(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an expression of a fact may come to, as far as they are written out."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=first, orelse=second):
            yield from (*_told(first), *_told(second))
        case ast.BoolOp(values=values):
            yield from (text for each in values for text in _told(each))
        case _:
            return


def _raised() -> Iterator[tuple[str, ast.expr]]:
    """Yield name and expression of every fact of every refusal in the rules."""
    for file in (ROOT / "domain").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Error"):
                yield from ((each.arg, each.value) for each in node.keywords if each.arg)


def _written() -> set[tuple[str, str]]:
    return {(name, text) for name, node in _raised() for text in _told(node) if text}


def _enums() -> Iterator[type[StrEnum]]:
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        for _, found in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(found, StrEnum):
                yield found


def _named_by_enums() -> set[str]:
    """Return the names of facts that hold the value of an enumeration: ``step=move.step.value``."""
    return {name for name, node in _raised() if ".value" in ast.unparse(node)}


@pytest.mark.parametrize(("name", "text"), sorted(_written()))
def test_a_word_that_a_rule_writes_into_a_fact_is_told_in_chinese(name: str, text: str) -> None:
    assert not _LATIN.search(value_zh(name, text)), value_zh(name, text)


@pytest.mark.parametrize("name", sorted(_named_by_enums()))
def test_a_fact_that_holds_a_coded_value_is_told_in_chinese(name: str) -> None:
    """Any value of any enumeration has a word, so it is enough that the name is coded."""
    values = sorted({member.value for kind in _enums() for member in kind})
    told = [value_zh(name, each) for each in values]
    assert not [each for each in told if _LATIN.search(each)]
