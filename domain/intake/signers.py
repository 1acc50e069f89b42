"""签署权限: who signs what about intake."""

from __future__ import annotations

from domain.mandate.needs import BUREAU, HR, SUPERVISED, Rule, Scope, need
from domain.mandate.roles import Role

SIGNERS: dict[str, Rule] = {
    "intake.intake-planned.v1": BUREAU,
    "intake.intake-approved.v1": Rule(
        (
            need(
                Role.ESTABLISHMENT_OFFICER,
                Role.HR_OFFICER,
                Role.TALENT_OFFICER,
                scope=Scope.FIELD,
                field="office",
            ),
        )
    ),
    "intake.replacement-claimed.v1": Rule((*BUREAU.needs, *HR.needs)),
    "intake.retirement-used.v1": Rule(follows=frozenset({"intake.replacement-claimed.v1"})),
    "intake.applications-closed.v1": BUREAU,
    "intake.newcomers-announced.v1": BUREAU,
    "intake.newcomer-admitted.v1": Rule((*BUREAU.needs, SUPERVISED)),
}
