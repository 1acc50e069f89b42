"""One decision replayed: its closure in order, and the verdict on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from audit.format.findings import Finding
from audit.replay.as_found import as_found
from audit.replay.authenticity import Authenticity
from audit.replay.blocks import blocks, lead_of
from audit.replay.checked_act import CheckedAct
from audit.replay.events import Logged
from audit.replay.folding import RecordedStates
from audit.replay.relevance import Matter, matter_of
from audit.replay.rerun import ActOutcome, Outcome, Rerun
from audit.replay.source import Place, Source, body_at, position_of
from audit.replay.stated_times import Received, StatedTimes
from domain.kernel import DomainError

Progress = Callable[[int, int], None]


class Verdict(StrEnum):
    """结论: what the rules say about a decision."""

    UPHOLD = "uphold"  # 维持
    MODIFY = "modify"  # 变更
    REVOKE = "revoke"  # 撤销
    REDO = "redo"  # 责令重作

    @property
    def term(self) -> str:
        """The term of the trade."""
        return {"uphold": "维持", "modify": "变更", "revoke": "撤销", "redo": "责令重作"}[self]


@dataclass(frozen=True, slots=True)
class Step:
    """One decision of the closure, asked for again."""

    checked: CheckedAct
    outcome: Outcome
    matters: bool
    """Whether the decision is about the matter itself; the others are its surroundings."""
    findings: tuple[Finding, ...] = ()
    received: Received | None = None
    """Between which acts the log received it: what its stated time is held against."""


@dataclass(frozen=True, slots=True)
class Replay:
    """A replayed decision. ``steps`` ends with the decision itself."""

    log: str
    vkey: str
    size: int
    note: bytes
    place: Place
    target: Logged
    checked: CheckedAct
    authority: DomainError | None
    streams: tuple[str, ...]
    """The streams that the decision rests on."""
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    """What is not genuine in the closure; what it names was left out of the recomputation."""
    genuine: bool
    """Whether the record of the decision itself is what its signers signed."""
    verdict: Verdict
    withheld: bool = False
    """Whether events are kept from this reader, on which the decision may rest."""

    @property
    def own(self) -> Step | None:
        """The step of the decision itself."""
        return next((each for each in self.steps if _is_of(each.outcome, self.place)), None)

    @property
    def misdated(self) -> tuple[Finding, ...]:
        """Acts that say they are older than what they rest on. They count all the same."""
        found = (each for step in self.steps for each in step.findings)
        return tuple(dict.fromkeys(each for each in found if each.code == "entry.time"))

    @property
    def decided_by(self) -> Logged:
        """The event of the decision: the target itself, or the one that brought it about."""
        return self.target if self.own is None else self.own.outcome.lead

    @property
    def roots(self) -> tuple[Step, ...]:
        """Earlier steps that the rules do not grant as they were published."""
        return tuple(
            step
            for step in self.steps
            if not step.outcome.stands and not _is_of(step.outcome, self.place)
        )


def replay(source: Source, place: Place, *, progress: Progress | None = None) -> Replay:
    """Replay the decision at a place, out of the genuine events before it.

    Streams that the decision read are run again from their first event, so that a wrong
    result published earlier does not carry over; what those decisions read is taken as
    recorded. Reads the closure alone.

    Raises:
        EventUnknownError: The event cannot be read at all.
    """
    return _Replayer(source, progress or _silent).run(place)


class _Replayer:
    def __init__(self, source: Source, progress: Progress) -> None:
        self._source = source
        self._progress = progress
        self._authenticity = Authenticity(source)
        self._recorded = RecordedStates(source, self._authenticity)
        self._times = StatedTimes(source)
        self._findings: dict[Finding, None] = {}

    def run(self, place: Place) -> Replay:
        checked = self._authenticity.check(place.index)
        genuine = self._recorded.event(place)
        target = genuine or as_found(self._source, place)
        streams = self._streams(checked, target)
        rerun = Rerun(self._recorded, enforces=True)
        rerun.over.update(dict.fromkeys(streams))
        matter = matter_of(target, self._recorded)
        indexes = self._indexes(streams, place)
        steps: list[Step] = []
        for name in streams:
            self._findings.update(dict.fromkeys(self._gaps(name, place)))
        for done, index in enumerate(indexes, start=1):
            steps += self._steps(rerun, index, streams, target, matter)
            self._progress(done, len(indexes) + 1)
        last = self._last(rerun, checked, target)
        proof = (*self._proved(place.index), *self._times.findings(checked))
        received = self._times.received(place.index)
        steps += [
            Step(checked, each, matters=True, findings=proof, received=received)
            for each in last.outcomes
            if _is_of(each, place) or (each.lead.place <= place and matter.holds(each.lead, target))
        ]
        self._findings.update(dict.fromkeys(checked.findings))
        self._progress(1, 1)
        return Replay(
            log=self._source.log,
            vkey=self._source.vkey,
            size=self._source.size(),
            note=self._source.note(),
            place=place,
            target=target,
            checked=checked,
            authority=last.authority,
            streams=tuple(streams),
            steps=tuple(steps),
            findings=tuple(self._findings),
            genuine=genuine is not None,
            withheld=self._source.withholds,
            verdict=_verdict(
                steps,
                place,
                last,
                genuine=genuine is not None,
                has_findings=bool(self._findings),
            ),
        )

    def _streams(self, checked: CheckedAct, target: Logged) -> list[str]:
        """Return the streams that the decision reads, its own first."""
        probe = Rerun(self._recorded).act(self._with(checked, target))
        found = next((each for each in probe.outcomes if _is_of(each, target.place)), None)
        reads = found.reads if found is not None else ()
        known = (name for name in reads if not name.startswith("mandates:"))
        return list(dict.fromkeys((target.stream, *known)))

    def _with(self, checked: CheckedAct, target: Logged) -> CheckedAct:
        """Return the act with the target in its place, also where its record was altered."""
        others = [each for each in checked.events if each.place != target.place]
        events = tuple(sorted((*others, target), key=lambda each: each.place))
        return CheckedAct(checked.index, checked.act, checked.signers, events, checked.findings)

    def _last(self, rerun: Rerun, checked: CheckedAct, target: Logged) -> ActOutcome:
        return rerun.act(
            self._with(checked, target),
            explain=lambda block: any(each.place == target.place for each in block),
        )

    def _gaps(self, stream: str, before: Place) -> Iterator[Finding]:
        """Yield where an event of a stream is missing: deleted, or withheld from this reader."""
        expected = 1
        for place in self._source.stream(stream):
            if place > before:
                return
            position = position_of(body_at(self._source, place), expected)
            if position != expected:
                where = f"index {place.index}, event {place.n}, {stream} position {position}"
                yield Finding("stream.broken", where, f"position {expected}", f"{position}")
            expected = position + 1

    def _indexes(self, streams: Iterable[str], before: Place) -> list[int]:
        places = (place for name in streams for place in self._source.stream(name))
        return sorted({place.index for place in places if place.index < before.index})

    def _steps(
        self,
        rerun: Rerun,
        index: int,
        streams: Sequence[str],
        target: Logged,
        matter: Matter,
    ) -> list[Step]:
        checked = self._authenticity.check(index)
        self._findings.update(dict.fromkeys(checked.findings))
        inside = frozenset(streams)
        own = [block for block in blocks(checked.events) if _touches(block, inside)]
        kept = CheckedAct(
            checked.index,
            checked.act,
            checked.signers,
            tuple(each for block in own for each in block),
            checked.findings,
        )
        result = rerun.act(
            kept,
            ask=lambda block: lead_of(block).stream in inside,
            explain=lambda block: matter.holds(lead_of(block), target),
        )
        direct = [matter.holds(each.lead, target) for each in result.outcomes]
        proof = tuple(self._proved(index)) if any(direct) or checked.findings else ()
        proof += tuple(self._times.findings(checked)) if any(direct) else ()
        received = self._times.received(index) if any(direct) else None
        return [
            Step(
                checked,
                outcome,
                matters=is_direct,
                findings=proof if is_direct else (),
                received=received,
            )
            for outcome, is_direct in zip(result.outcomes, direct, strict=True)
        ]

    def _proved(self, index: int) -> list[Finding]:
        found = self._authenticity.proved(index)
        self._findings.update(dict.fromkeys(found))
        return found


def _verdict(
    steps: Sequence[Step],
    place: Place,
    last: ActOutcome,
    *,
    genuine: bool,
    has_findings: bool,
) -> Verdict:
    own = next((each for each in steps if _is_of(each.outcome, place)), None)
    if own is None or not genuine or last.authority is not None:
        return Verdict.REVOKE
    if own.outcome.refusal is not None:
        return Verdict.REDO if has_findings else Verdict.REVOKE
    if not own.outcome.stands:
        return Verdict.MODIFY
    return Verdict.REDO if _rests_on_what_falls(steps, own) else Verdict.UPHOLD


def _rests_on_what_falls(steps: Sequence[Step], own: Step) -> bool:
    """Tell whether a decision of the matter, before this one, is not what it was published as."""
    return any(each.matters and not each.outcome.stands for each in steps if each is not own)


def _is_of(outcome: Outcome, place: Place) -> bool:
    return any(each.place == place for each in outcome.events)


def _touches(block: Sequence[Logged], streams: frozenset[str]) -> bool:
    return any(each.stream in streams for each in block)


def _silent(_done: int, _total: int) -> None:
    pass
