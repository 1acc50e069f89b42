"""A replay for programs and for people. The same bytes on every machine."""

from __future__ import annotations

from collections.abc import Iterator

from audit.format.encoding import b64
from audit.format.findings import Finding
from audit.format.restricted_json import JsonValue
from audit.replay import facts, wording
from audit.replay.case import Replay, Step, Verdict
from audit.replay.comparing import data_of
from audit.replay.derivations import Derivation, derivations
from audit.replay.rerun import Outcome
from audit.replay.wording import Names, Sentence

MOST_WORKED = 10
"""Intermediate values of a step that the terminal view prints; all are in the JSON."""
FULL_FACTS = 240
"""Characters of an event's facts that the terminal view prints."""


def as_json(found: Replay, *, sentence: Sentence = wording.refusal) -> dict[str, JsonValue]:
    """Return a replay for programs. Steps that are only surroundings are told by name."""
    own = found.own
    return {
        "log": found.log,
        "size": found.size,
        "checkpoint": found.note.decode(),
        "event": found.target.name,
        "topic": found.target.event.TOPIC,
        "term": found.target.term,
        "decided_by": found.decided_by.name,
        "verdict": found.verdict.value,
        "verdict_zh": found.verdict.term,
        "reasons": list(reasons(found, sentence)),
        "published": found.target.data,
        "recomputed": _recomputed(own.outcome if own else None),
        "differences": _differences(own.outcome if own else None),
        "streams": list(found.streams),
        "steps": [step_json(each, sentence) for each in found.steps if each.matters],
        "surroundings": [
            {"event": each.outcome.lead.name, "stands": each.outcome.stands}
            for each in found.steps
            if not each.matters
        ],
        "findings": [_finding(each) for each in found.findings],
    }


def step_json(step: Step, sentence: Sentence) -> dict[str, JsonValue]:
    """Return one step for programs."""
    outcome, act = step.outcome, step.checked.act
    lead = outcome.lead
    return {
        "event": lead.name,
        "index": lead.place.index,
        "n": lead.place.n,
        "act": "" if act is None else act.act,
        "at": "" if act is None else act.at,
        "received": None
        if step.received is None
        else {"after": step.received.after, "before": step.received.before},
        "topic": lead.event.TOPIC,
        "term": lead.term,
        "basis": None if act is None else {"size": act.basis.size, "root": b64(act.basis.root)},
        "signers": [
            {
                "person": each.actor.person,
                "role": each.actor.role,
                "body": each.actor.body,
                "mandate": each.actor.mandate,
                "granted_by": each.granted_by,
                "from": each.from_on,
                "until": each.until_on,
                "stood": each.stood,
                "signed": each.signed,
            }
            for each in step.checked.signers
        ],
        "rules": [
            {"name": each.name, "basis": each.basis, "text": each.text, "where": each.where}
            for each in outcome.rules
        ],
        "worked": [
            {"rule": each.rule, "inputs": dict(each.inputs), "result": each.result}
            for each in outcome.worked
        ],
        "reads": list(outcome.reads),
        "assumed": list(outcome.assumed),
        "published": [{"event": each.name, "facts": each.data} for each in outcome.events],
        "recomputed": _recomputed(outcome),
        "asked": outcome.asked,
        "refusal": "" if outcome.refusal is None else sentence(outcome.refusal),
        "differences": _differences(outcome),
        "stands": outcome.stands,
        "findings": [_finding(each) for each in (*step.checked.findings, *step.findings)],
    }


def reasons(found: Replay, sentence: Sentence) -> Iterator[str]:
    """Yield why the verdict is as it is, in Chinese."""
    if found.withheld and found.verdict is not Verdict.UPHOLD:
        yield "证据包未公开全部事件，以下仅就公开部分复算，不足以否定本决定。"
    for finding in found.findings:
        yield f"{finding.meaning_zh}（{finding.where_zh}）该记录不作为复算依据。"
    for finding in found.misdated:
        yield f"{finding.meaning_zh}（{finding.where_zh}）"
    if not found.genuine:
        yield "本决定的记录不真实，不能作为决定的凭据。"
    for root in found.roots:
        lead = root.outcome.lead
        yield f"所依据的{lead.term}（{lead.name}）{_fault(root, sentence)}"
    if found.own is not None and not found.own.outcome.stands:
        yield f"本决定{_fault(found.own, sentence)}"
    if found.verdict is Verdict.UPHOLD:
        yield "按当时有效的规则、依据真实的事件复算，结果与公布一致。"
    if found.verdict is Verdict.REDO and found.own is not None and found.own.outcome.stands:
        yield "本决定所依据的上述决定不能成立，应当在更正后依规重新作出决定。"
    elif found.verdict is Verdict.REDO:
        yield "依据的事实已不完整，无法复算出同一结果，应当依规重新作出决定。"


def as_text(
    found: Replay, *, names: Names | None = None, sentence: Sentence = wording.refusal
) -> str:
    """Return a replay for people, in Chinese."""
    return "\n".join(_lines(found, names or {}, sentence))


def _lines(found: Replay, names: Names, sentence: Sentence) -> Iterator[str]:
    direct = [each for each in found.steps if each.matters]
    yield f"决定重放  {found.target.term}  {found.target.name}"
    yield f"台账 {found.log}，{found.size}件文书"
    if found.decided_by != found.target:
        yield f"由该决定产生：{found.decided_by.term}  {found.decided_by.name}"
    yield f"一、经过：依据的流水{len(found.streams)}条，决定{len(found.steps)}项"
    yield f"    其中与本案直接有关{len(direct)}项，逐项如下"
    for number, step in enumerate(direct, start=1):
        yield from step_lines(number, step, names, sentence)
    yield "二、计分与排序"
    told = derivations(found)
    yield from (line for each in told for line in derivation_lines(each, names))
    if not told:
        yield "    本案不涉及排名"
    yield f"三、结论：{found.verdict.term}"
    yield from (f"    {number}. {each}" for number, each in enumerate(reasons(found, sentence), 1))


def step_lines(number: int, step: Step, names: Names, sentence: Sentence) -> Iterator[str]:
    """Yield the lines of one step."""
    outcome, act = step.outcome, step.checked.act
    yield f"  {number}. {outcome.lead.term}  {outcome.lead.name}"
    if act is not None:
        stated = wording.beijing(act.at)
        yield f"     文书自述时间 {stated}  第{step.checked.index}号文书 {act.act}"
        if step.received is not None:
            yield f"     入账次序 {wording.received(step.received.after, step.received.before)}"
        yield f"     签署时所见检查点：{act.basis.size}件文书，根 {b64(act.basis.root)}"
    for each in step.checked.signers:
        yield f"     签署 {wording.signer(each, names)}"
    for each_rule in dict.fromkeys(map(wording.rule, outcome.rules)):
        yield f"     规则 {each_rule}"
    for worked in outcome.worked[:MOST_WORKED]:
        told = (f"{facts.field(name)}={facts.worked(name, each)}" for name, each in worked.inputs)
        inputs = "，".join(told) or "依流水状态"
        yield f"     计算 {worked.rule}：{inputs} → {facts.worked('', worked.result)}"
    content = facts.told(outcome.lead.data)
    yield f"     内容 {content[:FULL_FACTS]}{'……' if len(content) > FULL_FACTS else ''}"
    if outcome.assumed:
        fields = "、".join(facts.field(name) for name in outcome.assumed)
        yield f"     推定 {fields}：台账未载明，按有利于原决定的情形复算"
    for finding in (*step.checked.findings, *step.findings):
        yield f"     真实性问题 {finding.meaning_zh}（{finding.where_zh}）"
    yield f"     复算 {_fault(step, sentence) if not outcome.stands else _agreement(outcome)}"


def derivation_lines(told: Derivation, names: Names) -> Iterator[str]:
    """Yield one bidder's total and how it came about."""
    same = "一致" if told.published_milli == told.recomputed_milli else "不符"
    published, computed = (
        wording.points(each) for each in (told.published_milli, told.recomputed_milli)
    )
    yield f"    {wording.person(told.bidder, names)}：公布{published}分，复算{computed}分，{same}"
    for part in told.parts:
        inputs = "、".join(part.inputs) or "无"
        yield f"        {part.title}：{inputs} → {part.points}（{part.rule}）"
    for post, was, now in told.ranks:
        yield f"        {post} 名次：公布{_rank(was)}，复算{_rank(now)}"
    for post, listed, anew in told.lists:
        yield f"        {post}：公布{_listed(listed)}，复算{_listed(anew)}"
    if told.tie_path:
        yield f"        同分排序依次比较：{'、'.join(told.tie_path)}"


def _rank(rank: int | None) -> str:
    return "未列名次" if rank is None else f"第{rank}名"


def _listed(on_it: bool) -> str:  # noqa: FBT001 - a fact told, no switch
    return "入围" if on_it else "未入围"


def _agreement(outcome: Outcome) -> str:
    return "与公布一致" if outcome.asked else "以记录为准（相关情况，未逐项重问）"


def _fault(step: Step, sentence: Sentence) -> str:
    outcome = step.outcome
    if outcome.refusal is not None:
        return f"依规不应作出：{sentence(outcome.refusal)}"
    told = "；".join(
        f"{facts.path(each.path)} 公布为{facts.shown(each.path, each.published)}，"
        f"应为{facts.shown(each.path, each.recomputed)}"
        for each in outcome.differences[:10]
    )
    more = len(outcome.differences) - 10
    return f"与复算不符：{told}" + (f"；另有{more}处" if more > 0 else "")


def _recomputed(outcome: Outcome | None) -> list[JsonValue]:
    decision = () if outcome is None else outcome.recomputed
    return [
        {"stream": each.stream, "topic": each.event.TOPIC, "facts": data_of(each.event)}
        for each in decision
    ]


def _differences(outcome: Outcome | None) -> list[JsonValue]:
    found = () if outcome is None else outcome.differences
    return [
        {"path": each.path, "published": each.published, "recomputed": each.recomputed}
        for each in found
    ]


def _finding(each: Finding) -> JsonValue:
    return {**each.as_json()}
