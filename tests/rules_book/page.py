"""Writes the book of rules as Markdown, the same bytes from the same code."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import yaml

from tests.rules_book.rules import ROOT, Rule, rules
from tests.rules_book.shown import Sentence, naming, shown_by

PAGE = ROOT / "docs/rules.md"
_PACK_RULES = ROOT / "api/messages/pack_findings.yaml"
_HEAD = """\
# Rules

Every rule of the program: what it says, the code with which it refuses, its basis in law,
rulebook or plan, the parameters of the [rule pack](guides/write-a-rule-pack.md) that it reads,
and a test that shows it. Written from the code by `python -m tests.rules_book`; the tests fail
if this page is stale or a rule has no test.

## How a basis is cited

* **A law by name and article** (第…条): 条例 is 事业单位人事管理条例 (国务院令第652号),
  考核规定 事业单位工作人员考核规定 (人社部发〔2023〕6号),
  处分规定 事业单位工作人员处分规定 (人社部发〔2023〕58号).
* **S000 to S004, 003-A to 003-H**: a clause of the founding plans. S000 is a bureau's of
  绩效管理, S001 of 学校目标管理, S002 a town's of 竞聘上岗, S003 ten of 区管校聘,
  S004 a bureau's of 政工.
* **A.6 X1 to X9**: where these contradict each other or the law, and which way was taken.
* **B1 to B13** (B.1 to B.13): the rulebook of the trade. 1 process, 2 quota and posts,
  3 protection and disqualification, 4 scoring tables, 5 arithmetic and ties, 6 notices,
  7 remedies, 8 contract and exit, 9 appraisal, 10 sanctions and ethics,
  11 democratic procedure, 12 exchange, 13 time.
* **C1 to C4**: likewise 1 personal data, 2 signatures, 3 cryptography, 4 evidence.
* **E.1 to E.6**: who signs, then the steps of a round, a teacher, an appraisal, a case, an act;
  **INV1 to INV8**: what always holds of a round.
* **T01 to T53**: a contested decision with the verdict that it must get; a test bears its name.
* **local**: a number that a plan leaves open; another rule pack may say another.
"""
_COLUMNS = "| rule | refuses with | basis | parameters | shown by |\n|---|---|---|---|---|\n"
_PACK_COLUMNS = "| rule | code | what to do | shown by |\n|---|---|---|---|\n"


def page() -> str:
    """Return ``docs/rules.md`` as it should be."""
    return "".join((_HEAD, *_contexts(), *_about_packs()))


def without_test() -> list[str]:
    """Return the rules that no test shows, and the refusals of rules that no test names."""
    unshown = [rule.place for rule in rules() if shown_by(rule) is None]
    refusals = {each for rule in rules() for each in rule.refusals}
    unnamed = [
        each.code
        for each in refusals
        if naming(f"{each.__module__}.{each.__name__}") is None and naming(each.code) is None
    ]
    packs = [code for code, _ in _pack_rules() if naming(code) is None]
    return sorted((*unshown, *unnamed, *packs))


def _contexts() -> Iterator[str]:
    ordered = sorted(rules(), key=lambda rule: rule.context)
    for context, found in groupby(ordered, key=lambda rule: rule.context):
        yield f"\n## {context}\n\n{_COLUMNS}"
        yield from (_row(rule) for rule in found)


def _row(rule: Rule) -> str:
    codes = "<br>".join(f"`{each.code}`" for each in rule.refusals)
    parameters = "<br>".join(f"`{each}`" for each in rule.parameters)
    place = f"<br>`{rule.place.removeprefix('domain.')}`"
    cells = (rule.sentence + place, codes, rule.basis, parameters, _link(shown_by(rule)))
    return "| " + " | ".join(each.replace("|", "\\|") or "–" for each in cells) + " |\n"


def _about_packs() -> Iterator[str]:
    yield "\n## rule packs\n\nChecked by `gongxin pack check`.\n\n"
    yield _PACK_COLUMNS
    for code, words in _pack_rules():
        yield f"| {words['rule']} | `{code}` | {words['do']} | {_link(naming(code))} |\n"


def _pack_rules() -> list[tuple[str, dict[str, str]]]:
    document: dict[str, dict[str, str]] = yaml.safe_load(_PACK_RULES.read_bytes())
    return list(document.items())


def _link(sentence: Sentence | None) -> str:
    if sentence is None:
        return "**no test**"
    told = sentence.name.rpartition(".")[2].removeprefix("test_").replace("_", " ")
    return f"[{told}](../{Path(sentence.file).as_posix()})"
