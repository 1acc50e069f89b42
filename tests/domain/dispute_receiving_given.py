"""A case just received, and what its office does next."""

from __future__ import annotations

from datetime import date

from domain.dispute import commands as c
from domain.dispute.channels import ChannelKind
from tests.domain import dispute_steps as d

K = ChannelKind
ADMIT = c.AdmitCase(case=d.CASE)
TURN_AWAY = c.DeclareInadmissible(case=d.CASE)
REQUEST = c.RequestMaterial(
    case=d.CASE, missing=("身份证明复印件", "落聘通知书"), until=date(2026, 9, 4)
)


def hand_over(to: str, body: str) -> c.HandOverCase:
    return c.HandOverCase(case=d.CASE, to_owner=to, body=body, reason="属争议办受理范围")
