"""A short list in a round: who goes on, and what is closed to the others, through commands."""

from __future__ import annotations

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.derivation import Component, PostSeats, PostShortlist, ShortlistRow
from domain.recruitment.errors.shortlisting import (
    FirstPartOpenError,
    NoShortlistError,
    NotShortlistedError,
    ShortlistMissingError,
)
from domain.recruitment.events import shortlisting as se
from domain.recruitment.scoring_errors import FactsMissingError
from domain.school.events import SeatTaken
from tests.domain import shortlist_given as given
from tests.domain import town
from tests.domain.planning_given import august, noon
from tests.domain.scoring_town import option, order, points
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
)
from tests.domain.town import (
    CHINESE,
    MATHS,
    ROUND,
    ROUND_STREAM,
    intent,
    offer,
    round_of,
    serve,
    wish,
)


class TestDrawingItUp:
    def test_the_first_part_is_frozen_with_its_competitors_and_seats(self) -> None:
        """Shows first_part."""
        desk = sat(with_list(), {"a1": "90", "a2": "80"})
        (locked,) = desk.do(LOCK_FIRST)
        assert locked == se.FirstPartLocked(
            bidders=("a1", "a2"),
            items=("written",),
            seats=(PostSeats(school="school-1", post=MATHS, seats=1),),
        )

    def test_the_best_of_each_post_enter_and_the_derivation_is_recorded(self) -> None:
        """Shows lists_of."""
        desk = sat(with_list(), {"a1": "80", "a2": "90.5"})
        desk.do(LOCK_FIRST)
        (found,) = desk.do(COMPUTE_LIST)
        assert isinstance(found, se.ShortlistComputed)
        assert found.lists == (
            PostShortlist(
                school="school-1", post=MATHS, places=1, entered=("a2",), outside=("a1",)
            ),
        )
        told = Component(
            item="written", inputs=("181/2分",), rule="每分1分, 最高100分", exact="181/2"
        )
        share = Component(
            item="written_share",
            inputs=("各项合计181/2",),
            rule="各项合计×50%",
            exact="181/4",
        )
        assert found.rows[1] == ShortlistRow(
            bidder="a2", points_milli=90_500, keys=("181/2",), components=(told, share)
        )

    def test_all_who_are_level_at_the_last_place_enter_where_the_plan_says_so(self) -> None:
        assert entered(listed(a1="80", a2="80", a3="79")) == ("a1", "a2")

    def test_seats_that_somebody_holds_give_no_places(self) -> None:
        desk = sat(with_list(), {"a1": "90"})
        desk.given("school:school-1", SeatTaken(post=MATHS, person="x9", round="r0"))
        desk.do(LOCK_FIRST, COMPUTE_LIST)
        assert entered(desk) == ()

    def test_a_seat_filled_since_changes_no_list(self) -> None:
        desk = listed()
        desk.given("school:school-1", SeatTaken(post=MATHS, person="x9", round="r0"))
        desk.do(COMPUTE_LIST)
        assert entered(desk) == ("a1",)

    def test_it_waits_for_letters_checks_and_the_written_test(self) -> None:
        desk = sat(with_list(), {"a1": "90"})
        at, desk.at = desk.at, noon(august(22))
        desk.refuses(LOCK_FIRST, errors.WindowOpenError)
        desk.do(intent("a2", wish(MATHS)))
        desk.at = at
        desk.refuses(LOCK_FIRST, errors.QualificationError, teacher="a2")
        desk.do(c.QualifyBidder(round=ROUND, teacher="a2"))
        desk.refuses(LOCK_FIRST, FactsMissingError, bidder="a2", missing="笔试")

    def test_no_list_before_its_part_is_locked(self) -> None:
        desk = sat(with_list(), {"a1": "90"})
        desk.refuses(COMPUTE_LIST, FirstPartOpenError)
        desk.refuses(PUBLISH_LIST, ShortlistMissingError, stands=0)

    def test_a_plan_without_a_short_list_draws_none_up(self) -> None:
        desk = town.opened()
        desk.refuses(LOCK_FIRST, NoShortlistError, pack="rp-test")

    def test_a_final_or_closed_round_draws_none_up(self) -> None:
        desk = listed()
        desk.given(ROUND_STREAM, e.SelectionClosed(list_sha256="0" * 64))
        desk.refuses(COMPUTE_LIST, errors.SelectionClosedError)

    def test_history_folds_to_the_same_list(self) -> None:
        desk = listed()
        assert desk.replayed() == desk.states


class TestWhoIsOutside:
    def test_judges_wait_for_the_list_and_files_do_not(self) -> None:
        desk = sat(with_list(), {"a1": "90", "a2": "80"})
        desk.do(given.bonus("a1"))
        desk.refuses(lecture("a1"), ShortlistMissingError, lists=0)
        desk.refuses(LOCK, ShortlistMissingError, lists=0)

    def test_nobody_outside_is_scored_further(self) -> None:
        desk = listed()
        desk.refuses(lecture("a2"), NotShortlistedError, teacher="a2", points_milli=80_000)
        desk.refuses(given.bonus("a2"), NotShortlistedError, teacher="a2")
        desk.do(lecture("a1"), given.bonus("a1"))

    def test_only_those_on_the_list_are_ranked(self) -> None:
        """Shows ranking_anew."""
        desk = listed()
        desk.do(lecture("a1"), LOCK, COMPUTE)
        assert order(desk) == {"a1": 1}

    def test_nobody_outside_is_offered_the_post_whatever_the_need(self) -> None:
        desk = listed()
        desk.do(lecture("a1"), LOCK, COMPUTE, town.close_layer())
        need = offer("a2", wish(MATHS)).model_copy(
            update={"reason": e.SelectionReason.SUBJECT_NEED, "detail": "学科急需"}
        )
        desk.refuses(
            need,
            NotShortlistedError,
            teacher="a2",
            school="school-1",
            post=MATHS,
            points_milli=80_000,
        )
        desk.do(offer("a1", wish(MATHS)))

    def test_whoever_is_outside_is_left_unplaced_with_her_points(self) -> None:
        desk = listed()
        (left,) = desk.do(c.LeaveUnplaced(round=ROUND, teacher="a2"))
        assert left == e.TeacherLeftUnplaced(
            teacher="a2",
            reason=e.UnplacedReason.NOT_SHORTLISTED,
            total_milli=None,
            first_part_milli=80_000,
            on=august(23),
        )
        desk.do(serve("a2"))

    def test_nobody_is_left_unplaced_by_a_list_that_no_longer_stands(self) -> None:
        desk = listed()
        desk.do(corrected("a2", "95"))
        desk.refuses(c.LeaveUnplaced(round=ROUND, teacher="a2"), ShortlistMissingError)

    def test_a_bidder_is_ranked_for_those_posts_whose_list_she_is_on(self) -> None:
        both = {"a1": wish(MATHS), "a2": wish(MATHS)}
        desk = sat(with_list(), {"a1": "90", "a2": "80"}, wishes=both)
        desk.at = noon(august(22))
        desk.do(
            intent("a2", wish(MATHS), wish(CHINESE)), c.QualifyBidder(round=ROUND, teacher="a2")
        )
        desk.at = town.LOCKED_AT
        desk.do(LOCK_FIRST, COMPUTE_LIST, lecture("a1"), lecture("a2"), LOCK, COMPUTE)
        state = round_of(desk)
        assert entered(desk, CHINESE) == ("a2",)
        assert state.rank_of("a2", "school-1", CHINESE) == 1
        assert state.rank_of("a2", "school-1", MATHS) is None
        desk.do(town.close_layer(), offer("a2", wish(CHINESE)))


class TestPublishing:
    def test_the_next_part_begins_once_the_list_hangs(self) -> None:
        desk = listed(with_list(ONE.model_copy(update={"published": True})))
        desk.refuses(lecture("a1"), ShortlistMissingError, stands=1, published=0)
        (shown,) = desk.do(PUBLISH_LIST)
        found = round_of(desk).shortlisting
        assert found is not None
        assert shown == se.ShortlistPublished(
            list_sha256=found.list_sha256(), channel="校务公开栏", on=august(23)
        )
        desk.do(lecture("a1"))

    def test_a_changed_list_is_published_again_and_an_unchanged_one_is_not(self) -> None:
        desk = listed(with_list(ONE.model_copy(update={"published": True})))
        desk.do(PUBLISH_LIST, corrected("a2", "85"), COMPUTE_LIST, lecture("a1"))
        desk.do(corrected("a2", "99"), COMPUTE_LIST)
        desk.refuses(lecture("a2"), ShortlistMissingError, published=0)
        desk.do(PUBLISH_LIST, lecture("a2"))


class TestGatesAndScales:
    def test_whoever_failed_a_gate_is_on_no_list_but_scales_the_first_part(self) -> None:
        desk = sat(given.gated(), {"a1": "80", "a2": "100"})
        desk.refuses(LOCK_FIRST, FactsMissingError, missing="师德")
        desk.do(
            town.service("a1", item="ethics", fact=option("passed")),
            town.service("a2", item="ethics", fact=option("failed")),
            LOCK_FIRST,
        )
        (found,) = desk.do(COMPUTE_LIST)
        assert isinstance(found, se.ShortlistComputed)
        assert [(row.bidder, row.keys, row.failed) for row in found.rows] == [
            ("a1", ("40",), ()),  # 80 ÷ 100 × 50
            ("a2", ("50",), ("ethics",)),
        ]
        assert entered(desk) == ("a1",)
        desk.do(town.service("a1", item="lecture", fact=points("30")), LOCK, COMPUTE)
        # 80 ÷ 100 × 50 of all who sat, and 30 ÷ 30 × 50 of those who went on
        assert round_of(desk).ranking["a1"].exact == "90"

    def test_an_appraisal_of_a_later_part_is_for_those_on_the_list(self) -> None:
        ballot = e.BallotCount(
            bidder="a2", excellent=1, competent=0, basically_competent=0, not_competent=0
        )
        desk = listed(given.with_ballot())
        appraisal = c.CloseDemocraticAppraisal(
            round=ROUND, school="school-1", staff=3, present=3, ballots=(ballot,)
        )
        desk.refuses(appraisal, NotShortlistedError, teacher="a2")
        mine = ballot.model_copy(update={"bidder": "a1"})
        desk.do(appraisal.model_copy(update={"ballots": (mine,)}), LOCK, COMPUTE)
        assert order(desk) == {"a1": 1}
