"""A seat of a grade is given up with the service it was for, and comes back with it (等级腾岗)."""

from __future__ import annotations

from datetime import date

from domain.grade import events as e
from domain.grade.state import GradeRecord, GradeStructure
from domain.kernel import Decision, Recorded, States, stream_of


def grade_given_up(
    states: States, person: str, ground: e.GradeEndGround, on: date, *, round_: str | None = None
) -> Decision:
    """等级终止腾岗: who leaves school or service holds its grade no longer, the same day.

    So the seats of a grade are held by people of the school only, and the next may have one.
    The title stays. 依据: B2-08, B2-10, INV1.
    """
    record = states.find(GradeRecord, person)
    if record is None or record.holds is None:
        return ()
    held = record.holds
    ended = e.GradeEnded(
        teacher=person,
        school=held.school,
        grade=held.grade,
        series=held.series,
        ground=ground,
        on=on,
        round=round_,
    )
    freed = e.GradeSeatFreed(person=person, grade=held.grade, series=held.series)
    return (
        Recorded(stream_of(GradeRecord, person), ended),
        Recorded(stream_of(GradeStructure, held.school), freed),
    )


def grade_back(states: States, person: str, school: str, round_: str, on: date) -> Decision:
    """等级恢复: a move that was undone ends no grade, as long as a seat of it is free.

    Without a free seat school and HR bureau appoint anew once there is one. 依据: B2-08, B2-10.
    """
    record = states.find(GradeRecord, person)
    lost = record.lost if record is not None and record.lost_by == round_ else None
    structure = states.find(GradeStructure, school)
    if lost is None or lost.school != school or structure is None:
        return ()
    if not structure.has_free(lost.grade, lost.series):
        return ()
    restored = e.GradeRestored(
        teacher=person,
        school=school,
        grade=lost.grade,
        series=lost.series,
        round=round_,
        from_on=lost.from_on,
        on=on,
    )
    return (
        Recorded(stream_of(GradeRecord, person), restored),
        Recorded(
            stream_of(GradeStructure, school),
            e.GradeSeatTaken(person=person, grade=lost.grade, series=lost.series),
        ),
    )
