"""What a contract has come to. Its id is ``contract_id`` of what it is about."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, assert_never

from domain.contract import events as e
from domain.kernel import Aggregate, Frozen, States, require
from domain.planning.pack import RulePack
from domain.planning.protection_sections import ExitRules, exit_rules_of
from domain.planning.state import Plan
from domain.recruitment.state import RecruitmentRound
from domain.teacher.events import ExitGround
from domain.values.ids import Count, Id, PostNumber


class TerminationNotice(Frozen):
    """解除通知: served, and not withdrawn."""

    ground: ExitGround
    notice_until: date
    unqualified_years: tuple[Count, ...]


class UnionHearing(Frozen):
    """听取工会意见: told of a ground; what the union says, and whether it was answered."""

    ground: ExitGround
    opinion_until: date
    objects: bool | None = None
    """``None`` until the union has spoken."""
    answered_on: date | None = None


class Contract(Aggregate):
    """聘约: valid from its signing; filing it late does not change that."""

    KIND: ClassVar[str] = "contract"
    teacher: Id
    school: Id
    round: Id
    posts: tuple[PostNumber, ...]
    from_on: date
    until_on: date
    filed_on: date | None = None
    termination: TerminationNotice | None = None
    union: UnionHearing | None = None
    ended_on: date | None = None

    @property
    def body(self) -> str:
        return self.school


def evolve(state: Contract | None, event: e.ContractEvent) -> Contract:
    """Return the contract after ``event``."""
    match event:
        case e.ContractSigned():
            return Contract(
                teacher=event.teacher,
                school=event.school,
                round=event.round,
                posts=event.posts,
                from_on=event.from_on,
                until_on=event.until_on,
            )
        case _:
            assert state is not None, "a contract starts with ContractSigned"
            return state.model_copy(update=_changes(event, state.union))


def _changes(
    event: e.ContractFiled
    | e.ContractExtended
    | e.TerminationNoticeServed
    | e.TerminationNoticeWithdrawn
    | e.ContractTerminated
    | e.ContractEnded
    | e.UnionEvent,
    union: UnionHearing | None,
) -> dict[str, object]:
    match event:
        case e.ContractFiled():
            return {"filed_on": event.on}
        case e.ContractExtended():
            return {"until_on": event.until_on}
        case e.TerminationNoticeServed():
            notice = TerminationNotice(
                ground=event.ground,
                notice_until=event.notice_until,
                unqualified_years=event.unqualified_years,
            )
            return {"termination": notice}
        case e.TerminationNoticeWithdrawn():
            return {"termination": None, "union": None}
        case e.ContractTerminated() | e.ContractEnded():
            return {"ended_on": event.on, "termination": None}
        case e.UnionTold() | e.UnionOpinionGiven() | e.UnionAnswered():
            return {"union": _heard(union, event)}
        case _:
            assert_never(event)


def _heard(union: UnionHearing | None, event: e.UnionEvent) -> UnionHearing:
    if isinstance(event, e.UnionTold):
        return UnionHearing(ground=event.ground, opinion_until=event.opinion_until)
    assert union is not None, "the union is told first"
    if isinstance(event, e.UnionOpinionGiven):
        return union.model_copy(update={"objects": event.objects})
    return union.model_copy(update={"answered_on": event.on})


def exit_rules_for(states: States, contract: Contract | None) -> ExitRules:
    """Return the rules of exit of the pack that the contract was made under, or the law's."""
    return exit_rules_of(pack_of(states, contract) if contract is not None else None)


def pack_of(states: States, contract: Contract) -> RulePack:
    """Return the pack that a contract was made under."""
    round_ = require(states, RecruitmentRound, contract.round)
    return require(states, Plan, round_.plan).packs[round_.pack_sha256]
