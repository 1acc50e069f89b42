"""交流登记册: every exchange with its shares, and everybody's way out and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.exchange.events import (
    ExchangeClosed,
    ExchangeEnded,
    ExchangeOpened,
    ExchangeStarted,
    MoveAgreed,
    MoveDeclined,
    MoveProposed,
)
from domain.exchange.state import Step
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable

_STEPS: dict[type, Step] = {
    MoveAgreed: Step.AGREED,
    MoveDeclined: Step.DECLINED,
    ExchangeStarted: Step.STARTED,
    ExchangeEnded: Step.ENDED,
}
_EVENTS = (ExchangeOpened, ExchangeClosed, MoveProposed, MoveAgreed, MoveDeclined)


class ExchangeRegister:
    """One row an exchange, one row a person in it."""

    name: ClassVar[str] = "exchange_register.v1"
    topics: ClassVar[frozenset[str]] = frozenset(
        each.TOPIC for each in (*_EVENTS, ExchangeStarted, ExchangeEnded)
    )

    def __init__(self) -> None:
        self.exchanges = TemporalTable(
            "exchanges",
            keys=("exchange",),
            values=(
                "plan",
                "staff_count",
                "eligible_count",
                "counted_count",
                "required_count",
                "moved_count",
                "backbone_required_count",
                "backbone_moved_count",
                "status",
                "shortfall_basis",
            ),
        )
        self.moves = TemporalTable(
            "exchange_moves",
            keys=("exchange", "person"),
            values=("from_school", "to_school", "posts", "team", "begins", "ends", "status"),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.exchanges, self.moves)

    def apply(self, item: FeedItem) -> None:
        on = beijing_date(item.at)
        match item.event:
            case ExchangeOpened() as opened:
                self.exchanges.put(
                    (item.key,),
                    item.index,
                    on,
                    plan=opened.plan,
                    staff_count=opened.staff,
                    eligible_count=len(opened.candidates),
                    counted_count=sum(each.counted for each in opened.candidates),
                    required_count=opened.required,
                    status="open",
                )
            case ExchangeClosed() as closed:
                self.exchanges.put(
                    (item.key,),
                    item.index,
                    on,
                    moved_count=closed.moved,
                    backbone_required_count=closed.backbone_required,
                    backbone_moved_count=closed.backbone_moved,
                    status="closed",
                    shortfall_basis=closed.shortfall_basis,
                )
            case MoveProposed() as move:
                self.moves.put(
                    (item.key, move.teacher),
                    item.index,
                    on,
                    from_school=move.from_school,
                    to_school=move.to_school,
                    posts="、".join(move.posts),
                    team=move.team,
                    begins=move.from_on.isoformat(),
                    ends=move.until_on.isoformat(),
                    status=Step.PROPOSED.value,
                )
            case MoveAgreed() | MoveDeclined() | ExchangeStarted() | ExchangeEnded() as step:
                status = _STEPS[type(step)].value
                self.moves.put((item.key, step.teacher), item.index, on, status=status)
