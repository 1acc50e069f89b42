"""What can have happened to a plan."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from domain.kernel import DomainEvent
from domain.planning.pack import RulePack
from domain.planning.timetable import Timetable
from domain.values.ids import Count, Id, Sha256Hex, Text
from domain.values.left_out import is_empty


class PlanDrafted(DomainEvent):
    """拟定草案: a plan with its rule pack and timetable was drafted."""

    TOPIC: ClassVar[str] = "planning.plan-drafted.v1"
    body: Id
    title: Text
    school_year: str
    basis_docs: tuple[Text, ...]
    schools: tuple[Id, ...]
    pack_sha256: Sha256Hex
    pack: RulePack
    timetable: Timetable
    reviews: tuple[Id, ...] = Field(default=(), exclude_if=is_empty)
    """Reviews of the procedure on which the draft rests (S000-14)."""


class DraftSentToAllStaff(DomainEvent):
    """草案下发: the draft went to every school and every employee."""

    TOPIC: ClassVar[str] = "planning.draft-sent-to-all-staff.v1"
    staff: Count
    reached: Count
    on: date


class PrincipalsMeetingHeld(DomainEvent):
    """校长园长会议: heads of all schools discussed the draft."""

    TOPIC: ClassVar[str] = "planning.principals-meeting-held.v1"
    schools_present: tuple[Id, ...]
    on: date


class OpinionsReported(DomainEvent):
    """意见上报: a school reported what its staff said about the draft."""

    TOPIC: ClassVar[str] = "planning.opinions-reported.v1"
    school: Id
    staff_heard: Count
    opinions: Count


class DraftRevised(DomainEvent):
    """修改草案: the draft was revised after consultation or a lost vote."""

    TOPIC: ClassVar[str] = "planning.draft-revised.v1"
    pack_sha256: Sha256Hex
    pack: RulePack
    timetable: Timetable
    opinions_adopted: Count


class CongressVoted(DomainEvent):
    """教代会表决: the staff congress voted on a pack, and the result was announced."""

    TOPIC: ClassVar[str] = "planning.congress-voted.v1"
    pack_sha256: Sha256Hex
    delegates: Count
    present: Count
    in_favour: Count
    against: Count
    abstained: Count
    passed: bool
    on: date


class PlanAdopted(DomainEvent):
    """形成方案: the plan is in force."""

    TOPIC: ClassVar[str] = "planning.plan-adopted.v1"
    pack_sha256: Sha256Hex
    on: date


class PlanFrozen(DomainEvent):
    """方案冻结: rule pack and timetable are fixed for the rounds published under it."""

    TOPIC: ClassVar[str] = "planning.plan-frozen.v1"
    pack_sha256: Sha256Hex
    timetable: Timetable


class PackAmended(DomainEvent):
    """规则修订: a new version of the rule pack, for rounds opened after it."""

    TOPIC: ClassVar[str] = "planning.pack-amended.v1"
    pack_sha256: Sha256Hex
    pack: RulePack
    reason: Text
    reviews: tuple[Id, ...] = Field(default=(), exclude_if=is_empty)
    """Reviews of the procedure that led to it (S000-14)."""


class AdoptionVoided(DomainEvent):
    """方案通过作废: by a case's decision the plan goes back to the vote; history stands."""

    TOPIC: ClassVar[str] = "planning.adoption-voided.v1"
    case: Id
    on: date


PlanEvent = (
    PlanDrafted
    | DraftSentToAllStaff
    | PrincipalsMeetingHeld
    | OpinionsReported
    | DraftRevised
    | CongressVoted
    | PlanAdopted
    | PlanFrozen
    | PackAmended
    | AdoptionVoided
)
EVENTS: tuple[type[DomainEvent], ...] = (
    PlanDrafted,
    DraftSentToAllStaff,
    PrincipalsMeetingHeld,
    OpinionsReported,
    DraftRevised,
    CongressVoted,
    PlanAdopted,
    PlanFrozen,
    PackAmended,
    AdoptionVoided,
)
