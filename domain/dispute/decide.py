"""Decisions on a case (争议案件): each phase has a module of its own."""

from __future__ import annotations

from datetime import datetime

from domain.dispute import commands as c
from domain.dispute.deciding import end
from domain.dispute.inquiry import inquire, keep_time
from domain.dispute.receiving import enter, receive
from domain.dispute.state import DisputeCase
from domain.kernel import Decision, States, require
from domain.values.time import beijing_date


def decide(states: States, command: c.DisputeCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    today = beijing_date(at)
    if isinstance(command, c.ReceiveCase):
        return receive(states, command, at)
    case = require(states, DisputeCase, command.case)
    if isinstance(command, c.EntryCommand):
        return enter(states, case, command, at)
    if isinstance(command, c.InquiryCommand):
        return inquire(states, case, command, today)
    if isinstance(command, c.ClockCommand):
        return keep_time(case, command, today)
    return end(states, case, command, at)
