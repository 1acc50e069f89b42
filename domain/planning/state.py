"""What a plan has come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, assert_never

from domain.kernel import Aggregate
from domain.planning import events as e
from domain.planning.pack import RulePack
from domain.planning.timetable import Timetable
from domain.values.ids import Count, Id, Sha256Hex


class Plan(Aggregate):
    """方案: the draft, what consultation and congress said, and the packs by digest."""

    KIND: ClassVar[str] = "plan"
    owner: Id
    title: str
    school_year: str
    schools: tuple[Id, ...]
    packs: Mapping[Sha256Hex, RulePack]
    """Every pack that the plan ever had, so that old rounds can be recomputed."""
    draft_sha256: Sha256Hex
    timetable: Timetable
    sent_on: date | None = None
    meeting_held: bool = False
    opinions: Mapping[Id, Count] = {}
    """Number of opinions by school; a school that has reported none is missing."""
    passed: frozenset[Sha256Hex] = frozenset()
    lost: frozenset[Sha256Hex] = frozenset()
    carried_on: frozenset[date] = frozenset()
    """Days of the meetings whose vote counts."""
    adopted_on: date | None = None
    in_force_sha256: Sha256Hex | None = None
    frozen_pack_sha256: Sha256Hex | None = None

    @property
    def body(self) -> str:
        return self.owner

    @property
    def draft(self) -> RulePack:
        """The pack of the draft."""
        return self.packs[self.draft_sha256]

    @property
    def pack_in_force(self) -> RulePack | None:
        """The pack for later stages that open now, or ``None`` before adoption."""
        return self.packs[self.in_force_sha256] if self.in_force_sha256 else None

    @property
    def frozen(self) -> bool:
        """Tell whether pack and timetable are fixed, so that rounds may open."""
        return self.frozen_pack_sha256 is not None

    @property
    def schools_to_report(self) -> tuple[Id, ...]:
        """Schools that have not reported opinions, in the plan's order."""
        return tuple(school for school in self.schools if school not in self.opinions)


def evolve(state: Plan | None, event: e.PlanEvent) -> Plan:
    """Return the plan after ``event``."""
    if isinstance(event, e.PlanDrafted):
        return _drafted(event)
    assert state is not None, "a plan starts with PlanDrafted"
    match event:
        case e.DraftSentToAllStaff():
            changes: dict[str, object] = {"sent_on": event.on}
        case e.PrincipalsMeetingHeld():
            changes = {"meeting_held": True}
        case e.OpinionsReported():
            changes = {"opinions": {**state.opinions, event.school: event.opinions}}
        case e.DraftRevised():
            changes = _revised(state, event)
        case e.CongressVoted():
            changes = _voted(state, event)
        case e.PlanAdopted() | e.PlanFrozen() | e.PackAmended() | e.AdoptionVoided():
            changes = _force(state, event)
        case _:
            assert_never(event)
    return state.model_copy(update=changes)


def _force(
    state: Plan, event: e.PlanAdopted | e.PlanFrozen | e.PackAmended | e.AdoptionVoided
) -> dict[str, object]:
    """Return what an event changes about whether, and with which pack, the plan is in force."""
    match event:
        case e.PlanAdopted():
            return {"adopted_on": event.on, "in_force_sha256": event.pack_sha256}
        case e.PlanFrozen():
            return {"frozen_pack_sha256": event.pack_sha256, "timetable": event.timetable}
        case e.PackAmended():
            packs = {**state.packs, event.pack_sha256: event.pack}
            return {"packs": packs, "in_force_sha256": event.pack_sha256}
        case e.AdoptionVoided():
            return _NOT_ADOPTED
        case _:
            assert_never(event)


_NOT_ADOPTED: dict[str, object] = {
    "passed": frozenset(),
    "lost": frozenset(),
    "carried_on": frozenset(),
    "adopted_on": None,
    "in_force_sha256": None,
    "frozen_pack_sha256": None,
}


def _drafted(event: e.PlanDrafted) -> Plan:
    return Plan(
        owner=event.body,
        title=event.title,
        school_year=event.school_year,
        schools=event.schools,
        packs={event.pack_sha256: event.pack},
        draft_sha256=event.pack_sha256,
        timetable=event.timetable,
    )


def _voted(state: Plan, event: e.CongressVoted) -> dict[str, object]:
    if not event.passed:
        return {"lost": state.lost | {event.pack_sha256}}
    return {
        "passed": state.passed | {event.pack_sha256},
        "carried_on": state.carried_on | {event.on},
    }


def _revised(state: Plan, event: e.DraftRevised) -> dict[str, object]:
    """A revised draft has no vote yet, not even where only the timetable changed."""
    return {
        "packs": {**state.packs, event.pack_sha256: event.pack},
        "draft_sha256": event.pack_sha256,
        "timetable": event.timetable,
        "passed": frozenset(),
        "lost": frozenset(),
        "carried_on": frozenset(),
    }
