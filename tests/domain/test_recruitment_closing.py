"""The end of a selection: unplaced and told, closed, and offices that end with it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.wishes import PostSet
from domain.school.events import OfficeEnded, OfficeEndGround, OfficeGranted
from domain.school.state import School
from domain.values.digest import sha256_of
from tests.domain import town
from tests.domain.closing_steps import BASE, CLOSE, leave
from tests.domain.coordination_given import HELD_ELSEWHERE, coordination
from tests.domain.planning_given import SHA, august, noon, pack
from tests.domain.town import (
    AUXILIARY,
    CHINESE,
    MATHS,
    ROUND,
    SECOND,
    accept,
    intent,
    offer,
    propose,
    serve,
    wish,
)
from tests.domain.unplaced_given import unplaced_notice
from tests.support.desk import Desk


@pytest.fixture
def scored() -> Desk:
    """a1 above a2 for maths, a3 for Chinese; a1 seeks the office."""
    return town.ranked(town.opened())


@pytest.fixture
def closed(scored: Desk) -> Desk:
    """a1 and a3 are hired, a2 was left unplaced and told, the selection is closed."""
    return town.selected(scored)


def test_the_unplaced_keep_their_score_and_never_lose_their_contract(closed: Desk) -> None:
    own = f"recruitment-round:{ROUND}"
    told = (event for stream, event in closed.history if stream == own)
    left = [event for event in told if isinstance(event, e.TeacherLeftUnplaced)]
    assert left == [
        e.TeacherLeftUnplaced(
            teacher="a2",
            reason=e.UnplacedReason.NOT_SELECTED,
            total_milli=75_000,
            on=august(23),
        )
    ]
    assert not [event for stream, event in closed.history if stream.startswith("contract:")]


def test_t06_a_cadre_left_unplaced_loses_the_office_that_day(scored: Desk) -> None:
    scored.given("school:school-1", town.incumbent("a2"))
    scored.at = noon(august(25))
    _, ended = scored.do(leave("a2"))
    assert ended == OfficeEnded(
        title="副校长",
        person="a2",
        ground=OfficeEndGround.LEFT_UNPLACED,
        on=august(25),
        round=ROUND,
    )
    school = scored.find(School, "school-1")
    assert school is not None
    assert school.offices_of("a2") == ()


def test_nobody_is_left_unplaced_while_letters_are_taken() -> None:
    desk = town.opened()
    desk.refuses(leave("a1"), errors.WindowOpenError, waiting=3)
    desk.at = town.LOCKED_AT
    (left,) = desk.do(leave("a1"))
    assert left == e.TeacherLeftUnplaced(
        teacher="a1", reason=e.UnplacedReason.NO_INTENT, total_milli=None, on=august(23)
    )


def test_nobody_who_bids_is_left_unplaced_before_the_ranking() -> None:
    desk = town.opened()
    desk.do(intent("a1", wish(MATHS)))
    desk.at = town.LOCKED_AT
    desk.refuses(leave("a1"), errors.RankingMissingError)


def test_the_disqualified_and_those_who_declined_are_told_so(scored: Desk) -> None:
    scored.do(town.close_layer(), offer("a1", wish(MATHS)), town.decline("a1"))
    (declined,) = scored.do(leave("a1"))
    assert isinstance(declined, e.TeacherLeftUnplaced)
    assert (declined.reason, declined.total_milli) == (e.UnplacedReason.DECLINED, 81_000)
    disqualify = c.DisqualifyBidder(
        round=ROUND,
        teacher="a2",
        reason=e.DisqualificationReason.PLEDGE_BROKEN,
        detail="材料不实",
    )
    scored.do(disqualify)
    (out,) = scored.do(leave("a2"))
    assert isinstance(out, e.TeacherLeftUnplaced)
    assert out.reason is e.UnplacedReason.DISQUALIFIED


def test_nobody_placed_or_waiting_for_an_answer_is_left_unplaced(scored: Desk) -> None:
    scored.do(offer("a1", wish(MATHS)))
    scored.refuses(leave("a1"), errors.OfferOpenError)
    scored.do(accept("a1"))
    scored.refuses(leave("a1"), errors.NotUnplacedError)
    scored.do(leave("a2"))
    scored.refuses(leave("a2"), errors.NotUnplacedError)
    scored.given("teacher:a3", HELD_ELSEWHERE)
    scored.refuses(leave("a3"), errors.AlreadyPlacedError, school="school-2")


def test_nobody_is_left_unplaced_without_a_score() -> None:
    desk = town.opened()
    desk.do(intent("a1", wish(MATHS)), c.QualifyBidder(round=ROUND, teacher="a1"))
    stream = f"recruitment-round:{ROUND}"
    empty = e.RankingComputed(pack_sha256=SHA, inputs_sha256="0" * 64, rows=(), ties=())
    desk.given(stream, e.ScoresLocked(bidders=()), empty)
    desk.refuses(leave("a1"), errors.ScoreTraceMissingError, teacher="a1")


def test_a_notice_tells_the_way_on_and_the_remedies_that_the_plan_names() -> None:
    """Shows _served."""
    own = {"next_step": "可参加片区内竞聘", "remedies": ["向县教育局申诉"]}
    desk = town.ranked(town.opened(of=pack(unplaced=own)))
    desk.do(leave("a2"))
    (served,) = desk.do(serve("a2"))
    assert isinstance(served, e.UnplacedNoticeServed)
    assert (served.next_step, served.remedies) == ("可参加片区内竞聘", ("向县教育局申诉",))


def test_the_unplaced_are_told_once(scored: Desk) -> None:
    scored.refuses(serve("a2"), errors.NotUnplacedError, told=0)
    scored.do(leave("a2"))
    (served,) = scored.do(serve("a2"))
    assert served == unplaced_notice("a2", august(23))
    scored.refuses(serve("a2"), errors.NotUnplacedError, told=1)
    scored.refuses(serve("b1"), errors.NotInPoolError)


def test_a_selection_closes_once_everybody_is_placed_or_told(scored: Desk) -> None:
    scored.refuses(CLOSE, errors.PoolOpenError, count=3, first="a1")
    town.selected(scored, close=False)
    (done,) = scored.do(CLOSE)
    assert done == e.SelectionClosed(list_sha256=sha256_of(town.round_of(scored).notice_entries()))
    scored.refuses(CLOSE, errors.SelectionClosedError)
    scored.refuses(leave("a2"), errors.SelectionClosedError)
    scored.refuses(intent("a2", wish(MATHS)), errors.SelectionClosedError)
    exception = c.ApproveTwoThirdsException(round=ROUND, school="school-1", reason="偏远缺编")
    scored.refuses(exception, errors.SelectionClosedError)


def test_the_list_is_in_one_order_whoever_was_hired_first(closed: Desk) -> None:
    entries = town.round_of(closed).notice_entries()
    assert [(each.person, each.posts) for each in entries] == [
        ("a1", (MATHS, AUXILIARY)),
        ("a3", (CHINESE,)),
    ]


def test_a_selection_does_not_close_over_an_open_offer_or_somebody_untold(scored: Desk) -> None:
    scored.do(town.close_layer(), offer("a1", BASE), accept("a1"), leave("a2"), serve("a2"))
    scored.do(offer("a3", wish(CHINESE)))
    scored.refuses(CLOSE, errors.PoolOpenError, count=1, first="a3")
    scored.do(town.decline("a3"), leave("a3"))
    scored.refuses(CLOSE, errors.PoolOpenError, count=1, first="a3")


def test_whoever_was_placed_by_another_round_has_left_the_pool(scored: Desk) -> None:
    scored.given("teacher:a2", HELD_ELSEWHERE)
    scored.do(town.close_layer(), offer("a1", BASE), accept("a1"))
    scored.do(offer("a3", wish(CHINESE)), accept("a3"), CLOSE)


def test_a_selection_does_not_close_before_the_cadre_layer(scored: Desk) -> None:
    scored.do(offer("a1", BASE), accept("a1"))
    for teacher in ("a2", "a3"):
        scored.do(leave(teacher), serve(teacher))
    scored.refuses(CLOSE, errors.CadreLayerOpenError)


def test_two_thirds_of_the_quota_are_original_staff_or_the_town_approves() -> None:
    desk = town.selected(town.ranked(town.opened(establishment=6)), close=False)
    desk.refuses(CLOSE, errors.TwoThirdsNotKeptError, required=4, original_hired=2)
    (approved,) = desk.do(
        c.ApproveTwoThirdsException(round=ROUND, school="school-1", reason="偏远缺编")
    )
    assert approved == e.TwoThirdsExceptionApproved(
        school="school-1", required=4, original_hired=2, reason="偏远缺编"
    )
    desk.do(CLOSE)


def test_middle_offices_are_filled_afresh_every_year(scored: Desk) -> None:
    """a3 was head of studies, a1 is it again, b1 is nobody of this round."""
    again = OfficeGranted(
        title="教务主任", person="a1", post=None, from_on=august(1), until_on=august(31)
    )
    stranger = again.model_copy(update={"person": "b1"})
    before = again.model_copy(update={"person": "a3"})
    scored.given("school:school-1", before, again, stranger)
    scored.do(offer("a1", BASE), accept("a1"), propose("a1"))
    scored.do(c.ApproveOffice(round=ROUND, teacher="a1"), town.close_layer())
    scored.do(offer("a3", wish(CHINESE)), accept("a3"), leave("a2"), serve("a2"))
    _, *ended = scored.do(CLOSE)
    assert ended == [
        OfficeEnded(
            title="教务主任",
            person="a3",
            ground=OfficeEndGround.TERM_ENDED,
            on=august(23),
            round=ROUND,
        )
    ]


def test_a_vice_principal_is_reviewed_and_not_ended_by_the_close(scored: Desk) -> None:
    """Nine days are left of the three years: the appraisal says what becomes of it (S002-14)."""
    scored.given("school:school-1", town.incumbent("a3"))
    town.selected(scored, close=False)
    (closed,) = scored.do(CLOSE)
    assert isinstance(closed, e.SelectionClosed)
    school = scored.find(School, "school-1")
    assert school is not None
    assert [office.title for office in school.offices_of("a3")] == ["副校长"]


def test_a_term_that_runs_into_the_new_year_is_not_the_round_s_to_end(scored: Desk) -> None:
    """A vice-principal's three years and a researcher's year run on; a head of studies' do not."""
    until_on = august(1).replace(year=2027)
    for title in ("副校长", "学科教研员（语文）", "教务主任"):
        runs_on = OfficeGranted(
            title=title, person="a3", post=None, from_on=august(1), until_on=until_on
        )
        scored.given("school:school-1", runs_on)
    scored.do(offer("a1", BASE), accept("a1"), town.close_layer())
    scored.do(offer("a3", wish(CHINESE)), accept("a3"), leave("a2"), serve("a2"))
    _, *ended = scored.do(CLOSE)
    assert ended == [
        OfficeEnded(
            title="教务主任",
            person="a3",
            ground=OfficeEndGround.TERM_ENDED,
            on=august(23),
            round=ROUND,
        )
    ]


def test_the_coordination_closes_without_ending_offices(closed: Desk) -> None:
    coordination(closed)
    closed.given("school:school-2", town.incumbent("a2"))
    posts = PostSet(school="school-2", teaching=MATHS)
    closed.do(offer("a2", posts, round_=SECOND))
    closed.do(c.AcceptOffer(round=SECOND, teacher="a2", school="school-2"))
    exception = c.ApproveTwoThirdsException(round=SECOND, school="school-2", reason="偏远缺编")
    (done,) = closed.do(exception, c.CloseSelection(round=SECOND))
    assert isinstance(done, e.SelectionClosed)


def test_replay_equals_the_live_state(closed: Desk) -> None:
    coordination(closed)
    closed.at += timedelta(days=1)
    assert closed.replayed() == closed.states
