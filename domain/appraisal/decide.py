"""Decisions on annual appraisals and on what personnel files hold (年度考核).

The steps in order (B9-08, E.4): plan; staff heard; people frozen; reports; democratic appraisal;
proposals; the leading team's decision; publicity of 优秀; written notice; the person's answer;
the file. A correction is a new version that is told anew.
"""

from __future__ import annotations

from datetime import date, datetime

from domain.appraisal import commands as c
from domain.appraisal import events as e
from domain.appraisal import file_commands
from domain.appraisal.deciding import settle
from domain.appraisal.filing import enter
from domain.appraisal.notifying import tell
from domain.appraisal.opening import open_up, plan_appraisal
from domain.appraisal.proposing import go_on
from domain.appraisal.publishing import make_public
from domain.appraisal.state import Appraisal
from domain.appraisal.term import decide_term
from domain.kernel import Decision, Personal, Recorded, States, require, stream_of
from domain.planning.appraisal_sections import appraisal_rules_of
from domain.planning.state import Plan
from domain.values.time import beijing_date


def decide(states: States, command: c.AppraisalCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    today = beijing_date(at)
    if isinstance(command, file_commands.FileCommand):
        return enter(states, command, today)
    if isinstance(command, file_commands.TermCommand):
        return decide_term(states, command, today)
    if isinstance(command, c.PlanAppraisal):
        planned = plan_appraisal(states, command)
        return (Recorded(stream_of(Appraisal, command.appraisal), planned),)
    state = require(states, Appraisal, command.appraisal)
    if isinstance(command, c.NotifyingCommand):
        pack = require(states, Plan, state.plan).packs[state.pack_sha256]
        decision = tell(state, command, appraisal_rules_of(pack), today)
    else:
        stream = stream_of(Appraisal, command.appraisal)
        decision = (Recorded(stream, _event(states, state, command, today)),)
    first = decision[0]
    return (Recorded(first.stream, first.event, _sealed(command)), *decision[1:])


def _event(
    states: States,
    state: Appraisal,
    command: c.OpeningCommand | c.ProposingCommand | c.DecidingCommand | c.PublicityCommand,
    today: date,
) -> e.AppraisalEvent:
    pack = require(states, Plan, state.plan).packs[state.pack_sha256]
    if isinstance(command, c.OpeningCommand):
        return open_up(states, state, command, pack, today)
    if isinstance(command, c.ProposingCommand):
        return go_on(states, state, command, pack, today)
    of_pack = appraisal_rules_of(pack)
    if isinstance(command, c.DecidingCommand):
        return settle(states, state, command, of_pack, today)
    return make_public(state, command, of_pack, today)


def _sealed(command: c.AppraisalCommand) -> tuple[Personal, ...]:
    """Return what people wrote, for the vault: sealed for whom it is about, or who wrote it."""
    match command:
        case c.SubmitWorkReport():
            path, subject, text = "report", command.teacher, command.text
        case c.ProposeGrade() | c.AddGrade() | c.CorrectGrade() if command.comment is not None:
            path, subject, text = "comment", command.teacher, command.comment
        case c.AcknowledgeGrade() if command.text is not None:
            path, subject, text = "opinion", command.teacher, command.text
        case c.ContestExcellent():
            path, subject, text = f"objection.{command.objection}", command.objector, command.text
        case _:
            return ()
    return (Personal(f"{path}.{command.appraisal}", subject, text),)
