"""What people may ask about scores, rankings and ties."""

from __future__ import annotations

from domain.kernel import Command
from domain.recruitment.events import (
    BallotCount,
    TieMethod,
)
from domain.values.facts import ItemFact
from domain.values.ids import Count, Id, Milli, Text


class RecordScoreItem(Command):
    round: Id
    bidder: Id
    item: str
    fact: ItemFact
    evidence: Text


class MarkBidder(Command):
    round: Id
    judge: Id
    bidder: Id
    item: str
    mark_milli: Milli


class CloseDemocraticAppraisal(Command):
    round: Id
    school: Id
    staff: Count
    present: Count
    ballots: tuple[BallotCount, ...]


class CorrectScore(Command):
    round: Id
    bidder: Id
    item: str
    fact: ItemFact
    reason: Text
    authority: Text
    evidence: Text


class CorrectMark(Command):
    """The judge corrects a mark of one's own."""

    round: Id
    judge: Id
    bidder: Id
    item: str
    mark_milli: Milli
    reason: Text
    authority: Text


class CorrectFavours(Command):
    """A bidder's protections are read again, for the day on which they were frozen."""

    round: Id
    bidder: Id
    reason: Text
    authority: Text


class CorrectBallots(Command):
    """Ballots of one bidder were miscounted; the meeting and who took part stay as they were."""

    round: Id
    ballots: BallotCount
    reason: Text
    authority: Text
    evidence: Text


class LockScores(Command):
    round: Id


class ComputeRanking(Command):
    round: Id


class DecideTie(Command):
    round: Id
    order: tuple[Id, ...]
    method: TieMethod
    lot_seed: str | None = None
    witnesses: tuple[Id, ...] = ()
    reason: Text
    for_shortlist: bool = False


MarkingCommand = (
    RecordScoreItem
    | MarkBidder
    | CloseDemocraticAppraisal
    | CorrectScore
    | CorrectMark
    | CorrectFavours
    | CorrectBallots
    | LockScores
    | ComputeRanking
    | DecideTie
)

COMMANDS: tuple[type[Command], ...] = (
    RecordScoreItem,
    MarkBidder,
    CloseDemocraticAppraisal,
    CorrectScore,
    CorrectMark,
    CorrectFavours,
    CorrectBallots,
    LockScores,
    ComputeRanking,
    DecideTie,
)
