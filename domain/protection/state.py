"""What a teacher's protections have come to. Part of the state of ``teacher:<person id>``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from domain.kernel import Frozen
from domain.protection import events as e
from domain.protection.kinds import ConsentMatter, Effect
from domain.values.facts import Favour
from domain.values.ids import Id
from domain.values.score_items import Points


class Protection(Frozen):
    """保护: what follows from it, and when. ``until_on`` is exclusive."""

    protection: Id
    effects: tuple[Effect, ...]
    from_on: date
    until_on: date
    bonus: Points | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the protection is in force on a day."""
        return self.from_on <= day < self.until_on


class Consent(Frozen):
    """本人同意."""

    matter: ConsentMatter
    about: Id


class Safeguards(Frozen):
    """保护情况: protections, the person's own consents, and a right to a term to retirement."""

    protections: tuple[Protection, ...] = ()
    consents: tuple[Consent, ...] = ()
    to_retirement: date | None = None

    def find(self, protection: str) -> Protection | None:
        """Return a protection by its id."""
        return next((each for each in self.protections if each.protection == protection), None)

    def with_effect(self, day: date, *effects: Effect) -> Iterator[Protection]:
        """Yield the protections in force on a day that have one of the effects."""
        for each in self.protections:
            if each.holds_on(day) and not set(effects).isdisjoint(each.effects):
                yield each

    def favours_on(self, day: date) -> tuple[Favour, ...]:
        """Return what the protections in force on a day give in the scoring, in order of record."""
        found = self.with_effect(day, Effect.BONUS, Effect.PRIORITY_AT_TIE)
        return tuple(
            Favour(
                protection=each.protection,
                bonus=each.bonus,
                priority=Effect.PRIORITY_AT_TIE in each.effects,
            )
            for each in found
        )

    def has(self, day: date, *effects: Effect) -> bool:
        """Tell whether a protection with one of the effects is in force on a day."""
        return any(True for _ in self.with_effect(day, *effects))

    def agreed(self, matter: ConsentMatter, about: str) -> bool:
        """Tell whether the person's own signed consent stands."""
        return Consent(matter=matter, about=about) in self.consents


def evolve(state: Safeguards, event: e.ProtectionEvent) -> Safeguards:
    """Return the safeguards after ``event``."""
    match event:
        case e.ProtectionRecorded():
            new = Protection(
                protection=event.protection,
                effects=event.effects,
                from_on=event.from_on,
                until_on=event.until_on,
                bonus=event.bonus,
            )
            changes: dict[str, object] = {"protections": (*state.protections, new)}
        case e.ProtectionProlonged():
            changes = {"protections": _until(state, event.protection, event.until_on)}
        case e.ProtectionEnded():
            changes = {"protections": _until(state, event.protection, event.on)}
        case e.ConsentGiven():
            consent = Consent(matter=event.matter, about=event.about)
            changes = {"consents": (*state.consents, consent)}
        case e.ConsentWithdrawn():
            gone = Consent(matter=event.matter, about=event.about)
            rest = tuple(each for each in state.consents if each != gone)
            changes = {"consents": rest}
        case e.TermToRetirementRequested():
            changes = {"to_retirement": event.until_on}
        case _:
            assert_never(event)
    return state.model_copy(update=changes)


def _until(state: Safeguards, protection: str, until_on: date) -> tuple[Protection, ...]:
    return tuple(
        each.model_copy(update={"until_on": until_on}) if each.protection == protection else each
        for each in state.protections
    )
