"""What people may ask of a recruitment round: a module for each phase."""

from __future__ import annotations

from domain.kernel import Command
from domain.recruitment.commands import (
    adjusting,
    bidding,
    closing,
    marking,
    offers,
    offices,
    opening,
    protecting,
    qualifying,
    shortlisting,
)
from domain.recruitment.commands.adjusting import (
    AdjustingCommand,
    AssignPost,
    ProposeAdjustment,
    StartStandby,
    TakeTrainingTest,
)
from domain.recruitment.commands.bidding import (
    AuthoriseLateSubmission,
    BiddingCommand,
    SubmitIntent,
    WithdrawIntent,
)
from domain.recruitment.commands.closing import (
    ApproveTwoThirdsException,
    CloseSelection,
    ClosingCommand,
    FinaliseRound,
    LeaveUnplaced,
    ResumeRound,
    RevokeAppointment,
    RevokeUnplaced,
    ServeUnplacedNotice,
    SuspendingCommand,
    SuspendRound,
)
from domain.recruitment.commands.marking import (
    CloseDemocraticAppraisal,
    ComputeRanking,
    CorrectBallots,
    CorrectFavours,
    CorrectMark,
    CorrectScore,
    DecideTie,
    LockScores,
    MarkBidder,
    MarkingCommand,
    RecordScoreItem,
)
from domain.recruitment.commands.offers import (
    AcceptOffer,
    DeclineOffer,
    LapseOffer,
    OfferCommand,
    OfferPost,
)
from domain.recruitment.commands.offices import (
    ApproveOffice,
    CloseCadreLayer,
    OfficeCommand,
    ProposeOffice,
    RefuseOffice,
)
from domain.recruitment.commands.opening import OpenRound
from domain.recruitment.commands.protecting import (
    AppointDirectly,
    DisqualifyForLeave,
    ProtectedCommand,
)
from domain.recruitment.commands.qualifying import (
    DisqualifyBidder,
    QualifyBidder,
    QualifyingCommand,
    ReturnBid,
    SupplementBid,
)
from domain.recruitment.commands.shortlisting import ShortlistCommand

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
    | SuspendingCommand
    | ShortlistCommand
)
COMMANDS: tuple[type[Command], ...] = (
    *opening.COMMANDS,
    *bidding.COMMANDS,
    *qualifying.COMMANDS,
    *marking.COMMANDS,
    *offices.COMMANDS,
    *offers.COMMANDS,
    *adjusting.COMMANDS,
    *protecting.COMMANDS,
    *closing.COMMANDS,
    *shortlisting.COMMANDS,
)

__all__ = [
    "COMMANDS",
    "AcceptOffer",
    "AdjustingCommand",
    "AppointDirectly",
    "ApproveOffice",
    "ApproveTwoThirdsException",
    "AssignPost",
    "AuthoriseLateSubmission",
    "BiddingCommand",
    "CloseCadreLayer",
    "CloseDemocraticAppraisal",
    "CloseSelection",
    "ClosingCommand",
    "ComputeRanking",
    "CorrectBallots",
    "CorrectFavours",
    "CorrectMark",
    "CorrectScore",
    "DecideTie",
    "DeclineOffer",
    "DisqualifyBidder",
    "DisqualifyForLeave",
    "FinaliseRound",
    "LapseOffer",
    "LeaveUnplaced",
    "LockScores",
    "MarkBidder",
    "MarkingCommand",
    "OfferCommand",
    "OfferPost",
    "OfficeCommand",
    "OpenRound",
    "ProposeAdjustment",
    "ProposeOffice",
    "ProtectedCommand",
    "QualifyBidder",
    "QualifyingCommand",
    "RecordScoreItem",
    "RefuseOffice",
    "ResumeRound",
    "ReturnBid",
    "RevokeAppointment",
    "RevokeUnplaced",
    "RoundCommand",
    "ServeUnplacedNotice",
    "ShortlistCommand",
    "StartStandby",
    "SubmitIntent",
    "SupplementBid",
    "SuspendRound",
    "SuspendingCommand",
    "TakeTrainingTest",
    "WithdrawIntent",
]
