"""What is wrong with a rule pack, where, and which rule says so."""

from __future__ import annotations

import hashlib

import pytest
import rfc8785

from adapters.importers.packs import parse_pack, read_pack, shipped_names, shipped_pack
from domain.planning.pack import RulePack
from tests.domain.pack_check_given import GOOD, changed, findings, only

FIRST = {"town-002": "4b89884b952138fa", "points-80-10-10": "4cfab623c879b76d"}


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
        (
            "keys: [{key: years}]",
            "keys: [], last_resort: [added_headcount]",
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
