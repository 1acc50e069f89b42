"""Wrong results, published by an office that went past the rules: what the replay makes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from audit.format.restricted_json import JsonValue
from audit.replay.case import Verdict
from audit.replay.derivations import derivations
from audit.replay.telling import as_text
from domain.planning import commands as planning
from domain.planning.pack import RulePack
from domain.recruitment import commands as c
from domain.recruitment.derivation import RankRow
from domain.values.time import BEIJING
from tests.domain import town as small
from tests.domain.planning_given import PLAN, document
from tests.replay.replayed import published_86_7, replayed, source_of, why, with_rows
from tests.replay.told import Tell, Told, told_otherwise
from tests.replay.town import COMMITTEE, ROUND, Round

CADRE = {
    "title": "干部考核评分表",
    "nodes": [
        {"kind": "marks", "id": "leaders", "title": "领导评价", "max": "20"},
        {"kind": "marks", "id": "ballot", "title": "民主测评", "max": "20"},
        {"kind": "marks", "id": "meeting", "title": "座谈评价", "max": "20"},
        {"kind": "marks", "id": "results", "title": "工作实绩", "max": "40"},
    ],
    "total_max": "100",
}
CADRE_MARKS = {"leaders": 18_500, "ballot": 17_200, "meeting": 16_000, "results": 35_500}


@pytest.fixture
def cadres(fresh: Round) -> Round:
    """A round in which marks for four parts make the total (T01)."""
    fresh.pack = RulePack.from_document(document(scoring=CADRE, tie_chain={"keys": []}))
    fresh.marks = {}
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    for number, person in enumerate(("a1", "a2", "a3")):
        for item, mark in CADRE_MARKS.items():
            given = small.interview(person, mark - 1000 * number)
            fresh.act(given.model_copy(update={"item": item}), "j1")
    fresh.lock()
    return fresh


def test_t01_a_total_published_too_low_is_modified(cadres: Round, tmp_path: Path) -> None:
    source = told_otherwise(cadres.office, tmp_path, published_86_7)
    found = replayed(source, "recruitment.ranking-computed")
    assert found.verdict is Verdict.MODIFY
    assert found.own is not None
    told = [(each.path, each.published, each.recomputed) for each in found.own.outcome.differences]
    assert told == [("rows.a1.total_milli", "86700", "87200")]
    assert "公布86.70分，复算87.20分，不符" in as_text(found)


def test_t02_a_total_without_the_meeting_s_record_is_revoked(cadres: Round, tmp_path: Path) -> None:
    def without_meeting(told: Told) -> Told | None:
        meeting = [each for each in told.facts if each[2].get("item") == "meeting"]
        return None if meeting and meeting[0][2]["bidder"] == "a1" else told

    source = told_otherwise(cadres.office, tmp_path, without_meeting)
    found = replayed(source, "recruitment.ranking-computed")
    assert found.verdict is Verdict.REVOKE
    assert "座谈评价" in why(found)


def test_t17_a_list_made_final_before_its_fifth_working_day_is_revoked(
    played: Round, tmp_path: Path
) -> None:
    """Posted on Friday 26 September 2025: the fifth working day is 10 October."""

    def in_autumn(told: Told) -> Told:
        if told.topic("notice.notice-published"):
            posted = told.on(datetime(2025, 9, 26, 9, tzinfo=BEIJING))
            days = {"on": "2025-09-26", "last_day": "2025-10-10"}
            return posted.where("notice.notice-published", **days)
        if told.topic("notice.notice-period-ended"):
            ended = told.on(datetime(2025, 10, 9, 9, tzinfo=BEIJING))
            return ended.where("notice.notice-period-ended", on="2025-10-09")
        return told

    source = told_otherwise(played.office, tmp_path, with_old_mandates(in_autumn))
    found = replayed(source, "notice.notice-period-ended")
    assert found.verdict is Verdict.REVOKE
    assert "2025-10-10" in why(found) or "2025-10-11" in why(found)
    assert replayed(source, "notice.notice-published").verdict is Verdict.UPHOLD


def with_old_mandates(tell: Tell) -> Tell:
    """Let every office have been held since 2025."""
    since: dict[str, JsonValue] = {"from": "2025-01-01"}
    return lambda told: tell(told.where("mandate.mandate-granted", **since))


def test_t30_a_pack_amended_later_does_not_touch_the_round(fresh: Round) -> None:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.at(8, 22)
    changed = RulePack.from_document(document(version=2, tie_chain={"keys": []}))
    vote = planning.RecordCongressVote(
        plan=PLAN,
        pack_sha256=changed.sha256(),
        delegates=47,
        present=45,
        in_favour=40,
        against=5,
        abstained=0,
        on=date(2026, 8, 22),
    )
    fresh.act(vote, "chair")
    fresh.act(planning.AmendPack(plan=PLAN, pack=changed, reason="修订"), "officer", "supervisor")
    fresh.score()
    found = replayed(source_of(fresh), "recruitment.ranking-computed")
    assert found.verdict is Verdict.UPHOLD, why(found)
    assert found.target.data["pack_sha256"] == fresh.pack.sha256() != changed.sha256()


def test_t45_an_offer_on_a_ranking_that_was_corrected_is_revoked(
    fresh: Round, tmp_path: Path
) -> None:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    fresh.act(small.correct("a2", 40_000), *COMMITTEE)
    fresh.act(c.ComputeRanking(round=ROUND), *COMMITTEE)
    fresh.select()
    assert fresh.rank_of("a2") == 1
    assert (
        replayed(source_of(fresh), "recruitment.post-offered", teacher="a2").verdict
        is Verdict.UPHOLD
    )
    rankings: list[int] = []

    def without_second(told: Told) -> Told | None:
        if told.topic("recruitment.ranking-computed"):
            rankings.append(told.index)
        again = told.topic("recruitment.ranking-computed") and len(rankings) > 1
        return None if again else told

    source = told_otherwise(fresh.office, tmp_path, without_second)
    found = replayed(source, "recruitment.post-offered", teacher="a2")
    assert found.verdict is Verdict.REVOKE


def test_an_appointment_falls_with_the_wrong_ranking_that_it_rests_on(
    played: Round, tmp_path: Path
) -> None:
    """The ranking was published upside down: what rests on it is judged by the right one."""

    def turned(row: RankRow) -> RankRow:
        rank = {"a1": 2, "a2": 1, "a3": 1}[row.bidder]
        ranks = tuple(each.model_copy(update={"rank": rank}) for each in row.ranks)
        return row.model_copy(update={"ranks": ranks})

    def upside_down(told: Told) -> Told:
        return _swapped(with_rows(told, turned))

    source = told_otherwise(played.office, tmp_path, upside_down)
    found = replayed(source, "recruitment.offer-accepted", teacher="a2")
    assert found.verdict is Verdict.REVOKE
    roots = {root.outcome.lead.event.TOPIC for root in found.roots}
    assert roots == {"recruitment.ranking-computed.v1", "recruitment.post-offered.v1"}


def _swapped(told: Told) -> Told:
    """Offer a1's post to a2, and leave a1 unplaced."""
    names = {"a1": "a2", "a2": "a1"}
    wanted = ("post-offered", "offer-accepted", "left-unplaced", "notice-served")
    changed = tuple(
        (stream, topic, {**data, "teacher": names.get(str(data.get("teacher")), data["teacher"])})
        if any(each in topic for each in wanted)
        else (
            (stream.replace("a1", "a2"), topic, data)
            if "teacher.post-taken" in topic
            else (stream, topic, data)
        )
        for stream, topic, data in told.facts
    )
    actors = told.actors
    if any("offer-accepted" in topic for _, topic, _ in changed):
        actors = tuple(each._replace(person=names.get(each.person, each.person)) for each in actors)
    return replace(told, facts=changed, actors=actors)


def test_a_ranking_is_recomputed_without_the_mark_of_a_member_who_had_to_withdraw(
    fresh: Round, tmp_path: Path
) -> None:
    """The judge declared recusal from a1, and corrected a1's mark all the same."""
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    better = c.CorrectMark(
        round=ROUND,
        judge="j1",
        bidder="a1",
        item="interview",
        mark_milli=80_000,
        reason="笔误",
        authority="聘任委员会",
    )
    fresh.act(better, "j1", "m1")
    fresh.act(c.ComputeRanking(round=ROUND), *COMMITTEE)

    def kin(told: Told) -> Told:
        locks = told.topic("recruitment.scores-locked")
        recusal: dict[str, JsonValue] = {"other": "a1", "relation": "亲属"}
        declared = ("mandates:j1", "mandate.recusal-declared.v1", recusal)
        return replace(told, facts=(*told.facts, declared)) if locks else told

    source = told_otherwise(fresh.office, tmp_path, kin)
    mark = replayed(source, "recruitment.mark-corrected")
    assert mark.verdict is Verdict.REVOKE
    assert "回避" in why(mark)
    found = replayed(source, "recruitment.ranking-computed")
    assert found.verdict is Verdict.MODIFY
    assert [root.outcome.lead.event.TOPIC for root in found.roots] == [
        "recruitment.mark-corrected.v1"
    ]
    totals = {each.bidder: each.recomputed_milli for each in derivations(found)}
    assert totals["a1"] == 76_000
