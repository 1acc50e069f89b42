"""Scores: facts, marks, the democratic appraisal, corrections, lock, ranking, ties."""

from __future__ import annotations

from typing import assert_never

from domain.planning.pack import RulePack
from domain.recruitment import commands as c
from domain.recruitment import errors, rules
from domain.recruitment import events as e
from domain.recruitment.ranking import PostKey, rank
from domain.recruitment.scoring import check_fact, check_mark, score
from domain.recruitment.state import Bidder, Check, RecruitmentRound
from domain.values.digest import sha256_of

WITNESSES = 2
"""Who must see lots drawn, at least (B5-10)."""


def mark(state: RecruitmentRound, command: c.MarkingCommand, pack: RulePack) -> e.RoundEvent:
    """Decide about scores."""
    match command:
        case c.RecordScoreItem():
            return _record(state, command, pack)
        case c.MarkBidder():
            return _mark(state, command, pack)
        case c.CloseDemocraticAppraisal():
            return _appraise(state, command, pack)
        case c.CorrectScore():
            return _correct(state, command, pack)
        case c.LockScores():
            return _lock(state)
        case c.ComputeRanking():
            return _rank(state, pack)
        case c.DecideTie():
            return _decide_tie(state, command)
        case _:
            assert_never(command)


def _qualified(state: RecruitmentRound, teacher: str) -> Bidder:
    bidder = rules.bidder_of(state, teacher)
    rules.must_be_checked(bidder, Check.QUALIFIED)
    return bidder


def _record(state: RecruitmentRound, command: c.RecordScoreItem, pack: RulePack) -> e.RoundEvent:
    rules.scores_must_be_open(state)
    bidder = _qualified(state, command.bidder)
    check_fact(pack.scoring, command.item, command.fact)
    if command.item in bidder.facts:
        raise errors.FactKnownError(bidder=command.bidder, item=command.item)
    return e.ScoreItemRecorded(
        bidder=command.bidder, item=command.item, fact=command.fact, evidence=command.evidence
    )


def _mark(state: RecruitmentRound, command: c.MarkBidder, pack: RulePack) -> e.RoundEvent:
    rules.scores_must_be_open(state)
    bidder = _qualified(state, command.bidder)
    check_mark(pack.scoring, command.item, command.mark_milli)
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
    state: RecruitmentRound, command: c.CloseDemocraticAppraisal, pack: RulePack
) -> e.RoundEvent:
    rules.scores_must_be_open(state)
    if command.school in state.appraised:
        raise errors.AppraisalClosedError(school=command.school)
    rules.appraisal_quorum_must_be_met(command.staff, command.present, pack)
    for ballot in command.ballots:
        _qualified(state, ballot.bidder)
        cast = sum(ballot.model_dump(exclude={"bidder"}).values())
        if not 0 < cast <= command.present:
            raise errors.BallotCountError(bidder=ballot.bidder, cast=cast, present=command.present)
    return e.DemocraticAppraisalClosed(
        school=command.school,
        staff=command.staff,
        present=command.present,
        ballots=command.ballots,
    )


def _correct(state: RecruitmentRound, command: c.CorrectScore, pack: RulePack) -> e.RoundEvent:
    """更正: the earlier fact stands in history; after the lock a new ranking is due (T45)."""
    bidder = rules.bidder_of(state, command.bidder)
    check_fact(pack.scoring, command.item, command.fact)
    if state.finalised:
        raise errors.FinalisedError(organiser=state.organiser)
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


def _lock(state: RecruitmentRound) -> e.RoundEvent:
    """锁定: nobody is left unchecked, and the scored population is frozen (T27)."""
    rules.scores_must_be_open(state)
    rules.selection_must_be_open(state)
    for bidder in state.bidders.values():
        if bidder.bids and bidder.check in (Check.OPEN, Check.RETURNED):
            raise errors.QualificationError(
                teacher=bidder.teacher, check=bidder.check.value, withdrawn=0
            )
    scored = (each.teacher for each in state.bidders.values() if each.check is Check.QUALIFIED)
    return e.ScoresLocked(bidders=tuple(sorted(scored)))


def _rank(state: RecruitmentRound, pack: RulePack) -> e.RoundEvent:
    """计算排名: a pure function of the frozen pack and the recorded facts (T26, T30)."""
    if state.scored is None:
        raise errors.ScoresNotLockedError(organiser=state.organiser)
    inputs = [state.bidders[teacher].inputs() for teacher in state.scored]
    sheets = score(pack.scoring, inputs)
    ranking = rank(pack.scoring, pack.tie_chain, sheets, _bids(state), state.orders)
    return e.RankingComputed(
        pack_sha256=state.pack_sha256,
        inputs_sha256=sha256_of(inputs),
        rows=ranking.rows,
        ties=ranking.ties,
    )


def _bids(state: RecruitmentRound) -> dict[PostKey, list[str]]:
    bids: dict[PostKey, list[str]] = {}
    for teacher in state.scored or ():
        for wish in state.bidders[teacher].wishes:
            who = bids.setdefault((wish.school, wish.numbers[0]), [])
            if teacher not in who:
                who.append(teacher)
    return bids


def _decide_tie(state: RecruitmentRound, command: c.DecideTie) -> e.RoundEvent:
    """同分裁定: only among those whom the chain could not tell apart (B5-10, T29)."""
    rules.ranking_must_stand(state)
    if not any(set(tie.bidders) == set(command.order) for tie in state.ties):
        raise errors.NotTiedError(bidders="、".join(command.order))
    by_lots = command.method is e.TieMethod.LOTS
    if by_lots and (not command.lot_seed or len(set(command.witnesses)) < WITNESSES):
        raise errors.LotsError(witnesses=len(set(command.witnesses)), required=WITNESSES)
    return e.TieDecided(
        order=command.order,
        method=command.method,
        lot_seed=command.lot_seed,
        witnesses=command.witnesses,
        reason=command.reason,
    )
