"""Two machines: the same bundle gives the same bytes, wherever and whenever it is read (T53)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from adapters.evidence.ledger_source import LedgerSource
from api.export import export_bundle
from tests.replay.replayed import name_of
from tests.replay.town import Round

PROGRAM = """
import hashlib, json, sys
from pathlib import Path
from adapters.evidence.bundle_source import BundleSource
from api.evidence import Asked, supposed
from audit.compliance import telling as compliance
from audit.compliance.inspection import inspect
from audit.dossier.package import Case, write_dossier
from audit.replay import telling as replaying
from audit.replay.case import replay
from audit.replay.source import place_of
from audit.what_if import telling as supposing

source, event = BundleSource(Path(sys.argv[1])), sys.argv[2]
found = replay(source, place_of(source, event))
opened = replay(source, source.stream(event.partition("#")[0])[0])
guess = supposed(source, event, Asked(without=["judge:j1"]))
parts = [
    replaying.as_json(found), replaying.as_text(found), replaying.as_json(opened),
    supposing.as_json(guess), supposing.as_text(guess),
    compliance.as_json(inspect(source)), compliance.as_text(inspect(source)),
]
write_dossier(source, Case("卷宗", "重放", opened, (guess,)), Path(sys.argv[3]))
files = sorted(each for each in Path(sys.argv[3]).rglob("*") if each.is_file())
parts += [each.read_bytes().hex() for each in files]
print(hashlib.sha256(json.dumps(parts).encode()).hexdigest())
"""
MACHINES = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4711", "TZ": "America/Los_Angeles", "LC_ALL": "C"},
)


def test_two_machines_agree_bit_for_bit(
    played: Round, source: LedgerSource, tmp_path: Path
) -> None:
    export_bundle(played.office.ledger, tmp_path / "bundle.zip")
    event = name_of(source, "recruitment.offer-accepted", teacher="a1")
    digests = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(tmp_path / "bundle.zip"), event, str(tmp_path / n)],
            env={**os.environ, **machine, "PYTHONPATH": str(Path.cwd())},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for n, machine in zip("ab", MACHINES, strict=True)
    ]
    assert len(digests[0].strip()) == 64
    assert digests[0] == digests[1]
