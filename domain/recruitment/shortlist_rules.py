"""Rules of a short list in a round, each with its basis (入围)."""

from __future__ import annotations

from domain.planning.pack import RulePack
from domain.recruitment.bidder import Bidder
from domain.recruitment.errors import TieUnresolvedError
from domain.recruitment.errors.shortlisting import (
    FirstPartLockedError,
    FirstPartOpenError,
    NoShortlistError,
    NotShortlistedError,
    ShortlistMissingError,
)
from domain.recruitment.shortlist import first_part
from domain.recruitment.shortlisting_state import Shortlisting
from domain.recruitment.state import RecruitmentRound
from domain.values.score_items import Ballot, Marks
from domain.values.shortlist import ShortlistRules


def shortlist_rules_of(pack: RulePack) -> ShortlistRules:
    """入围规则: only a plan that has a short list draws one up. 依据: B5-08."""
    if pack.shortlist is None:
        raise NoShortlistError(pack=pack.id)
    return pack.shortlist


def first_part_must_be_open(state: RecruitmentRound) -> None:
    """入围成绩未锁定: letters and checks come before, and it is locked once. 依据: E.2 第9步."""
    if state.shortlisting is not None:
        raise FirstPartLockedError(bidders=len(state.shortlisting.bidders))


def first_part_must_be_locked(state: RecruitmentRound) -> Shortlisting:
    """入围成绩已锁定: a list is computed from what cannot change any more. 依据: E.2 第9步."""
    if state.shortlisting is None:
        raise FirstPartOpenError(organiser=state.organiser)
    return state.shortlisting


def shortlist_must_stand(state: RecruitmentRound) -> Shortlisting:
    """入围名单有效: computed from the points as they stand. 依据: B5-08, E.6."""
    found = state.shortlisting
    if found is None or not found.stands:
        raise ShortlistMissingError(lists=len(found.lists) if found is not None else 0, stands=0)
    return found


def must_stand_without_ties(state: RecruitmentRound) -> Shortlisting:
    """入围末位同分: where the plan's keys are exhausted people decide who enters. 依据: B5-10."""
    found = shortlist_must_stand(state)
    for each in found.tied:
        raise TieUnresolvedError(school=each.school, post=each.post, bidders="、".join(each.tied))
    return found


def shortlist_must_be_in_force(state: RecruitmentRound, pack: RulePack) -> None:
    """先公布后评分: the list stands, and hangs where bidders see it if the plan says so.

    Only under a plan that has a short list. 依据: B5-08; 条例 第10条.
    """
    if pack.shortlist is None:
        return
    found = must_stand_without_ties(state)
    if pack.shortlist.published and not found.published:
        raise ShortlistMissingError(lists=len(found.lists), stands=1, published=0)


def item_must_be_due(state: RecruitmentRound, bidder: Bidder, item: str, pack: RulePack) -> None:
    """先入围后评分: the list's own part comes before it, later parts are for those on it.

    Judges and ballots wait for the list; facts out of files may be recorded before. A mark
    of the first part that a case voided is given again. 依据: B5-08, E.2 第9步, E.2 ×.
    """
    if pack.shortlist is None:
        return
    if item in first_part(pack.scoring, pack.shortlist):
        if state.shortlisting is not None and bidder.marks.get(item) != {}:
            raise FirstPartLockedError(bidder=bidder.teacher, item=item)
        return
    if isinstance(pack.scoring.item(item), Marks | Ballot):
        shortlist_must_be_in_force(state, pack)
    must_be_on_a_list(state, bidder)


def must_be_on_a_list(state: RecruitmentRound, bidder: Bidder) -> None:
    """未入围: whoever is on no list is scored no further. 依据: B5-08."""
    points = points_outside(state, bidder)
    if points is not None:
        raise NotShortlistedError(teacher=bidder.teacher, points_milli=points)


def points_outside(state: RecruitmentRound, bidder: Bidder) -> int | None:
    """Return the points in the first part of somebody who is on no list, in thousandths."""
    found = state.shortlisting
    if found is None or bidder.teacher in found.entered:
        return None
    return found.points.get(bidder.teacher)


def compared(state: RecruitmentRound) -> frozenset[str]:
    """Return everybody whose points count: in the first part, or in all of them."""
    first = state.shortlisting.bidders if state.shortlisting is not None else ()
    return frozenset((*(state.scored or ()), *first))


def shortlist_is_due(state: RecruitmentRound) -> bool:
    """Tell whether there are lists that the points no longer give."""
    return state.shortlisting is not None and not state.shortlisting.stands


def shortlist_is_settled(state: RecruitmentRound, pack: RulePack) -> bool:
    """Tell whether a ranking could follow: the lists are in force and all on them are scored."""
    found = state.shortlisting
    if found is None or pack.shortlist is None:
        return True
    is_up = found.published or not pack.shortlist.published
    return found.stands and not found.tied and not found.entering and is_up
