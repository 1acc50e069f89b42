"""Ballots of a democratic appraisal that were miscounted (测评票数更正)."""

from __future__ import annotations

from domain.planning.pack import RulePack
from domain.recruitment import commands as c
from domain.recruitment import errors, rules
from domain.recruitment import events as e
from domain.recruitment.bidder_changes import counts_of
from domain.recruitment.errors.marking import BallotsSameError
from domain.recruitment.state import RecruitmentRound
from domain.values.score_items import Ballot


def correct_ballots(
    state: RecruitmentRound, command: c.CorrectBallots, pack: RulePack
) -> e.BallotsCorrected:
    """更正测评票数: another count of the ballots cast; no vote is held a second time.

    No more ballots than people took part, as before; after the lock a new ranking is due, as
    after any correction of a score. 依据: B11-05, E.6 (T45).
    """
    ballots = command.ballots
    bidder = rules.bidder_of(state, ballots.bidder)
    counted = counts_of(ballots)
    cast = sum(counted.values())
    items = tuple(each.id for each in pack.scoring.items() if isinstance(each, Ballot))
    if not bidder.ballots:
        raise errors.FactUnknownError(bidder=ballots.bidder, item="、".join(items))
    if counted == bidder.ballots:
        raise BallotsSameError(bidder=ballots.bidder, cast=cast)
    if not 0 < cast <= bidder.appraised_by:
        raise errors.BallotCountError(bidder=ballots.bidder, cast=cast, present=bidder.appraised_by)
    return e.BallotsCorrected(
        bidder=ballots.bidder,
        items=items,
        ballots=ballots,
        reason=command.reason,
        authority=command.authority,
        evidence=command.evidence,
        after_lock=state.scored is not None,
    )
