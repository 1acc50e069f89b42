"""Points and priority by protection: read off the bidders' own streams when scores are locked.

Nobody claims or records them a second time: what the lock freezes follows from the protections
that hold on the day, so that a replay finds one that was left out or made up.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from domain.kernel import States, require
from domain.planning.pack import RulePack
from domain.recruitment import commands as c
from domain.recruitment import events as e
from domain.recruitment import rules
from domain.recruitment.errors.favouring import FavoursNotReadError, FavoursSameError
from domain.recruitment.state import RecruitmentRound
from domain.teacher.state import Teacher
from domain.values.facts import Favour, Favoured, Favours


def favours_of(
    states: States, pack: RulePack, people: Iterable[str], today: date
) -> Favours | None:
    """照顾情况: each bidder's protections on the table's cut-off day, else on that of the lock.

    Only where the scoring table reads them. 依据: B.3.2 bonus, priority_at_tie; B5-12.
    """
    if not pack.scoring.favour_items:
        return None
    day = pack.scoring.cutoff_on or today
    found = ((person, _on(states, person, day)) for person in sorted(people))
    of = tuple(Favoured(bidder=person, favours=each) for person, each in found if each)
    return Favours(on=day, of=of)


def correct_favours(
    states: States, state: RecruitmentRound, command: c.CorrectFavours, pack: RulePack
) -> e.FavoursCorrected:
    """更正照顾情况: read again for the same day, never stated by hand (E.6, T45)."""
    bidder = rules.bidder_of(state, command.bidder)
    if state.favours_on is None:
        raise FavoursNotReadError(bidder=command.bidder)
    anew = _on(states, command.bidder, state.favours_on)
    if anew == bidder.favours:
        raise FavoursSameError(bidder=command.bidder, on=state.favours_on.isoformat())
    return e.FavoursCorrected(
        bidder=command.bidder,
        items=pack.scoring.favour_items,
        favours=anew,
        reason=command.reason,
        authority=command.authority,
        after_lock=state.scored is not None,
    )


def _on(states: States, person: str, day: date) -> tuple[Favour, ...]:
    return require(states, Teacher, person).safeguards.favours_on(day)
