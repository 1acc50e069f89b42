"""An inspection for programs and for people."""

from __future__ import annotations

from collections.abc import Iterator

from audit.compliance.findings import Anomaly, Breach, Inspection, Severity
from audit.format.restricted_json import JsonValue
from audit.replay import facts, wording
from audit.replay.wording import Names

MOST_EVENTS = 5


def as_json(found: Inspection) -> dict[str, JsonValue]:
    """Return an inspection for programs, breaches by article."""
    return {
        "log": found.log,
        "size": found.size,
        "from": found.from_on,
        "to": found.to_on,
        "decisions": found.decisions,
        "recorded": found.recorded,
        "clean": found.clean,
        "articles": [
            {"article": article, "breaches": [_breach(each) for each in breaches]}
            for article, breaches in found.by_article().items()
        ],
        "anomalies": [_anomaly(each) for each in found.anomalies],
    }


def as_text(found: Inspection, *, names: Names | None = None) -> str:
    """Return an inspection for people, in Chinese."""
    return "\n".join(_lines(found, names or {}))


def _lines(found: Inspection, names: Names) -> Iterator[str]:
    yield "合规检查报告"
    span = f"{found.from_on or '建账'}至{found.to_on or '现在'}"
    as_of = "（履行、整改情况截至该日）" if found.to_on else ""
    yield f"台账 {found.log}，{found.size}件文书；范围 {span}{as_of}"
    yield f"按规则重新审查决定{found.decisions}项；以记录为准{found.recorded}项"
    counts = found.counts()
    told = "，".join(f"{each.term}{counts[each.value]}项" for each in Severity)
    still_open = sum(not each.cured for each in found.breaches)
    yield f"一、违规情况：共{len(found.breaches)}项（{told}），未整改{still_open}项"
    for number, (article, breaches) in enumerate(found.by_article().items(), start=1):
        yield f"  ({number}) 依据 {article}：{len(breaches)}项"
        for each in breaches:
            yield from _breach_lines(each, names)
    yield f"二、异常线索：共{len(found.anomalies)}项（不等于违规，供核查）"
    for each_anomaly in found.anomalies:
        yield f"    {wording.beijing(each_anomaly.at)} {each_anomaly.told}"
        yield from (f"        {fact}" for fact in each_anomaly.facts)
        yield f"        事件 {_names_of(each_anomaly.events)}"
    yield "三、结论：" + (
        "未发现尚未整改的违规" if found.clean else "存在尚未整改的违规，应当依规处理"
    )


def _breach_lines(each: Breach, names: Names) -> Iterator[str]:
    who = f" {wording.person(each.subject, names)}" if each.subject else ""
    cured = f"已整改（{each.cured_by}）" if each.cured else "未整改"
    yield f"    [{each.severity.term}·{cured}] {wording.beijing(each.at)}{who} {each.told}"
    yield from (f"        {_fact(fact)}" for fact in each.facts[:MOST_EVENTS])
    yield f"        第{each.place.index}号文书，事件 {_names_of(each.events)}"


def _fact(told: str) -> str:
    """Return a fact of a refusal in words; what was told in words stays as it is."""
    name, equals, value = told.partition("=")
    if not equals or not name.isidentifier():
        return told
    return f"{facts.field(name)}：{facts.value(name, value)}"


def _names_of(events: tuple[str, ...]) -> str:
    more = len(events) - MOST_EVENTS
    return "、".join(events[:MOST_EVENTS]) + (f" 等{len(events)}项" if more > 0 else "")


def _breach(each: Breach) -> JsonValue:
    return {
        "code": each.code,
        "told": each.told,
        "severity": each.severity.value,
        "at": each.at,
        "index": each.place.index,
        "events": list(each.events),
        "facts": list(each.facts),
        "subject": each.subject,
        "cured": each.cured,
        "cured_by": each.cured_by,
    }


def _anomaly(each: Anomaly) -> JsonValue:
    return {
        "code": each.code,
        "told": each.told,
        "at": each.at,
        "events": list(each.events),
        "facts": list(each.facts),
    }
