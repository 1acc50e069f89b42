"""Offices: proposed by the committee, approved by the town office, before the teachers."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.recruitment import commands as c
from domain.recruitment import errors, rules
from domain.recruitment import events as e
from domain.recruitment.bidder import Bidder, OfficeStep
from domain.recruitment.events import SelectionReason
from domain.recruitment.state import RecruitmentRound
from domain.school.events import OfficeGranted
from domain.school.posts import Post, PostKind
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.calendar import plus_months
from domain.values.time import beijing_date

MONTHS = 12


def decide_office(
    states: States, state: RecruitmentRound, command: c.OfficeCommand, at: datetime
) -> Decision:
    """Decide about an office (S002-11, S002-20)."""
    rules.selection_must_be_open(state)
    stream = stream_of(RecruitmentRound, command.round)
    match command:
        case c.ProposeOffice():
            _base_post_must_be_held(states, state, command)
            return (Recorded(stream, _propose(state, command)),)
        case c.ApproveOffice():
            return _approve(states, state, command, beijing_date(at))
        case c.RefuseOffice():
            bidder = _proposed(state, command.teacher)
            refused = e.OfficeRefused(
                teacher=command.teacher,
                school=_school_of(bidder),
                post=_office_of(bidder),
                reason=command.reason,
            )
            return (Recorded(stream, refused),)
        case c.CloseCadreLayer():
            return (Recorded(stream, _close(state, command)),)
        case _:
            assert_never(command)


def _propose(state: RecruitmentRound, command: c.ProposeOffice) -> e.RoundEvent:
    """先聘岗位后聘职务: only who has accepted a base post there may be proposed (S002-11)."""
    bidder = rules.bidder_of(state, command.teacher)
    rules.ranking_must_stand(state)
    placed = bidder.placement
    if bidder.office is None or placed is None or placed.posts.teaching is None:
        raise errors.BasePostMissingError(teacher=command.teacher, office=bidder.office or "")
    if bidder.office_step is not OfficeStep.NONE:
        raise errors.OfficeStepError(teacher=command.teacher, step=bidder.office_step.value)
    _layer_must_be_open(state, placed.posts.school)
    post = _office_post(state, bidder)
    standing = [
        each
        for each in state.bidders.values()
        if each.office == bidder.office
        and each.office_step in (OfficeStep.PROPOSED, OfficeStep.APPROVED)
    ]
    if len(standing) >= post.headcount:
        raise errors.SeatTakenError(
            school=placed.posts.school,
            post=post.number,
            headcount=post.headcount,
            taken=len(standing),
            reserved=0,
        )
    reason_must_be_true(state, bidder, command.reason)
    return e.OfficeProposed(
        teacher=command.teacher,
        school=placed.posts.school,
        post=post.number,
        reason=command.reason,
        detail=command.detail,
    )


def reason_must_be_true(state: RecruitmentRound, bidder: Bidder, reason: SelectionReason) -> None:
    """拟聘理由属实: the first is the first in total, and the only one has no rival.

    Of those who seek the same office and hold a base post there. An office has no rank of its
    own, so it goes by the total; the committee may choose another on merit, and says why.
    依据: S002-11, S002-20, C1-05.
    """
    rivals = [each for each in state.bidders.values() if _rivals(bidder, each)]
    ahead = [each for each in rivals if _total(state, each) > _total(state, bidder)]
    others = {SelectionReason.BY_RANK: ahead, SelectionReason.ONLY_BIDDER: rivals}.get(reason, [])
    if len(others) >= _seats_left(state, bidder):
        raise errors.SelectionReasonError(
            teacher=bidder.teacher, reason=reason.value, others=len(others)
        )


def _seats_left(state: RecruitmentRound, bidder: Bidder) -> int:
    """Return how many may still hold the office, herself among them."""
    standing = (OfficeStep.PROPOSED, OfficeStep.APPROVED)
    taken = sum(
        each.office == bidder.office and each.office_step in standing
        for each in state.bidders.values()
        if each.teacher != bidder.teacher
    )
    return _office_post(state, bidder).headcount - taken


def _rivals(bidder: Bidder, other: Bidder) -> bool:
    """Tell whether another seeks the office too, and could be proposed in her place."""
    mine, others = bidder.placement, other.placement
    if mine is None or others is None or other.teacher == bidder.teacher:
        return False
    same = (mine.posts.school, bidder.office) == (others.posts.school, other.office)
    return same and other.office_step is OfficeStep.NONE and others.posts.teaching is not None


def _total(state: RecruitmentRound, bidder: Bidder) -> int:
    row = state.ranking.get(bidder.teacher)
    return row.total_milli if row is not None else 0


def _approve(
    states: States, state: RecruitmentRound, command: c.ApproveOffice, on: date
) -> Decision:
    """审批备案: the town office files the choice; the office begins with it (S002-20).

    On a ranking that stands, and not where a corrected one has put somebody else first since.
    依据: S002-20, E.6 (T45).
    """
    bidder = _proposed(state, command.teacher)
    rules.ranking_must_stand(state)
    assert bidder.office_reason is not None, "a proposal has its reason"
    reason_must_be_true(state, bidder, bidder.office_reason)
    _base_post_must_be_held(states, state, command)
    school, post = _school_of(bidder), _office_post(state, bidder)
    require(states, School, school)
    approved = e.OfficeApproved(teacher=command.teacher, school=school, post=post.number)
    granted = OfficeGranted(
        title=post.title,
        person=command.teacher,
        post=post.number,
        from_on=on,
        until_on=plus_months(on, MONTHS * post.term_years),
    )
    return (
        Recorded(stream_of(RecruitmentRound, command.round), approved),
        Recorded(stream_of(School, school), granted),
    )


def _base_post_must_be_held(
    states: States, state: RecruitmentRound, command: c.ProposeOffice | c.ApproveOffice
) -> None:
    """基础岗位在岗: whoever has left the base post, or service, gets no office. 依据: S002-11."""
    bidder = rules.bidder_of(state, command.teacher)
    held = require(states, Teacher, command.teacher).holds
    if held is None or held.round != command.round:
        raise errors.BasePostMissingError(teacher=command.teacher, office=bidder.office or "")


def _close(state: RecruitmentRound, command: c.CloseCadreLayer) -> e.RoundEvent:
    """干部层聘毕: no proposal waits for its answer (S002-20)."""
    _layer_must_be_open(state, command.school)
    for each in state.bidders.values():
        if each.office_step is OfficeStep.PROPOSED:
            raise errors.OfficeStepError(teacher=each.teacher, step=each.office_step.value)
    filled = {
        each.office for each in state.bidders.values() if each.office_step is OfficeStep.APPROVED
    }
    offices = (
        post.number for post in state.schools[command.school].posts if post.kind is PostKind.OFFICE
    )
    vacant = tuple(number for number in offices if number not in filled)
    return e.CadreLayerClosed(school=command.school, vacant=vacant)


def _layer_must_be_open(state: RecruitmentRound, school: str) -> None:
    """先干部后教师: cadres are chosen in a school's own round, before its teachers (S002-20)."""
    own = state.stage.fills_offices and school in state.schools
    if not own or school in state.cadres_done:
        raise errors.OfficeStepError(school=school, step="cadre-layer")


def _proposed(state: RecruitmentRound, teacher: str) -> Bidder:
    bidder = rules.bidder_of(state, teacher)
    if bidder.office_step is not OfficeStep.PROPOSED:
        raise errors.OfficeStepError(teacher=teacher, step=bidder.office_step.value)
    return bidder


def _school_of(bidder: Bidder) -> str:
    assert bidder.placement is not None, "a proposal rests on a base post"
    return bidder.placement.posts.school


def _office_of(bidder: Bidder) -> str:
    assert bidder.office is not None, "a proposal rests on an office sought"
    return bidder.office


def _office_post(state: RecruitmentRound, bidder: Bidder) -> Post:
    post = state.post(_school_of(bidder), _office_of(bidder))
    assert post is not None, "an office sought is in the list"
    return post
