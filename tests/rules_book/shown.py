"""Finds the tests that show a rule: those that name its refusal, its function, or its code."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.rules_book.rules import ROOT, Rule


@dataclass(frozen=True)
class Sentence:
    """A test, and everything that it names: dotted names of the program, and texts."""

    file: str
    name: str
    direct: frozenset[str]
    reached: frozenset[str]
    """What it names through fixtures, helpers and constants of its own file."""


@cache
def sentences() -> tuple[Sentence, ...]:
    """Return every test of the project, by file and in the order in which they stand."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return tuple(each for file in files for each in _in_file(file))


def shown_by(rule: Rule) -> Sentence | None:
    """Return the test that shows a rule.

    It names the refusal, the refusal's code or the function, or says so in its docstring:
    ``"Shows is_late."``.
    """
    said = naming(f"Shows {rule.name}.")
    if said is not None:
        return said
    for refusal in rule.refusals:
        found = naming(f"{refusal.__module__}.{refusal.__name__}") or naming(refusal.code)
        if found is not None:
            return found
    return naming(rule.place)


def naming(wanted: str) -> Sentence | None:
    """Return the first test that names something, itself rather than by way of a helper."""
    itself = (each for each in sentences() if wanted in each.direct)
    by_way = (each for each in sentences() if wanted in each.reached)
    return next(itself, None) or next(by_way, None)


def _in_file(file: Path) -> Iterator[Sentence]:
    tree = ast.parse(file.read_bytes())
    meaning = _imports(tree)
    parts = _parts(tree)
    named = {name: _named(node, meaning) for name, node in parts.items()}
    local = {name: _locals(node) & parts.keys() for name, node in parts.items()}
    for name in parts:
        if name.rpartition(".")[2].startswith("test_"):
            reach = _closure(name, local)
            reached = frozenset[str]().union(*(named[each] for each in reach))
            yield Sentence(str(file.relative_to(ROOT)), name, named[name], reached)


def _parts(tree: ast.Module) -> dict[str, ast.stmt]:
    """Return the functions, methods of tests, classes and constants of a file by name."""
    found: dict[str, ast.stmt] = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            methods = [each for each in node.body if isinstance(each, ast.FunctionDef)]
            found |= {f"{node.name}.{each.name}": each for each in methods}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = node
        elif isinstance(node, ast.Assign):
            found |= {each.id: node for each in node.targets if isinstance(each, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = node
    return found


def _imports(tree: ast.Module) -> dict[str, str]:
    """Return what imported names mean: ``errors`` is ``domain.planning.errors``."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _named(node: ast.AST, meaning: Mapping[str, str]) -> frozenset[str]:
    found = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Name | ast.Attribute):
            found.add(_dotted(each, meaning))
        elif isinstance(each, ast.Constant) and isinstance(each.value, str):
            found.add(each.value)
    return frozenset(found)


def _dotted(node: ast.expr, meaning: Mapping[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return _where_defined(f"{_dotted(node.value, meaning)}.{node.attr}")
    named = meaning.get(node.id, node.id) if isinstance(node, ast.Name) else ""
    return _where_defined(named)


@cache
def _where_defined(name: str) -> str:
    """Return the full name of what the domain defines, whichever module it was taken from."""
    module, _, last = name.rpartition(".")
    if not module.startswith("domain."):
        return name
    try:
        found = getattr(importlib.import_module(module), last, None)
    except ImportError:
        return name
    home = getattr(found, "__module__", None)
    return f"{home}.{last}" if home else name


def _locals(node: ast.AST) -> set[str]:
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return names | {each.arg for each in ast.walk(node) if isinstance(each, ast.arg)}


def _closure(name: str, local: Mapping[str, set[str]]) -> set[str]:
    found, waiting = {name}, [name]
    while waiting:
        more = local[waiting.pop()] - found
        found |= more
        waiting += more
    return found
