"""Duties with a date after a low grade and in the oversight of appraisals.

The talk and the plan of mending follow in the days that the pack of the appraisal gives; a plan
of mending, and what an inspection found, have days of their own; the procedure is reviewed as
often as the pack in force says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from audit.compliance.findings import Breach, Severity
from audit.replay.events import Logged
from domain.appraisal.commands import appraisal_id
from domain.appraisal.file_events import YearGraded, YearGradeVoided
from domain.appraisal.state import Appraisal
from domain.kernel import Aggregate
from domain.mending.events import (
    InterviewHeld,
    MendingCompleted,
    MendingDropped,
    MendingMissed,
    MendingPlanned,
)
from domain.mending.rules import mending_rules_of
from domain.mending.state import mending_id
from domain.oversight.events import FindingsMended, InspectionHeld, ProcedureReviewed
from domain.oversight.rules import oversight_rules_of
from domain.planning.events import PlanFrozen
from domain.planning.oversight_sections import MendingRules
from domain.planning.state import Plan
from domain.values.calendar import plus_months

States = Mapping[str, Aggregate | None]
_MENDING, _INSPECTION, _REVIEW = "S000-09", "S000-12", "S000-14; 003-G9"


@dataclass(frozen=True, slots=True)
class _Due:
    """Something to be done by a day, the event from which that follows, and whom it concerns."""

    day: date
    event: Logged
    at: str
    subject: str = ""

    def breach(self, code: str, article: str, told: str) -> Breach:
        return Breach(
            code,
            article,
            told,
            Severity.MINOR,
            self.event.place,
            self.at,
            (self.event.name,),
            (),
            self.subject,
        )

    def late(self, code: str, article: str, told: str, done: Logged, on: date) -> Iterator[Breach]:
        """Yield that it was done after its day, if it was; what is done late is done."""
        if on > self.day:
            words = f"{told}（逾期{(on - self.day).days}日）"
            yield replace(self.breach(code, article, words), cured_by=done.name)


class MendingDuties:
    """Watches what is to follow a low grade, by the year and the person."""

    def __init__(self) -> None:
        self._talks: dict[str, _Due] = {}
        self._plans: dict[str, _Due] = {}
        self._mending: dict[str, _Due] = {}

    def after(self, events: Sequence[Logged], at: str, states: States) -> Iterator[Breach]:
        """Take an act's events; yield the breaches that they are."""
        for each in events:
            match each.event:
                case YearGraded() as graded:
                    self._graded(each, graded, at, states)
                case YearGradeVoided(year=year):
                    key = mending_id(year=year, teacher=each.stream.partition(":")[2])
                    self._talks.pop(key, None)
                    self._plans.pop(key, None)
                case InterviewHeld() as held:
                    yield from self._talked(each, held, at, states)
                case MendingPlanned() as planned:
                    yield from self._planned(each, planned, at)
                case MendingCompleted() as done:
                    due = self._mending.pop(_key(each), None)
                    if due is not None:
                        told = "整改逾期完成"
                        yield from due.late("duty.mending-late", _MENDING, told, each, done.on)
                case MendingMissed() | MendingDropped():
                    self._mending.pop(_key(each), None)
                case _:
                    pass

    def open_at(self, today: date) -> Iterator[Breach]:
        """Yield what is still to be done at the end of the walk."""
        for dues, code, told in (
            (self._talks, "duty.interview-missing", "告知考核档次后应于{}前约谈，至今未约谈"),
            (self._plans, "duty.mending-unplanned", "约谈后应于{}前制定整改方案，至今未制定"),
            (self._mending, "duty.mending-open", "整改应于{}前完成，至今未登记完成或者未完成"),
        ):
            for due in dues.values():
                if today > due.day:
                    yield due.breach(code, _MENDING, told.format(due.day.isoformat()))

    def _graded(self, each: Logged, graded: YearGraded, at: str, states: States) -> None:
        person = each.stream.partition(":")[2]
        key = mending_id(year=graded.year, teacher=person)
        self._talks.pop(key, None)
        self._plans.pop(key, None)
        rules = _rules_of(states, graded.appraisal)
        if graded.result in rules.results and rules.interview_within_days is not None:
            day = graded.on + timedelta(days=rules.interview_within_days)
            self._talks[key] = _Due(day, each, at, person)

    def _talked(
        self, each: Logged, held: InterviewHeld, at: str, states: States
    ) -> Iterator[Breach]:
        key = _key(each)
        due = self._talks.pop(key, None)
        if due is not None:
            yield from due.late("duty.interview-late", _MENDING, "逾期约谈", each, held.on)
        rules = _rules_of(states, appraisal_id(body=held.school, year=held.year))
        if rules.plan_within_days is not None and key not in self._mending:
            day = held.on + timedelta(days=rules.plan_within_days)
            self._plans[key] = _Due(day, each, at, held.teacher)

    def _planned(self, each: Logged, planned: MendingPlanned, at: str) -> Iterator[Breach]:
        due = self._plans.pop(_key(each), None)
        if due is not None:
            told = "逾期制定整改方案"
            yield from due.late("duty.mending-planned-late", _MENDING, told, each, planned.on)
        self._mending[_key(each)] = _Due(planned.due_on, each, at, planned.teacher)


class OversightDuties:
    """Watches what inspections found, and how long ago each office's procedure was reviewed."""

    def __init__(self) -> None:
        self._found: dict[str, _Due] = {}
        self._frozen: dict[str, tuple[Logged, str]] = {}
        self._since: dict[str, date] = {}

    def after(self, events: Sequence[Logged], at: str, states: States) -> Iterator[Breach]:
        """Take an act's events; yield the breaches that they are."""
        for each in events:
            match each.event:
                case InspectionHeld(mend_by=date() as mend_by):
                    self._found[each.stream] = _Due(mend_by, each, at)
                case FindingsMended() as mended:
                    due = self._found.pop(each.stream, None)
                    if due is not None:
                        code, told = "duty.findings-mended-late", "检查发现的问题逾期整改"
                        yield from due.late(code, _INSPECTION, told, each, mended.on)
                case PlanFrozen():
                    self._in_force(each, at, states)
                case ProcedureReviewed() as reviewed:
                    before = self._since.get(reviewed.owner, date.min)
                    self._since[reviewed.owner] = max(before, reviewed.held_on)
                case _:
                    pass

    def open_at(self, today: date, states: States) -> Iterator[Breach]:
        """Yield what is still to be done at the end of the walk."""
        for due in self._found.values():
            if today > due.day:
                told = f"检查发现的问题应于{due.day.isoformat()}前整改，至今未整改"
                yield due.breach("duty.findings-unmended", _INSPECTION, told)
        for owner, (frozen, at) in self._frozen.items():
            months = _months_of(states, frozen.stream)
            if months is not None and owner in self._since:
                day = plus_months(self._since[owner], months)
                if today > day:
                    told = f"方案应每{months}个月由专家评估一次，{day.isoformat()}到期，至今未评估"
                    due = _Due(day, frozen, at)
                    yield due.breach("duty.procedure-unreviewed", _REVIEW, told)

    def _in_force(self, each: Logged, at: str, states: States) -> None:
        """The newest plan of an office counts; time runs from the first that asks for reviews."""
        plan = states.get(each.stream)
        if isinstance(plan, Plan):
            self._frozen[plan.owner] = each, at
            if _months_of(states, each.stream) is not None and plan.adopted_on is not None:
                self._since.setdefault(plan.owner, plan.adopted_on)


def _key(event: Logged) -> str:
    return event.stream.partition(":")[2]


def _rules_of(states: States, appraisal: str) -> MendingRules:
    """Return the pack's rules of an appraisal; those that ask for nothing where there is none."""
    state = states.get(f"{Appraisal.KIND}:{appraisal}")
    plan = states.get(f"{Plan.KIND}:{state.plan}") if isinstance(state, Appraisal) else None
    if not isinstance(plan, Plan) or not isinstance(state, Appraisal):
        return MendingRules()
    return mending_rules_of(plan.packs[state.pack_sha256])


def _months_of(states: States, stream: str) -> int | None:
    plan = states.get(stream)
    pack = plan.pack_in_force if isinstance(plan, Plan) else None
    return oversight_rules_of(pack).review_every_months if pack is not None else None
