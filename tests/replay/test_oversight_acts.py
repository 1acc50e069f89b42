"""What follows a low grade, training, inspections and reviews in a real ledger, act by act."""

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
from audit.replay.source import place_of
from domain.kernel import Command
from domain.mandate.errors import NotAuthorisedError, OwnMatterError
from domain.mandate.roles import Role
from domain.oversight.errors import NotTrainedError
from tests.replay import oversight_year as y
from tests.replay.appraisal_year import AppraisalYear, breaches
from tests.replay.oversight_year import LOW, OversightYear
from tests.replay.town import SCHOOL
from tests.support.office import Office

STREAMS = {
    f"mending:2026.{LOW}": 3,
    "inspection:i-1": 2,
    "procedure-review:pr-1": 1,
    "evaluator-training:m1": 1,
    "evaluator-training:m2": 1,
}


def office_at(folder: Path) -> Office:
    return Office.at(f"sqlite:///{folder / 'ledger.db'}", folder)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OversightYear]:
    """The whole year in a ledger. Read it; do not go on with it."""
    office = office_at(tmp_path_factory.mktemp("oversight"))
    yield OversightYear(office, y.PACK).overseen()
    office.engine.dispose()


@pytest.fixture(scope="module")
def source(year: OversightYear, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedgerSource]:
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('causes') / 'causes.db'}")
    yield LedgerSource(year.office.ledger, CauseIndex(engine))
    engine.dispose()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[OversightYear]:
    """A year that a test plays by itself."""
    office = office_at(tmp_path)
    yield OversightYear(office, y.PACK)
    office.engine.dispose()


class TestAYearInTime:
    def test_an_outsider_finds_it_sound_and_nothing_undone(
        self, year: OversightYear, source: LedgerSource
    ) -> None:
        assert year.office.ledger.verify().findings == []
        assert [each.code for each in inspect(source).breaches] == []

    @pytest.mark.parametrize(("stream", "events"), STREAMS.items())
    def test_every_decision_is_asked_again_with_the_same_result(
        self, source: LedgerSource, stream: str, events: int
    ) -> None:
        for position in range(1, events + 1):
            place = place_of(source, f"{stream}#{position}")
            assert place is not None
            replayed = replay(source, place)
            assert replayed.verdict is Verdict.UPHOLD
            assert replayed.own is not None
            assert replayed.own.outcome.asked
        assert len(list(source.stream(stream))) == events

    def test_what_was_said_and_is_to_be_mended_is_in_the_vault_alone(
        self, year: OversightYear
    ) -> None:
        ledger = year.office.ledger
        everything = b"".join(b for row in ledger.entries() for b in (row.data, *row.bodies))
        for text in (y.TALKED_ABOUT, y.TO_MEND, "均已完成"):
            assert text.encode() not in everything
        mine = ledger.personal(LOW)
        assert mine[f"interview.2026.{LOW}.1"] == y.TALKED_ABOUT
        assert mine[f"mending.2026.{LOW}.1.1"] == y.TO_MEND
        assert mine[f"mending.2026.{LOW}.1.remark"] == "均已完成"


class TestWhoSigns:
    def test_nobody_untrained_proposes_a_grade(self, fresh: OversightYear) -> None:
        fresh.prepare()
        fresh.plan()
        fresh.open_up()
        fresh.train("m1")
        with pytest.raises(NotTrainedError, match="person=m2"):
            AppraisalYear.measure(fresh)

    def test_experts_sign_each_and_none_of_them_for_the_office(self, fresh: OversightYear) -> None:
        fresh.appraised()
        fresh.on(2027, 1, 20)
        for expert in y.EXPERTS:
            fresh.office.hire(expert)
        experts = [fresh.themselves(each) for each in y.EXPERTS]
        with pytest.raises(NotAuthorisedError):
            fresh.act(y.REVIEW, "officer", *experts[:2])
        own = y.REVIEW.model_copy(update={"experts": ("officer", "x1", "x2")})
        with pytest.raises(NotAuthorisedError):
            fresh.act(own, "officer", *experts[:2], fresh.themselves("officer"))
        fresh.act(y.REVIEW, "officer", *experts)

    @pytest.mark.parametrize(
        ("command", "signers"),
        [
            (y.TALK, ("m1",)),
            (y.INSPECTION, ("officer",)),
            (y.INSPECTION, ("head", "supervisor")),
        ],
    )
    def test_nobody_else_signs(
        self, fresh: OversightYear, command: Command, signers: tuple[str, ...]
    ) -> None:
        fresh.appraised()
        with pytest.raises(NotAuthorisedError):
            fresh.act(command, *signers)

    def test_nobody_talks_with_oneself(self, fresh: OversightYear) -> None:
        fresh.appraised()
        fresh.on(2026, 12, 30)
        head = fresh.office.hire(LOW, Role.PRINCIPAL, SCHOOL, since=date(2026, 12, 30))
        with pytest.raises(OwnMatterError):
            fresh.act(y.TALK, head)


class TestWhatIsLeftUndone:
    def found(self, year: OversightYear) -> dict[str, str]:
        """Return what an inspection finds, by code, with what is told."""
        engine = open_engine("sqlite://")
        told = breaches(LedgerSource(year.office.ledger, CauseIndex(engine)))
        engine.dispose()
        return {code: each.told for code, each in told.items()}

    def later(self, year: OversightYear, *day: int) -> None:
        """Let time pass: the walk ends on the day of the last act."""
        year.on(*day)
        year.office.hire(f"p-{'-'.join(map(str, day))}")

    def test_the_talk_the_plan_and_its_end_each_have_a_day(self, fresh: OversightYear) -> None:
        for part in (fresh.prepare, fresh.plan, fresh.open_up, fresh.measure, fresh.decide):
            part()
        fresh.publish()
        fresh.notify(LOW)
        self.later(fresh, 2026, 12, 25)
        assert self.found(fresh) == {}
        self.later(fresh, 2026, 12, 26)
        found = self.found(fresh)
        assert list(found) == ["duty.interview-missing"]
        assert "2026-12-25" in found["duty.interview-missing"]
        fresh.act(y.TALK.model_copy(update={"on": date(2026, 12, 26)}), "head")
        assert list(self.found(fresh)) == ["duty.interview-late"]
        self.later(fresh, 2027, 1, 6)
        assert "duty.mending-unplanned" in self.found(fresh)
        fresh.act(y.MENDING, "head")
        assert set(self.found(fresh)) == {"duty.interview-late", "duty.mending-planned-late"}
        self.later(fresh, 2027, 2, 2)
        assert "duty.mending-open" in self.found(fresh)
        fresh.act(y.COMPLETED.model_copy(update={"on": date(2027, 2, 2)}), "head")
        assert "duty.mending-open" not in self.found(fresh)
        assert "逾期1日" in self.found(fresh)["duty.mending-late"]

    def test_a_plan_that_is_known_to_be_missed_is_not_left_open(self, fresh: OversightYear) -> None:
        fresh.appraised()
        fresh.act([y.TALK, y.MENDING], "head")
        fresh.on(2027, 2, 2)
        fresh.act(y.MISSED, "head", "supervisor")
        assert self.found(fresh) == {}

    def test_what_an_inspection_found_is_mended_by_its_day(self, fresh: OversightYear) -> None:
        fresh.appraised()
        fresh.act([y.TALK, y.MENDING], "head")
        fresh.act(y.INSPECTION, "officer", "supervisor")
        self.later(fresh, 2027, 1, 16)
        assert list(self.found(fresh)) == ["duty.findings-unmended"]
        fresh.act(y.MENDED.model_copy(update={"on": date(2027, 1, 16)}), "head")
        assert list(self.found(fresh)) == ["duty.findings-mended-late"]

    def test_the_procedure_is_reviewed_as_often_as_the_plan_says(
        self, fresh: OversightYear
    ) -> None:
        # adopted in July 2026, every nine months; reviewed on 20 January 2027
        fresh.overseen()
        self.later(fresh, 2027, 2, 2)
        assert self.found(fresh) == {}
        self.later(fresh, 2027, 10, 20)
        assert self.found(fresh) == {}
        self.later(fresh, 2027, 10, 21)
        found = self.found(fresh)
        assert list(found) == ["duty.procedure-unreviewed"]
        assert "2027-10-20到期" in found["duty.procedure-unreviewed"]

    def test_without_a_review_the_time_runs_from_the_plan_s_adoption(
        self, fresh: OversightYear
    ) -> None:
        fresh.prepare()
        fresh.plan()
        self.later(fresh, 2027, 4, 2)
        assert list(self.found(fresh)) == ["duty.procedure-unreviewed"]
