"""What a case has come to. One stream a case: ``dispute:<id>``."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar, assert_never

from domain.dispute import events as e
from domain.dispute.channels import CHANNELS, ChannelKind, ChannelRules
from domain.dispute.clocks import Due
from domain.dispute.matters import Matter, Step
from domain.dispute.remedies import Remedy
from domain.kernel import Aggregate, Frozen
from domain.values.ids import Count, Id


class Stage(StrEnum):
    """案件阶段 (E.5)."""

    RECEIVED = "received"  # 收到
    RETURNED = "returned"  # 待补正
    ADMITTED = "admitted"  # 已受理
    INADMISSIBLE = "inadmissible"  # 不予受理
    DECIDED = "decided"  # 已决定
    SERVED = "served"  # 已送达
    EXECUTED = "executed"  # 已执行
    WITHDRAWN = "withdrawn"  # 已撤回
    ARCHIVED = "archived"  # 已归档


class Hearing(StrEnum):
    """听证."""

    NONE = "none"  # 未申请
    REQUESTED = "requested"  # 已申请
    HELD = "held"  # 已举行


class Mediation(Frozen):
    """调解: under way until it ends, or until its last day."""

    until: Due
    agreed: bool | None = None


class DisputeCase(Aggregate):
    """争议案件: who owns it, how far it has come, and its clocks."""

    KIND: ClassVar[str] = "dispute"
    channel: ChannelKind
    complainant: Id
    filed_by: Id
    capacity: e.Capacity
    joined: tuple[Id, ...]
    matter: Matter
    contested: e.StreamName | None
    handling_body: Id
    owners: tuple[Id, ...]
    """Everybody who owned the case, the first owner first (S004-02)."""
    received_on: date
    decide_by: Due | None
    stage: Stage = Stage.RECEIVED
    material_told: bool = False
    material_until: date | None = None
    investigators: tuple[Id, ...] = ()
    reported: bool = False
    hearing: Hearing = Hearing.NONE
    mediation: Mediation | None = None
    suspended_on: date | None = None
    extended: bool = False
    remedies: tuple[Remedy, ...] = ()
    execute_within_days: Count = 0
    served_on: date | None = None
    turned_away_on: date | None = None
    """When it was declared inadmissible."""
    seek_by: Due | None = None
    execute_by: Due | None = None
    taken_further: bool = False

    @property
    def body(self) -> str:
        return self.handling_body

    @property
    def owner(self) -> Id:
        """Person who owns the case now."""
        return self.owners[-1]

    @property
    def rules(self) -> ChannelRules:
        """The rules of the case's channel."""
        return CHANNELS[self.channel]

    @property
    def parties(self) -> frozenset[Id]:
        """Everybody whose matter this is; none of them has a part in deciding it."""
        against = {self.matter.against} if self.matter.against else set()
        return frozenset({self.complainant, self.filed_by, self.matter.affected, *self.joined}) | (
            against
        )

    @property
    def matter_now(self) -> Matter:
        """The matter with this channel among its steps, once its decision was served."""
        if self.served_on is None:
            return self.matter
        step = Step(channel=self.channel, served_on=self.served_on)
        return self.matter.model_copy(update={"steps": (*self.matter.steps, step)})

    @property
    def blocks_finalisation(self) -> bool:
        """Tell whether the case keeps a list from becoming final: B6-08."""
        return self.rules.blocks_finalisation and self.stage in _OPEN

    @property
    def suspends_execution(self) -> bool:
        """Tell whether the contested decision waits for the case: B7-05."""
        return self.rules.suspends_execution and self.stage in _OPEN

    def is_final(self, on: date) -> bool:
        """Tell whether the served decision can no longer be taken further, nor was."""
        if self.served_on is None or self.taken_further:
            return False
        return self.seek_by is None or self.seek_by.is_over(on)


_OPEN = frozenset({Stage.RECEIVED, Stage.RETURNED, Stage.ADMITTED})


def evolve(state: DisputeCase | None, event: e.DisputeEvent) -> DisputeCase:
    """Return the case after ``event``."""
    if isinstance(event, e.CaseReceived):
        return _received(event)
    assert state is not None, "a case starts with CaseReceived"
    return state.model_copy(update=_changes(state, event))


def _received(event: e.CaseReceived) -> DisputeCase:
    return DisputeCase(
        channel=event.channel,
        complainant=event.complainant,
        filed_by=event.filed_by,
        capacity=event.capacity,
        joined=event.joined,
        matter=event.matter,
        contested=event.contested,
        handling_body=event.body,
        owners=(event.first_owner,),
        received_on=event.on,
        decide_by=event.decide_by,
    )


_EntryEvent = (
    e.CaseHandedOver
    | e.MaterialRequested
    | e.MaterialSupplied
    | e.CaseAdmitted
    | e.CaseDeclaredInadmissible
)
_InquiryEvent = (
    e.InvestigatorsAppointed
    | e.InvestigatorReplaced
    | e.InvestigationReported
    | e.HearingRequested
    | e.HearingHeld
    | e.MediationStarted
    | e.MediationEnded
)
_ClockEvent = e.CaseSuspended | e.CaseResumed | e.PeriodExtended
_EndEvent = (
    e.CaseDecided
    | e.DecisionServed
    | e.FurtherRemedySought
    | e.CaseWithdrawn
    | e.CaseExecuted
    | e.CaseArchived
)


def _changes(
    state: DisputeCase, event: _EntryEvent | _InquiryEvent | _ClockEvent | _EndEvent
) -> dict[str, object]:
    if isinstance(event, _EntryEvent):
        return _entry(state, event)
    if isinstance(event, _InquiryEvent):
        return _inquiry(state, event)
    if isinstance(event, _ClockEvent):
        return _clock(event)
    return _end(event)


def _entry(state: DisputeCase, event: _EntryEvent) -> dict[str, object]:
    match event:
        case e.CaseHandedOver():
            return {"owners": (*state.owners, event.to_owner), "handling_body": event.body}
        case e.MaterialRequested():
            told = {"material_told": True, "material_until": event.until}
            return {**told, "stage": Stage.RETURNED}
        case e.MaterialSupplied():
            return {"stage": Stage.RECEIVED}
        case e.CaseAdmitted():
            return {"stage": Stage.ADMITTED, "decide_by": event.decide_by}
        case e.CaseDeclaredInadmissible():
            return {"stage": Stage.INADMISSIBLE, "turned_away_on": event.on}
        case _:
            assert_never(event)


def _inquiry(state: DisputeCase, event: _InquiryEvent) -> dict[str, object]:
    match event:
        case e.InvestigatorsAppointed():
            return {"investigators": event.investigators}
        case e.InvestigatorReplaced():
            rest = tuple(each for each in state.investigators if each != event.withdrawn)
            return {"investigators": (*rest, event.successor), "reported": False}
        case e.InvestigationReported():
            return {"reported": True}
        case e.HearingRequested():
            return {"hearing": Hearing.REQUESTED}
        case e.HearingHeld():
            return {"hearing": Hearing.HELD}
        case e.MediationStarted():
            return {"mediation": Mediation(until=event.until)}
        case e.MediationEnded():
            assert state.mediation is not None, "a mediation that ends was started"
            return {"mediation": state.mediation.model_copy(update={"agreed": event.agreed})}
        case _:
            assert_never(event)


def _clock(event: _ClockEvent) -> dict[str, object]:
    match event:
        case e.CaseSuspended():
            return {"suspended_on": event.on}
        case e.CaseResumed():
            return {"suspended_on": None, "decide_by": event.decide_by}
        case e.PeriodExtended():
            return {"extended": True, "decide_by": event.decide_by}
        case _:
            assert_never(event)


def _end(event: _EndEvent) -> dict[str, object]:
    match event:
        case e.CaseDecided():
            within = {"execute_within_days": event.execute_within_days}
            return {**within, "stage": Stage.DECIDED, "remedies": event.remedies}
        case e.DecisionServed():
            clocks = {"seek_by": event.seek_by, "execute_by": event.execute_by}
            return {**clocks, "stage": Stage.SERVED, "served_on": event.on}
        case e.FurtherRemedySought():
            return {"taken_further": True}
        case e.CaseWithdrawn():
            return {"stage": Stage.WITHDRAWN}
        case e.CaseExecuted():
            return {"stage": Stage.EXECUTED}
        case e.CaseArchived():
            return {"stage": Stage.ARCHIVED}
        case _:
            assert_never(event)
