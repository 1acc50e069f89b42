"""签署权限: who signs what about notices."""

from __future__ import annotations

from domain.mandate.needs import ADJUDICATED, HEAD, SUPERVISED, Rule, by_self
from domain.mandate.roles import Duty

SIGNERS: dict[str, Rule] = {
    "notice.notice-published.v1": HEAD,
    "notice.notice-restarted.v1": HEAD,
    "notice.notice-reissued.v1": Rule((*HEAD.needs, SUPERVISED)),
    "notice.objection-filed.v1": by_self("objector"),
    "notice.objection-upheld.v1": ADJUDICATED,
    "notice.objection-rejected.v1": ADJUDICATED,
    "notice.notice-period-ended.v1": HEAD,
    "notice.notice-withdrawn.v1": HEAD,
    "notice.notice-taken-down.v1": HEAD,
}
DUTIES: dict[str, Duty] = {
    "notice.notice-published.v1": Duty.DECIDE,
    "notice.objection-upheld.v1": Duty.ADJUDICATE,
    "notice.objection-rejected.v1": Duty.ADJUDICATE,
}
