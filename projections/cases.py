"""案件登记簿: every case, its owner, stage and clocks; and alarms to the body that supervises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from domain.dispute import events as e
from domain.dispute.channels import CHANNELS
from domain.dispute.clocks import Due
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable

_STAGES: dict[type[object], str] = {
    e.MaterialRequested: "returned",
    e.MaterialSupplied: "received",
    e.CaseDeclaredInadmissible: "inadmissible",
    e.CaseWithdrawn: "withdrawn",
    e.CaseExecuted: "executed",
    e.CaseArchived: "archived",
}
_OPEN = frozenset({"received", "returned", "admitted"})
Changes = dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Alarm:
    """督办: a step that is overdue, told to the body above the one that has the case."""

    case: str
    step: str
    due: str
    days_over: int
    provisional: bool
    """Whether the last day rests on a year whose holidays were not announced."""
    owner: str
    body: str
    to: str


class CaseRegister:
    """One row a case."""

    name: ClassVar[str] = "cases.v2"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in e.EVENTS)

    def __init__(self) -> None:
        self.cases = TemporalTable(
            "cases",
            keys=("case_id",),
            values=(
                "channel",
                "matter",
                "contested",
                "complainant",
                "filed_by",
                "first_owner",
                "owner",
                "body",
                "stage",
                "received",
                "accept_by",
                "decide_by",
                "provisional",
                "suspended",
                "outcome",
                "late",
                "seek_by",
                "execute_by",
                "blocks_finalisation",
                "suspends_execution",
            ),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.cases,)

    def apply(self, item: FeedItem) -> None:
        changes = _received(item.event) or _on_the_way(item.event) or _ended(item.event)
        stage = _STAGES.get(type(item.event))
        if stage is not None:
            changes["stage"] = stage
        if changes.get("stage", "received") not in _OPEN:
            changes |= {"blocks_finalisation": "no", "suspends_execution": "no"}
        if changes:
            self.cases.put((item.key,), item.index, beijing_date(item.at), **changes)


def _received(event: object) -> Changes:
    if not isinstance(event, e.CaseReceived):
        return {}
    rules = CHANNELS[event.channel]
    return {
        "channel": event.channel.value,
        "matter": event.matter.kind.value,
        "contested": event.contested,
        "complainant": event.complainant,
        "filed_by": event.filed_by,
        "first_owner": event.first_owner,
        "owner": event.first_owner,
        "body": event.body,
        "stage": "received",
        "received": event.on.isoformat(),
        "accept_by": _day(event.accept_by),
        **_clock(event.decide_by),
        "suspended": "no",
        "blocks_finalisation": _word(rules.blocks_finalisation),
        "suspends_execution": _word(rules.suspends_execution),
    }


def _on_the_way(event: object) -> Changes:
    match event:
        case e.CaseHandedOver():
            return {"owner": event.to_owner, "body": event.body}
        case e.CaseAdmitted():
            return {"stage": "admitted", "accept_by": None, **_clock(event.decide_by)}
        case e.CaseSuspended():
            return {"suspended": "yes"}
        case e.CaseResumed():
            return {"suspended": "no", **_clock(event.decide_by)}
        case e.PeriodExtended():
            return _clock(event.decide_by)
        case _:
            return {}


def _ended(event: object) -> Changes:
    match event:
        case e.CaseDecided():
            late = _word(event.late)
            return {"stage": "decided", "outcome": event.outcome.value, "late": late}
        case e.DecisionServed():
            by = {"seek_by": _day(event.seek_by), "execute_by": _day(event.execute_by)}
            return {"stage": "served", **by}
        case _:
            return {}


def _clock(due: Due | None) -> Changes:
    return {"decide_by": _day(due), "provisional": _word(due is not None and due.provisional)}


def _day(due: Due | None) -> str | None:
    return due.last_day.isoformat() if due is not None else None


def _word(value: bool) -> str:  # noqa: FBT001 - one value in, its word out
    return "yes" if value else "no"


def alarms(
    rows: Sequence[Mapping[str, Any]], above: Mapping[str, str | None], on: date
) -> list[Alarm]:
    """Return the steps that are overdue on a date, the longest overdue first.

    A body with nobody above it in the ledger is told itself.
    """
    found = [
        Alarm(
            case=row["case_id"],
            step=step,
            due=due,
            days_over=(on - date.fromisoformat(due)).days,
            provisional=step == "decide" and row["provisional"] == "yes",
            owner=row["owner"],
            body=row["body"],
            to=above.get(row["body"]) or row["body"],
        )
        for row in rows
        for step, due in _running(row)
        if due < on.isoformat()
    ]
    return sorted(found, key=lambda each: (-each.days_over, each.case, each.step))


def _running(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the clocks that run for a case now; a suspended case has none."""
    if row["stage"] in _OPEN and row["suspended"] == "no":
        if row["accept_by"] is not None:
            yield "accept", row["accept_by"]
        if row["decide_by"] is not None:
            yield "decide", row["decide_by"]
    if row["stage"] == "served" and row["execute_by"] is not None:
        yield "execute", row["execute_by"]
