"""What people may ask of a plan."""

from __future__ import annotations

from datetime import date

from domain.kernel import Command
from domain.planning.pack import RulePack
from domain.planning.timetable import Timetable
from domain.values.ids import Count, Id, Sha256Hex, Text


class DraftPlan(Command):
    """``reviews`` are reviews of the procedure by experts on which the draft rests."""

    plan: Id
    body: Id
    title: Text
    school_year: str
    basis_docs: tuple[Text, ...]
    schools: tuple[Id, ...]
    pack: RulePack
    timetable: Timetable
    reviews: tuple[Id, ...] = ()


class SendDraftToAllStaff(Command):
    plan: Id
    staff: Count
    reached: Count


class HoldPrincipalsMeeting(Command):
    """``on`` is the day of the meeting, today or earlier."""

    plan: Id
    schools_present: tuple[Id, ...]
    on: date


class ReportOpinions(Command):
    plan: Id
    school: Id
    staff_heard: Count
    opinions: Count


class ReviseDraft(Command):
    plan: Id
    pack: RulePack
    timetable: Timetable
    opinions_adopted: Count


class RecordCongressVote(Command):
    """``on`` is the day of the vote. ``pack_sha256`` is the pack that was put to the vote."""

    plan: Id
    pack_sha256: Sha256Hex
    delegates: Count
    present: Count
    in_favour: Count
    against: Count
    abstained: Count
    on: date


class AdoptPlan(Command):
    plan: Id
    pack_sha256: Sha256Hex


class FreezePlan(Command):
    plan: Id


class AmendPack(Command):
    """Needs a congress vote that passed exactly this pack. ``reviews`` as in ``DraftPlan``."""

    plan: Id
    pack: RulePack
    reason: Text
    reviews: tuple[Id, ...] = ()


PlanCommand = (
    DraftPlan
    | SendDraftToAllStaff
    | HoldPrincipalsMeeting
    | ReportOpinions
    | ReviseDraft
    | RecordCongressVote
    | AdoptPlan
    | FreezePlan
    | AmendPack
)
COMMANDS: tuple[type[Command], ...] = (
    DraftPlan,
    SendDraftToAllStaff,
    HoldPrincipalsMeeting,
    ReportOpinions,
    ReviseDraft,
    RecordCongressVote,
    AdoptPlan,
    FreezePlan,
    AmendPack,
)
