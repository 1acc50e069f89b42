"""What somebody's tenure of an office has come to."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar, assert_never

from domain.kernel import Aggregate
from domain.tenure import events as e
from domain.values.ids import Count, Id, Sha256Hex


class Step(StrEnum):
    """任期所处环节."""

    SETTLED = "settled"  # 无待办
    REVIEW = "review"  # 待考核
    APPRAISED = "appraised"  # 已考核
    REMOVAL = "removal"  # 已报请免职


class Tenure(Aggregate):
    """任期: one person's time in one office of one school."""

    KIND: ClassVar[str] = "tenure"
    school: Id
    teacher: Id
    title: str
    plan: Id | None = None
    pack_sha256: Sha256Hex | None = None
    step: Step = Step.SETTLED
    reviewed_until: date | None = None
    """Last day, exclusive, of the term that the last review was about."""
    passed: bool = False
    ground: e.RemovalGround | None = None
    decided_by: Id | None = None
    extensions: Count = 0
    extended_until: date | None = None
    cause: str = ""
    """What of the file the procedure rests on that was opened last."""
    rejected: frozenset[str] = frozenset()
    """Causes on which a removal was asked for, and rejected."""

    @property
    def body(self) -> str:
        return self.school


def cause_of(sanction: str | None, year: int | None) -> str:
    """Return the name of what a removal rests on: a sanction, or the grade of a year."""
    return f"sanction:{sanction}" if sanction is not None else f"year:{year}"


def evolve(state: Tenure | None, event: e.TenureEvent) -> Tenure:
    """Return the tenure after ``event``. What opens a procedure of any kind begins it."""
    if isinstance(event, _Beginning):
        return _begun(state, event)
    assert state is not None, "a tenure starts with what opens a procedure, or ends the office"
    return state.model_copy(update=_changes(state, event))


_Beginning = e.ReviewOpened | e.LetterRefused | e.RemovalCauseShown | e.OfficeResigned


def _begun(state: Tenure | None, event: _Beginning) -> Tenure:
    now = state or Tenure(school=event.school, teacher=event.teacher, title=event.title)
    match event:
        case e.ReviewOpened():
            changes: dict[str, object] = {
                "plan": event.plan,
                "pack_sha256": event.pack_sha256,
                "step": Step.REVIEW,
                "reviewed_until": event.until_on,
                "extensions": event.extensions,
            }
        case e.LetterRefused() | e.RemovalCauseShown():
            cause = (
                cause_of(event.sanction, event.year)
                if isinstance(event, e.RemovalCauseShown)
                else ""
            )
            changes = {"plan": event.plan, "pack_sha256": event.pack_sha256, "cause": cause}
        case e.OfficeResigned():
            changes = {"step": Step.SETTLED, "ground": None}
        case _:
            assert_never(event)
    return now.model_copy(update=changes)


def _changes(
    state: Tenure,
    event: e.TermAppraised
    | e.TenureExtended
    | e.RemovalReported
    | e.RemovalApproved
    | e.RemovalRejected,
) -> dict[str, object]:
    match event:
        case e.TermAppraised():
            return {"step": Step.APPRAISED, "passed": event.passed}
        case e.TenureExtended():
            return {
                "step": Step.SETTLED,
                "extensions": state.extensions + 1,
                "extended_until": event.until_on,
            }
        case e.RemovalReported():
            return {"step": Step.REMOVAL, "ground": event.ground, "decided_by": event.by}
        case e.RemovalApproved():
            return {"step": Step.SETTLED, "ground": None}
        case e.RemovalRejected():
            reviewed = state.ground in e.AFTER_REVIEW
            rejected = state.rejected | ({state.cause} if state.cause and not reviewed else set())
            step = Step.REVIEW if reviewed else Step.SETTLED
            return {"step": step, "ground": None, "rejected": rejected}
        case _:
            assert_never(event)
