"""Bundles that a forger packed: whatever is in them, there is a verdict, and it is not sound."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.format import verify
from audit.format.act import Actor, Basis
from audit.format.bundle import verify_bundle
from audit.format.bundle_reader import read_bundle
from audit.format.bundle_writer import MANIFEST
from audit.format.cli import report_as_json, report_as_text
from audit.format.errors import MalformedError
from audit.format.findings import Finding, Report
from audit.format.tiles import frame_entries
from audit.format.tree import leaf_hash
from tests.audit.bundles_given import found, list_again
from tests.support.forge import Fact, Forge, small_log

WANG = Actor("wang", "principal", "s1", "m-wang")
SEAT: Fact = ("school:s1", "school.seat-taken.v1", {"person": "zhao"})


@pytest.fixture
def forge() -> Forge:
    return small_log()


@pytest.fixture
def bundle(forge: Forge, tmp_path: Path) -> Path:
    return forge.export(tmp_path / "b")


def test_listing_the_files_again_changes_nothing(bundle: Path, forge: Forge) -> None:
    before = (bundle / MANIFEST).read_bytes()
    list_again(bundle)
    assert (bundle / MANIFEST).read_bytes() == before
    assert found(bundle, forge) == set()


@pytest.mark.parametrize("end", [b"", b"\n\n", b"\r\n", b" \n"])
def test_the_key_of_the_log_has_one_spelling(bundle: Path, forge: Forge, end: bytes) -> None:
    (bundle / "log.vkey").write_bytes(forge.vkey.encode() + end)
    list_again(bundle)
    assert found(bundle, forge) == {("log.key", "log.vkey")}


def test_an_attachment_is_the_one_that_its_name_says(bundle: Path, forge: Forge) -> None:
    genuine = b"the minutes of the meeting"
    name = f"files/{hashlib.sha256(genuine).hexdigest()}"
    (bundle / "files").mkdir()
    (bundle / name).write_bytes(genuine)
    list_again(bundle)
    assert found(bundle, forge) == set()
    (bundle / name).write_bytes(b"other minutes")
    list_again(bundle)
    assert found(bundle, forge) == {("bundle.changed", name)}


def test_entries_lie_256_to_a_bundle(forge: Forge, tmp_path: Path) -> None:
    """The tree would be the same; other readers would find other entries at an index."""
    for _ in range(260):
        forge.act([SEAT], actors=[WANG])
    bundle = forge.export(tmp_path / "b")
    assert found(bundle, forge) == set()
    entries, events = bundle / "tile" / "entries", bundle / "events"
    (entries / "000").write_bytes(frame_entries(forge.entries[:255]))
    (entries / "001.p" / "7").write_bytes(frame_entries(forge.entries[255:]))
    lines = b"".join(path.read_bytes() for path in sorted(events.iterdir()))
    count = sum(map(len, forge.bodies[:255]))
    both = lines.splitlines(keepends=True)
    (events / "000.ndjson").write_bytes(b"".join(both[:count]))
    (events / "001.ndjson").write_bytes(b"".join(both[count:]))
    list_again(bundle)
    assert found(bundle, forge) == {
        ("entry.malformed", "tile/entries/000"),
        ("entry.malformed", "tile/entries/001.p/7"),
    }


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda data: data[:-1], "event.malformed"),
        (lambda data: data + b"{}\n", "event.count"),
        (lambda data: data + b"{}", "event.malformed"),
        (lambda data: data.replace(b"\n", b"\n\n", 1), "event.hash"),
        (lambda _: b'{"withheld":"?"}\n' * 6, "event.malformed"),
        (lambda _: b"", "event.count"),
    ],
)
def test_a_spoilt_file_of_bodies_does_not_end_the_check(
    forge: Forge, tmp_path: Path, spoil: Callable[[bytes], bytes], code: str
) -> None:
    for _ in range(260):
        forge.act([SEAT], actors=[WANG])
    bundle = forge.export(tmp_path / "b")
    events = bundle / "events" / "000.ndjson"
    events.write_bytes(spoil(events.read_bytes()))
    list_again(bundle)
    report = verify_bundle(bundle, vkey=forge.vkey)
    assert code in {finding.code for finding in report.findings}
    assert (report.size, report.events >= 7) == (263, True)  # those of bundle 1 were read too


@pytest.mark.parametrize("size", [1, 5, 256, 259, 300, 512])
@pytest.mark.parametrize("genuine", [True, False])
def test_an_old_basis_is_checked_by_the_tiles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, *, genuine: bool
) -> None:
    """As a store does by its nodes: both have the same verdict."""
    monkeypatch.setattr(verify, "RECENT", 4)
    forge, roots = small_log(), {}
    while len(forge.entries) < 520:
        forge.act([SEAT], actors=[WANG])
        roots[forge.tree.size] = forge.tree.root()
    roots[1] = leaf_hash(forge.entries[0])
    basis = Basis(size, roots[size] if genuine else bytes(32))
    forge.act([SEAT], actors=[WANG], basis=basis)
    expected = set() if genuine else {("entry.basis", "index 520")}
    assert found(forge.export(tmp_path / "b"), forge) == expected


def test_an_old_basis_by_a_tile_that_is_gone_is_not_proved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "RECENT", 4)
    forge = small_log()
    early = Basis(3, forge.tree.root())
    for _ in range(9):
        forge.act([SEAT], actors=[WANG])
    forge.act([SEAT], actors=[WANG], basis=early)
    bundle = forge.export(tmp_path / "b")
    tile = bundle / "tile" / "0" / "000.p" / "13"
    tile.write_bytes(tile.read_bytes()[:64])
    list_again(bundle)
    assert {code for code, _ in found(bundle, forge)} == {"entry.basis", "log.tile"}


def test_whoever_reads_without_checking_is_told_of_a_bad_bundle(bundle: Path) -> None:
    assert len(list(read_bundle(bundle).entries)) == 3
    entries = bundle / "tile" / "entries" / "000.p" / "3"
    entries.write_bytes(entries.read_bytes()[:-1])
    with pytest.raises(MalformedError, match="cut short"):
        list(read_bundle(bundle).entries)


def test_evidence_does_not_speak_to_the_terminal() -> None:
    told = "\x1b[2J\nSOUND\u202e \udcff" + "x" * 1000
    report = Report(told, findings=[Finding("entry.log", told, told, told)], facts=[told])
    text = report_as_text(report)
    assert all(line.isprintable() for line in text.split("\n"))
    assert not any(line.startswith("SOUND") for line in text.split("\n"))
    assert max(map(len, text.split("\n"))) < 700
    assert json.loads(report_as_json(report))["log"] == told
