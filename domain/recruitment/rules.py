"""Rules of a recruitment round, each with its basis; tuples say in which order they apply."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from domain.planning.pack import RulePack
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment.events import SelectionReason, Stage
from domain.recruitment.state import Bidder, Check, RecruitmentRound
from domain.recruitment.wishes import PostSet
from domain.school.posts import PostKind
from domain.school.state import School


def member(state: RecruitmentRound, teacher: str) -> Bidder:
    """竞聘范围: only members of the frozen pool take part. 依据: B1-03, S002-22."""
    bidder = state.bidders.get(teacher)
    if bidder is None:
        raise errors.NotInPoolError(teacher=teacher)
    return bidder


def bidder_of(state: RecruitmentRound, teacher: str) -> Bidder:
    """意向书: whoever is checked, scored or hired has a letter of intent. 依据: S002-17."""
    bidder = member(state, teacher)
    if not bidder.wishes:
        raise errors.NoIntentError(teacher=teacher)
    return bidder


def selection_must_be_open(state: RecruitmentRound) -> None:
    """选聘未结束: nothing is added once the selection has closed. 依据: E.2 第12步."""
    if state.selection_closed:
        raise errors.SelectionClosedError(organiser=state.organiser)


def scores_must_be_open(state: RecruitmentRound) -> None:
    """评分未锁定: intents, checks and scores come before the lock. 依据: E.2 第9步, E.6."""
    if state.scored is not None:
        raise errors.ScoresLockedError(organiser=state.organiser)


def must_be_eligible_to_withdraw(bidder: Bidder) -> None:
    """撤回意向: as long as nothing was accepted; the population stays frozen. 依据: B.4 (T27)."""
    if bidder.placement is not None or bidder.withdrawn or bidder.unplaced:
        raise errors.NoIntentError(teacher=bidder.teacher)


# Letters of intent


def _must_be_received_in_time(
    state: RecruitmentRound, command: c.SubmitIntent, _pack: RulePack, at: datetime
) -> None:
    """填报时限: the instant of receipt rules, not a claimed time. 依据: 电子签名法 第11条, INV8."""
    authorised = state.late.get(command.teacher)
    late_but_authorised = authorised is not None and at < authorised
    if not (state.intents_from <= at < state.intents_until or late_but_authorised):
        raise errors.WindowClosedError(
            received=at.isoformat(),
            opens=state.intents_from.isoformat(),
            closes=state.intents_until.isoformat(),
        )


def _must_pledge(
    _state: RecruitmentRound, command: c.SubmitIntent, pack: RulePack, _at: datetime
) -> None:
    """诚信承诺: the bidder pledges that all is true. 依据: E.2 第7步."""
    if pack.intents.pledge_required and not command.pledged:
        raise errors.PledgeMissingError(teacher=command.teacher)


def _must_not_wish_too_much(
    _state: RecruitmentRound, command: c.SubmitIntent, pack: RulePack, _at: datetime
) -> None:
    """志愿数: at least one wish, and no more than the plan allows. 依据: B1-11."""
    most = pack.intents.max_wishes
    count = len(command.wishes)
    if count == 0 or (most is not None and count > most):
        raise errors.TooManyWishesError(wishes=count, maximum=most or 0)


def _must_wish_one_plus_n(
    state: RecruitmentRound, command: c.SubmitIntent, _pack: RulePack, _at: datetime
) -> None:
    """一加N: one teaching post and auxiliary posts of one school. 依据: S002-08."""
    for wish in command.wishes:
        post_set_must_be_lawful(state, wish)


def _must_seek_office_on_a_base_post(
    state: RecruitmentRound, command: c.SubmitIntent, _pack: RulePack, _at: datetime
) -> None:
    """先聘岗位后聘职务: an office needs a base post in that school. 依据: S002-11."""
    if command.office is None:
        return
    offices = [
        school
        for school in state.schools
        if (post := state.post(school, command.office)) and post.kind is PostKind.OFFICE
    ]
    if not offices or state.stage is not Stage.IN_SCHOOL:
        raise errors.PostUnknownError(post=command.office, school=state.organiser)
    if not any(wish.school in offices and wish.teaching for wish in command.wishes):
        raise errors.BasePostMissingError(teacher=command.teacher, office=command.office)


INTENT_CHECKS: tuple[Callable[[RecruitmentRound, c.SubmitIntent, RulePack, datetime], None], ...]
INTENT_CHECKS = (
    _must_be_received_in_time,
    _must_pledge,
    _must_not_wish_too_much,
    _must_wish_one_plus_n,
    _must_seek_office_on_a_base_post,
)
"""Checked in this order; the first refusal is the one reported."""


def post_set_must_be_lawful(state: RecruitmentRound, posts: PostSet) -> None:
    """一加N: the posts exist, the first is a teaching post, the others auxiliary, none twice.

    依据: S002-08, S002-10.
    """
    for number in posts.numbers:
        post = state.post(posts.school, number)
        if post is None:
            raise errors.PostUnknownError(post=number, school=posts.school)
        wanted = PostKind.TEACHING if number == posts.teaching else PostKind.AUXILIARY
        if post.kind is not wanted:
            raise errors.PostSetError(post=number, kind=post.kind.value, wanted=wanted.value)
    if not posts.numbers or len(set(posts.numbers)) != len(posts.numbers):
        raise errors.PostSetError(post="、".join(posts.numbers), kind="", wanted="1+N")


# Selection


def ranking_must_stand(state: RecruitmentRound) -> None:
    """排名有效: there is a ranking, and it is that of the scores as they stand. 依据: E.2, E.6."""
    if not state.ranking_stands:
        raise errors.RankingMissingError(computed=len(state.ranking))


def must_be_eligible(bidder: Bidder) -> None:
    """可聘: qualified, with a standing intent, and neither placed nor left unplaced. 依据: E.2."""
    if bidder.placement is not None:
        raise errors.AlreadyPlacedError(
            teacher=bidder.teacher, school=bidder.placement.posts.school
        )
    if not bidder.eligible:
        raise errors.QualificationError(
            teacher=bidder.teacher, check=bidder.check.value, withdrawn=int(bidder.withdrawn)
        )


def _must_have_wished(
    _state: RecruitmentRound, bidder: Bidder, command: c.OfferPost, _school: School, _pack: RulePack
) -> None:
    """双向选择: nobody is offered what she did not ask for. 依据: S002-18, 003-D5."""
    wish = next((each for each in bidder.wishes if _is_part(command.posts, each)), None)
    if wish is None:
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
    done = state.stage is not Stage.IN_SCHOOL or command.posts.school in state.cadres_done
    if not done and bidder.office is None:
        raise errors.CadreLayerOpenError(teacher=bidder.teacher, school=command.posts.school)


def _must_have_seats(
    state: RecruitmentRound, bidder: Bidder, command: c.OfferPost, school: School, _pack: RulePack
) -> None:
    """岗位有空: seats taken and reserved stay within the headcount. 依据: INV2, B2-10."""
    reserved = [offer for other, offer in state.open_offers(school.school) if other != bidder]
    for post in state.posts_of(command.posts):
        taken = len(school.holders(post.number))
        waiting = sum(post.number in offer.posts.numbers for offer in reserved)
        if taken + waiting >= post.headcount:
            raise errors.SeatTakenError(
                school=school.school,
                post=post.number,
                headcount=post.headcount,
                taken=taken,
                reserved=waiting,
            )


def _must_fit_the_establishment(
    state: RecruitmentRound, _bidder: Bidder, command: c.OfferPost, school: School, _pack: RulePack
) -> None:
    """编制: people hired and reserved stay within the school's quota. 依据: B2-10."""
    hired = people_of(school)
    reserved = {bidder.teacher for bidder, _ in state.open_offers(school.school)}
    quota = state.schools[command.posts.school].establishment
    if len(hired | reserved) >= quota:
        raise errors.EstablishmentFullError(
            school=school.school, establishment=quota, hired=len(hired), reserved=len(reserved)
        )


def _must_keep_two_thirds(
    state: RecruitmentRound, bidder: Bidder, command: c.OfferPost, school: School, pack: RulePack
) -> None:
    """三分之二规则 (大稳小调): outsiders only fill what two thirds of the quota leave free.

    Of the school's quota at least two thirds, rounded up, are for original staff; the rule
    holds "in principle", so the town office may approve an exception. 依据: S002-16.
    """
    frozen = state.schools[command.posts.school]
    if bidder.teacher in frozen.original_staff or school.school in state.excepted:
        return
    required = two_thirds_of(state, school.school, pack)
    reserved = {each.teacher for each, _ in state.open_offers(school.school)}
    outsiders = (people_of(school) | reserved) - set(frozen.original_staff)
    if len(outsiders) >= frozen.establishment - required:
        raise errors.TwoThirdsNotKeptError(
            school=school.school,
            establishment=frozen.establishment,
            required=required,
            outsiders=len(outsiders) + 1,
        )


def _must_not_be_tied(
    state: RecruitmentRound, bidder: Bidder, command: c.OfferPost, _school: School, _pack: RulePack
) -> None:
    """同分未决: equal bidders are told apart by people, with reasons. 依据: B5-10."""
    for tie in state.ties:
        here = tie.school == command.posts.school and tie.post in command.posts.numbers
        waiting = [each for each in tie.bidders if state.bidders[each].eligible]
        if here and bidder.teacher in tie.bidders and len(waiting) > 1:
            raise errors.TieUnresolvedError(
                school=tie.school, post=tie.post, bidders="、".join(tie.bidders)
            )


def _must_follow_the_ranking(
    state: RecruitmentRound, bidder: Bidder, command: c.OfferPost, _school: School, _pack: RulePack
) -> None:
    """择优: a better-ranked bidder is passed over for a stated need only. 依据: E.2 第11步.

    Ranking is advice: with ``subject_need`` and words of their own, people may leave it.
    Before the cadres are done only those who seek an office are compared.
    """
    number = command.posts.numbers[0]
    place = state.rank_of(bidder.teacher, command.posts.school, number)
    cadres_done = command.posts.school in state.cadres_done or state.stage is not Stage.IN_SCHOOL
    if place is None:
        raise errors.RankingMissingError(computed=len(state.ranking))
    if command.reason is SelectionReason.SUBJECT_NEED:
        return
    for rival in state.bidders.values():
        rank = state.rank_of(rival.teacher, command.posts.school, number)
        compared = cadres_done or rival.office is not None
        if rank is not None and rank < place and compared and _waits_for(rival, command.posts):
            raise errors.RankPassedOverError(
                post=number, teacher=bidder.teacher, rank=place, passed_over=rival.teacher
            )


def _waits_for(rival: Bidder, posts: PostSet) -> bool:
    first = posts.numbers[0]
    declined = any(each.school == posts.school and first in each.numbers for each in rival.declined)
    return rival.eligible and not rival.offers and not declined


OFFER_CHECKS: tuple[
    Callable[[RecruitmentRound, Bidder, c.OfferPost, School, RulePack], None], ...
] = (
    _must_have_wished,
    _must_have_no_offer_here,
    _must_keep_the_layers,
    _must_not_be_tied,
    _must_follow_the_ranking,
    _must_have_seats,
    _must_fit_the_establishment,
    _must_keep_two_thirds,
)
"""Checked in this order; the first refusal is the one reported."""


def people_of(school: School) -> set[str]:
    """Return everybody who sits on a post of the school."""
    return {person for holders in school.seats.values() for person in holders}


def two_thirds_of(state: RecruitmentRound, school: str, pack: RulePack) -> int:
    """Return how many original teachers the rule wants: the pack's share of the quota."""
    return pack.original_staff.share.ceil_of(state.schools[school].establishment)


def two_thirds_must_be_kept(state: RecruitmentRound, school: School, pack: RulePack) -> None:
    """三分之二规则 (大稳小调), at the close: original staff hired ≥ two thirds of the quota.

    "In principle": a school that falls short, for whatever reason, closes with the town
    office's recorded approval only. 依据: S002-16.
    """
    original = people_of(school) & set(state.schools[school.school].original_staff)
    required = two_thirds_of(state, school.school, pack)
    if len(original) < required and school.school not in state.excepted:
        raise errors.TwoThirdsNotKeptError(
            school=school.school,
            establishment=state.schools[school.school].establishment,
            required=required,
            original_hired=len(original),
        )


def appraisal_quorum_must_be_met(staff: int, present: int, pack: RulePack) -> None:
    """测评法定人数: at least two thirds of the staff take part. 依据: B11-05."""
    required = pack.democratic_appraisal.quorum.ceil_of(staff)
    if present < required:
        raise errors.AppraisalQuorumError(staff=staff, present=present, required=required)


def must_be_checked(bidder: Bidder, *allowed: Check) -> None:
    """审查次序: a step fits the state of the check; returned is not rejected. 依据: E.2 第8步."""
    if bidder.check not in allowed or not bidder.bids:
        raise errors.QualificationError(
            teacher=bidder.teacher, check=bidder.check.value, withdrawn=int(bidder.withdrawn)
        )
