"""What a decision brought about, or rests on, replayed with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.format.restricted_json import JsonValue, encode
from audit.replay.blocks import blocks
from audit.replay.case import Verdict
from audit.replay.telling import as_json, as_text
from domain.exchange.events import ExchangeOpened
from tests.domain import staffing_given as g
from tests.replay.matters import Facts, World, found, recorded_past_the_rules, replayed, why
from tests.replay.told import Told, told_otherwise


def test_what_rests_on_a_wrong_result_is_judged_by_the_right_one(
    offices: World, tmp_path: Path
) -> None:
    """The committee's vote chose t2; t1 was announced, published and appointed."""

    def for_t1(told: Told) -> Told:
        told = told.where("principal.result-announced", chosen="t1")
        told = told.where("principal.principal-appointed", teacher="t1")
        published = [data for _, _, data in told.facts if data.get("chosen") == ["t2"]]
        if published and told.topic("office.outcome-published"):
            told = told.where("office.outcome-published", chosen=["t1"])
        if told.topic("principal.principal-appointed"):
            told = told.where("school.office-granted", person="t1")
        return told

    source = told_otherwise(offices.office, tmp_path, for_t1)
    told = replayed(source, "principal.principal-appointed")
    assert told.verdict is not Verdict.UPHOLD
    roots = {root.outcome.lead.event.TOPIC for root in told.roots}
    assert "principal.result-announced.v1" in roots


@pytest.mark.parametrize(
    ("topic", "about", "decision"),
    [
        (
            "school.office-granted",
            {"title": "副校长", "person": "t1"},
            "office.appointment-approved",
        ),
        (
            "school.office-granted",
            {"title": "兼职教研员"},
            "research.part-time-researcher-appointed",
        ),
        ("school.office-ended", {"person": "head"}, "tenure.removal-approved"),
    ],
)
def test_a_consequence_leads_to_the_decision_that_brought_it_about(
    offices: World, topic: str, about: dict[str, object], decision: str
) -> None:
    told = replayed(offices.source, topic, **about)
    assert f"{decision}.v1" == told.decided_by.event.TOPIC
    assert told.verdict is Verdict.UPHOLD
    assert f"由该决定产生：{told.decided_by.term}" in as_text(told)


@pytest.mark.parametrize(
    ("topic", "decision"),
    [
        ("grade.grade-seat-freed", "grade.grade-ended"),
        ("quota.share-computed", "quota.quota-allocated"),
        ("intake.retirement-used", "intake.replacement-claimed"),
        ("teacher.returned-from-exchange", "exchange.exchange-ended"),
        ("quota.plan-posts-drawn", "quota.post-total-fixed"),
    ],
)
def test_a_consequence_in_another_stream_leads_to_its_decision(
    staff: World, topic: str, decision: str
) -> None:
    told = replayed(staff.source, topic)
    assert as_json(told)["decided_by"] == found(staff.source, decision).name
    assert told.verdict is Verdict.UPHOLD


def test_a_consequence_that_no_decision_brought_about_is_refused(
    staff: World, tmp_path: Path
) -> None:
    seat: Facts = (
        (f"grade-structure:{g.ONE}", "grade.grade-seat-taken.v1", {"person": "chen", "grade": 9}),
    )
    source = recorded_past_the_rules(staff, tmp_path, (g.ONE, "hr"), seat)
    told = replayed(source, "grade.grade-seat-taken", person="chen")
    assert told.verdict is Verdict.REVOKE
    assert told.authority is not None
    assert told.own is not None
    assert told.own.outcome.refusal is not None
    assert told.own.outcome.refusal.code == "replay.no-decision"


def test_a_move_of_no_team_is_a_decision_of_its_own_beside_a_team_s(staff: World) -> None:
    formed = found(staff.source, "exchange.team-formed")
    own, alone = (found(staff.source, "exchange.move-proposed", team=t) for t in ("chinese", None))
    assert list(blocks([formed, own, alone])) == [(formed, own), (alone,)]


def test_every_teacher_who_may_move_counts_whoever_was_left_off_the_list(
    staff: World, tmp_path: Path
) -> None:
    """The bureau opened the exchange as if chen, who may move, did not serve there."""

    def without_chen(told: Told) -> Told:
        if not told.topic("exchange.exchange-opened"):
            return told
        ((_, _, data),) = told.facts
        opened = ExchangeOpened.model_validate_json(encode(dict(data)))
        kept: list[JsonValue] = [
            each.model_dump(mode="json") for each in opened.candidates if each.teacher != "chen"
        ]
        return told.where("exchange.exchange-opened", candidates=kept, staff=3)

    source = told_otherwise(staff.office, tmp_path, without_chen)
    told = replayed(source, "exchange.exchange-opened")
    assert told.verdict is Verdict.MODIFY
    assert "符合条件人员·chen" in why(told)
