"""Bundles, archives and proofs that were tampered with are found out, and the command says so."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.format.act import signing_bytes
from audit.format.body import EventBody
from audit.format.bundle import verify_bundle, verify_proof
from audit.format.bundle_writer import write_archive
from audit.format.cli import main
from audit.format.encoding import b64
from audit.format.errors import AuditError, BundleError
from audit.format.findings import MEANINGS
from tests.audit.forgers_given import proof_of
from tests.support.forge import Forge, small_log


def test_not_one_bit_of_a_bundle_can_flip(tmp_path: Path) -> None:
    forge = Forge().found()
    bundle = forge.export(tmp_path / "b")
    accepted = []
    for path in sorted(p for p in bundle.rglob("*") if p.is_file()):
        genuine = path.read_bytes()
        for bit in range(len(genuine) * 8):
            flipped = bytearray(genuine)
            flipped[bit // 8] ^= 1 << bit % 8
            path.write_bytes(flipped)
            if verify_bundle(bundle, vkey=forge.vkey).sound:
                accepted.append((path.name, bit))
        path.write_bytes(genuine)
    assert accepted == []
    assert verify_bundle(bundle, vkey=forge.vkey).sound


def test_not_one_bit_of_an_archive_can_flip(tmp_path: Path) -> None:
    forge = Forge().found()
    archive = tmp_path / "b.zip"
    write_archive(forge.export(tmp_path / "b"), archive)
    genuine = archive.read_bytes()
    assert verify_bundle(archive, vkey=forge.vkey).sound
    accepted = []
    for bit in range(0, len(genuine) * 8, 3):
        flipped = bytearray(genuine)
        flipped[bit // 8] ^= 1 << bit % 8
        archive.write_bytes(flipped)
        try:
            if verify_bundle(archive, vkey=forge.vkey).sound:
                accepted.append(bit)
        except BundleError:
            continue
    assert accepted == []


Tamper = Callable[[Path], object]


@pytest.mark.parametrize(
    ("tamper", "code"),
    [
        (lambda b: (b / "manifest.json").unlink(), "bundle.manifest"),
        (lambda b: (b / "manifest.json").write_bytes(b"{}"), "bundle.manifest"),
        (lambda b: (b / "note.txt").write_text("x"), "bundle.stranger"),
        (lambda b: (b / "events" / "000.ndjson").unlink(), "bundle.missing"),
        (lambda b: shutil.rmtree(b / "tile" / "0"), "log.tile"),
        (lambda b: (b / "checkpoint").write_bytes(b"x"), "log.checkpoint"),
    ],
)
def test_a_bundle_with_something_wrong_says_what(tmp_path: Path, tamper: Tamper, code: str) -> None:
    forge = small_log()
    bundle = forge.export(tmp_path / "b")
    tamper(bundle)
    assert code in {finding.code for finding in verify_bundle(bundle, vkey=forge.vkey).findings}


def test_another_log_s_key_is_noticed(tmp_path: Path) -> None:
    forge, other = small_log(), Forge(log="other.example")
    report = verify_bundle(forge.export(tmp_path / "b"), vkey=other.vkey)
    assert {"log.key", "log.checkpoint"} <= {finding.code for finding in report.findings}


def test_a_proof_file_holds_alone_and_breaks_at_any_bit(tmp_path: Path) -> None:
    forge = small_log()
    file = tmp_path / "act.tlog-proof"
    genuine = proof_of(forge, 1).to_bytes()
    file.write_bytes(genuine)
    assert verify_proof(file, vkey=forge.vkey).sound
    for bit in range(len(genuine) * 8):
        flipped = bytearray(genuine)
        flipped[bit // 8] ^= 1 << bit % 8
        file.write_bytes(flipped)
        assert not verify_proof(file, vkey=forge.vkey).sound


def test_the_command_tells_sound_findings_and_misuse_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forge = small_log()
    bundle = forge.export(tmp_path / "b")
    assert main([str(bundle), "--vkey", forge.vkey]) == 0
    assert "SOUND" in capsys.readouterr().out
    events = bundle / "events" / "000.ndjson"
    events.write_bytes(events.read_bytes().replace(b'"person":"li"', b'"person":"lu"'))
    assert main([str(bundle), "--vkey", forge.vkey, "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in report["findings"]] == ["bundle.changed", "event.hash"]
    assert all(each["meaning_zh"] and each["meaning_en"] for each in report["findings"])
    assert main([str(bundle), "--vkey", "nonsense"]) == 2
    assert main([str(tmp_path / "nowhere")]) == 2
    proof = tmp_path / "p.tlog-proof"
    proof.write_bytes(proof_of(forge, 0).to_bytes())
    assert main([str(proof)]) == 2
    assert main([str(proof), "--vkey", forge.vkey]) == 0


def test_every_finding_has_its_meaning_in_both_languages() -> None:
    assert all(zh.endswith("。") and en.endswith(".") for zh, en in MEANINGS.values())


def test_errors_of_the_format_are_of_one_family() -> None:
    with pytest.raises(AuditError):
        EventBody.from_bytes(b"[]")
    assert b64(signing_bytes(b"x")).startswith("RFNTRX")
