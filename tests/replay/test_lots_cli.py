"""Whoever draws lots sees the order that the published seed gives, before anything is asked."""

from __future__ import annotations

import json

import pytest

from api.cli import app
from api.lots_cli import tied_in
from domain.kernel import MissingError
from domain.recruitment.errors import LotsOrderError
from domain.values.lots import lot_of, order_by_lot
from tests.replay.test_lots import LOTS, draw, tied
from tests.replay.town import COMMITTEE, ROUND, Round

__all__ = ["tied"]
SEED = ("--seed", "8-24-1")


def gongxin(*arguments: str) -> int:
    status = app(arguments, result_action="return_value")
    assert isinstance(status, int)
    return status


def test_who_is_tied_is_known_before_the_draw_and_the_order_is_then_granted(tied: Round) -> None:
    (group,) = tied_in(tied.office.ledger, ROUND)
    order = order_by_lot("8-24-1", ROUND, group)
    witnesses = (tied.themselves("chair"), tied.themselves("hr"))
    other = LOTS.model_copy(update={"order": order[::-1]})
    with pytest.raises(LotsOrderError):
        tied.act(other, *COMMITTEE, "supervisor", *witnesses)
    assert order == LOTS.order
    draw(tied)
    assert tied_in(tied.office.ledger, ROUND) == []


def test_a_round_that_is_not_there_has_no_ties(tied: Round) -> None:
    with pytest.raises(MissingError):
        tied_in(tied.office.ledger, "r-none")


def test_the_order_among_people_is_told_without_a_ledger(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert gongxin("lots", ROUND, *SEED, "--among", "a1", "a2") == 0
    first, *others = capsys.readouterr().out.splitlines()
    assert first == "、".join(LOTS.order)
    assert others[0] == f"  1. a2  {lot_of('8-24-1', ROUND, 'a2')}"
    assert gongxin("lots", ROUND, *SEED, "--among", "a1", "a2", "--json") == 0
    ((one, other),) = json.loads(capsys.readouterr().out)
    assert (one["person"], other["person"]) == LOTS.order
    assert one["lot"] < other["lot"]
