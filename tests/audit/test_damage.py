"""Damage at random: whatever becomes of the files, the command ends with a verdict."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.format.bundle_writer import MANIFEST, write_archive
from audit.format.cli import FINDINGS, MISUSE, SOUND, main
from tests.audit.bundles_given import disclosure, list_again, with_a_name

TELLING = st.sampled_from(
    [
        b"9" * 5000,
        b"[" * 70_000,
        b'{"a":' * 2000,
        b"\xff",
        b"\x00",
        b"\n",
        b"-1",
        b"1e9",
        b"null",
        b'"',
        b"\\u0000",
        b"9007199254740992",
        b"\xed\xa0\x80",
    ]
)
EDITS = st.lists(
    st.tuples(
        st.integers(0, 20), st.floats(0, 1), st.integers(0, 40), TELLING | st.binary(max_size=8)
    ),
    min_size=1,
    max_size=4,
)
"""Which file, where in it, how many bytes go, and what comes in their place."""


@pytest.fixture(scope="module")
def genuine(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("genuine")
    forge, bundle = with_a_name(folder, disclosure())
    write_archive(bundle, folder / "b.zip")
    return folder, forge.vkey


def damaged(data: bytes, where: float, gone: int, instead: bytes) -> bytes:
    at = int(where * len(data))
    return data[:at] + instead + data[at + gone :]


@given(edits=EDITS, listed=st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_damaged_bundle_is_never_sound(
    genuine: tuple[Path, str],
    tmp_path_factory: pytest.TempPathFactory,
    edits: list[tuple[int, float, int, bytes]],
    *,
    listed: bool,
) -> None:
    """Nor where a forger fits the manifest to it."""
    folder, vkey = genuine
    bundle = tmp_path_factory.mktemp("damaged") / "b"
    shutil.copytree(folder / "b", bundle)
    files = sorted(path for path in bundle.rglob("*") if path.is_file())
    before = [path.read_bytes() for path in files]
    for number, where, gone, instead in edits:
        path = files[number % len(files)]
        path.write_bytes(damaged(path.read_bytes(), where, gone, instead))
    changed = [path for path, data in zip(files, before, strict=True) if path.read_bytes() != data]
    if listed and not any(path.name == MANIFEST for path in changed):
        list_again(bundle)
    assert main([str(bundle), "--vkey", vkey]) == (FINDINGS if changed else SOUND)
    shutil.rmtree(bundle.parent)


@given(edits=EDITS)
@settings(max_examples=100, deadline=None)
def test_nor_is_a_damaged_archive(
    genuine: tuple[Path, str],
    tmp_path_factory: pytest.TempPathFactory,
    edits: list[tuple[int, float, int, bytes]],
) -> None:
    folder, vkey = genuine
    data = before = (folder / "b.zip").read_bytes()
    for _, where, gone, instead in edits:
        data = damaged(data, where, gone, instead)
    archive = tmp_path_factory.mktemp("damaged") / "b.zip"
    archive.write_bytes(data)
    verdict = main([str(archive), "--vkey", vkey])
    assert verdict in ({FINDINGS, MISUSE} if data != before else {SOUND})
    archive.unlink()
