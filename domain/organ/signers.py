"""签署权限: who signs what about the organs of a plan."""

from __future__ import annotations

from domain.mandate.needs import TOWN, Rule, Scope, need
from domain.mandate.roles import Role

_AT_THE_MEETING = Rule((*TOWN.needs, need(Role.CONGRESS_CHAIR)))
"""The office proposes, and the meeting that passes the plan agrees. [B1-15]"""
_SCHOOL_AND_OFFICE = Rule(
    (
        need(Role.PRINCIPAL, Role.SECRETARY),
        need(Role.TOWN_OFFICER, Role.BUREAU_OFFICER, scope=Scope.ABOVE),
    )
)
"""The office names who looks after the school, the school the others. [S002-19]"""

SIGNERS: dict[str, Rule] = {
    "organ.organs-set-up.v1": _AT_THE_MEETING,
    "organ.organ-changed.v1": _AT_THE_MEETING,
    "organ.committee-set-up.v1": _SCHOOL_AND_OFFICE,
    "organ.committee-changed.v1": _SCHOOL_AND_OFFICE,
}
