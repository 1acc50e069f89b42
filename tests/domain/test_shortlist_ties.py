"""Equals at the last place of a short list: none enters before people decide."""

from __future__ import annotations

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.errors.shortlisting import ShortlistMissingError
from domain.values.shortlist import LastPlace
from tests.domain.scoring_town import order
from tests.domain.shortlist_given import (
    COMPUTE,
    COMPUTE_LIST,
    LOCK,
    ONE,
    PUBLISH_LIST,
    corrected,
    entered,
    lecture,
    listed,
    with_list,
)
from tests.domain.town import MATHS, ROUND
from tests.support.desk import Desk

BY_KEYS = ONE.model_copy(
    update={"at_last_place": LastPlace.TIE_KEYS, "tie_keys": ("written_share",)}
)
VOTE = c.DecideTie(
    round=ROUND,
    order=("a2", "a1"),
    method=e.TieMethod.SECOND_VOTE,
    reason="评委会再次表决",
    for_shortlist=True,
)


class TestTiesAtTheLastPlace:
    @pytest.fixture
    def tied(self) -> Desk:
        """a1 and a2 are equal in every key at the last place."""
        return listed(with_list(BY_KEYS), a1="80", a2="80", a3="70")

    def test_none_of_the_equals_enters_before_people_decide(self, tied: Desk) -> None:
        assert entered(tied) == ()
        for command in (lecture("a1"), LOCK, PUBLISH_LIST):
            tied.refuses(command, errors.TieUnresolvedError, post=MATHS, bidders="a1、a2")

    def test_people_decide_who_of_them_enters(self, tied: Desk) -> None:
        (decided,) = tied.do(VOTE)
        assert decided == e.TieDecided(
            order=("a2", "a1"),
            method=e.TieMethod.SECOND_VOTE,
            lot_seed=None,
            witnesses=(),
            reason="评委会再次表决",
            for_shortlist=True,
        )
        tied.refuses(lecture("a2"), ShortlistMissingError, stands=0)
        tied.do(COMPUTE_LIST)
        assert entered(tied) == ("a2",)

    def test_added_headcount_lets_all_of_them_enter(self, tied: Desk) -> None:
        tied.do(VOTE.model_copy(update={"method": e.TieMethod.ADDED_HEADCOUNT}), COMPUTE_LIST)
        assert entered(tied) == ("a2", "a1")

    def test_lots_follow_from_their_seed_here_too(self, tied: Desk) -> None:
        lots = VOTE.model_copy(
            update={
                "method": e.TieMethod.LOTS,
                "lot_seed": "8-24-2",
                "witnesses": ("w1", "w2"),
            }
        )
        tied.refuses(lots, errors.LotsOrderError, lot_order="a1、a2")
        tied.do(lots.model_copy(update={"order": ("a1", "a2")}), COMPUTE_LIST)
        assert entered(tied) == ("a1",)

    def test_an_order_is_decided_among_these_equals_only(self, tied: Desk) -> None:
        tied.refuses(VOTE.model_copy(update={"order": ("a3", "a1")}), errors.NotTiedError)
        tied.refuses(VOTE.model_copy(update={"for_shortlist": False}), errors.RankingMissingError)
        tied.do(VOTE)
        tied.refuses(VOTE, ShortlistMissingError, stands=0)

    def test_an_order_among_two_says_nothing_about_three(self, tied: Desk) -> None:
        tied.do(VOTE, COMPUTE_LIST, corrected("a3", "80"), COMPUTE_LIST)
        tied.refuses(lecture("a2"), errors.TieUnresolvedError, bidders="a1、a2、a3")
        tied.do(corrected("a3", "70"), COMPUTE_LIST)
        assert entered(tied) == ("a2",)

    def test_an_order_for_the_list_ranks_nobody(self) -> None:
        desk = listed(with_list(ONE.model_copy(update={"per_seat": 2})), a1="80", a2="80")
        desk.do(lecture("a1"), lecture("a2"), LOCK, COMPUTE)
        desk.refuses(VOTE, errors.NotTiedError)
        assert order(desk) == {"a1": 1, "a2": 1}
