"""考评培训、检查与方案评估登记簿: courses, inspections with what came of them, reviews."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import ClassVar

from domain.oversight import events as e
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable, Value


class OversightRegister:
    """One row a course of somebody's, one an inspection, one a review of a procedure."""

    name: ClassVar[str] = "oversight_register.v1"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in e.EVENTS)

    def __init__(self) -> None:
        self.courses = TemporalTable(
            "evaluator_courses",
            keys=("person", "course", "held_on"),
            values=("organiser", "document"),
        )
        self.inspections = TemporalTable(
            "inspections",
            keys=("inspection",),
            values=(
                "plan",
                "school",
                "inspection_kind",
                "held_on",
                "shortcomings",
                "mend_by",
                "mended_on",
                "measures",
                "document",
            ),
        )
        self.reviews = TemporalTable(
            "procedure_reviews",
            keys=("procedure_review",),
            values=(
                "plan",
                "owner",
                "pack_sha256",
                "held_on",
                "experts_count",
                *(each.value for each in e.Aspect),
                "conclusion",
                "advice",
                "document",
            ),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.courses, self.inspections, self.reviews)

    def apply(self, item: FeedItem) -> None:
        on = beijing_date(item.at)
        match item.event:
            case e.EvaluatorTrained() as trained:
                self.courses.put(
                    (item.key, trained.course, trained.held_on.isoformat()),
                    item.index,
                    on,
                    organiser=trained.organiser,
                    document=trained.document,
                )
            case e.InspectionHeld() as held:
                self.inspections.put((item.key,), item.index, on, **_inspection(held))
            case e.FindingsMended() as mended:
                self.inspections.put(
                    (item.key,),
                    item.index,
                    on,
                    mended_on=mended.on.isoformat(),
                    measures=mended.measures,
                )
            case e.ProcedureReviewed() as reviewed:
                self.reviews.put((item.key,), item.index, on, **_review(reviewed))


def _inspection(held: e.InspectionHeld) -> dict[str, Value]:
    return {
        "plan": held.plan,
        "school": held.school,
        "inspection_kind": held.inspection_kind.value,
        "held_on": held.held_on.isoformat(),
        "shortcomings": json.dumps(held.findings, ensure_ascii=False),
        "mend_by": held.mend_by.isoformat() if held.mend_by is not None else None,
        "document": held.document,
    }


def _review(reviewed: e.ProcedureReviewed) -> dict[str, Value]:
    verdicts: dict[str, Value] = {
        each.aspect.value: each.verdict.value for each in reviewed.aspects
    }
    return verdicts | {
        "plan": reviewed.plan,
        "owner": reviewed.owner,
        "pack_sha256": reviewed.pack_sha256,
        "held_on": reviewed.held_on.isoformat(),
        "experts_count": len(reviewed.experts),
        "conclusion": reviewed.conclusion.value,
        "advice": json.dumps(reviewed.recommendations, ensure_ascii=False),
        "document": reviewed.document,
    }
