"""In which ways people tell equals apart: a ranking gets no seat more, a short list may grow."""

from __future__ import annotations

import pytest

from domain.recruitment import commands as c
from domain.recruitment import events as e
from domain.recruitment.scoring_errors import TieHeadcountError, TieMethodError
from domain.values.tie_chain import LastResort, TieChain
from tests.domain import town
from tests.domain.planning_given import PACK
from tests.domain.town import ALL, ROUND
from tests.support.desk import Desk

MORE_SEATS = c.DecideTie(
    round=ROUND, order=("a2", "a1"), method=e.TieMethod.ADDED_HEADCOUNT, reason="增加一个名额"
)
VOTE = MORE_SEATS.model_copy(update={"method": e.TieMethod.SECOND_VOTE, "reason": "再次表决"})


def tied(*ways: LastResort) -> Desk:
    """a1 and a2 are equal in every item of the chain, under a plan with these ways."""
    chain = TieChain(keys=PACK.tie_chain.keys, last_resort=ways)
    desk = town.opened(of=PACK.model_copy(update={"tie_chain": chain}))
    return town.ranked(desk, marks={"a1": 70_000, "a2": 70_000}, years=dict.fromkeys(ALL, 10_000))


def test_no_seat_is_added_to_posts_that_were_published_and_frozen() -> None:
    """Shows way_must_be_open."""
    desk = tied()
    desk.refuses(MORE_SEATS, TieHeadcountError, bidders="a2、a1", allowed="second_vote、lots")
    desk.do(VOTE)


def test_a_plan_that_knows_added_headcount_alone_does_not_leave_a_ranking_stuck() -> None:
    desk = tied(LastResort.ADDED_HEADCOUNT)
    desk.refuses(MORE_SEATS, TieHeadcountError, allowed="second_vote、lots")
    desk.do(VOTE)


@pytest.mark.parametrize("way", [LastResort.SECOND_VOTE, LastResort.LOTS])
def test_what_the_plan_does_not_name_is_not_its_way(way: LastResort) -> None:
    tied(way).refuses(MORE_SEATS, TieMethodError, method="added_headcount", allowed=way.value)
