"""Whether those hired are still the ones whom the ranking gives, after a correction (T45)."""

from __future__ import annotations

from collections.abc import Iterator

from domain.kernel import States
from domain.recruitment import errors
from domain.recruitment.bidder import Bidder, Placement
from domain.recruitment.errors.shortlisting import NotShortlistedError
from domain.recruitment.gone import has_gone
from domain.recruitment.scoring_errors import BelowPassLineError
from domain.recruitment.shortlist_rules import points_outside
from domain.recruitment.state import RecruitmentRound


def hires_must_stand(states: States, state: RecruitmentRound) -> None:
    """更正后名单须合排名: nobody hired by rank has fallen behind somebody who was not hired.

    Nor is equal with her, undecided. Such an appointment is revoked, and the post offered as
    the ranking has it, or for a stated need. 依据: E.6, B5-10 (T29, T45); B6-08.
    """
    for bidder in state.bidders.values() if state.ranking else ():
        placed = bidder.placement
        if placed is None or placed.rank is None:
            continue
        place_must_be_left(state, bidder)
        now = _place(state, bidder, placed) or placed.rank
        for rival in _not_hired(state, placed):
            behind = now > placed.rank and (_place(state, rival, placed) or now) < now
            level = _are_tied(state, bidder, rival, placed)
            if (behind or level) and not has_gone(states, rival.teacher):
                raise _overtaken(bidder, rival, placed, now, level=level)


def place_must_be_left(state: RecruitmentRound, bidder: Bidder) -> None:
    """更正后未达合格线或未入围: whoever has no place any more is hired on none. 依据: E.6, B.4."""
    row = state.ranking.get(bidder.teacher)
    if row is not None and row.failed:
        raise BelowPassLineError(teacher=bidder.teacher, failed="、".join(row.failed))
    points = points_outside(state, bidder)
    if points is not None:
        raise NotShortlistedError(teacher=bidder.teacher, points_milli=points)


def _not_hired(state: RecruitmentRound, placed: Placement) -> Iterator[Bidder]:
    """Yield those ranked for the post and qualified, without one, who never refused it."""
    for rival in state.bidders.values():
        free = rival.qualified and rival.placement is None
        given_up = rival.has_given_up(placed.posts.school, placed.posts.numbers[0])
        if free and not given_up and _place(state, rival, placed) is not None:
            yield rival


def _place(state: RecruitmentRound, bidder: Bidder, placed: Placement) -> int | None:
    return state.rank_of(bidder.teacher, placed.posts.school, placed.posts.numbers[0])


def _are_tied(state: RecruitmentRound, one: Bidder, other: Bidder, placed: Placement) -> bool:
    return any(
        (tie.school, tie.post) == (placed.posts.school, placed.posts.numbers[0])
        and {one.teacher, other.teacher} <= set(tie.bidders)
        for tie in state.ties
    )


def _overtaken(
    bidder: Bidder, rival: Bidder, placed: Placement, now: int, *, level: bool
) -> errors.RankPassedOverError | errors.TieUnresolvedError:
    number = placed.posts.numbers[0]
    if level:
        told = "、".join(sorted((bidder.teacher, rival.teacher)))
        return errors.TieUnresolvedError(school=placed.posts.school, post=number, bidders=told)
    return errors.RankPassedOverError(
        post=number, teacher=bidder.teacher, rank=now, passed_over=rival.teacher
    )
