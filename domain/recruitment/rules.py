"""Rules of a recruitment round up to its ranking, each with its basis.

Tuples say in which order they apply. Those of the selection are in ``selection_rules``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from domain.planning.pack import RulePack
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment.bidder import Bidder, Check
from domain.recruitment.events import Stage
from domain.recruitment.scoring import Inputs
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.wishes import PostSet
from domain.school.posts import PostKind


def member(state: RecruitmentRound, teacher: str) -> Bidder:
    """竞聘范围: only members of the frozen pool take part. 依据: B1-03, S002-22."""
    bidder = state.bidders.get(teacher)
    if bidder is None:
        raise errors.NotInPoolError(teacher=teacher)
    return bidder


def waiting_member(state: RecruitmentRound, teacher: str) -> Bidder:
    """竞聘范围: whoever was left unplaced here goes on in the next stage. 依据: B1-03."""
    bidder = member(state, teacher)
    if bidder.unplaced:
        raise errors.NotInPoolError(teacher=teacher, unplaced=1)
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


def round_must_not_be_final(state: RecruitmentRound) -> None:
    """竞聘终结: a final round is changed by nobody in it. 依据: E.2 第14步."""
    if state.finalised:
        raise errors.FinalisedError(organiser=state.organiser)


def round_must_not_be_voided(state: RecruitmentRound) -> None:
    """轮次作废: nothing goes on in a round that a case's decision voided. 依据: E.2 ×."""
    if state.voided:
        raise errors.RoundVoidedError(organiser=state.organiser)


def round_must_not_be_suspended(state: RecruitmentRound) -> None:
    """竞聘暂停期间: nothing goes on in a round that the office above has stopped. 依据: E.2 ×."""
    if state.suspended_at is not None:
        raise errors.RoundSuspendedError(
            organiser=state.organiser, since=state.suspended_at.isoformat()
        )


def mark_must_be_due(state: RecruitmentRound, bidder: Bidder, item: str) -> None:
    """评分补缺: after the lock only where a case's decision left an item without any mark.

    依据: E.2 第9步, E.2 ×.
    """
    if bidder.marks.get(item) != {}:
        fact_must_be_due(state, bidder)


def fact_must_be_due(state: RecruitmentRound, bidder: Bidder) -> None:
    """递补入围: after the lock only who came onto a short list since is still scored.

    依据: E.2 第9步, B5-08.
    """
    found = state.shortlisting
    if found is None or bidder.teacher not in found.entering:
        scores_must_be_open(state)


def scores_must_be_open(state: RecruitmentRound) -> None:
    """评分未锁定: intents, checks and scores come before the lock. 依据: E.2 第9步, E.6."""
    if state.scored is not None:
        raise errors.ScoresLockedError(organiser=state.organiser)


def ranking_must_stand(state: RecruitmentRound) -> None:
    """排名有效: there is a ranking, and it is that of the scores as they stand. 依据: E.2, E.6."""
    if not state.ranking_stands:
        raise errors.RankingMissingError(computed=len(state.ranking))


# Letters of intent


def letters_must_be_in(state: RecruitmentRound, at: datetime) -> None:
    """意向截止: scores are not locked while a letter may still come, or be replaced.

    The meeting of a coordination goes on as soon as everyone in its pool has handed one in.
    依据: S002-17, S002-18, S002-23.
    """
    waiting = [x for x in state.bidders.values() if not x.wishes and x.placement is None]
    meeting = state.stage is Stage.COORDINATION and not waiting
    if at < state.intents_until and not meeting:
        raise errors.WindowOpenError(
            closes=state.intents_until.isoformat(), received=at.isoformat(), waiting=len(waiting)
        )


def letters_must_be_over(state: RecruitmentRound, at: datetime) -> None:
    """意向截止: nobody is left unplaced who may still hand in a letter. 依据: S002-18, B1-03."""
    if state.scored is None:
        letters_must_be_in(state, at)


def lateness_must_be_of_use(command: c.AuthoriseLateSubmission, at: datetime) -> None:
    """逾期提交: lateness is allowed up to an instant that is still to come. 依据: INV8."""
    if command.until <= at:
        raise errors.WindowClosedError(received=at.isoformat(), closes=command.until.isoformat())


def may_be_withdrawn(bidder: Bidder) -> None:
    """撤回意向: as long as nothing was accepted; an offer is answered first.

    The population stays frozen. 依据: B.4 (T27), E.2 第11步.
    """
    if bidder.placement is not None:
        raise errors.AlreadyPlacedError(
            teacher=bidder.teacher, school=bidder.placement.posts.school
        )
    if bidder.withdrawn or bidder.unplaced:
        raise errors.NoIntentError(teacher=bidder.teacher)
    must_have_no_offer(bidder)


def must_have_no_offer(bidder: Bidder) -> None:
    """要约未决: an open offer is answered before anything else is decided. 依据: E.2 第11步."""
    if bidder.offers:
        raise errors.OfferOpenError(teacher=bidder.teacher, school=min(bidder.offers))


def _must_be_received_in_time(
    state: RecruitmentRound, command: c.SubmitIntent, _pack: RulePack, at: datetime
) -> None:
    """填报时限: the instant of receipt rules, not a claimed time. 依据: 电子签名法 第11条, INV8."""
    until = max(state.late.get(command.teacher, state.intents_until), state.intents_until)
    if not state.intents_from <= at < until:
        raise errors.WindowClosedError(
            received=at.isoformat(),
            opens=state.intents_from.isoformat(),
            closes=until.isoformat(),
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
    state: RecruitmentRound, command: c.SubmitIntent, pack: RulePack, _at: datetime
) -> None:
    """一加N: one teaching post and auxiliary posts of one school. 依据: S002-08."""
    for wish in command.wishes:
        choice_must_be_one_plus_n(state, wish, pack)


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
    if not offices or not state.stage.fills_offices:
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
    """岗位组合: the posts exist, the first is a teaching post, the others auxiliary, none twice.

    Posts that the zone fills are not filled by the school. 依据: S002-08, S002-10, 003-A3.
    """
    for number in posts.numbers:
        post = state.post(posts.school, number)
        if post is None:
            raise errors.PostUnknownError(post=number, school=posts.school)
        wanted = PostKind.TEACHING if number == posts.teaching else PostKind.AUXILIARY
        if post.kind is not wanted:
            raise errors.PostSetError(post=number, kind=post.kind.value, wanted=wanted.value)
        if post.filled_by_zone and state.stage.is_run_by_a_school:
            raise errors.PostOfTheZoneError(post=number, school=posts.school)
    if not posts.numbers or len(set(posts.numbers)) != len(posts.numbers):
        raise errors.PostSetError(post="、".join(posts.numbers), kind="", wanted="1+N")


def choice_must_be_one_plus_n(state: RecruitmentRound, posts: PostSet, pack: RulePack) -> None:
    """一加N: whoever chooses a teaching post takes as many auxiliary ones as the pack says.

    It is a rule of choice: who is adjusted, assigned or appointed directly takes what is
    vacant, be it a teaching post alone. 依据: S002-08, B1-08.
    """
    post_set_must_be_lawful(state, posts)
    if posts.teaching is not None and len(posts.auxiliary) < pack.posts.auxiliary_min:
        raise errors.PostSetError(
            post=posts.teaching, kind="auxiliary", wanted=f"1+{pack.posts.auxiliary_min}"
        )


# Checks and scores


def must_be_checked(bidder: Bidder, *allowed: Check) -> None:
    """审查次序: a step fits the state of the check; returned is not rejected. 依据: E.2 第8步."""
    if bidder.check not in allowed or not bidder.bids:
        raise errors.QualificationError(
            teacher=bidder.teacher, check=bidder.check.value, withdrawn=int(bidder.withdrawn)
        )


def everybody_must_be_checked(state: RecruitmentRound) -> None:
    """审查完毕: nobody's letter is left unchecked at the lock. 依据: 条例 第10条, E.2 第9步."""
    for bidder in state.bidders.values():
        if bidder.bids and bidder.placement is None:  # 直聘 came first
            must_be_checked(bidder, Check.QUALIFIED, Check.DISQUALIFIED)


def scored_population(state: RecruitmentRound) -> tuple[Inputs, ...]:
    """冻结人员: who is qualified and bids at the lock is scored, also if she withdraws later.

    Where there is a short list, those outside it too: in its part they are compared with.
    依据: B.4 (T27).
    """
    names = set(to_be_scored(state) if state.scored is None else state.scored)
    if state.shortlisting is not None:
        names |= set(state.shortlisting.bidders)
    return tuple(state.bidders[name].inputs() for name in sorted(names))


def to_be_scored(state: RecruitmentRound) -> tuple[str, ...]:
    """计分人员: who is qualified and bids; with a short list, who is on it too. 依据: B5-08."""
    if state.shortlisting is not None:
        entered = state.shortlisting.entered
        return tuple(sorted(name for name in entered if state.bidders[name].eligible))
    bidding = (each for each in state.bidders.values() if each.bids)
    return tuple(sorted(each.teacher for each in bidding if each.check is Check.QUALIFIED))


def appraisal_quorum_must_be_met(
    command: c.CloseDemocraticAppraisal, at_work: int, pack: RulePack
) -> None:
    """测评法定人数: at least the pack's share of the staff takes part.

    Of all staff at work: the school's own people who are ``at_work`` are of it, whatever
    smaller number is told. 依据: B11-05 (T22).
    """
    staff = max(command.staff, at_work)
    required = pack.democratic_appraisal.required_present(staff)
    if not required <= command.present <= command.staff:
        raise errors.AppraisalQuorumError(staff=staff, present=command.present, required=required)


def appraisal_must_not_be_bypassed(state: RecruitmentRound, bidder: str, item: str) -> None:
    """民主测评: in a school's own round ballots come out of an appraisal with its quorum.

    The coordination has no staff of its own, so there the school's counts are carried over.
    依据: B11-05, E.2 第9步.
    """
    if state.stage is Stage.IN_SCHOOL:
        raise errors.AppraisalBypassedError(bidder=bidder, item=item)
