"""What is lawful by itself and still asks for a look."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from audit.compliance.findings import Anomaly
from audit.replay import wording
from audit.replay.checked_act import CheckedAct
from audit.replay.events import Logged
from audit.replay.folding import folded
from domain.kernel import Aggregate, DomainError
from domain.planning.pack import RulePack
from domain.planning.state import Plan
from domain.recruitment import events as e
from domain.recruitment.ranking import PostKey
from domain.recruitment.ranking_anew import ranking_anew
from domain.recruitment.rules import scored_population
from domain.recruitment.scoring import Inputs
from domain.recruitment.state import RecruitmentRound
from domain.values.score_items import Marks

States = Mapping[str, Aggregate | None]
Firsts = Mapping[PostKey, str]
"""Who comes first for each post."""
FEW = 3
"""Fewer marks or corrections than this show no pattern."""
LAST_MINUTES = timedelta(minutes=10)
_MINUTE = timedelta(minutes=1)


class _Mark(NamedTuple):
    """A judge's mark: the name of its event, thousandths of a point, and the instant."""

    name: str
    milli: int
    at: str


class Watch:
    """Collects evidence as history goes on."""

    def __init__(self) -> None:
        self._marks: dict[tuple[str, str, str], dict[str, _Mark]] = defaultdict(dict)
        self._most: dict[tuple[str, str], int] = {}
        self._corrections: dict[str, list[tuple[Logged, str]]] = defaultdict(list)
        self._found: list[Anomaly] = []

    def before(self, checked: CheckedAct, states: States) -> None:
        """Take an act, seen with the states just before it."""
        if checked.act is None:
            return
        at, rounds = checked.act.at, dict[str, Aggregate | None]()
        for each in checked.events:
            state = rounds.get(each.stream, states.get(each.stream))
            if isinstance(state, RecruitmentRound):
                self._event(each, at, state, states)
                rounds[each.stream] = folded(each.stream, state, each)

    def anomalies(self) -> Iterator[Anomaly]:
        """Yield everything that asks for a look."""
        yield from self._found
        yield from self._same_marks()
        yield from self._clusters()

    def _event(self, each: Logged, at: str, state: RecruitmentRound, states: States) -> None:
        match each.event:
            case e.JudgeMarked(judge=judge, bidder=bidder, item=item, mark_milli=mark):
                self._marks[each.stream, judge, item][bidder] = _Mark(each.name, mark, at)
                self._most[each.stream, item] = _most(state, states, item)
            case e.ScoreCorrected() | e.MarkCorrected() | e.BallotsCorrected():
                self._corrections[each.stream].append((each, at))
            case e.IntentReplaced() | e.IntentWithdrawn():
                self._found += _last_minute(each, at, state)
            case e.RankingComputed():
                self._found += _decided_alone(each, at, state, states)
            case e.PostOffered():
                self._found += _out_of_order(each, at, state)
            case _:
                pass

    def _same_marks(self) -> Iterator[Anomaly]:
        for (stream, judge, item), given in sorted(self._marks.items()):
            marks = {each.milli for each in given.values()}
            if len(given) < FEW or len(marks) > 1:
                continue
            value = min(marks)
            full = value == self._most.get((stream, item))
            told = f"评委{judge}对全部{len(given)}人打分{'均为满分' if full else '完全相同'}"
            names = tuple(each.name for each in given.values())
            code = "anomaly.all-full" if full else "anomaly.all-same"
            at = max(each.at for each in given.values())
            yield Anomaly(code, told, at, names, (f"{item}：{Fraction(value, 1000)}",))

    def _clusters(self) -> Iterator[Anomaly]:
        for stream, corrections in sorted(self._corrections.items()):
            by_person: dict[str, list[tuple[Logged, str]]] = defaultdict(list)
            for each, at in corrections:
                by_person[str(each.data["bidder"])].append((each, at))
            for person, own in sorted(by_person.items()):
                if len(own) >= FEW and 2 * len(own) > len(corrections):
                    told = f"{stream}的更正集中于{person}一人"
                    facts = (f"共{len(corrections)}次更正，其中{len(own)}次",)
                    names = tuple(each.name for each, _ in own)
                    last = max(at for _, at in own)
                    yield Anomaly("anomaly.corrections-clustered", told, last, names, facts)


def _last_minute(each: Logged, at: str, state: RecruitmentRound) -> Iterator[Anomaly]:
    left = state.intents_until - datetime.fromisoformat(at)
    if timedelta(0) <= left <= LAST_MINUTES:
        told = f"{each.data['teacher']}在意向截止前{math.ceil(left / _MINUTE)}分钟内变更意向"
        facts = (f"文书时间 {wording.beijing(at)}",)
        yield Anomaly("anomaly.last-minute-bid", told, at, (each.name,), facts)


def _out_of_order(each: Logged, at: str, state: RecruitmentRound) -> Iterator[Anomaly]:
    """Yield offers that pass over a better-ranked bidder without the code that allows it."""
    event = each.event
    assert isinstance(event, e.PostOffered), "asked for offers only"
    if event.reason is e.SelectionReason.SUBJECT_NEED:
        return
    for number in event.posts.ranked:
        own = state.rank_of(event.teacher, event.posts.school, number)
        passed = [
            bidder.teacher
            for bidder in state.bidders.values()
            if own is not None
            and (place := state.rank_of(bidder.teacher, event.posts.school, number)) is not None
            and place < own
            and bidder.waits_for(event.posts.school, number)
        ]
        if passed:
            told = f"{number}选聘第{own}名{event.teacher}，越过名次在前者而无相应理由代码"
            facts = (f"理由 {event.reason.value}", f"被越过 {'、'.join(sorted(passed))}")
            yield Anomaly("anomaly.out-of-order", told, at, (each.name,), facts)


def _decided_alone(
    each: Logged, at: str, state: RecruitmentRound, states: States
) -> Iterator[Anomaly]:
    """Yield judges without whose marks, and no other's, another bidder would have come first."""
    pack = _pack(state, states)
    if pack is None or state.scored is None:
        return
    inputs = scored_population(state)
    judges = sorted({j for one in inputs for given in one.marks.values() for j in given})
    as_is = _firsts(pack, inputs, state)
    if as_is is None or len(judges) < 2:  # noqa: PLR2004 - one judge decides anyhow
        return
    turned = {judge: _firsts(pack, [_without(i, judge) for i in inputs], state) for judge in judges}
    turning = Counter(key for firsts in turned.values() for key in _turned(as_is, firsts))
    for judge, firsts in turned.items():
        posts = [key for key in _turned(as_is, firsts) if turning[key] == 1]
        if firsts is None or not posts:
            continue
        told = f"仅评委{judge}的打分即决定第一名；去掉该评委后第一名改变"
        facts = tuple(
            f"{school} {post}：{as_is[school, post]} → {firsts.get((school, post), '无')}"
            for school, post in posts
        )
        yield Anomaly("anomaly.decided-alone", told, at, (each.name,), facts)


def _turned(as_is: Firsts, firsts: Firsts | None) -> list[PostKey]:
    """Return the posts where somebody else comes first."""
    return [] if firsts is None else sorted(key for key in as_is if firsts.get(key) != as_is[key])


def _firsts(pack: RulePack, inputs: Sequence[Inputs], state: RecruitmentRound) -> Firsts | None:
    try:
        ranking = ranking_anew(state, pack, inputs)
    except DomainError:
        return None
    return {
        (place.school, place.post): row.bidder
        for row in reversed(ranking.rows)
        for place in row.ranks
        if place.rank == 1
    }


def _without(inputs: Inputs, judge: str) -> Inputs:
    marks = {
        item: {name: mark for name, mark in given.items() if name != judge}
        for item, given in inputs.marks.items()
    }
    return inputs.model_copy(update={"marks": marks})


def _pack(state: RecruitmentRound, states: States) -> RulePack | None:
    plan = states.get(f"plan:{state.plan}")
    return plan.packs.get(state.pack_sha256) if isinstance(plan, Plan) else None


def _most(state: RecruitmentRound, states: States, item: str) -> int:
    pack = _pack(state, states)
    found = pack.scoring.item(item) if pack is not None else None
    return int(Fraction(found.max) * 1000) if isinstance(found, Marks) else -1
