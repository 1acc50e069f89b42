"""The demo's witness: an office outside the bureau, in the same folder as no real one is."""

from __future__ import annotations

from pathlib import Path

from adapters.ledger.application import Ledger
from api.composition import create_witness, open_witness
from api.witnessing import POLICY, accept, policy_in, request_from
from audit.format.cosignature import WitnessKey
from audit.format.policy import Policy

NAME = "court.example/witness"


def cosigned(ledger: Ledger, home: Path) -> Policy | None:
    """Have the newest checkpoint cosigned, by files; return whom the demo's readers trust."""
    folder = home / "witness"
    vkey = create_witness(folder, NAME)
    (home / POLICY).write_text(f"witness court {vkey}\nquorum court\n", encoding="utf-8")
    request = request_from(ledger, 0)
    answer = open_witness(folder, [ledger.vkey]).add_checkpoint(request)
    accept(ledger, request, answer.body, WitnessKey.from_vkey(vkey))
    return policy_in(home)
