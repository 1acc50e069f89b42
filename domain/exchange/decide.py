"""Decisions on exchange and rotation (交流轮岗)."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.exchange import commands as c
from domain.exchange import events as e
from domain.exchange import rules
from domain.exchange.moving import end, start
from domain.exchange.state import Exchange, Step
from domain.kernel import Decision, Recorded, States, require, require_absent, stream_of
from domain.planning.pack import RulePack
from domain.planning.quota_sections import ExchangeRules
from domain.planning.state import Plan
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date


def decide(states: States, command: c.ExchangeCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    if isinstance(command, c.OpenExchange):
        return (_of(command.exchange, _open(states, command, beijing_date(at))),)
    state = require(states, Exchange, command.exchange)
    pack = require(states, Plan, state.plan).packs[state.pack_sha256]
    match command:
        case c.EndExchange():
            return end(states, state, command, at)
        case c.CloseExchange():
            rules.must_be_open(state)
            today = beijing_date(at)
            rules.agreed_moves_must_have_started(states, state, today, command.shortfall_basis)
            return (_of(command.exchange, _close(state, command, rules.rules_of(pack))),)
        case c.ProposeMove() | c.ProposeTeam():
            rules.must_be_open(state)
            return _propose(states, state, command, rules.rules_of(pack))
        case c.AgreeToMove() | c.DeclineMove():
            return (_of(command.exchange, _answer(state, command)),)
        case c.StartExchange():
            rules.must_be_open(state)
            return start(states, state, command, pack, at)
        case _:
            assert_never(command)


def _open(states: States, command: c.OpenExchange, today: date) -> e.ExchangeEvent:
    require_absent(states, Exchange, command.exchange)
    pack = rules.pack_of(require(states, Plan, command.plan))
    rules.zones_must_be_sound(command.zones)
    rules.staff_must_be_named_once(command)
    candidates = _candidates(states, command, pack, today)
    counted = sum(each.counted for each in candidates)
    return e.ExchangeOpened(
        body=command.body,
        plan=command.plan,
        pack_sha256=pack.sha256(),
        zones=command.zones,
        staff=len(command.staff),
        candidates=candidates,
        required=rules.rules_of(pack).move_share.ceil_of(counted),
        on=today,
    )


def _candidates(
    states: States, command: c.OpenExchange, pack: RulePack, today: date
) -> tuple[e.Candidate, ...]:
    of_exchange, found = rules.rules_of(pack), []
    for person in sorted(command.staff):
        teacher = require(states, Teacher, person)
        rules.school_must_take_part(command.zones, teacher.school)
        eligible = rules.is_eligible(teacher.unbroken_from_on, today, of_exchange)
        if eligible and teacher.on_exchange is None and teacher.exited is None:
            found.append(
                e.Candidate(
                    teacher=person,
                    school=teacher.school,
                    unbroken_from_on=teacher.unbroken_from_on,
                    backbone=person in command.backbone,
                    counted=not require(states, School, teacher.school).remote,
                )
            )
    return tuple(found)


def _propose(
    states: States,
    state: Exchange,
    command: c.ProposeMove | c.ProposeTeam,
    of_exchange: ExchangeRules,
) -> Decision:
    if isinstance(command, c.ProposeMove):
        proposed = _proposed(states, state, command.move, of_exchange, None)
        return (_of(command.exchange, proposed),)
    rules.team_must_be_sound(state, command, of_exchange)
    moves = [_proposed(states, state, move, of_exchange, command.team) for move in command.moves]
    zone = rules.team_must_share_a_zone([state.zone_of(move.from_school) for move in moves])
    formed = e.TeamFormed(
        team=command.team,
        zone=zone,
        leader=command.leader,
        members=tuple(move.teacher for move in moves),
    )
    events: tuple[e.ExchangeEvent, ...] = (formed, *moves)
    return tuple(_of(command.exchange, each) for each in events)


def _proposed(
    states: States, state: Exchange, move: c.Move, of_exchange: ExchangeRules, team: str | None
) -> e.MoveProposed:
    teacher = require(states, Teacher, move.teacher)
    rules.move_must_be_new(state, move.teacher)
    rules.teacher_must_be_at_home(move.teacher, teacher)
    rules.teacher_must_be_eligible(state, move.teacher, teacher)
    rules.way_must_lead_elsewhere(state, move, teacher.school)
    if team is not None or not of_exchange.across_zones:
        rules.zone_must_be_kept(state, move, teacher.school)
    rules.length_must_fit(move, of_exchange)
    rules.service_must_last(move.teacher, teacher, move)
    return e.MoveProposed(
        teacher=move.teacher,
        from_school=teacher.school,
        to_school=move.to_school,
        posts=move.posts,
        team=team,
        from_on=move.from_on,
        until_on=move.until_on,
    )


def _answer(state: Exchange, command: c.AgreeToMove | c.DeclineMove) -> e.ExchangeEvent:
    if isinstance(command, c.AgreeToMove):
        rules.move_at(state, command.teacher, Step.PROPOSED)
        return e.MoveAgreed(teacher=command.teacher)
    rules.move_at(state, command.teacher, Step.PROPOSED, Step.AGREED)
    must_hold_no_personal_data({"reason": command.reason})
    return e.MoveDeclined(teacher=command.teacher, reason=command.reason)


def _close(
    state: Exchange, command: c.CloseExchange, of_exchange: ExchangeRules
) -> e.ExchangeEvent:
    backbone = sum(each.backbone for each in state.moved)
    required = rules.backbone_required(len(state.moved), of_exchange)
    rules.shares_must_be_met(state, backbone, required, command.shortfall_basis)
    return e.ExchangeClosed(
        counted=state.counted,
        moved=len(state.moved),
        required=state.required,
        backbone_moved=backbone,
        backbone_required=required,
        shortfall_basis=command.shortfall_basis,
    )


def _of(exchange: str, event: e.ExchangeEvent) -> Recorded:
    return Recorded(stream_of(Exchange, exchange), event)
