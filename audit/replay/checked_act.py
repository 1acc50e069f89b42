"""An act after the checks of its authenticity."""

from __future__ import annotations

from dataclasses import dataclass

from audit.format.act import Act
from audit.format.findings import Finding
from audit.replay.events import Logged, Signer


@dataclass(frozen=True, slots=True)
class CheckedAct:
    """An act after the checks. ``events`` holds those that count, by number in the act."""

    index: int
    act: Act | None
    signers: tuple[Signer, ...]
    events: tuple[Logged, ...]
    findings: tuple[Finding, ...]

    @property
    def genuine(self) -> bool:
        """Tell whether the act as a whole was made by those whom it names, with authority."""
        return self.act is not None and not any(
            finding.code.partition(".")[0] in ("entry", "signature", "mandate")
            for finding in self.findings
        )
