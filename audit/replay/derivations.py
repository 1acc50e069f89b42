"""How totals and short lists came about, as published and as recomputed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from audit.replay import facts
from audit.replay.case import Replay, Step
from audit.replay.events import Logged, persons_in
from domain.kernel import DomainEvent
from domain.planning.pack import RulePack
from domain.recruitment.derivation import Component, RankRow, ShortlistRow
from domain.recruitment.events import RankingComputed
from domain.recruitment.events.shortlisting import ShortlistComputed


@dataclass(frozen=True, slots=True)
class Part:
    """One item of the scoring table with what went in and what came out."""

    title: str
    inputs: tuple[str, ...]
    rule: str
    points: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """One bidder's total in one ranking, or points for one short list.

    Totals and points are in thousandths, ``None`` where there are none.
    """

    ranking: str
    bidder: str
    published_milli: int | None
    recomputed_milli: int | None
    parts: tuple[Part, ...]
    ranks: tuple[tuple[str, int | None, int | None], ...]
    """Post, rank as published, rank as recomputed."""
    tie_path: tuple[str, ...]
    lists: tuple[tuple[str, bool, bool], ...] = ()
    """Post, whether on its short list as published, whether as recomputed."""


def derivations(found: Replay) -> list[Derivation]:
    """Return the derivations of the last ranking in a replay, for the persons that it is about.

    Who is in none, since she was not short-listed, has that of the last short list.
    """
    told = [each for step in _last(found, RankingComputed) for each in _of(found, step)]
    ranked = {each.bidder for each in told}
    listed = (each for step in _last(found, ShortlistComputed) for each in _listed(found, step))
    return [*told, *(each for each in listed if each.bidder not in ranked)]


def _last(found: Replay, kind: type[DomainEvent]) -> list[Step]:
    steps = [each for each in found.steps if isinstance(each.outcome.lead.event, kind)]
    return [each for each in steps if each.matters][-1:]


def _listed(found: Replay, step: Step) -> Iterator[Derivation]:
    published = step.outcome.lead.event
    assert isinstance(published, ShortlistComputed), "asked for short lists only"
    recomputed = (each.event for each in step.outcome.recomputed)
    anew = next((each for each in recomputed if isinstance(each, ShortlistComputed)), None)
    was, now = _rows(published), _rows(anew)
    before, after = _entered(published), _entered(anew)
    wanted, titles = _persons(found), _titles(found)
    for bidder in dict.fromkeys((*now, *was)):
        if wanted is not None and bidder not in wanted:
            continue
        old, new = was.get(bidder), now.get(bidder)
        row = new or old
        assert row is not None, "asked for bidders of either list"
        sought = sorted(key for key in {*before, *after} if bidder in _compared(published, key))
        yield Derivation(
            ranking=step.outcome.lead.name,
            bidder=bidder,
            published_milli=old.points_milli if old else None,
            recomputed_milli=new.points_milli if new else None,
            parts=tuple(_part(each, titles) for each in row.components),
            ranks=(),
            tie_path=(),
            lists=tuple(
                (" ".join(key), bidder in before.get(key, ()), bidder in after.get(key, ()))
                for key in sought
            ),
        )


def _rows(event: ShortlistComputed | None) -> dict[str, ShortlistRow]:
    return {row.bidder: row for row in event.rows} if event is not None else {}


def _entered(event: ShortlistComputed | None) -> dict[tuple[str, str], tuple[str, ...]]:
    lists = event.lists if event is not None else ()
    return {(each.school, each.post): each.entered for each in lists}


def _compared(event: ShortlistComputed, key: tuple[str, str]) -> tuple[str, ...]:
    """Return everybody who bids for a post."""
    lists = (each for each in event.lists if (each.school, each.post) == key)
    return next(((*each.entered, *each.tied, *each.outside) for each in lists), ())


def _of(found: Replay, step: Step) -> Iterator[Derivation]:
    published = step.outcome.lead.event
    assert isinstance(published, RankingComputed), "asked for rankings only"
    was = {row.bidder: row for row in published.rows}
    now = {
        row.bidder: row
        for each in step.outcome.recomputed
        if isinstance(each.event, RankingComputed)
        for row in each.event.rows
    }
    wanted, titles = _persons(found), _titles(found)
    for bidder in dict.fromkeys((*now, *was)):
        if wanted is None or bidder in wanted:
            rows = was.get(bidder), now.get(bidder)
            yield _derivation(step.outcome.lead.name, bidder, *rows, titles)


def _persons(found: Replay) -> frozenset[str] | None:
    """Return the persons whom the direct steps of a replay are about; ``None`` for all."""
    if isinstance(found.target.event, RankingComputed | ShortlistComputed):
        return None
    about: list[Logged] = [each.outcome.lead for each in found.steps if each.matters]
    named = frozenset(name for each in about for name in persons_in(each))
    return named if frozenset(persons_in(found.target)) else None


def _titles(found: Replay) -> dict[str, str]:
    """Return the titles of the scoring tables' items, by their ids."""
    titles: dict[str, str] = {}
    for step in found.steps:
        pack = getattr(step.outcome.lead.event, "pack", None)
        if isinstance(pack, RulePack):
            titles.update({node.id: node.title for node in pack.scoring.nodes})
            titles.update({item.id: item.title for item in pack.scoring.items()})
    return titles


def _derivation(
    ranking: str,
    bidder: str,
    was: RankRow | None,
    now: RankRow | None,
    titles: Mapping[str, str],
) -> Derivation:
    row = now or was
    assert row is not None, "asked for bidders of either ranking"
    before = {(r.school, r.post): r.rank for r in was.ranks} if was else {}
    after = {(r.school, r.post): r.rank for r in now.ranks} if now else {}
    return Derivation(
        ranking=ranking,
        bidder=bidder,
        published_milli=was.total_milli if was else None,
        recomputed_milli=now.total_milli if now else None,
        parts=tuple(_part(each, titles) for each in row.components),
        ranks=tuple(
            (" ".join(key), before.get(key), after.get(key)) for key in sorted({*before, *after})
        ),
        tie_path=tuple(titles.get(key, key) for key in row.tie_path),
    )


def _part(component: Component, titles: Mapping[str, str]) -> Part:
    exact = Fraction(component.exact)
    told = (
        component.exact if exact.denominator == 1 else f"{component.exact}（≈{float(exact):.4f}）"
    )
    title = titles.get(component.item, component.item)
    return Part(title, tuple(_input(each) for each in component.inputs), component.rule, told)


def _input(told: str) -> str:
    """Return an input in the words of the trade, with its count where it has one."""
    word, times, count = told.partition("×")
    return f"{facts.value('option', word)}{times}{count}"
