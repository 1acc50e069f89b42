"""A bundle as a folder or archive: strangers, links and pipes in it, and one spelling of a zip."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audit.format.bundle_writer import MANIFEST, write_archive
from audit.format.cli import main
from audit.format.container import ZipContainer
from tests.audit.bundles_given import found, list_again
from tests.support.forge import Forge, small_log


@pytest.fixture
def forge() -> Forge:
    return small_log()


@pytest.fixture
def bundle(forge: Forge, tmp_path: Path) -> Path:
    return forge.export(tmp_path / "b")


@pytest.mark.parametrize("name", ["readme.txt", "tile/7/000", "events/001.ndjson", "files"])
def test_a_file_that_the_format_does_not_know_is_a_stranger_though_it_is_listed(
    bundle: Path, forge: Forge, name: str
) -> None:
    (bundle / name).parent.mkdir(exist_ok=True, parents=True)
    (bundle / name).write_text("believe me")
    list_again(bundle)
    assert found(bundle, forge) == {("bundle.stranger", name)}


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
        os.rmdir(folder)  # noqa: PTH106 - as above


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


def test_a_name_that_is_no_text_is_told_all_the_same(
    bundle: Path, forge: Forge, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(os.fsdecode(os.fsencode(bundle) + b"/\xff")).write_bytes(b"x")
    for arguments in ([], ["--json"]):
        assert main([str(bundle), "--vkey", forge.vkey, *arguments]) == 1
        assert "bundle.stranger" in capsys.readouterr().out


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
