"""Carrying a decision out: compensating events in other streams, in one act (执行).

Nothing is erased. Each remedy names what it undoes; what must follow from it follows here: a
final round is reopened first, its notice comes down, and its ranking is computed anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar, assert_never, cast

from domain import catalog
from domain.appraisal.events import GradeVoided
from domain.appraisal.file_events import YearGradeVoided
from domain.appraisal.rules import participant, result_must_stand
from domain.appraisal.state import Appraisal
from domain.dispute import remedies as r
from domain.dispute.already import holds_already
from domain.dispute.state import DisputeCase
from domain.kernel import Aggregate, Decision, DomainEvent, Recorded, States, require, stream_of
from domain.notice.events import NoticeWithdrawn
from domain.notice.state import Notice, Standing
from domain.planning.events import AdoptionVoided
from domain.planning.rules import must_be_adopted
from domain.planning.state import Plan
from domain.recruitment import commands as recruitment
from domain.recruitment import errors as recruitment_errors
from domain.recruitment import rules as round_rules
from domain.recruitment.events import MarkVoided, RoundReopened, RoundVoided
from domain.recruitment.marking import mark
from domain.recruitment.reinstating import Undoing, all_in_the_pool_again, revoke_unplaced
from domain.recruitment.revoking import appointment_revoked, revoke, what_the_move_ended
from domain.recruitment.shortlist_rules import compared, shortlist_is_due, shortlist_is_settled
from domain.recruitment.shortlisting import compute_shortlist
from domain.recruitment.state import RecruitmentRound
from domain.school.events import OfficeEndGround
from domain.teacher.state import Teacher
from domain.values.time import beijing_date

_REASON = "争议处理决定"
A = TypeVar("A", bound=Aggregate)
_Corrective = r.RevokeAppointment | r.RevokeUnplaced | r.CorrectScore | r.VoidMark | r.RankAnew
_Other = r.VoidRound | r.VoidAdoption | r.WithdrawNotice | r.VoidGrade | r.Redo


@dataclass
class After:
    """States as they are after the events decided so far in this act."""

    states: States
    events: list[Recorded] = field(default_factory=list)
    laid: dict[str, Aggregate] = field(default_factory=dict)

    def find(self, kind: type[A], key: str) -> A | None:
        """Return a state as this act leaves it."""
        laid = self.laid.get(stream_of(kind, key))
        return cast("A", laid) if laid is not None else self.states.find(kind, key)

    def body_of(self, stream: str) -> str:
        """Return the body of a stream as this act leaves it."""
        laid = self.laid.get(stream)
        return laid.body if laid is not None else self.states.body_of(stream)

    def signings(self, stream: str) -> Mapping[str, frozenset[str]]:
        """Return who signed before this act."""
        return self.states.signings(stream)

    def take(self, kind: type[Aggregate], key: str, event: DomainEvent) -> None:
        """Let one event have happened."""
        self.take_all((Recorded(stream_of(kind, key), event),))

    def take_all(self, decision: Decision) -> None:
        """Let events have happened, in their order."""
        for recorded in decision:
            kind, _, key = recorded.stream.partition(":")
            before = self.find(catalog.AGGREGATES[kind].state, key)
            self.laid[recorded.stream] = catalog.evolve(recorded.stream, before, recorded.event)
            self.events.append(recorded)


@dataclass(frozen=True)
class _Order:
    """案件: which one orders it, and when."""

    case: str
    at: datetime

    @property
    def authority(self) -> str:
        return f"争议案件{self.case}处理决定"


def carry_out(
    states: States, case: DisputeCase, key: str, at: datetime, *, reported: bool
) -> Decision:
    """Return the compensating events of all remedies, in the order of the decision.

    Where it is ``reported`` how the decision was carried out, a remedy whose effect holds
    already is passed over; else it is refused like one that names what is not there.

    Raises:
        DomainError: A remedy names what is not there, so that nothing is carried out.
    """
    after, order = After(states), _Order(key, at)
    changed: dict[str, None] = {}
    for remedy in case.remedies:
        if reported and holds_already(after, remedy):
            continue
        if isinstance(remedy, _Corrective):
            _make_changeable(after, remedy.round, order)
            changed[remedy.round] = None
            _put_right(after, remedy, order)
        else:
            _take(after, remedy, order)
    for round_ in changed:
        _rank_anew(after, round_, order)
    return tuple(after.events)


def _put_right(after: After, remedy: _Corrective, order: _Order) -> None:
    match remedy:
        case r.RevokeAppointment():
            _revoke(after, remedy.round, remedy.teacher, order)
        case r.RevokeUnplaced():
            _revoke_unplaced(after, remedy, order)
        case r.CorrectScore():
            _correct(after, remedy, order)
        case r.VoidMark():
            _void_mark(after, remedy, order)
        case r.RankAnew():
            _mark(after, remedy.round, recruitment.ComputeRanking(round=remedy.round), order)
        case _:
            assert_never(remedy)


def _take(after: After, remedy: _Other, order: _Order) -> None:
    match remedy:
        case r.VoidRound():
            _void_round(after, remedy.round, order)
        case r.VoidAdoption():
            must_be_adopted(require(after, Plan, remedy.plan))
            voided = AdoptionVoided(case=order.case, on=beijing_date(order.at))
            after.take(Plan, remedy.plan, voided)
        case r.WithdrawNotice():
            require(after, Notice, remedy.notice)
            _take_notice_down(after, remedy.notice, order)
        case r.VoidGrade():
            _void_grade(after, remedy, order)
        case r.Redo():
            pass  # the body that was told to decide again does so in acts of its own
        case _:
            assert_never(remedy)


def _make_changeable(after: After, round_: str, order: _Order) -> None:
    """更正程序: a final list is reopened, a list that is up comes down (T20, T45)."""
    state = require(after, RecruitmentRound, round_)
    round_rules.round_must_not_be_voided(state)
    if state.finalised:
        reopened = RoundReopened(case=order.case, on=beijing_date(order.at))
        after.take(RecruitmentRound, round_, reopened)
    _take_notice_down(after, round_, order)


def _take_notice_down(after: After, notice: str, order: _Order) -> None:
    state = after.find(Notice, notice)
    if state is not None and state.standing is not Standing.WITHDRAWN:
        withdrawn = NoticeWithdrawn(reason=order.authority, on=beijing_date(order.at))
        after.take(Notice, notice, withdrawn)


def _revoke(after: After, round_: str, teacher: str, order: _Order) -> None:
    state = require(after, RecruitmentRound, round_)
    command = _revocation(round_, teacher, order)
    after.take_all(revoke(after, state, command, beijing_date(order.at)))


def _revocation(round_: str, teacher: str, order: _Order) -> recruitment.RevokeAppointment:
    return recruitment.RevokeAppointment(
        round=round_, teacher=teacher, reason=_REASON, authority=order.authority
    )


def _revoke_unplaced(after: After, remedy: r.RevokeUnplaced, order: _Order) -> None:
    command = recruitment.RevokeUnplaced(
        round=remedy.round, teacher=remedy.teacher, reason=_REASON, authority=order.authority
    )
    state = require(after, RecruitmentRound, remedy.round)
    after.take_all(revoke_unplaced(after, state, command, beijing_date(order.at)))


def _correct(after: After, remedy: r.CorrectScore, order: _Order) -> None:
    command = recruitment.CorrectScore(
        round=remedy.round,
        bidder=remedy.bidder,
        item=remedy.item,
        fact=remedy.fact,
        reason=_REASON,
        authority=order.authority,
        evidence=remedy.evidence,
    )
    _mark(after, remedy.round, command, order)


def _void_mark(after: After, remedy: r.VoidMark, order: _Order) -> None:
    state = require(after, RecruitmentRound, remedy.round)
    bidder = round_rules.bidder_of(state, remedy.bidder)
    if remedy.judge not in bidder.marks.get(remedy.item, {}):
        raise recruitment_errors.FactUnknownError(
            bidder=remedy.bidder, item=remedy.item, judge=remedy.judge
        )
    voided = MarkVoided(
        judge=remedy.judge,
        bidder=remedy.bidder,
        item=remedy.item,
        case=order.case,
        after_lock=state.scored is not None,
    )
    after.take(RecruitmentRound, remedy.round, voided)


def _void_round(after: After, round_: str, order: _Order) -> None:
    """轮次作废: everybody goes back to where she was, with the offices she had (T25, A.6 X4).

    What the round gave falls first, so that what it took finds its place free.
    """
    state, on = require(after, RecruitmentRound, round_), beijing_date(order.at)
    round_rules.round_must_not_be_voided(state)
    _take_notice_down(after, round_, order)
    undoing = Undoing(after, round_, _REASON, order.authority, on)
    hired = [name for name, bidder in state.bidders.items() if bidder.placement is not None]
    before = {name: require(after, Teacher, name) for name in hired}
    for teacher in hired:
        at_hand = require(after, RecruitmentRound, round_)
        after.take_all(appointment_revoked(after, at_hand, _revocation(round_, teacher, order), on))
    for teacher in hired:
        after.take_all(what_the_move_ended(undoing, state, teacher, before[teacher]))
    unplaced = [name for name, bidder in state.bidders.items() if bidder.unplaced]
    after.take_all(all_in_the_pool_again(undoing, state, unplaced))
    for school in state.schools:
        after.take_all(undoing.offices_back(school, OfficeEndGround.TERM_ENDED, None))
    after.take(RecruitmentRound, round_, RoundVoided(case=order.case, on=on))


def _void_grade(after: After, remedy: r.VoidGrade, order: _Order) -> None:
    """撤销档次: in the appraisal, and in the file where it was told already (T36, T37)."""
    state = require(after, Appraisal, remedy.appraisal)
    person, on = participant(state, remedy.teacher), beijing_date(order.at)
    result_must_stand(remedy.teacher, person)
    voided = GradeVoided(teacher=remedy.teacher, case=order.case, on=on)
    after.take(Appraisal, remedy.appraisal, voided)
    if person.notified:
        out_of_file = YearGradeVoided(
            appraisal=remedy.appraisal, year=state.year, case=order.case, on=on
        )
        after.take(Teacher, remedy.teacher, out_of_file)


def _rank_anew(after: After, round_: str, order: _Order) -> None:
    """重新排名: after the lock a corrected score needs a new ranking (T45).

    Where a mark was voided and none is left, another judge marks first. A short list is
    computed anew before; who comes onto it is scored first, and its open ties are decided.
    """
    state = require(after, RecruitmentRound, round_)
    scored = [state.bidders[teacher] for teacher in compared(state)]
    gap = any(not marks for bidder in scored for marks in bidder.marks.values())
    pack = require(after, Plan, state.plan).packs[state.pack_sha256]
    if gap or state.ranking_stands or not state.ranking:
        return
    if shortlist_is_due(state):
        after.take(RecruitmentRound, round_, compute_shortlist(state, pack))
    if shortlist_is_settled(require(after, RecruitmentRound, round_), pack):
        _mark(after, round_, recruitment.ComputeRanking(round=round_), order)


def _mark(after: After, round_: str, command: recruitment.MarkingCommand, order: _Order) -> None:
    state = require(after, RecruitmentRound, round_)
    pack = require(after, Plan, state.plan).packs[state.pack_sha256]
    after.take(RecruitmentRound, round_, mark(after, state, command, pack, order.at))
