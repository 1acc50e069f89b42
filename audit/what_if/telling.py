"""A what-if for programs and for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from audit.format.restricted_json import JsonValue
from audit.replay import facts, wording
from audit.replay.events import persons_in
from audit.replay.rerun import Outcome
from audit.replay.wording import Names, Sentence
from audit.what_if.run import WhatIf

MOST = 40
"""Decisions that the terminal view tells one by one."""
MOST_CHANGES = 3
"""Changes of a decision's content that it tells."""


def status_of(outcome: Outcome) -> str:
    """Return what would have become of a decision: a term of the trade."""
    if outcome.left_out:
        return "剔除"
    if outcome.formal:
        return "须重作"
    if outcome.refusal is not None:
        return "不成立"
    return "假设变更" if outcome.supposed else "内容改变"


def as_json(found: WhatIf, *, sentence: Sentence = wording.refusal) -> dict[str, JsonValue]:
    """Return a what-if for programs."""
    return {
        "event": found.target.name,
        "supposed": list(found.told),
        "asked": found.asked,
        "target": "成立" if found.own is None else status_of(found.own),
        "effects": [
            {
                "event": each.lead.name,
                "term": each.lead.term,
                "persons": list(persons_in(each.lead)),
                "status": status_of(each),
                "refusal": "" if each.refusal is None else sentence(each.refusal),
                "differences": [
                    {"path": d.path, "published": d.published, "recomputed": d.recomputed}
                    for d in each.differences
                ],
            }
            for each in found.effects
        ],
        "standings": [
            {
                "round": each.round,
                "person": each.person,
                "school": each.school,
                "post": each.post,
                "rank_was": each.rank_was,
                "rank_would": each.rank_would,
                "total_was": each.total_was,
                "total_would": each.total_would,
            }
            for each in found.standings
        ],
        "seats": [
            {"round": each.round, "person": each.person, "was": each.was, "would": each.would}
            for each in found.seats
        ],
        "vacancies": [
            {
                "round": each.round,
                "school": each.school,
                "post": each.post,
                "turn": list(each.turn),
            }
            for each in found.vacancies
        ],
    }


def as_text(
    found: WhatIf, *, names: Names | None = None, sentence: Sentence = wording.refusal
) -> str:
    """Return a what-if for people, in Chinese."""
    return "\n".join(_lines(found, names or {}, sentence))


def _lines(found: WhatIf, names: Names, sentence: Sentence) -> Iterator[str]:
    yield f"假设推演  {found.target.term}  {found.target.name}"
    yield from (f"    假设 {each}" for each in found.told)
    own = "仍然成立" if found.own is None else status_of(found.own)
    yield f"    本决定：{own}"
    yield "一、名次与得分的变化"
    for each in found.standings:
        ranks = f"{_rank(each.rank_was)} → {_rank(each.rank_would)}"
        totals = f"{_points(each.total_was)} → {_points(each.total_would)}"
        who = wording.person(each.person, names)
        yield f"    {each.school} {each.post} {who}：{ranks}，{totals}"
    if not found.standings:
        yield "    没有变化"
    yield "二、聘任的变化"
    for seat in found.seats:
        who = wording.person(seat.person, names)
        yield f"    {who}：{seat.was or '未聘'} → {seat.would or '未聘'}"
    for post in found.vacancies:
        turn = "、".join(wording.person(each, names) for each in post.turn) or "无人候补"
        yield f"    {post.school} {post.post} 空出，按名次递补：{turn}"
    if not found.seats:
        yield "    没有变化"
    yield f"三、受影响的决定（逐项重问{found.asked}项，受影响{len(found.effects)}项）"
    yield from _effects(found, names, sentence)


def _rank(rank: int | None) -> str:
    return "未列名次" if rank is None else f"第{rank}名"


def _points(milli: int | None) -> str:
    return "没有得分" if milli is None else f"{wording.points(milli)}分"


def _effects(found: WhatIf, names: Names, sentence: Sentence) -> Iterator[str]:
    groups = Counter((each.lead.term, status_of(each)) for each in found.effects)
    for (term, status), count in groups.items():
        yield f"    {term} {status} {count}项"
    if found.effects:
        yield "  依时间先后："
    for number, each in enumerate(found.effects[:MOST], start=1):
        about = "、".join(wording.person(name, names) for name in persons_in(each.lead))
        why = f"：{sentence(each.refusal)}" if each.refusal is not None else _changes(each)
        what = " ".join(filter(None, (each.lead.term, about, each.lead.name, status_of(each))))
        yield f"    {number}. {what}{why}"
    if len(found.effects) > MOST:
        yield f"    ……另有{len(found.effects) - MOST}项，见 --json"


def _changes(outcome: Outcome) -> str:
    told = [
        f"{facts.path(each.path)} {facts.change(each.path, each.published, each.recomputed)}"
        for each in outcome.differences[:MOST_CHANGES]
    ]
    more = len(outcome.differences) - MOST_CHANGES
    return f"：{'；'.join(told)}" + (f"；另有{more}处" if more > 0 else "") if told else ""
