"""Letters of intent: handed in, replaced, withdrawn, or late with authority."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from domain.kernel import States
from domain.planning.pack import RulePack
from domain.recruitment import commands as c
from domain.recruitment import events as e
from domain.recruitment import letter_rules, rules
from domain.recruitment.gone import must_be_free
from domain.recruitment.shortlist_rules import first_part_must_be_open
from domain.recruitment.state import RecruitmentRound


def bid(
    states: States,
    state: RecruitmentRound,
    command: c.BiddingCommand,
    pack: RulePack,
    at: datetime,
) -> e.RoundEvent:
    """Decide about a letter of intent."""
    rules.selection_must_be_open(state)
    match command:
        case c.SubmitIntent():
            return _submit(states, state, command, pack, at)
        case c.WithdrawIntent():
            letter_rules.may_be_withdrawn(rules.bidder_of(state, command.teacher))
            return e.IntentWithdrawn(teacher=command.teacher)
        case c.AuthoriseLateSubmission():
            rules.waiting_member(state, command.teacher)
            must_be_free(states, command.teacher)
            rules.scores_must_be_open(state)
            first_part_must_be_open(state)
            letter_rules.lateness_must_be_of_use(command, at)
            return e.LateSubmissionAuthorised(
                teacher=command.teacher, until=command.until, reason=command.reason
            )
        case _:
            assert_never(command)


def _submit(
    states: States,
    state: RecruitmentRound,
    command: c.SubmitIntent,
    pack: RulePack,
    at: datetime,
) -> e.RoundEvent:
    bidder = rules.waiting_member(state, command.teacher)
    must_be_free(states, command.teacher)
    rules.scores_must_be_open(state)
    first_part_must_be_open(state)
    for check in letter_rules.INTENT_CHECKS:
        check(state, command, pack, at)
    kind = e.IntentReplaced if bidder.wishes else e.IntentSubmitted
    late = at >= state.intents_until
    return kind(
        teacher=command.teacher,
        wishes=command.wishes,
        office=command.office,
        pledged=command.pledged,
        late_by_authority=state.late[command.teacher].isoformat() if late else None,
    )
