"""What would have been: a vote, a candidate, an agreement, a title, a share left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.evidence.bundle_source import BundleSource
from api.evidence import Asked, supposed
from api.export import export_bundle
from audit.replay.source import Source
from audit.what_if.run import WhatIf
from audit.what_if.supposing import SuppositionError
from audit.what_if.telling import as_json, as_text, status_of
from tests.replay.matters import World, found

FALLS, CHANGES, OUT = "不成立", "内容改变", "剔除"


def without(source: Source, target: str, *names: str, **about: object) -> WhatIf:
    return supposed(source, found(source, target, **about).name, Asked(without=names))


def fates(would: WhatIf) -> dict[str, str]:
    """Return what would have become of decisions, by topic and teacher."""
    return {
        f"{each.lead.event.TOPIC} {each.lead.data.get('teacher', '')}".strip(): status_of(each)
        for each in would.effects
    }


def test_a_member_s_vote_is_taken_from_who_won_and_the_result_stands_even_so(
    offices: World,
) -> None:
    """t2 has four votes of five: three of four are still a majority."""
    would = without(offices.source, "principal.principal-appointed", "member:b2")
    assert fates(would) == {
        "principal.meeting-opened.v1": "假设变更",
        "principal.result-announced.v1": "假设变更",
    }
    assert would.own is None, "the appointment stands"


def test_three_members_away_leave_no_meeting_that_could_choose(offices: World) -> None:
    members = ("member:b1", "member:b2", "member:b3")
    would = without(offices.source, "principal.principal-appointed", *members)
    told = fates(would)
    assert told["principal.meeting-opened.v1"] == FALLS
    assert told["principal.principal-appointed.v1 t2"] == FALLS


def test_without_the_chosen_candidate_nobody_has_a_majority(offices: World) -> None:
    would = without(offices.source, "principal.principal-appointed", "bidder:t2")
    told = fates(would)
    assert told["principal.candidate-stood.v1 t2"] == OUT
    assert told["principal.speaking-order-drawn.v1"] == CHANGES
    assert told["principal.result-announced.v1"] == CHANGES
    assert told["principal.principal-appointed.v1 t2"] == FALLS
    assert "office.outcome-published.v1" in told, "the publicity rests on the selection"
    assert "principal.work-report-delivered.v1 t1" not in told
    assert "拟定人选 t2 → null" in as_text(would)


def test_without_a_judge_the_panel_is_too_small_and_all_that_rests_on_it_falls(
    offices: World,
) -> None:
    would = without(offices.source, "office.appointment-approved", "judge:j1", teacher="t1")
    told = fates(would)
    assert told["office.interview-marked.v1 t1"] == OUT
    assert told["office.interviews-closed.v1"] == FALLS
    assert told["office.committee-decided.v1"] == FALLS
    assert told["office.publicity-ended.v1"] == FALLS
    assert told["office.appointment-approved.v1 t1"] == FALLS
    assert told["office.appointment-filed.v1 t1"] == FALLS


def test_without_an_objection_the_first_choice_stands_and_the_second_is_not_due(
    offices: World,
) -> None:
    upheld = found(offices.source, "office.contest-upheld").name
    would = without(offices.source, "office.class-teacher-appointed", upheld)
    told = fates(would)
    assert told["office.committee-decided.v1"] == FALLS
    assert told["office.class-teacher-appointed.v1 t1"] == FALLS


def test_without_one_s_agreement_the_whole_team_stays(staff: World) -> None:
    would = without(staff.source, "exchange.exchange-closed", "bidder:li")
    told = fates(would)
    assert told["exchange.move-agreed.v1 li"] == OUT
    assert told["exchange.exchange-started.v1 li"] == FALLS
    assert told["exchange.exchange-started.v1 wang"] == FALLS
    assert told["exchange.exchange-ended.v1 wang"] == FALLS
    assert would.own is not None


def test_without_a_title_the_grades_and_the_pay_fall(staff: World) -> None:
    title = found(staff.source, "grade.title-conferred", teacher="li").name
    would = without(staff.source, "grade.pay-grade-set", title)
    told = fates(would)
    assert told["grade.grade-appointed.v1 li"] == FALLS
    assert told["grade.pay-grade-set.v1 li"] == FALLS
    assert "grade.grade-appointed.v1 wang" not in told


def test_without_a_share_nothing_that_was_planned_in_it_stands(staff: World) -> None:
    allocated = found(staff.source, "quota.quota-allocated").name
    would = without(staff.source, "intake.newcomer-admitted", allocated, teacher="xu")
    told = fates(would)
    assert told["quota.allocation-filed.v1"] == FALLS
    assert told["school.posts-published.v1"] == FALLS
    assert told["grade.grade-structure-fixed.v1"] == FALLS
    assert told["intake.intake-planned.v1"] == FALLS
    assert told["intake.newcomer-admitted.v1 xu"] == FALLS


def test_a_bundle_alone_supposes_the_very_same(
    offices: World, staff: World, tmp_path: Path
) -> None:
    for world, target, name in (
        (offices, "principal.principal-appointed", "member:b2"),
        (staff, "exchange.exchange-closed", "bidder:li"),
    ):
        bundle = tmp_path / f"{name.replace(':', '-')}.zip"
        export_bundle(world.office.ledger, bundle)
        live, alone = world.source, BundleSource(bundle)
        assert as_json(without(live, target, name)) == as_json(without(alone, target, name))


def test_who_was_no_member_cannot_be_supposed_away(offices: World) -> None:
    with pytest.raises(SuppositionError):
        without(offices.source, "principal.principal-appointed", "member:t2")
