"""Publicity of whom a competition, a selection or a call for honours has chosen (拟任公示)."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.honour.rules import honour_rules_of
from domain.honour.state import HonourCall
from domain.kernel import Decision, MissingError, Personal, Recorded, States, require, stream_of
from domain.notice.errors import PeriodTooShortError
from domain.office import commands as c
from domain.office import errors, rules
from domain.office import events as e
from domain.office.state import Competition, OutcomeNotice, Standing
from domain.planning.state import Plan
from domain.principal.state import PrincipalSelection
from domain.values.calendar import last_day_of_notice
from domain.values.privacy import must_hold_no_personal_data


def decide_outcome(states: States, command: c.OutcomeCommand, today: date) -> Decision:
    """Decide about the publicity of an outcome (B6-04, B6-08)."""
    personal: tuple[Personal, ...] = ()
    if isinstance(command, c.PublishOutcome):
        event: e.OutcomeEvent = _publish(states, command, today)
    else:
        notice = require(states, OutcomeNotice, command.matter)
        if isinstance(command, c.ContestOutcome):
            event = _contest(notice, command, today)
            personal = (
                Personal(
                    f"text.{command.matter}.{command.objection}", command.objector, command.text
                ),
            )
        else:
            event = _go_on(states, notice, command, today)
    return (Recorded(stream_of(OutcomeNotice, command.matter), event, personal),)


def _publish(states: States, command: c.PublishOutcome, today: date) -> e.OutcomeEvent:
    issuer, chosen, least = _matter(states, command.matter)
    before = states.find(OutcomeNotice, command.matter)
    _may_be_published(before, chosen)
    if command.working_days < least:
        raise PeriodTooShortError(working_days=command.working_days, required=least)
    return e.OutcomePublished(
        issuer=issuer,
        chosen=chosen,
        on=today,
        working_days=command.working_days,
        last_day=last_day_of_notice(today, command.working_days),
    )


def _matter(states: States, matter: str) -> tuple[str, tuple[str, ...], int]:
    """Return who publishes, whom, and for how many working days at least."""
    competition = states.find(Competition, matter)
    if competition is not None:
        pack = rules.office_rules_of(states, competition.plan, competition.pack_sha256)
        days = pack.competition.publicity_working_days
        return competition.organiser, competition.chosen or (), days
    call = states.find(HonourCall, matter)
    if call is not None:
        honours = honour_rules_of(require(states, Plan, call.plan).packs[call.pack_sha256])
        return call.bureau, call.chosen, honours.publicity_working_days
    selection = states.find(PrincipalSelection, matter)
    if selection is None:
        raise MissingError(kind=Competition.KIND, key=matter)
    pack = rules.office_rules_of(states, selection.plan, selection.pack_sha256)
    chosen = (selection.chosen,) if selection.chosen is not None else ()
    return selection.bureau, chosen, pack.principal.publicity_working_days


def _may_be_published(before: OutcomeNotice | None, chosen: tuple[str, ...]) -> None:
    """公示一次: a decided outcome, that is not up or through already. 依据: B6-04, B6-08.

    A changed list is published anew, and its days count anew.
    """
    same = before is not None and before.chosen == chosen
    if not chosen or same:
        raise errors.OutcomeStandsError(
            chosen=len(chosen), standing=before.standing.value if before else ""
        )


def _contest(notice: OutcomeNotice, command: c.ContestOutcome, today: date) -> e.OutcomeEvent:
    """提出异议: up to the last day, about somebody in the list. 依据: B6-08."""
    if notice.standing is not Standing.UP or today > notice.last_day:
        raise errors.OutcomeNotUpError(
            standing=notice.standing.value, last_day=notice.last_day.isoformat()
        )
    if command.objection in notice.contests or command.against not in notice.chosen:
        raise errors.ContestError(objection=command.objection, against=command.against)
    return e.OutcomeContested(
        objection=command.objection, objector=command.objector, against=command.against
    )


def _go_on(
    states: States,
    notice: OutcomeNotice,
    command: c.UpholdContest | c.RejectContest | c.EndPublicity,
    today: date,
) -> e.OutcomeEvent:
    match command:
        case c.UpholdContest() | c.RejectContest():
            return _adjudicate(notice, command)
        case c.EndPublicity():
            return _end(states, notice, command.matter, today)
        case _:
            assert_never(command)


def _adjudicate(
    notice: OutcomeNotice, command: c.UpholdContest | c.RejectContest
) -> e.OutcomeEvent:
    """异议处理: an open objection, once. 依据: B6-08."""
    against = notice.contests.get(command.objection, "")
    if command.objection not in notice.open:
        raise errors.ContestError(objection=command.objection, against=against)
    must_hold_no_personal_data({"reason": command.reason})
    verdict = e.ContestUpheld if isinstance(command, c.UpholdContest) else e.ContestRejected
    return verdict(objection=command.objection, against=against, reason=command.reason)


def _end(states: States, notice: OutcomeNotice, matter: str, today: date) -> e.OutcomeEvent:
    """公示期满: the list is still the matter's, its days are over, no objection is open.

    依据: B6-04, B6-08, B13-03.
    """
    _issuer, chosen, _days = _matter(states, matter)
    if notice.standing is not Standing.UP or notice.chosen != chosen:
        raise errors.OutcomeNotUpError(
            standing=notice.standing.value, last_day=notice.last_day.isoformat()
        )
    if today <= notice.last_day or notice.open:
        raise errors.PublicityNotOverError(
            last_day=notice.last_day.isoformat(), open=len(notice.open)
        )
    return e.PublicityEnded(on=today)
