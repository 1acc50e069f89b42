"""Cadres before teachers, offers and answers, two thirds: a sentence a rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.wishes import PostSet
from domain.school.events import OfficeGranted, PostsPublished, SeatTaken
from domain.school.posts import StaffClass
from domain.teacher.events import PostTaken, TeacherTransferred
from domain.teacher.state import Teacher
from tests.domain import town
from tests.domain.planning_given import august, noon, pack
from tests.domain.town import (
    ALL,
    AUXILIARY,
    CHINESE,
    LIGHT,
    MATHS,
    OFFICE,
    ROUND,
    SECOND,
    accept,
    intent,
    interview,
    lapse,
    offer,
    propose,
    service,
    wish,
)
from tests.support.desk import Desk

BASE = wish(MATHS, aux=(AUXILIARY,))
AUXILIARY_ONLY = PostSet(school="school-1", teaching=None, auxiliary=(AUXILIARY,))
REFUSE = c.RefuseOffice(round=ROUND, teacher="a1", reason="任期已满两届")
APPROVE = c.ApproveOffice(round=ROUND, teacher="a1")
THERE = PostSet(school="school-2", teaching=MATHS)


def needed(command: c.OfferPost) -> c.OfferPost:
    return command.model_copy(
        update={"reason": e.SelectionReason.SUBJECT_NEED, "detail": "紧缺学科"}
    )


@pytest.fixture
def scored() -> Desk:
    """a1 above a2 for maths, a3 for Chinese; a1 seeks the office."""
    return town.ranked(town.opened())


@pytest.fixture
def teachers(scored: Desk) -> Desk:
    """The same, with the cadre layer closed."""
    scored.do(town.close_layer())
    return scored


@pytest.fixture
def met(scored: Desk) -> Desk:
    """a2 was left unplaced at school, and is ranked for maths at the coordination."""
    return town.coordination(town.selected(scored))


# Offices


def test_cadres_are_hired_before_teachers(scored: Desk) -> None:
    scored.refuses(offer("a3", wish(CHINESE)), errors.CadreLayerOpenError, teacher="a3")
    (closed,) = scored.do(town.close_layer())
    assert closed == e.CadreLayerClosed(school="school-1", vacant=(OFFICE,))
    scored.do(offer("a3", wish(CHINESE)))


def test_before_the_cadres_are_done_only_those_who_seek_an_office_are_compared() -> None:
    desk = town.ranked(town.opened(), marks={"a2": 78_000})
    desk.do(offer("a1", BASE))


def test_t05_nobody_is_proposed_for_an_office_before_accepting_a_base_post(scored: Desk) -> None:
    scored.refuses(propose("a1"), errors.BasePostMissingError, teacher="a1", office=OFFICE)
    scored.do(offer("a1", BASE))
    scored.refuses(propose("a1"), errors.BasePostMissingError, teacher="a1")
    scored.do(accept("a1"))
    (proposed,) = scored.do(propose("a1"))
    assert proposed == e.OfficeProposed(
        teacher="a1",
        school="school-1",
        post=OFFICE,
        reason=e.SelectionReason.BY_RANK,
        detail="名次第一",
    )


def test_nobody_is_proposed_for_an_office_that_she_did_not_seek(teachers: Desk) -> None:
    teachers.do(offer("a3", wish(CHINESE)), accept("a3"))
    teachers.refuses(propose("a3"), errors.BasePostMissingError, office="")


def test_an_office_is_approved_by_the_town_and_granted_in_the_same_act(scored: Desk) -> None:
    scored.do(offer("a1", BASE), accept("a1"), propose("a1"))
    scored.refuses(town.close_layer(), errors.OfficeStepError, teacher="a1", step="proposed")
    approved, granted = scored.do(APPROVE)
    assert approved == e.OfficeApproved(teacher="a1", school="school-1", post=OFFICE)
    assert granted == OfficeGranted(
        title="教务主任",
        person="a1",
        post=OFFICE,
        from_on=august(23),
        until_on=date(2027, 8, 23),
    )
    scored.refuses(APPROVE, errors.OfficeStepError, step="approved")
    (closed,) = scored.do(town.close_layer())
    assert closed == e.CadreLayerClosed(school="school-1", vacant=())
    assert town.round_of(scored).notice_entries()[0].office == OFFICE


def test_a_refused_proposal_leaves_the_base_post(scored: Desk) -> None:
    scored.do(offer("a1", BASE), accept("a1"))
    scored.refuses(REFUSE, errors.OfficeStepError, step="none")
    scored.do(propose("a1"))
    (refused,) = scored.do(REFUSE)
    assert refused == e.OfficeRefused(
        teacher="a1", school="school-1", post=OFFICE, reason="任期已满两届"
    )
    scored.refuses(propose("a1"), errors.OfficeStepError, step="refused")
    entry = town.round_of(scored).notice_entries()[0]
    assert (entry.person, entry.office) == ("a1", None)


def test_an_office_has_as_many_proposals_as_seats() -> None:
    desk = town.opened()
    for teacher, number in (("a1", MATHS), ("a2", CHINESE)):
        desk.do(intent(teacher, wish(number), office=OFFICE))
        desk.do(c.QualifyBidder(round=ROUND, teacher=teacher))
        desk.do(service(teacher), interview(teacher, 70_000))
    desk.at = town.LOCKED_AT
    desk.do(c.LockScores(round=ROUND), c.ComputeRanking(round=ROUND))
    for teacher, number in (("a1", MATHS), ("a2", CHINESE)):
        desk.do(offer(teacher, wish(number)), accept(teacher))
    desk.do(propose("a1"))
    desk.refuses(propose("a2"), errors.SeatTakenError, post=OFFICE, headcount=1, taken=1)


def test_no_proposal_comes_once_the_cadres_are_done(teachers: Desk) -> None:
    teachers.do(offer("a1", BASE), accept("a1"))
    teachers.refuses(propose("a1"), errors.OfficeStepError, step="cadre-layer")
    teachers.refuses(town.close_layer(), errors.OfficeStepError, step="cadre-layer")


def test_the_coordination_has_no_cadre_layer(met: Desk) -> None:
    layer = c.CloseCadreLayer(round=SECOND, school="school-2")
    met.refuses(layer, errors.OfficeStepError, school="school-2")


def test_no_office_is_proposed_on_a_ranking_that_does_not_stand(scored: Desk) -> None:
    scored.do(offer("a1", BASE), accept("a1"), town.correct("a2", 20_000))
    scored.refuses(propose("a1"), errors.RankingMissingError)


# Offers


def test_an_offer_names_rank_reason_and_the_time_to_answer(scored: Desk) -> None:
    (offered,) = scored.do(offer("a1", BASE))
    assert offered == e.PostOffered(
        teacher="a1",
        posts=BASE,
        rank=1,
        reason=e.SelectionReason.BY_RANK,
        detail="按名次",
        answer_until=town.LOCKED_AT + timedelta(hours=24),
    )


def test_there_is_no_offer_before_the_ranking() -> None:
    desk = town.opened()
    desk.do(intent("a1", wish(MATHS)), c.QualifyBidder(round=ROUND, teacher="a1"))
    desk.refuses(offer("a1", wish(MATHS)), errors.RankingMissingError, computed=0)


def test_nobody_is_offered_what_she_did_not_ask_for(teachers: Desk) -> None:
    teachers.refuses(offer("a1", wish(CHINESE)), errors.NoIntentError, teacher="a1", post=CHINESE)
    teachers.refuses(offer("a2", BASE), errors.NoIntentError, teacher="a2")
    teachers.refuses(offer("a1", wish("教学-99")), errors.PostUnknownError)


def test_of_the_auxiliary_posts_asked_for_any_may_be_offered(scored: Desk) -> None:
    (offered,) = scored.do(offer("a1", wish(MATHS)))
    assert isinstance(offered, e.PostOffered)
    assert offered.posts == wish(MATHS)


def test_a_school_makes_one_offer_at_a_time(scored: Desk) -> None:
    scored.do(offer("a1", wish(MATHS)))
    scored.refuses(offer("a1", BASE), errors.OfferOpenError, school="school-1")
    scored.do(accept("a1"))
    scored.refuses(offer("a1", BASE), errors.AlreadyPlacedError, school="school-1")


def test_a_better_ranked_bidder_is_passed_over_with_reasons_only(teachers: Desk) -> None:
    low = offer("a2", wish(MATHS))
    teachers.refuses(low, errors.RankPassedOverError, passed_over="a1", rank=2, post=MATHS)
    only = low.model_copy(update={"reason": e.SelectionReason.ONLY_BIDDER})
    teachers.refuses(only, errors.RankPassedOverError)
    (offered,) = teachers.do(needed(low))
    assert isinstance(offered, e.PostOffered)
    assert (offered.rank, offered.detail) == (2, "紧缺学科")


def test_the_reason_of_an_offer_is_so(teachers: Desk) -> None:
    """Shows _must_give_a_true_reason."""
    first = offer("a1", BASE).model_copy(update={"reason": e.SelectionReason.ONLY_BIDDER})
    teachers.refuses(first, errors.SelectionReasonError, reason="only_bidder", others=1)
    wordless = needed(offer("a2", wish(MATHS))).model_copy(update={"detail": " "})
    teachers.refuses(wordless, errors.SelectionReasonError, reason="subject_need")
    teachers.do(c.WithdrawIntent(round=ROUND, teacher="a2"), first)


def test_the_order_holds_for_each_auxiliary_post_of_a_set() -> None:
    desk = town.ranked(
        town.opened(),
        wishes={"a2": AUXILIARY_ONLY, "a3": AUXILIARY_ONLY},
    )
    desk.do(town.close_layer())
    desk.refuses(offer("a3", AUXILIARY_ONLY), errors.RankPassedOverError, passed_over="a2")
    desk.do(offer("a2", AUXILIARY_ONLY))


def test_t33_the_last_seat_is_offered_once(scored: Desk) -> None:
    scored.do(offer("a1", wish(MATHS)), town.close_layer())
    second = offer("a2", wish(MATHS))
    scored.refuses(second, errors.SeatTakenError, headcount=1, taken=0, reserved=1)
    scored.do(accept("a1"))
    scored.refuses(second, errors.SeatTakenError, headcount=1, taken=1, reserved=0)


def test_t33_a_seat_that_another_round_has_filled_is_not_accepted(scored: Desk) -> None:
    scored.do(offer("a1", BASE))
    scored.given("school:school-1", SeatTaken(post=MATHS, person="x1", round="r9"))
    scored.refuses(accept("a1"), errors.SeatTakenError, post=MATHS, taken=1)


def test_nobody_is_hired_beyond_the_quota(teachers: Desk) -> None:
    for person in ("x1", "x2", "x3"):
        teachers.given("school:school-1", SeatTaken(post=LIGHT, person=person, round="r9"))
    teachers.refuses(
        offer("a1", BASE), errors.EstablishmentFullError, establishment=3, hired=3, reserved=0
    )


def test_an_offer_reserves_its_place_in_the_quota() -> None:
    desk = town.ranked(town.opened(establishment=1))
    desk.do(town.close_layer(), offer("a1", BASE))
    desk.refuses(offer("a3", wish(CHINESE)), errors.EstablishmentFullError, hired=0, reserved=1)


def test_an_acceptance_stays_within_the_quota_too(scored: Desk) -> None:
    scored.do(offer("a1", BASE))
    for person in ("x1", "x2", "x3"):
        scored.given("school:school-1", SeatTaken(post=LIGHT, person=person, round="r9"))
    scored.refuses(accept("a1"), errors.EstablishmentFullError, establishment=3)


# Answers


def test_an_acceptance_takes_seats_and_post_set_in_one_act(scored: Desk) -> None:
    scored.do(offer("a1", BASE))
    assert scored.do(accept("a1")) == [
        e.OfferAccepted(
            teacher="a1", from_school="school-1", posts=BASE, staff_class=StaffClass.TEACHING
        ),
        SeatTaken(post=MATHS, person="a1", round=ROUND),
        SeatTaken(post=AUXILIARY, person="a1", round=ROUND),
        PostTaken(
            round=ROUND,
            school="school-1",
            posts=(MATHS, AUXILIARY),
            staff_class=StaffClass.TEACHING,
            periods_milli=12_000,
            from_on=august(23),
        ),
    ]


def test_without_an_offer_there_is_nothing_to_answer(scored: Desk) -> None:
    scored.refuses(accept("a1"), errors.OfferMissingError, school="school-1")
    scored.refuses(town.decline("a1"), errors.OfferMissingError)
    scored.refuses(lapse("a1", e.LapseReason.NOT_ANSWERED), errors.OfferMissingError)


def test_a_declined_seat_goes_to_the_next(teachers: Desk) -> None:
    teachers.do(offer("a1", wish(MATHS)))
    (declined,) = teachers.do(town.decline("a1"))
    assert declined == e.OfferDeclined(teacher="a1", posts=wish(MATHS), reason="另有安排")
    teachers.do(offer("a2", wish(MATHS)))


def test_an_offer_is_answered_in_time(scored: Desk) -> None:
    scored.do(offer("a1", wish(MATHS)))
    unanswered = lapse("a1", e.LapseReason.NOT_ANSWERED)
    scored.refuses(unanswered, errors.LapseReasonError, reason="not_answered")
    scored.at += timedelta(hours=24)
    scored.refuses(accept("a1"), errors.OfferExpiredError)
    (lapsed,) = scored.do(unanswered)
    assert lapsed == e.OfferLapsed(
        teacher="a1", posts=wish(MATHS), reason=e.LapseReason.NOT_ANSWERED
    )


def test_t45_an_offer_made_on_a_ranking_since_corrected_is_not_accepted(teachers: Desk) -> None:
    withdrawal = lapse("a1", e.LapseReason.WITHDRAWN_BY_SCHOOL)
    teachers.do(offer("a1", wish(MATHS)))
    teachers.refuses(withdrawal, errors.LapseReasonError)
    teachers.do(town.correct("a2", 40_000))
    teachers.refuses(accept("a1"), errors.RankingMissingError)
    teachers.do(c.ComputeRanking(round=ROUND))
    teachers.do(withdrawal, offer("a2", wish(MATHS)), accept("a2"))


def test_an_offer_is_withdrawn_while_its_ranking_does_not_stand(scored: Desk) -> None:
    scored.do(offer("a1", wish(MATHS)), town.correct("a2", 11_000))
    (lapsed,) = scored.do(lapse("a1", e.LapseReason.WITHDRAWN_BY_SCHOOL))
    assert isinstance(lapsed, e.OfferLapsed)


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        pytest.param(LIGHT, StaffClass.AUXILIARY, id="7.5 periods"),
        pytest.param(CHINESE, StaffClass.TEACHING, id="8.0 periods"),
    ],
)
def test_t03_fewer_than_eight_periods_make_auxiliary_staff(post: str, expected: StaffClass) -> None:
    wanted = wish(post, aux=(AUXILIARY,))
    desk = town.ranked(town.opened(), wishes={"a3": wanted})
    desk.do(town.close_layer(), offer("a3", wanted))
    taken = next(event for event in desk.do(accept("a3")) if isinstance(event, PostTaken))
    assert taken.staff_class is expected


def test_t03_auxiliary_posts_only_make_auxiliary_staff() -> None:
    desk = town.ranked(town.opened(), wishes={"a3": AUXILIARY_ONLY})
    desk.do(town.close_layer(), offer("a3", AUXILIARY_ONLY))
    taken = next(event for event in desk.do(accept("a3")) if isinstance(event, PostTaken))
    assert (taken.staff_class, taken.periods_milli) == (StaffClass.AUXILIARY, 0)


def test_a_post_that_the_pack_exempts_counts_as_teaching_at_its_own_minimum() -> None:
    exemption = {"title": "劳动教师", "teaching_min_periods_milli": 6000, "basis": "教研室办法"}
    lenient = pack(posts={"load_exemptions": [exemption]})
    desk = town.ranked(town.opened(of=lenient), wishes={"a3": wish(LIGHT)})
    desk.do(town.close_layer(), offer("a3", wish(LIGHT)))
    taken = next(event for event in desk.do(accept("a3")) if isinstance(event, PostTaken))
    assert taken.staff_class is StaffClass.TEACHING


def test_t32_of_two_acceptances_the_first_stands_and_the_other_seat_is_released(
    teachers: Desk,
) -> None:
    teachers.do(offer("a1", wish(MATHS)))
    elsewhere = lapse("a1", e.LapseReason.PLACED_ELSEWHERE)
    teachers.refuses(elsewhere, errors.LapseReasonError, reason="placed_elsewhere")
    teachers.given("teacher:a1", town.HELD_ELSEWHERE)
    teachers.refuses(accept("a1"), errors.AlreadyPlacedError, school="school-2")
    (lapsed,) = teachers.do(elsewhere)
    assert isinstance(lapsed, e.OfferLapsed)
    teachers.do(c.WithdrawIntent(round=ROUND, teacher="a1"), offer("a2", wish(MATHS)))


def test_t32_in_one_round_the_other_offers_lapse_with_the_acceptance() -> None:
    desk = town.prepared()
    desk.at = noon(august(26))
    desk.do(town.MEET.model_copy(update={"schools": ("school-1", "school-2")}))
    town.scored_in_second(desk, "a2", THERE, wish(MATHS))
    desk.do(c.LockScores(round=SECOND), c.ComputeRanking(round=SECOND))
    desk.do(offer("a2", THERE, round_=SECOND), offer("a2", wish(MATHS), round_=SECOND))
    events = desk.do(c.AcceptOffer(round=SECOND, teacher="a2", school="school-1"))
    assert e.OfferLapsed(teacher="a2", posts=THERE, reason=e.LapseReason.PLACED_ELSEWHERE) in events
    other = c.AcceptOffer(round=SECOND, teacher="a2", school="school-2")
    desk.refuses(other, errors.AlreadyPlacedError, school="school-1")


def test_a_bidder_with_an_offer_from_another_school_is_not_passed_over() -> None:
    desk = town.prepared()
    desk.at = noon(august(26))
    both = {"schools": ("school-1", "school-2"), "population": ("a1", "a2")}
    desk.do(town.MEET.model_copy(update=both))
    town.scored_in_second(desk, "a1", THERE, wish(MATHS), mark=75_000)
    town.scored_in_second(desk, "a2", THERE)
    desk.do(c.LockScores(round=SECOND), c.ComputeRanking(round=SECOND))
    desk.do(offer("a1", wish(MATHS), round_=SECOND))
    second = offer("a2", THERE, round_=SECOND)
    desk.refuses(second, errors.RankPassedOverError, passed_over="a1")


# Coordination and two thirds


def test_the_unplaced_meet_the_vacancies_of_other_schools(met: Desk) -> None:
    met.do(offer("a2", THERE, round_=SECOND))
    events = met.do(c.AcceptOffer(round=SECOND, teacher="a2", school="school-2"))
    assert events[-1] == TeacherTransferred(
        from_school="school-1", to_school="school-2", round=SECOND, on=august(26)
    )
    teacher = met.find(Teacher, "a2")
    assert teacher is not None
    assert teacher.school == "school-2"
    assert town.round_of(met, SECOND).notice_entries()[0].from_school == "school-1"


def test_outsiders_do_not_eat_into_the_two_thirds(scored: Desk) -> None:
    met = town.coordination(town.selected(scored), establishment=2, seated=("b1",))
    outsider = offer("a2", THERE, round_=SECOND)
    met.refuses(outsider, errors.TwoThirdsNotKeptError, required=2, outsiders=1)
    met.do(c.ApproveTwoThirdsException(round=SECOND, school="school-2", reason="偏远缺编"))
    met.do(outsider)


def test_outsiders_fill_what_two_thirds_of_the_quota_leave_free(scored: Desk) -> None:
    """Of 3 at least 2 are original, so there is room for one outsider and no second."""
    town.selected(scored)
    scored.at = noon(august(26))
    published = PostsPublished(plan=town.PLAN, establishment=3, posts=town.POSTS)
    scored.given("school:school-2", published)
    town.hire(scored, "x1", "school-9")
    scored.do(town.MEET.model_copy(update={"population": ("a2", "x1")}))
    town.scored_in_second(scored, "a2", THERE)
    town.scored_in_second(scored, "x1", PostSet(school="school-2", teaching=CHINESE))
    scored.do(c.LockScores(round=SECOND), c.ComputeRanking(round=SECOND))
    scored.do(offer("a2", THERE, round_=SECOND))
    second = offer("x1", PostSet(school="school-2", teaching=CHINESE), round_=SECOND)
    scored.refuses(second, errors.TwoThirdsNotKeptError, required=2, outsiders=2)


def test_the_school_s_own_people_come_in_ahead_of_outsiders_for_whom_there_is_no_room(
    scored: Desk,
) -> None:
    town.selected(scored)
    scored.at = noon(august(26))
    published = PostsPublished(plan=town.PLAN, establishment=2, posts=town.POSTS)
    scored.given("school:school-2", published)
    scored.do(town.MEET.model_copy(update={"population": ("a2", "b1")}))
    town.scored_in_second(scored, "a2", THERE, mark=75_000)
    town.scored_in_second(scored, "b1", THERE)
    scored.do(c.LockScores(round=SECOND), c.ComputeRanking(round=SECOND))
    (offered,) = scored.do(offer("b1", THERE, round_=SECOND))
    assert isinstance(offered, e.PostOffered)
    assert offered.rank == 2


def test_an_exception_is_for_a_school_of_the_round(scored: Desk) -> None:
    elsewhere = c.ApproveTwoThirdsException(round=ROUND, school="school-2", reason="偏远缺编")
    scored.refuses(elsewhere, errors.PostUnknownError, school="school-2")
    (approved,) = scored.do(elsewhere.model_copy(update={"school": "school-1"}))
    assert approved == e.TwoThirdsExceptionApproved(
        school="school-1", required=2, original_hired=0, reason="偏远缺编"
    )


def test_the_pool_of_a_school_s_own_round_is_original_staff(scored: Desk) -> None:
    assert town.round_of(scored).schools["school-1"].original_staff == ALL
