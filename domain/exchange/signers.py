"""签署权限: who signs what about exchanges."""

from __future__ import annotations

from domain.mandate.needs import SUPERVISED, Rule, Scope, by_self, need
from domain.mandate.roles import Duty, Role

_EXCHANGING = need(Role.BUREAU_OFFICER, Role.TOWN_OFFICER)

SIGNERS: dict[str, Rule] = {
    "exchange.exchange-opened.v1": Rule((_EXCHANGING,)),
    "exchange.team-formed.v1": Rule((_EXCHANGING,)),
    "exchange.move-proposed.v1": Rule((_EXCHANGING,)),
    "exchange.move-agreed.v1": by_self("teacher"),
    "exchange.move-declined.v1": by_self("teacher"),
    "exchange.exchange-started.v1": Rule(
        (_EXCHANGING, need(Role.PRINCIPAL, scope=Scope.FIELD, field="to_school"), SUPERVISED)
    ),
    "exchange.exchange-ended.v1": Rule((_EXCHANGING, SUPERVISED)),
    "exchange.exchange-closed.v1": Rule((_EXCHANGING, SUPERVISED)),
}
DUTIES: dict[str, Duty] = {
    "exchange.move-proposed.v1": Duty.PROPOSE,
    "exchange.exchange-started.v1": Duty.DECIDE,
}
