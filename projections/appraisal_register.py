"""年度考核登记册: every appraisal with its share of 优秀, and what each person's year came to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from domain.appraisal import events as e
from domain.appraisal import file_events as f
from domain.appraisal import publicity_events
from domain.appraisal.consequences import allowed
from domain.appraisal.grades import Result, SanctionKind
from domain.kernel import DomainEvent
from domain.values.time import beijing_date
from projections.feed import FeedItem
from projections.temporal import TemporalTable, Value

_EVENTS: tuple[type[DomainEvent], ...] = (
    *(each for each in e.EVENTS if each not in f.FILE_EVENTS),
    f.YearGraded,
    f.YearGradeVoided,
    f.SanctionImposed,
    f.SanctionLifted,
    f.SanctionShortened,
)


class AppraisalRegister:
    """One row an appraisal, one a person in it, one a year of somebody's that was told."""

    name: ClassVar[str] = "appraisal_register.v2"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in _EVENTS)

    def __init__(self) -> None:
        self.appraisals = TemporalTable(
            "appraisals",
            keys=("appraisal",),
            values=(
                "school",
                "year",
                "plan",
                "staff_count",
                "share",
                "most_count",
                "excellent_count",
                "public_until",
                "status",
            ),
        )
        self.people = TemporalTable(
            "appraised",
            keys=("appraisal", "person"),
            values=("school", "year", "result", "version_count", "opinion", "status"),
        )
        self.years = TemporalTable(
            "year_grades",
            keys=("person", "year"),
            values=("appraisal", "school", "result", "version_count", "told_on", "consequences"),
        )
        self.demotions = TemporalTable(
            "demotions", keys=("person", "inquiry"), values=("decided_on", "until")
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.appraisals, self.people, self.years, self.demotions)

    def apply(self, item: FeedItem) -> None:
        if isinstance(item.event, f.FileEvent):
            self._file(item, item.event)
        elif isinstance(item.event, e.PersonEvent):
            self._person(item, item.event.teacher, _of_person(item.event))
        else:
            self._whole(item)

    def _whole(self, item: FeedItem) -> None:
        match item.event:
            case e.AppraisalPlanned() as planned:
                self._put(
                    item,
                    school=planned.body,
                    year=str(planned.year),
                    plan=planned.plan,
                    share="normal",
                    status="planned",
                )
            case e.AppraisalOpened() as opened:
                self._put(item, staff_count=len(opened.teachers), status="opened")
                for person in opened.teachers:
                    self._person(item, person, {"status": "taking_part"})
            case e.ExcellentShareSet(kind=kind):
                self._put(item, share=kind.value)
            case e.GradesDecided() as decided:
                self._decide(item, decided)
            case publicity_events.ExcellentPublished(last_day=last_day):
                self._put(item, public_until=last_day.isoformat(), status="public")
            case publicity_events.ExcellentPublicityEnded():
                self._put(item, status="public_over")
            case e.ResultsFiled(teachers=teachers):
                for person in teachers:
                    self._person(item, person, {"status": "filed"})

    def _decide(self, item: FeedItem, decided: e.GradesDecided) -> None:
        self._put(
            item, most_count=decided.most, excellent_count=decided.excellent, status="decided"
        )
        for each in decided.grades:
            changes: dict[str, Value] = {"result": each.result.value, "version_count": 1}
            self._person(item, each.teacher, {**changes, "status": "decided"})

    def _file(self, item: FeedItem, event: f.FileEvent) -> None:
        on = beijing_date(item.at)
        match event:
            case f.YearGraded():
                self.years.put(
                    (item.key, str(event.year)),
                    item.index,
                    on,
                    appraisal=event.appraisal,
                    school=event.body,
                    result=event.result.value,
                    version_count=event.version,
                    told_on=event.on.isoformat(),
                    consequences=self._consequences(item.key, event),
                )
            case f.YearGradeVoided(year=year):
                self.years.end((item.key, str(year)), item.index, on)
            case f.SanctionImposed(kind=SanctionKind.DEMOTION):
                self.demotions.put(
                    (item.key, event.inquiry),
                    item.index,
                    on,
                    decided_on=event.decided_on.isoformat(),
                    until=event.last_day.isoformat(),
                )
            case f.SanctionLifted(inquiry=inquiry):
                self.demotions.end((item.key, inquiry), item.index, on)
            case f.SanctionShortened(inquiry=inquiry) if self.demotions.get(item.key, inquiry):
                until = event.last_day.isoformat()
                self.demotions.put((item.key, inquiry), item.index, on, until=until)
            case _:
                pass

    def _consequences(self, person: str, event: f.YearGraded) -> str:
        """Return what the regulation allows; nothing of it follows by itself (E.4)."""
        before = self.years.get(person, str(event.year - 1))
        told = Result(str(before["result"])) if before is not None else None
        demoted = any(
            row["person"] == person and str(row["until"]) >= event.on.isoformat()
            for row in self.demotions.open_rows()
        )
        found = allowed(event.result, before=told, demoted=demoted)
        return "、".join(each.value for each in found)

    def _put(self, item: FeedItem, **changes: Value) -> None:
        self.appraisals.put((item.key,), item.index, beijing_date(item.at), **changes)

    def _person(self, item: FeedItem, person: str, changes: dict[str, Value]) -> None:
        body = self.appraisals.get(item.key)
        assert body is not None, "an appraisal starts with AppraisalPlanned"
        on = beijing_date(item.at)
        named = {"school": body["school"], "year": body["year"], **changes}
        self.people.put((item.key, person), item.index, on, **named)


def _of_person(event: e.PersonEvent) -> dict[str, Value]:
    match event:
        case e.WorkReportSubmitted():
            return {"status": "reported"}
        case e.ParticipationRefused():
            return {"status": "refused"}
        case e.EthicsGateFailed():
            return {}
        case e.GradeProposed():
            return {"status": "proposed"}
        case e.GradeAdded() | e.GradeCorrected():
            changes: dict[str, Value] = {"result": event.result.value, "opinion": None}
            return {**changes, "version_count": event.version, "status": "decided"}
        case e.GradeVoided():
            return {"result": None, "opinion": None, "status": "voided"}
        case e.GradeNotified():
            return {"status": "told"}
        case e.GradeAcknowledged():
            return {"opinion": event.opinion.value, "status": "answered"}
        case e.AcknowledgementRefused():
            return {"opinion": "refused_to_sign", "status": "answered"}
