"""Which events of a closure are about the matter, and which are only its surroundings.

Nothing is left out of the recomputation by this; it decides what is explained and proved
step by step, and what a reader is shown first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.replay.events import Logged, persons_in
from audit.replay.folding import RecordedStates
from domain.contract.state import Contract
from domain.dispute.state import DisputeCase
from domain.honour.state import HonourCall
from domain.kernel import Aggregate
from domain.office.state import Competition, OutcomeNotice
from domain.principal.state import PrincipalSelection
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.wishes import PostSet
from domain.teacher.state import Teacher

_WHOLE = frozenset(
    {
        "recruitment.first-part-locked.v1",
        "recruitment.shortlist-computed.v1",
        "recruitment.scores-locked.v1",
        "recruitment.ranking-computed.v1",
    }
)
"""Decisions about everybody in the stream."""
_CONTESTS = (Competition, PrincipalSelection, OutcomeNotice, HonourCall)
"""Streams small enough to be told whole: who is chosen there is chosen before all others."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Whom and which schools a decision is about; ``None`` for all."""

    persons: frozenset[str] | None
    schools: frozenset[str] | None

    def holds(self, event: Logged, target: Logged) -> bool:
        """Tell whether an event is about the matter."""
        named = frozenset(persons_in(event))
        of_place = event.stream.startswith(("school:", "teacher:"))
        if of_place and event.stream != target.stream and self.persons is None:
            return not named
        if named:
            return self.persons is None or not named.isdisjoint(self.persons)
        school = event.data.get("school")
        told_by_a_school = self.schools is not None and isinstance(school, str)
        return not told_by_a_school or school in (self.schools or ())


def matter_of(target: Logged, recorded: RecordedStates) -> Matter:
    """Return what a decision is about: the persons named, and those who sought the same post."""
    state = recorded.state(target.stream, target.place)
    if isinstance(state, _CONTESTS):
        return Matter(None, None)
    schools = frozenset(state.schools) if isinstance(state, RecruitmentRound) else None
    named = frozenset((*persons_in(target), *_of_stream(target, state)))
    if target.event.TOPIC in _WHOLE or not named:
        return Matter(None, schools)
    if not isinstance(state, RecruitmentRound):
        return Matter(named, schools)
    sought = frozenset(wish.school for name in named for wish in _wishes(state, name))
    rivals = frozenset() if "judge" in target.data else frozenset(_rivals(state, named))
    return Matter(named | rivals, sought or schools)


def _of_stream(target: Logged, state: Aggregate | None) -> Iterator[str]:
    """Yield whom the target's stream is about, where its events need not repeat it."""
    kind, _, key = target.stream.partition(":")
    if kind == Teacher.KIND:
        yield key
    if isinstance(state, Contract):
        yield state.teacher
    if isinstance(state, DisputeCase):
        yield from state.parties


def _rivals(state: RecruitmentRound, named: frozenset[str]) -> Iterator[str]:
    wanted = {post for name in named for post in _posts(state, name)}
    for name in state.bidders:
        if not wanted.isdisjoint(_posts(state, name)):
            yield name


def _posts(state: RecruitmentRound, person: str) -> set[tuple[str, str]]:
    wishes = _wishes(state, person)
    return {(wish.school, number) for wish in wishes for number in wish.ranked}


def _wishes(state: RecruitmentRound, person: str) -> tuple[PostSet, ...]:
    bidder = state.bidders.get(person)
    return bidder.wishes if bidder is not None else ()
