"""Bundles that were changed and whose files were listed again, and what is found in them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from audit.format.body import Commitment, commit
from audit.format.bundle import verify_bundle
from audit.format.bundle_writer import MANIFEST
from audit.format.encoding import b64
from audit.format.restricted_json import JsonValue, encode
from tests.audit.forgers_given import change_and_rehash, resign
from tests.support.forge import Forge, small_log


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
