"""Ties that the chain cannot solve: people decide, by vote or by lot."""

from __future__ import annotations

from hashlib import sha256

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.values.lots import order_by_lot
from tests.domain import town
from tests.domain.town import ALL, CHINESE, MATHS, ROUND, offer, wish
from tests.support.desk import Desk

COMPUTE = c.ComputeRanking(round=ROUND)
LOTS = c.DecideTie(
    round=ROUND,
    order=("a2", "a1"),
    method=e.TieMethod.LOTS,
    lot_seed="8-24-1",
    witnesses=("w1", "w2"),
    reason="当场抽签",
)


@pytest.fixture
def tied() -> Desk:
    """a1 and a2 are equal in every item of the chain."""
    return town.ranked(
        town.opened(), marks={"a1": 70_000, "a2": 70_000}, years=dict.fromkeys(ALL, 10_000)
    )


def test_t29_a_tie_that_the_chain_cannot_solve_waits_for_people(tied: Desk) -> None:
    tied.do(town.close_layer())
    for teacher in ("a1", "a2"):
        tied.refuses(offer(teacher, wish(MATHS)), errors.TieUnresolvedError, bidders="a1、a2")
    (decided,) = tied.do(LOTS)
    assert isinstance(decided, e.TieDecided)
    tied.refuses(offer("a2", wish(MATHS)), errors.RankingMissingError)
    tied.do(COMPUTE)
    tied.refuses(offer("a1", wish(MATHS)), errors.RankPassedOverError, passed_over="a2")
    tied.do(offer("a2", wish(MATHS)))
    assert town.round_of(tied).ties == ()


def test_a_tie_blocks_nobody_once_the_other_is_out(tied: Desk) -> None:
    tied.do(town.close_layer(), c.WithdrawIntent(round=ROUND, teacher="a2"))
    tied.do(offer("a1", wish(MATHS)))


def test_a_tie_for_one_post_does_not_block_another(tied: Desk) -> None:
    tied.do(town.close_layer(), offer("a3", wish(CHINESE)))


@pytest.mark.parametrize("order", [("a2", "a3"), ("a2",), ("a1", "a1", "a2"), ()], ids="、".join)
def test_an_order_is_decided_among_exactly_those_who_are_tied(
    tied: Desk, order: tuple[str, ...]
) -> None:
    tied.refuses(LOTS.model_copy(update={"order": order}), errors.NotTiedError)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"lot_seed": None}, id="no seed"),
        pytest.param({"witnesses": ("w1",)}, id="one witness"),
        pytest.param({"witnesses": ("w1", "w1")}, id="one witness twice"),
        pytest.param({"witnesses": ("w1", "a1")}, id="one of the tied as witness"),
    ],
)
def test_lots_need_their_seed_and_two_witnesses(tied: Desk, changes: dict[str, object]) -> None:
    tied.refuses(LOTS.model_copy(update=changes), errors.LotsError, required=2)


def test_the_order_is_the_one_that_the_seed_gives(tied: Desk) -> None:
    """Anybody can draw again: the lowest SHA-256 of seed, round and person comes first."""
    lots = {name: sha256(f"8-24-1\n{ROUND}\n{name}".encode()).hexdigest() for name in ALL[:2]}
    assert sorted(lots, key=lambda name: lots[name]) == ["a2", "a1"]
    chosen = LOTS.model_copy(update={"order": ("a1", "a2")})
    tied.refuses(chosen, errors.LotsOrderError, seed="8-24-1", lot_order="a2、a1")
    other = chosen.model_copy(update={"lot_seed": "8-24-2"})
    tied.do(other, COMPUTE)
    assert town.round_of(tied).rank_of("a1", "school-1", MATHS) == 1


def test_whoever_falls_out_changes_nothing_in_the_order_of_the_others() -> None:
    """Shows order_by_lot."""
    people = [f"a{n}" for n in range(9)]
    drawn = order_by_lot("8-24-1", ROUND, people)
    for gone in people:
        rest = [name for name in people if name != gone]
        assert order_by_lot("8-24-1", ROUND, rest) == tuple(x for x in drawn if x != gone)
    assert order_by_lot("8-24-2", ROUND, people) != drawn
    assert order_by_lot("8-24-1", "r2", people) != drawn


def test_a_second_vote_needs_no_lots(tied: Desk) -> None:
    vote = LOTS.model_copy(
        update={"method": e.TieMethod.SECOND_VOTE, "lot_seed": None, "witnesses": ()}
    )
    tied.do(vote, COMPUTE)
    assert town.round_of(tied).rank_of("a2", "school-1", MATHS) == 1


def test_no_order_is_decided_on_a_ranking_that_does_not_stand(tied: Desk) -> None:
    tied.do(town.correct("a1", 12_000))
    tied.refuses(LOTS, errors.RankingMissingError)
