"""What is wrong with a rule pack, where, and which rule says so."""

from __future__ import annotations

import hashlib

import pytest
import rfc8785

from adapters.importers.packs import (
    PlacedFinding,
    parse_pack,
    read_pack,
    shipped_names,
    shipped_pack,
)
from domain.planning.pack import RulePack

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

FIRST = {"town-002": "4b89884b952138fa", "points-80-10-10": "4cfab623c879b76d"}


def findings(text: str) -> list[PlacedFinding]:
    return list(read_pack(text.encode(), "x.yaml").findings)


def only(text: str) -> tuple[str, str, int]:
    (found,) = findings(text)
    return found.rule, found.place, found.line


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def test_nothing_is_wrong_with_a_good_pack_nor_with_any_that_is_shipped() -> None:
    assert findings(GOOD) == []
    assert parse_pack(GOOD.encode(), "x.yaml").id == "rp"
    assert len(shipped_names()) == 18


@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_pack_read_back_from_its_events_has_the_same_digest(name: str) -> None:
    pack = shipped_pack(name)
    again = RulePack.model_validate_json(pack.model_dump_json())
    assert (again, again.sha256()) == (pack, pack.sha256())
    foreign = rfc8785.dumps(pack.model_dump(mode="json"))
    assert hashlib.sha256(foreign).hexdigest() == pack.sha256()


def test_packs_of_the_first_vocabulary_keep_their_digests() -> None:
    # ledgers name packs by digest: a word that is new and not used must not change it
    digests = {name: shipped_pack(name).sha256()[:16] for name in FIRST}
    assert digests == FIRST


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('max: "80"', "max: 80.5", ("pack.float", "scoring.nodes[1].max", 11)),
        ('max: "80"', 'max: "70"', ("pack.weights", "scoring", 6)),
        ('max: "80"', 'maks: "80"', ("pack.missing-key", "scoring.nodes[1].max", 11)),
        ("kind: marks", "kind: stars", ("pack.kind", "scoring.nodes[1]", 11)),
        ("id: talk", "id: years", ("pack.id-twice", "scoring.nodes[1]", 11)),
        ('per_unit: "1", max: "20"', 'per_unit: "1"', ("pack.uncapped", "scoring.nodes[0]", 10)),
        ('"100"', '"1oo"', ("pack.value", "scoring.total_max", 8)),
        ('per_unit: "1"', "per_unit: 1", ("pack.value", "scoring.nodes[0].per_unit", 10)),
        ("id: rp", 'id: "\\ud800"', ("pack.value", "", 1)),
        ("id: rp", "id: .nan", ("pack.float", "id", 1)),
        ("id: rp", "id: rp\nno: 1", ("pack.text", "", 1)),
        ("version: 1", "version: 1\nfancy: 2", ("pack.unknown-key", "fancy", 4)),
        ("version: 1", "version: 2026-08-01", ("pack.text", "version", 3)),
        ("version: 1", "version: 1\nversion: 2", ("pack.yaml", "", 4)),
        ("key: years", "key: height", ("pack.tie-unknown", "tie_chain.keys[0]", 12)),
        (
            "{key: years}",
            "{key: years}, {key: talk}, {key: years}",
            ("pack.tie-unreachable", "tie_chain.keys[2]", 12),
        ),
        (
            "{key: years}",
            "{key: years, by: all_marks}",
            ("pack.tie-unknown", "tie_chain.keys[0]", 12),
        ),
        (
            "keys: [{key: years}]",
            "keys: [], last_resort: [lots, lots]",
            ("pack.tie-unreachable", "tie_chain.last_resort", 12),
        ),
    ],
)
def test_what_is_wrong_is_told_with_rule_place_and_line(
    old: str, new: str, found: tuple[str, str, int]
) -> None:
    assert found in [(each.rule, each.place, each.line) for each in findings(changed(old, new))]


def test_every_float_and_every_bare_date_is_told_at_once() -> None:
    """Shows plain_findings."""
    text = changed('max: "80"', "max: 80.5").replace("version: 1", "version: 2026-08-01")
    assert [(each.rule, each.line) for each in findings(text)] == [
        ("pack.text", 3),
        ("pack.float", 11),
    ]


def test_everything_is_told_at_once_in_the_order_of_lines() -> None:
    text = changed('unit: 年, per_unit: "1"', 'unti: 年, per_unit: "1.23456"')
    told = [(each.line, each.rule) for each in findings(f"{text}fancy: 1\n")]
    assert sorted(told) == [
        (10, "pack.missing-key"),
        (10, "pack.unknown-key"),
        (10, "pack.value"),
        (13, "pack.unknown-key"),
    ]
    assert [line for line, _ in told] == [10, 10, 10, 13]


# Ties that can never decide

NO_DIFFERENCE = (
    "{kind: tie_only, id: t, title: t, items: [{kind: choice, id: one, title: 一, options: "
    '{"yes": "1", "no": "1"}}]}'
)


@pytest.mark.parametrize(
    ("node", "key", "why"),
    [
        ("{kind: gate, id: ethics, title: 师德}", "ethics", "only those who passed"),
        (
            NO_DIFFERENCE,
            "one",
            "every option gives the same points",
        ),
    ],
)
def test_an_item_in_which_nobody_differs_decides_no_tie(node: str, key: str, why: str) -> None:
    text = changed("{key: years}", f"{{key: {key}}}")
    (found,) = findings(text.replace("tie_chain", f"    - {node}\ntie_chain"))
    assert found.rule == "pack.tie-unreachable"
    assert why in found.problem


def test_a_group_and_its_only_item_are_one_measure() -> None:
    """Shows TieChain.must_fit."""
    """Shows lint_ties."""
    percent = (
        '{kind: percent, id: share, title: 面试占比, percent: "80", items: '
        '[{kind: marks, id: talk, title: 面试, max: "100"}]}'
    )
    text = changed('{kind: marks, id: talk, title: 面试, max: "80"}', percent)
    twice = text.replace("{key: years}", "{key: talk}, {key: share}")
    (found,) = findings(twice)
    assert "talk, which stands before it, is the same measure" in found.problem
    assert findings(text.replace("{key: years}", "{key: talk}")) == []


def test_the_whole_total_decides_nothing_that_further_decimals_have_not() -> None:
    sole = changed('max: "80"}', 'max: "100"}').replace("{key: years}", "{key: talk}")
    alone = "\n".join(line for line in sole.splitlines() if "id: years" not in line)
    assert findings(alone) == []
    exact = alone.replace("  title: 评分表", "  title: 评分表\n  rounding: truncate_then_extend")
    assert only(exact) == ("pack.tie-unreachable", "tie_chain.keys[0]", 12)


def test_a_capped_part_still_decides_between_those_who_reach_its_cap() -> None:
    capped = (
        '{kind: sum, id: part, title: 部分, max: "80", items: '
        '[{kind: marks, id: talk, title: 面试, max: "100"}]}'
    )
    text = changed('{kind: marks, id: talk, title: 面试, max: "80"}', capped)
    assert findings(text.replace("{key: years}", "{key: part}, {key: talk}")) == []


# Parts that do not fit


def test_a_sum_that_promises_more_than_its_items_or_than_allowed_is_refused() -> None:
    part = (
        '{kind: sum, id: part, title: 部分, max: "80", items: '
        '[{kind: marks, id: talk, title: 面试, max: "70"}]}'
    )
    text = changed('{kind: marks, id: talk, title: 面试, max: "80"}', part)
    assert only(text) == ("pack.weights", "scoring.nodes[1]", 11)
    corridor = part.replace('max: "70"', 'max: "80"').replace(
        "items:", 'corridor: {least: "30", most: "75"}, items:'
    )
    outside = changed('{kind: marks, id: talk, title: 面试, max: "80"}', corridor)
    assert only(outside) == ("pack.weights", "scoring.nodes[1]", 11)
    assert findings(outside.replace('"75"', '"80"')) == []


@pytest.mark.parametrize(("key", "at_least"), [("height", "60"), ("talk", "80.1"), ("talk", "0")])
def test_a_pass_line_lies_within_its_item(key: str, at_least: str) -> None:
    line = f'  pass_lines: [{{key: {key}, at_least: "{at_least}"}}]\n'
    assert only(HEAD + SCORING + line + TIES) == ("pack.pass-line", "scoring.pass_lines[0]", 12)


def test_recent_years_need_a_cut_off() -> None:
    """Shows ScoringTable._must_have_what_its_parts_need."""
    awards = (
        '    - {kind: awards, id: honours, title: 荣誉, options: {city: "1"}, max: "1", '
        "within_years: 5}\n"
    )
    text = HEAD + SCORING.replace('"100"', '"101"') + awards + TIES
    assert only(text) == ("pack.cutoff", "scoring.nodes[2]", 12)
    with_day = text.replace("  title: 评分表", '  title: 评分表\n  cutoff_on: "2026-08-31"')
    assert findings(with_day) == []


def test_steps_rise() -> None:
    """Shows Steps._must_rise."""
    steps = (
        "{kind: steps, id: talk, title: 工龄, unit: 年, steps: "
        '[{at_least: "5", points: "80"}, {at_least: "3", points: "60"}]}'
    )
    text = changed('{kind: marks, id: talk, title: 面试, max: "80"}', steps)
    assert only(text) == ("pack.steps", "scoring.nodes[1]", 11)


def test_a_short_list_goes_by_items_of_the_table() -> None:
    """Shows lint_shortlist."""
    rules = "shortlist: {by: height, per_seat: 3, at_last_place: all_enter}\n"
    assert only(GOOD + rules) == ("pack.tie-unknown", "shortlist.by", 13)
    twice = "shortlist: {by: talk, per_seat: 3, at_last_place: tie_keys, tie_keys: [talk]}\n"
    assert only(GOOD + twice) == ("pack.tie-unreachable", "shortlist.tie_keys[0]", 13)


def test_stages_may_be_left_out_but_not_turned_round() -> None:
    """Shows lint_stages."""
    assert "stages: [in_school]\n" in GOOD
    turned = GOOD.replace("stages: [in_school]", "stages: [coordination, in_school]")
    assert only(turned)[:2] == ("pack.stage-order", "stages[1]")
    left_out = GOOD.replace("stages: [in_school]", "stages: [direct, in_school, standby_training]")
    assert findings(left_out) == []


# Windows


def test_t18_a_window_that_cannot_hold_its_notice_is_refused() -> None:
    """Shows lint_windows."""
    # up from 25 August, five working days: 26, 27, 28, 31 August, 1 September; cut-off 28 August
    (found,) = findings(GOOD + WINDOWS)
    assert (found.rule, found.place, found.line) == ("pack.window", "timetable.notice_on", 21)
    assert "last_day 2026-09-01" in found.problem
    assert findings(f"{GOOD}{WINDOWS}notice: {{mode: provisional}}\n") == []
    assert findings(f"{GOOD}{WINDOWS}notice: {{working_days: 3}}\n") == []


def test_windows_that_follow_in_the_wrong_order_are_refused() -> None:
    wrong = WINDOWS.replace('kickoff_on: "2026-08-18"', 'kickoff_on: "2026-08-21"')
    told = findings(f"{GOOD}{wrong}notice: {{mode: provisional}}\n")
    assert [(each.rule, each.place) for each in told] == [
        ("pack.window", "timetable.intents_from_on")
    ]


# Files


@pytest.mark.parametrize(
    "text",
    [
        "- 1\n",
        "",
        "id: [",
        "id: \x00",
        "id: &a [1]\nb: *a\n",
        "a: " + "[" * 5000,
        "? [a]: b\n",
        "? {a: 1}\n: b\n",
        "<<: {a: 1}\n",
        "id: 2026-13-45\n",
        f"version: {'9' * 5000}\n",
        "a: !!python/object:os.system x\n",
        "a: !!timestamp x\n",
        "--- a\n--- b\n",
    ],
    ids=lambda text: text[:20].strip() or "empty",
)
def test_what_is_no_mapping_of_sections_is_told_and_never_raises(text: str) -> None:
    (found,) = findings(text)
    assert found.rule == "pack.yaml"


def test_text_that_is_no_utf8_is_told() -> None:
    (found,) = read_pack(b"id: \xff\xfe\n", "x.yaml").findings
    assert found.rule == "pack.yaml"


def test_a_pack_nests_no_deeper_than_twenty() -> None:
    deep = GOOD + "fancy: " + "[" * 25 + "]" * 25 + "\n"
    assert only(deep) == ("pack.depth", "", 1)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('max: "20"', 'max: "-20"', "加引号的非负小数"),
        ("id: rp", "id: 云溪", "字母、数字"),
        ("id: years", "id: 教龄", "match pattern"),
        ("[in_school]", "[in_shool]", "只能是 must be one of: 'direct'"),
        ("kind: rate", "kind: rates", "种类只能是 the kind must be one of: 'rate'"),
        ("version: 1", "version: 0", "不得小于 must not be under 1"),
        ("version: 1", "version: 10001", "不得大于 must not be above 10000"),
        ("version: 1", "version: 1\nnotice: {restart_on_change: false}", "只能是 must be: True"),
    ],
)
def test_a_value_that_is_not_allowed_is_told_with_what_is(
    before: str, after: str, told: str
) -> None:
    assert before in GOOD
    findings = read_pack(GOOD.replace(before, after, 1).encode(), "rp.yaml").findings
    assert told in findings[0].problem


def test_a_file_in_another_encoding_is_told_to_be_one() -> None:
    (finding,) = read_pack(GOOD.encode("gbk"), "rp.yaml").findings
    assert "不是 UTF-8 编码" in finding.problem


def test_a_file_that_is_nested_too_deep_is_told_to_be_one() -> None:
    (finding,) = read_pack(b"a: " + b"[" * 5000 + b"]" * 5000, "deep.yaml").findings
    assert "嵌套过深" in finding.problem
