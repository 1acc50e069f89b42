"""Who goes on to the next part of an examination (入围), and ties at its last place.

Pure: a short list is a function of score sheets, the pack's rule and the number of places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from domain.recruitment.derivation import PostSeats, PostShortlist
from domain.recruitment.ranking import PostKey
from domain.recruitment.scoring import ScoreSheet
from domain.recruitment.shortlisting_state import ShortlistOrder
from domain.values.score_items import Gate
from domain.values.scoring import ScoringTable, leaves_of
from domain.values.shortlist import LastPlace, ShortlistRules


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Those who go on, best first, and those whom only people can tell apart.

    ``tied`` is empty unless the rule's keys are exhausted at the last place; then ``entered``
    holds only those who are certain, and people decide who of ``tied`` fills ``open_places``.
    """

    entered: tuple[str, ...]
    tied: tuple[str, ...] = ()
    open_places: int = 0


def shortlist(rules: ShortlistRules, sheets: Mapping[str, ScoreSheet], *, seats: int) -> Shortlist:
    """入围: the best ``seats`` × ``per_seat`` by the rule's key. 依据: B5-08, B5-10.

    Equal bidders at the last place all enter, or are told apart by the tie keys, as the
    pack says. Who failed a gate or a pass line never enters.
    """
    places = seats * rules.per_seat
    passed = {name: sheet for name, sheet in sheets.items() if not sheet.failed}
    keys = {name: _key(rules, sheet) for name, sheet in passed.items()}
    ordered = sorted(keys, key=lambda name: (tuple(-each for each in keys[name]), name))
    if not places:
        return Shortlist(())
    if len(ordered) <= places:
        return Shortlist(tuple(ordered))
    last = keys[ordered[places - 1]]
    above = tuple(name for name in ordered if keys[name] > last)
    level = tuple(name for name in ordered if keys[name] == last)
    fits = len(above) + len(level) <= places
    if fits or rules.at_last_place is LastPlace.ALL_ENTER:
        return Shortlist((*above, *level))
    return Shortlist(above, level, places - len(above))


def _key(rules: ShortlistRules, sheet: ScoreSheet) -> tuple[Fraction, ...]:
    """Return what orders a bidder: with ``all_enter`` the one key, equal as it is scored."""
    if rules.at_last_place is LastPlace.ALL_ENTER:
        return (sheet.values[rules.by],)
    return keys_of(rules, sheet)


def keys_of(rules: ShortlistRules, sheet: ScoreSheet) -> tuple[Fraction, ...]:
    """Return the values that a list can go by, the tie keys last."""
    return (sheet.values[rules.by], *(sheet.values[key] for key in rules.tie_keys))


def first_part(table: ScoringTable, rules: ShortlistRules) -> frozenset[str]:
    """入围成绩: the items that the list goes by, and every gate. 依据: B5-08; B.4 福清."""
    nodes = [node for node in table.walk() if node.id in {rules.by, *rules.tie_keys}]
    gates = {item.id for item in table.items() if isinstance(item, Gate)}
    return frozenset(gates).union(*(leaves_of(node) for node in nodes))


def lists_of(
    rules: ShortlistRules,
    sheets: Mapping[str, ScoreSheet],
    bids: Mapping[PostKey, Sequence[str]],
    seats: Sequence[PostSeats],
    orders: Sequence[ShortlistOrder],
) -> tuple[PostShortlist, ...]:
    """岗位入围名单: a list for every post, by the seats that were free. 依据: B5-08, B5-10."""
    free = {(each.school, each.post): each.seats for each in seats}
    lists = []
    for (school, post), bidders in sorted(bids.items()):
        found = shortlist(rules, {name: sheets[name] for name in bidders}, seats=free[school, post])
        found = _with_decided(found, orders)
        known = {*found.entered, *found.tied}
        lists.append(
            PostShortlist(
                school=school,
                post=post,
                places=free[school, post] * rules.per_seat,
                entered=found.entered,
                outside=tuple(sorted(name for name in bidders if name not in known)),
                tied=found.tied,
                open_places=found.open_places,
            )
        )
    return tuple(lists)


def _with_decided(found: Shortlist, orders: Sequence[ShortlistOrder]) -> Shortlist:
    """Return the list with its last places filled, where people decided. The last word counts."""
    for each in reversed(orders):
        if found.tied and set(found.tied) <= set(each.order):
            order = tuple(name for name in each.order if name in found.tied)
            filled = order if each.all_enter else order[: found.open_places]
            return Shortlist((*found.entered, *filled))
    return found
