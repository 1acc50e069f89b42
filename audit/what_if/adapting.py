"""Keeps a question sensible when part of what it was about is supposed away.

A list that people signed names everybody whom it concerned then. Where one of them is
supposed not to have been there, the others' part of it still stands; a notice shows the
list as it would have been. And a round whose pool would have been open again is closed
again later: that is work to be done anew, not a reason for every appointment to fall.
Of a vote, and of those chosen together, the part stays that is about people still there.
"""

from __future__ import annotations

from domain.kernel import Command, DomainError, States
from domain.notice.commands import PublishNotice, RestartNotice
from domain.office.commands import DecideCompetition
from domain.office.state import Competition
from domain.principal.commands import AnnounceResult
from domain.principal.state import PrincipalSelection
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
        case AnnounceResult():
            return _result(command, states)
        case DecideCompetition():
            return _choice(command, states)
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


def _result(command: AnnounceResult, states: States) -> Command:
    selection = states.find(PrincipalSelection, command.selection)
    there = selection.speakers if selection is not None else ()
    votes = tuple(each for each in command.votes if each.teacher in there)
    return command.model_copy(update={"votes": votes})


def _choice(command: DecideCompetition, states: States) -> Command:
    """Keep those who were heard; where nobody is left, the choice falls as it was made."""
    competition = states.find(Competition, command.competition)
    results = (competition.results if competition is not None else None) or ()
    heard = {each.teacher for each in results}
    chosen = tuple(each for each in command.chosen if each in heard)
    return command.model_copy(update={"chosen": chosen or command.chosen})


def _is_free(states: States, person: str) -> bool:
    teacher = states.find(Teacher, person)
    return teacher is not None and teacher.holds is None
