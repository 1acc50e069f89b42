"""Facts and marks that an item cannot score are refused; what it can score is scored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest
from pydantic import ValidationError

from domain.recruitment.fact_checks import check_fact, check_mark
from domain.recruitment.item_points import score_item
from domain.recruitment.scoring_errors import (
    MarkAboveMaximumError,
    UnknownItemError,
    WrongFactError,
)
from domain.values.facts import Amount, Award, AwardList, Counts, ItemFact, Option
from domain.values.score_items import FAILED, PASSED, Awards
from domain.values.scoring import ScoringTable

GRADES = {"excellent": "10", "competent": "8", "basically_competent": "6", "not_competent": "0"}
DOCUMENT: Mapping[str, object] = {
    "title": "评分表",
    "total_max": "90",
    "nodes": [
        {"kind": "marks", "id": "talk", "title": "面试", "max": "80"},
        {"kind": "ballot", "id": "appraisal", "title": "民主测评", **GRADES},
        {"kind": "gate", "id": "ethics", "title": "师德"},
        {
            "kind": "tie_only",
            "id": "equals",
            "title": "同分时",
            "items": [
                {"kind": "marks", "id": "writing", "title": "板书", "max": "5"},
                {"kind": "marks", "id": "speech", "title": "普通话", "max": "5"},
            ],
        },
    ],
}


def table(document: Mapping[str, object]) -> ScoringTable:
    return ScoringTable.model_validate_json(json.dumps(document))


TABLE = table(DOCUMENT)


@pytest.mark.parametrize(
    ("item", "fact"),
    [
        ("appraisal", Counts(counts={"excellent": 3, "not_competent": 1})),
        ("ethics", Option(option=PASSED)),
        ("ethics", Option(option=FAILED)),
    ],
)
def test_ballots_and_a_gate_are_recorded_in_their_own_words(item: str, fact: ItemFact) -> None:
    check_fact(TABLE, item, fact)


@pytest.mark.parametrize(
    ("item", "fact"),
    [
        ("appraisal", Counts(counts={"splendid": 3})),
        ("appraisal", Counts(counts={})),  # nobody voted
        ("appraisal", Option(option="excellent")),
        ("ethics", Option(option="nearly")),
        ("ethics", Amount(amount_milli=1)),
        ("talk", Amount(amount_milli=70_000)),  # judges mark it
    ],
)
def test_and_in_no_others(item: str, fact: ItemFact) -> None:
    with pytest.raises(WrongFactError) as refused:
        check_fact(TABLE, item, fact)
    assert refused.value.facts["item"] == item


def test_judges_mark_what_is_theirs_to_mark_from_nought_to_its_maximum() -> None:
    for mark in (0, 80_000):
        check_mark(TABLE, "talk", mark)
    for mark in (-1, 80_001):
        with pytest.raises(MarkAboveMaximumError):
            check_mark(TABLE, "talk", mark)
    for other in ("appraisal", "ethics", "nothing of the kind"):
        with pytest.raises(UnknownItemError):
            check_mark(TABLE, other, 1_000)


@pytest.mark.parametrize(("within", "points"), [(None, 8), (3, 3)])
def test_honours_of_any_year_count_where_the_table_sets_no_bound(
    within: int | None, points: int
) -> None:
    item = Awards(
        id="honours",
        title="荣誉",
        options={"county": "5", "town": "3"},
        max="20",
        within_years=within,
    )
    old = Award(option="county", year=1999, matter="优秀教师")
    new = Award(option="town", year=2025, matter="优秀教师")
    facts = AwardList(awards=(old, new))
    found = score_item(item, facts, marks={}, ballots={}, cutoff_on=date(2026, 7, 31))
    assert found.points == Fraction(points)


@pytest.mark.parametrize(("at_least", "sound"), [("10", True), ("10.1", False)])
def test_a_pass_line_over_parts_that_only_tell_equals_apart_lies_within_their_sum(
    at_least: str, *, sound: bool
) -> None:
    document = {**DOCUMENT, "pass_lines": [{"key": "equals", "at_least": at_least}]}
    if sound:
        assert table(document).pass_lines[0].at_least == at_least
    else:
        with pytest.raises(ValidationError, match="up to 10"):
            table(document)
