"""Protection inside a round: direct appointment, closed lists, statutory leave (直聘、限制情形)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import assert_never

from domain.kernel import Decision, Personal, Recorded, States, require, stream_of
from domain.planning.pack import RulePack
from domain.planning.protection_sections import LeaveLimit
from domain.protection.errors import ProtectionUnknownError
from domain.protection.kinds import KEEPS_A_POST, ConsentMatter, Effect
from domain.protection.rules import must_keep_place
from domain.protection.state import Safeguards
from domain.recruitment import commands as c
from domain.recruitment import errors, room, rules
from domain.recruitment import events as e
from domain.recruitment.bidder import Check
from domain.recruitment.gone import must_be_free
from domain.recruitment.leaves import Leave, LeaveKind
from domain.recruitment.offers import placement_of
from domain.recruitment.reinstating import Undoing, in_the_pool_again
from domain.recruitment.state import RecruitmentRound
from domain.school.staff_class import staff_class_of
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.calendar import plus_months
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date

_MONTHS_A_YEAR = 12
_ALWAYS = frozenset(
    {
        e.DisqualificationReason.CERTIFICATE_MISSING,
        e.DisqualificationReason.APPRAISAL_BELOW_COMPETENT,
        e.DisqualificationReason.SANCTION_IN_FORCE,
        e.DisqualificationReason.CONDITIONS_NOT_MET,
        e.DisqualificationReason.PLEDGE_BROKEN,
    }
)
"""What a pack without a list of its own allows: the general conditions (B3-13)."""


def decide_protected(
    states: States,
    state: RecruitmentRound,
    command: c.ProtectedCommand,
    pack: RulePack,
    at: datetime,
) -> Decision:
    """Decide about a direct appointment, or leave that keeps somebody from competing."""
    rules.selection_must_be_open(state)
    match command:
        case c.AppointDirectly():
            return _appoint(states, state, command, pack, at)
        case c.DisqualifyForLeave():
            return _disqualify(states, state, command, pack)
        case _:
            assert_never(command)


def _appoint(
    states: States,
    state: RecruitmentRound,
    command: c.AppointDirectly,
    pack: RulePack,
    at: datetime,
) -> Decision:
    """直聘: a protected teacher takes a free post without competing, by her own signature.

    Also after she was left unplaced in this round, as long as its selection is open. 1+N is a
    rule of choice (S002-08): where no auxiliary post is free, it does not keep her from one.
    依据: B1-02, B.3.2 (direct_appointment); INV1, INV2, INV6.
    """
    bidder = rules.member(state, command.teacher)
    teacher = must_be_free(states, command.teacher)
    rules.must_have_no_offer(bidder)
    protection_must_give_a_post(teacher.safeguards, command.protection, beijing_date(at))
    rules.post_set_must_be_lawful(state, command.posts)
    school = require(states, School, command.posts.school)
    room.seats_must_be_free(state, school, command.posts, besides=command.teacher)
    room.establishment_must_hold(state, school, besides=command.teacher)
    appointed = e.DirectlyAppointed(
        teacher=command.teacher,
        from_school=teacher.school,
        posts=command.posts,
        staff_class=staff_class_of(state.posts_of(command.posts), pack.posts),
        protection=command.protection,
    )
    return (
        Recorded(stream_of(RecruitmentRound, command.round), appointed),
        *(_set_aside(states, state, command, teacher, at) if bidder.unplaced else ()),
        *placement_of(
            states, state, command.round, command.teacher, command.posts, teacher, pack, at
        ),
    )


def _set_aside(
    states: States,
    state: RecruitmentRound,
    command: c.AppointDirectly,
    teacher: Teacher,
    at: datetime,
) -> Decision:
    """直聘撤销落聘: she should not have been left over; her offices come back.

    Unless the post that she takes is in another school, where they would end. 依据: A.6 X4.
    """
    on, authority = beijing_date(at), f"保护记录{command.protection}"
    undoing = Undoing(states, command.round, "直聘", authority, on)
    revoked, *offices = in_the_pool_again(undoing, state, command.teacher)
    return (revoked, *(offices if command.posts.school == teacher.school else ()))


def protection_must_give_a_post(safeguards: Safeguards, protection: str, day: date) -> None:
    """直聘资格: the protection named is in force and gives a post, or guards against losing it.

    依据: B.3.2, INV6.
    """
    found = (each.protection for each in safeguards.with_effect(day, *KEEPS_A_POST))
    if protection not in found:
        raise ProtectionUnknownError(protection=protection, on=day.isoformat())


def reason_must_be_listed(reason: e.DisqualificationReason, pack: RulePack) -> None:
    """不得竞聘情形法定或方案列明: a closed list; leave is counted by ``DisqualifyForLeave``.

    A qualification for posts that was taken away counts under every plan.
    依据: B.3.3 (B3-11…13), B10-07.
    """
    own = _ALWAYS if pack.disqualification is None else set(pack.disqualification.reasons)
    if reason not in own | {e.DisqualificationReason.QUALIFICATION_LOST}:
        raise errors.ReasonNotListedError(reason=reason.value)


def reason_must_not_be_leave(command: c.DisqualifyBidder) -> None:
    """请假限制: nobody is out for leave without its days being counted. 依据: B3-11(5), B3-14."""
    if command.reason is e.DisqualificationReason.LEAVE_OVER_LIMIT:
        raise errors.LeaveNotCountedError(teacher=command.teacher)


def _disqualify(
    states: States, state: RecruitmentRound, command: c.DisqualifyForLeave, pack: RulePack
) -> Decision:
    """请假超限: too much leave in one year, statutory leave not counted (B3-11(5), B3-14).

    The dates and kinds of leave go to the vault, since they tell of somebody's health.
    """
    reason = e.DisqualificationReason.LEAVE_OVER_LIMIT
    reason_must_be_listed(reason, pack)
    bidder = rules.bidder_of(state, command.teacher)
    rules.must_not_be_placed(bidder)
    rules.must_have_no_offer(bidder)
    rules.must_be_checked(bidder, Check.OPEN, Check.RETURNED, Check.QUALIFIED)
    assert pack.disqualification is not None, "leave is in no list but a pack's"
    assert pack.disqualification.leave_limit is not None, "the pack was checked"
    teacher = require(states, Teacher, command.teacher)
    day = beijing_date(state.intents_from)
    leaves_must_last(command.leaves)
    leave_must_exceed(command.leaves, teacher, day, pack.disqualification.leave_limit)
    must_hold_no_personal_data({"detail": command.detail})
    out = e.BidderDisqualified(teacher=command.teacher, reason=reason, detail=command.detail)
    told = "; ".join(f"{x.kind.value} {x.from_on}/{x.until_on}" for x in command.leaves)
    sealed = (Personal(f"leave.{command.round}", command.teacher, told),)
    return (Recorded(stream_of(RecruitmentRound, command.round), out, sealed),)


def leaves_must_last(leaves: Iterable[Leave]) -> None:
    """请假起止: each has at least one day; ``until_on`` is exclusive. 依据: B3-11(5)."""
    for each in leaves:
        if each.until_on <= each.from_on:
            raise errors.LeaveDatesError(
                from_on=each.from_on.isoformat(), until_on=each.until_on.isoformat()
            )


def leave_must_exceed(
    leaves: Iterable[Leave], teacher: Teacher, day: date, limit: LeaveLimit
) -> None:
    """请假限制: personal leave, or sick and personal together, reach the limit in one year.

    Years are counted back from the first day of the letters. Days on which a protection holds
    whose leave is not counted (pregnancy, birth, nursing, work injury) are left out, and days
    that the personnel file holds as maternity leave.
    依据: B3-11(5), B3-14.
    """
    earliest = plus_months(day, -_MONTHS_A_YEAR * limit.look_back_years)
    kinds = {
        when: each.kind
        for each in sorted(leaves, key=lambda leave: leave.kind is LeaveKind.PERSONAL)
        for when in each.days(earliest, day)
        if not teacher.safeguards.has(when, Effect.LEAVE_NOT_COUNTED)
        and not teacher.file.is_excused_on(when)
    }
    most_personal = most = 0
    for back in range(limit.look_back_years):
        begin = plus_months(day, -_MONTHS_A_YEAR * (back + 1))
        end = plus_months(day, -_MONTHS_A_YEAR * back)
        found = [kind for when, kind in kinds.items() if begin <= when < end]
        most_personal = max(most_personal, found.count(LeaveKind.PERSONAL))
        most = max(most, len(found))
    if most_personal < limit.personal_days and most < limit.sick_and_personal_days:
        raise errors.LeaveWithinLimitError(
            personal_days=most_personal,
            personal_limit=limit.personal_days,
            days=most,
            limit=limit.sick_and_personal_days,
        )


def must_not_be_left_over(states: States, state: RecruitmentRound, round_: str, on: date) -> None:
    """保护到底: no stage closes while a protected teacher is unplaced without her consent.

    依据: INV6, B3-01. Somebody may have come under protection after she was left unplaced.
    """
    for bidder in state.bidders.values():
        if bidder.unplaced:
            teacher = require(states, Teacher, bidder.teacher)
            if teacher.holds is None and teacher.exited is None:
                must_keep_place(
                    teacher.safeguards, bidder.teacher, on, ConsentMatter.UNPLACED, round_
                )
