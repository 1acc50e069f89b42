"""What a teacher's personnel file has come to. Part of the state of ``teacher:<person id>``."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.appraisal import file_events as e
from domain.appraisal.grades import Result, SanctionKind
from domain.kernel import Frozen
from domain.values.ids import Count, Id


class Leave(Frozen):
    """请假. ``until_on`` is exclusive."""

    leave: Id
    from_on: date
    until_on: date
    counted: bool


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


class YearRecord(Frozen):
    """某年度考核结果."""

    year: Count
    body: Id
    result: Result
    version: Count


class PersonnelFile(Frozen):
    """人事档案, as far as appraisals rest on it and enter it."""

    leaves: tuple[Leave, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    years: tuple[YearRecord, ...] = ()

    def inquiry(self, name: str) -> Inquiry | None:
        """Return an investigation by its id."""
        return next((each for each in self.inquiries if each.inquiry == name), None)

    def open_inquiry(self, day: date) -> Inquiry | None:
        """Return an investigation that was open on a day."""
        return next((each for each in self.inquiries if each.is_open_on(day)), None)

    def result_of(self, year: int) -> Result | None:
        """Return what a year came to."""
        return next((each.result for each in self.years if each.year == year), None)


def evolve(state: PersonnelFile, event: e.FileEvent) -> PersonnelFile:
    """Return the file after ``event``."""
    return state.model_copy(update=_changes(state, event))


def _changes(state: PersonnelFile, event: e.FileEvent) -> dict[str, object]:
    match event:
        case e.LeaveRecorded():
            return {"leaves": (*state.leaves, Leave(**event.model_dump()))}
        case e.LeaveVoided():
            left = tuple(each for each in state.leaves if each.leave != event.leave)
            return {"leaves": left}
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
        case e.YearGraded():
            new_year = YearRecord(
                year=event.year, body=event.body, result=event.result, version=event.version
            )
            return {"years": (*_other_years(state, event.year), new_year)}
        case e.YearGradeVoided():
            return {"years": _other_years(state, event.year)}
        case _:
            assert_never(event)


def _concluded(state: PersonnelFile, event: e.InquiryConcluded) -> tuple[Inquiry, ...]:
    return tuple(
        each.model_copy(update={"concluded_on": event.concluded_on})
        if each.inquiry == event.inquiry
        else each
        for each in state.inquiries
    )


def _other_years(state: PersonnelFile, year: int) -> tuple[YearRecord, ...]:
    return tuple(each for each in state.years if each.year != year)
