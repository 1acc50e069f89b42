"""When the rules are asked: for the draft, and again when the act is received.

The receiving clock decides (电子签名法 第11条). Between draft and signature a deadline may
pass; nobody keeps it by having drafted in time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from adapters.ledger.acts import Draft, instant_text
from adapters.ledger.errors import ClockBehindError, DraftLapsedError, StreamMovedError
from adapters.ledger.states import LedgerStates
from domain.decisions import decide
from domain.kernel import Command, Decision
from domain.values.time import beijing_date

MOST_OFF = timedelta(minutes=15)
"""How far the instant that an act claims may be from that of its receipt."""


def stated_time(clock: datetime, newest: str) -> datetime:
    """Return the time that an act states: never before that of an act which its signers see.

    ``newest`` is the latest time in the log, ``""`` where it is empty. Clocks of several
    writers differ, and one may be set back: a little behind, an act states the newest time.

    Raises:
        ClockBehindError: The clock is further behind than an act's time may be off.
    """
    if not newest or clock >= (latest := datetime.fromisoformat(newest)):
        return clock
    if latest - clock > MOST_OFF:
        told = f"the clock says {instant_text(clock)}, the log has an act of {newest}"
        raise ClockBehindError(told)
    return latest


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
