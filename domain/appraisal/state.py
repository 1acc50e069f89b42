"""What a body's appraisal of a year has come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, assert_never

from domain.appraisal import events as e
from domain.appraisal import publicity_events
from domain.appraisal.grades import Result, ShareKind
from domain.kernel import Aggregate, Frozen
from domain.values.ids import Count, Id, Sha256Hex


class Participant(Frozen):
    """参加考核人员: how far the person has come. Versions count decisions on the result."""

    reported: bool = False
    refused: bool = False
    ethics_failed: bool = False
    proposed: Result | None = None
    commented: bool = False
    result: Result | None = None
    """What was decided; ``None`` before, and after a case took it away."""
    decided_on: date | None = None
    first_on: date | None = None
    """The day on which this year was first decided on, whatever became of it since."""
    voided: Result | None = None
    voided_by: Id | None = None
    """The result that a case took away, and the case, until there is another."""
    version: Count = 0
    cleared: Count = 0
    """The version whose publicity as 优秀 is over."""
    notified: Count = 0
    answered: Count = 0
    """The version that the person signed, or refused to sign."""
    filed: Count = 0

    @property
    def stands_as(self) -> Result | None:
        """The result that counts towards the share: decided, else proposed."""
        return self.result or self.proposed


class Publicity(Frozen):
    """优秀公示: who is up, until when, and whether its days are over."""

    chosen: tuple[Id, ...]
    on: date
    working_days: Count
    last_day: date
    ended: bool = False


class Appraisal(Aggregate):
    """年度考核: plan, people, results, publicity, notices, file."""

    KIND: ClassVar[str] = "appraisal"
    school: Id
    year: Count
    plan: Id
    pack_sha256: Sha256Hex
    heard: bool = False
    opened_on: date | None = None
    share: ShareKind = ShareKind.NORMAL
    balloted: bool = False
    people: Mapping[Id, Participant] = {}
    publicity: Publicity | None = None
    contests: Mapping[Id, Id] = {}
    """Whom each objection is against, in order of filing."""
    open: frozenset[Id] = frozenset()
    condemned: frozenset[Id] = frozenset()
    """People who may not be 优秀 this year, since an objection was upheld."""

    @property
    def body(self) -> str:
        return self.school

    @property
    def to_publish(self) -> tuple[Id, ...]:
        """Those decided to be 优秀 whose publicity is not over, in order of the population."""
        return tuple(
            name
            for name, each in self.people.items()
            if each.result is Result.EXCELLENT and each.cleared != each.version
        )

    @property
    def to_file(self) -> tuple[Id, ...]:
        """Those whose result the person has answered and that is not in the file yet."""
        return tuple(
            name
            for name, each in self.people.items()
            if each.result not in {None, Result.DEFERRED}
            and each.answered == each.version
            and each.filed != each.version
        )


def evolve(state: Appraisal | None, event: e.AppraisalEvent) -> Appraisal:
    """Return the appraisal after ``event``."""
    if isinstance(event, e.AppraisalPlanned):
        return Appraisal(
            school=event.body, year=event.year, plan=event.plan, pack_sha256=event.pack_sha256
        )
    assert state is not None, "an appraisal starts with AppraisalPlanned"
    if isinstance(event, e.PersonEvent):
        before = state.people[event.teacher]
        after = before.model_copy(update=_of_person(before, event))
        return state.model_copy(update={"people": {**state.people, event.teacher: after}})
    if isinstance(event, publicity_events.PublicityEvent):
        return state.model_copy(update=_of_publicity(state, event))
    return state.model_copy(update=_of_whole(state, event))


def _of_whole(state: Appraisal, event: e.WholeEvent) -> dict[str, object]:
    match event:
        case e.StaffHeard():
            return {"heard": True}
        case e.AppraisalOpened():
            people = {name: Participant() for name in event.teachers}
            return {"opened_on": event.on, "people": people}
        case e.ExcellentShareSet():
            return {"share": event.kind}
        case e.DemocraticAppraisalClosed():
            return {"balloted": True}
        case e.GradesDecided():
            found = {each.teacher: each.result for each in event.grades}
            return {"people": _decided(state, found, event.on)}
        case e.ResultsFiled():
            filed = frozenset(event.teachers)
            return {"people": _marked(state, filed, "filed")}
        case _:
            assert_never(event)


def _of_person(before: Participant, event: e.PersonEvent) -> dict[str, object]:
    match event:
        case e.WorkReportSubmitted():
            return {"reported": True}
        case e.ParticipationRefused():
            return {"refused": True}
        case e.EthicsGateFailed():
            return {"ethics_failed": True}
        case e.GradeProposed():
            return {"proposed": event.result, "commented": event.commented}
        case e.GradeAdded() | e.GradeCorrected():
            text = {"commented": event.commented}
            return {**text, **_result(before, event.result, event.on, event.version)}
        case e.GradeVoided():
            taken = {"voided": before.result, "voided_by": event.case}
            return {**taken, "result": None, "decided_on": None, "proposed": None}
        case e.GradeNotified():
            return {"notified": event.version}
        case e.GradeAcknowledged() | e.AcknowledgementRefused():
            return {"answered": before.notified}
        case _:
            assert_never(event)


def _of_publicity(state: Appraisal, event: publicity_events.PublicityEvent) -> dict[str, object]:
    match event:
        case publicity_events.ExcellentPublished():
            return {"publicity": Publicity(**event.model_dump())}
        case publicity_events.ExcellentContested():
            known = {**state.contests, event.objection: event.against}
            return {"contests": known, "open": state.open | {event.objection}}
        case publicity_events.ContestUpheld():
            fallen = state.condemned | {event.against}
            return {"open": state.open - {event.objection}, "condemned": fallen}
        case publicity_events.ContestRejected():
            return {"open": state.open - {event.objection}}
        case publicity_events.ExcellentPublicityEnded():
            assert state.publicity is not None, "publicity that ends was put up"
            ended = state.publicity.model_copy(update={"ended": True})
            people = _marked(state, frozenset(state.publicity.chosen), "cleared")
            return {"publicity": ended, "people": people}
        case _:
            assert_never(event)


def _result(before: Participant, result: Result, on: date, version: int) -> dict[str, object]:
    first_on = before.first_on or on
    return {
        "result": result,
        "decided_on": on,
        "first_on": first_on,
        "version": version,
        "voided": None,
        "voided_by": None,
    }


def _decided(state: Appraisal, found: Mapping[str, Result], on: date) -> dict[str, Participant]:
    return {
        name: each.model_copy(update=_result(each, found[name], on, each.version + 1))
        if name in found
        else each
        for name, each in state.people.items()
    }


def _marked(state: Appraisal, names: frozenset[str], field: str) -> dict[str, Participant]:
    """Return the people, with the present version of some marked as having come so far."""
    return {
        name: each.model_copy(update={field: each.version}) if name in names else each
        for name, each in state.people.items()
    }
