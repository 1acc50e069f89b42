"""Lots put to the rules again: the order follows from the seed, and the witnesses signed."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.replay.case import Verdict
from domain.mandate.errors import NotAuthorisedError
from domain.recruitment import commands as c
from domain.recruitment.events import TieMethod
from tests.domain.planning_given import pack
from tests.replay.replayed import replayed, source_of, why
from tests.replay.told import Told, told_otherwise
from tests.replay.town import COMMITTEE, ROUND, Round

LOTS = c.DecideTie(
    round=ROUND,
    order=("a2", "a1"),
    method=TieMethod.LOTS,
    lot_seed="8-24-1",
    witnesses=("chair", "hr"),
    reason="当场抽签",
)


@pytest.fixture
def tied(fresh: Round) -> Round:
    """a1 and a2 have 76 points, and the plan has no key that tells them apart."""
    fresh.pack = pack(tie_chain={"keys": []})
    fresh.marks = {"j1": {"a1": 70_000, "a2": 71_000, "a3": 60_000}}
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    return fresh


def draw(tied: Round) -> None:
    witnesses = (tied.themselves("chair"), tied.themselves("hr"))
    tied.act(LOTS, *COMMITTEE, "supervisor", *witnesses)
    tied.act(c.ComputeRanking(round=ROUND), *COMMITTEE)


def test_an_order_that_follows_from_its_seed_is_upheld(tied: Round) -> None:
    draw(tied)
    found = replayed(source_of(tied), "recruitment.tie-decided")
    assert found.verdict is Verdict.UPHOLD, why(found)


def test_the_witnesses_sign_the_draw(tied: Round) -> None:
    with pytest.raises(NotAuthorisedError, match="self"):
        tied.act(LOTS, *COMMITTEE, "supervisor", tied.themselves("chair"))


def test_an_order_put_beside_its_seed_by_hand_is_revoked(tied: Round, tmp_path: Path) -> None:
    draw(tied)

    def swapped(told: Told) -> Told:
        return told.where("recruitment.tie-decided", order=["a1", "a2"])

    found = replayed(told_otherwise(tied.office, tmp_path, swapped), "recruitment.tie-decided")
    assert found.verdict is Verdict.REVOKE
    assert "抽签种子" in why(found)


def test_a_draw_that_a_named_witness_did_not_sign_is_revoked(tied: Round, tmp_path: Path) -> None:
    draw(tied)

    def named(told: Told) -> Told:
        return told.where("recruitment.tie-decided", witnesses=["chair", "finance"])

    found = replayed(told_otherwise(tied.office, tmp_path, named), "recruitment.tie-decided")
    assert found.verdict is Verdict.REVOKE
    assert found.authority is not None
