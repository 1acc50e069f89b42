"""Decisions in a recruitment round: each phase has a module of its own."""

from __future__ import annotations

from datetime import datetime

from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.planning.pack import RulePack
from domain.planning.state import Plan
from domain.recruitment import commands as c
from domain.recruitment import errors, rules
from domain.recruitment import events as e
from domain.recruitment.adjusting import adjust
from domain.recruitment.bidding import bid
from domain.recruitment.closing import close
from domain.recruitment.commands.shortlisting import ShortlistCommand
from domain.recruitment.marking import mark
from domain.recruitment.offers import decide_offer
from domain.recruitment.offices import decide_office
from domain.recruitment.opening import open_round
from domain.recruitment.protecting import decide_protected
from domain.recruitment.qualifying import qualify
from domain.recruitment.shortlisting import draw_up
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.suspending import stop_or_go_on


def decide(states: States, command: c.RoundCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    if isinstance(command, c.OpenRound):
        return _of(command, open_round(states, command))
    state = require(states, RecruitmentRound, command.round)
    rules.round_must_not_be_voided(state)
    if isinstance(command, c.SuspendingCommand):
        return _of(command, stop_or_go_on(state, command, at))
    rules.round_must_not_be_suspended(state)
    pack = require(states, Plan, state.plan).packs[state.pack_sha256]
    if not state.stage.competes and not isinstance(command, _WITHOUT_COMPETITION):
        raise errors.StageOtherError(stage=state.stage.value, needed="")
    if isinstance(command, c.BiddingCommand | c.QualifyingCommand | c.MarkingCommand):
        return _of(command, _up_to_the_ranking(states, state, command, pack, at))
    if isinstance(command, ShortlistCommand):
        return _of(command, draw_up(states, state, command, pack, at))
    if isinstance(command, c.ProtectedCommand):
        return decide_protected(states, state, command, pack, at)
    if isinstance(command, c.OfficeCommand):
        return decide_office(states, state, command, at)
    if isinstance(command, c.AdjustingCommand):
        return adjust(states, state, command, pack, at)
    if isinstance(command, c.OfferCommand):
        return decide_offer(states, state, command, pack, at)
    return close(states, state, command, pack, at)


_WITHOUT_COMPETITION = (
    c.AppointDirectly
    | c.AcceptOffer
    | c.DeclineOffer
    | c.LapseOffer
    | c.AdjustingCommand
    | c.ClosingCommand
)


def _up_to_the_ranking(
    states: States,
    state: RecruitmentRound,
    command: c.BiddingCommand | c.QualifyingCommand | c.MarkingCommand,
    pack: RulePack,
    at: datetime,
) -> e.RoundEvent:
    if isinstance(command, c.BiddingCommand):
        return bid(states, state, command, pack, at)
    if isinstance(command, c.MarkingCommand):
        return mark(states, state, command, pack, at)
    return qualify(states, state, command, pack, at)


def _of(command: c.RoundCommand, event: e.RoundEvent) -> Decision:
    return (Recorded(stream_of(RecruitmentRound, command.round), event),)
