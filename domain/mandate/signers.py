"""签署权限: who signs what about keys and mandates."""

from __future__ import annotations

from domain.mandate.needs import REGISTRAR, Rule, Scope, by_self, need
from domain.mandate.roles import Role

SIGNERS: dict[str, Rule] = {
    "mandate.log-founded.v1": Rule((need(Role.ROOT, scope=Scope.ANY),)),
    "mandate.key-enrolled.v1": REGISTRAR,
    "mandate.key-revoked.v1": REGISTRAR,
    "mandate.mandate-granted.v1": REGISTRAR,
    "mandate.mandate-revoked.v1": REGISTRAR,
    # by whose key it was, or by who decides cases: no registrar makes a thief's act good
    "mandate.act-confirmed.v1": Rule(
        (need(Role.DISPUTE_OFFICER, scope=Scope.ANY_OR_SELF, field="stream"),)
    ),
    "mandate.body-registered.v1": REGISTRAR,
    "mandate.recusal-declared.v1": by_self("stream"),
    "mandate.person-erased.v1": REGISTRAR,
}
