"""The rules' language: every refusal can be read, and every rule says on what it rests."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import yaml

import domain
from api.messages import refusals
from api.messages.refusals import refusal_en, refusal_zh
from audit.replay.asking import NoDecisionError, UncomputableError
from domain.catalog import AGGREGATES, EVENT_TYPES, by_topic
from domain.decisions import _DECIDERS as DECIDERS
from domain.kernel import Command, DomainError, DomainEvent

K = TypeVar("K")
ROOT = Path(str(domain.__file__)).parent
FILES = sorted(ROOT.rglob("*.py"))
for _module in pkgutil.walk_packages(domain.__path__, "domain."):
    importlib.import_module(_module.name)  # a class counts as one below another once it is loaded
CHINESE = re.compile(r"[一-鿿]")
CODE = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*")
SOURCE = re.compile(
    r"S\d{3}|\b003-[A-Z]\d|\b[A-F]\d*[.-]\d|条例|法|方案|工作日历|台账|授权期限"
    r"|SPEC §|办法|规定|INV\d"
)
"""What a basis may cite: a founding plan, the rulebook, a law; ``docs/rules.md`` says how."""


def all_below(kind: type[K]) -> Iterator[type[K]]:
    below: type[K]
    for below in kind.__subclasses__():
        yield below
        yield from all_below(below)


ERRORS: list[type[DomainError]] = sorted(
    {each for each in all_below(DomainError) if each.__module__.startswith("domain.")},
    key=lambda each: each.code,
)
WORDING: dict[str, str] = yaml.safe_load(
    (Path(str(refusals.__file__)).parent / "refusals.yaml").read_bytes()
)


def functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Yield every function of the domain with the file that it is in."""
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield file, node


def is_rule(file: Path, function: ast.FunctionDef) -> bool:
    """Tell whether a function refuses by a rule's name, or stands among rules and refuses."""
    refuses = any(
        isinstance(node, ast.Raise)
        and node.exc is not None
        and "Error" in ast.unparse(node.exc)
        and "ValueError" not in ast.unparse(node.exc)
        for node in ast.walk(function)
    )
    return refuses and (file.stem.endswith("rules") or "must_" in function.name)


RULES = [
    pytest.param(node, id=f"{file.parent.name}/{file.stem}.{node.name}")
    for file, node in functions()
    if is_rule(file, node)
]


class TestRefusals:
    """Refusals."""

    def test_the_wording_has_every_code_and_no_other(self) -> None:
        of_replay = {NoDecisionError.code, UncomputableError.code}
        assert set(WORDING) == {error.code for error in ERRORS} | of_replay

    def test_no_code_is_used_twice(self) -> None:
        assert len({error.code for error in ERRORS}) == len(ERRORS)

    @pytest.mark.parametrize("error", ERRORS, ids=lambda each: str(each.code))
    def test_a_refusal_has_its_own_code_basis_and_words(self, error: type[DomainError]) -> None:
        assert {"code", "basis"} <= vars(error).keys()
        assert CODE.fullmatch(error.code)
        assert error.code.partition(".")[0] in error.__module__.split(".")
        assert SOURCE.search(error.basis), f"cites nothing that can be looked up: {error.basis}"
        assert error.__name__.endswith("Error")
        assert (error.__doc__ or "").startswith("Raised when ")

    @pytest.mark.parametrize("error", ERRORS, ids=lambda each: str(each.code))
    def test_a_refusal_is_told_in_both_languages_with_its_facts(
        self, error: type[DomainError]
    ) -> None:
        refused = error(person="p-li", count=3)
        chinese, english = refusal_zh(refused), refusal_en(refused)
        assert WORDING[error.code] in chinese
        assert f"依据：{error.basis}" in chinese
        assert "人员=p-li，数量=3" in chinese
        assert error.code in english
        assert "Raised when" not in english

    @pytest.mark.parametrize(("code", "words"), WORDING.items())
    def test_the_words_are_one_chinese_sentence(self, code: str, words: str) -> None:
        assert CHINESE.search(words)
        assert "\n" not in words
        assert not words.endswith(("。", ".", "！", " "))
        assert code not in words

    def test_no_two_refusals_sound_the_same(self) -> None:
        assert len(set(WORDING.values())) == len(WORDING)


class TestRules:
    """Rules."""

    def test_there_are_rules(self) -> None:
        assert len(RULES) > 50

    @pytest.mark.parametrize("rule", RULES)
    def test_a_rule_cites_its_basis(self, rule: ast.FunctionDef) -> None:
        doc = ast.get_docstring(rule) or ""
        assert CHINESE.search(doc.split("\n", 1)[0]), "the term of the trade comes first"
        assert SOURCE.search(doc), f"cites nothing that can be looked up: {doc}"


class TestEvents:
    """Events, commands and states."""

    @pytest.mark.parametrize(("topic", "kind"), EVENT_TYPES.items())
    def test_an_event_names_its_context_and_its_term(
        self, topic: str, kind: type[DomainEvent]
    ) -> None:
        context = kind.__module__.split(".")[1]
        words = re.findall(r"[A-Z][a-z]*", kind.__name__)
        assert topic == f"{context}.{'-'.join(words).lower()}.v1"
        assert CHINESE.match(kind.__doc__ or "")

    def test_the_catalogue_has_every_event_and_every_command(self) -> None:
        events = {each for each in all_below(DomainEvent) if each.__module__.startswith("domain.")}
        commands = {
            each
            for each in all_below(Command)
            if each.__module__.startswith("domain.") and not each.__name__.startswith("_")
        }
        assert set(EVENT_TYPES.values()) == events
        assert set(DECIDERS) == commands
        assert all(kind == each.state.KIND for kind, each in AGGREGATES.items())

    @pytest.mark.parametrize("file", FILES, ids=lambda each: str(each.relative_to(ROOT)))
    def test_the_domain_reads_no_clock_draws_no_lots_and_computes_no_floats(
        self, file: Path
    ) -> None:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        called = {
            node.func.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        imported = {
            name.name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in node.names
        }
        literal = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, float)
        ]
        assert called & {"now", "today", "utcnow"} == set()
        assert imported & {"random", "secrets", "os", "Any"} == set()
        assert literal == []


def test_no_topic_is_used_twice() -> None:
    found = next(iter(EVENT_TYPES.values()))
    assert by_topic((found,)) == {found.TOPIC: found}
    with pytest.raises(ValueError, match="used twice"):
        by_topic((found,), (found,))
