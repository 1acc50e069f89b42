"""What people may ask in the oversight of appraisals."""

from __future__ import annotations

from datetime import date

from domain.kernel import Command
from domain.oversight.events import AspectFinding, Conclusion, InspectionKind
from domain.values.ids import Id, Text


class TrainEvaluator(Command):
    """``person`` took the course; ``organiser`` is the office that held it."""

    person: Id
    organiser: Id
    course: Text
    held_on: date
    document: Text


class HoldInspection(Command):
    """``findings`` say what is to be mended, by ``mend_by``; without any there is no such day."""

    inspection: Id
    plan: Id
    school: Id
    inspection_kind: InspectionKind
    held_on: date
    findings: tuple[Text, ...] = ()
    mend_by: date | None = None
    document: Text


class MendFindings(Command):
    inspection: Id
    on: date
    measures: Text


class ReviewProcedure(Command):
    """``aspects`` are all four, each once; ``experts`` sign, and hold no office in the act."""

    review: Id
    plan: Id
    experts: tuple[Id, ...]
    held_on: date
    aspects: tuple[AspectFinding, ...]
    conclusion: Conclusion
    recommendations: tuple[Text, ...] = ()
    document: Text


OversightCommand = TrainEvaluator | HoldInspection | MendFindings | ReviewProcedure
COMMANDS: tuple[type[Command], ...] = (
    TrainEvaluator,
    HoldInspection,
    MendFindings,
    ReviewProcedure,
)
