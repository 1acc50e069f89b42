"""A clerk's key in other hands, what was signed with it, and the verifier's word on it."""

from __future__ import annotations

from audit.format.act import Actor
from audit.format.findings import Finding, Report
from audit.format.restricted_json import JsonValue
from audit.format.verify import LedgerVerifier
from tests.support.forge import LOG, ROOT, Forge, enrolment, grant, kid

CLERK = Actor("clerk", "registrar", "district", "m-clerk")
EVE = Actor("eve", "principal", "s1", "m-eve")
LI = Actor("li", "principal", "s1", "m-li")
THEFT = 3
"""From this index on the clerk's key is in other hands."""


def decided(actor: Actor) -> tuple[str, str, dict[str, JsonValue]]:
    """Return a decision of the trade, of no weight here."""
    return (f"decision:{actor.person}", "school.seat-taken.v1", {"person": actor.person})


def stolen() -> Forge:
    """Founding, the clerk, an honest grant of hers, then the thief's grant to Eve and Eve's act."""
    forge = Forge().found()
    forge.enrol("clerk", "registrar", "district")
    forge.act(office_of("li"), actors=[CLERK])
    forge.act(office_of("eve"), actors=[CLERK])
    forge.act([decided(EVE)], actors=[EVE])
    return forge


def office_of(person: str) -> list[tuple[str, str, dict[str, JsonValue]]]:
    stream = f"mandates:{person}"
    return [
        (stream, "mandate.key-enrolled.v1", enrolment(person)),
        (stream, "mandate.mandate-granted.v1", grant(f"m-{person}", person, "principal", "s1")),
    ]


def revoke(forge: Forge, person: str = "clerk", since: int = THEFT) -> None:
    data: dict[str, JsonValue] = {"kid": kid(person), "reason": "失窃", "void_from_index": since}
    forge.act([(f"mandates:{person}", "mandate.key-revoked.v1", data)])


def confirm(forge: Forge, index: int, *, of: str = "clerk", by: Actor = ROOT) -> None:
    act = f"019900aa-0000-7000-8000-{index:012x}"
    data: dict[str, JsonValue] = {"act": act, "reason": "复核无误"}
    forge.act([(f"mandates:{of}", "mandate.act-confirmed.v1", data)], actors=[by])


def verified(forge: Forge) -> Report:
    verifier = LedgerVerifier(LOG)
    for entry, bodies in zip(forge.entries, forge.bodies, strict=True):
        verifier.add(entry, bodies)
    return verifier.finish()


def places(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(finding.code, finding.where) for finding in findings}


def eve_acts(forge: Forge) -> set[str]:
    """Let Eve act by what the thief gave her; return the codes of what is found."""
    forge.act([decided(EVE)], actors=[EVE])
    return {finding.code for finding in verified(forge).findings}
