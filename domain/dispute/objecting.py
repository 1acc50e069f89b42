"""A case that is an objection to a list (公示异议): the notice knows it by the case's id."""

from __future__ import annotations

from datetime import datetime

from domain.dispute.channels import ChannelKind
from domain.dispute.commands import ReceiveCase
from domain.dispute.state import DisputeCase
from domain.kernel import Decision, Recorded, States, stream_of
from domain.notice.events import ObjectionFiled, ObjectionRejected, ObjectionUpheld
from domain.notice.state import Notice, Standing
from domain.values.time import beijing_date


def file(states: States, command: ReceiveCase, at: datetime) -> Decision:
    """File the objection with a notice that is up; one that comes too late blocks nothing.

    The text stays with the case. 依据: B6-08, E.5 (blocks finalisation).
    """
    key = notice_of(command.contested)
    notice = states.find(Notice, key) if key else None
    if command.channel is not ChannelKind.OBJECTION or notice is None:
        return ()
    if notice.standing is not Standing.UP or beijing_date(at) > notice.last_day:
        return ()
    filed = ObjectionFiled(
        objection=command.case,
        objector=command.filed_by,
        against=command.matter.against or command.matter.affected,
        blocking=True,
    )
    return (Recorded(stream_of(Notice, key), filed),)


def settle(states: States, case: DisputeCase, key: str, *, upheld: bool) -> Decision:
    """Close the objection with the case, so that the list is free or has to change."""
    notice_key = notice_of(case.contested)
    notice = states.find(Notice, notice_key) if notice_key else None
    objection = notice.objections.get(key) if notice is not None else None
    if objection is None or not objection.is_open:
        return ()
    reason = f"争议案件{key}处理决定"
    event = (
        ObjectionUpheld(objection=key, reason=reason)
        if upheld
        else ObjectionRejected(objection=key, reason=reason)
    )
    return (Recorded(stream_of(Notice, notice_key), event),)


def notice_of(contested: str | None) -> str:
    """Return the id of the notice that is contested, or ``""``."""
    kind, _, key = (contested or "").partition(":")
    return key if kind == Notice.KIND else ""
