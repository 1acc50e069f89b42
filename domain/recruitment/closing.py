"""The end of a round: the unplaced are told, the selection closes, the list becomes final."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.notice.rules import (
    list_must_not_be_condemned,
    ranking_must_be_the_one_shown,
    selection_must_be_closed,
)
from domain.notice.state import Notice
from domain.planning.pack import RulePack
from domain.planning.state import Plan
from domain.protection.kinds import ConsentMatter
from domain.protection.rules import must_keep_place
from domain.recruitment import commands as c
from domain.recruitment import errors, letter_rules, room, rules
from domain.recruitment import events as e
from domain.recruitment.adjusting import must_have_been_offered_what_is_vacant, standby_must_be_over
from domain.recruitment.bidder import Bidder, Check, OfficeStep
from domain.recruitment.gone import must_be_free
from domain.recruitment.protecting import must_not_be_left_over
from domain.recruitment.reinstating import revoke_unplaced
from domain.recruitment.revoking import revoke
from domain.recruitment.shortlist_rules import points_outside, shortlist_must_be_in_force
from domain.recruitment.state import RecruitmentRound
from domain.school.events import OfficeEndGround
from domain.school.office import Office
from domain.school.offices_ended import office_ended, offices_lost
from domain.school.posts import PostKind
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.time import beijing_date


def close(
    states: States,
    state: RecruitmentRound,
    command: c.ClosingCommand,
    pack: RulePack,
    at: datetime,
) -> Decision:
    """Decide about the end of a round.

    Raises:
        DomainError: A rule refuses the command.
    """
    rules.round_must_not_be_final(state)
    on = beijing_date(at)
    stream = stream_of(RecruitmentRound, command.round)
    match command:
        case c.ApproveTwoThirdsException():
            return (Recorded(stream, _except(states, state, command, pack)),)
        case c.RevokeAppointment():
            return revoke(states, state, command, on)
        case c.RevokeUnplaced():
            return revoke_unplaced(states, state, command, on)
        case c.LeaveUnplaced():
            if state.stage.competes:
                letter_rules.letters_must_be_over(state, at)
            return _leave(states, state, command, pack, on)
        case c.ServeUnplacedNotice():
            return (Recorded(stream, _served(state, command, pack, on)),)
        case c.CloseSelection():
            return _close(states, state, command, pack, on)
        case c.FinaliseRound():
            return (Recorded(stream, _finalise(states, state, command)),)
        case _:
            assert_never(command)


def _served(
    state: RecruitmentRound, command: c.ServeUnplacedNotice, pack: RulePack, on: date
) -> e.RoundEvent:
    """落聘告知: once, with the way on and the remedies that the plan names. 依据: S002-22, B.7."""
    bidder = rules.member(state, command.teacher)
    if not bidder.unplaced or bidder.told:
        raise errors.NotUnplacedError(teacher=command.teacher, told=int(bidder.told))
    return e.UnplacedNoticeServed(
        teacher=command.teacher,
        channel=command.channel,
        next_step=pack.unplaced.next_step,
        remedies=pack.unplaced.remedies,
        on=on,
    )


def _except(
    states: States, state: RecruitmentRound, command: c.ApproveTwoThirdsException, pack: RulePack
) -> e.RoundEvent:
    rules.selection_must_be_open(state)
    rules.school_must_take_part(state, command.school)
    school = require(states, School, command.school)
    return e.TwoThirdsExceptionApproved(
        school=command.school,
        required=room.two_thirds_of(state, command.school, pack),
        original_hired=room.original_hired(state, school),
        reason=command.reason,
    )


def _leave(
    states: States, state: RecruitmentRound, command: c.LeaveUnplaced, pack: RulePack, on: date
) -> Decision:
    """落聘: this stage ends without a post; offices in the school end the same day.

    Never an end of the contract: 落聘 is not a ground for it (B8-03, INV5). An office is
    lost from the day of 落聘 in the original unit (S002-12, T06), by the signature of those
    who file offices as well, and comes back if the 落聘 is set aside (A.6 X4, ADR 0012).
    """
    rules.selection_must_be_open(state)
    bidder = rules.member(state, command.teacher)
    if bidder.placement is not None or bidder.unplaced:
        raise errors.NotUnplacedError(teacher=command.teacher, told=int(bidder.told))
    rules.must_have_no_offer(bidder)
    teacher = must_be_free(states, command.teacher)
    must_keep_place(teacher.safeguards, command.teacher, on, ConsentMatter.UNPLACED, command.round)
    reason = _why(states, state, bidder, pack, on)
    row = state.ranking.get(command.teacher)
    if reason is e.UnplacedReason.NOT_SELECTED:
        rules.ranking_must_stand(state)
        if row is None:
            raise errors.ScoreTraceMissingError(teacher=command.teacher)
    left = e.TeacherLeftUnplaced(
        teacher=command.teacher,
        reason=reason,
        total_milli=row.total_milli if row is not None else None,
        first_part_milli=points_outside(state, bidder),
        on=on,
    )
    own_unit = teacher.school in state.schools
    return (
        Recorded(stream_of(RecruitmentRound, command.round), left),
        *(_offices_lost(states, teacher, command, on) if own_unit else ()),
    )


def _why(
    states: States, state: RecruitmentRound, bidder: Bidder, pack: RulePack, on: date
) -> e.UnplacedReason:
    if state.stage is e.Stage.ADJUSTMENT:
        return must_have_been_offered_what_is_vacant(states, state, bidder, pack)
    if state.stage is e.Stage.STANDBY_TRAINING:
        return standby_must_be_over(states, state, bidder, on)
    if not bidder.bids:
        return e.UnplacedReason.NO_INTENT
    if bidder.check is Check.DISQUALIFIED:
        return e.UnplacedReason.DISQUALIFIED
    if bidder.refused:
        return e.UnplacedReason.DECLINED
    if points_outside(state, bidder) is not None:
        shortlist_must_be_in_force(state, pack)
        return e.UnplacedReason.NOT_SHORTLISTED
    return e.UnplacedReason.NOT_SELECTED


def _offices_lost(states: States, teacher: Teacher, command: c.LeaveUnplaced, on: date) -> Decision:
    school = require(states, School, teacher.school)
    ground = OfficeEndGround.LEFT_UNPLACED
    return offices_lost(school, command.teacher, ground, on, command.round)


def _close(
    states: States,
    state: RecruitmentRound,
    command: c.CloseSelection,
    pack: RulePack,
    on: date,
) -> Decision:
    """选聘结束: everyone has a post, here or elsewhere, or was left unplaced and told (S002-22).

    Middle offices are filled afresh every year: an incumbent who did not get the office
    again loses it with the close (S002-15).
    """
    rules.selection_must_be_open(state)
    waiting = [
        each.teacher
        for each in state.bidders.values()
        if each.offers or not (each.placement or each.told or _has_left(states, state, each))
    ]
    if waiting:
        raise errors.PoolOpenError(count=len(waiting), first=min(waiting))
    must_not_be_left_over(states, state, command.round, on)
    if state.stage.fills_offices and state.cadres_done != frozenset(state.schools):
        raise errors.CadreLayerOpenError(teacher="", school=state.organiser)
    ended: Decision = ()
    term_starts_on = require(states, Plan, state.plan).timetable.term_starts_on
    for name in state.schools:
        school = require(states, School, name)
        if state.stage.competes:
            room.two_thirds_must_be_kept(state, school, pack)
        if state.stage.fills_offices:
            ended += _terms_ended(state, command.round, school, pack, on, term_starts_on)
    closed = e.SelectionClosed(list_sha256=state.list_sha256())
    return (Recorded(stream_of(RecruitmentRound, command.round), closed), *ended)


def _has_left(states: States, state: RecruitmentRound, bidder: Bidder) -> bool:
    """Tell whether somebody is out of this pool: placed elsewhere (B1-03), gone, or never in.

    The centres hire from the whole town: of other schools' people only those who handed in a
    letter are waited for (S002-03). Who was not appointed directly competes like everybody.
    """
    if state.stage is e.Stage.DIRECT:
        return True
    teacher = require(states, Teacher, bidder.teacher)
    if teacher.exited is not None:
        return True
    onlooker = state.stage is e.Stage.CENTRES and teacher.school != state.organiser
    return teacher.holds is not None or (onlooker and not bidder.bids)


def _terms_ended(
    state: RecruitmentRound,
    round_: str,
    school: School,
    pack: RulePack,
    on: date,
    term_starts_on: date,
) -> Decision:
    return tuple(
        office_ended(
            school.school, office.title, office.person, OfficeEndGround.TERM_ENDED, on, round_
        )
        for office in school.offices
        if (bidder := state.bidders.get(office.person)) is not None
        and not _was_granted(state, school.school, bidder, office)
        and not _runs_on(state.schools[school.school], office, pack, term_starts_on)
    )


def _runs_on(school: e.RoundSchool, office: Office, pack: RulePack, term_starts_on: date) -> bool:
    """Tell whether an office is not the round's to end.

    The team that is hired afresh every year are the middle cadres (S002-15, S002-20). A
    vice-principal's term ends by its appraisal or the town office, a principal's by the
    bureau, however little is left of it (S002-14, B1-10; ADR 0013). An office that the round
    does not fill, a class teacher's, a researcher's (S002-27), runs on where its term
    reaches into the new school year.
    """
    rules_ = pack.office_rules
    if office.title in {*rules_.vice_principal.titles, *rules_.principal.titles}:
        return True
    filled_here = {post.title for post in school.posts if post.kind is PostKind.OFFICE}
    return office.until_on > term_starts_on and office.title not in filled_here


def _was_granted(state: RecruitmentRound, school: str, bidder: Bidder, office: Office) -> bool:
    post = state.post(school, bidder.office) if bidder.office is not None else None
    approved = bidder.office_step is OfficeStep.APPROVED
    return approved and post is not None and post.title == office.title


def _finalise(states: States, state: RecruitmentRound, command: c.FinaliseRound) -> e.RoundEvent:
    """竞聘终结: the notice of exactly this list ran out, and the scores stand (B6-08, T20)."""
    selection_must_be_closed(state)
    notice = require(states, Notice, command.notice)
    if state.scored is not None:
        rules.ranking_must_stand(state)
    if notice.round != command.round or not notice.ended:
        raise errors.NoticeNotEndedError(
            notice=command.notice, last_day=notice.last_day.isoformat()
        )
    ranking_must_be_the_one_shown(notice, state)
    list_must_not_be_condemned(notice, notice.shown)
    if notice.list_sha256 != state.list_sha256():
        raise errors.OtherListError(shown=notice.list_sha256, decided=state.list_sha256())
    return e.RoundFinalised(notice=command.notice, list_sha256=notice.list_sha256)
