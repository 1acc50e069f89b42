"""Keeps a question sensible when part of what it was about is supposed away.

A list that people signed names everybody whom it concerned then. Where one of them is
supposed not to have been there, the others' part of it still stands; a notice shows the
list as it would have been. And a round whose pool would have been open again is closed
again later: that is work to be done anew, not a reason for every appointment to fall.
"""

from __future__ import annotations

from domain.kernel import Command, DomainError, States
from domain.notice.commands import PublishNotice, RestartNotice
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment.bidder import Check
from domain.recruitment.state import RecruitmentRound
from domain.teacher.state import Teacher

_FORMAL = (errors.PoolOpenError, errors.CadreLayerOpenError, errors.TwoThirdsNotKeptError)


def adapted(command: Command, states: States) -> Command:
    """Return the command as it would have been asked for in the supposed state."""
    match command:
        case c.CloseDemocraticAppraisal():
            return _appraisal(command, states)
        case c.OpenRound():
            free = tuple(each for each in command.population if _is_free(states, each))
            return command.model_copy(update={"population": free})
        case c.DecideTie():
            return _tie(command, states)
        case PublishNotice() | RestartNotice():
            name = command.round if isinstance(command, PublishNotice) else command.notice
            round_ = states.find(RecruitmentRound, name)
            entries = round_.notice_entries() if round_ is not None else command.entries
            return command.model_copy(update={"entries": entries})
        case _:
            return command


def is_formal(command: Command, refusal: DomainError) -> bool:
    """Tell whether a refusal only means that a step would have come later."""
    return isinstance(command, c.CloseSelection) and isinstance(refusal, _FORMAL)


def _appraisal(command: c.CloseDemocraticAppraisal, states: States) -> Command:
    round_ = states.find(RecruitmentRound, command.round)
    if round_ is None:
        return command
    there = {
        name
        for name, bidder in round_.bidders.items()
        if bidder.bids and bidder.check is Check.QUALIFIED
    }
    ballots = tuple(each for each in command.ballots if each.bidder in there)
    return command.model_copy(update={"ballots": ballots})


def _tie(command: c.DecideTie, states: States) -> Command:
    round_ = states.find(RecruitmentRound, command.round)
    order = set(command.order)
    groups = _tied_groups(round_, for_shortlist=command.for_shortlist)
    smaller = next((tied for tied in groups if tied <= order), order)
    kept = tuple(each for each in command.order if each in smaller)
    return command.model_copy(update={"order": kept})


def _tied_groups(round_: RecruitmentRound | None, *, for_shortlist: bool) -> list[set[str]]:
    if round_ is None:
        return []
    if not for_shortlist:
        return [set(tie.bidders) for tie in round_.ties]
    found = round_.shortlisting
    return [set(each.tied) for each in found.tied] if found is not None else []


def _is_free(states: States, person: str) -> bool:
    teacher = states.find(Teacher, person)
    return teacher is not None and teacher.holds is None
