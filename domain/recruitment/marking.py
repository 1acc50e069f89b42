"""Scores: facts, marks, the democratic appraisal, corrections, lock, ranking, ties."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.kernel import States
from domain.oversight.rules import evaluator_must_be_trained
from domain.planning.pack import RulePack
from domain.recruitment import commands as c
from domain.recruitment import errors, letter_rules, rules
from domain.recruitment import events as e
from domain.recruitment.bidder import Bidder, Check
from domain.recruitment.fact_checks import check_fact, check_mark
from domain.recruitment.favouring import correct_favours, favours_of
from domain.recruitment.gone import without_those_gone
from domain.recruitment.ranking_anew import ranking_anew, sheets_of
from domain.recruitment.recounting import correct_ballots
from domain.recruitment.shortlist_rules import (
    item_must_be_due,
    shortlist_must_be_in_force,
    shortlist_must_stand,
)
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.tie_ways import way_must_be_open
from domain.teacher.staff import at_work
from domain.values.digest import sha256_of
from domain.values.lots import order_by_lot
from domain.values.score_items import Ballot
from domain.values.time import beijing_date

WITNESSES = 2
"""Who must see lots drawn, at least (B5-10)."""


def mark(
    states: States,
    state: RecruitmentRound,
    command: c.MarkingCommand,
    pack: RulePack,
    at: datetime,
) -> e.RoundEvent:
    """Decide about scores."""
    rules.round_must_not_be_final(state)
    match command:
        case c.RecordScoreItem():
            return _record(state, command, pack)
        case c.MarkBidder():
            evaluator_must_be_trained(states, command.judge, beijing_date(at), pack)
            return _mark(state, command, pack)
        case c.CloseDemocraticAppraisal():
            return _appraise(states, state, command, pack, beijing_date(at))
        case c.CorrectScore() | c.CorrectMark() | c.CorrectFavours() | c.CorrectBallots():
            return _put_right(states, state, command, pack)
        case c.LockScores():
            return _lock(states, state, pack, at)
        case c.ComputeRanking():
            return _rank(state, pack)
        case c.DecideTie():
            return _decide_tie(state, command, pack)
        case _:
            assert_never(command)


def _put_right(
    states: States,
    state: RecruitmentRound,
    command: c.CorrectScore | c.CorrectMark | c.CorrectFavours | c.CorrectBallots,
    pack: RulePack,
) -> e.RoundEvent:
    match command:
        case c.CorrectScore():
            return _correct(state, command, pack)
        case c.CorrectMark():
            return _correct_mark(state, command, pack)
        case c.CorrectFavours():
            return correct_favours(states, state, command, pack)
        case c.CorrectBallots():
            return correct_ballots(state, command, pack)
        case _:
            assert_never(command)


def _qualified(state: RecruitmentRound, teacher: str) -> Bidder:
    bidder = rules.bidder_of(state, teacher)
    rules.must_be_checked(bidder, Check.QUALIFIED)
    return bidder


def _record(state: RecruitmentRound, command: c.RecordScoreItem, pack: RulePack) -> e.RoundEvent:
    bidder = _qualified(state, command.bidder)
    rules.fact_must_be_due(state, bidder)
    check_fact(pack.scoring, command.item, command.fact)
    item_must_be_due(state, bidder, command.item, pack)
    if isinstance(pack.scoring.item(command.item), Ballot):
        rules.appraisal_must_not_be_bypassed(state, command.bidder, command.item)
    if command.item in bidder.facts:
        raise errors.FactKnownError(bidder=command.bidder, item=command.item)
    return e.ScoreItemRecorded(
        bidder=command.bidder, item=command.item, fact=command.fact, evidence=command.evidence
    )


def _mark(state: RecruitmentRound, command: c.MarkBidder, pack: RulePack) -> e.RoundEvent:
    bidder = _qualified(state, command.bidder)
    rules.mark_must_be_due(state, bidder, command.item)
    check_mark(pack.scoring, command.item, command.mark_milli)
    item_must_be_due(state, bidder, command.item, pack)
    if command.judge in bidder.marks.get(command.item, {}):
        raise errors.MarkedAlreadyError(
            judge=command.judge, bidder=command.bidder, item=command.item
        )
    return e.JudgeMarked(
        judge=command.judge,
        bidder=command.bidder,
        item=command.item,
        mark_milli=command.mark_milli,
    )


def _appraise(
    states: States,
    state: RecruitmentRound,
    command: c.CloseDemocraticAppraisal,
    pack: RulePack,
    today: date,
) -> e.RoundEvent:
    """民主测评: with its quorum, each bidder counted once (B11-05, T22).

    Whoever came later, by a letter that was allowed to be late or onto a short list since, is
    appraised in a meeting of its own, with the same quorum; nobody a second time.
    """
    rules.school_must_take_part(state, command.school)
    _must_not_be_appraised(state, command)
    own_staff = state.schools[command.school].original_staff
    known = at_work(states, own_staff, command.school, today)
    rules.appraisal_quorum_must_be_met(command, known, pack)
    items = [item.id for item in pack.scoring.items() if isinstance(item, Ballot)]
    counted: set[str] = set()
    for ballot in command.ballots:
        bidder = _qualified(state, ballot.bidder)
        rules.fact_must_be_due(state, bidder)
        for item in items:
            item_must_be_due(state, bidder, item, pack)
        cast = sum(ballot.model_dump(exclude={"bidder"}).values())
        if not 0 < cast <= command.present or ballot.bidder in counted:
            raise errors.BallotCountError(bidder=ballot.bidder, cast=cast, present=command.present)
        counted.add(ballot.bidder)
    return e.DemocraticAppraisalClosed(
        school=command.school,
        staff=command.staff,
        present=command.present,
        ballots=command.ballots,
    )


def _must_not_be_appraised(state: RecruitmentRound, command: c.CloseDemocraticAppraisal) -> None:
    """一人一测: a further appraisal in a school is of others than the one before. 依据: B11-05."""
    if not command.ballots:
        rules.scores_must_be_open(state)
    again = any(rules.member(state, each.bidder).ballots for each in command.ballots)
    if again or (command.school in state.appraised and not command.ballots):
        raise errors.AppraisalClosedError(school=command.school)


def _correct(state: RecruitmentRound, command: c.CorrectScore, pack: RulePack) -> e.RoundEvent:
    """更正: the earlier fact stands in history; after the lock a new ranking is due (T45)."""
    bidder = rules.bidder_of(state, command.bidder)
    check_fact(pack.scoring, command.item, command.fact)
    if command.item not in bidder.facts:
        raise errors.FactUnknownError(bidder=command.bidder, item=command.item)
    return e.ScoreCorrected(
        bidder=command.bidder,
        item=command.item,
        fact=command.fact,
        reason=command.reason,
        authority=command.authority,
        evidence=command.evidence,
        after_lock=state.scored is not None,
    )


def _correct_mark(state: RecruitmentRound, command: c.CorrectMark, pack: RulePack) -> e.RoundEvent:
    """更正打分: a judge corrects a mark of one's own, with authority (E.6, T45)."""
    bidder = rules.bidder_of(state, command.bidder)
    check_mark(pack.scoring, command.item, command.mark_milli)
    if command.judge not in bidder.marks.get(command.item, {}):
        raise errors.FactUnknownError(bidder=command.bidder, item=command.item, judge=command.judge)
    return e.MarkCorrected(
        judge=command.judge,
        bidder=command.bidder,
        item=command.item,
        mark_milli=command.mark_milli,
        reason=command.reason,
        authority=command.authority,
        after_lock=state.scored is not None,
    )


def _lock(states: States, state: RecruitmentRound, pack: RulePack, at: datetime) -> e.RoundEvent:
    """锁定: letters in, everybody checked, nothing missing; the population is frozen (T27).

    After the lock no fact can be added, so a score that cannot be computed is refused here.
    Who has a post by now, or has left service, is not compared with the others (B1-03).
    """
    rules.selection_must_be_open(state)
    rules.scores_must_be_open(state)
    state = without_those_gone(states, state, state.bidders)
    letter_rules.letters_must_be_in(state, at)
    rules.everybody_must_be_checked(state)
    shortlist_must_be_in_force(state, pack)
    scored = rules.to_be_scored(state)
    sheets_of(state, pack, rules.scored_population(state), scored)
    frozen = state.favours_on is not None
    favours = None if frozen else favours_of(states, pack, scored, beijing_date(at))
    return e.ScoresLocked(bidders=scored, favours=favours)


def _rank(state: RecruitmentRound, pack: RulePack) -> e.RoundEvent:
    """计算排名: a pure function of the frozen pack and the recorded facts (T26, T30)."""
    if state.scored is None:
        raise errors.ScoresNotLockedError(organiser=state.organiser)
    shortlist_must_be_in_force(state, pack)
    population = rules.scored_population(state)
    ranking = ranking_anew(state, pack, population)
    return e.RankingComputed(
        pack_sha256=state.pack_sha256,
        inputs_sha256=sha256_of(population),
        rows=ranking.rows,
        ties=ranking.ties,
    )


def _decide_tie(state: RecruitmentRound, command: c.DecideTie, pack: RulePack) -> e.RoundEvent:
    """同分裁定: only among those whom the chain could not tell apart (B5-10, T29)."""
    groups = tied_groups(state, for_shortlist=command.for_shortlist)
    way_must_be_open(pack.tie_chain, command)
    if sorted(command.order) not in groups:
        raise errors.NotTiedError(bidders="、".join(command.order))
    witnesses = set(command.witnesses) - set(command.order)
    by_lots = command.method is e.TieMethod.LOTS
    if by_lots and (not command.lot_seed or len(witnesses) < WITNESSES):
        raise errors.LotsError(witnesses=len(witnesses), required=WITNESSES)
    if by_lots:
        _must_follow_from_the_seed(command)
    return e.TieDecided(
        order=command.order,
        method=command.method,
        lot_seed=command.lot_seed,
        witnesses=command.witnesses,
        reason=command.reason,
        for_shortlist=command.for_shortlist,
    )


def _must_follow_from_the_seed(command: c.DecideTie) -> None:
    """抽签次序: the order is the one that the recorded seed gives. 依据: B5-09, B5-10."""
    drawn = order_by_lot(command.lot_seed or "", command.round, command.order)
    if command.order != drawn:
        raise errors.LotsOrderError(seed=command.lot_seed or "", lot_order="、".join(drawn))


def tied_groups(state: RecruitmentRound, *, for_shortlist: bool) -> list[list[str]]:
    """Return who is tied with whom, each group sorted: in the ranking, or in the short list.

    Raises:
        DomainError: There is no ranking, or list, that stands.
    """
    if for_shortlist:
        return [sorted(each.tied) for each in shortlist_must_stand(state).tied]
    rules.ranking_must_stand(state)
    return [sorted(tie.bidders) for tie in state.ties]
