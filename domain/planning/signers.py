"""签署权限: who signs what about plans."""

from __future__ import annotations

from domain.mandate.needs import BY_CASE, PRINCIPAL_OF_SCHOOL, SUPERVISED, TOWN, Rule, need
from domain.mandate.roles import Role

SIGNERS: dict[str, Rule] = {
    "planning.plan-drafted.v1": TOWN,
    "planning.draft-sent-to-all-staff.v1": TOWN,
    "planning.principals-meeting-held.v1": TOWN,
    "planning.opinions-reported.v1": PRINCIPAL_OF_SCHOOL,
    "planning.draft-revised.v1": TOWN,
    "planning.congress-voted.v1": Rule((need(Role.CONGRESS_CHAIR),)),
    "planning.plan-adopted.v1": Rule((*TOWN.needs, SUPERVISED)),
    "planning.plan-frozen.v1": TOWN,
    "planning.pack-amended.v1": Rule((*TOWN.needs, SUPERVISED)),
    "planning.adoption-voided.v1": BY_CASE,
}
