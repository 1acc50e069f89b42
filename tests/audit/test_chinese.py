"""Reports speak both languages: every English sentence has its Chinese one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.format import cli
from audit.format.chinese import both, chinese
from audit.format.findings import Finding, Report

ROOT = Path(__file__).parents[2]
FOLDERS = ("audit/format", "audit/replay", "adapters/ledger", "adapters/evidence", "api")
FINDS = {"Finding", "self._find", "self._wrong", "report.facts.append", "self.report.facts.append"}
FAILS = {"MalformedError", "NoteError", "ProofError", "BundleError"}
WORDS = re.compile(r"[a-z]{2,} [a-z]{2,}|\b(nobody|neither|nothing|none)\b")
HAN = re.compile(r"[\u4e00-\u9fff]")
ON_THE_TERMINAL = ("cli.py",)


def test_every_sentence_of_a_finding_a_fact_or_an_error_has_its_chinese() -> None:
    missing = sorted({text for text in sentences() if not HAN.search(chinese(text))})
    assert missing == []


def sentences() -> Iterator[str]:
    """Yield what the sources hand to findings, facts and errors; values stand as ``x7``."""
    for folder in FOLDERS:
        for file in (ROOT / folder).glob("*.py"):
            if file.name not in ON_THE_TERMINAL:
                yield from _sentences_in(ast.parse(file.read_text()))


def _sentences_in(tree: ast.Module) -> Iterator[str]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    for call in calls:
        if ast.unparse(call.func) in FINDS | FAILS:
            texts = filter(None, map(_text_of, call.args))
            yield from (text for text in texts if WORDS.search(text))


def _text_of(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "x7" for part in node.values)
        return "".join(map(str, parts))
    return ""


def test_sentences_are_found_at_all() -> None:
    found = set(sentences())
    assert {"a good signature", "the proof is too short", "act x7 was confirmed"} <= found


@pytest.mark.parametrize(
    ("english", "in_chinese"),
    [
        ("index 3, event 0", "第3号文书第0个事件"),
        ("wang as principal of nobody", "wang以principal身份代表无人"),
        ("name of li, or a decision to erase it", "li的name，或删除决定"),
        ("cannot read x: it is no regular file of the bundle", "无法读取x：不是证据包中的普通文件"),
        ("5c0ffee0", "5c0ffee0"),
        ("a good signature" * 500, "a good signature" * 500),
    ],
)
def test_what_stands_in_a_sentence_is_put_into_chinese_too(english: str, in_chinese: str) -> None:
    assert chinese(english) == in_chinese


def test_a_report_for_people_says_both() -> None:
    finding = Finding("signature.bad", "index 3", "a good signature", "key 00ff")
    facts = ["personal data of li was erased"]
    told = cli.report_as_text(Report("log", findings=[finding], facts=facts)).split("\n")
    assert "fact 已声明: personal data of li was erased | li的个人信息已依法删除" in told
    assert "FINDING 问题 signature.bad at 位于 index 3 | 第3号文书" in told
    assert "  expected 应为: a good signature | 有效的签名" in told
    assert "  found 实为:    key 00ff | 密钥00ff" in told


def test_what_a_forger_wrote_is_looked_up_in_bounded_time() -> None:
    """Patterns with several gaps are the slow ones: the longest text that is looked up."""
    text = "index , event , position " * 79
    assert chinese(text) == text or HAN.search(chinese(text))


def test_a_message_that_speaks_both_languages_is_told_once() -> None:
    told = "li holds 2 mandates as committee_member li 没有该项职权或有多项，请写明授权编号"
    assert both(told) == told
