"""荣誉登记册: calls, who holds which honour, what titles were appraised at, and attachments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.honour import events as e
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable, Value


class HonourRegister:
    """One row a call, an honour, a title's year, an attachment."""

    name: ClassVar[str] = "honour_register.v1"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in e.EVENTS)

    def __init__(self) -> None:
        self.calls = TemporalTable(
            "honour_calls",
            keys=("call",),
            values=(
                "plan",
                "bureau",
                "category",
                "occasion",
                "places_count",
                "deadline_on",
                "nominated_count",
                "chosen_count",
                "status",
                "document",
            ),
        )
        self.honours = TemporalTable(
            "honours",
            keys=("person", "call"),
            values=("bureau", "category", "kind", "begins", "ends", "status", "document"),
        )
        self.named = TemporalTable(
            "named_appraisals",
            keys=("person", "call", "year_count"),
            values=("total_milli", "grade", "allowance_milli", "document"),
        )
        self.attachments = TemporalTable(
            "attachments",
            keys=("person", "call", "begins"),
            values=("school", "ends", "aims", "status", "document"),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.calls, self.honours, self.named, self.attachments)

    def apply(self, item: FeedItem) -> None:
        match item.event:
            case (
                e.CallOpened()
                | e.TeacherNominated()
                | e.NominationDeclined()
                | e.NominationWithdrawn()
                | e.CallCancelled()
                | e.HonoureesChosen()
                | e.HonoursConferred()
                | e.HonoursConferredJointly()
            ) as event:
                changes = self._of_call(item.key, event)
                self.calls.put((item.key,), item.index, beijing_date(item.at), **changes)
            case e.AttachmentStarted() | e.AttachmentEnded() as event:
                self._attach(item, event)
            case _:
                self._register(item)

    def _of_call(self, call: str, event: e.CallEvent) -> dict[str, Value]:
        match event:
            case e.CallOpened():
                return {
                    "plan": event.plan,
                    "bureau": event.bureau,
                    "category": event.category,
                    "occasion": event.occasion,
                    "places_count": event.places,
                    "deadline_on": event.deadline_on.isoformat(),
                    "nominated_count": 0,
                    "status": "nominating",
                }
            case e.TeacherNominated():
                return {"nominated_count": self._nominated(call) + 1}
            case e.NominationDeclined() | e.NominationWithdrawn():
                left: dict[str, Value] = {"nominated_count": self._nominated(call) - 1}
                fell: dict[str, Value] = {"chosen_count": 0, "status": "nominating"}
                return left | fell if event.choice_fell else left
            case e.CallCancelled():
                return {"chosen_count": 0, "status": "cancelled"}
            case e.HonoureesChosen():
                return {"chosen_count": len(event.chosen), "status": "chosen"}
            case _:
                return {"status": "conferred", "document": event.document}

    def _nominated(self, call: str) -> int:
        row = self.calls.get(call)
        assert row is not None, "who is nominated is nominated in a call"
        return int(row["nominated_count"] or 0)

    def _register(self, item: FeedItem) -> None:
        event, on = item.event, beijing_date(item.at)
        if isinstance(event, e.HonourEntered):
            changes: dict[str, Value] = {
                "bureau": event.bureau,
                "category": event.category,
                "kind": event.kind.value,
                "begins": event.on.isoformat(),
                "ends": event.until_on.isoformat() if event.until_on is not None else None,
                "status": "conferred",
            }
        elif isinstance(event, e.NamedTeacherAppraised | e.NamedAppraisalCorrected):
            self.named.put(
                (event.teacher, event.call, event.term_year),
                item.index,
                on,
                total_milli=event.total_milli,
                grade=event.named_grade,
                allowance_milli=event.allowance_milli,
                document=event.document,
            )
            changes = self._title(event)
        else:
            assert isinstance(event, e.HonourRevoked | e.HonourRevokedJointly)
            changes = {"status": "revoked", "document": event.document}
        if changes:
            self.honours.put((item.key, event.call), item.index, on, **changes)

    def _title(
        self, event: e.NamedTeacherAppraised | e.NamedAppraisalCorrected
    ) -> dict[str, Value]:
        """Return what a year's result does to a title: without a grade it is lost, or back."""
        mine = (event.teacher, event.call)
        fails = any(
            each["grade"] is None
            for each in self.named.open_rows()
            if (each["person"], each["call"]) == mine
        )
        if fails:
            return {"status": "title_lost"}
        return {"status": "conferred"} if isinstance(event, e.NamedAppraisalCorrected) else {}

    def _attach(self, item: FeedItem, event: e.AttachmentStarted | e.AttachmentEnded) -> None:
        on = beijing_date(item.at)
        if isinstance(event, e.AttachmentStarted):
            key = (event.teacher, event.call, event.from_on.isoformat())
            changes: dict[str, Value] = {
                "school": event.school,
                "ends": event.until_on.isoformat(),
                "aims": event.aims,
                "status": "attached",
            }
        else:
            mine = (event.teacher, event.call)
            rows = self.attachments.open_rows()
            running = next(
                each
                for each in rows
                if (each["person"], each["call"]) == mine and each["status"] == "attached"
            )
            key = (*mine, str(running["begins"]))
            changes = {
                "status": "aims_reached" if event.passed else "aims_missed",
                "document": event.document,
            }
        self.attachments.put(key, item.index, on, **changes)
