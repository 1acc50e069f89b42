"""Whether those hired are still the ones whom the ranking gives, after a correction (T45)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from domain.kernel import Frozen, States, require
from domain.planning.state import Plan
from domain.recruitment import errors, room
from domain.recruitment.bidder import Bidder, OfficeStep
from domain.recruitment.errors.shortlisting import NotShortlistedError
from domain.recruitment.gone import has_gone
from domain.recruitment.ranking import PostKey
from domain.recruitment.scoring_errors import BelowPassLineError
from domain.recruitment.state import RecruitmentRound
from domain.school.state import School


class _Hired(Frozen):
    """Somebody hired out of a ranking: on which post, on which place, and her place now."""

    bidder: Bidder
    post: PostKey
    rank: int
    by_rank: bool
    now: int


def hires_must_stand(states: States, state: RecruitmentRound) -> None:
    """更正后名单须合排名: nobody hired by rank has fallen behind somebody who was not hired.

    Nor is equal with her, undecided. The last of those hired goes first: such an appointment
    is revoked, and the post offered as the ranking has it, or for a stated need.
    依据: E.6, B5-10 (T29, T45); B6-08.
    """
    waiting = _not_hired(state)
    for hired in sorted(_hired_out_of_it(state), key=lambda each: each.now, reverse=True):
        place_must_be_left(state, hired.bidder.teacher, hired.post)
        for place, rival in waiting.get(hired.post, ()) if hired.by_rank else ():
            behind = hired.now > hired.rank and place < hired.now
            level = place == hired.now
            if (behind or level) and _could_be_hired(states, state, hired, rival):
                raise _overtaken(hired, rival, level=level)


def place_must_be_left(state: RecruitmentRound, teacher: str, post: PostKey) -> None:
    """更正后未达合格线或未入围: whoever has no place for a post any more is not hired on it.

    Whatever the need. 依据: E.6, B.4.
    """
    row, found = state.ranking.get(teacher), state.shortlisting
    if row is not None and row.failed:
        raise BelowPassLineError(teacher=teacher, failed="、".join(row.failed))
    if found is not None and not found.enters(teacher, *post):
        raise NotShortlistedError(
            teacher=teacher,
            school=post[0],
            post=post[1],
            points_milli=found.points.get(teacher, 0),
        )


def _hired_out_of_it(state: RecruitmentRound) -> Iterator[_Hired]:
    for bidder in state.bidders.values() if state.ranking else ():
        placed = bidder.placement
        if placed is not None and placed.rank is not None:
            post = (placed.posts.school, placed.posts.numbers[0])
            yield _Hired(
                bidder=bidder,
                post=post,
                rank=placed.rank,
                by_rank=placed.by_rank,
                now=state.rank_of(bidder.teacher, *post) or placed.rank,
            )


def _not_hired(state: RecruitmentRound) -> Mapping[PostKey, Sequence[tuple[int, Bidder]]]:
    """Return by post those ranked and qualified, without one, who never refused it."""
    found: dict[PostKey, list[tuple[int, Bidder]]] = {}
    for name, row in state.ranking.items():
        rival = state.bidders[name]
        for each in row.ranks if rival.qualified and rival.placement is None else ():
            if not rival.has_given_up(each.school, each.post):
                found.setdefault((each.school, each.post), []).append((each.rank, rival))
    return found


def _could_be_hired(states: States, state: RecruitmentRound, hired: _Hired, rival: Bidder) -> bool:
    """比较范围: whether the seat could have been the rival's, who was among those compared.

    A cadre is compared with those who seek an office, and nobody with whom the two-thirds
    rule keeps out, nor with whom has gone. 依据: S002-16, S002-20, B1-03.
    """
    cadre = hired.bidder.office_step is OfficeStep.APPROVED
    if (cadre and rival.office is None) or has_gone(states, rival.teacher):
        return False
    school = require(states, School, hired.post[0])
    pack = require(states, Plan, state.plan).packs[state.pack_sha256]
    return room.fits_two_thirds(state, rival, school, pack, instead_of=hired.bidder.teacher)


def _overtaken(
    hired: _Hired, rival: Bidder, *, level: bool
) -> errors.RankPassedOverError | errors.TieUnresolvedError:
    school, number = hired.post
    if level:
        told = "、".join(sorted((hired.bidder.teacher, rival.teacher)))
        return errors.TieUnresolvedError(school=school, post=number, bidders=told)
    return errors.RankPassedOverError(
        post=number, teacher=hired.bidder.teacher, rank=hired.now, passed_over=rival.teacher
    )
