"""Adjustment and standby (组织调剂, 待岗培训): a post for everybody whom no stage placed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import assert_never

from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.planning.pack import RulePack
from domain.planning.sections import FailedTest
from domain.protection.kinds import ConsentMatter
from domain.protection.rules import must_keep_place
from domain.recruitment import commands as c
from domain.recruitment import errors, room, rules
from domain.recruitment import events as e
from domain.recruitment.bidder import Bidder
from domain.recruitment.gone import must_be_free
from domain.recruitment.offers import placement_of
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.wishes import PostSet
from domain.school.posts import PostKind
from domain.school.staff_class import staff_class_of
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.calendar import plus_months
from domain.values.time import beijing_date

_STANDBY = e.Stage.STANDBY_TRAINING


def adjust(
    states: States,
    state: RecruitmentRound,
    command: c.AdjustingCommand,
    pack: RulePack,
    at: datetime,
) -> Decision:
    """Decide about adjustment and standby.

    Raises:
        DomainError: A rule refuses the command.
    """
    rules.selection_must_be_open(state)
    stage = e.Stage.ADJUSTMENT if isinstance(command, c.ProposeAdjustment) else _STANDBY
    if state.stage is not stage:
        raise errors.StageOtherError(stage=state.stage.value, needed=stage.value)
    bidder = rules.waiting_member(state, command.teacher)
    rules.must_not_be_placed(bidder)
    teacher = must_be_free(states, command.teacher)
    stream = stream_of(RecruitmentRound, command.round)
    match command:
        case c.ProposeAdjustment():
            return (Recorded(stream, _propose(states, state, bidder, command, pack, at)),)
        case c.StartStandby():
            started = _start(teacher, state, bidder, command, pack)
            return (Recorded(stream, started),)
        case c.TakeTrainingTest():
            return (Recorded(stream, _test(bidder, command, pack, at)),)
        case c.AssignPost():
            return _assign(states, state, bidder, teacher, command, pack, at)
        case _:
            assert_never(command)


def vacancies(states: States, state: RecruitmentRound) -> list[tuple[str, str]]:
    """Return the teaching posts with a free seat, as (school, post), in order.

    A seat that somebody was proposed is not free until she has answered.
    """
    return [
        (name, post.number)
        for name in sorted(state.schools)
        for post in state.schools[name].posts
        if post.kind is PostKind.TEACHING
        and _is_free(
            state, require(states, School, name), PostSet(school=name, teaching=post.number)
        )
    ]


def must_have_been_offered_what_is_vacant(
    states: States, state: RecruitmentRound, bidder: Bidder, pack: RulePack
) -> e.UnplacedReason:
    """调剂义务: while a post is vacant, somebody is left over only after refusing proposals.

    How many it takes is the pack's. They are of different posts: one post proposed again and
    again is one proposal; whoever refused all that is vacant need not be asked again.
    依据: B1-08, T49.
    """
    refused = len(bidder.refused)
    if refused >= pack.adjustment.refusals_until_standby:
        return e.UnplacedReason.REFUSED_ADJUSTMENT
    vacant = vacancies(states, state)
    free = [each for each in vacant if (each[0], (each[1],)) not in bidder.refused]
    if vacant and not free:
        return e.UnplacedReason.REFUSED_ADJUSTMENT
    if free:
        school, post = free[0]
        raise errors.AdjustmentDueError(
            teacher=bidder.teacher, school=school, post=post, vacant=len(free), refused=refused
        )
    return e.UnplacedReason.NO_VACANCY


def standby_must_be_over(
    states: States, state: RecruitmentRound, bidder: Bidder, on: date
) -> e.UnplacedReason:
    """待岗结束: it ends with a post, or runs out; whoever passed is assigned what is vacant.

    Running out ends nothing but the standby: a new adjustment is due. 依据: S002-24, B1-07
    (T08, T49).
    """
    free = vacancies(states, state) if bidder.passed else []
    if free:
        school, post = free[0]
        raise errors.AssignmentDueError(
            teacher=bidder.teacher, school=school, post=post, vacant=len(free)
        )
    until = bidder.standby_until
    if until is None or on < until:
        told = until.isoformat() if until is not None else ""
        raise errors.StandbyNotOverError(teacher=bidder.teacher, until=told)
    return e.UnplacedReason.STANDBY_EXPIRED


def _propose(
    states: States,
    state: RecruitmentRound,
    bidder: Bidder,
    command: c.ProposeAdjustment,
    pack: RulePack,
    at: datetime,
) -> e.RoundEvent:
    rules.must_have_no_offer(bidder)
    _post_must_fit(states, state, command.posts, command.teacher)
    return e.AdjustmentProposed(
        teacher=command.teacher,
        posts=command.posts,
        reason=command.reason,
        answer_until=at + timedelta(hours=pack.offers.answer_hours),
    )


def _post_must_fit(states: States, state: RecruitmentRound, posts: PostSet, person: str) -> None:
    """岗位有空: an adjustment or assignment stays within headcount and quota. 依据: INV2, B2-10."""
    rules.post_set_must_be_lawful(state, posts)
    school = require(states, School, posts.school)
    room.seats_must_be_free(state, school, posts, besides=person)
    room.establishment_must_hold(state, school, besides=person)


def _is_free(state: RecruitmentRound, school: School, posts: PostSet) -> bool:
    try:
        room.seats_must_be_free(state, school, posts, besides="")
        room.establishment_must_hold(state, school, besides="")
    except (errors.SeatTakenError, errors.EstablishmentFullError):
        return False
    return True


def _start(
    teacher: Teacher,
    state: RecruitmentRound,
    bidder: Bidder,
    command: c.StartStandby,
    pack: RulePack,
) -> e.RoundEvent:
    """待岗期限: at most twelve months, or fewer by the pack; the protected by own consent only.

    It begins in its stage, never before. 依据: B1-07, INV6, E.2 第16步.
    """
    must_keep_place(
        teacher.safeguards,
        command.teacher,
        command.from_on,
        ConsentMatter.STANDBY,
        command.round,
    )
    if bidder.standby_until is not None:
        raise errors.StandbyTwiceError(
            teacher=command.teacher, until=bidder.standby_until.isoformat()
        )
    stage_from = beijing_date(state.intents_from)
    if command.from_on < stage_from:
        raise errors.StandbyTooEarlyError(
            teacher=command.teacher,
            from_on=command.from_on.isoformat(),
            stage_from=stage_from.isoformat(),
        )
    most = plus_months(command.from_on, pack.standby.max_months)
    if not command.from_on < command.until_on <= most:
        raise errors.StandbyTooLongError(
            teacher=command.teacher,
            until=command.until_on.isoformat(),
            at_most=most.isoformat(),
        )
    return e.StandbyStarted(
        teacher=command.teacher, from_on=command.from_on, until_on=command.until_on
    )


def _test(
    bidder: Bidder, command: c.TakeTrainingTest, pack: RulePack, at: datetime
) -> e.RoundEvent:
    """培训考核: during the standby; again after a failure only where the pack retrains.

    依据: S002-24, A.6 X7.
    """
    on, began = beijing_date(at), bidder.standby_from
    if began is None or not began <= command.on <= on:
        raise errors.StandbyNotOverError(teacher=command.teacher, until="", started=0)
    again = pack.standby.fail_action is FailedTest.RETRAIN
    if bidder.passed or (bidder.passed is False and not again):
        raise errors.TestTwiceError(teacher=command.teacher, passed=int(bidder.passed))
    return e.TrainingTestTaken(teacher=command.teacher, passed=command.passed, on=command.on)


def _assign(
    states: States,
    state: RecruitmentRound,
    bidder: Bidder,
    teacher: Teacher,
    command: c.AssignPost,
    pack: RulePack,
    at: datetime,
) -> Decision:
    """分配上岗: whoever passed the test is assigned to a school with a vacancy. 依据: S002-24."""
    if not bidder.passed:
        raise errors.TestNotPassedError(teacher=command.teacher)
    _post_must_fit(states, state, command.posts, command.teacher)
    assigned = e.PostAssigned(
        teacher=command.teacher,
        from_school=teacher.school,
        posts=command.posts,
        staff_class=staff_class_of(state.posts_of(command.posts), pack.posts),
    )
    return (
        Recorded(stream_of(RecruitmentRound, command.round), assigned),
        *placement_of(
            states, state, command.round, command.teacher, command.posts, teacher, pack, at
        ),
    )
