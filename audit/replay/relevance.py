"""Which events of a closure are about the matter, and which are only its surroundings.

Nothing is left out of the recomputation by this; it decides what is explained and proved
step by step, and what a reader is shown first.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.replay.events import Logged, persons_in
from audit.replay.folding import RecordedStates
from domain.recruitment.state import RecruitmentRound

_WHOLE = frozenset({"recruitment.ranking-computed.v1", "recruitment.scores-locked.v1"})
"""Decisions about everybody in the stream."""
EVERYBODY = frozenset({"*"})


def subjects_of(target: Logged, recorded: RecordedStates) -> frozenset[str]:
    """Return the persons whom a decision is about, with those who sought the same post."""
    if target.event.TOPIC in _WHOLE:
        return EVERYBODY
    named = frozenset(persons_in(target))
    if not named:
        return EVERYBODY
    state = recorded.state(target.stream, target.place)
    if not isinstance(state, RecruitmentRound) or "judge" in target.data:
        return named
    return named | frozenset(_rivals(state, named))


def matters(event: Logged, target: Logged, subjects: frozenset[str]) -> bool:
    """Tell whether an event is about the matter."""
    named = frozenset(persons_in(event))
    if event.stream.startswith(("school:", "teacher:")) and event.stream != target.stream:
        return not named or bool(named & subjects)
    if named:
        return subjects == EVERYBODY or bool(named & subjects)
    return True


def _rivals(state: RecruitmentRound, named: frozenset[str]) -> Iterator[str]:
    wanted = {
        (wish.school, number)
        for name in named & state.bidders.keys()
        for wish in state.bidders[name].wishes
        for number in wish.ranked
    }
    for bidder in state.bidders.values():
        posts = {(wish.school, number) for wish in bidder.wishes for number in wish.ranked}
        if posts & wanted:
            yield bidder.teacher
