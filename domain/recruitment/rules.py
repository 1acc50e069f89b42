"""Rules of a recruitment round up to its ranking, each with its basis.

Those of the letters of intent are in ``letter_rules``, those of the selection in
``selection_rules``.
"""

from __future__ import annotations

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


def school_must_take_part(state: RecruitmentRound, school: str) -> None:
    """参加学校: what is decided about a school is about one of the round. 依据: S002-45, B11-05."""
    if school not in state.schools:
        raise errors.SchoolNotInRoundError(school=school, organiser=state.organiser)


def waiting_member(state: RecruitmentRound, teacher: str) -> Bidder:
    """竞聘范围: whoever was left unplaced here goes on in the next stage. 依据: B1-03."""
    bidder = member(state, teacher)
    if bidder.unplaced:
        raise errors.NotInPoolError(teacher=teacher, unplaced=1)
    return bidder


def must_not_be_placed(bidder: Bidder) -> None:
    """已受聘: whoever was hired in this round is decided about no more. 依据: B1-03, INV1."""
    if bidder.placement is not None:
        raise errors.AlreadyPlacedError(
            teacher=bidder.teacher, school=bidder.placement.posts.school
        )


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


# Offers and posts


def must_have_no_offer(bidder: Bidder) -> None:
    """要约未决: an open offer is answered before anything else is decided. 依据: E.2 第11步."""
    if bidder.offers:
        raise errors.OfferOpenError(teacher=bidder.teacher, school=min(bidder.offers))


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
