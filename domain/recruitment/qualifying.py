"""The qualification check: passed, failed with a reason, or returned for what is missing."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from domain.recruitment import commands as c
from domain.recruitment import errors, rules
from domain.recruitment import events as e
from domain.recruitment.state import Check, RecruitmentRound


def qualify(state: RecruitmentRound, command: c.QualifyingCommand, at: datetime) -> e.RoundEvent:
    """Decide about a bidder's qualification (条例 第10条)."""
    rules.scores_must_be_open(state)
    bidder = rules.bidder_of(state, command.teacher)
    match command:
        case c.QualifyBidder():
            rules.must_be_checked(bidder, Check.OPEN)
            return e.BidderQualified(teacher=command.teacher)
        case c.DisqualifyBidder():
            rules.must_be_checked(bidder, Check.OPEN, Check.RETURNED)
            return e.BidderDisqualified(
                teacher=command.teacher, reason=command.reason, detail=command.detail
            )
        case c.ReturnBid():
            rules.must_be_checked(bidder, Check.OPEN)
            return e.BidReturned(
                teacher=command.teacher, missing=command.missing, until=command.until
            )
        case c.SupplementBid():
            rules.must_be_checked(bidder, Check.RETURNED)
            until = bidder.supplement_until
            if until is not None and at >= until:
                raise errors.SupplementLateError(
                    teacher=command.teacher, until=until.isoformat(), received=at.isoformat()
                )
            return e.BidSupplemented(teacher=command.teacher)
        case _:
            assert_never(command)
