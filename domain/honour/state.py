"""What a call for honours, and a person's honours, have come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, assert_never

from domain.honour import events as e
from domain.kernel import Aggregate, Frozen
from domain.planning.honour_sections import HonourKind
from domain.values.ids import Count, Id, Milli, Sha256Hex


class Nomination(Frozen):
    """推荐: by whom, and the years that its papers show."""

    nominator: Id
    papers: tuple[e.YearOnPaper, ...]


class HonourCall(Aggregate):
    """荣誉评选: call, nominations, choice, conferral."""

    KIND: ClassVar[str] = "honour-call"
    plan: Id
    pack_sha256: Sha256Hex
    bureau: Id
    category: Id
    places: Count
    shares: Mapping[Id, Count]
    on: date
    deadline_on: date
    nominations: Mapping[Id, Nomination] = {}
    chosen: tuple[Id, ...] = ()
    conferred: bool = False
    cancelled: bool = False

    @property
    def body(self) -> str:
        return self.bureau


class Attachment(Frozen):
    """跟岗: ``passed`` is unknown while it runs."""

    school: Id
    from_on: date
    until_on: date
    passed: bool | None = None


class Held(Frozen):
    """一项荣誉."""

    plan: Id
    pack_sha256: Sha256Hex
    category: Id
    kind: HonourKind
    joint: bool
    on: date
    until_on: date | None
    revoked: bool = False
    totals: Mapping[int, Milli] = {}
    """What a named teacher's years came to that were appraised."""
    failing: frozenset[int] = frozenset()
    """Those of them without a grade: any of them ends the title."""
    corrected_by: frozenset[Id] = frozenset()
    """Cases by which one of them was corrected."""
    attachments: tuple[Attachment, ...] = ()

    def stands_on(self, day: date) -> bool:
        """Tell whether it was neither revoked nor lost, and its term has not run out."""
        ended = self.revoked or bool(self.failing)
        return not ended and (self.until_on is None or day < self.until_on)

    @property
    def running(self) -> Attachment | None:
        """The attachment whose result is not known yet."""
        return next((each for each in self.attachments if each.passed is None), None)


class Honours(Aggregate):
    """个人荣誉: everything that was conferred on one person, by its call."""

    KIND: ClassVar[str] = "honours"
    bureau: Id
    held: Mapping[Id, Held]

    @property
    def body(self) -> str:
        return self.bureau


def evolve_call(state: HonourCall | None, event: e.CallEvent) -> HonourCall:
    """Return the call after ``event``."""
    if isinstance(event, e.CallOpened):
        return HonourCall(
            plan=event.plan,
            pack_sha256=event.pack_sha256,
            bureau=event.bureau,
            category=event.category,
            places=event.places,
            shares={each.body: each.nominees for each in event.shares},
            on=event.on,
            deadline_on=event.deadline_on,
        )
    assert state is not None, "a call starts with CallOpened"
    match event:
        case e.TeacherNominated():
            new = Nomination(nominator=event.nominator, papers=event.papers)
            changes: dict[str, object] = {"nominations": {**state.nominations, event.teacher: new}}
        case e.NominationDeclined() | e.NominationWithdrawn():
            left = {who: each for who, each in state.nominations.items() if who != event.teacher}
            changes = {"nominations": left, "chosen": () if event.choice_fell else state.chosen}
        case e.CallCancelled():
            changes = {"cancelled": True, "chosen": ()}
        case e.HonoureesChosen():
            changes = {"chosen": event.chosen}
        case e.HonoursConferred() | e.HonoursConferredJointly():
            changes = {"conferred": True}
        case _:
            assert_never(event)
    return state.model_copy(update=changes)


def evolve_honours(state: Honours | None, event: e.RegisterEvent) -> Honours:
    """Return a person's honours after ``event``."""
    if isinstance(event, e.HonourEntered):
        new = Held(
            plan=event.plan,
            pack_sha256=event.pack_sha256,
            category=event.category,
            kind=event.kind,
            joint=event.joint,
            on=event.on,
            until_on=event.until_on,
        )
        before = state.held if state is not None else {}
        return Honours(bureau=event.bureau, held={**before, event.call: new})
    assert state is not None, "what changes an honour follows HonourEntered"
    after = state.held[event.call].model_copy(update=_changes(state.held[event.call], event))
    return state.model_copy(update={"held": {**state.held, event.call: after}})


def _changes(
    held: Held,
    event: e.HonourRevoked
    | e.HonourRevokedJointly
    | e.NamedTeacherAppraised
    | e.NamedAppraisalCorrected
    | e.AttachmentStarted
    | e.AttachmentEnded,
) -> dict[str, object]:
    match event:
        case e.HonourRevoked() | e.HonourRevokedJointly():
            return {"revoked": True}
        case e.NamedTeacherAppraised():
            return _year(held, event)
        case e.NamedAppraisalCorrected():
            return {**_year(held, event), "corrected_by": held.corrected_by | {event.case}}
        case e.AttachmentStarted():
            new = Attachment(school=event.school, from_on=event.from_on, until_on=event.until_on)
            return {"attachments": (*held.attachments, new)}
        case e.AttachmentEnded():
            *earlier, last = held.attachments
            ended = last.model_copy(update={"passed": event.passed})
            return {"attachments": (*earlier, ended)}
        case _:
            assert_never(event)


def _year(
    held: Held, event: e.NamedTeacherAppraised | e.NamedAppraisalCorrected
) -> dict[str, object]:
    this = {event.term_year}
    failing = held.failing | this if event.named_grade is None else held.failing - this
    totals = {**held.totals, event.term_year: event.total_milli}
    return {"totals": totals, "failing": failing}
