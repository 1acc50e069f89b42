"""Cases about an honour, and the revocation of one."""

from __future__ import annotations

from domain.dispute import events as d
from domain.dispute import remedies as r
from domain.dispute.channels import ChannelKind
from domain.dispute.matters import Decider, Matter, MatterKind
from domain.honour import commands as c
from domain.honour.events import RevocationGround as Ground
from tests.domain import honour_given as h
from tests.domain import office_given as g


def revoke(ground: Ground, undone_by: str | None = None, teacher: str = "t1") -> c.RevokeHonour:
    return c.RevokeHonour(
        teacher=teacher, call=h.CALL, ground=ground, undone_by=undone_by, document="撤销决定"
    )


FALSE = revoke(Ground.FALSE_MATERIALS)
SERVED = d.DecisionServed(
    channel="直接送达", further=(), seek_by=None, execute_by=None, on=h.OUT_ON
)


def received(stream: str, channel: ChannelKind = ChannelKind.INTERNAL) -> d.CaseReceived:
    matter = Matter(
        kind=MatterKind.MISCONDUCT,
        affected="t1",
        decided_by=g.BUREAU,
        decider=Decider.BUREAU,
        known_on=h.OUT_ON,
    )
    return d.CaseReceived(
        channel=channel,
        complainant="t2",
        filed_by="t2",
        capacity=d.Capacity.IN_PERSON,
        joined=(),
        matter=matter,
        contested=stream,
        previous=None,
        first_owner="dispute",
        body="b-d",
        on=h.OUT_ON,
        accept_by=None,
        decide_by=None,
    )


def decided(*remedies: r.Remedy) -> d.CaseDecided:
    return d.CaseDecided(
        outcome=r.Outcome.REDO if remedies else r.Outcome.UPHOLD,
        reasons=(),
        remedies=remedies,
        execute_within_days=30,
        presiding="dispute",
        late=False,
        on=h.OUT_ON,
    )
