"""Rules of letters of intent, each with its basis. A tuple says in which order they apply."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from domain.planning.pack import RulePack
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment.bidder import Bidder
from domain.recruitment.events import Stage
from domain.recruitment.rules import (
    choice_must_be_one_plus_n,
    must_have_no_offer,
    must_not_be_placed,
)
from domain.recruitment.state import RecruitmentRound
from domain.school.posts import PostKind


def letters_must_be_in(state: RecruitmentRound, at: datetime) -> None:
    """意向截止: scores are not locked while a letter may still come, or be replaced.

    The meeting of a coordination goes on as soon as everyone in its pool has handed one in.
    Who was allowed to be late is waited for as long as that.
    依据: S002-17, S002-18, S002-23, INV8 (T47).
    """
    waiting = [x for x in state.bidders.values() if x.may_still_bid]
    meeting = state.stage is Stage.COORDINATION and not waiting
    late = (state.late.get(each.teacher, at) for each in waiting)
    closes = max(*late, at if meeting else state.intents_until, at)
    if at < closes:
        raise errors.WindowOpenError(
            closes=closes.isoformat(), received=at.isoformat(), waiting=len(waiting)
        )


def letters_must_be_over(state: RecruitmentRound, at: datetime) -> None:
    """意向截止: nobody is left unplaced who may still hand in a letter. 依据: S002-18, B1-03."""
    if state.scored is None:
        letters_must_be_in(state, at)


def lateness_must_be_of_use(command: c.AuthoriseLateSubmission, at: datetime) -> None:
    """逾期提交: lateness is allowed up to an instant that is still to come. 依据: INV8."""
    if command.until <= at:
        raise errors.WindowClosedError(received=at.isoformat(), closes=command.until.isoformat())


def may_be_withdrawn(bidder: Bidder) -> None:
    """撤回意向: as long as nothing was accepted; an offer is answered first.

    The population stays frozen. 依据: B.4 (T27), E.2 第11步.
    """
    must_not_be_placed(bidder)
    if bidder.withdrawn or bidder.unplaced:
        raise errors.NoIntentError(teacher=bidder.teacher)
    must_have_no_offer(bidder)


def _must_be_received_in_time(
    state: RecruitmentRound, command: c.SubmitIntent, _pack: RulePack, at: datetime
) -> None:
    """填报时限: the instant of receipt rules, not a claimed time. 依据: 电子签名法 第11条, INV8."""
    until = max(state.late.get(command.teacher, state.intents_until), state.intents_until)
    if not state.intents_from <= at < until:
        raise errors.WindowClosedError(
            received=at.isoformat(),
            opens=state.intents_from.isoformat(),
            closes=until.isoformat(),
        )


def _must_pledge(
    _state: RecruitmentRound, command: c.SubmitIntent, pack: RulePack, _at: datetime
) -> None:
    """诚信承诺: the bidder pledges that all is true. 依据: E.2 第7步."""
    if pack.intents.pledge_required and not command.pledged:
        raise errors.PledgeMissingError(teacher=command.teacher)


def _must_not_wish_too_much(
    _state: RecruitmentRound, command: c.SubmitIntent, pack: RulePack, _at: datetime
) -> None:
    """志愿数: at least one wish, and no more than the plan allows. 依据: B1-11."""
    most = pack.intents.max_wishes
    count = len(command.wishes)
    if count == 0 or (most is not None and count > most):
        raise errors.TooManyWishesError(wishes=count, maximum=most or 0)


def _must_wish_one_plus_n(
    state: RecruitmentRound, command: c.SubmitIntent, pack: RulePack, _at: datetime
) -> None:
    """一加N: one teaching post and auxiliary posts of one school. 依据: S002-08."""
    for wish in command.wishes:
        choice_must_be_one_plus_n(state, wish, pack)


def _must_seek_office_on_a_base_post(
    state: RecruitmentRound, command: c.SubmitIntent, _pack: RulePack, _at: datetime
) -> None:
    """先聘岗位后聘职务: an office needs a base post in that school. 依据: S002-11."""
    if command.office is None:
        return
    offices = [
        school
        for school in state.schools
        if (post := state.post(school, command.office)) and post.kind is PostKind.OFFICE
    ]
    if not offices or not state.stage.fills_offices:
        raise errors.PostUnknownError(post=command.office, school=state.organiser)
    if not any(wish.school in offices and wish.teaching for wish in command.wishes):
        raise errors.BasePostMissingError(teacher=command.teacher, office=command.office)


INTENT_CHECKS: tuple[Callable[[RecruitmentRound, c.SubmitIntent, RulePack, datetime], None], ...]
INTENT_CHECKS = (
    _must_be_received_in_time,
    _must_pledge,
    _must_not_wish_too_much,
    _must_wish_one_plus_n,
    _must_seek_office_on_a_base_post,
)
"""Checked in this order; the first refusal is the one reported."""
