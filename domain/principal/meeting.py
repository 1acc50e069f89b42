"""The selection meeting: lots, report, defence, result on the spot (选聘会)."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.planning.office_sections import PrincipalRules
from domain.principal import commands as c
from domain.principal import events as e
from domain.principal import rules
from domain.principal.state import Candidacy, PrincipalSelection
from domain.values.lots import order_by_lot


def decide_meeting(
    state: PrincipalSelection, command: c.MeetingCommand, pack: PrincipalRules, today: date
) -> e.PrincipalEvent:
    """Decide about the selection meeting (S001-14, S001-15)."""
    if isinstance(command, c.OpenMeeting):
        return _open(state, command, pack, today)
    rules.must_be_at_meeting(state, today)
    rules.order_must_be_drawn(state, drawn=not isinstance(command, c.DrawSpeakingOrder))
    match command:
        case c.DrawSpeakingOrder():
            return _draw(state, command, pack)
        case c.DeliverWorkReport():
            rules.must_be_in_turn(state, command.teacher, "report", pack)
            return e.WorkReportDelivered(teacher=command.teacher)
        case c.HearDefence():
            rules.must_be_in_turn(state, command.teacher, "defence", pack)
            return e.DefenceHeard(teacher=command.teacher, questions=command.questions)
        case c.RecordCandidateAbsence():
            rules.must_be_called(state, command.teacher, pack)
            return e.CandidateAbsent(teacher=command.teacher)
        case c.AnnounceResult():
            return _announce(state, command, pack, today)
        case _:
            assert_never(command)


def _open(
    state: PrincipalSelection, command: c.OpenMeeting, pack: PrincipalRules, today: date
) -> e.MeetingOpened:
    rules.no_meeting_must_stand(state, today)
    rules.candidates_must_be_ready(state, pack, today)
    rules.bureau_leader_must_chair(state, command.chair, command.present)
    rules.meeting_must_be_attended(
        state, command.present, command.staff, command.staff_present, pack
    )
    return e.MeetingOpened(
        chair=command.chair,
        present=command.present,
        staff=command.staff,
        staff_present=command.staff_present,
        on=today,
    )


def _draw(
    state: PrincipalSelection, command: c.DrawSpeakingOrder, pack: PrincipalRules
) -> e.SpeakingOrderDrawn:
    rules.lots_must_be_witnessed(state, command.witnesses, pack)
    admitted = state.at(Candidacy.ADMITTED)
    return e.SpeakingOrderDrawn(
        lot_seed=command.lot_seed,
        witnesses=command.witnesses,
        order=order_by_lot(command.lot_seed, command.selection, admitted),
    )


def _announce(
    state: PrincipalSelection, command: c.AnnounceResult, pack: PrincipalRules, today: date
) -> e.ResultAnnounced:
    rules.all_must_be_heard(state, pack)
    rules.votes_must_fit(state, command.votes)
    return e.ResultAnnounced(
        votes=command.votes,
        present=len(state.present),
        chosen=rules.winner_of(state, command.votes, pack),
        on=today,
    )
