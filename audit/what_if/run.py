"""Runs history again from the first thing supposed, as far as anything depends on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from audit.replay.as_found import as_found
from audit.replay.authenticity import Authenticity
from audit.replay.causes import kin_of, streams_named
from audit.replay.events import Logged
from audit.replay.folding import RecordedStates
from audit.replay.rerun import Outcome, Rerun
from audit.replay.source import Place, Source
from audit.what_if.adapting import adapted, is_formal
from audit.what_if.standings import Seat, Standing, Vacancy, seats, standings, vacancies
from audit.what_if.supposing import Supposition, SuppositionError, round_stream
from domain.kernel import Aggregate
from domain.planning.state import Plan
from domain.recruitment.state import RecruitmentRound


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would have been. ``effects`` are in the order in which history went."""

    target: Logged
    told: tuple[str, ...]
    effects: tuple[Outcome, ...]
    """Decisions that would have been otherwise: left out, fallen, or with another content."""
    standings: tuple[Standing, ...]
    """Ranks and totals that would have been otherwise."""
    seats: tuple[Seat, ...]
    """Appointments that would have been otherwise."""
    vacancies: tuple[Vacancy, ...]
    """Posts that would have been open, and whose turn it would have been by rank."""
    asked: int
    """How many decisions were put to the rules again."""

    @property
    def fallen(self) -> tuple[Outcome, ...]:
        """Decisions that the rules would have refused."""
        refused = (each for each in self.effects if each.refusal is not None)
        return tuple(each for each in refused if not each.formal)

    @property
    def own(self) -> Outcome | None:
        """What would have become of the decision itself; ``None`` where it would stand."""
        places = ((each, event.place) for each in self.effects for event in each.events)
        return next((each for each, place in places if place == self.target.place), None)


def what_if(source: Source, place: Place, supposition: Supposition) -> WhatIf:
    """Return what would have been otherwise under a supposition.

    Raises:
        EventUnknownError: The event at ``place`` cannot be read.
        SuppositionError: The supposition touches nothing.
    """
    return _Runner(source, supposition).run(place)


@dataclass
class _Runner:
    source: Source
    supposition: Supposition
    authenticity: Authenticity = field(init=False)
    recorded: RecordedStates = field(init=False)
    rerun: Rerun = field(init=False)
    waiting: list[int] = field(default_factory=list)
    queued: set[int] = field(default_factory=set)
    asked: int = 0

    def __post_init__(self) -> None:
        self.authenticity = Authenticity(self.source)
        self.recorded = RecordedStates(self.source, self.authenticity)
        self.rerun = Rerun(
            self.recorded, self.supposition.changes, adapt=adapted, is_formal=is_formal
        )

    def run(self, place: Place) -> WhatIf:
        target = self.recorded.event(place) or as_found(self.source, place)
        self._start(target)
        effects: list[Outcome] = []
        while self.waiting:
            effects += self._go_on(heappop(self.waiting))
        rounds = list(self._rounds())
        return WhatIf(
            target=target,
            told=self.supposition.told,
            effects=tuple(effects),
            standings=tuple(each for pair in rounds for each in standings(*pair)),
            seats=tuple(each for pair in rounds for each in seats(*pair)),
            vacancies=tuple(each for pair in rounds for each in vacancies(*pair)),
            asked=self.asked,
        )

    def _start(self, target: Logged) -> None:
        changes = self.supposition.changes
        touched = [*changes.without, *changes.replaced]
        self._queue(place.index for place in touched)
        if self.supposition.pack is not None:
            self._put_pack(round_stream(target))
        if not self.waiting:
            raise SuppositionError("nothing is supposed that touches anything 没有提出任何假设")
        heapify(self.waiting)

    def _put_pack(self, stream: str) -> None:
        """Let the round have had another pack from its opening."""
        places = self.source.stream(stream)
        end = Place(self.source.size(), 0)
        state = self.recorded.state(stream, end)
        if not isinstance(state, RecruitmentRound) or not places:
            raise SuppositionError(
                f"{stream}: only a round can be given another pack 只有竞聘轮次可以改用规则包"
            )
        plan_stream = f"plan:{state.plan}"
        plan = self.recorded.state(plan_stream, end)
        assert isinstance(plan, Plan), "a round is opened under a plan"
        packs = {**plan.packs, state.pack_sha256: self.supposition.pack}
        self.rerun.over[plan_stream] = plan.model_copy(update={"packs": packs})
        self.rerun.over[stream] = self.recorded.state(stream, Place(places[0].index, 0))
        self._queue(place.index for place in places)

    def _go_on(self, index: int) -> Iterator[Outcome]:
        checked = self.authenticity.check(index)
        before = set(self.rerun.over)
        result = self.rerun.act(checked, ask=self._depends)
        for stream in self.rerun.over.keys() - before:
            self._follow(stream, index)
        for outcome in result.outcomes:
            self.asked += outcome.asked
            if not outcome.stands:
                yield outcome

    def _depends(self, block: Sequence[Logged]) -> bool:
        """Tell whether a decision is in, or about, something that came out otherwise."""
        changes = self.supposition.changes
        return any(
            each.place in changes.replaced
            or not self.rerun.over.keys().isdisjoint(_concerned(each))
            for each in block
        )

    def _follow(self, stream: str, index: int) -> None:
        about = {stream, *kin_of(stream)}
        later = (
            place
            for name in sorted(about)
            for place in (*self.source.stream(name), *self.source.naming(name))
        )
        self._queue(place.index for place in later if place.index > index)

    def _queue(self, indexes: Iterable[int]) -> None:
        for index in indexes:
            if index not in self.queued:
                self.queued.add(index)
                heappush(self.waiting, index)

    def _rounds(self) -> Iterator[tuple[str, RecruitmentRound, RecruitmentRound]]:
        """Yield each round that came out otherwise: as recorded, and as supposed."""
        end = Place(self.source.size(), 0)
        for stream, supposed in sorted(self.rerun.over.items(), key=lambda item: item[0]):
            was: Aggregate | None = self.recorded.state(stream, end)
            if isinstance(was, RecruitmentRound) and isinstance(supposed, RecruitmentRound):
                yield stream.partition(":")[2], was, supposed


def _concerned(event: Logged) -> set[str]:
    """Return the streams that an event is in or about, and those about the same things."""
    named = {event.stream, *streams_named(event.stream, event.data)}
    return named.union(*(kin_of(each) for each in named))
