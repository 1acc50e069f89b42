"""签署权限: who signs what about attendance."""

from __future__ import annotations

from domain.mandate.needs import (
    ADJUDICATED,
    HEAD_ABOVE,
    PRINCIPAL,
    SUPERVISED,
    TOWN_ABOVE,
    Rule,
    by_self,
)
from domain.mandate.roles import Duty

SIGNERS: dict[str, Rule] = {
    "attendance.attendance-week-published.v1": PRINCIPAL,
    "attendance.attendance-contested.v1": by_self("objector"),
    "attendance.attendance-contest-upheld.v1": ADJUDICATED,
    "attendance.attendance-contest-rejected.v1": ADJUDICATED,
    # somebody above signs where the principal's own line is corrected
    "attendance.attendance-corrected.v1": Rule((*HEAD_ABOVE.needs, SUPERVISED)),
    "attendance.attendance-month-summarised.v1": TOWN_ABOVE,
    # 考核评价 is one of the matters that are supervised [S004-03]
    "attendance.attendance-month-settled.v1": Rule((*TOWN_ABOVE.needs, SUPERVISED)),
    "attendance.attendance-month-reopened.v1": Rule((*ADJUDICATED.needs, SUPERVISED)),
}
DUTIES: dict[str, Duty] = {
    "attendance.attendance-week-published.v1": Duty.PROPOSE,
    "attendance.attendance-contest-upheld.v1": Duty.ADJUDICATE,
    "attendance.attendance-contest-rejected.v1": Duty.ADJUDICATE,
    "attendance.attendance-month-settled.v1": Duty.DECIDE,
    "attendance.attendance-month-reopened.v1": Duty.ADJUDICATE,
}
