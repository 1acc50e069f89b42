"""Points by protection put to the rules again: left out, and supposed away."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.evidence import Asked, supposed
from audit.format.restricted_json import JsonValue
from audit.replay.case import Verdict
from audit.replay.telling import as_text
from audit.what_if.telling import status_of
from domain.recruitment import commands as c
from tests.domain import town as small
from tests.domain.favours_given import PACK, claim
from tests.replay.replayed import name_of, replayed, source_of, why
from tests.replay.told import Told, told_otherwise
from tests.replay.town import COMMITTEE, ROUND, WISHES, Round


@pytest.fixture
def favoured(fresh: Round) -> Round:
    """a2 has 74.5 points where a1 has 76, and comes first by the 3.5 of a category."""
    fresh.pack = PACK
    fresh.marks = {"j1": {"a1": 70_000, "a2": 69_500, "a3": 60_000}}
    fresh.prepare()
    fresh.plan()
    fresh.act(claim("a2", "veteran"), fresh.office.root)
    fresh.bid()
    fresh.score()
    fresh.act(small.close_layer(), "head")
    fresh.act(small.offer("a2", WISHES["a2"]), "head")
    return fresh


def test_a_ranking_with_points_by_protection_is_upheld_and_names_the_record(
    favoured: Round,
) -> None:
    for topic in ("scores-locked", "ranking-computed", "post-offered"):
        found = replayed(source_of(favoured), f"recruitment.{topic}")
        assert found.verdict is Verdict.UPHOLD, why(found)
    told = as_text(replayed(source_of(favoured), "recruitment.ranking-computed"))
    assert "照顾加分：保护登记p1: 3.5分 → 7/2" in told


def test_a_lock_that_leaves_a_protection_out_is_modified(favoured: Round, tmp_path: Path) -> None:
    def left_out(told: Told) -> Told:
        nobody: JsonValue = {"on": "2026-08-23", "of": []}
        return told.where("recruitment.scores-locked", favours=nobody)

    source = told_otherwise(favoured.office, tmp_path, left_out)
    found = replayed(source, "recruitment.scores-locked")
    assert found.verdict is Verdict.MODIFY
    assert "照顾情况" in why(found)


def test_a_correction_follows_from_the_protections_of_the_day(favoured: Round) -> None:
    favoured.act(claim("a1", "martyr-family"), favoured.office.root)
    again = c.CorrectFavours(
        round=ROUND, bidder="a1", reason="照顾登记漏录", authority="争议〔2026〕3号"
    )
    favoured.act([again, c.ComputeRanking(round=ROUND)], *COMMITTEE)
    found = replayed(source_of(favoured), "recruitment.favours-corrected", bidder="a1")
    assert found.verdict is Verdict.UPHOLD, why(found)


def test_without_the_protection_the_other_would_have_come_first(favoured: Round) -> None:
    source = source_of(favoured)
    offered = name_of(source, "recruitment.post-offered", teacher="a2")
    recorded = source.stream("teacher:a2")[1]
    found = supposed(source, offered, Asked(without=[f"{recorded.index}#{recorded.n}"]))
    ranks = {each.person: (each.rank_was, each.rank_would) for each in found.standings}
    assert ranks == {"a1": (2, 1), "a2": (1, 2)}
    fates = {each.lead.term: status_of(each) for each in found.effects}
    assert fates["学校选聘"] == "不成立"
