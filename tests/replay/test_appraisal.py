"""An appraisal in a real ledger: verified, replayed, inspected, and told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.evidence.bundle_source import BundleSource
from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.ledger.database import open_engine
from api.messages.refusals import refusal_zh
from audit.compliance.findings import Breach
from audit.compliance.inspection import inspect
from audit.format.restricted_json import JsonValue
from audit.replay.authenticity import Authenticity
from audit.replay.case import Replay, Verdict, replay
from audit.replay.folding import RecordedStates
from audit.replay.source import Source, place_of
from domain.appraisal import commands as c
from domain.appraisal import file_commands
from domain.appraisal.grades import LeaveKind, Result
from domain.appraisal.state import Appraisal
from domain.teacher.state import Teacher
from projections.views import Views
from tests.replay.appraisal_year import KEY, PACK, STREAM, TEAM, AppraisalYear, breaches
from tests.replay.told import Tell, Told, told_otherwise
from tests.replay.town import TEACHERS
from tests.support.office import Office


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppraisalYear]:
    """The whole appraisal in a ledger. Read it; do not go on with it."""
    folder = tmp_path_factory.mktemp("appraisal")
    office = Office.at(f"sqlite:///{folder / 'ledger.db'}", folder)
    yield AppraisalYear(office, PACK).appraised()
    office.engine.dispose()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[AppraisalYear]:
    """An appraisal that a test plays by itself."""
    office = Office.at(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path)
    yield AppraisalYear(office, PACK)
    office.engine.dispose()


@pytest.fixture(scope="module")
def source(year: AppraisalYear, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedgerSource]:
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('causes') / 'causes.db'}")
    yield LedgerSource(year.office.ledger, CauseIndex(engine))
    engine.dispose()


@dataclass(frozen=True)
class Otherwise:
    """The appraisal as an office would have told it that did not ask the rules."""

    year: AppraisalYear
    folder: Path

    def told(self, tell: Tell) -> BundleSource:
        return told_otherwise(self.year.office, self.folder, tell)

    def changed(self, topic: str, **facts: JsonValue) -> BundleSource:
        return self.told(lambda told: told.where(f"appraisal.{topic}", **facts))


@pytest.fixture
def otherwise(year: AppraisalYear, tmp_path: Path) -> Otherwise:
    return Otherwise(year, tmp_path)


class TestTheYear:
    def test_it_ends_with_every_grade_in_its_file(self, year: AppraisalYear) -> None:
        states = year.office.ledger.states()
        found = {}
        for person in TEACHERS:
            teacher = states.find(Teacher, person)
            assert teacher is not None
            (only,) = teacher.file.years
            found[person] = (only.result, only.version)
        assert found == {
            "a1": (Result.EXCELLENT, 1),
            "a2": (Result.QUALIFIED, 1),
            "a3": (Result.QUALIFIED, 2),
        }
        state = states.find(Appraisal, KEY)
        assert state is not None
        assert {each.filed for each in state.people.values()} == {1, 2}

    def test_it_verifies_and_replays_to_the_same(self, source: LedgerSource) -> None:
        found = inspect(source, sentence=refusal_zh)
        assert [each.code for each in found.breaches] == []
        for position in range(1, 24):
            replayed = of(source, f"{STREAM}#{position}")
            assert (position, replayed.verdict) == (position, Verdict.UPHOLD)
            assert replayed.own is not None
            assert replayed.own.outcome.asked
            assert replayed.findings == ()

    def test_an_outsider_finds_it_sound(self, year: AppraisalYear) -> None:
        assert year.office.ledger.verify().findings == []

    def test_what_a_grade_rests_on_in_the_file_is_asked_again_too(
        self, source: LedgerSource
    ) -> None:
        topics = {}
        for position in range(2, 5):
            replayed = of(source, f"teacher:a3#{position}")
            assert replayed.verdict is Verdict.UPHOLD
            topics[position] = replayed.target.event.TOPIC
        assert topics[2] == "appraisal.inquiry-opened.v1"
        assert topics[4] == "appraisal.inquiry-concluded.v1"

    def test_the_register_shows_it_as_of_any_moment(self, year: AppraisalYear) -> None:
        engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
        views = Views(engine)
        views.catch_up(year.office.ledger)
        (whole,) = views.appraisals()
        assert (whole["staff_count"], whole["excellent_count"], whole["most_count"]) == (3, 1, 1)
        assert (whole["status"], whole["public_until"]) == ("public_over", "2026-12-17")
        people = {row["person"]: row for row in views.appraised()}
        assert people["a3"]["status"] == "filed"
        assert [people[each]["result"] for each in TEACHERS] == [
            "excellent",
            "qualified",
            "qualified",
        ]
        december = views.appraised(on=year.office.now[0].date().replace(day=10))
        assert {row["person"]: row["result"] for row in december}["a3"] == "deferred"
        grades = {row["person"]: row for row in views.year_grades()}
        assert "preference" in str(grades["a1"]["consequences"])
        assert grades["a3"]["version_count"] == 2
        digest = views.digest()
        views.rebuild(year.office.ledger)
        assert views.digest() == digest
        engine.dispose()


class TestWhatReplayFinds:
    def test_t15_a_second_excellent_of_three_staff_is_found(self, otherwise: Otherwise) -> None:
        def two(told: Told) -> Told:
            proposed = told.topic("appraisal.grade-proposed") and told.facts[0][2]["teacher"]
            if proposed == "a2":
                told = told.where("appraisal.grade-proposed", result="excellent")
            grades: list[JsonValue] = [
                {"teacher": "a1", "result": "excellent"},
                {"teacher": "a2", "result": "excellent"},
                {"teacher": "a3", "result": "deferred"},
            ]
            return told.where("appraisal.grades-decided", grades=grades, excellent=2)

        source = otherwise.told(two)
        breach = breaches(source)["appraisal.quota-exceeded"]
        assert "第15条" in breach.article
        assert {"excellent=2", "most=1", "staff=3"} <= set(breach.facts)

    def test_t36_a_grade_under_investigation_is_found_and_revoked(
        self, otherwise: Otherwise
    ) -> None:
        source = otherwise.told(self.as_graded)
        found = breaches(source)
        breach = found["appraisal.under-inquiry"]
        assert "第42条" in breach.article
        assert not breach.cured
        decided = of(source, "appraisal.grades-decided")
        assert decided.verdict is Verdict.REVOKE
        (root,) = decided.roots
        assert root.outcome.refusal is not None
        assert root.outcome.refusal.code == "appraisal.under-inquiry"

    def test_t36_and_cured_by_a_correction_that_the_rules_grant(self, otherwise: Otherwise) -> None:
        lower = {"reason": "受到警告处分", "result": "basically_qualified"}

        def corrected(told: Told) -> Told:
            told = self.as_graded(told)
            if not told.topic("appraisal.grade-added"):
                return told
            (stream, _, data), *rest = told.facts
            fact = (stream, "appraisal.grade-corrected.v1", {**data, **lower})
            return replace(told, facts=(fact, *rest))

        breach = breaches(otherwise.told(corrected))["appraisal.under-inquiry"]
        assert breach.cured_by.startswith(f"{STREAM}#")

    def as_graded(self, told: Told) -> Told:
        """Tell of a3 as competent, though under investigation."""
        proposed = told.topic("appraisal.grade-proposed") and told.facts[0][2]["teacher"]
        if proposed == "a3":
            told = told.where("appraisal.grade-proposed", result="qualified")
        results = {"a1": "excellent", "a2": "qualified", "a3": "qualified"}
        grades: list[JsonValue] = [
            {"teacher": person, "result": result} for person, result in results.items()
        ]
        return told.where("appraisal.grades-decided", grades=grades)

    def test_a_quota_that_was_written_wrongly_is_modified(self, otherwise: Otherwise) -> None:
        source = otherwise.changed("grades-decided", most=2)
        decided = of(source, "appraisal.grades-decided")
        assert decided.verdict is Verdict.MODIFY
        assert decided.own is not None
        (difference,) = decided.own.outcome.differences
        assert (difference.path, difference.published, difference.recomputed) == ("most", "2", "1")

    def test_excellent_that_was_up_too_briefly_is_found(self, otherwise: Otherwise) -> None:
        source = otherwise.changed("excellent-published", working_days=3, last_day="2026-12-15")
        assert "第17条" in breaches(source)["appraisal.publicity-too-short"].article


class TestWhatAnInspectionFinds:
    def test_t37_a_leave_that_came_in_later_shows_that_there_may_be_no_grade(
        self, fresh: AppraisalYear, tmp_path: Path
    ) -> None:
        fresh.appraised()
        fresh.leave("a2", LeaveKind.SICK)
        breach = self.found(fresh, tmp_path)["duty.grade-not-open"]
        assert (breach.subject, breach.cured) == ("a2", False)
        assert "第41条" in breach.article
        fresh.act(
            c.CorrectGrade(
                appraisal=KEY,
                teacher="a2",
                result=Result.NO_GRADE,
                comment=None,
                reason="病假超过半年",
                authority="学校领导班子会议",
                **TEAM,
            ),
            "head",
            "supervisor",
        )
        assert self.found(fresh, tmp_path) == {}

    def test_who_was_put_off_and_forgotten_is_found(
        self, fresh: AppraisalYear, tmp_path: Path
    ) -> None:
        for part in (fresh.prepare, fresh.plan, fresh.open_up, fresh.measure, fresh.decide):
            part()
        fresh.on(2026, 12, 14)
        concluded = file_commands.ConcludeInquiry(
            teacher="a3",
            inquiry="q1",
            sanction=None,
            concluded_on=fresh.office.now[0].date(),
            document="结案1号",
        )
        fresh.act(concluded, "bureau")
        breach = self.found(fresh, tmp_path)["duty.grade-owed"]
        assert (breach.subject, "第42条" in breach.article) == ("a3", True)

    def test_who_is_left_without_any_result_is_found_once_others_are_filed(
        self, fresh: AppraisalYear, tmp_path: Path
    ) -> None:
        for part in (fresh.prepare, fresh.plan, fresh.open_up, fresh.measure):
            part()
        fresh.on(2026, 12, 10)
        decide = c.DecideGrades(appraisal=KEY, teachers=("a2", "a3"), **TEAM)
        fresh.act(decide, "head", "supervisor")
        fresh.notify("a2")
        fresh.act(c.FileResults(appraisal=KEY, document="存档1号"), fresh.office.root)
        breach = self.found(fresh, tmp_path)["duty.not-graded"]
        assert (breach.subject, breach.told) == (
            "a1",
            "已有结果存档，参加考核人员尚未确定考核结论",
        )

    def found(self, played: AppraisalYear, folder: Path) -> dict[str, Breach]:
        engine = open_engine(f"sqlite:///{folder / 'causes.db'}")
        found = breaches(LedgerSource(played.office.ledger, CauseIndex(engine)))
        engine.dispose()
        return found


def of(source: Source, name: str) -> Replay:
    """Return the replay of an event, named by itself or by its topic."""
    if "#" not in name:
        found = RecordedStates(source, Authenticity(source)).events(source.stream(STREAM))
        name = next(each.name for each in found if f"{name}.v1" == each.event.TOPIC)
    return replay(source, place_of(source, name))
