"""When the rules are asked: for the draft, and again when the act is received.

The receiving clock decides (电子签名法 第11条). Between draft and signature a deadline may
pass; nobody keeps it by having drafted in time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from adapters.ledger.acts import Draft
from adapters.ledger.errors import DraftLapsedError, StreamMovedError
from adapters.ledger.states import LedgerStates
from domain.decisions import decide
from domain.kernel import Command, Decision
from domain.values.time import beijing_date

MOST_OFF = timedelta(minutes=15)
"""How far the instant that an act claims may be from that of its receipt."""


def judged(states: LedgerStates, commands: Sequence[Command], at: datetime) -> list[Decision]:
    """Return what the rules grant at an instant; a later command sees an earlier one's effect.

    Raises:
        DomainError: A rule refuses.
    """
    decisions: list[Decision] = []
    for command in commands:
        decisions.append(decide(states, command, at=at))
        states.apply(decisions[-1])
    return decisions


def must_still_be_granted(states: LedgerStates, draft: Draft, now: datetime) -> None:
    """Refuse a draft that the rules do not grant any more at the instant of its receipt.

    Dates in a decision are those of its day. Hours that run from the draft stay as they
    were signed: they are off by no more than the claimed instant is.

    Raises:
        DomainError: A rule refuses by now.
        DraftLapsedError: The act claims a time too far from now, or would bear another date.
        StreamMovedError: A stream that the act rests on moved since.
    """
    if now == draft.at:
        return
    if abs(now - draft.at) > MOST_OFF:
        raise DraftLapsedError(f"the act claims {draft.act.at}, too far from now")
    for stream, position in draft.unsigned.reads.items():
        found = states.stream(stream).position
        if found != position:
            raise StreamMovedError(f"{stream} moved from {position} to {found}")
    decisions = judged(states, draft.commands, now)
    today = tuple(recorded for granted in decisions for recorded in granted)
    if beijing_date(now) != beijing_date(draft.at) and today != draft.decision:
        raise DraftLapsedError("the act bears the date of another day")
