"""What a notice has come to. One stream a round: ``notice:<round id>``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, assert_never

from domain.kernel import Aggregate, Frozen
from domain.notice import events as e
from domain.values.ids import Count, Id, Sha256Hex


class Standing(StrEnum):
    """公示状态."""

    UP = "up"  # 公示中
    ENDED = "ended"  # 期满
    WITHDRAWN = "withdrawn"  # 已撤回


class Shown(Frozen):
    """所示名单: a list, and what the ranking behind it was computed from."""

    list_sha256: Sha256Hex
    inputs_sha256: Sha256Hex | None = None


class Objection(Frozen):
    """异议: open until it is upheld or rejected."""

    objector: Id
    against: Id
    blocking: bool
    contested: tuple[e.NoticeEntry, ...] = ()
    """The lines of both persons in the list objected to."""
    about: Shown
    """The list objected to."""
    upheld: bool | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether nobody has decided it."""
        return self.upheld is None


class Notice(Aggregate):
    """公示: the list that is up, its clock, and what people object to."""

    KIND: ClassVar[str] = "notice"
    issuer: Id
    round: Id
    entries: tuple[e.NoticeEntry, ...]
    list_sha256: Sha256Hex
    contact: e.Contact
    inputs_sha256: Sha256Hex | None = None
    """What the ranking shown was computed from."""
    on: date
    working_days: Count
    last_day: date
    """The period runs out at 24:00 of this day."""
    standing: Standing = Standing.UP
    withdrawn_on: date | None = None
    shown_days: Count = 0
    """Working days for which the list was up before it was last withdrawn."""
    taken_down: bool = False
    objections: Mapping[Id, Objection] = {}
    condemned: frozenset[Shown] = frozenset()
    """Lists about which an objection was upheld: none of them may become final."""

    @property
    def body(self) -> str:
        return self.issuer

    @property
    def shown(self) -> Shown:
        """The list that is up, and the ranking behind it."""
        return Shown(list_sha256=self.list_sha256, inputs_sha256=self.inputs_sha256)

    @property
    def ended(self) -> bool:
        """Tell whether the period ran out and the list is final."""
        return self.standing is Standing.ENDED

    @property
    def blocking(self) -> tuple[Id, ...]:
        """Open objections that keep the period from ending."""
        found = self.objections.items()
        return tuple(name for name, each in found if each.is_open and each.blocking)


def evolve(state: Notice | None, event: e.NoticeEvent) -> Notice:
    """Return the notice after ``event``."""
    if isinstance(event, e.NoticePublished):
        return _published(state, event)
    assert state is not None, "a notice starts with NoticePublished"
    match event:
        case e.NoticeRestarted():
            return _restarted(state, event)
        case e.ObjectionFiled() | e.ObjectionUpheld() | e.ObjectionRejected():
            return _objected(state, event)
        case e.NoticePeriodEnded():
            return state.model_copy(update={"standing": Standing.ENDED})
        case e.NoticeWithdrawn():
            return state.model_copy(
                update={"standing": Standing.WITHDRAWN, "withdrawn_on": event.on}
            )
        case e.NoticeReissued():
            return state.model_copy(
                update={
                    "standing": Standing.UP,
                    "withdrawn_on": None,
                    "contact": event.contact,
                    "shown_days": event.shown_days,
                    "on": event.on,
                    "last_day": event.last_day,
                }
            )
        case e.NoticeTakenDown():
            return state.model_copy(update={"taken_down": True})
        case _:
            assert_never(event)


def _published(state: Notice | None, event: e.NoticePublished) -> Notice:
    """Putting up a withdrawn notice again keeps what was objected to."""
    return Notice(
        issuer=event.issuer,
        round=event.round,
        entries=event.entries,
        list_sha256=event.list_sha256,
        contact=event.contact,
        inputs_sha256=event.inputs_sha256,
        on=event.on,
        working_days=event.working_days,
        last_day=event.last_day,
        objections=state.objections if state else {},
        condemned=state.condemned if state else frozenset(),
    )


def _restarted(state: Notice, event: e.NoticeRestarted) -> Notice:
    changes = {
        "entries": event.entries,
        "list_sha256": event.list_sha256,
        "inputs_sha256": event.inputs_sha256,
        "standing": Standing.UP,
        "on": event.on,
        "last_day": event.last_day,
        "shown_days": 0,
        "taken_down": False,
    }
    return state.model_copy(update=changes)


def _objected(
    state: Notice, event: e.ObjectionFiled | e.ObjectionUpheld | e.ObjectionRejected
) -> Notice:
    if isinstance(event, e.ObjectionFiled):
        objection = Objection(
            objector=event.objector,
            against=event.against,
            blocking=event.blocking,
            contested=_lines_of(state, event.objector, event.against),
            about=state.shown,
        )
        condemned = state.condemned
    else:
        upheld = isinstance(event, e.ObjectionUpheld)
        objection = state.objections[event.objection].model_copy(update={"upheld": upheld})
        condemned = state.condemned | (_condemned(state, objection) if upheld else frozenset())
    objections = {**state.objections, event.objection: objection}
    return state.model_copy(update={"objections": objections, "condemned": condemned})


def _condemned(state: Notice, objection: Objection) -> frozenset[Shown]:
    """Return the lists that an upheld objection condemns.

    The list objected to; and the one that is up, unless what was objected to has changed in it:
    the lines of both, or the scores behind the ranking.
    """
    now = _lines_of(state, objection.objector, objection.against)
    same_scores = state.inputs_sha256 == objection.about.inputs_sha256
    still = {state.shown} if now == objection.contested and same_scores else set()
    return frozenset({objection.about, *still})


def _lines_of(state: Notice, *people: Id) -> tuple[e.NoticeEntry, ...]:
    return tuple(each for each in state.entries if each.person in people)
