"""A ranking out of what a round froze and recorded: computed, examined and replayed by this."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.planning.pack import RulePack
from domain.recruitment.ranking import PostKey, Ranking, rank
from domain.recruitment.scoring import Inputs, ScoreSheet, score
from domain.recruitment.state import RecruitmentRound


def sheets_of(
    state: RecruitmentRound, pack: RulePack, population: Iterable[Inputs], scored: Sequence[str]
) -> dict[str, ScoreSheet]:
    """Return the score sheets of those who go through all parts, by bidder.

    ``population`` may hold others: who was not short-listed counts in the first part alone,
    where a normalised group is scaled by the best of all (T27).

    Raises:
        FactsMissingError: A bidder lacks facts that the table needs.
    """
    first = state.shortlisting.items if state.shortlisting is not None else frozenset[str]()
    everyone = tuple(population)
    only = {each.bidder: first for each in everyone if each.bidder not in scored}
    sheets = score(pack.scoring, everyone, only=only)
    return {name: sheet for name, sheet in sheets.items() if name in scored}


def ranking_anew(state: RecruitmentRound, pack: RulePack, population: Iterable[Inputs]) -> Ranking:
    """排名: who is on no short list of a post has no rank for it. 依据: B.4, B5-08 (T30).

    Raises:
        FactsMissingError: A bidder lacks facts that the table needs.
    """
    scored = state.scored or ()
    sheets = sheets_of(state, pack, population, scored)
    bids = bids_by_post(state, tuple(scored))
    if state.shortlisting is not None:
        enters = state.shortlisting.enters
        bids = {
            (school, post): [name for name in bidders if enters(name, school, post)]
            for (school, post), bidders in bids.items()
        }
    return rank(pack.scoring, pack.tie_chain, sheets, bids, state.orders)


def bids_by_post(state: RecruitmentRound, scored: Sequence[str]) -> dict[PostKey, list[str]]:
    """Return who bids for each post, none twice."""
    bids: dict[PostKey, dict[str, None]] = {}
    for teacher in scored:
        for wish in state.bidders[teacher].wishes:
            for number in wish.ranked:
                bids.setdefault((wish.school, number), {})[teacher] = None
    return {post: list(bidders) for post, bidders in bids.items()}
