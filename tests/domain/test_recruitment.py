"""A school's round and the coordination after it, a sentence a rule."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.kernel import MissingError
from domain.notice.commands import EndNoticePeriod, RestartNotice
from domain.notice.events import Contact
from domain.planning import events as planning
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.scoring_errors import (
    FactsMissingError,
    MarkAboveMaximumError,
    UnknownItemError,
    WrongFactError,
)
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.wishes import PostSet
from domain.school.events import OfficeEnded, OfficeEndGround, OfficeGranted
from domain.school.posts import StaffClass
from domain.school.state import School
from domain.teacher.events import PostTaken, TeacherTransferred
from domain.teacher.state import Teacher
from domain.values.facts import Option
from tests.domain import town
from tests.domain.planning_given import SHA, august, noon, pack
from tests.domain.town import (
    ALL,
    AUXILIARY,
    CHINESE,
    LIGHT,
    MATHS,
    OFFICE,
    ROUND,
    intent,
    interview,
    offer,
    service,
    wish,
)
from tests.support.desk import Desk

CONTACT = Contact(
    unit="第一中学",
    address="云溪镇学府路1号",
    telephone="0530-6200000",
    email="office@school.example",
    receiver="secretary",
)


@pytest.fixture
def desk() -> Desk:
    """A town whose plan is frozen, quota filed and posts published; the round is open."""
    return town.opened()


@pytest.fixture
def scored() -> Desk:
    """The same, with everybody's letter in, checked, scored and ranked."""
    return town.ranked(town.opened())


# Opening


def test_a_round_opens_under_a_frozen_plan_only() -> None:
    desk = town.prepared(frozen=False)
    desk.refuses(town.OPEN, errors.PlanNotFrozenError, plan=town.PLAN)


def test_a_round_opens_once_and_for_its_own_staff() -> None:
    desk = town.prepared()
    stranger = town.OPEN.model_copy(update={"population": (*ALL, "b1")})
    desk.refuses(stranger, errors.NotInPoolError, teacher="b1")
    desk.refuses(town.OPEN.model_copy(update={"organiser": town.TOWN}), errors.WrongOrganiserError)
    assert [type(event) for event in desk.do(town.OPEN)] == [e.RecruitmentRoundOpened]


# Letters of intent


def test_a_second_letter_replaces_the_first_and_both_stay_in_history(desk: Desk) -> None:
    (first,) = desk.do(intent("a1", wish(MATHS)))
    (second,) = desk.do(intent("a1", wish(CHINESE)))
    assert isinstance(first, e.IntentSubmitted)
    assert isinstance(second, e.IntentReplaced)


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (intent("nobody", wish(MATHS)), errors.NotInPoolError),
        (intent("a1"), errors.TooManyWishesError),
        (intent("a1", wish("教学-99")), errors.PostUnknownError),
        (intent("a1", wish(AUXILIARY)), errors.PostSetError),
        (intent("a1", wish(MATHS, CHINESE)), errors.PostSetError),
        (intent("a1", PostSet(school="school-1", teaching=None)), errors.PostSetError),
        (intent("a1", wish(MATHS), pledged=False), errors.PledgeMissingError),
    ],
)
def test_a_letter_that_breaks_a_rule_is_refused(
    desk: Desk, command: c.SubmitIntent, error: type[errors.NotInPoolError]
) -> None:
    desk.refuses(command, error)


def test_t05_nobody_competes_for_an_office_without_a_base_post(desk: Desk) -> None:
    without = PostSet(school="school-1", teaching=None, auxiliary=(AUXILIARY,))
    desk.refuses(intent("a1", without, office=OFFICE), errors.BasePostMissingError, office=OFFICE)


def test_t05_nobody_is_proposed_for_an_office_before_accepting_a_base_post(scored: Desk) -> None:
    propose = c.ProposeOffice(
        round=ROUND, teacher="a1", reason=e.SelectionReason.BY_RANK, detail="名次第一"
    )
    scored.refuses(propose, errors.BasePostMissingError, teacher="a1")
    scored.do(offer("a1", wish(MATHS, aux=(AUXILIARY,))), town.accept("a1"))
    (proposed,) = scored.do(propose)
    assert isinstance(proposed, e.OfficeProposed)


def test_t47_the_time_of_receipt_rules_unless_lateness_was_authorised(desk: Desk) -> None:
    desk.at = datetime.fromisoformat("2026-08-23T00:05:00+08:00")
    late = intent("a1", wish(MATHS))
    desk.refuses(late, errors.WindowClosedError)
    desk.do(
        c.AuthoriseLateSubmission(
            round=ROUND, teacher="a1", until=desk.at + timedelta(hours=1), reason="系统故障"
        )
    )
    (submitted,) = desk.do(late)
    assert isinstance(submitted, e.IntentSubmitted)
    assert submitted.late_by_authority is not None


# Qualification


def test_returned_is_not_rejected(desk: Desk) -> None:
    desk.do(intent("a1", wish(MATHS)))
    until = desk.at + timedelta(days=1)
    desk.do(c.ReturnBid(round=ROUND, teacher="a1", missing=("教师资格证",), until=until))
    desk.refuses(c.QualifyBidder(round=ROUND, teacher="a1"), errors.QualificationError)
    desk.do(c.SupplementBid(round=ROUND, teacher="a1"))
    (qualified,) = desk.do(c.QualifyBidder(round=ROUND, teacher="a1"))
    assert isinstance(qualified, e.BidderQualified)


def test_what_was_missing_comes_in_time(desk: Desk) -> None:
    desk.do(intent("a1", wish(MATHS)))
    until = desk.at + timedelta(hours=2)
    desk.do(c.ReturnBid(round=ROUND, teacher="a1", missing=("教师资格证",), until=until))
    desk.at = until
    desk.refuses(c.SupplementBid(round=ROUND, teacher="a1"), errors.SupplementLateError)


def test_without_a_letter_there_is_nothing_to_check(desk: Desk) -> None:
    desk.refuses(c.QualifyBidder(round=ROUND, teacher="a1"), errors.NoIntentError)


# Scores


def test_facts_and_marks_fit_the_table(desk: Desk) -> None:
    desk.do(intent("a1", wish(MATHS)), c.QualifyBidder(round=ROUND, teacher="a1"))
    desk.refuses(interview("a1", 80_001), MarkAboveMaximumError, maximum_milli=80_000)
    desk.refuses(service("a1", item="honours"), UnknownItemError)
    desk.refuses(service("a1", fact=Option(option="x")), WrongFactError)
    desk.do(service("a1"), interview("a1", 70_000))
    desk.refuses(service("a1"), errors.FactKnownError)
    desk.refuses(interview("a1", 60_000), errors.MarkedAlreadyError)


def test_a_bidder_without_all_facts_cannot_be_ranked(desk: Desk) -> None:
    desk.do(intent("a1", wish(MATHS)), c.QualifyBidder(round=ROUND, teacher="a1"))
    desk.do(c.LockScores(round=ROUND))
    desk.refuses(c.ComputeRanking(round=ROUND), FactsMissingError, missing="教龄、面试")


def test_t22_twenty_six_ballots_of_a_hundred_and_fifty_staff_are_no_appraisal(desk: Desk) -> None:
    appraisal = c.CloseDemocraticAppraisal(
        round=ROUND, school="school-1", staff=150, present=26, ballots=()
    )
    desk.refuses(appraisal, errors.AppraisalQuorumError, required=100, present=26)
    desk.do(appraisal.model_copy(update={"present": 100}))


def test_t27_a_bidder_who_withdraws_after_the_ranking_changes_nobody_s_score(
    scored: Desk,
) -> None:
    before = scored.find(RecruitmentRound, ROUND)
    scored.do(c.WithdrawIntent(round=ROUND, teacher="a1"))
    scored.do(c.ComputeRanking(round=ROUND))
    after = scored.find(RecruitmentRound, ROUND)
    assert before is not None
    assert after is not None
    assert after.ranking == before.ranking
    scored.refuses(offer("a1", wish(MATHS)), errors.QualificationError, withdrawn=1)


def test_t29_a_tie_that_the_chain_cannot_solve_waits_for_people(desk: Desk) -> None:
    town.ranked(desk, marks={"a1": 70_000, "a2": 70_000}, years=dict.fromkeys(ALL, 10_000))
    desk.do(c.CloseCadreLayer(round=ROUND, school="school-1"))
    for teacher in ("a1", "a2"):
        desk.refuses(offer(teacher, wish(MATHS)), errors.TieUnresolvedError, bidders="a1、a2")
    lots = c.DecideTie(
        round=ROUND,
        order=("a2", "a1"),
        method=e.TieMethod.LOTS,
        lot_seed=None,
        witnesses=("w1",),
        reason="抽签",
    )
    desk.refuses(lots, errors.LotsError, required=2)
    desk.refuses(lots.model_copy(update={"order": ("a2", "a3")}), errors.NotTiedError)
    desk.do(lots.model_copy(update={"lot_seed": "8-24-1", "witnesses": ("w1", "w2")}))
    desk.refuses(offer("a2", wish(MATHS)), errors.RankingMissingError)
    desk.do(c.ComputeRanking(round=ROUND))
    desk.do(offer("a2", wish(MATHS)))


def test_t30_a_pack_amended_after_the_opening_does_not_reach_the_round(scored: Desk) -> None:
    before = scored.find(RecruitmentRound, ROUND)
    other = pack(title="修订规则包")
    amended = planning.PackAmended(pack_sha256=other.sha256(), pack=other, reason="调整")
    scored.given(f"plan:{town.PLAN}", amended)
    (computed,) = scored.do(c.ComputeRanking(round=ROUND))
    assert isinstance(computed, e.RankingComputed)
    assert before is not None
    assert computed.pack_sha256 == SHA
    assert {row.bidder: row for row in computed.rows} == before.ranking


def test_t45_a_correction_before_the_lock_counts_at_once(desk: Desk) -> None:
    desk.do(intent("a1", wish(MATHS)), c.QualifyBidder(round=ROUND, teacher="a1"))
    desk.do(service("a1"), interview("a1", 70_000))
    (corrected,) = desk.do(town.correct("a1", 12_000))
    assert isinstance(corrected, e.ScoreCorrected)
    assert not corrected.after_lock


def test_t45_a_correction_after_publicity_needs_a_new_ranking_and_a_new_notice(
    scored: Desk,
) -> None:
    town.selected(scored)
    town.publish(scored, CONTACT)
    scored.at = noon(august(28))
    scored.do(town.correct("a2", 20_000))
    scored.at = datetime.fromisoformat("2026-09-02T12:00:00+08:00")
    with pytest.raises(Exception, match="ranking"):
        scored.do(EndNoticePeriod(notice=ROUND))
    scored.do(c.ComputeRanking(round=ROUND))
    scored.do(EndNoticePeriod(notice=ROUND))
    scored.do(c.FinaliseRound(round=ROUND, notice=ROUND))


# Selection


def test_cadres_are_hired_before_teachers(scored: Desk) -> None:
    scored.refuses(offer("a3", wish(CHINESE)), errors.CadreLayerOpenError, teacher="a3")
    scored.do(c.CloseCadreLayer(round=ROUND, school="school-1"))
    scored.do(offer("a3", wish(CHINESE)))


def test_an_office_is_approved_by_the_town_and_granted_in_the_same_act(scored: Desk) -> None:
    scored.do(offer("a1", wish(MATHS, aux=(AUXILIARY,))), town.accept("a1"))
    scored.do(
        c.ProposeOffice(
            round=ROUND, teacher="a1", reason=e.SelectionReason.BY_RANK, detail="名次第一"
        )
    )
    scored.refuses(c.CloseCadreLayer(round=ROUND, school="school-1"), errors.OfficeStepError)
    approved, granted = scored.do(c.ApproveOffice(round=ROUND, teacher="a1"))
    assert isinstance(approved, e.OfficeApproved)
    assert isinstance(granted, OfficeGranted)
    assert granted.title == "教务主任"
    scored.refuses(c.ApproveOffice(round=ROUND, teacher="a1"), errors.OfficeStepError)


def test_a_better_ranked_bidder_is_passed_over_with_reasons_only(scored: Desk) -> None:
    scored.do(c.CloseCadreLayer(round=ROUND, school="school-1"))
    low = offer("a2", wish(MATHS))
    scored.refuses(low, errors.RankPassedOverError, passed_over="a1", rank=2)
    scored.do(
        low.model_copy(update={"reason": e.SelectionReason.SUBJECT_NEED, "detail": "紧缺学科"})
    )


def test_nobody_is_offered_what_she_did_not_ask_for(scored: Desk) -> None:
    scored.do(c.CloseCadreLayer(round=ROUND, school="school-1"))
    scored.refuses(offer("a1", wish(CHINESE)), errors.NoIntentError, teacher="a1")


def test_t33_the_last_seat_is_offered_once(scored: Desk) -> None:
    scored.do(offer("a1", wish(MATHS)))
    scored.do(c.CloseCadreLayer(round=ROUND, school="school-1"))
    scored.refuses(
        offer("a2", wish(MATHS)), errors.SeatTakenError, headcount=1, taken=0, reserved=1
    )
    scored.do(town.accept("a1"))
    scored.refuses(
        offer("a2", wish(MATHS)), errors.SeatTakenError, headcount=1, taken=1, reserved=0
    )


def test_a_declined_seat_goes_to_the_next(scored: Desk) -> None:
    scored.do(c.CloseCadreLayer(round=ROUND, school="school-1"))
    scored.do(
        offer("a1", wish(MATHS)),
        c.DeclineOffer(round=ROUND, teacher="a1", school="school-1", reason="另有安排"),
        offer("a2", wish(MATHS)),
    )


def test_an_offer_is_answered_in_time(scored: Desk) -> None:
    scored.do(offer("a1", wish(MATHS)))
    scored.refuses(
        c.LapseOffer(
            round=ROUND, teacher="a1", school="school-1", reason=e.LapseReason.NOT_ANSWERED
        ),
        errors.LapseReasonError,
    )
    scored.at += timedelta(days=30)
    scored.refuses(town.accept("a1"), errors.OfferExpiredError)
    scored.do(
        c.LapseOffer(
            round=ROUND, teacher="a1", school="school-1", reason=e.LapseReason.NOT_ANSWERED
        )
    )


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        pytest.param(LIGHT, StaffClass.AUXILIARY, id="7.5 periods"),
        pytest.param(CHINESE, StaffClass.TEACHING, id="8.0 periods"),
    ],
)
def test_t03_fewer_than_eight_periods_make_auxiliary_staff(
    desk: Desk, post: str, expected: StaffClass
) -> None:
    town.ranked(desk, wishes={"a3": wish(post, aux=(AUXILIARY,))})
    desk.do(c.CloseCadreLayer(round=ROUND, school="school-1"))
    desk.do(offer("a3", wish(post, aux=(AUXILIARY,))))
    taken = next(event for event in desk.do(town.accept("a3")) if isinstance(event, PostTaken))
    assert taken.staff_class is expected


def test_t32_of_two_acceptances_the_first_stands_and_the_other_seat_is_released(
    scored: Desk,
) -> None:
    scored.do(offer("a1", wish(MATHS)))
    held = town.post_held("a1")
    scored.given("teacher:a1", held)
    scored.refuses(town.accept("a1"), errors.AlreadyPlacedError, school="school-2")
    (lapsed,) = scored.do(
        c.LapseOffer(
            round=ROUND, teacher="a1", school="school-1", reason=e.LapseReason.PLACED_ELSEWHERE
        )
    )
    assert isinstance(lapsed, e.OfferLapsed)


def test_the_unplaced_are_told_and_keep_their_score(scored: Desk) -> None:
    town.selected(scored)
    state = scored.find(RecruitmentRound, ROUND)
    assert state is not None
    assert state.selection_closed
    left = [event for _, event in scored.history if isinstance(event, e.TeacherLeftUnplaced)]
    assert [(event.teacher, event.reason) for event in left] == [
        ("a2", e.UnplacedReason.NOT_SELECTED)
    ]
    assert left[0].total_milli == state.ranking["a2"].total_milli


def test_t06_a_cadre_left_unplaced_loses_the_office_that_day(scored: Desk) -> None:
    scored.given("school:school-1", town.incumbent("a2"))
    scored.at = noon(august(25))
    scored.do(offer("a1", wish(MATHS, aux=(AUXILIARY,))), town.accept("a1"))
    _, ended = scored.do(c.LeaveUnplaced(round=ROUND, teacher="a2"))
    assert ended == OfficeEnded(
        title="副校长", person="a2", ground=OfficeEndGround.LEFT_UNPLACED, on=august(25)
    )
    school = scored.find(School, "school-1")
    assert school is not None
    assert school.offices_of("a2") == ()


def test_nobody_placed_or_waiting_for_an_answer_is_left_unplaced(scored: Desk) -> None:
    scored.do(offer("a1", wish(MATHS)))
    leave = c.LeaveUnplaced(round=ROUND, teacher="a1")
    scored.refuses(leave, errors.OfferOpenError)
    scored.do(town.accept("a1"))
    scored.refuses(leave, errors.NotUnplacedError)


def test_a_selection_closes_once_everybody_is_placed_or_told(scored: Desk) -> None:
    scored.refuses(c.CloseSelection(round=ROUND), errors.PoolOpenError, count=3)
    town.selected(scored)
    scored.refuses(c.CloseSelection(round=ROUND), errors.SelectionClosedError)
    scored.refuses(intent("a2", wish(MATHS)), errors.SelectionClosedError)


def test_two_thirds_of_the_quota_are_original_staff_or_the_town_approves(scored: Desk) -> None:
    town.selected(scored, close=False, establishment_of_six=True)
    scored.refuses(
        c.CloseSelection(round=ROUND), errors.TwoThirdsNotKeptError, required=4, original_hired=2
    )
    scored.do(
        c.ApproveTwoThirdsException(round=ROUND, school="school-1", reason="偏远缺编"),
        c.CloseSelection(round=ROUND),
    )


def test_a_round_is_final_when_its_notice_ran_out(scored: Desk) -> None:
    town.selected(scored)
    finalise = c.FinaliseRound(round=ROUND, notice=ROUND)
    scored.refuses(finalise, MissingError)
    town.publish(scored, CONTACT)
    scored.refuses(finalise, errors.NoticeNotEndedError)
    scored.at = datetime.fromisoformat("2026-09-02T12:00:00+08:00")
    scored.do(EndNoticePeriod(notice=ROUND))
    (final,) = scored.do(finalise)
    assert isinstance(final, e.RoundFinalised)
    scored.refuses(finalise, errors.FinalisedError)


# Coordination


def test_the_unplaced_meet_the_vacancies_of_other_schools(scored: Desk) -> None:
    town.selected(scored)
    town.coordination(scored)
    wanted = PostSet(school="school-2", teaching=MATHS)
    scored.do(offer("a2", wanted, round_="r2"))
    events = scored.do(c.AcceptOffer(round="r2", teacher="a2", school="school-2"))
    moved = [event for event in events if isinstance(event, TeacherTransferred)]
    assert [(event.from_school, event.to_school) for event in moved] == [("school-1", "school-2")]
    teacher = scored.find(Teacher, "a2")
    assert teacher is not None
    assert teacher.school == "school-2"


def test_outsiders_do_not_eat_into_the_two_thirds(scored: Desk) -> None:
    town.selected(scored)
    town.coordination(scored, establishment=2, seated=("b1",))
    wanted = PostSet(school="school-2", teaching=MATHS)
    scored.refuses(
        offer("a2", wanted, round_="r2"), errors.TwoThirdsNotKeptError, required=2, outsiders=1
    )


def test_replay_equals_the_live_state(scored: Desk) -> None:
    town.selected(scored)
    town.coordination(scored)
    assert scored.replayed() == scored.states


def test_a_changed_list_needs_a_restarted_notice(scored: Desk) -> None:
    town.selected(scored)
    town.publish(scored, CONTACT)
    state = scored.find(RecruitmentRound, ROUND)
    assert state is not None
    with pytest.raises(Exception, match="notice"):
        scored.do(RestartNotice(notice=ROUND, entries=state.notice_entries(), reason="无变化"))
