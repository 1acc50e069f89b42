"""Room for one more in a school: seats, establishment, and the share of its own staff."""

from __future__ import annotations

from domain.planning.pack import RulePack
from domain.recruitment import errors
from domain.recruitment.bidder import Bidder
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.wishes import PostSet
from domain.school.state import School
from domain.values.ids import PostNumber


def seats_must_be_free(
    state: RecruitmentRound, school: School, posts: PostSet, *, besides: str
) -> None:
    """岗位有空: nobody is hired on a seat that another holds or was offered. 依据: INV2, B2-10."""
    for post in state.posts_of(posts):
        taken, reserved = _seats_gone(state, school, post.number, besides=besides)
        if taken + reserved >= post.headcount:
            raise errors.SeatTakenError(
                school=school.school,
                post=post.number,
                headcount=post.headcount,
                taken=taken,
                reserved=reserved,
            )


def _seats_gone(
    state: RecruitmentRound, school: School, number: PostNumber, *, besides: str
) -> tuple[int, int]:
    """Return how many seats of a post are taken, and how many offered to others."""
    reserved = sum(
        number in offer.posts.numbers
        for other, offer in state.open_offers(school.school)
        if other.teacher != besides
    )
    return len(school.holders(number)), reserved


def free_seats(state: RecruitmentRound, school: School, number: PostNumber, *, besides: str) -> int:
    """Return how many seats of a post are neither taken nor offered to others."""
    post = state.post(school.school, number)
    assert post is not None, "bidders are ranked for posts of the list"
    return post.headcount - sum(_seats_gone(state, school, number, besides=besides))


def establishment_must_hold(state: RecruitmentRound, school: School, *, besides: str) -> None:
    """编制: one more person fits into the quota that the round froze. 依据: B2-10, INV2."""
    hired = school.people
    reserved = _reserved(state, school.school) - {besides}
    quota = state.schools[school.school].establishment
    if len(hired | reserved) >= quota:
        raise errors.EstablishmentFullError(
            school=school.school, establishment=quota, hired=len(hired), reserved=len(reserved)
        )


def fits_two_thirds(
    state: RecruitmentRound,
    bidder: Bidder,
    school: School,
    pack: RulePack,
    *,
    instead_of: str = "",
) -> bool:
    """Tell whether the two-thirds rule leaves room for a bidder, as one of its own or not."""
    frozen = state.schools[school.school]
    if bidder.teacher in frozen.original_staff or school.school in state.excepted:
        return True
    room = frozen.establishment - two_thirds_of(state, school.school, pack)
    return len(outsiders(state, school) - {instead_of} | {bidder.teacher}) <= room


def outsiders(state: RecruitmentRound, school: School) -> frozenset[str]:
    """Return who sits on a post of the school, or is to, and is none of its own staff."""
    expected = school.people | _reserved(state, school.school)
    return expected - set(state.schools[school.school].original_staff)


def _reserved(state: RecruitmentRound, school: str) -> frozenset[str]:
    return frozenset(bidder.teacher for bidder, _ in state.open_offers(school))


def two_thirds_of(state: RecruitmentRound, school: str, pack: RulePack) -> int:
    """Return how many original teachers the rule wants: the pack's share of the quota."""
    return pack.original_staff.share.ceil_of(state.schools[school].establishment)


def original_hired(state: RecruitmentRound, school: School) -> int:
    """Return how many of the school's own people sit on its posts."""
    return len(school.people & set(state.schools[school.school].original_staff))


def two_thirds_must_be_kept(state: RecruitmentRound, school: School, pack: RulePack) -> None:
    """三分之二规则 (大稳小调), at the close: original staff hired ≥ the pack's share of the quota.

    "In principle": a school that falls short, for whatever reason, closes with the town
    office's recorded approval only. 依据: S002-16.
    """
    original = original_hired(state, school)
    required = two_thirds_of(state, school.school, pack)
    if original < required and school.school not in state.excepted:
        raise errors.TwoThirdsNotKeptError(
            school=school.school,
            establishment=state.schools[school.school].establishment,
            required=required,
            original_hired=original,
        )
