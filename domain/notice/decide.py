"""Decisions on a notice (公示)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import assert_never

from domain.kernel import Decision, Personal, Recorded, States, require, stream_of
from domain.notice import commands as c
from domain.notice import events as e
from domain.notice import rules
from domain.notice.state import Notice, Shown
from domain.planning.state import Plan
from domain.recruitment.rules import round_must_not_be_suspended
from domain.recruitment.state import RecruitmentRound
from domain.values.calendar import last_day_of_notice, working_days_between
from domain.values.digest import sha256_of
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date


def decide(states: States, command: c.NoticeCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    today = beijing_date(at)
    personal: tuple[Personal, ...] = ()
    if isinstance(command, c.PublishNotice):
        event: e.NoticeEvent = _publish(states, command, today)
    else:
        notice = require(states, Notice, command.notice)
        if isinstance(command, c.FileObjection):
            event = _file(notice, command, today)
            personal = (Personal("text", command.objector, command.text),)
        else:
            round_ = require(states, RecruitmentRound, notice.round)
            event = _go_on(states, notice, round_, command, today)
    return (Recorded(stream_of(Notice, command.notice), event, personal),)


def _go_on(
    states: States,
    notice: Notice,
    round_: RecruitmentRound,
    command: c.RestartNotice
    | c.ReissueNotice
    | c.UpholdObjection
    | c.RejectObjection
    | c.EndNoticePeriod
    | c.WithdrawNotice
    | c.TakeDownNotice,
    today: date,
) -> e.NoticeEvent:
    match command:
        case c.RestartNotice():
            return _restart(states, notice, round_, command, today)
        case c.ReissueNotice():
            return _reissue(states, notice, round_, command, today)
        case c.UpholdObjection() | c.RejectObjection():
            return _adjudicate(notice, command)
        case c.EndNoticePeriod():
            return _end(states, notice, round_, today)
        case c.WithdrawNotice():
            rules.must_be_up(notice)
            must_hold_no_personal_data({"reason": command.reason})
            return e.NoticeWithdrawn(reason=command.reason, on=today)
        case c.TakeDownNotice():
            rules.must_not_be_taken_down(notice)
            rules.must_be_expired(notice, today)
            return e.NoticeTakenDown(on=today)
        case _:
            assert_never(command)


def _publish(states: States, command: c.PublishNotice, today: date) -> e.NoticeEvent:
    round_ = require(states, RecruitmentRound, command.round)
    pack = require(states, Plan, round_.plan).packs[round_.pack_sha256]
    before = states.find(Notice, command.notice)
    digest = sha256_of(command.entries)
    rules.may_be_put_up(before)
    round_must_not_be_suspended(round_)
    rules.selection_must_be_closed(round_)
    rules.list_must_be_the_rounds_own(states, round_, command.entries)
    rules.list_must_not_be_condemned(before, _shown(round_, digest))
    rules.period_must_be_long_enough(command.working_days, pack.notice)
    must_hold_no_personal_data(rules.texts_of(command))
    return e.NoticePublished(
        issuer=round_.organiser,
        round=command.round,
        entries=command.entries,
        list_sha256=digest,
        on=today,
        working_days=command.working_days,
        last_day=last_day_of_notice(today, command.working_days),
        contact=command.contact,
        inputs_sha256=round_.inputs_sha256,
    )


def _restart(
    states: States, notice: Notice, round_: RecruitmentRound, command: c.RestartNotice, today: date
) -> e.NoticeEvent:
    digest = sha256_of(command.entries)
    rules.must_not_be_over(notice, round_)
    round_must_not_be_suspended(round_)
    rules.selection_must_be_closed(round_)
    rules.list_must_be_the_rounds_own(states, round_, command.entries)
    rules.list_or_ranking_must_change(notice, round_, digest)
    rules.list_must_not_be_condemned(notice, _shown(round_, digest))
    must_hold_no_personal_data(
        (("reason", command.reason), *rules.texts_of_entries(command.entries))
    )
    return e.NoticeRestarted(
        entries=command.entries,
        list_sha256=digest,
        reason=command.reason,
        on=today,
        last_day=last_day_of_notice(today, notice.working_days),
        inputs_sha256=round_.inputs_sha256,
    )


def _shown(round_: RecruitmentRound, list_sha256: str) -> Shown:
    return Shown(list_sha256=list_sha256, inputs_sha256=round_.inputs_sha256)


def _reissue(
    states: States, notice: Notice, round_: RecruitmentRound, command: c.ReissueNotice, today: date
) -> e.NoticeEvent:
    """Let the clock go on where it stood; the day of the withdrawal had not run out (T21)."""
    withdrawn_on = rules.must_be_withdrawn(notice)
    round_must_not_be_suspended(round_)
    rules.selection_must_be_closed(round_)
    rules.list_must_be_the_rounds_own(states, round_, notice.entries)
    rules.ranking_must_be_the_one_shown(notice, round_)
    rules.list_must_not_be_condemned(notice, notice.shown)
    must_hold_no_personal_data(rules.texts_of_contact(command.contact))
    must_hold_no_personal_data({"incident": command.incident})
    whole_days = max(working_days_between(notice.on, withdrawn_on - timedelta(days=1)), 0)
    shown = min(notice.shown_days + whole_days, notice.working_days - 1)
    return e.NoticeReissued(
        incident=command.incident,
        contact=command.contact,
        shown_days=shown,
        on=today,
        last_day=last_day_of_notice(today, notice.working_days - shown),
    )


def _file(notice: Notice, command: c.FileObjection, today: date) -> e.NoticeEvent:
    rules.must_be_up(notice)
    rules.objection_must_be_in_time(notice, today)
    rules.objection_must_be_new(notice, command.objection)
    return e.ObjectionFiled(
        objection=command.objection,
        objector=command.objector,
        against=command.against,
        blocking=command.blocking,
    )


def _adjudicate(notice: Notice, command: c.UpholdObjection | c.RejectObjection) -> e.NoticeEvent:
    rules.objection_must_be_open(notice, command.objection)
    must_hold_no_personal_data({"reason": command.reason})
    if isinstance(command, c.UpholdObjection):
        return e.ObjectionUpheld(objection=command.objection, reason=command.reason)
    return e.ObjectionRejected(objection=command.objection, reason=command.reason)


def _end(states: States, notice: Notice, round_: RecruitmentRound, today: date) -> e.NoticeEvent:
    rules.must_be_up(notice)
    round_must_not_be_suspended(round_)
    rules.selection_must_be_closed(round_)
    rules.list_must_be_the_rounds_own(states, round_, notice.entries)
    rules.ranking_must_be_the_one_shown(notice, round_)
    for check in rules.END_CHECKS:
        check(notice, today)
    return e.NoticePeriodEnded(list_sha256=notice.list_sha256, on=today)
