"""What each event of a case makes due, or settles (案件期限)."""

from __future__ import annotations

from collections.abc import Iterator

from domain.dispute import events as e
from domain.dispute.clocks import Due
from domain.kernel import DomainEvent

ACCEPTANCE, DECISION, MATERIAL = "case-acceptance", "case-decision", "case-material"
MEDIATION, EXECUTION, REMEDY = "case-mediation", "case-execution", "case-further-remedy"

_SETTLED: dict[type[DomainEvent], tuple[str, ...]] = {
    e.MaterialSupplied: (MATERIAL,),
    e.CaseAdmitted: (ACCEPTANCE,),
    e.CaseDeclaredInadmissible: (ACCEPTANCE, DECISION, MATERIAL),
    e.MediationEnded: (MEDIATION,),
    e.CaseSuspended: (DECISION,),
    e.CaseDecided: (DECISION, MEDIATION),
    e.FurtherRemedySought: (REMEDY,),
    e.CaseWithdrawn: (ACCEPTANCE, DECISION, MATERIAL, MEDIATION),
    e.CaseExecuted: (EXECUTION,),
    e.CaseArchived: (REMEDY,),
}


def dues_of(event: DomainEvent) -> Iterator[tuple[str, str | None]]:
    """Yield kind and last day of what is due now; ``None`` as a day where it is settled."""
    for kind in _SETTLED.get(type(event), ()):
        yield kind, None
    for kind, due in _new(event):
        if due is not None:
            yield kind, due.last_day.isoformat()


def _new(event: DomainEvent) -> Iterator[tuple[str, Due | None]]:
    match event:
        case e.CaseReceived():
            yield ACCEPTANCE, event.accept_by
            yield DECISION, event.decide_by
        case e.MaterialRequested():
            yield MATERIAL, Due(last_day=event.until)
        case e.CaseAdmitted() | e.CaseResumed() | e.PeriodExtended():
            yield DECISION, event.decide_by
        case e.MediationStarted():
            yield MEDIATION, event.until
        case e.DecisionServed():
            yield EXECUTION, event.execute_by
            yield REMEDY, event.seek_by
        case _:
            return
