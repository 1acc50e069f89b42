"""Inspections of histories longer than memory."""

from __future__ import annotations

from adapters.evidence.ledger_source import LedgerSource
from audit.compliance.running import RunningStates
from audit.replay.authenticity import Authenticity
from audit.replay.folding import RecordedStates
from audit.replay.recent import Recent
from audit.replay.source import Place
from tests.replay.town import STREAM


def test_a_stream_that_comes_back_is_folded_again_from_its_events(source: LedgerSource) -> None:
    """With three streams held the walk comes to the same states as the log itself."""
    authenticity = Authenticity(source)
    running = RunningStates(source, authenticity, held=3)
    recorded = RecordedStates(source, authenticity)
    names: dict[str, None] = {}
    for index in range(source.size()):
        checked = authenticity.check(index)
        running.take(checked)
        names.update(dict.fromkeys(each.stream for each in checked.events))
        assert len(running) <= 3
    end = Place(source.size(), 0)
    assert {name: running[name] for name in names} == {
        name: recorded.state(name, end) for name in names
    }
    signed = running.signings(STREAM, end)
    assert signed == recorded.signings(STREAM, end)
    assert "recruitment.judge-marked.v1" in signed
    assert running.get("body:nobody") is None


def test_what_is_remembered_never_weighs_more_than_it_may() -> None:
    made: list[int] = []

    def make(size: int) -> bytes:
        made.append(size)
        return bytes(size)

    recent = Recent(make, len, 10)
    for size in (4, 5, 4, 3, 5, 30, 4):
        assert len(recent(size)) == size
    assert made == [4, 5, 3, 5, 30, 4]
