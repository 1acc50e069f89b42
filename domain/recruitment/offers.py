"""Two-way selection: the school offers, the teacher accepts or declines (双向选择)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from domain.grade.events import GradeEndGround
from domain.grade.seats import grade_given_up
from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.planning.pack import RulePack
from domain.recruitment import commands as c
from domain.recruitment import errors, room, rules
from domain.recruitment import events as e
from domain.recruitment import selection_rules as selection
from domain.recruitment.bidder import Bidder, Offer
from domain.recruitment.gone import must_be_free, without_those_gone
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.wishes import PostSet
from domain.school.events import OfficeEndGround, SeatTaken
from domain.school.offices_ended import offices_lost
from domain.school.staff_class import staff_class_of
from domain.school.state import School
from domain.teacher.events import PostTaken, TeacherTransferred
from domain.teacher.state import Teacher
from domain.values.time import beijing_date


def decide_offer(
    states: States,
    state: RecruitmentRound,
    command: c.OfferCommand,
    pack: RulePack,
    at: datetime,
) -> Decision:
    """Decide about an offer."""
    rules.selection_must_be_open(state)
    stream = stream_of(RecruitmentRound, command.round)
    match command:
        case c.OfferPost():
            return (Recorded(stream, _offer(states, state, command, pack, at)),)
        case c.AcceptOffer():
            return _accept(states, state, command, pack, at)
        case c.DeclineOffer():
            _, offer = _open_offer(state, command.teacher, command.school)
            declined = e.OfferDeclined(
                teacher=command.teacher, posts=offer.posts, reason=command.reason
            )
            return (Recorded(stream, declined),)
        case c.LapseOffer():
            return (Recorded(stream, _lapse(states, state, command, at)),)
        case _:
            assert_never(command)


def _offer(
    states: States,
    state: RecruitmentRound,
    command: c.OfferPost,
    pack: RulePack,
    at: datetime,
) -> e.RoundEvent:
    rules.ranking_must_stand(state)
    bidder = rules.bidder_of(state, command.teacher)
    selection.must_be_eligible(bidder)
    must_be_free(states, command.teacher)
    rules.choice_must_be_one_plus_n(state, command.posts, pack)
    school = require(states, School, command.posts.school)
    waiting = without_those_gone(states, state, _rivals(state, command))
    for check in selection.OFFER_CHECKS:
        check(waiting, bidder, command, school, pack)
    return e.PostOffered(
        teacher=command.teacher,
        posts=command.posts,
        rank=_rank_of(state, command.teacher, command.posts),
        reason=command.reason,
        detail=command.detail,
        answer_until=at + timedelta(hours=pack.offers.answer_hours),
    )


def _rivals(state: RecruitmentRound, command: c.OfferPost) -> set[str]:
    """Return who else has a place for the posts that is no worse than the bidder's."""
    school, found = command.posts.school, set[str]()
    for number in command.posts.ranked:
        place = state.rank_of(command.teacher, school, number)
        for rival in state.bidders:
            rank = state.rank_of(rival, school, number)
            if place is not None and rank is not None and rank <= place:
                found.add(rival)
    return found - {command.teacher}


def _accept(
    states: States,
    state: RecruitmentRound,
    command: c.AcceptOffer,
    pack: RulePack,
    at: datetime,
) -> Decision:
    """受聘: round, school and teacher move together, so nobody is hired twice (INV1, T32)."""
    teacher = must_be_free(states, command.teacher)
    bidder, offer = _open_offer(state, command.teacher, command.school)
    if at >= offer.answer_until:
        raise errors.OfferExpiredError(
            teacher=command.teacher, until=offer.answer_until.isoformat(), received=at.isoformat()
        )
    if state.stage.competes:
        rules.ranking_must_stand(state)
        _place_must_be_no_worse(state, command.teacher, offer)
    school = require(states, School, command.school)
    room.seats_must_be_free(state, school, offer.posts, besides=command.teacher)
    room.establishment_must_hold(state, school, besides=command.teacher)
    return (
        *_round_part(state, command, bidder, offer, teacher, pack),
        *placement_of(
            states, state, command.round, command.teacher, offer.posts, teacher, pack, at
        ),
    )


def _place_must_be_no_worse(state: RecruitmentRound, teacher: str, offer: Offer) -> None:
    """更正后重新选聘: nobody is hired on a place that a corrected ranking has given to others.

    The school takes such an offer back, and makes it anew where that is right. One for a
    need of the subject follows no order, but who has no place at all is not hired.
    依据: E.6 (T45).
    """
    place = _rank_of(state, teacher, offer.posts)
    fell = place is None or (offer.by_rank and offer.rank is not None and place > offer.rank)
    if offer.rank is not None and fell:
        raise errors.OfferOvertakenError(teacher=teacher, rank=offer.rank, place=place or 0)


def _round_part(
    state: RecruitmentRound,
    command: c.AcceptOffer,
    bidder: Bidder,
    offer: Offer,
    teacher: Teacher,
    pack: RulePack,
) -> Decision:
    stream = stream_of(RecruitmentRound, command.round)
    accepted = e.OfferAccepted(
        teacher=command.teacher,
        from_school=teacher.school,
        posts=offer.posts,
        staff_class=staff_class_of(state.posts_of(offer.posts), pack.posts),
    )
    lapsed = (
        e.OfferLapsed(
            teacher=command.teacher, posts=each.posts, reason=e.LapseReason.PLACED_ELSEWHERE
        )
        for school, each in bidder.offers.items()
        if school != command.school
    )
    return (Recorded(stream, accepted), *(Recorded(stream, each) for each in lapsed))


def placement_of(
    states: States,
    state: RecruitmentRound,
    round_: str,
    teacher: str,
    posts: PostSet,
    before: Teacher,
    pack: RulePack,
    at: datetime,
) -> Decision:
    """Return what a placement changes outside of the round: seats, post, and school.

    Offices and grade were of the school that is left: 先聘岗位后聘职务 (S002-11, B2-10).
    """
    on = beijing_date(at)
    school, person = stream_of(School, posts.school), stream_of(Teacher, teacher)
    seats = tuple(
        Recorded(school, SeatTaken(post=number, person=teacher, round=round_))
        for number in posts.numbers
    )
    taken = PostTaken(
        round=round_,
        school=posts.school,
        posts=posts.numbers,
        staff_class=staff_class_of(state.posts_of(posts), pack.posts),
        periods_milli=sum(post.periods_milli for post in state.posts_of(posts)),
        from_on=on,
    )
    moved: Decision = ()
    if before.school != posts.school:
        transferred = TeacherTransferred(
            from_school=before.school, to_school=posts.school, round=round_, on=on
        )
        left = require(states, School, before.school)
        moved = (
            Recorded(person, transferred),
            *offices_lost(left, teacher, OfficeEndGround.MOVED, on, round_),
            *grade_given_up(states, teacher, GradeEndGround.LEFT_SCHOOL, on, round_=round_),
        )
    return (*seats, Recorded(person, taken), *moved)


def _lapse(
    states: States, state: RecruitmentRound, command: c.LapseOffer, at: datetime
) -> e.RoundEvent:
    """要约失效: not answered in time, placed elsewhere, or made on a ranking since corrected.

    Its seats are free again (T32, T45).
    """
    _, offer = _open_offer(state, command.teacher, command.school)
    teacher = require(states, Teacher, command.teacher)
    true = {
        e.LapseReason.NOT_ANSWERED: at >= offer.answer_until,
        e.LapseReason.PLACED_ELSEWHERE: teacher.holds is not None,
        e.LapseReason.WITHDRAWN_BY_SCHOOL: not state.ranking_stands
        or _rank_of(state, command.teacher, offer.posts) != offer.rank,
    }[command.reason]
    if not true:
        raise errors.LapseReasonError(teacher=command.teacher, reason=command.reason.value)
    return e.OfferLapsed(teacher=command.teacher, posts=offer.posts, reason=command.reason)


def _open_offer(state: RecruitmentRound, teacher: str, school: str) -> tuple[Bidder, Offer]:
    bidder = rules.member(state, teacher)
    offer = bidder.offers.get(school)
    if offer is None:
        raise errors.OfferMissingError(teacher=teacher, school=school)
    return bidder, offer


def _rank_of(state: RecruitmentRound, teacher: str, posts: PostSet) -> int | None:
    return state.rank_of(teacher, posts.school, posts.numbers[0])
