"""Decisions on offices, grades, new staff, exchange, protection and awards, replayed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from adapters.evidence.bundle_source import BundleSource
from api.export import export_bundle
from api.messages.refusals import refusal_zh
from audit.compliance.inspection import inspect
from audit.format.act import Actor
from audit.format.restricted_json import JsonValue
from audit.replay.case import Verdict, replay
from audit.replay.telling import as_json, as_text
from domain.values.time import BEIJING
from tests.ledger.office_competition_acts import CLASS
from tests.replay.matters import Facts, World, events_of, recorded_past_the_rules, replayed, why
from tests.replay.told import Tell, Told, told_otherwise
from tests.support.office import signer
from tests.support.staffed_town import SCHOOL


@pytest.mark.parametrize("name", ["offices", "staff"])
def test_every_kind_of_decision_on_these_matters_replays_as_published(
    name: str, request: pytest.FixtureRequest
) -> None:
    world: World = request.getfixturevalue(name)
    source = world.source
    last = {each.event.TOPIC: each for each in events_of(source)}
    told = {topic: replay(source, each.place) for topic, each in last.items()}
    wrong = {each: why(one) for each, one in told.items() if one.verdict is not Verdict.UPHOLD}
    assert wrong == {}
    assert len(told) > 50


@pytest.mark.parametrize("name", ["offices", "staff"])
def test_an_inspection_asks_about_every_decision_and_takes_none_as_recorded(
    name: str, request: pytest.FixtureRequest
) -> None:
    world: World = request.getfixturevalue(name)
    inspection = inspect(world.source, sentence=refusal_zh)
    assert inspection.breaches == []
    assert inspection.recorded == 0
    assert inspection.decisions > 80


def test_an_appointment_filed_on_day_eight_is_told_and_stands(
    offices: World, tmp_path: Path
) -> None:
    late: dict[str, JsonValue] = {"on": "2026-09-23", "late": True}

    def on_day_eight(told: Told) -> Told:
        if not told.topic("office.appointment-filed"):
            return told
        filed = told.on(datetime(2026, 9, 23, 12, tzinfo=BEIJING))
        return filed.where("office.appointment-filed", **late)

    source = told_otherwise(offices.office, tmp_path, on_day_eight)
    told = inspect(source).breaches
    (breach,) = [each for each in told if each.code != "entry.time"]  # the others are older now
    assert (breach.code, breach.subject, breach.cured) == (
        "duty.appointment-filed-late",
        "t1",
        True,
    )
    assert "逾期1日" in breach.told


def test_what_was_to_be_done_by_a_day_and_never_was_is_told(
    offices: World, staff: World, tmp_path: Path
) -> None:
    """Years later an appointment is still not on file, and a teacher still away."""
    years_later = "2029-09-20T04:00:00.000Z"
    recusal: Facts = (
        ("mandates:hr", "mandate.recusal-declared.v1", {"other": "x", "relation": "亲属"}),
    )
    much_later = Told(-1, years_later, (Actor("hr", "self", "", ""),), recusal)

    def codes(world: World, tell: Tell) -> dict[str, str]:
        folder = tmp_path / str(world.office.ledger.size())
        folder.mkdir()
        source = told_otherwise(world.office, folder, tell, more=[much_later])
        return {each.code: each.subject for each in inspect(source).breaches}

    unfiled = codes(offices, lambda told: told.without("office.appointment-filed"))
    assert unfiled == {"duty.appointment-unfiled": "t1", "duty.review-missing": "s1"}
    assert codes(staff, lambda told: told) == {"duty.not-returned": "li"}


def test_a_year_that_is_over_without_its_second_report_is_told(
    offices: World, tmp_path: Path
) -> None:
    """One of two reports of each layer is on record, and the 三评 of September, not of May."""
    recusal: Facts = (
        ("mandates:hr", "mandate.recusal-declared.v1", {"other": "x", "relation": "亲属"}),
    )

    def told_on(at: str, tell: Tell) -> list[str]:
        folder = tmp_path / at[:10]
        folder.mkdir()
        last = Told(-1, at, (Actor("hr", "self", "", ""),), recusal)
        source = told_otherwise(offices.office, folder, tell, more=[last])
        breaches = inspect(source).breaches
        return [each.told for each in breaches if each.code == "duty.review-missing"]

    assert told_on("2027-08-31T04:00:00.000Z", lambda told: told) == []
    assert told_on("2027-09-01T04:00:00.000Z", lambda told: told) == [
        "s1：校级干部述职测评一学年应不少于2次，实有1次",
        "s1：中层干部和教师述职测评一学年应不少于2次，实有1次",
        "s1：5月未开展三评",
    ]
    unmended = told_on(
        "2027-09-02T04:00:00.000Z", lambda told: told.without("review.shortcomings-mended")
    )
    assert unmended[-1] == "s1：9月三评的结果未反馈或者未整改"


# Other ways past the rules


def test_a_category_holds_no_longer_than_the_plan_lets_it(staff: World, tmp_path: Path) -> None:
    """A category that the plan gives for a year was recorded for three."""

    def three_years(told: Told) -> Told:
        of_category = any(data.get("protection") == "p-4" for _, _, data in told.facts)
        longer: dict[str, JsonValue] = {"until_on": "2029-08-01"} if of_category else {}
        return told.where("protection.protection-recorded", **longer)

    source = told_otherwise(staff.office, tmp_path, three_years)
    told = replayed(source, "protection.protection-recorded", protection="p-4")
    assert told.verdict is Verdict.REVOKE
    assert told.own is not None
    assert told.own.outcome.refusal is not None
    assert told.own.outcome.refusal.code == "protection.dates"
    assert told.own.outcome.assumed == ("category", "evidence")


def without_what_was_sealed(told: Told) -> Told:
    """Let every application have been recorded with nothing handed in."""
    return replace(told, sealed=not told.topic("office.application-submitted"))


def test_what_had_to_be_handed_in_and_was_not_is_told(offices: World, tmp_path: Path) -> None:
    source = told_otherwise(offices.office, tmp_path, without_what_was_sealed)
    told = replayed(source, "office.application-submitted", teacher="t1")
    assert told.verdict is Verdict.MODIFY
    assert told.own is not None
    (missing,) = told.own.outcome.differences
    assert (missing.path, missing.published) == (f"sealed.materials.{CLASS}", "（无）")


def test_a_part_time_place_may_not_pass_over_a_former_researcher(
    offices: World, tmp_path: Path
) -> None:
    source = told_otherwise(
        offices.office, tmp_path, lambda told: told.without("research.part-time-place-declined")
    )
    told = replayed(source, "research.part-time-researcher-appointed")
    assert told.verdict is Verdict.REVOKE
    assert "原教研员" in why(told)


def test_intermediate_values_are_told_with_what_went_in(offices: World) -> None:
    result = replayed(offices.source, "principal.result-announced")
    assert result.own is not None
    (votes,) = [each for each in result.own.outcome.worked if each.rule == "当选人"]
    assert votes.result == "t2"
    assert "计算 当选人" in as_text(result)
    closed = replayed(offices.source, "office.interviews-closed")
    assert closed.own is not None
    assert [(each.rule, each.result) for each in closed.own.outcome.worked] == [
        ("面试平均分", "80000"),
        ("面试平均分", "80000"),
    ]


def test_a_title_names_its_plan_so_nothing_is_supposed(staff: World) -> None:
    title = replayed(staff.source, "grade.title-conferred")
    assert title.verdict is Verdict.UPHOLD
    assert title.own is not None
    assert title.own.outcome.assumed == ()
    assert "推定" not in as_text(title)


def test_t01_a_leader_s_total_that_was_told_otherwise_is_put_right(
    offices: World, tmp_path: Path
) -> None:
    """87.2 and 1.2 more: the four parts stand in the record, and 86.7 is not their sum."""
    scored: list[JsonValue] = [
        {
            "about": each,
            "leaders_milli": 18_500,
            "performance_milli": 35_500,
            "grade": None,
            "total_milli": 86_700 if each == "t3" else 88_400,
        }
        for each in (SCHOOL, "head", "t3")
    ]

    def told_wrongly(told: Told) -> Told:
        return told.where("review.team-scored", scores=scored)

    source = told_otherwise(offices.office, tmp_path, told_wrongly)
    found = replayed(source, "review.team-scored")
    assert found.verdict is Verdict.MODIFY, why(found)
    assert "88.4" in why(found)
    assert "86.7" in why(found)


def test_a_title_that_names_another_pack_than_the_one_in_force_is_told(
    staff: World, tmp_path: Path
) -> None:
    def by_another(told: Told) -> Told:
        return told.where("grade.title-conferred", pack_sha256="0" * 64)

    source = told_otherwise(staff.office, tmp_path, by_another)
    assert replayed(source, "grade.title-conferred").verdict is Verdict.MODIFY


def test_who_takes_the_root_s_key_alone_is_told(staff: World, tmp_path: Path) -> None:
    kid = signer("root").kid
    revoked: Facts = (
        (
            "mandates:root",
            "mandate.key-revoked.v1",
            {"kid": kid, "reason": "遗失", "void_from_index": 3},
        ),
    )
    source = recorded_past_the_rules(staff, tmp_path, ("hr",), revoked)
    found = {each.code for each in inspect(source).breaches}
    assert "mandate.root-alone" in found


@pytest.mark.parametrize("name", ["offices", "staff"])
def test_a_bundle_alone_tells_the_very_same(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    world: World = request.getfixturevalue(name)
    export_bundle(world.office.ledger, tmp_path / "bundle.zip")
    live = world.source
    alone = BundleSource(tmp_path / "bundle.zip", vkey=world.office.ledger.vkey)
    last = {each.event.TOPIC: each.place for each in events_of(live)}
    for place in last.values():
        assert as_json(replay(live, place)) == as_json(replay(alone, place))
    assert inspect(alone).decisions == inspect(live).decisions
