"""Results in matters of office and staff that are not those of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from audit.compliance.inspection import inspect
from audit.format.restricted_json import JsonValue
from audit.replay.case import Verdict
from tests.domain import staffing_given as g
from tests.replay.matters import World, replayed, why
from tests.replay.told import Told, told_otherwise


@dataclass(frozen=True)
class Wrong:
    """An event told otherwise, and what the rules make of it: path, as told, as it should be."""

    topic: str
    facts: Mapping[str, JsonValue]
    differences: tuple[tuple[str, str, str], ...]
    about: Mapping[str, object]

    def tell(self, told: Told) -> Told:
        same = [data for _, topic, data in told.facts if topic == f"{self.topic}.v1"]
        if not any(self.about.items() <= data.items() for data in same):
            return told
        return told.where(self.topic, **self.facts)


def wrong(
    topic: str,
    facts: Mapping[str, JsonValue],
    *differences: tuple[str, str, str],
    **about: object,
) -> Wrong:
    return Wrong(topic, facts, differences, about)


OFFICE_RESULTS = (
    wrong(
        "office.interviews-closed",
        {"results": [{"teacher": "t1", "judges": 3, "mean_milli": 90_000}]},
        ("results.t1.mean_milli", "90000", "80000"),
        results=[{"teacher": "t1", "judges": 3, "mean_milli": 80_000}],
    ),
    wrong(
        "office.class-teacher-appointed",
        {"until_on": "2029-09-15"},
        ("until_on", "2029-09-15", "2027-09-15"),
    ),
    wrong(
        "office.appointment-approved",
        {"due_on": "2026-12-31"},
        ("due_on", "2026-12-31", "2026-09-22"),
    ),
    wrong("principal.result-announced", {"chosen": "t1"}, ("chosen", "t1", "t2")),
    wrong(
        "principal.speaking-order-drawn",
        {"order": ["t1", "t2", "t3"]},
        ("order", '["t1", "t2", "t3"]', '["t3", "t2", "t1"]'),
    ),
    wrong("tenure.term-appraised", {"in_favour": 0}, ("passed", "true", "false")),
    wrong(
        "tenure.tenure-extended",
        {"until_on": "2029-09-30"},
        ("until_on", "2029-09-30", "2027-09-30"),
    ),
    wrong(
        "research.research-year-settled",
        {"part_time": []},
        ("part_time", "[]", '["t1"]'),
    ),
    wrong(
        "school.office-granted",
        {"until_on": "2039-09-15"},
        ("until_on", "2039-09-15", "2029-09-15"),
        title="校长",
        person="t2",
    ),
)
STAFF_RESULTS = (
    wrong("grade.grade-ended", {"grade": 9}, ("grade", "9", "10")),
    wrong("grade.grade-structure-fixed", {"posts": 19}, ("posts", "19", "20")),
    wrong("intake.applications-closed", {"applicants": 2}, ("places", "1", "0")),
    wrong(
        "intake.newcomer-admitted",
        {"channel": "talent"},
        ("channel", "talent", "open_exam"),
        teacher="xu",
    ),
    wrong("exchange.exchange-opened", {"required": 0}, ("required", "0", "1")),
    wrong("exchange.exchange-closed", {"moved": 3}, ("moved", "3", "2")),
    wrong(
        "exchange.move-proposed",
        {"from_school": g.TWO},
        ("from_school", g.TWO, g.ONE),
        teacher="wang",
        team=None,
    ),
    wrong("quota.share-computed", {"need": 30}, ("need", "30", "20"), ("need", "30", "17")),
    wrong(
        "protection.protection-recorded",
        {"effects": ["bars_termination"]},
        (
            "effects",
            '["bars_termination"]',
            (
                '["exempt_from_elimination", "bars_termination", "extends_contract",'
                ' "leave_not_counted"]'
            ),
        ),
        protection="p-1",
    ),
    wrong(
        "award.teaching-award-granted",
        {"school": g.TWO},
        ("school", g.TWO, g.ONE),
    ),
)


@pytest.mark.parametrize(
    ("name", "case"),
    [("offices", each) for each in OFFICE_RESULTS] + [("staff", each) for each in STAFF_RESULTS],
    ids=lambda each: each.topic if isinstance(each, Wrong) else each,
)
def test_a_result_that_is_not_the_rules_is_told_with_what_it_should_be(
    name: str, case: Wrong, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    world: World = request.getfixturevalue(name)
    source = told_otherwise(world.office, tmp_path, case.tell)
    told = replayed(source, case.topic, **{**case.about, **case.facts})
    assert told.verdict is Verdict.MODIFY, why(told)
    assert told.own is not None
    differences = [(d.path, d.published, d.recomputed) for d in told.own.outcome.differences]
    assert differences == list(case.differences)
    assert "audit.other-result" in {each.code for each in inspect(source).breaches}
