"""The course of a case (案件办理): what its own events say, in the words of the trade."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from audit.replay import facts, wording
from audit.replay.case import Step
from audit.replay.comparing import data_of
from audit.replay.signed_events import signed_stream
from audit.replay.source import Source
from audit.replay.wording import Names
from domain.dispute import events as e
from domain.dispute.clocks import Due
from domain.dispute.remedies import Reason

Unit = Callable[[str], str]


@dataclass(slots=True)
class Course:
    """Rows of the cover, what was decided and why, and who has which part in the case."""

    rows: list[tuple[str, str]] = field(default_factory=list)
    outcome: str = ""
    """处理决定; empty while there is none."""
    reasons: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()
    parts: dict[str, dict[str, None]] = field(default_factory=dict)
    """Parts in the case by person."""


def parties_in(steps: Sequence[Step]) -> set[str]:
    """Return the parties of a case: those whose names its papers need."""
    events = (step.outcome.lead.event for step in steps)
    return {
        person
        for event in events
        if isinstance(event, e.CaseReceived)
        for person in (event.complainant, event.filed_by, event.matter.against, *event.joined)
        if person is not None
    }


def units_of(source: Source) -> Unit:
    """Return what tells the name of a body or school, as it was registered."""

    @cache
    def name_of(unit: str) -> str:
        for stream in (f"body:{unit}", f"school:{unit}"):
            for event in signed_stream(source, stream)[:1]:
                return f"{event.data['name']}（{unit}）"
        return unit

    return name_of


def course_of(steps: Sequence[Step], names: Names | None = None, unit: Unit = str) -> Course:
    """Return the course of a case from the events of its stream, in order.

    ``unit`` gives the name of a body or school.
    """
    course = Course()
    for step in steps:
        event = step.outcome.lead.event
        _entry(course, event)
        _handling(course, event)
        _ending(course, event)
        course.rows += _rows(event, names or {}, unit)
    return course


def _entry(course: Course, event: object) -> None:
    match event:
        case e.CaseReceived():
            _part(course, "申请人", event.complainant, *event.joined)
            if event.filed_by != event.complainant:
                _part(course, "代为提出人", event.filed_by)
            if event.matter.against is not None:
                _part(course, "相对人", event.matter.against)
            _part(course, "首问承办人", event.first_owner)
        case e.CaseHandedOver():
            _part(course, "承办人", event.to_owner)
        case _:
            pass


def _handling(course: Course, event: object) -> None:
    match event:
        case e.InvestigatorsAppointed():
            _part(course, "调查人员", *event.investigators)
        case e.InvestigatorReplaced():
            course.parts.get(event.withdrawn, {}).pop("调查人员", None)
            _part(course, "已退出的调查人员", event.withdrawn)
            _part(course, "调查人员", event.successor)
        case e.HearingHeld():
            _part(course, "听证主持人", event.chair)
        case e.MediationStarted():
            _part(course, "调解人", event.mediator)
        case _:
            pass


def _ending(course: Course, event: object) -> None:
    match event:
        case e.CaseDecided():
            _part(course, "处理决定主持人", event.presiding)
            course.outcome = facts.value("outcome", event.outcome.value)
            course.reasons = tuple(_reason(each) for each in event.reasons)
            orders = data_of(event)["remedies"]
            told = orders if isinstance(orders, list) else []
            course.remedies = tuple(facts.told(o, "remedies") for o in told if isinstance(o, dict))
        case e.CaseDeclaredInadmissible():
            course.outcome = "不予受理"
            course.reasons = tuple(facts.value("reasons", each) for each in event.reasons)
            elsewhere = [facts.value("elsewhere", each) for each in event.elsewhere]
            course.remedies = ("其他救济途径：" + "、".join(elsewhere),) if elsewhere else ()
        case e.CaseWithdrawn():
            course.outcome = "申请人撤回，案件终结"
        case _:
            pass


def _rows(event: object, names: Names, unit: Unit) -> Iterator[tuple[str, str]]:
    match event:
        case e.CaseReceived():
            yield "申请人", wording.person(event.complainant, names)
            if event.matter.against is not None:
                yield "相对人", wording.person(event.matter.against, names)
            yield "救济渠道", facts.value("channel", event.channel.value)
            yield "争议事项", facts.value("kind", event.matter.kind.value)
            yield "原决定单位", unit(event.matter.decided_by)
            yield "收到", f"{event.on}，承办单位{unit(event.body)}{_by(event.decide_by)}"
        case e.CaseHandedOver():
            yield "移送", f"{event.on}，移送{unit(event.body)}（{event.reason}）"
        case e.MaterialRequested():
            yield "一次性告知", f"{event.on}，{'、'.join(event.missing)}，{event.until}前补正"
        case e.CaseAdmitted():
            yield "受理", f"{event.on}{_by(event.decide_by)}"
        case e.CaseSuspended():
            yield "中止", f"{event.on}，{event.waiting_for}"
        case e.CaseResumed() | e.PeriodExtended():
            name = "恢复" if isinstance(event, e.CaseResumed) else "延长期限"
            yield name, f"{event.on}{_by(event.decide_by)}"
        case e.MediationStarted():
            yield "开始调解", f"{event.on}，{event.until.last_day}前结束"
        case e.MediationEnded():
            yield "调解结束", f"{event.on}，{'达成协议' if event.agreed else '未达成协议'}"
        case _:
            yield from _last_rows(event)


def _last_rows(event: object) -> Iterator[tuple[str, str]]:
    match event:
        case e.CaseDecided():
            yield "作出决定", f"{event.on}{'，已逾期' if event.late else ''}"
        case e.CaseDeclaredInadmissible() | e.CaseWithdrawn():
            yield "终结", f"{event.on}"
        case e.DecisionServed():
            further = "、".join(facts.value("further", each) for each in event.further) or "无"
            by = "" if event.seek_by is None else f"，{event.seek_by.last_day}前提出"
            yield "送达", f"{event.on}，{event.channel}；后续救济：{further}{by}"
        case e.CaseExecuted():
            report = f"，{event.report}" if event.report else ""
            yield "执行", f"{event.on}{'，已逾期' if event.late else ''}{report}"
        case e.CaseArchived():
            yield "归档", f"{event.on}"
        case _:
            pass


def _by(due: Due | None) -> str:
    return (
        "" if due is None else f"，{due.last_day}前作出决定{'（暂定）' if due.provisional else ''}"
    )


def _reason(reason: Reason) -> str:
    ground = f"{facts.value('ground', reason.ground.value)}：" if reason.ground else ""
    return f"{ground}{reason.text}（依据：{reason.basis}）"


def _part(course: Course, part: str, *persons: str) -> None:
    for person in persons:
        course.parts.setdefault(person, {})[part] = None
