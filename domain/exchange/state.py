"""What a year's exchange has come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, assert_never

from domain.exchange import events as e
from domain.kernel import Aggregate, Frozen
from domain.values.ids import Count, Id, PostNumber, Sha256Hex


class Step(StrEnum):
    """交流进度."""

    PROPOSED = "proposed"  # 已提出
    AGREED = "agreed"  # 已同意
    DECLINED = "declined"  # 不同意
    STARTED = "started"  # 交流中
    ENDED = "ended"  # 已结束


class Movement(Frozen):
    """一人一次交流."""

    from_school: Id
    to_school: Id
    posts: tuple[PostNumber, ...]
    team: Id | None
    from_on: date
    until_on: date
    step: Step = Step.PROPOSED


class Exchange(Aggregate):
    """交流轮岗: the eligible, frozen when it opened, and their moves."""

    KIND: ClassVar[str] = "exchange"
    owner: Id
    plan: Id
    pack_sha256: Sha256Hex
    zones: tuple[e.Zone, ...]
    candidates: Mapping[Id, e.Candidate]
    required: Count
    moves: Mapping[Id, Movement] = {}
    closed: bool = False

    @property
    def body(self) -> str:
        return self.owner

    @property
    def counted(self) -> int:
        """How many eligible teachers the share is one of."""
        return sum(each.counted for each in self.candidates.values())

    @property
    def moved(self) -> tuple[e.Candidate, ...]:
        """Those among them who went, whether they are back or not."""
        gone = (Step.STARTED, Step.ENDED)
        found = (self.candidates[who] for who, move in self.moves.items() if move.step in gone)
        return tuple(each for each in found if each.counted)

    def zone_of(self, school: str) -> str | None:
        """Return the zone of a school, or ``None`` outside of the exchange."""
        return next((each.zone for each in self.zones if school in each.schools), None)

    def team(self, team: str) -> tuple[Movement, ...]:
        """Return the moves of a team."""
        return tuple(move for move in self.moves.values() if move.team == team)


_STEPS: dict[type[e.ExchangeEvent], Step] = {
    e.MoveAgreed: Step.AGREED,
    e.MoveDeclined: Step.DECLINED,
    e.ExchangeStarted: Step.STARTED,
    e.ExchangeEnded: Step.ENDED,
}


def evolve(state: Exchange | None, event: e.ExchangeEvent) -> Exchange:
    """Return the exchange after ``event``."""
    if isinstance(event, e.ExchangeOpened):
        return _opened(event)
    assert state is not None, "an exchange starts with ExchangeOpened"
    match event:
        case e.TeamFormed():
            return state
        case e.ExchangeClosed():
            return state.model_copy(update={"closed": True})
        case e.MoveProposed():
            move = Movement(
                from_school=event.from_school,
                to_school=event.to_school,
                posts=event.posts,
                team=event.team,
                from_on=event.from_on,
                until_on=event.until_on,
            )
        case e.MoveAgreed() | e.MoveDeclined() | e.ExchangeStarted() | e.ExchangeEnded():
            step = _STEPS[type(event)]
            move = state.moves[event.teacher].model_copy(update={"step": step})
        case _:
            assert_never(event)
    return state.model_copy(update={"moves": {**state.moves, event.teacher: move}})


def _opened(event: e.ExchangeOpened) -> Exchange:
    return Exchange(
        owner=event.body,
        plan=event.plan,
        pack_sha256=event.pack_sha256,
        zones=event.zones,
        candidates={each.teacher: each for each in event.candidates},
        required=event.required,
    )
