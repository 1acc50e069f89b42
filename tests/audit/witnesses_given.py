"""Three witnesses and a public log, and a checkpoint with lines of theirs."""

from __future__ import annotations

from audit.format.checkpoint import sign_checkpoint
from audit.format.cosignature import WitnessSigner, cosign, with_cosignatures
from audit.format.note import signatures_in
from tests.support.forge import Forge, key_of

AT = 1_787_209_200
"""2026-08-20 15:00 in Beijing."""
TOWN = WitnessSigner("witness.example/town", key_of("witness of the town"))
COURT = WitnessSigner("witness.example/court", key_of("witness of the court"))
UNION = WitnessSigner("witness.example/union", key_of("witness of the union"))

PUBLIC_LOG = (
    "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f"
)


def cosigned(forge: Forge, *signers: WitnessSigner, at: int = AT) -> bytes:
    """Return the log's checkpoint with these witnesses' lines under it."""
    checkpoint = forge.checkpoint()
    note = sign_checkpoint(checkpoint, forge.signer)
    for each in signers:
        line = cosign(checkpoint.to_text(), each, at).decode()
        note = with_cosignatures(note, signatures_in(line))
    return note
