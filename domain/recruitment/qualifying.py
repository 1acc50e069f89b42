"""The qualification check: passed, failed with a reason, or returned for what is missing."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from domain.kernel import States, require
from domain.planning.pack import RulePack
from domain.recruitment import commands as c
from domain.recruitment import errors, rules
from domain.recruitment import events as e
from domain.recruitment.bidder import Bidder, Check
from domain.recruitment.file_rules import file_must_not_bar, file_must_not_say_otherwise
from domain.recruitment.protecting import reason_must_be_listed, reason_must_not_be_leave
from domain.recruitment.shortlist_rules import first_part_must_be_open
from domain.recruitment.state import RecruitmentRound
from domain.teacher.state import Teacher
from domain.values.time import beijing_date


def qualify(
    states: States,
    state: RecruitmentRound,
    command: c.QualifyingCommand,
    pack: RulePack,
    at: datetime,
) -> e.RoundEvent:
    """Decide about a bidder's qualification (条例 第10条)."""
    if isinstance(command, c.DisqualifyBidder):
        return _disqualify(states, state, command, pack, at)
    rules.selection_must_be_open(state)
    bidder = rules.bidder_of(state, command.teacher)
    rules.scores_must_be_open(state)
    first_part_must_be_open(state)
    match command:
        case c.QualifyBidder():
            rules.must_be_checked(bidder, Check.OPEN)
            teacher = require(states, Teacher, command.teacher)
            file_must_not_bar(state, command.teacher, teacher, pack, beijing_date(at))
            return e.BidderQualified(teacher=command.teacher)
        case c.ReturnBid():
            rules.must_be_checked(bidder, Check.OPEN)
            _must_lie_ahead(command.teacher, command.until, at)
            return e.BidReturned(
                teacher=command.teacher, missing=command.missing, until=command.until
            )
        case c.SupplementBid():
            rules.must_be_checked(bidder, Check.RETURNED)
            assert bidder.supplement_until is not None, "a returned bid has its date"
            _must_lie_ahead(command.teacher, bidder.supplement_until, at)
            return e.BidSupplemented(teacher=command.teacher)
        case _:
            assert_never(command)


def _disqualify(
    states: States,
    state: RecruitmentRound,
    command: c.DisqualifyBidder,
    pack: RulePack,
    at: datetime,
) -> e.RoundEvent:
    """资格不合格: also after the lock, when something comes to light; but before a placement.

    Whoever is out stays in the scored population (T27). 依据: B3.3, E.2 第8步.
    """
    reason_must_not_be_leave(command)
    reason_must_be_listed(command.reason, pack)
    rules.selection_must_be_open(state)
    bidder = rules.bidder_of(state, command.teacher)
    rules.must_not_be_placed(bidder)
    rules.must_have_no_offer(bidder)
    rules.must_be_checked(bidder, Check.OPEN, Check.RETURNED, Check.QUALIFIED)
    _must_not_still_be_supplementing(bidder, at)
    teacher = require(states, Teacher, command.teacher)
    file_must_not_say_otherwise(state, command.teacher, teacher, pack, command.reason)
    return e.BidderDisqualified(
        teacher=command.teacher, reason=command.reason, detail=command.detail
    )


def _must_not_still_be_supplementing(bidder: Bidder, at: datetime) -> None:
    """补正期间: whoever was told what is missing, and by when, is not out before then.

    依据: E.2 第8步 (RETURNED ≠ REJECTED).
    """
    until = bidder.supplement_until
    if bidder.check is Check.RETURNED and until is not None and at < until:
        raise errors.SupplementDueError(
            teacher=bidder.teacher, until=until.isoformat(), received=at.isoformat()
        )


def _must_lie_ahead(teacher: str, until: datetime, at: datetime) -> None:
    """补正期限: what is missing can be handed in, and was, in time. 依据: E.2 第8步."""
    if at >= until:
        raise errors.SupplementLateError(
            teacher=teacher, until=until.isoformat(), received=at.isoformat()
        )
