"""Anomalies: what is no breach and yet asks for a look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from audit.compliance.inspection import inspect
from domain.values.time import beijing_date
from tests.domain import town as small
from tests.replay.compliance_given import by_code
from tests.replay.replayed import source_of
from tests.replay.told import Told, told_otherwise
from tests.replay.town import COMMITTEE, MARKS, Round

ALONE = "仅评委{}的打分即决定第一名；去掉该评委后第一名改变"


def anomalies_when(round_: Round, **marks: Mapping[str, int]) -> dict[str, str]:
    round_.marks = marks
    round_.prepare()
    round_.plan()
    round_.bid()
    round_.score()
    return {each.code: each.told for each in inspect(source_of(round_)).anomalies}


def test_marks_that_are_all_the_same_are_noticed(fresh: Round) -> None:
    found = anomalies_when(fresh, j1={"a1": 70_000, "a2": 70_000, "a3": 70_000}, j2=MARKS["j2"])
    assert "评委j1" in found["anomaly.all-same"]


def test_marks_that_are_all_full_are_noticed(fresh: Round) -> None:
    found = anomalies_when(fresh, j1={"a1": 80_000, "a2": 80_000, "a3": 80_000}, j2=MARKS["j2"])
    assert "均为满分" in found["anomaly.all-full"]


def test_a_judge_whose_marks_decide_alone_is_noticed(fresh: Round) -> None:
    found = anomalies_when(fresh, j1=MARKS["j1"], j2={"a1": 65_000, "a2": 67_000, "a3": 60_000})
    assert "仅评委j1" in found["anomaly.decided-alone"]


def test_judges_who_each_decide_another_post_alone_are_all_noticed(fresh: Round) -> None:
    both = (small.wish(small.MATHS), small.wish(small.CHINESE))
    fresh.wishes = {**fresh.wishes, "a2": both}
    fresh.marks = {
        "j1": {"a1": 75_000, "a2": 60_000, "a3": 64_000},
        "j2": {"a1": 65_000, "a2": 74_000, "a3": 64_000},
    }
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    told = [(each.told, each.facts) for each in inspect(source_of(fresh)).anomalies]
    assert told == [
        (ALONE.format("j1"), ("school-1 教学-01：a1 → a2",)),
        (ALONE.format("j2"), ("school-1 教学-02：a2 → a3",)),
    ]


def test_an_anomaly_is_told_in_the_span_of_its_evidence_only(fresh: Round) -> None:
    anomalies_when(fresh, j1={"a1": 70_000, "a2": 70_000, "a3": 70_000}, j2=MARKS["j2"])
    (found,) = (a for a in inspect(source_of(fresh)).anomalies if a.code == "anomaly.all-same")
    day = beijing_date(datetime.fromisoformat(found.at))
    assert found in inspect(source_of(fresh), from_on=day, to_on=day).anomalies
    later = inspect(source_of(fresh), from_on=day + timedelta(days=1))
    assert found not in later.anomalies


@pytest.mark.parametrize(("minute", "seen"), [(49, False), (50, True), (55, True)])
def test_a_letter_changed_in_the_last_minutes_is_noticed(
    fresh: Round, minute: int, *, seen: bool
) -> None:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.at(8, 22, 23, minute)
    letter = small.intent("a3", small.wish(small.MATHS))
    fresh.act(letter, fresh.themselves("a3"))
    found = inspect(source_of(fresh)).anomalies
    assert [each.code for each in found] == ["anomaly.last-minute-bid"] * seen
    assert all(f"前{60 - minute}分钟" in each.told for each in found)


def test_corrections_that_gather_on_one_person_are_noticed(fresh: Round) -> None:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    for years in (20_000, 30_000, 40_000):
        fresh.act(small.correct("a2", years), *COMMITTEE)
    found = {each.code: each for each in inspect(source_of(fresh)).anomalies}
    assert len(found["anomaly.corrections-clustered"].events) == 3


def test_an_offer_out_of_order_without_its_code_is_noticed(played: Round, tmp_path: Path) -> None:
    def to_the_second(told: Told) -> Told:
        offers = [data for _, topic, data in told.facts if "post-offered" in topic]
        if offers and offers[0]["teacher"] == "a1":
            return told.where("recruitment.post-offered", teacher="a2", rank=2)
        return told

    inspection = inspect(told_otherwise(played.office, tmp_path, to_the_second))
    (found,) = [each for each in inspection.anomalies if each.code == "anomaly.out-of-order"]
    assert "被越过 a1" in found.facts
    assert "recruitment.rank-passed-over" in by_code(inspection)
