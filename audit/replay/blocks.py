"""Which events of an act are one decision, and which of them leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from audit.replay.events import Logged
from domain.signers import SIGNERS

_EXECUTED = "dispute.case-executed.v1"
GATHERS = frozenset({_EXECUTED, "quota.quota-allocated.v1"})
"""Topics whose event stands at the end of what it brought about in the same act."""
_TEAM = "exchange.team-formed.v1"
_FOLLOWS: Mapping[str, frozenset[str]] = {
    "school.seat-freed.v1": frozenset({"teacher.post-left.v1"}),
    "school.office-ended.v1": frozenset({"recruitment.teacher-left-unplaced.v1"}),
    "school.office-restored.v1": frozenset({"recruitment.directly-appointed.v1"}),
    "school.office-restoration-held.v1": frozenset({"recruitment.directly-appointed.v1"}),
    "exchange.move-proposed.v1": frozenset({_TEAM}),
    "appraisal.leave-approved.v1": frozenset({"appraisal.leave-recorded.v1"}),
}
"""What an event may be carried by, though it may be signed for by itself as well."""


def follows(topic: str, lead: str) -> bool:
    """Tell whether an event of ``topic`` was carried into the act by one of topic ``lead``."""
    rule = SIGNERS.get(topic)
    carried = rule.follows if rule is not None else frozenset()
    return lead in carried | _FOLLOWS.get(topic, frozenset())


def blocks(events: Sequence[Logged]) -> Iterator[tuple[Logged, ...]]:
    """Yield an act's events by decision: the one that leads, then those that follow from it.

    Where one event gathers what stands before it in the act, they are one decision.
    """
    done = 0
    for number, event in enumerate(events):
        if event.event.TOPIC in GATHERS:
            start = _gathered_from(events, number, done)
            yield from _in_order(events[done:start])
            yield tuple(events[start : number + 1])
            done = number + 1
    yield from _in_order(events[done:])


def _gathered_from(events: Sequence[Logged], end: int, done: int) -> int:
    """Return where the decision begins: a case executed gathers all that stands before it."""
    gatherer = events[end]
    if gatherer.event.TOPIC == _EXECUTED:
        return done
    start = end
    while start > done and _is_carried(events[start - 1], gatherer):
        start -= 1
    return start


def _in_order(events: Sequence[Logged]) -> Iterator[tuple[Logged, ...]]:
    block: list[Logged] = []
    for event in events:
        if block and not _is_carried(event, block[0]):
            yield tuple(block)
            block = []
        block.append(event)
    if block:
        yield tuple(block)


def _is_carried(event: Logged, lead: Logged) -> bool:
    if lead.event.TOPIC == _TEAM and event.data.get("team") != lead.data.get("team"):
        return False
    return follows(event.event.TOPIC, lead.event.TOPIC)


def lead_of(block: Sequence[Logged]) -> Logged:
    """Return the event by which a decision is known, and from which its command is told."""
    return next((each for each in block if each.event.TOPIC in GATHERS), block[0])
