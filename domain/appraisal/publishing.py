"""Publicity of who is 优秀, and objections to it (优秀公示、异议)."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.appraisal import commands as c
from domain.appraisal import events as e
from domain.appraisal import publicity_events, publicity_rules, quota_rules
from domain.appraisal.state import Appraisal
from domain.planning.appraisal_sections import AnnualAppraisalRules
from domain.values.calendar import last_day_of_notice
from domain.values.privacy import must_hold_no_personal_data


def make_public(
    state: Appraisal, command: c.PublicityCommand, of_pack: AnnualAppraisalRules, today: date
) -> e.AppraisalEvent:
    """Publish, object, adjudicate, end."""
    match command:
        case c.PublishExcellent():
            return _publish(state, command, of_pack, today)
        case c.ContestExcellent():
            publicity_rules.objection_must_be_in_time(state, command, today)
            return publicity_events.ExcellentContested(
                objection=command.objection, objector=command.objector, against=command.against
            )
        case c.UpholdExcellentContest() | c.RejectExcellentContest():
            return _adjudicate(state, command)
        case c.EndExcellentPublicity():
            publicity = publicity_rules.publicity_must_be_up(state)
            quota_rules.excellent_must_not_be_condemned(state, publicity.chosen)
            quota_rules.excellent_must_fit(state, of_pack)
            publicity_rules.list_must_be_as_decided(state, publicity)
            publicity_rules.publicity_must_be_over(state, publicity, today)
            return publicity_events.ExcellentPublicityEnded(on=today)
        case _:
            assert_never(command)


def _publish(
    state: Appraisal, command: c.PublishExcellent, of_pack: AnnualAppraisalRules, today: date
) -> e.AppraisalEvent:
    chosen = publicity_rules.publicity_must_be_due(state)
    quota_rules.excellent_must_not_be_condemned(state, chosen)
    quota_rules.excellent_must_fit(state, of_pack)
    publicity_rules.publicity_must_be_long_enough(command.working_days, of_pack)
    return publicity_events.ExcellentPublished(
        chosen=chosen,
        on=today,
        working_days=command.working_days,
        last_day=last_day_of_notice(today, command.working_days),
    )


def _adjudicate(
    state: Appraisal, command: c.UpholdExcellentContest | c.RejectExcellentContest
) -> e.AppraisalEvent:
    against = publicity_rules.objection_must_be_open(state, command.objection)
    must_hold_no_personal_data({"reason": command.reason})
    upheld = isinstance(command, c.UpholdExcellentContest)
    verdict = publicity_events.ContestUpheld if upheld else publicity_events.ContestRejected
    return verdict(objection=command.objection, against=against, reason=command.reason)
