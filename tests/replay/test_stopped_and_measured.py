"""A round that stood still, and qualifications that were taken away, signed and replayed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.ledger.database import open_engine
from audit.compliance.inspection import inspect
from audit.replay.case import Verdict, replay
from domain.appraisal.file_commands import LiftMeasure, TakeMeasure
from domain.appraisal.grades import Lost, MeasureKind
from domain.mandate.errors import NotAuthorisedError
from domain.recruitment import commands as c
from domain.recruitment.errors import BarredByFileError, RoundSuspendedError
from tests.domain import town as small
from tests.domain.planning_given import PACK
from tests.replay.matters import events_of
from tests.replay.town import ROUND, WISHES, Round
from tests.support.office import Office

MEASURE = TakeMeasure(
    teacher="a3",
    measure="m-1",
    kind=MeasureKind.QUALIFICATION_LOST,
    lost=(Lost.POST, Lost.AWARDS),
    from_on=date(2026, 8, 1),
    months=24,
    document="处理决定书1号",
)
TOPICS = {
    "recruitment.round-suspended.v1",
    "recruitment.round-resumed.v1",
    "appraisal.measure-taken.v1",
    "appraisal.measure-lifted.v1",
}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Round]:
    """A town whose plan is frozen; its round is not open yet."""
    office = Office.at(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path)
    town = Round(office, PACK)
    town.prepare()
    town.plan()
    yield town
    office.engine.dispose()


def refused(town: Round, error: type[Exception], command: c.RoundCommand, *people: str) -> None:
    with pytest.raises(error):
        town.act(command, *people)


def test_both_are_signed_by_those_who_may_and_replay_as_recorded(
    town: Round, tmp_path: Path
) -> None:
    town.at(8, 20)
    town.act(MEASURE, "bureau")
    town.act(small.OPEN, "head")
    for person, wish in WISHES.items():
        town.act(small.intent(person, wish), town.themselves(person))
    stop = c.SuspendRound(round=ROUND, reason="岗位表有误", document="教办〔2026〕8号")
    refused(town, NotAuthorisedError, stop, "head", "supervisor")
    refused(town, NotAuthorisedError, stop, "officer")
    town.act(stop, "officer", "supervisor")
    passing = c.QualifyBidder(round=ROUND, teacher="a3")
    refused(town, RoundSuspendedError, passing, "m1")
    town.at(8, 21)
    go_on = c.ResumeRound(round=ROUND, document="教办〔2026〕9号")
    town.act(go_on, "officer", "supervisor")
    refused(town, BarredByFileError, passing, "m1")
    town.act(LiftMeasure(teacher="a3", measure="m-1", document="申诉决定"), "bureau")
    town.act(passing, "m1")
    engine = open_engine(f"sqlite:///{tmp_path / 'causes.db'}")
    source = LedgerSource(town.office.ledger, CauseIndex(engine))
    of_interest = [each for each in events_of(source) if each.event.TOPIC in TOPICS]
    assert {each.event.TOPIC for each in of_interest} == TOPICS
    verdicts = {replay(source, each.place).verdict for each in of_interest}
    assert verdicts == {Verdict.UPHOLD}
    assert inspect(source).breaches == []
    engine.dispose()
