"""What a teacher's service has come to."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, assert_never

from domain.appraisal import file as personnel
from domain.appraisal.file_events import FileEvent
from domain.kernel import Aggregate, Frozen
from domain.protection import state as protection
from domain.protection.events import ProtectionEvent
from domain.school.posts import StaffClass
from domain.teacher import events as e
from domain.teacher.absence import Absence
from domain.values.ids import Id, Milli, PostNumber


class PostHeld(Frozen):
    """在岗: the one active post set (INV1)."""

    round: Id
    school: Id
    posts: tuple[PostNumber, ...]
    staff_class: StaffClass
    periods_milli: Milli
    from_on: date


class Resignation(Frozen):
    """辞聘: notice that the person gave and that was not completed yet."""

    notice_until: date
    leaves_on: date


class Exchange(Frozen):
    """交流中: where the teacher serves for the time being. ``until_on`` is exclusive."""

    exchange: Id
    school: Id
    remote: bool
    from_on: date
    until_on: date


class CameFrom(Frozen):
    """原任职: what a move by a round left behind, and what is again if the move is undone."""

    school: Id
    joined_school_on: date
    moved_by: Id | None
    returned_on: date | None


class Stay(Frozen):
    """交流经历: an exchange that is over. ``until_on`` is exclusive."""

    school: Id
    from_on: date
    until_on: date


class Teacher(Aggregate):
    """教师: where she belongs and what post set she holds."""

    KIND: ClassVar[str] = "teacher"
    school: Id
    service_started_on: date
    joined_school_on: date
    subject: str | None = None
    holds: PostHeld | None = None
    hired: tuple[PostHeld, ...] = ()
    """Every post set that a round gave her and did not take back, the last one last. A contract
    is about one of them, and goes on while she has no post, or serves as a guest elsewhere."""
    revoked: tuple[PostHeld, ...] = ()
    """Post sets that a round gave her and took back."""
    moved_by: Id | None = None
    """The round that brought her to this school, if one did."""
    came_from: CameFrom | None = None
    unit_since: date
    """Since when years in the unit count. A move by a round is arranged by the unit, so it
    does not interrupt them (劳动合同法实施条例 第10条)."""
    safeguards: protection.Safeguards = protection.Safeguards()
    absences: tuple[Absence, ...] = ()
    resignation: Resignation | None = None
    exited: e.ExitGround | None = None
    exited_on: date | None = None
    returned_on: date | None = None
    """The day of her return from an exchange, if she was on one from this school."""
    on_exchange: Exchange | None = None
    remote_exchanges: tuple[tuple[date, date], ...] = ()
    """Begin and end of every exchange to a remote school."""
    exchanges_served: tuple[Stay, ...] = ()
    """Every exchange that is over."""
    file: personnel.PersonnelFile = personnel.PersonnelFile()

    @property
    def unbroken_from_on(self) -> date:
        """The day since which she has served in her school without a break."""
        return self.returned_on or self.joined_school_on

    @property
    def body(self) -> str:
        return self.school

    def works_at(self, school: str, day: date) -> bool:
        """Tell whether she is one of a school's staff at work (在编在岗), by all that is known."""
        where = self.on_exchange.school if self.on_exchange is not None else self.school
        away = any(each.holds(day) for each in self.file.leaves)
        return self.exited is None and where == school and not away


def evolve(state: Teacher | None, event: e.TeacherEvent | ProtectionEvent | FileEvent) -> Teacher:
    """Return the teacher after ``event``."""
    if isinstance(event, e.TeacherRegistered):
        return Teacher(
            school=event.school,
            service_started_on=event.service_started_on,
            joined_school_on=event.joined_school_on,
            subject=event.subject,
            unit_since=event.joined_school_on,
        )
    assert state is not None, "a teacher starts with TeacherRegistered"
    if isinstance(event, ProtectionEvent):
        after = protection.evolve(state.safeguards, event)
        return state.model_copy(update={"safeguards": after})
    if isinstance(event, FileEvent):
        filed = personnel.evolve(state.file, event)
        return state.model_copy(update={"file": filed})
    if isinstance(event, _LeavingEvent):
        return state.model_copy(update=_leaving(state, event))
    match event:
        case e.PostTaken():
            held = PostHeld(
                round=event.round,
                school=event.school,
                posts=event.posts,
                staff_class=event.staff_class,
                periods_milli=event.periods_milli,
                from_on=event.from_on,
            )
            return state.model_copy(update=_taken(state, held))
        case e.PostLeft():
            return state.model_copy(update=_left(state, event))
        case e.TeacherTransferred():
            return state.model_copy(update=_moved(state, event))
        case e.SentOnExchange():
            away = Exchange(
                exchange=event.exchange,
                school=event.to_school,
                remote=event.remote,
                from_on=event.from_on,
                until_on=event.until_on,
            )
            guest = tuple(each for each in state.hired if each.round != event.exchange)
            return state.model_copy(update={"on_exchange": away, "hired": guest})
        case e.ReturnedFromExchange():
            return _returned(state, event)
        case _:
            assert_never(event)


def _taken(state: Teacher, held: PostHeld) -> dict[str, object]:
    """Return what taking a post changes; a contract made for it before counts again."""
    about = (held.round, held.posts)
    fell = tuple(each for each in state.revoked if (each.round, each.posts) != about)
    return {"holds": held, "hired": (*state.hired, held), "revoked": fell}


def _left(state: Teacher, event: e.PostLeft) -> dict[str, object]:
    """Return what leaving a post changes; where the appointment falls, she was not hired."""
    if event.reason is not e.PostLeftReason.APPOINTMENT_REVOKED:
        return {"holds": None}
    kept = tuple(each for each in state.hired if each != state.holds)
    fell = () if state.holds is None else (state.holds,)
    return {"holds": None, "hired": kept, "revoked": (*state.revoked, *fell)}


_LeavingEvent = (
    e.AbsenceRecorded
    | e.AbsenceVoided
    | e.TeacherResigned
    | e.ResignationWithdrawn
    | e.ResignationCompleted
    | e.TeacherExited
)


def _leaving(state: Teacher, event: _LeavingEvent) -> dict[str, object]:
    match event:
        case e.AbsenceRecorded():
            new = Absence(absence=event.absence, from_on=event.from_on, until_on=event.until_on)
            return {"absences": (*state.absences, new)}
        case e.AbsenceVoided():
            rest = (each for each in state.absences if each.absence != event.absence)
            return {"absences": tuple(rest)}
        case e.TeacherResigned():
            return {
                "resignation": Resignation(
                    notice_until=event.notice_until, leaves_on=event.leaves_on
                )
            }
        case e.ResignationWithdrawn() | e.ResignationCompleted():
            return {"resignation": None}
        case e.TeacherExited():
            return {"exited": event.ground, "exited_on": event.on}
        case _:
            assert_never(event)


def _moved(state: Teacher, event: e.TeacherTransferred) -> dict[str, object]:
    """Return what a move changes; a round that takes its own move back leaves no trace of it.

    Years in a school are counted, and original staff are told, as if there had been none.
    """
    before = state.came_from
    if before is not None and (before.school, event.round) == (event.to_school, state.moved_by):
        return {**before.model_dump(), "came_from": None}
    left = CameFrom(
        school=state.school,
        joined_school_on=state.joined_school_on,
        moved_by=state.moved_by,
        returned_on=state.returned_on,
    )
    return {
        "school": event.to_school,
        "joined_school_on": event.on,
        "moved_by": event.round,
        "returned_on": None,
        "came_from": left,
    }


def _returned(state: Teacher, event: e.ReturnedFromExchange) -> Teacher:
    away = state.on_exchange
    assert away is not None, "whoever returns was away"
    until_on = max(away.from_on, event.on)  # sent ahead of a term that never began
    served = ((away.from_on, until_on),) if away.remote else ()
    return state.model_copy(
        update={
            "on_exchange": None,
            "returned_on": event.on,
            "remote_exchanges": (*state.remote_exchanges, *served),
            "exchanges_served": (
                *state.exchanges_served,
                Stay(school=away.school, from_on=away.from_on, until_on=until_on),
            ),
        }
    )
