"""Rules of two-way selection (双向选择), each with its basis; the tuple says in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from domain.planning.pack import RulePack
from domain.recruitment import commands as c
from domain.recruitment import errors, room
from domain.recruitment.bidder import Bidder
from domain.recruitment.errors.shortlisting import NotShortlistedError
from domain.recruitment.events import SelectionReason
from domain.recruitment.rules import must_not_be_placed
from domain.recruitment.scoring_errors import BelowPassLineError
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.wishes import PostSet
from domain.school.state import School
from domain.values.ids import PostNumber


def must_be_eligible(bidder: Bidder) -> None:
    """可聘: qualified, with a standing intent, and neither placed nor left unplaced. 依据: E.2."""
    must_not_be_placed(bidder)
    if bidder.unplaced:
        raise errors.NotInPoolError(teacher=bidder.teacher, unplaced=1)
    if not bidder.eligible:
        raise errors.QualificationError(
            teacher=bidder.teacher, check=bidder.check.value, withdrawn=int(bidder.withdrawn)
        )


def _must_have_wished(
    _state: RecruitmentRound, bidder: Bidder, command: c.OfferPost, _school: School, _pack: RulePack
) -> None:
    """双向选择: nobody is offered what she did not ask for. 依据: S002-18, 003-D5."""
    if not any(_is_part(command.posts, each) for each in bidder.wishes):
        raise errors.NoIntentError(teacher=bidder.teacher, post="、".join(command.posts.numbers))


def _is_part(posts: PostSet, wish: PostSet) -> bool:
    same = (posts.school, posts.teaching) == (wish.school, wish.teaching)
    return same and set(posts.auxiliary) <= set(wish.auxiliary)


def _must_have_no_offer_here(
    _state: RecruitmentRound, bidder: Bidder, command: c.OfferPost, _school: School, _pack: RulePack
) -> None:
    """一校一约: one open offer of a school at a time. 依据: E.2 第11步."""
    if command.posts.school in bidder.offers:
        raise errors.OfferOpenError(teacher=bidder.teacher, school=command.posts.school)


def _must_keep_the_layers(
    state: RecruitmentRound, bidder: Bidder, command: c.OfferPost, _school: School, _pack: RulePack
) -> None:
    """先干部后教师: those who seek no office are hired once the cadres are done. 依据: S002-20."""
    if not _cadres_done(state, command.posts.school) and bidder.office is None:
        raise errors.CadreLayerOpenError(teacher=bidder.teacher, school=command.posts.school)


def _cadres_done(state: RecruitmentRound, school: str) -> bool:
    return not state.stage.fills_offices or school in state.cadres_done


def _must_not_be_tied(
    state: RecruitmentRound, bidder: Bidder, command: c.OfferPost, school: School, _pack: RulePack
) -> None:
    """同分未决: equal bidders are told apart by people, with reasons, unless all find a seat.

    依据: B5-10.
    """
    for tie in state.ties:
        here = tie.school == command.posts.school and tie.post in command.posts.numbers
        rivals = (state.bidders[each] for each in tie.bidders if each != bidder.teacher)
        waiting = sum(each.waits_for(tie.school, tie.post) for each in rivals)
        if not (here and bidder.teacher in tie.bidders and waiting):
            continue
        if waiting >= room.free_seats(state, school, tie.post, besides=bidder.teacher):
            raise errors.TieUnresolvedError(
                school=tie.school, post=tie.post, bidders="、".join(tie.bidders)
            )


def _must_be_shortlisted(
    state: RecruitmentRound, bidder: Bidder, command: c.OfferPost, _school: School, _pack: RulePack
) -> None:
    """未入围不聘: a post is offered to those on its short list only. 依据: B5-08."""
    found, school = state.shortlisting, command.posts.school
    for number in command.posts.ranked:
        if found is not None and not found.enters(bidder.teacher, school, number):
            raise NotShortlistedError(
                teacher=bidder.teacher,
                school=school,
                post=number,
                points_milli=found.points.get(bidder.teacher, 0),
            )


def _must_have_passed(
    state: RecruitmentRound, bidder: Bidder, _command: c.OfferPost, _school: School, _pack: RulePack
) -> None:
    """合格线: who failed a gate or a pass line is not hired, whatever the need. 依据: B.4."""
    row = state.ranking.get(bidder.teacher)
    if row is not None and row.failed:
        raise BelowPassLineError(teacher=bidder.teacher, failed="、".join(row.failed))


def _must_follow_the_ranking(
    state: RecruitmentRound, bidder: Bidder, command: c.OfferPost, school: School, pack: RulePack
) -> None:
    """择优: a better-ranked bidder is passed over for a stated need only. 依据: E.2 第11步.

    Ranking is advice: with ``subject_need`` and words of their own, people may leave it.
    Before the cadres are done only those who seek an office are compared, and never
    somebody whom the two-thirds rule keeps out.
    """
    if command.reason is SelectionReason.SUBJECT_NEED:
        return
    cadres_only = not _cadres_done(state, school.school)
    for number in command.posts.ranked:
        for rival, place in _better_ranked(state, bidder, school.school, number):
            compared = rival.office is not None or not cadres_only
            if compared and room.fits_two_thirds(state, rival, school, pack):
                raise errors.RankPassedOverError(
                    post=number, teacher=bidder.teacher, rank=place, passed_over=rival.teacher
                )


def _must_give_a_true_reason(
    state: RecruitmentRound, bidder: Bidder, command: c.OfferPost, school: School, _pack: RulePack
) -> None:
    """选聘理由属实: what is told as the reason is so.

    The only bidder is the only one, somebody before her gave the post up, and a need of the
    subject is told in words. Whoever is passed over, or told why, can hold it against what
    happened. 依据: C1-05, E.2 第11步.
    """
    numbers = command.posts.ranked
    others = any(_others_wait(state, bidder, school.school, number) for number in numbers)
    untrue = {
        SelectionReason.BY_RANK: False,
        SelectionReason.SUBJECT_NEED: not command.detail.strip(),
        SelectionReason.ONLY_BIDDER: others,
        SelectionReason.HIGHER_RANKED_DECLINED: not any(
            _made_way(state, bidder, school.school, number) for number in numbers
        ),
    }
    if untrue[command.reason]:
        raise errors.SelectionReasonError(
            teacher=bidder.teacher, reason=command.reason.value, others=int(others)
        )


def _others_wait(state: RecruitmentRound, bidder: Bidder, school: str, number: PostNumber) -> bool:
    return any(
        each.waits_for(school, number)
        for each in state.bidders.values()
        if each.teacher != bidder.teacher
        and state.rank_of(each.teacher, school, number) is not None
    )


def _made_way(state: RecruitmentRound, bidder: Bidder, school: str, number: PostNumber) -> bool:
    """Tell whether somebody of a better rank declined the post, or went without taking it."""
    return any(
        rival.has_given_up(school, number) or not (rival.bids or rival.is_on(school, number))
        for rival, _ in _ranked_above(state, bidder, school, number)
    )


def _better_ranked(
    state: RecruitmentRound, bidder: Bidder, school: str, number: PostNumber
) -> Iterator[tuple[Bidder, int]]:
    """Yield those who wait for a post with a better rank, and the bidder's own."""
    for rival, place in _ranked_above(state, bidder, school, number):
        if rival.waits_for(school, number):
            yield rival, place


def _ranked_above(
    state: RecruitmentRound, bidder: Bidder, school: str, number: PostNumber
) -> Iterator[tuple[Bidder, int]]:
    """Yield those of a better rank for a post, and the bidder's own."""
    place = state.rank_of(bidder.teacher, school, number)
    for rival in state.bidders.values():
        rank = state.rank_of(rival.teacher, school, number)
        if rank is not None and place is not None and rank < place:
            yield rival, place


def _must_have_seats(
    state: RecruitmentRound, bidder: Bidder, command: c.OfferPost, school: School, _pack: RulePack
) -> None:
    """岗位有空: seats taken and reserved stay within the headcount. 依据: INV2, B2-10."""
    room.seats_must_be_free(state, school, command.posts, besides=bidder.teacher)


def _must_fit_the_establishment(
    state: RecruitmentRound, bidder: Bidder, _command: c.OfferPost, school: School, _pack: RulePack
) -> None:
    """编制: people hired and reserved stay within the school's quota. 依据: B2-10."""
    room.establishment_must_hold(state, school, besides=bidder.teacher)


def _must_keep_two_thirds(
    state: RecruitmentRound, bidder: Bidder, _command: c.OfferPost, school: School, pack: RulePack
) -> None:
    """三分之二规则 (大稳小调): outsiders only fill what the original staff's share leaves free.

    Of the school's quota at least the pack's share, two thirds where it says nothing, rounded
    up, is for original staff; the rule holds "in principle", so the town office may approve an
    exception. 依据: S002-16.
    """
    if not room.fits_two_thirds(state, bidder, school, pack):
        raise errors.TwoThirdsNotKeptError(
            school=school.school,
            establishment=state.schools[school.school].establishment,
            required=room.two_thirds_of(state, school.school, pack),
            outsiders=len(room.outsiders(state, school) | {bidder.teacher}),
        )


OFFER_CHECKS: tuple[
    Callable[[RecruitmentRound, Bidder, c.OfferPost, School, RulePack], None], ...
] = (
    _must_have_wished,
    _must_have_no_offer_here,
    _must_keep_the_layers,
    _must_be_shortlisted,
    _must_have_passed,
    _must_not_be_tied,
    _must_follow_the_ranking,
    _must_give_a_true_reason,
    _must_have_seats,
    _must_fit_the_establishment,
    _must_keep_two_thirds,
)
"""Checked in this order; the first refusal is the one reported."""
