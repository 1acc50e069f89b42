"""Witnesses that are served, and an office that asks them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters.witness.asking import Asked
from adapters.witness.server import WitnessServer
from adapters.witness.state import StateFile
from adapters.witness.witness import Witness
from audit.format.cosignature import WitnessSigner
from audit.format.note import NoteSigner
from audit.format.policy import Policy
from tests.support.forge import key_of
from tests.support.office import ORIGIN, Office, signer

AT = 1_787_209_200
LOG = NoteSigner(ORIGIN, signer("log").key)
TOWN = WitnessSigner("witness.example/town", key_of("witness of the town"))
COURT = WitnessSigner("witness.example/court", key_of("witness of the court"))


def witness_of(
    folder: Path, by: WitnessSigner = TOWN, log: NoteSigner = LOG, *, at: int = AT
) -> Witness:
    path = folder / by.name.replace("/", "-")
    state = StateFile(path, by.witness.vkey)
    if not path.exists():
        state.create()
    return Witness(by, [log.verifier], state, lambda: at)


@contextmanager
def served(witness: Witness) -> Iterator[str]:
    with WitnessServer(("127.0.0.1", 0), witness) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def policy_of(*witnesses: tuple[WitnessSigner, str], least: int | str = "all") -> Policy:
    lines = [
        f"witness w{n} {each.witness.vkey} {url}" for n, (each, url) in enumerate(witnesses, 1)
    ]
    names = " ".join(f"w{n}" for n in range(1, len(witnesses) + 1))
    return Policy.from_bytes("\n".join([*lines, f"group g {least} {names}", "quorum g"]).encode())


def asked(office: Office) -> Asked:
    checkpoint, note = office.ledger.checkpoint()
    return Asked(checkpoint, note, office.ledger.read_node)
