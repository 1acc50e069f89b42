"""An office lost by 落聘 comes back when the 落聘 is set aside (A.6 X4, S002-12)."""

from __future__ import annotations

from datetime import date

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.school import events as s
from domain.teacher.events import ExitGround, TeacherExited
from tests.domain import town
from tests.domain.coordination_given import HELD_ELSEWHERE
from tests.domain.office_lost_given import (
    HEAD,
    LEAVE,
    TERM_END,
    VICE,
    WRONG,
    granted,
    left_unplaced,
    of,
    school_of,
    titles,
    with_vice_principal,
)
from tests.domain.planning_given import august, noon
from tests.domain.town import MATHS, ROUND, accept, offer, wish
from tests.support.desk import Desk


@pytest.fixture
def ranked() -> Desk:
    return with_vice_principal()


@pytest.fixture
def left(ranked: Desk) -> Desk:
    return left_unplaced(ranked)


class TestRevoked:
    def test_with_the_unplaced_decision_the_office_comes_back_from_the_day_it_was_lost(
        self, left: Desk
    ) -> None:
        """Shows revoke_unplaced."""
        left.at = noon(august(26))
        before = list(left.history)
        assert left.do(WRONG) == [
            e.UnplacedRevoked(
                teacher="a2", reason=WRONG.reason, authority=WRONG.authority, on=august(26)
            ),
            s.OfficeRestored(
                title=VICE,
                person="a2",
                post=None,
                round=ROUND,
                from_on=august(23),
                until_on=TERM_END,
                on=august(26),
            ),
        ]
        assert left.history[: len(before)] == before, "nothing is erased"
        assert titles(left) == [VICE]
        assert school_of(left).lost == ()
        assert left.replayed() == left.states

    def test_she_is_in_the_pool_again_and_the_selection_goes_on(self, ranked: Desk) -> None:
        town.selected(ranked)
        ranked.do(WRONG)
        bidder = town.round_of(ranked).bidders["a2"]
        assert (bidder.unplaced, bidder.told) == (False, False)
        ranked.refuses(c.CloseSelection(round=ROUND), errors.PoolOpenError, first="a2")

    def test_left_unplaced_again_she_loses_the_office_again(self, left: Desk) -> None:
        left.do(WRONG)
        left.at = noon(august(27))
        _, ended = left.do(LEAVE)
        assert isinstance(ended, s.OfficeEnded)
        assert (ended.on, ended.round) == (august(27), ROUND)
        assert of(s.OfficeRestored, left.do(WRONG))

    def test_only_a_decision_that_was_taken_is_revoked_and_not_in_a_final_round(
        self, ranked: Desk
    ) -> None:
        ranked.refuses(WRONG, errors.NotUnplacedError, teacher="a2")
        ranked.refuses(WRONG.model_copy(update={"teacher": "x9"}), errors.NotInPoolError)

    def test_an_office_that_was_lost_otherwise_does_not_come_back(self, ranked: Desk) -> None:
        removed = s.OfficeEnded(
            title=VICE, person="a2", ground=s.OfficeEndGround.REMOVED, on=august(20)
        )
        ranked.given("school:school-1", removed)
        ranked.do(LEAVE)
        assert of(s.OfficeRestored, ranked.do(WRONG)) == []

    def test_what_another_round_took_stays_lost(self, left: Desk) -> None:
        other = school_of(left).lost[0].model_copy(update={"round": "r9"})
        left.states["school:school-1"] = school_of(left).model_copy(update={"lost": (other,)})
        assert of(s.OfficeRestored, left.do(WRONG)) == []

    def test_a_term_that_ran_out_meanwhile_comes_back_for_the_past_only(self, left: Desk) -> None:
        left.at = noon(date(2026, 9, 10))
        (back,) = of(s.OfficeRestored, left.do(WRONG))
        assert isinstance(back, s.OfficeRestored)
        assert (back.from_on, back.until_on) == (august(23), TERM_END)
        assert titles(left) == []

    def test_whoever_has_left_service_gets_no_office_back(self, left: Desk) -> None:
        gone = TeacherExited(ground=ExitGround.RETIREMENT, on=august(24))
        left.given("teacher:a2", gone)
        assert len(left.do(WRONG)) == 1


class TestAnothersAppointmentFell:
    def test_all_who_were_left_over_are_in_the_pool_again_with_their_offices(
        self, ranked: Desk
    ) -> None:
        """Shows all_in_the_pool_again."""
        town.selected(ranked)
        ranked.at = noon(august(26))
        events = ranked.do(town.revoke("a1"))
        assert [event.TOPIC for event in events[-2:]] == [
            "recruitment.unplaced-revoked.v1",
            "school.office-restored.v1",
        ]
        assert titles(ranked) == [VICE]

    def test_not_those_who_have_found_a_post_since(self, ranked: Desk) -> None:
        town.selected(ranked)
        ranked.given("teacher:a2", HELD_ELSEWHERE)
        assert of(e.UnplacedRevoked, ranked.do(town.revoke("a1"))) == []
        assert titles(ranked) == []

    def test_that_these_were_left_over_stands_and_may_be_set_aside_for_itself(
        self, ranked: Desk
    ) -> None:
        town.selected(ranked)
        ranked.given("teacher:a2", HELD_ELSEWHERE)
        ranked.do(town.revoke("a1"))
        assert town.round_of(ranked).bidders["a2"].unplaced
        assert of(e.UnplacedRevoked, ranked.do(WRONG))

    def test_the_office_that_falls_with_the_appointment_is_free_for_who_lost_it(self) -> None:
        """a2 was head of studies; a1 got the office in this round and now loses it."""
        desk = town.ranked(town.opened())
        desk.given("school:school-1", granted("a2", HEAD, date(2027, 9, 1)))
        desk.do(LEAVE, offer("a1", wish(MATHS)), accept("a1"), town.propose("a1"))
        desk.do(c.ApproveOffice(round=ROUND, teacher="a1"))
        desk.do(town.revoke("a1"))
        assert titles(desk, "a1") == []
        assert titles(desk) == [HEAD]
