"""What a competition for an office, and the publicity of an outcome, have come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, assert_never

from domain.kernel import Aggregate, Frozen
from domain.office import events as e
from domain.planning.office_sections import Condition, OfficeKind, OfficeLevel
from domain.values.ids import Count, Id, Milli, PostNumber, Sha256Hex


class Step(StrEnum):
    """报名人所处环节 (003-G3)."""

    APPLIED = "applied"
    PASSED = "passed"
    SCREENED_OUT = "screened_out"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


class Applicant(Frozen):
    """报名人: the step reached, and the judges' marks."""

    step: Step = Step.APPLIED
    marks: Mapping[Id, Milli] = {}


class Filing(Frozen):
    """备案: due and done."""

    due_on: date
    filed_on: date | None = None


class Competition(Aggregate):
    """公开竞聘: announcement, screening, interview, committee, publicity, appointment."""

    KIND: ClassVar[str] = "office-competition"
    plan: Id
    pack_sha256: Sha256Hex
    organiser: Id
    school: Id
    post: PostNumber
    title: str
    kind: OfficeKind
    level: OfficeLevel | None
    seats: Count
    duties: tuple[str, ...]
    conditions: tuple[Condition, ...]
    deadline_on: date
    applicants: Mapping[Id, Applicant] = {}
    results: tuple[e.InterviewResult, ...] | None = None
    chosen: tuple[Id, ...] | None = None
    """Whom the committee chose; ``None`` before it decided."""
    refused: frozenset[Id] = frozenset()
    """People whose appointment the town office refused."""
    filings: Mapping[Id, Filing] = {}
    appointed: tuple[Id, ...] = ()

    @property
    def body(self) -> str:
        return self.organiser

    def at(self, step: Step) -> tuple[Id, ...]:
        """Return who stands at a step, in order of application."""
        return tuple(each for each, found in self.applicants.items() if found.step is step)


class Standing(StrEnum):
    """公示状态."""

    UP = "up"
    ENDED = "ended"
    ANNULLED = "annulled"  # 异议成立


class OutcomeNotice(Aggregate):
    """人选公示: of a competition, a selection of a principal or a call for honours, by its id."""

    KIND: ClassVar[str] = "outcome-notice"
    issuer: Id
    chosen: tuple[Id, ...]
    last_day: date
    standing: Standing = Standing.UP
    contests: Mapping[Id, Id] = {}
    """Whom each objection is against, in order of filing."""
    open: frozenset[Id] = frozenset()
    condemned: frozenset[Id] = frozenset()
    """People about whom an objection was upheld, in this publicity or an earlier one."""

    @property
    def body(self) -> str:
        return self.issuer


def evolve(state: Competition | None, event: e.CompetitionEvent) -> Competition:
    """Return the competition after ``event``."""
    if isinstance(event, e.CompetitionAnnounced):
        return _announced(event)
    assert state is not None, "a competition starts with CompetitionAnnounced"
    match event:
        case e.InterviewMarked():
            found = state.applicants[event.teacher]
            marks = {**found.marks, event.judge: event.mark_milli}
            changes = _applicant(state, event.teacher, found.model_copy(update={"marks": marks}))
        case e.InterviewsClosed():
            changes = {"results": event.results}
        case e.CommitteeDecided():
            changes = {"chosen": event.chosen}
        case (
            e.AppointmentApproved()
            | e.AppointmentRefused()
            | e.AppointmentFiled()
            | e.ClassTeacherAppointed()
        ):
            changes = _answered(state, event)
        case _:
            found = state.applicants.get(event.teacher, Applicant())
            at_step = found.model_copy(update={"step": _STEPS[type(event)]})
            changes = _applicant(state, event.teacher, at_step)
    return state.model_copy(update=changes)


def _announced(event: e.CompetitionAnnounced) -> Competition:
    return Competition(
        plan=event.plan,
        pack_sha256=event.pack_sha256,
        organiser=event.organiser,
        school=event.school,
        post=event.post,
        title=event.title,
        kind=event.kind,
        level=event.level,
        seats=event.seats,
        duties=event.duties,
        conditions=event.conditions,
        deadline_on=event.deadline_on,
    )


def _answered(
    state: Competition,
    event: e.AppointmentApproved
    | e.AppointmentRefused
    | e.AppointmentFiled
    | e.ClassTeacherAppointed,
) -> dict[str, object]:
    match event:
        case e.AppointmentApproved():
            filing = Filing(due_on=event.due_on)
            return {
                "appointed": (*state.appointed, event.teacher),
                "filings": {**state.filings, event.teacher: filing},
            }
        case e.AppointmentRefused():
            return {"refused": state.refused | {event.teacher}}
        case e.AppointmentFiled():
            filed = state.filings[event.teacher].model_copy(update={"filed_on": event.on})
            return {"filings": {**state.filings, event.teacher: filed}}
        case e.ClassTeacherAppointed():
            return {"appointed": (*state.appointed, event.teacher)}
        case _:
            assert_never(event)


def _applicant(state: Competition, teacher: str, applicant: Applicant) -> dict[str, object]:
    return {"applicants": {**state.applicants, teacher: applicant}}


_STEPS: dict[type, Step] = {
    e.ApplicationSubmitted: Step.APPLIED,
    e.ApplicationWithdrawn: Step.WITHDRAWN,
    e.ApplicantPassed: Step.PASSED,
    e.ApplicantScreenedOut: Step.SCREENED_OUT,
    e.InterviewMissed: Step.MISSED,
}


def evolve_outcome(state: OutcomeNotice | None, event: e.OutcomeEvent) -> OutcomeNotice:
    """Return the publicity after ``event``; publishing anew keeps what was condemned."""
    if isinstance(event, e.OutcomePublished):
        return OutcomeNotice(
            issuer=event.issuer,
            chosen=event.chosen,
            last_day=event.last_day,
            contests=state.contests if state is not None else {},
            open=state.open if state is not None else frozenset(),
            condemned=state.condemned if state is not None else frozenset(),
        )
    assert state is not None, "publicity starts with OutcomePublished"
    match event:
        case e.OutcomeContested():
            changes: dict[str, object] = {
                "contests": {**state.contests, event.objection: event.against},
                "open": state.open | {event.objection},
            }
        case e.ContestUpheld():
            changes = {
                "open": state.open - {event.objection},
                "condemned": state.condemned | {event.against},
                "standing": Standing.ANNULLED if event.against in state.chosen else state.standing,
            }
        case e.ContestRejected():
            changes = {"open": state.open - {event.objection}}
        case e.PublicityEnded():
            changes = {"standing": Standing.ENDED}
        case _:
            assert_never(event)
    return state.model_copy(update=changes)
