"""A round that the office above stops for a time (竞聘暂停)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from domain.recruitment import commands as c
from domain.recruitment import errors, rules
from domain.recruitment import events as e
from domain.recruitment.state import RecruitmentRound
from domain.values.privacy import must_hold_no_personal_data


def stop_or_go_on(
    state: RecruitmentRound, command: c.SuspendingCommand, at: datetime
) -> e.RoundEvent:
    """Stop a round that is not final, or let one that stands still go on."""
    match command:
        case c.SuspendRound():
            rules.round_must_not_be_final(state)
            rules.round_must_not_be_suspended(state)
            must_hold_no_personal_data({"reason": command.reason, "document": command.document})
            return e.RoundSuspended(
                suspended_at=at, reason=command.reason, document=command.document
            )
        case c.ResumeRound():
            since = must_stand_still(state)
            must_hold_no_personal_data({"document": command.document})
            pause = int((at - since).total_seconds())
            return e.RoundResumed(
                pause_seconds=pause,
                intents_until=letters_after(state, since, pause),
                document=command.document,
            )
        case _:
            assert_never(command)


def must_stand_still(state: RecruitmentRound) -> datetime:
    """恢复竞聘: of a round that was stopped; return since when. 依据: E.2 ×."""
    if state.suspended_at is None:
        raise errors.NotSuspendedError(organiser=state.organiser)
    return state.suspended_at


def letters_after(state: RecruitmentRound, since: datetime, pause_seconds: int) -> datetime:
    """暂停不计入期限: letters that could still come have the time that it stood. 依据: E.2 ×."""
    if since >= state.intents_until:
        return state.intents_until
    return state.intents_until + timedelta(seconds=pause_seconds)
