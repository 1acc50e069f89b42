"""What people may ask of a recruitment round."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, Field

from domain.kernel import Command
from domain.recruitment.events import (
    BallotCount,
    DisqualificationReason,
    LapseReason,
    SelectionReason,
    Stage,
    TieMethod,
)
from domain.recruitment.leaves import Leave
from domain.recruitment.wishes import PostSet
from domain.values.facts import ItemFact
from domain.values.ids import Count, Id, Milli, PostNumber, Text


class OpenRound(Command):
    round: Id
    plan: Id
    stage: Stage
    organiser: Id
    schools: tuple[Id, ...]
    population: tuple[Id, ...]
    after: tuple[Id, ...] = ()
    """Rounds of the stage before, in which these people were left unplaced."""


class SubmitIntent(Command):
    """A second letter of the same teacher replaces the first."""

    round: Id
    teacher: Id
    wishes: tuple[PostSet, ...]
    office: PostNumber | None = None
    pledged: bool


class WithdrawIntent(Command):
    round: Id
    teacher: Id


class AuthoriseLateSubmission(Command):
    round: Id
    teacher: Id
    until: AwareDatetime
    reason: Text


class QualifyBidder(Command):
    round: Id
    teacher: Id


class DisqualifyBidder(Command):
    round: Id
    teacher: Id
    reason: DisqualificationReason
    detail: Text


class ReturnBid(Command):
    """All that is missing is told at once (E.2 第8步)."""

    round: Id
    teacher: Id
    missing: Annotated[tuple[Text, ...], Field(min_length=1)]
    until: AwareDatetime


class SupplementBid(Command):
    round: Id
    teacher: Id


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


class ProposeOffice(Command):
    round: Id
    teacher: Id
    reason: SelectionReason
    detail: Text


class ApproveOffice(Command):
    round: Id
    teacher: Id


class RefuseOffice(Command):
    round: Id
    teacher: Id
    reason: Text


class CloseCadreLayer(Command):
    round: Id
    school: Id


class OfferPost(Command):
    round: Id
    teacher: Id
    posts: PostSet
    reason: SelectionReason
    detail: Text


class AcceptOffer(Command):
    round: Id
    teacher: Id
    school: Id


class DeclineOffer(Command):
    round: Id
    teacher: Id
    school: Id
    reason: Text


class LapseOffer(Command):
    round: Id
    teacher: Id
    school: Id
    reason: LapseReason


class ProposeAdjustment(Command):
    round: Id
    teacher: Id
    posts: PostSet
    reason: Text


class StartStandby(Command):
    round: Id
    teacher: Id
    from_on: date
    until_on: date


class TakeTrainingTest(Command):
    round: Id
    teacher: Id
    passed: bool
    on: date


class AssignPost(Command):
    round: Id
    teacher: Id
    posts: PostSet


class AppointDirectly(Command):
    """直聘: ``protection`` names the one in force that gives her the post."""

    round: Id
    teacher: Id
    posts: PostSet
    protection: Id


class DisqualifyForLeave(Command):
    """The dates and kinds of leave go to the vault and never into an event."""

    round: Id
    teacher: Id
    leaves: tuple[Leave, ...]
    detail: Text


class ApproveTwoThirdsException(Command):
    round: Id
    school: Id
    reason: Text


class RevokeAppointment(Command):
    """An objection was upheld, or a corrected score changed the order (T20, T45)."""

    round: Id
    teacher: Id
    reason: Text
    authority: Text


class LeaveUnplaced(Command):
    round: Id
    teacher: Id


class RevokeUnplaced(Command):
    """It was wrong to leave her unplaced: an objection was upheld, or a score corrected."""

    round: Id
    teacher: Id
    reason: Text
    authority: Text


class ServeUnplacedNotice(Command):
    round: Id
    teacher: Id
    channel: Text


class CloseSelection(Command):
    round: Id


class FinaliseRound(Command):
    round: Id
    notice: Id


BiddingCommand = SubmitIntent | WithdrawIntent | AuthoriseLateSubmission
QualifyingCommand = QualifyBidder | DisqualifyBidder | ReturnBid | SupplementBid
MarkingCommand = (
    RecordScoreItem
    | MarkBidder
    | CloseDemocraticAppraisal
    | CorrectScore
    | CorrectMark
    | LockScores
    | ComputeRanking
    | DecideTie
)
OfficeCommand = ProposeOffice | ApproveOffice | RefuseOffice | CloseCadreLayer
OfferCommand = OfferPost | AcceptOffer | DeclineOffer | LapseOffer
AdjustingCommand = ProposeAdjustment | StartStandby | TakeTrainingTest | AssignPost
ProtectedCommand = AppointDirectly | DisqualifyForLeave
ClosingCommand = (
    ApproveTwoThirdsException
    | RevokeAppointment
    | LeaveUnplaced
    | RevokeUnplaced
    | ServeUnplacedNotice
    | CloseSelection
    | FinaliseRound
)
RoundCommand = (
    OpenRound
    | BiddingCommand
    | QualifyingCommand
    | MarkingCommand
    | OfficeCommand
    | OfferCommand
    | AdjustingCommand
    | ProtectedCommand
    | ClosingCommand
)
COMMANDS: tuple[type[Command], ...] = (
    OpenRound,
    SubmitIntent,
    WithdrawIntent,
    AuthoriseLateSubmission,
    QualifyBidder,
    DisqualifyBidder,
    ReturnBid,
    SupplementBid,
    RecordScoreItem,
    MarkBidder,
    CloseDemocraticAppraisal,
    CorrectScore,
    CorrectMark,
    LockScores,
    ComputeRanking,
    DecideTie,
    ProposeOffice,
    ApproveOffice,
    RefuseOffice,
    CloseCadreLayer,
    OfferPost,
    AcceptOffer,
    DeclineOffer,
    LapseOffer,
    ProposeAdjustment,
    StartStandby,
    TakeTrainingTest,
    AssignPost,
    AppointDirectly,
    DisqualifyForLeave,
    ApproveTwoThirdsException,
    RevokeAppointment,
    LeaveUnplaced,
    RevokeUnplaced,
    ServeUnplacedNotice,
    CloseSelection,
    FinaliseRound,
)
