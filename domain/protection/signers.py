"""签署权限: who signs what about protection."""

from __future__ import annotations

from domain.mandate.needs import REGISTRAR, SUPERVISED, Rule, by_self

SIGNERS: dict[str, Rule] = {
    "protection.protection-recorded.v1": REGISTRAR,
    "protection.protection-prolonged.v1": REGISTRAR,
    "protection.protection-ended.v1": Rule((*REGISTRAR.needs, SUPERVISED)),
    "protection.consent-given.v1": by_self("stream"),
    "protection.consent-withdrawn.v1": by_self("stream"),
    "protection.term-to-retirement-requested.v1": by_self("stream"),
}
