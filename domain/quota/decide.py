"""Decisions on quota and posts (编制与岗位)."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from domain.kernel import Decision, Recorded, States, require, require_absent, stream_of
from domain.quota import commands as c
from domain.quota import events as e
from domain.quota import rules
from domain.quota.state import Quota


def decide(states: States, command: c.QuotaCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    match command:
        case c.FixEstablishment():
            event = _fix_establishment(states, command)
        case c.FixPostTotal():
            event = _fix_posts(require(states, Quota, command.plan), command)
        case c.AllocateQuota():
            event = _allocate(require(states, Quota, command.plan), command)
        case c.FileAllocation():
            event = _file(require(states, Quota, command.plan), command)
        case _:
            assert_never(command)
    return (Recorded(stream_of(Quota, command.plan), event),)


def _fix_establishment(states: States, command: c.FixEstablishment) -> e.QuotaEvent:
    require_absent(states, Quota, command.plan)
    return e.EstablishmentFixed(
        body=command.body,
        school_year=command.school_year,
        total=command.total,
        document=command.document,
    )


def _fix_posts(state: Quota, command: c.FixPostTotal) -> e.QuotaEvent:
    rules.must_be_step(state, posts_fixed=False, allocated=False)
    rules.posts_must_fit(command.total, state.establishment, "total")
    return e.PostTotalFixed(total=command.total, document=command.document)


def _allocate(state: Quota, command: c.AllocateQuota) -> e.QuotaEvent:
    rules.must_be_step(state, posts_fixed=True, allocated=False)
    rules.shares_must_fit(state, command.shares)
    return e.QuotaAllocated(shares=command.shares)


def _file(state: Quota, command: c.FileAllocation) -> e.QuotaEvent:
    rules.must_be_step(state, posts_fixed=True, allocated=True)
    rules.must_not_be_filed(state, command.office)
    return e.AllocationFiled(office=command.office)
