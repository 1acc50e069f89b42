"""Forms of the decisions on what follows a low grade, and on the oversight of appraisals."""

from __future__ import annotations

from collections.abc import Mapping

from audit.replay.form import SEALED_TEXT, Form
from domain.kernel import DomainEvent
from domain.mending import commands as mending
from domain.oversight import commands as oversight


def _items(event: DomainEvent) -> Mapping[str, object]:
    """Stand for the sealed things that are to be mended: as many as there are."""
    return {"items": (SEALED_TEXT,) * getattr(event, "items_count")}


def _remark(event: DomainEvent) -> Mapping[str, object]:
    return {"text": SEALED_TEXT if getattr(event, "remarked") else None}


OVERSIGHT_FORMS: Mapping[str, Form] = {
    "mending.interview-held.v1": Form(mending.HoldInterview),
    "mending.mending-planned.v1": Form(mending.PlanMending, more=_items),
    "mending.mending-completed.v1": Form(mending.CompleteMending, more=_remark),
    "mending.mending-missed.v1": Form(mending.RecordMissedMending, more=_remark),
    "mending.mending-dropped.v1": Form(mending.DropMending),
    "oversight.evaluator-trained.v1": Form(oversight.TrainEvaluator, "person"),
    "oversight.inspection-held.v1": Form(oversight.HoldInspection, "inspection"),
    "oversight.findings-mended.v1": Form(oversight.MendFindings, "inspection"),
    "oversight.procedure-reviewed.v1": Form(oversight.ReviewProcedure, "review"),
}
