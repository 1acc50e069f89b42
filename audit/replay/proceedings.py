"""What happened in a stream, told without asking the rules again."""

from __future__ import annotations

from audit.replay.authenticity import Authenticity
from audit.replay.case import Step
from audit.replay.rerun import Outcome
from audit.replay.source import Source
from audit.replay.stated_times import StatedTimes
from domain.kernel import Recorded


def proceedings(source: Source, stream: str) -> tuple[Step, ...]:
    """Return what happened in a stream as steps that count as recorded, with their proofs."""
    authenticity, times = Authenticity(source), StatedTimes(source)
    steps = []
    for place in source.stream(stream):
        checked = authenticity.check(place.index)
        found = [each for each in checked.events if each.place == place]
        for event in found:
            recorded = (Recorded(event.stream, event.event),)
            outcome = Outcome((event,), recorded, asked=False)
            proof = (*authenticity.proved(place.index), *times.findings(checked))
            received = times.received(place.index)
            steps.append(Step(checked, outcome, matters=True, findings=proof, received=received))
    return tuple(steps)
