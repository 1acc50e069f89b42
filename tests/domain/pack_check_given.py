"""A good pack, its windows, and what is found when a line of it is another."""

from __future__ import annotations

from adapters.importers.packs import PlacedFinding, read_pack

HEAD = """\
id: rp
title: 测试规则包
version: 1
basis_docs: [教人〔2026〕1号]
stages: [in_school]
"""
SCORING = """\
scoring:
  title: 评分表
  total_max: "100"
  nodes:
    - {kind: rate, id: years, title: 教龄, unit: 年, per_unit: "1", max: "20"}
    - {kind: marks, id: talk, title: 面试, max: "80"}
"""
TIES = "tie_chain: {keys: [{key: years}]}\n"
GOOD = HEAD + SCORING + TIES
WINDOWS = """\
timetable:
  kickoff_on: "2026-08-18"
  intents_from_on: "2026-08-20"
  intents_until_on: "2026-08-22"
  selection_from_on: "2026-08-22"
  selection_until_on: "2026-08-25"
  coordination_on: "2026-08-25"
  cutoff_on: "2026-08-28"
  notice_on: "2026-08-25"
  term_starts_on: "2026-09-01"
"""


def findings(text: str) -> list[PlacedFinding]:
    return list(read_pack(text.encode(), "x.yaml").findings)


def only(text: str) -> tuple[str, str, int]:
    (found,) = findings(text)
    return found.rule, found.place, found.line


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)
