"""All views together, and what people ask of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine

from projections.appraisal_register import AppraisalRegister
from projections.attendance_register import AttendanceRegister
from projections.bodies import Bodies
from projections.cases import Alarm, CaseRegister, alarms
from projections.deadlines import DeadlineCalendar
from projections.exchange_register import ExchangeRegister
from projections.feed import Feed
from projections.grade_sheet import GradeSheet
from projections.honour_register import HonourRegister
from projections.intake_register import IntakeRegister
from projections.notice_board import NoticeBoard
from projections.offices_held import OfficesHeld
from projections.post_board import PostBoard
from projections.projector import Progress, Projector
from projections.protections import Protections, holds_on
from projections.quota_sheet import QuotaSheet
from projections.ranking import RankingList
from projections.roster import Roster
from projections.transfers import Transfers
from projections.unplaced_register import UnplacedRegister

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round came to (S002-25), counted from the views."""

    new_middle_posts: int
    teachers_moved: int
    left_unplaced: int


class Views:
    """The views over one database. Ask after ``catch_up``.

    Every question takes ``index`` (as of a checkpoint) or ``on`` (as of a Beijing date);
    with neither it is about now.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._roster, self._posts, self._quota = Roster(), PostBoard(), QuotaSheet()
        self._ranking, self._unplaced = RankingList(), UnplacedRegister()
        self._notices, self._offices = NoticeBoard(), OfficesHeld()
        self._deadlines, self._bodies = DeadlineCalendar(), Bodies()
        self._transfers, self._cases = Transfers(), CaseRegister()
        self._protections = Protections()
        self._grades, self._intake = GradeSheet(), IntakeRegister()
        self._exchanges, self._appraisals = ExchangeRegister(), AppraisalRegister()
        self._honours = HonourRegister()
        self._attendance = AttendanceRegister()
        self._projector = Projector(
            engine,
            (
                self._roster,
                self._posts,
                self._quota,
                self._ranking,
                self._unplaced,
                self._notices,
                self._offices,
                self._deadlines,
                self._bodies,
                self._transfers,
                self._cases,
                self._protections,
                self._grades,
                self._intake,
                self._exchanges,
                self._appraisals,
                self._honours,
                self._attendance,
            ),
        )

    def catch_up(self, feed: Feed, *, page: int = 512, progress: Progress | None = None) -> int:
        """Apply all that is new in the ledger; return the index reached."""
        return self._projector.catch_up(feed, page=page, progress=progress)

    def rebuild(self, feed: Feed) -> int:
        """Forget all views and build them from the first act."""
        self._projector.reset()
        return self._projector.catch_up(feed)

    def digest(self) -> str:
        """Return a digest of all rows, so that two machines can compare."""
        return self._projector.digest()

    def roster(
        self, *, school: str | None = None, index: int | None = None, on: date | None = None
    ) -> list[Row]:
        """Return the people, of one school or of all."""
        table = self._roster.people
        where = () if school is None else (table.table.c.school == school,)
        with self._engine.connect() as connection:
            return table.rows(connection, *where, index=index, on=on)

    def posts(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return the post board."""
        with self._engine.connect() as connection:
            return self._posts.posts.rows(connection, index=index, on=on)

    def quota(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return the quota sheet."""
        with self._engine.connect() as connection:
            return self._quota.shares.rows(connection, index=index, on=on)

    def quota_formula(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return what the formula said for each school, and what it was computed from."""
        with self._engine.connect() as connection:
            return self._quota.computed.rows(connection, index=index, on=on)

    def district_totals(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return the district's totals, plan ``*``, and what each plan drew from them."""
        with self._engine.connect() as connection:
            return self._quota.district.rows(connection, index=index, on=on)

    def grades(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return the seats of each grade in each school, and how many are taken."""
        with self._engine.connect() as connection:
            return self._grades.seats.rows(connection, index=index, on=on)

    def grade_records(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return everybody's title, grade and pay grade."""
        with self._engine.connect() as connection:
            return self._grades.people.rows(connection, index=index, on=on)

    def intake(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return the lines of every intake of new staff."""
        with self._engine.connect() as connection:
            return self._intake.lines.rows(connection, index=index, on=on)

    def exchanges(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return every exchange with its shares."""
        with self._engine.connect() as connection:
            return self._exchanges.exchanges.rows(connection, index=index, on=on)

    def exchange_moves(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return who is, or was, on exchange where."""
        with self._engine.connect() as connection:
            return self._exchanges.moves.rows(connection, index=index, on=on)

    def appraisals(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return every body's appraisal of a year, with its share of 优秀."""
        with self._engine.connect() as connection:
            return self._appraisals.appraisals.rows(connection, index=index, on=on)

    def appraised(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return who takes part in which appraisal, and how far it has come."""
        with self._engine.connect() as connection:
            return self._appraisals.people.rows(connection, index=index, on=on)

    def year_grades(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return what everybody's years came to, as they were told, and what that allows."""
        with self._engine.connect() as connection:
            return self._appraisals.years.rows(connection, index=index, on=on)

    def attendance_sheets(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return every school's months, with how many were off work in each."""
        with self._engine.connect() as connection:
            return self._attendance.sheets.rows(connection, index=index, on=on)

    def attendance_weeks(
        self, sheet: str, *, index: int | None = None, on: date | None = None
    ) -> list[Row]:
        """Return everybody's weeks in a sheet, as they stand with their corrections."""
        table = self._attendance.weeks
        with self._engine.connect() as connection:
            return table.rows(connection, table.table.c.sheet == sheet, index=index, on=on)

    def attendance(
        self, sheet: str, *, index: int | None = None, on: date | None = None
    ) -> list[Row]:
        """Return everybody's month in a sheet, once it is public."""
        table = self._attendance.months
        with self._engine.connect() as connection:
            return table.rows(connection, table.table.c.sheet == sheet, index=index, on=on)

    def ranking(
        self, round_: str, *, index: int | None = None, on: date | None = None
    ) -> list[Row]:
        """Return the ranking of a round, by school, post and rank; the unranked come last."""
        table = self._ranking.places
        where = table.table.c.round == round_
        with self._engine.connect() as connection:
            rows = table.rows(connection, where, index=index, on=on)
        return sorted(rows, key=_by_rank)

    def unplaced(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return who is unplaced."""
        with self._engine.connect() as connection:
            return self._unplaced.people.rows(connection, index=index, on=on)

    def notices(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return the notice board."""
        with self._engine.connect() as connection:
            return self._notices.notices.rows(connection, index=index, on=on)

    def restorations(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return the offices about whose coming back people are to decide (复职待决)."""
        with self._engine.connect() as connection:
            return self._offices.restorations.rows(connection, index=index, on=on)

    def offices(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return who holds which office."""
        with self._engine.connect() as connection:
            return self._offices.offices.rows(connection, index=index, on=on)

    def mandates(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return who holds which mandate: "who held this office when this act was signed"."""
        with self._engine.connect() as connection:
            return self._offices.mandates.rows(connection, index=index, on=on)

    def deadlines(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return what is due."""
        with self._engine.connect() as connection:
            return self._deadlines.dues.rows(connection, index=index, on=on)

    def cases(self, *, index: int | None = None, on: date | None = None) -> list[Row]:
        """Return the register of cases."""
        with self._engine.connect() as connection:
            return self._cases.cases.rows(connection, index=index, on=on)

    def case_alarms(
        self, today: date, *, index: int | None = None, as_of: date | None = None
    ) -> list[Alarm]:
        """Return what is overdue in cases on a Beijing date, with the body that supervises."""
        with self._engine.connect() as connection:
            bodies = self._bodies.names.rows(connection, index=index, on=as_of)
        above = {row["body"]: row["above"] for row in bodies}
        return alarms(self.cases(index=index, on=as_of), above, today)

    def protections(
        self, in_force: date, *, index: int | None = None, on: date | None = None
    ) -> list[Row]:
        """Return the protections in force on a day, as known now or as of a moment."""
        with self._engine.connect() as connection:
            rows = self._protections.protections.rows(connection, index=index, on=on)
        return [row for row in rows if holds_on(row, in_force)]

    def bodies(self) -> dict[str, str]:
        """Return the names of schools and offices by id."""
        with self._engine.connect() as connection:
            rows = self._bodies.names.rows(connection)
        return {row["body"]: row["name"] for row in rows}

    def outcome(self, schools: Collection[str] | None = None) -> Outcome:
        """Count new middle-level posts, moves, and who is unplaced now (S002-25).

        With ``schools`` only their posts, moves out of them, and their people count.

        A middle-level post is new when its holder came to it through a numbered post of a
        round, and held no office of that school just before.
        """
        offices = self.offices()
        with self._engine.connect() as connection:
            moves = self._transfers.moves.rows(connection)
        homes = {row["person"]: row["school"] for row in self.roster()}

        def counts(school: str) -> bool:
            return schools is None or school in schools

        new = [
            row
            for row in offices
            if counts(row["school"])
            and row["post"] is not None
            and row["anew"] == "yes"
            and row["granted_by"] == "round"
        ]
        moved = [row for row in moves if counts(row["from_school"])]
        left = [row for row in self.unplaced() if counts(homes[row["person"]])]
        return Outcome(len(new), len(moved), len(left))


def _by_rank(row: Row) -> tuple[Any, ...]:
    unranked = row["rank"] is None
    return row["school"], row["post"], unranked, row["rank"] or 0, -(row["first_part_milli"] or 0)
