"""Who goes on to the next part of an examination (入围), and ties at its last place.

Pure: a short list is a function of score sheets, the pack's rule and the number of places.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from domain.recruitment.scoring import ScoreSheet
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
    return (sheet.values[rules.by], *(sheet.values[key] for key in rules.tie_keys))
