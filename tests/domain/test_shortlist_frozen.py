"""What a short list froze, and what a correction after the lock sets going again."""

from __future__ import annotations

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.errors.shortlisting import (
    FirstPartLockedError,
    NotShortlistedError,
    ShortlistMissingError,
)
from domain.recruitment.scoring_errors import FactsMissingError
from tests.domain import shortlist_given as given
from tests.domain.planning_given import august, noon
from tests.domain.scoring_town import order, part
from tests.domain.shortlist_given import (
    COMPUTE,
    COMPUTE_LIST,
    LOCK,
    LOCK_FIRST,
    ONE,
    PUBLISH_LIST,
    corrected,
    entered,
    lecture,
    listed,
    sat,
    with_list,
    written,
)
from tests.domain.town import MATHS, ROUND, ROUND_STREAM, intent, round_of, wish
from tests.support.desk import Desk


class TestWhatIsFrozen:
    def test_nothing_that_the_list_goes_by_changes_after_the_lock(self) -> None:
        desk = listed(a1="90", a2="80")
        late = (
            intent("a3", wish(MATHS)),
            written("a1", "95"),
            c.QualifyBidder(round=ROUND, teacher="a1"),
            LOCK_FIRST,
        )
        for command in late:
            desk.refuses(command, FirstPartLockedError)
        authorised = c.AuthoriseLateSubmission(
            round=ROUND, teacher="a3", until=noon(august(24)), reason="因公外出"
        )
        desk.refuses(authorised, FirstPartLockedError)

    def test_whoever_withdraws_leaves_her_place_empty_and_is_scored_no_further(self) -> None:
        """Shows to_be_scored."""
        desk = listed()
        desk.do(c.WithdrawIntent(round=ROUND, teacher="a1"), COMPUTE_LIST)
        assert entered(desk) == ("a1",)
        (locked,) = desk.do(LOCK)
        assert locked == e.ScoresLocked(bidders=())

    def test_a_correction_asks_for_a_new_list_before_anything_goes_on(self) -> None:
        desk = listed()
        desk.do(lecture("a1"), corrected("a2", "95"))
        for command in (lecture("a1", judge="j2"), LOCK, PUBLISH_LIST):
            desk.refuses(command, ShortlistMissingError, stands=0)
        desk.do(COMPUTE_LIST)
        assert entered(desk) == ("a2",)
        desk.refuses(lecture("a1", judge="j2"), NotShortlistedError, teacher="a1")


class TestCorrectionsAfterTheLock:
    @pytest.fixture
    def late(self) -> Desk:
        """After the ranking it came out that a2 had 95 in the written test, not 80."""
        desk = listed()
        desk.do(lecture("a1"), LOCK, COMPUTE, corrected("a2", "95"))
        return desk

    def test_no_ranking_before_the_list_is_computed_anew(self, late: Desk) -> None:
        late.refuses(COMPUTE, ShortlistMissingError, stands=0)

    def test_who_comes_onto_the_list_is_scored_and_takes_the_place(self, late: Desk) -> None:
        """Shows fact_must_be_due."""
        late.do(COMPUTE_LIST)
        late.refuses(COMPUTE, FactsMissingError, bidder="a2", missing="说课")
        late.do(lecture("a2"), lecture("a2", judge="j2"), given.bonus("a2"))
        late.refuses(lecture("a1", judge="j2"), errors.ScoresLockedError)
        late.do(COMPUTE)
        assert order(late) == {"a2": 1}
        late.refuses(lecture("a2", judge="j3"), errors.ScoresLockedError)

    def test_whoever_withdrew_meanwhile_is_not_scored(self, late: Desk) -> None:
        late.do(c.WithdrawIntent(round=ROUND, teacher="a2"), COMPUTE_LIST, COMPUTE)
        assert round_of(late).scored == ()

    def test_whoever_withdraws_before_she_is_scored_holds_nobody_up(self, late: Desk) -> None:
        late.do(COMPUTE_LIST, c.WithdrawIntent(round=ROUND, teacher="a2"))
        late.refuses(COMPUTE, FactsMissingError, bidder="a2")
        late.do(COMPUTE_LIST, COMPUTE)
        assert round_of(late).scored == ()

    def test_history_folds_to_the_same_round(self, late: Desk) -> None:
        late.do(COMPUTE_LIST, lecture("a2"), COMPUTE)
        assert late.replayed() == late.states

    def test_a_mark_of_the_first_part_that_a_case_voided_is_given_again(self) -> None:
        """Shows mark_must_be_due."""
        by_lecture = with_list(ONE.model_copy(update={"by": "lecture"}))
        desk = sat(by_lecture, {"a1": "90"})
        desk.do(lecture("a1"), LOCK_FIRST, COMPUTE_LIST, LOCK, COMPUTE)
        desk.refuses(lecture("a1", judge="j2"), errors.ScoresLockedError)
        voided = e.MarkVoided(
            judge="j1", bidder="a1", item="lecture", case="case-1", after_lock=True
        )
        desk.given(ROUND_STREAM, voided)
        desk.do(lecture("a1", "80", judge="j2"))
        desk.refuses(COMPUTE, ShortlistMissingError, stands=0)
        desk.do(COMPUTE_LIST, COMPUTE)
        assert part(desk, "a1", "lecture") == "80"
