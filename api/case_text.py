"""Routes, opinions and alarms as text that a person can read (救济途径、审查意见、督办)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from api.messages.cases import word
from audit.dossier.course import Course
from domain.dispute.clocks import Due, Period
from domain.dispute.opinions import Opinion
from domain.dispute.routing import Access, Path, Route
from projections.cases import Alarm

_ORDER = (Access.OPEN, Access.DOUBTFUL, Access.CLOSED)


def route_text(route: Route) -> str:
    """Return every channel, the open ones first, with its clock, basis and doubts."""
    lines: list[str] = []
    for access in _ORDER:
        lines.append(f"【{word('access', access)}】")
        for path in route.paths:
            if path.access is access:
                lines += _path_lines(path)
    return "\n".join(lines)


def _path_lines(path: Path) -> Iterator[str]:
    yield f"  {word('channel', path.kind)} —— {word('forum', path.forum)}"
    if path.access is not Access.CLOSED:
        yield f"    提出期限：{_limit(path)}；办理期限：{_period(path.decide_within)}"
        yield f"    依据：{path.basis}（{word('certainty', path.certainty)}）"
    for note in path.notes:
        yield f"    注意：{word('note', note)}"


def _limit(path: Path) -> str:
    if path.file_by is None:
        return "没有规定"
    if path.safe_by is None or path.safe_by == path.file_by:
        return due_text(path.file_by)
    return f"{due_text(path.file_by)}（稳妥期限 {due_text(path.safe_by)}）"


def course_text(course: Course) -> str:
    """Return the course of a case, and its decision with reasons and orders."""
    lines = [f"  {name}：{told}" for name, told in course.rows]
    lines.append(f"处理决定：{course.outcome or '尚未作出'}")
    lines += [f"  理由：{each}" for each in course.reasons]
    lines += [f"  处理：{each}" for each in course.remedies]
    return "\n".join(lines)


def due_text(due: Due) -> str:
    """Return a last day, marked where it is provisional."""
    return f"{due.last_day}{'（暂定）' if due.provisional else ''}"


def _period(period: Period | None) -> str:
    return "没有规定" if period is None else f"{period.count}{word('unit', period.unit)}"


def opinion_text(opinion: Opinion) -> str:
    """Return an opinion with its reasons and what would have to be done."""
    lines = [f"审查意见：{word('outcome', opinion.outcome)}"]
    for reason in opinion.reasons:
        ground = f"〔{word('ground', reason.ground)}〕" if reason.ground else ""
        lines.append(f"  理由：{ground}{reason.text}（依据：{reason.basis}）")
    lines += [f"  处理：{each.model_dump_json()}" for each in opinion.remedies]
    return "\n".join(lines)


def alarm_line(alarm: Alarm, bodies: Mapping[str, str]) -> str:
    """Return one line for the body that supervises."""
    body, to = bodies.get(alarm.body, alarm.body), bodies.get(alarm.to, alarm.to)
    mark = "（暂定）" if alarm.provisional else ""
    return (
        f"督办 {to}：{body} 案件 {alarm.case} {word('step', alarm.step)}"
        f"期限 {alarm.due}{mark}，已超过 {alarm.days_over} 日，承办 {alarm.owner}"
    )
