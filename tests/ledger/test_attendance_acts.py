"""Attendance in a real ledger: signed, sound, shown, recomputed, and watched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.ledger.database import open_engine
from api.messages.refusals import refusal_zh
from audit.compliance.inspection import inspect
from audit.replay.case import Verdict, replay
from domain.attendance import events as e
from domain.catalog import EVENT_TYPES
from domain.teacher.state import Teacher
from projections.attendance_register import AttendanceRegister
from projections.projector import Projector
from tests.ledger.attendance_acts import MONDAYS, SHEET, whole_autumn
from tests.replay.matters import events_of, why
from tests.support.staffed_town import SCHOOL, StaffedTown

LEAVE_APPROVED = "appraisal.leave-approved.v1"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StaffedTown]:
    """The town whose September was kept, settled, reopened and settled again."""
    folder: Path = tmp_path_factory.mktemp("attendance")
    town = whole_autumn(StaffedTown.at(folder))
    yield town
    town.office.engine.dispose()


@pytest.fixture(scope="module")
def source(town: StaffedTown) -> LedgerSource:
    return LedgerSource(town.office.ledger, CauseIndex(open_engine("sqlite://")))


def test_every_topic_was_recorded_and_the_ledger_is_sound(town: StaffedTown) -> None:
    page = town.office.ledger.after(-1, 10_000, frozenset(EVENT_TYPES))
    assert page is not None
    wanted = {each.TOPIC for each in e.EVENTS} | {LEAVE_APPROVED}
    assert wanted <= {item.event.TOPIC for item in page.items}
    assert town.office.ledger.verify().findings == []


def test_the_file_holds_what_the_settled_month_says(town: StaffedTown) -> None:
    teacher = town.office.ledger.states().find(Teacher, "t2")
    assert teacher is not None
    assert [(each.absence, each.from_on.day) for each in teacher.absences] == [(f"{SHEET}-09", 9)]


def test_every_kind_of_decision_replays_as_published(source: LedgerSource) -> None:
    ours = ("attendance.", "appraisal.leave", "teacher.absence")
    last = {
        each.event.TOPIC: each for each in events_of(source) if each.event.TOPIC.startswith(ours)
    }
    told = {topic: replay(source, each.place) for topic, each in last.items()}
    wrong = {each: why(one) for each, one in told.items() if one.verdict is not Verdict.UPHOLD}
    assert wrong == {}
    assert len(told) == 13


def test_an_inspection_tells_a_month_settled_late_and_one_that_was_left(
    source: LedgerSource,
) -> None:
    inspection = inspect(source, sentence=refusal_zh)
    assert inspection.recorded == 0
    late, left = inspection.breaches
    assert (late.code, late.cured) == ("duty.attendance-settled-late", True)
    assert "逾期5日兑现" in late.told
    assert (left.code, left.subject, left.cured) == ("duty.attendance-unsettled", SCHOOL, False)
    assert "2026-10考勤至迟应于2026-11-15汇总公示" in left.told


def test_the_register_shows_what_is_public_and_what_was(town: StaffedTown) -> None:
    engine = create_engine("sqlite://")
    register = AttendanceRegister()
    Projector(engine, (register,)).catch_up(town.office.ledger)
    page = town.office.ledger.after(-1, 10_000, register.topics)
    assert page is not None
    place = {item.event.TOPIC: item.index for item in reversed(list(page.items))}
    settled = place["attendance.attendance-month-settled.v1"]
    aside = place["attendance.attendance-month-reopened.v1"]
    with engine.connect() as connection:
        weeks = register.weeks.rows(connection)
        september, october = (
            (row["status"], row["weeks_count"], row["off_work_count"], row["absentees_count"])
            for row in register.sheets.rows(connection)
        )
        now = [row for row in register.months.rows(connection) if row["person"] == "t2"]
        before = [r for r in register.months.rows(connection, index=settled) if r["person"] == "t2"]
        nothing = register.months.rows(connection, index=aside)
        (open_again, *_) = register.sheets.rows(connection, index=aside)
    engine.dispose()
    assert (september, october) == (("settled", 5, 3, 2), ("recording", 1, None, None))
    assert len(weeks) == 18
    (corrected,) = (
        row for row in weeks if (row["person"], row["monday"]) == ("t2", MONDAYS[1].isoformat())
    )
    assert (corrected["due_count"], corrected["attended_count"]) == (10, 8)
    assert json.loads(corrected["away"]) == [
        {"kind": "absent", "on": "2026-09-09", "part": "whole_day"}
    ]
    figures = ("due_count", "absent_count", "duty_count", "worked_count", "status")
    assert [row[name] for row in now for name in figures] == [44, 2, 2, 42, "settled"]
    assert [row[name] for row in before for name in figures] == [44, 4, 0, 40, "settled"]
    assert nothing == []
    assert (open_again["status"], open_again["settled_on"]) == ("recording", None)
