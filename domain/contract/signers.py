"""签署权限: who signs what about contracts."""

from __future__ import annotations

from domain.mandate.needs import HEAD_ABOVE, PRINCIPAL, SUPERVISED, Rule, Scope, by_self, need
from domain.mandate.roles import Duty, Role

_PROTECTED = frozenset({"protection.protection-recorded.v1", "protection.protection-prolonged.v1"})

SIGNERS: dict[str, Rule] = {
    "contract.contract-signed.v1": Rule(
        (need(Role.PRINCIPAL), need(Role.SELF, scope=Scope.FIELD, field="teacher"))
    ),
    "contract.contract-filed.v1": Rule((need(Role.TOWN_OFFICER, scope=Scope.ABOVE),)),
    "contract.office-contract-signed.v1": Rule((*HEAD_ABOVE.needs, *by_self("teacher").needs)),
    "contract.office-contract-filed.v1": Rule((need(Role.TOWN_OFFICER, scope=Scope.ABOVE),)),
    "contract.contract-extended.v1": Rule(HEAD_ABOVE.needs, follows=_PROTECTED),
    "contract.termination-notice-served.v1": PRINCIPAL,
    "contract.termination-notice-withdrawn.v1": HEAD_ABOVE,
    "contract.contract-terminated.v1": Rule((*PRINCIPAL.needs, SUPERVISED)),
    "contract.union-told.v1": PRINCIPAL,
    "contract.union-opinion-given.v1": Rule((need(Role.UNION),)),
    "contract.union-answered.v1": PRINCIPAL,
    "contract.contract-ended.v1": Rule(
        (*PRINCIPAL.needs, *by_self("teacher").needs),
        follows=frozenset({"teacher.resignation-completed.v1"}),
    ),
}
# the union's voice is its own: whoever tells or answers it does not speak for it (B8-07)
DUTIES: dict[str, Duty] = {
    "contract.union-told.v1": Duty.DECIDE,
    "contract.union-opinion-given.v1": Duty.SUPERVISE,
    "contract.union-answered.v1": Duty.DECIDE,
}
