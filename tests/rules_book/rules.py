"""Finds the rules of the domain: functions that cite their basis, or that refuse.

A refusal is found by its class, a parameter of a rule pack by the path that the code reads,
both also through functions that the rule calls and that are no rules themselves.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from textwrap import dedent
from types import FunctionType, ModuleType
from typing import TypeGuard, get_args, get_type_hints

from pydantic import BaseModel

import domain
from domain.kernel import DomainError
from domain.planning.pack import RulePack

ROOT = Path(__file__).parents[2]
_BASIS = re.compile(r"依据[:：]\s?(?!.*依据[:：])(.+?)(?:\n\s*\n|$)", re.DOTALL)
_AT_THE_END = re.compile(r"\(([^()]*(?:\b[A-Z]\d|S\d{3}|INV|E\.\d)[^()]*)\)[.:]?\s*$")
Definition = ast.FunctionDef | ast.AsyncFunctionDef
_SECTIONS: dict[type[BaseModel], str] = {RulePack: ""} | {
    each: f"{name}."
    for name, field in RulePack.model_fields.items()
    for each in (field.annotation, *get_args(field.annotation))
    if isinstance(each, type) and issubclass(each, BaseModel)
}


@dataclass(frozen=True)
class Rule:
    """One rule: the function that states it, and all that can be read off it."""

    module: str
    name: str
    sentence: str
    basis: str
    refusals: tuple[type[DomainError], ...]
    parameters: tuple[str, ...]

    @property
    def context(self) -> str:
        """The room of the domain that it stands in, for example ``planning``."""
        return self.module.split(".")[1]

    @property
    def place(self) -> str:
        """Where its function is: ``domain.planning.rules.basis_must_be_named``."""
        return f"{self.module}.{self.name}"


@dataclass(frozen=True)
class _Function:
    """A function of the domain with the names that it can see."""

    module: ModuleType
    name: str
    definition: Definition

    @property
    def place(self) -> str:
        """Its full name."""
        return f"{self.module.__name__}.{self.name}"

    @cached_property
    def doc(self) -> str:
        return ast.get_docstring(self.definition) or ""

    @cached_property
    def raised(self) -> frozenset[type[DomainError]]:
        """Refusals that its own body names in a call: raised, or returned for many at once."""
        calls = (each.func for each in ast.walk(self.definition) if isinstance(each, ast.Call))
        found = (self.resolve(each) for each in calls)
        return frozenset(
            each for each in found if isinstance(each, type) and issubclass(each, DomainError)
        )

    @cached_property
    def is_rule(self) -> bool:
        return "依据" in self.doc or bool(self.raised)

    def resolve(self, node: ast.expr) -> object:
        """Return what a name or a dotted name means where this function stands."""
        if isinstance(node, ast.Name):
            return vars(self.module).get(node.id)
        if isinstance(node, ast.Attribute):
            return getattr(self.resolve(node.value), node.attr, None)
        if isinstance(node, ast.BinOp):  # an optional annotation: ``ShortlistRules | None``
            return self.resolve(node.left)
        return None

    @cached_property
    def parameters(self) -> frozenset[str]:
        """Paths into a rule pack that its own body reads."""
        types = {
            each.arg: self.resolve(each.annotation)
            for each in (*self.definition.args.args, *self.definition.args.kwonlyargs)
            if each.annotation is not None
        }
        attributes = (each for each in ast.walk(self.definition) if isinstance(each, ast.Attribute))
        return frozenset(path for each in attributes for path in self._paths(each, types))

    def _paths(self, node: ast.Attribute, types: Mapping[str, object]) -> Iterator[str]:
        """Yield what ``pack.notice.working_days`` or ``notice.working_days`` reads of a pack."""
        names: list[str] = []
        here: ast.expr = node
        while isinstance(here, ast.Attribute):
            names.insert(0, here.attr)
            here = here.value
        known = types.get(here.id) if isinstance(here, ast.Name) else self._returned(here)
        if isinstance(known, type) and known in _SECTIONS:
            yield from (f"{_SECTIONS[known]}{path}" for path in _read(known, names))

    def _returned(self, node: ast.expr) -> object:
        called = self.resolve(node.func) if isinstance(node, ast.Call) else None
        return get_type_hints(called).get("return") if isinstance(called, FunctionType) else None


def _read(section: type[BaseModel], names: list[str]) -> Iterator[str]:
    """Yield the fields that dotted names read; a method stands for the fields it reads."""
    field = section.model_fields.get(names[0])
    if field is None:
        yield from (each for each in _fields_of_method(section, names[0]))
    elif _is_section(field.annotation) and len(names) > 1:
        yield from (f"{names[0]}.{each}" for each in _read(field.annotation, names[1:2]))
    else:
        yield names[0]


def _is_section(annotation: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _fields_of_method(section: type[BaseModel], name: str) -> Iterator[str]:
    method = vars(section).get(name)
    if not isinstance(method, FunctionType):
        return
    for node in ast.walk(ast.parse(dedent(inspect.getsource(method)))):
        if isinstance(node, ast.Attribute) and node.attr in section.model_fields:
            yield node.attr


def domain_modules() -> Iterator[ModuleType]:
    """Yield every module of the domain, imported."""
    for each in pkgutil.walk_packages(domain.__path__, "domain."):
        yield importlib.import_module(each.name)


def _functions() -> Iterator[_Function]:
    for module in domain_modules():
        if module.__file__ is None:
            continue
        tree = ast.parse(Path(module.__file__).read_bytes())
        for node in tree.body:
            if isinstance(node, Definition):
                yield _Function(module, node.name, node)
            elif isinstance(node, ast.ClassDef):
                for each in node.body:
                    if isinstance(each, Definition):
                        yield _Function(module, f"{node.name}.{each.name}", each)


def domain_refusals() -> list[type[DomainError]]:
    """Return every refusal that the domain defines, by code."""
    found = {
        each
        for module in domain_modules()
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, DomainError) and each is not DomainError
    }
    return sorted(found, key=lambda each: each.code)


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, by module and in the order in which they stand there."""
    functions = {each.place: each for each in _functions()}
    return tuple(_rule(each, functions) for each in functions.values() if each.is_rule)


def _rule(function: _Function, functions: Mapping[str, _Function]) -> Rule:
    reached = _reached(function, functions, frozenset())
    raised = function.raised or frozenset().union(
        *(each.raised for each in _called(function, functions))
    )
    refusals = sorted(raised, key=lambda each: each.code)
    read = frozenset[str]().union(*(each.parameters for each in reached))
    exact = {each for each in read if not any(other.startswith(f"{each}.") for other in read)}
    return Rule(
        module=function.module.__name__,
        name=function.name,
        sentence=_sentence(function, refusals),
        basis=_basis(function.doc, refusals),
        refusals=tuple(refusals),
        parameters=tuple(sorted(exact)),
    )


def _called(function: _Function, functions: Mapping[str, _Function]) -> Iterator[_Function]:
    for node in ast.walk(function.definition):
        called = function.resolve(node.func) if isinstance(node, ast.Call) else None
        place = f"{getattr(called, '__module__', '')}.{getattr(called, '__qualname__', '')}"
        if place in functions:
            yield functions[place]


def _reached(
    function: _Function, functions: Mapping[str, _Function], seen: frozenset[str]
) -> list[_Function]:
    """Return a function and those that it calls, as far as they are no rules themselves."""
    found = [function]
    for each in _called(function, functions):
        if each.place not in seen and not each.is_rule:
            found += _reached(each, functions, seen | {each.place})
    return found


def _sentence(function: _Function, refusals: list[type[DomainError]]) -> str:
    """Return what the rule says: its docstring up to the basis, else what its refusal says."""
    first = function.doc.split("\n\n", 1)[0].replace("\n", " ")
    said = _AT_THE_END.sub("", _BASIS.sub("", first).strip()).strip()
    if said:
        return said
    words = [(each.__doc__ or "").split("\n", 1)[0] for each in refusals]
    return " ".join(each.replace("Raised when", "Refused when") for each in words)


def _basis(doc: str, refusals: list[type[DomainError]]) -> str:
    found = _BASIS.search(doc)
    if found is not None:
        return " ".join(found[1].split()).rstrip(".")
    in_brackets = _AT_THE_END.search(doc.split("\n\n", 1)[0].strip())
    if in_brackets is not None:
        return in_brackets[1]
    return "; ".join(dict.fromkeys(each.basis for each in refusals))
