"""Where an office cannot simply come back: another holds it, or its holder is elsewhere."""

from __future__ import annotations

import pytest

from domain.recruitment import commands as c
from domain.recruitment.wishes import PostSet
from domain.school import errors as school_errors
from domain.school import events as s
from domain.school.offices_ended import offices_back
from domain.tenure.commands import ResignFromOffice
from tests.domain import town
from tests.domain.coordination_given import coordination
from tests.domain.office_lost_given import (
    DECIDE,
    LEAVE,
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
from tests.domain.town import MATHS, ROUND, SECOND, offer
from tests.support.desk import Desk


@pytest.fixture
def ranked() -> Desk:
    return with_vice_principal()


@pytest.fixture
def left(ranked: Desk) -> Desk:
    return left_unplaced(ranked)


class TestTaken:
    """The office has another holder when the 落聘 falls."""

    @pytest.fixture
    def held(self, left: Desk) -> Desk:
        left.given("school:school-1", granted("a3"))
        left.at = noon(august(26))
        return left

    def test_nobody_is_put_out_of_it_and_people_are_to_decide(self, held: Desk) -> None:
        """Shows taken_by."""
        assert held.do(WRONG)[1:] == [
            s.OfficeRestorationHeld(
                title=VICE,
                person="a2",
                round=ROUND,
                reason=s.HeldReason.OFFICE_TAKEN,
                holders=("a3",),
                on=august(26),
            )
        ]
        assert (titles(held), titles(held, "a3")) == ([], [VICE])
        assert not town.round_of(held).bidders["a2"].unplaced
        held.refuses(DECIDE, school_errors.OfficeTakenError, title=VICE, person="a2", holders="a3")

    def test_it_comes_back_once_the_other_has_left_it_lawfully(self, held: Desk) -> None:
        """Shows decide_restoration."""
        held.do(WRONG)
        held.do(ResignFromOffice(school="school-1", teacher="a3", title=VICE, letter="辞去职务"))
        (back,) = held.do(DECIDE)
        assert isinstance(back, s.OfficeRestored)
        assert (back.from_on, back.reason) == (august(23), DECIDE.reason)
        assert titles(held) == [VICE]
        held.refuses(DECIDE, school_errors.NothingToRestoreError, person="a2")

    def test_or_people_decide_with_reasons_that_it_does_not(self, held: Desk) -> None:
        held.do(WRONG)
        no = DECIDE.model_copy(update={"restore": False, "reason": "已另行聘任，依法补偿"})
        (declined,) = held.do(no)
        assert declined == s.OfficeRestorationDeclined(
            title=VICE, person="a2", round=ROUND, reason=no.reason, on=august(26)
        )
        held.refuses(no, school_errors.NothingToRestoreError)
        assert held.replayed() == held.states

    def test_where_a_second_seat_is_free_it_comes_back_at_once(self, ranked: Desk) -> None:
        ranked.given("school:school-1", granted("a3"))
        ranked.do(LEAVE)
        assert of(s.OfficeRestored, ranked.do(WRONG))

    def test_what_was_about_to_come_back_is_lost_with_a_new_decision(self, held: Desk) -> None:
        held.do(WRONG)
        _, ended = held.do(LEAVE)
        assert isinstance(ended, s.OfficeEnded)
        held.refuses(DECIDE, school_errors.NothingToRestoreError)
        assert of(s.OfficeRestorationHeld, held.do(WRONG))

    def test_what_waits_for_people_is_not_given_back_by_anything_else(self, held: Desk) -> None:
        held.do(WRONG)
        school = school_of(held)
        assert offices_back(school, school.lost, august(27)) == ()

    def test_whoever_is_granted_the_office_anew_has_nothing_to_get_back(self, left: Desk) -> None:
        left.given("school:school-1", granted("a2"))
        assert school_of(left).lost == ()


class TestPostElsewhere:
    def placed_elsewhere(self, desk: Desk) -> Desk:
        coordination(desk)
        desk.do(offer("a2", PostSet(school="school-2", teaching=MATHS), round_=SECOND))
        desk.do(c.AcceptOffer(round=SECOND, teacher="a2", school="school-2"))
        return desk

    def test_who_has_a_post_in_another_school_keeps_it_and_people_decide_about_the_office(
        self, left: Desk
    ) -> None:
        """Shows must_be_of_the_school."""
        self.placed_elsewhere(left)
        _, waits = left.do(WRONG)
        assert isinstance(waits, s.OfficeRestorationHeld)
        assert (waits.reason, waits.holders) == (s.HeldReason.POST_ELSEWHERE, ())
        left.refuses(DECIDE, school_errors.BasePostElsewhereError, person="a2", school="school-2")

    def test_who_moves_away_gives_up_her_office_and_has_it_again_if_the_move_is_undone(
        self, ranked: Desk
    ) -> None:
        """Shows what_the_move_ended."""
        coordination(ranked)
        posts = PostSet(school="school-2", teaching=MATHS)
        ranked.do(offer("a2", posts, round_=SECOND))
        events = ranked.do(c.AcceptOffer(round=SECOND, teacher="a2", school="school-2"))
        assert events[-1] == s.OfficeEnded(
            title=VICE,
            person="a2",
            ground=s.OfficeEndGround.MOVED,
            on=august(26),
            round=SECOND,
        )
        assert of(s.OfficeRestored, ranked.do(town.revoke("a2", SECOND)))
        assert titles(ranked) == [VICE]
