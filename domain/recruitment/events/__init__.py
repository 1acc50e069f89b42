"""What can have happened in a recruitment round. Stream ``recruitment-round:<id>``.

A module for each phase, named as the module that decides it.
"""

from __future__ import annotations

from domain.kernel import DomainEvent
from domain.recruitment.events import (
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
from domain.recruitment.events.adjusting import (
    AdjustingEvent,
    AdjustmentProposed,
    PostAssigned,
    StandbyStarted,
    TrainingTestTaken,
)
from domain.recruitment.events.bidding import (
    BiddingEvent,
    IntentReplaced,
    IntentSubmitted,
    IntentWithdrawn,
    LateSubmissionAuthorised,
)
from domain.recruitment.events.closing import (
    AppointmentRevoked,
    ClosingEvent,
    RoundFinalised,
    RoundReopened,
    RoundResumed,
    RoundSuspended,
    RoundVoided,
    SelectionClosed,
    TeacherLeftUnplaced,
    TwoThirdsExceptionApproved,
    UnplacedNoticeServed,
    UnplacedReason,
    UnplacedRevoked,
)
from domain.recruitment.events.marking import (
    BallotCount,
    BallotsCorrected,
    DemocraticAppraisalClosed,
    FavoursCorrected,
    JudgeMarked,
    MarkCorrected,
    MarkingEvent,
    MarkVoided,
    RankingComputed,
    ScoreCorrected,
    ScoreItemRecorded,
    ScoresLocked,
    TieDecided,
    TieMethod,
)
from domain.recruitment.events.offers import (
    LapseReason,
    OfferAccepted,
    OfferDeclined,
    OfferEvent,
    OfferLapsed,
    PostOffered,
    SelectionReason,
)
from domain.recruitment.events.offices import (
    CadreLayerClosed,
    OfficeApproved,
    OfficeEvent,
    OfficeProposed,
    OfficeRefused,
)
from domain.recruitment.events.opening import (
    OpeningEvent,
    RecruitmentRoundOpened,
    RoundSchool,
    Stage,
)
from domain.recruitment.events.protecting import DirectlyAppointed, ProtectedEvent
from domain.recruitment.events.qualifying import (
    BidderDisqualified,
    BidderQualified,
    BidReturned,
    BidSupplemented,
    DisqualificationReason,
    QualifyingEvent,
)
from domain.recruitment.events.shortlisting import ShortlistEvent

RoundEvent = (
    OpeningEvent
    | BiddingEvent
    | QualifyingEvent
    | MarkingEvent
    | OfficeEvent
    | OfferEvent
    | AdjustingEvent
    | ProtectedEvent
    | ClosingEvent
    | ShortlistEvent
)
EVENTS: tuple[type[DomainEvent], ...] = (
    *opening.EVENTS,
    *bidding.EVENTS,
    *qualifying.EVENTS,
    *marking.EVENTS,
    *offices.EVENTS,
    *offers.EVENTS,
    *adjusting.EVENTS,
    *protecting.EVENTS,
    *closing.EVENTS,
    *shortlisting.EVENTS,
)

__all__ = [
    "EVENTS",
    "AdjustmentProposed",
    "AppointmentRevoked",
    "BallotCount",
    "BallotsCorrected",
    "BidReturned",
    "BidSupplemented",
    "BidderDisqualified",
    "BidderQualified",
    "CadreLayerClosed",
    "DemocraticAppraisalClosed",
    "DirectlyAppointed",
    "DisqualificationReason",
    "FavoursCorrected",
    "IntentReplaced",
    "IntentSubmitted",
    "IntentWithdrawn",
    "JudgeMarked",
    "LapseReason",
    "LateSubmissionAuthorised",
    "MarkCorrected",
    "MarkVoided",
    "OfferAccepted",
    "OfferDeclined",
    "OfferLapsed",
    "OfficeApproved",
    "OfficeProposed",
    "OfficeRefused",
    "PostAssigned",
    "PostOffered",
    "RankingComputed",
    "RecruitmentRoundOpened",
    "RoundEvent",
    "RoundFinalised",
    "RoundReopened",
    "RoundResumed",
    "RoundSchool",
    "RoundSuspended",
    "RoundVoided",
    "ScoreCorrected",
    "ScoreItemRecorded",
    "ScoresLocked",
    "SelectionClosed",
    "SelectionReason",
    "Stage",
    "StandbyStarted",
    "TeacherLeftUnplaced",
    "TieDecided",
    "TieMethod",
    "TrainingTestTaken",
    "TwoThirdsExceptionApproved",
    "UnplacedNoticeServed",
    "UnplacedReason",
    "UnplacedRevoked",
]
