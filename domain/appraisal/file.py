"""What a teacher's personnel file has come to. Part of the state of ``teacher:<person id>``."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.appraisal import file_events as e
from domain.appraisal.grades import Lost, Result, SanctionKind, TermResult
from domain.kernel import Frozen
from domain.values.ids import Count, Id


class Leave(Frozen):
    """请假. ``until_on`` is exclusive."""

    leave: Id
    from_on: date
    until_on: date
    counted: bool
    approved_by: Id | None = None
    """The body above the school that approved it, where the principal could not."""

    def holds(self, day: date) -> bool:
        """Tell whether a day is one of it."""
        return self.from_on <= day < self.until_on


class Inquiry(Frozen):
    """立案调查: open from its first day up to the day of its conclusion."""

    inquiry: Id
    opened_on: date
    concluded_on: date | None = None

    def is_open_on(self, day: date) -> bool:
        """Tell whether the investigation was open on a day, by its own dates."""
        return self.opened_on <= day and (self.concluded_on is None or day < self.concluded_on)


class Sanction(Frozen):
    """处分."""

    inquiry: Id
    kind: SanctionKind
    decided_on: date
    last_day: date


class Measure(Frozen):
    """师德违规其他处理 that takes qualifications away for a time."""

    measure: Id
    lost: tuple[Lost, ...]
    from_on: date
    last_day: date | None


class YearRecord(Frozen):
    """某年度考核结果."""

    year: Count
    body: Id
    result: Result
    version: Count
    told_on: date
    """The day of the written notice, from which the result is the person's."""


class TermRecord(Frozen):
    """某聘期考核结果."""

    contract: Id
    school: Id
    result: TermResult
    renewal_approved: bool = False


class PersonnelFile(Frozen):
    """人事档案, as far as appraisals rest on it and enter it."""

    leaves: tuple[Leave, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    measures: tuple[Measure, ...] = ()
    years: tuple[YearRecord, ...] = ()
    voided: frozenset[int] = frozenset()
    """Years whose grade a case took away and that have none since."""
    terms: tuple[TermRecord, ...] = ()

    def inquiry(self, name: str) -> Inquiry | None:
        """Return an investigation by its id."""
        return next((each for each in self.inquiries if each.inquiry == name), None)

    def open_inquiry(self, day: date) -> Inquiry | None:
        """Return an investigation that was open on a day."""
        return next((each for each in self.inquiries if each.is_open_on(day)), None)

    def loss_on(self, day: date, what: Lost) -> Measure | None:
        """Return a measure by which something is lost on a day (B10-07)."""
        return next((each for each in self.measures if _takes(each, what, day)), None)

    def is_excused_on(self, day: date) -> bool:
        """Tell whether a day was one of leave that never counts (产假)."""
        own = (each for each in self.leaves if not each.counted)
        return any(each.holds(day) for each in own)

    def term(self, contract: str) -> TermRecord | None:
        """Return what the term of a contract came to."""
        return next((each for each in self.terms if each.contract == contract), None)

    def last_term_at(self, school: str) -> TermRecord | None:
        """Return the last term at a school that was appraised."""
        found = (each for each in reversed(self.terms) if each.school == school)
        return next(found, None)

    def year(self, year: int) -> YearRecord | None:
        """Return what is on record of a year."""
        return next((each for each in self.years if each.year == year), None)

    def result_of(self, year: int) -> Result | None:
        """Return what a year came to."""
        return next((each.result for each in self.years if each.year == year), None)


def evolve(state: PersonnelFile, event: e.FileEvent) -> PersonnelFile:
    """Return the file after ``event``."""
    return state.model_copy(update=_changes(state, event))


def _takes(measure: Measure, what: Lost, day: date) -> bool:
    running = measure.last_day is not None and measure.from_on <= day <= measure.last_day
    return running and what in measure.lost


_LeaveEvent = e.LeaveRecorded | e.LeaveApproved | e.LeaveVoided
_MeasureEvent = e.MeasureTaken | e.MeasureLifted
_ResultEvent = e.YearGraded | e.YearGradeVoided | e.ContractTermAppraised | e.RenewalApproved


def _changes(state: PersonnelFile, event: e.FileEvent) -> dict[str, object]:
    if isinstance(event, _ResultEvent):
        return _of_result(state, event)
    if isinstance(event, _MeasureEvent):
        return {"measures": _measures(state, event)}
    if isinstance(event, _LeaveEvent):
        return {"leaves": _leaves(state, event)}
    match event:
        case e.InquiryOpened():
            new = Inquiry(inquiry=event.inquiry, opened_on=event.opened_on)
            return {"inquiries": (*state.inquiries, new)}
        case e.InquiryConcluded():
            return {"inquiries": _concluded(state, event)}
        case e.SanctionImposed():
            return {"sanctions": (*state.sanctions, Sanction(**event.model_dump()))}
        case e.SanctionLifted():
            standing = tuple(each for each in state.sanctions if each.inquiry != event.inquiry)
            return {"sanctions": standing}
        case e.SanctionShortened():
            return {"sanctions": _shortened(state, event)}
        case _:
            assert_never(event)


def _leaves(state: PersonnelFile, event: _LeaveEvent) -> tuple[Leave, ...]:
    match event:
        case e.LeaveRecorded():
            return (*state.leaves, Leave(**event.model_dump()))
        case e.LeaveApproved():
            approved = {"approved_by": event.approved_by}
            return tuple(
                each.model_copy(update=approved) if each.leave == event.leave else each
                for each in state.leaves
            )
        case e.LeaveVoided():
            return tuple(each for each in state.leaves if each.leave != event.leave)
        case _:
            assert_never(event)


def _measures(state: PersonnelFile, event: _MeasureEvent) -> tuple[Measure, ...]:
    if isinstance(event, e.MeasureLifted):
        return tuple(each for each in state.measures if each.measure != event.measure)
    taken = Measure(
        measure=event.measure, lost=event.lost, from_on=event.from_on, last_day=event.last_day
    )
    return (*state.measures, taken)


def _of_result(state: PersonnelFile, event: _ResultEvent) -> dict[str, object]:
    match event:
        case e.YearGraded():
            new_year = YearRecord(
                year=event.year,
                body=event.body,
                result=event.result,
                version=event.version,
                told_on=event.on,
            )
            graded = (*_other_years(state, event.year), new_year)
            return {"years": graded, "voided": state.voided - {event.year}}
        case e.YearGradeVoided():
            left = _other_years(state, event.year)
            return {"years": left, "voided": state.voided | {event.year}}
        case e.ContractTermAppraised():
            term = TermRecord(contract=event.contract, school=event.school, result=event.result)
            return {"terms": (*state.terms, term)}
        case e.RenewalApproved():
            return {"terms": _approved(state, event.contract)}
        case _:
            assert_never(event)


def _concluded(state: PersonnelFile, event: e.InquiryConcluded) -> tuple[Inquiry, ...]:
    return tuple(
        each.model_copy(update={"concluded_on": event.concluded_on})
        if each.inquiry == event.inquiry
        else each
        for each in state.inquiries
    )


def _shortened(state: PersonnelFile, event: e.SanctionShortened) -> tuple[Sanction, ...]:
    return tuple(
        each.model_copy(update={"last_day": event.last_day})
        if each.inquiry == event.inquiry
        else each
        for each in state.sanctions
    )


def _approved(state: PersonnelFile, contract: str) -> tuple[TermRecord, ...]:
    return tuple(
        each.model_copy(update={"renewal_approved": True}) if each.contract == contract else each
        for each in state.terms
    )


def _other_years(state: PersonnelFile, year: int) -> tuple[YearRecord, ...]:
    return tuple(each for each in state.years if each.year != year)
