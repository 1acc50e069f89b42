"""Altered, swapped and deleted records: found, placed, and left out of what is recomputed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audit.replay.case import Verdict, replay
from audit.replay.derivations import derivations
from audit.replay.source import EventUnknownError, place_of
from domain.mandate.roles import Role
from domain.signers import SIGNERS
from tests.ledger.administrator_given import as_administrator
from tests.replay.replayed import name_of, replayed, source_of, why
from tests.replay.told import Told, told_otherwise
from tests.replay.town import MARKS, STREAM, Round


def test_t44_an_altered_mark_is_placed_and_the_ranking_recomputed_without_it(
    fresh: Round,
) -> None:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    name = name_of(source_of(fresh), "recruitment.judge-marked", judge="j1", bidder="a1")
    position = int(name.rpartition("#")[2])
    as_administrator(
        fresh.office,
        "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), '75000', '79000')"
        f" AS BLOB) WHERE originator_id = '{STREAM}' AND originator_version = {position}",
    )
    source = source_of(fresh)
    found = replayed(source, "recruitment.ranking-computed")
    (finding,) = found.findings
    assert finding.code == "event.hash"
    assert f"{STREAM} position {position}" in finding.where
    assert finding.expected != finding.found
    totals = {each.bidder: each.recomputed_milli for each in derivations(found)}
    assert totals == {"a1": 71_000, "a2": 72_000, "a3": 64_000}
    assert found.verdict is Verdict.MODIFY
    mark = replay(source, place_of(source, name))
    assert mark.verdict is Verdict.REVOKE
    assert "本决定的记录不真实" in why(mark)


def test_who_was_left_unplaced_by_an_altered_mark_is_to_be_decided_on_again(fresh: Round) -> None:
    fresh.whole()
    as_administrator(
        fresh.office,
        "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), '75000', '79000')"
        " AS BLOB) WHERE topic = 'recruitment.judge-marked.v1'",
    )
    found = replayed(source_of(fresh), "recruitment.teacher-left-unplaced", teacher="a2")
    ranks = {each.bidder: each.ranks for each in derivations(found)}
    assert ranks["a2"] == (("school-1 教学-01", 2, 1),)
    assert found.verdict is Verdict.REDO
    assert "结果与公布一致" not in why(found)
    assert "不能成立，应当在更正后依规重新作出决定" in why(found)


def test_a_ranking_whose_only_marks_were_altered_is_to_be_made_again(fresh: Round) -> None:
    fresh.marks = {"j1": MARKS["j1"]}
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    as_administrator(
        fresh.office,
        "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), '75000', '79000')"
        " AS BLOB) WHERE topic = 'recruitment.judge-marked.v1'",
    )
    found = replayed(source_of(fresh), "recruitment.ranking-computed")
    assert found.verdict is Verdict.REDO
    assert "重新作出决定" in why(found)


def test_an_act_whose_entry_was_swapped_does_not_count(fresh: Round) -> None:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    name = name_of(source_of(fresh), "recruitment.judge-marked", judge="j1", bidder="a1")
    index = place_of(source_of(fresh), name).index
    as_administrator(
        fresh.office,
        f"UPDATE entries SET data = (SELECT data FROM entries e WHERE e.idx = {index - 1})"
        f" WHERE idx = {index}",
    )
    found = replayed(source_of(fresh), "recruitment.ranking-computed")
    assert {"event.hash", "proof.broken"} <= {each.code for each in found.findings}
    assert found.verdict is Verdict.MODIFY


def test_a_deleted_event_is_missed(fresh: Round) -> None:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    name = name_of(source_of(fresh), "recruitment.judge-marked", judge="j1", bidder="a1")
    later = place_of(source_of(fresh), name_of(source_of(fresh), "recruitment.ranking-computed"))
    position = int(name.rpartition("#")[2])
    as_administrator(
        fresh.office,
        f"DELETE FROM stored_events WHERE originator_id = '{STREAM}'"
        f" AND originator_version = {position}",
    )
    found = replay(source_of(fresh), later)
    assert found.verdict is Verdict.MODIFY
    (gap,) = [each for each in found.findings if each.code == "stream.broken"]
    assert gap.expected == f"position {position}"


def test_t51_nobody_resigns_but_by_an_own_signature() -> None:
    (need,) = SIGNERS["teacher.teacher-resigned.v1"].needs
    assert need.roles == {Role.SELF}
    assert need.field == "stream"


def test_an_event_of_an_unknown_kind_does_not_count(played: Round, tmp_path: Path) -> None:
    def resigned(told: Told) -> Told:
        if not told.topic("teacher.post-taken"):
            return told
        extra = ("teacher:a1", "teacher.resigned.v1", {"reason": "拒签责任书视为自动离职"})
        return replace(told, facts=(*told.facts, extra))

    source = told_otherwise(played.office, tmp_path, resigned)
    found = replayed(source, "recruitment.round-finalised")
    assert {each.code for each in found.findings} <= {"event.malformed"}
    with pytest.raises(EventUnknownError):
        replay(source, source.stream("teacher:a1")[-1])
