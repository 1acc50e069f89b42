"""Packs whose parts do not fit together: idle ties, sums, stages, windows."""

from __future__ import annotations

import pytest

from tests.domain.pack_check_given import (
    GOOD,
    HEAD,
    SCORING,
    TIES,
    WINDOWS,
    changed,
    findings,
    only,
)

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
