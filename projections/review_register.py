"""领导班子考核与述职评议登记簿: steps and scores, days of reports, 三评, responsibility letters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import ClassVar

from domain.review import events as e
from domain.review.marks import Mark
from domain.review.state import year_id
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable, Value

_TeamEvent = (
    e.TeamReviewOpened
    | e.TeamReported
    | e.TeamMeasured
    | e.TeamDiscussed
    | e.TeamScored
    | e.TeamReportWritten
)


class ReviewRegister:
    """One row a team's review, one whoever is scored in it, one a day held, one a letter."""

    name: ClassVar[str] = "review_register.v1"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in e.EVENTS)

    def __init__(self) -> None:
        self.reviews = TemporalTable(
            "team_reviews",
            keys=("review",),
            values=(
                "plan",
                "school",
                "term",
                "leader",
                "team",
                "staff_count",
                "present_count",
                "last_on",
                "document",
                "status",
            ),
        )
        self.scores = TemporalTable(
            "team_scores",
            keys=("review", "reviewed"),
            values=(
                "plan",
                "school",
                "term",
                "leaders_milli",
                "democratic_milli",
                "discussion_milli",
                "performance_milli",
                "total_milli",
                "grade",
            ),
        )
        self.held = TemporalTable(
            "school_reviews",
            keys=("plan", "school", "review_kind", "held_on"),
            values=(
                "staff_count",
                "present_count",
                "bureau_leaders_count",
                "document",
                "fed_back_on",
                "mended_on",
                "measures",
            ),
        )
        self.letters = TemporalTable(
            "responsibility_letters",
            keys=("plan", "school"),
            values=(
                "teacher",
                "title",
                "present_milli",
                "floor_milli",
                "assessed_on",
                "result_milli",
                "vetoes",
                "status",
            ),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.reviews, self.scores, self.held, self.letters)

    def apply(self, item: FeedItem) -> None:
        if isinstance(item.event, _TeamEvent):
            self._team(item, item.event)
        elif isinstance(item.event, e.LetterSigned | e.LetterSettled):
            self._letter(item, item.event)
        else:
            self._day(item)

    def _team(self, item: FeedItem, event: _TeamEvent) -> None:
        match event:
            case e.TeamReviewOpened():
                changes: dict[str, Value] = {
                    "plan": event.plan,
                    "school": event.school,
                    "term": event.term.value,
                    "leader": event.leader,
                    "team": json.dumps(event.members),
                    "status": "open",
                }
            case e.TeamReported(on=on):
                changes = {"last_on": on.isoformat(), "status": "reported"}
            case e.TeamMeasured():
                self._marks(item, event.marks, "democratic_milli")
                changes = {
                    "staff_count": event.staff,
                    "present_count": event.present,
                    "last_on": event.on.isoformat(),
                    "status": "measured",
                }
            case e.TeamDiscussed():
                self._marks(item, event.marks, "discussion_milli")
                changes = {"last_on": event.on.isoformat(), "status": "talked"}
            case e.TeamScored():
                self._totals(item, event)
                changes = {"status": "scored"}
            case e.TeamReportWritten(document=document):
                changes = {"document": document, "status": "written"}
        self.reviews.put((item.key,), item.index, beijing_date(item.at), **changes)

    def _marks(self, item: FeedItem, marks: Sequence[Mark], column: str) -> None:
        for each in marks:
            self._score(item, each.about, {column: each.mark_milli})

    def _totals(self, item: FeedItem, event: e.TeamScored) -> None:
        for each in event.scores:
            told: dict[str, Value] = {
                "leaders_milli": each.leaders_milli,
                "performance_milli": each.performance_milli,
                "total_milli": each.total_milli,
                "grade": each.grade.value if each.grade is not None else None,
            }
            self._score(item, each.about, told)

    def _score(self, item: FeedItem, reviewed: str, changes: dict[str, Value]) -> None:
        review = self.reviews.get(item.key)
        assert review is not None, "a review starts with TeamReviewOpened"
        named = {name: review[name] for name in ("plan", "school", "term")}
        self.scores.put((item.key, reviewed), item.index, beijing_date(item.at), **named, **changes)

    def _day(self, item: FeedItem) -> None:
        match item.event:
            case e.LeadersReported() as held:
                changes: dict[str, Value] = {
                    "staff_count": held.staff,
                    "present_count": held.present,
                    "bureau_leaders_count": held.bureau_leaders,
                }
                self._held(item, held, "leaders_report", changes)
            case e.StaffReported() as held:
                changes = {"staff_count": held.staff, "present_count": held.present}
                self._held(item, held, "staff_report", changes)
            case e.ThreeReviewsHeld() as held:
                self._held(item, held, "three_reviews", {"document": held.document})
            case e.ThreeReviewsFedBack(held_on=held_on, on=on):
                self._told(item, held_on.isoformat(), {"fed_back_on": on.isoformat()})
            case e.ShortcomingsMended(held_on=held_on, on=on, measures=measures):
                mended: dict[str, Value] = {"mended_on": on.isoformat(), "measures": measures}
                self._told(item, held_on.isoformat(), mended)

    def _held(
        self,
        item: FeedItem,
        held: e.LeadersReported | e.StaffReported | e.ThreeReviewsHeld,
        kind: str,
        changes: dict[str, Value],
    ) -> None:
        key = (held.plan, held.school, kind, held.on.isoformat())
        self.held.put(key, item.index, beijing_date(item.at), **changes)

    def _told(self, item: FeedItem, held_on: str, changes: dict[str, Value]) -> None:
        """Take what came of reviews that were held: their event names the day alone."""
        for row in self.held.open_rows():
            year = year_id(str(row["plan"]), str(row["school"]))
            if (year, row["review_kind"], row["held_on"]) == (item.key, "three_reviews", held_on):
                key = (row["plan"], row["school"], "three_reviews", held_on)
                self.held.put(key, item.index, beijing_date(item.at), **changes)

    def _letter(self, item: FeedItem, event: e.LetterSigned | e.LetterSettled) -> None:
        if isinstance(event, e.LetterSigned):
            key: tuple[Value, ...] = (event.plan, event.school)
            changes: dict[str, Value] = {
                "teacher": event.teacher,
                "title": event.title,
                "present_milli": event.present_milli,
                "floor_milli": event.floor_milli,
                "status": "signed",
            }
        else:
            signed = (
                (row["plan"], row["school"])
                for row in self.letters.open_rows()
                if year_id(str(row["plan"]), str(row["school"])) == item.key
            )
            key = next(signed)
            changes = {
                "assessed_on": event.on.isoformat(),
                "result_milli": event.result_milli,
                "vetoes": "、".join(event.vetoes),
                "status": _settled(event),
            }
        self.letters.put(key, item.index, beijing_date(item.at), **changes)


def _settled(event: e.LetterSettled) -> str:
    """Return what a letter came to: results that fell are told apart from those not reached."""
    if event.fallen:
        return "results_fallen"
    if not event.reached:
        return "not_reached"
    return "reached_but_vetoed" if event.vetoes else "reached"
