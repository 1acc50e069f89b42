"""A case's decision about points of the first part: the list first, then the ranking."""

from __future__ import annotations

import pytest

from domain.dispute import remedies as r
from domain.values.facts import Amount
from tests.domain import dispute_steps as d
from tests.domain import shortlist_given as given
from tests.domain import town
from tests.domain.dispute_execution_given import ordered, topics
from tests.domain.planning_given import noon
from tests.domain.scoring_town import order
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    """a1 is on the list and ranked, a2 is outside."""
    desk = given.listed()
    desk.do(given.lecture("a1"), given.LOCK, given.COMPUTE)
    desk.at = noon(d.KNOWN)
    return d.offices(desk)


def correction(milli: int) -> r.CorrectScore:
    return r.CorrectScore(
        round=town.ROUND,
        bidder="a2",
        item="written",
        fact=Amount(amount_milli=milli),
        evidence="试卷复核",
    )


def test_a_corrected_first_part_brings_a_new_list_and_then_a_new_ranking(desk: Desk) -> None:
    ordered(desk, correction(85_000))
    assert topics(desk.do(d.EXECUTE)) == [
        "recruitment.score-corrected.v1",
        "recruitment.shortlist-computed.v1",
        "recruitment.ranking-computed.v1",
        "dispute.case-executed.v1",
    ]
    assert order(desk) == {"a1": 1}


def test_who_comes_onto_the_list_by_a_case_is_scored_before_the_ranking(desk: Desk) -> None:
    ordered(desk, correction(95_000))
    assert topics(desk.do(d.EXECUTE)) == [
        "recruitment.score-corrected.v1",
        "recruitment.shortlist-computed.v1",
        "dispute.case-executed.v1",
    ]
    desk.do(given.lecture("a2"), given.COMPUTE)
    assert order(desk) == {"a2": 1}


def test_the_ranking_of_a_round_with_a_short_list_is_examined_as_it_was_computed(
    desk: Desk,
) -> None:
    ordered(desk, r.RankAnew(round=town.ROUND))
    assert "recruitment.ranking-computed.v1" in topics(desk.do(d.EXECUTE))
