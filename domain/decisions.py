"""One door for all commands: each goes to the context that decides it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import cast

from domain.appraisal import commands as appraisal_commands
from domain.appraisal import decide as appraisal
from domain.attendance import commands as attendance_commands
from domain.attendance import decide as attendance
from domain.award import commands as award_commands
from domain.award import decide as award
from domain.contract import commands as contract_commands
from domain.contract import decide as contract
from domain.dispute import commands as dispute_commands
from domain.dispute import decide as dispute
from domain.exchange import commands as exchange_commands
from domain.exchange import decide as exchange
from domain.grade import commands as grade_commands
from domain.grade import decide as grade
from domain.honour import commands as honour_commands
from domain.honour import decide as honour
from domain.intake import commands as intake_commands
from domain.intake import decide as intake
from domain.kernel import Command, Decision, States
from domain.mandate import commands as mandate_commands
from domain.mandate import decide as mandate
from domain.mending import commands as mending_commands
from domain.mending import decide as mending
from domain.notice import commands as notice_commands
from domain.notice import decide as notice
from domain.office import commands as office_commands
from domain.office import decide as office
from domain.organ import commands as organ_commands
from domain.organ import decide as organ
from domain.oversight import commands as oversight_commands
from domain.oversight import decide as oversight
from domain.planning import commands as planning_commands
from domain.planning import decide as planning
from domain.principal import commands as principal_commands
from domain.principal import decide as principal
from domain.protection import commands as protection_commands
from domain.protection import decide as protection
from domain.quota import commands as quota_commands
from domain.quota import decide as quota
from domain.recruitment import commands as recruitment_commands
from domain.recruitment import decide as recruitment
from domain.research import commands as research_commands
from domain.research import decide as research
from domain.review import commands as review_commands
from domain.review import decide as review
from domain.school import commands as school_commands
from domain.school import decide as school
from domain.teacher import commands as teacher_commands
from domain.teacher import decide as teacher
from domain.tenure import commands as tenure_commands
from domain.tenure import decide as tenure

Decide = Callable[..., Decision]

_DECIDERS: dict[type[Command], Decide] = {
    command: cast("Decide", decider)
    for commands, decider in (
        (mandate_commands.COMMANDS, mandate.decide),
        (planning_commands.COMMANDS, planning.decide),
        (quota_commands.COMMANDS, quota.decide),
        (school_commands.COMMANDS, school.decide),
        (teacher_commands.COMMANDS, teacher.decide),
        (protection_commands.COMMANDS, protection.decide),
        (recruitment_commands.COMMANDS, recruitment.decide),
        (notice_commands.COMMANDS, notice.decide),
        (contract_commands.COMMANDS, contract.decide),
        (dispute_commands.COMMANDS, dispute.decide),
        (award_commands.COMMANDS, award.decide),
        (honour_commands.COMMANDS, honour.decide),
        (grade_commands.COMMANDS, grade.decide),
        (intake_commands.COMMANDS, intake.decide),
        (exchange_commands.COMMANDS, exchange.decide),
        (office_commands.COMMANDS, office.decide),
        (principal_commands.COMMANDS, principal.decide),
        (tenure_commands.COMMANDS, tenure.decide),
        (research_commands.COMMANDS, research.decide),
        (appraisal_commands.COMMANDS, appraisal.decide),
        (review_commands.COMMANDS, review.decide),
        (attendance_commands.COMMANDS, attendance.decide),
        (organ_commands.COMMANDS, organ.decide),
        (mending_commands.COMMANDS, mending.decide),
        (oversight_commands.COMMANDS, oversight.decide),
    )
    for command in commands
}


def by_name(commands: Iterable[type[Command]]) -> dict[str, type[Command]]:
    """Return types of commands by name.

    Raises:
        ValueError: Two have one name, so that nobody could ask for the first.
    """
    found: dict[str, type[Command]] = {}
    for command in commands:
        if command.__name__ in found:
            raise ValueError(f"name used twice: {command.__name__}")
        found[command.__name__] = command
    return found


COMMAND_TYPES: dict[str, type[Command]] = by_name(_DECIDERS)
"""Every command there is, by the name under which files and clients ask for it."""


def decide(states: States, command: Command, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted, for each stream that it touches.

    ``at`` is the instant at which the ledger received the command.

    Raises:
        DomainError: A rule refuses the command; nothing was decided.
    """
    return _DECIDERS[type(command)](states, command, at=at)
