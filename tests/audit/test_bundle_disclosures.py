"""Personal values that a bundle discloses: those that the log commits to, each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.format.bundle import verify_bundle
from tests.audit.bundles_given import SALT, disclosure, found, with_a_name
from tests.support.forge import Forge, small_log


@pytest.fixture
def forge() -> Forge:
    return small_log()


@pytest.fixture
def bundle(forge: Forge, tmp_path: Path) -> Path:
    return forge.export(tmp_path / "b")


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
