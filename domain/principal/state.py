"""What the selection of a principal has come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, assert_never

from domain.kernel import Aggregate
from domain.planning.office_sections import Condition
from domain.principal import events as e
from domain.values.ids import Id, Sha256Hex


class Candidacy(StrEnum):
    """候选人状态."""

    STOOD = "stood"
    WITHDREW = "withdrew"
    ADMITTED = "admitted"
    EXCLUDED = "excluded"
    ABSENT = "absent"


class PrincipalSelection(Aggregate):
    """公开选聘校长: committee, conditions, meeting, lots, report, defence, result."""

    KIND: ClassVar[str] = "principal-selection"
    plan: Id
    pack_sha256: Sha256Hex
    bureau: Id
    school: Id
    title: str
    members: tuple[e.Member, ...]
    conditions: tuple[Condition, ...] = ()
    deadline_on: date | None = None
    candidates: Mapping[Id, Candidacy] = {}
    met_on: date | None = None
    present: tuple[Id, ...] = ()
    order: tuple[Id, ...] = ()
    reported: tuple[Id, ...] = ()
    defended: tuple[Id, ...] = ()
    announced: bool = False
    chosen: Id | None = None
    appointed: bool = False

    @property
    def body(self) -> str:
        return self.bureau

    def at(self, candidacy: Candidacy) -> tuple[Id, ...]:
        """Return the candidates of that standing, in the order in which they stood."""
        return tuple(each for each, found in self.candidates.items() if found is candidacy)

    @property
    def speakers(self) -> tuple[Id, ...]:
        """Whoever was drawn and is there, in the order drawn."""
        return tuple(each for each in self.order if self.candidates[each] is Candidacy.ADMITTED)


def evolve(state: PrincipalSelection | None, event: e.PrincipalEvent) -> PrincipalSelection:
    """Return the selection after ``event``."""
    if isinstance(event, e.SelectionOpened):
        return PrincipalSelection(
            plan=event.plan,
            pack_sha256=event.pack_sha256,
            bureau=event.bureau,
            school=event.school,
            title=event.title,
            members=event.members,
        )
    assert state is not None, "a selection starts with SelectionOpened"
    match event:
        case e.ConditionsPublished():
            changes: dict[str, object] = {
                "conditions": event.conditions,
                "deadline_on": event.deadline_on,
            }
        case (
            e.CandidateStood()
            | e.CandidateWithdrew()
            | e.CandidateAdmitted()
            | e.CandidateExcluded()
            | e.CandidateAbsent()
        ):
            changes = {"candidates": {**state.candidates, event.teacher: _CANDIDACY[type(event)]}}
        case e.PrincipalAppointed():
            changes = {"appointed": True}
        case _:
            changes = _met(state, event)
    return state.model_copy(update=changes)


def _met(
    state: PrincipalSelection,
    event: e.MeetingOpened
    | e.SpeakingOrderDrawn
    | e.WorkReportDelivered
    | e.DefenceHeard
    | e.ResultAnnounced,
) -> dict[str, object]:
    match event:
        case e.MeetingOpened():
            anew: dict[str, object] = {"order": (), "reported": (), "defended": ()}
            return {**anew, "met_on": event.on, "present": event.present}
        case e.SpeakingOrderDrawn():
            return {"order": event.order}
        case e.WorkReportDelivered():
            return {"reported": (*state.reported, event.teacher)}
        case e.DefenceHeard():
            return {"defended": (*state.defended, event.teacher)}
        case e.ResultAnnounced():
            return {"announced": True, "chosen": event.chosen}
        case _:
            assert_never(event)


_CANDIDACY: dict[type, Candidacy] = {
    e.CandidateStood: Candidacy.STOOD,
    e.CandidateWithdrew: Candidacy.WITHDREW,
    e.CandidateAdmitted: Candidacy.ADMITTED,
    e.CandidateExcluded: Candidacy.EXCLUDED,
    e.CandidateAbsent: Candidacy.ABSENT,
}
