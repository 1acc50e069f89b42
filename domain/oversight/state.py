"""What the oversight of appraisals has come to."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.kernel import Aggregate
from domain.oversight import events as e
from domain.values.ids import Id

Course = tuple[str, date]
"""What it was called, and the day."""


class EvaluatorTraining(Aggregate):
    """考评人员培训: every course that a person took."""

    KIND: ClassVar[str] = "evaluator-training"
    organiser: Id
    courses: tuple[Course, ...] = ()

    @property
    def body(self) -> str:
        return self.organiser


class Inspection(Aggregate):
    """考核工作检查: one inspection of one school's appraisal work."""

    KIND: ClassVar[str] = "inspection"
    school: Id
    held_on: date
    mend_by: date | None
    mended_on: date | None = None

    @property
    def body(self) -> str:
        return self.school


class ProcedureReview(Aggregate):
    """方案评估: one review of a plan's procedure by experts."""

    KIND: ClassVar[str] = "procedure-review"
    plan: Id
    owner: Id
    held_on: date
    conclusion: e.Conclusion

    @property
    def body(self) -> str:
        return self.owner


def evolve_training(
    state: EvaluatorTraining | None, event: e.EvaluatorTrained
) -> EvaluatorTraining:
    """Return a person's training after ``event``."""
    before = state.courses if state is not None else ()
    courses = (*before, (event.course, event.held_on))
    return EvaluatorTraining(organiser=event.organiser, courses=courses)


def evolve_inspection(state: Inspection | None, event: e.InspectionEvent) -> Inspection:
    """Return the inspection after ``event``."""
    if isinstance(event, e.InspectionHeld):
        return Inspection(school=event.school, held_on=event.held_on, mend_by=event.mend_by)
    assert state is not None, "what is mended was found"
    return state.model_copy(update={"mended_on": event.on})


def evolve_review(_state: ProcedureReview | None, event: e.ProcedureReviewed) -> ProcedureReview:
    """Return the review: it is one event."""
    return ProcedureReview(
        plan=event.plan, owner=event.owner, held_on=event.held_on, conclusion=event.conclusion
    )
