"""Bundles that a forger packed: whatever is in them, there is a verdict, and it is not sound."""

from __future__ import annotations

import hashlib
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audit.format import verify
from audit.format.act import Actor, Basis
from audit.format.body import Commitment, commit
from audit.format.bundle import verify_bundle
from audit.format.bundle_reader import read_bundle
from audit.format.bundle_writer import MANIFEST, write_archive
from audit.format.cli import main, report_as_json, report_as_text
from audit.format.container import ZipContainer
from audit.format.encoding import b64
from audit.format.errors import MalformedError
from audit.format.findings import Finding, Report
from audit.format.restricted_json import JsonValue, encode
from audit.format.tiles import frame_entries
from audit.format.tree import leaf_hash
from tests.audit.forgers_given import change_and_rehash, resign
from tests.support.forge import Fact, Forge, small_log

WANG = Actor("wang", "principal", "s1", "m-wang")
SEAT: Fact = ("school:s1", "school.seat-taken.v1", {"person": "zhao"})


def found(bundle: Path, forge: Forge) -> set[tuple[str, str]]:
    report = verify_bundle(bundle, vkey=forge.vkey)
    return {(finding.code, finding.where) for finding in report.findings}


def list_again(bundle: Path) -> None:
    """Fit the manifest to the files, as a forger would. Only he need not."""
    manifest = json.loads((bundle / MANIFEST).read_bytes())
    objects: list[JsonValue] = [
        {
            "path": path.relative_to(bundle).as_posix(),
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(bundle.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    ]
    manifest["objects"] = sorted(objects, key=lambda each: str(each["path"]))  # type: ignore[index,call-overload]
    (bundle / MANIFEST).write_bytes(encode(manifest))


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


@pytest.mark.parametrize("name", ["readme.txt", "tile/7/000", "events/001.ndjson", "files"])
def test_a_file_that_the_format_does_not_know_is_a_stranger_though_it_is_listed(
    bundle: Path, forge: Forge, name: str
) -> None:
    (bundle / name).parent.mkdir(exist_ok=True, parents=True)
    (bundle / name).write_text("believe me")
    list_again(bundle)
    assert found(bundle, forge) == {("bundle.stranger", name)}


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


def link(bundle: Path) -> str:
    (bundle / "checkpoint").rename(bundle.parent / "elsewhere")
    (bundle / "checkpoint").symlink_to(bundle.parent / "elsewhere")
    return "checkpoint"


def endless(bundle: Path) -> str:
    (bundle / "checkpoint").unlink()
    (bundle / "checkpoint").symlink_to("/dev/zero")
    return "checkpoint"


def pipe(bundle: Path) -> str:
    (bundle / "checkpoint").unlink()
    os.mkfifo(bundle / "checkpoint")
    return "checkpoint"


def folder_link(bundle: Path) -> str:
    (bundle / "tile" / "entries").rename(bundle.parent / "entries")
    (bundle / "tile" / "entries").symlink_to(bundle.parent / "entries")
    return "tile/entries/000.p/3"


@pytest.mark.parametrize("replace", [link, endless, pipe, folder_link])
def test_nothing_is_read_but_regular_files_of_the_bundle(
    bundle: Path, forge: Forge, replace: Callable[[Path], str]
) -> None:
    name = replace(bundle)
    codes = {("bundle.changed", name), ("bundle.missing", name)}
    assert found(bundle, forge) & codes


def test_folders_in_folders_go_deeper_than_a_program_may_call_itself(
    bundle: Path, forge: Forge
) -> None:
    below = [str(bundle) + "/d" * depth for depth in range(1, 1200)]
    for folder in below:
        os.mkdir(folder)  # noqa: PTH102 - as pathlib it would take a minute
    assert found(bundle, forge) == set()
    Path(below[-1], "x").touch()
    assert {code for code, _ in found(bundle, forge)} == {"bundle.stranger"}
    Path(below[-1], "x").unlink()
    for folder in reversed(below):
        os.rmdir(folder)  # noqa: PTH106


def test_a_folder_that_cannot_be_looked_into_is_a_stranger(
    bundle: Path, forge: Forge, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bundle / "hidden").mkdir()
    look = os.scandir

    def refuse(path: str) -> Iterator[os.DirEntry[str]]:
        if path.endswith("hidden"):
            raise PermissionError(path)
        return look(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert found(bundle, forge) == {("bundle.stranger", "hidden/")}


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


SALT = bytes(range(32))


def disclosure(value: str = "李喆", *, salt: bytes = SALT, path: str = "name") -> bytes:
    line: dict[str, JsonValue] = {
        "commitment": b64(commit(salt, "name", "李喆")),
        "path": path,
        "salt": b64(salt),
        "subject": "li",
        "value": value,
    }
    return encode(line) + b"\n"


def with_a_name(folder: Path, lines: bytes, *, salt: bytes = SALT) -> tuple[Forge, Path]:
    """Return a log that commits to a name, and its bundle with these disclosures."""
    forge = small_log()
    pii = (Commitment("name", "li", commit(salt, "name", "李喆")),)
    resign(forge, 2, change_and_rehash(forge, 2, 0, pii=pii), ["wang"])
    bundle = forge.export(folder / "b")
    (bundle / "disclosures.ndjson").write_bytes(lines)
    list_again(bundle)
    return forge, bundle


def test_a_name_is_disclosed(tmp_path: Path) -> None:
    forge, bundle = with_a_name(tmp_path, disclosure())
    report = verify_bundle(bundle, vkey=forge.vkey)
    assert (report.findings, report.disclosed) == ([], 1)


@pytest.mark.parametrize(
    ("line", "salt"),
    [
        (disclosure("王五"), SALT),
        (disclosure(path="phone"), SALT),
        (disclosure(salt=bytes(32)), SALT),  # no event commits to it
        (disclosure(salt=bytes(16)), bytes(16)),  # one does, with half a salt
    ],
)
def test_another_value_is_not_disclosed(tmp_path: Path, line: bytes, salt: bytes) -> None:
    forge, bundle = with_a_name(tmp_path, line, salt=salt)
    assert {code for code, _ in found(bundle, forge)} == {"disclosure.commitment"}


@pytest.mark.parametrize(
    "lines",
    [
        b"",
        disclosure() * 2,
        disclosure("王五") + disclosure(),  # of two values one is right, and which?
        disclosure()[:-1],
        disclosure()[:-1] + b"\r\n",
        b"\n" + disclosure(),
        disclosure().replace(b"salt", b"Salt"),
    ],
)
def test_disclosures_have_one_spelling_and_each_value_is_disclosed_once(
    tmp_path: Path, lines: bytes
) -> None:
    forge, bundle = with_a_name(tmp_path, lines)
    assert ("disclosure.commitment", "disclosures.ndjson") in found(bundle, forge)


def test_a_name_that_is_no_text_is_told_all_the_same(
    bundle: Path, forge: Forge, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(os.fsdecode(os.fsencode(bundle) + b"/\xff")).write_bytes(b"x")
    for arguments in ([], ["--json"]):
        assert main([str(bundle), "--vkey", forge.vkey, *arguments]) == 1
        assert "bundle.stranger" in capsys.readouterr().out


def test_evidence_does_not_speak_to_the_terminal() -> None:
    told = "\x1b[2J\nSOUND\u202e \udcff" + "x" * 1000
    report = Report(told, findings=[Finding("entry.log", told, told, told)], facts=[told])
    text = report_as_text(report)
    assert all(line.isprintable() for line in text.split("\n"))
    assert not any(line.startswith("SOUND") for line in text.split("\n"))
    assert max(map(len, text.split("\n"))) < 700
    assert json.loads(report_as_json(report))["log"] == told


def test_an_archive_has_one_spelling_on_every_system(bundle: Path, tmp_path: Path) -> None:
    archive = tmp_path / "b.zip"
    write_archive(bundle, archive)
    with zipfile.ZipFile(archive) as opened:
        order = opened.namelist()
    assert order == [MANIFEST, *sorted(set(order) - {MANIFEST})]
    assert ZipContainer(archive).has_one_spelling(order)
    assert archive.read_bytes() == zipped(bundle, order)


def zipped(bundle: Path, order: list[str]) -> bytes:
    """Write the archive as the specification says, byte by byte (SPEC §10)."""
    body, directory = b"", b""
    for name in order:
        data, at = (bundle / name).read_bytes(), len(body)
        sums = struct.pack("<3L", zlib.crc32(data), len(data), len(data))
        sizes = struct.pack("<2H", len(name), 0)
        usual = struct.pack("<5H", 20, 8, 0, 0, 33)
        body += b"PK\x03\x04" + usual + bytes(12) + sizes + name.encode() + data
        body += b"PK\x07\x08" + sums
        head = b"PK\x01\x02" + struct.pack("<H", 3 << 8 | 20) + usual + sums + sizes
        directory += head + struct.pack("<3H2L", 0, 0, 0, 0o600 << 16, at) + name.encode()
    count = struct.pack("<4H2LH", 0, 0, len(order), len(order), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + count
