"""Writes evidence bundles: all that an outsider needs to check a log without its operator."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.format.checkpoint import Checkpoint
from audit.format.container import pack
from audit.format.encoding import b64
from audit.format.restricted_json import JsonValue, encode
from audit.format.tiles import WIDTH, TileCollector, entries_path, frame_entries, number_path
from audit.format.tree import CompactRange, leaf_hash
from audit.format.verify import Body, Withheld

MANIFEST = "manifest.json"
LOG_KEY = "log.vkey"
CHECKPOINT = "checkpoint"
DISCLOSURES = "disclosures.ndjson"
FILES = "files/"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A personal value opened for this reader, with the salt of its commitment."""

    commitment: bytes
    path: str
    salt: bytes
    subject: str
    value: JsonValue

    def to_bytes(self) -> bytes:
        """Return the line of ``disclosures.ndjson``."""
        return encode(
            {
                "commitment": b64(self.commitment),
                "path": self.path,
                "salt": b64(self.salt),
                "subject": self.subject,
                "value": self.value,
            }
        )


def events_path(number: int) -> str:
    """Return the path of the file with the bodies of entry bundle ``number``."""
    return f"events/{number_path(number)}.ndjson"


def write_bundle(
    directory: Path,
    *,
    vkey: str,
    checkpoint: Checkpoint,
    note: bytes,
    entries: Iterable[tuple[bytes, Sequence[Body]]],
    disclosures: Iterable[Disclosure] = (),
    files: Iterable[bytes] = (),
) -> None:
    """Write a bundle of ``checkpoint.size`` entries into an empty or new directory.

    ``entries`` yields each entry with its event bodies, in order of index; they are read
    once, 256 entries at a time. The manifest is written last.

    Raises:
        FileExistsError: The directory has files.
    """
    directory.mkdir(parents=True, exist_ok=True)
    if any(directory.iterdir()):
        raise FileExistsError(f"{directory} is not empty")
    writer = _Writer(directory)
    writer.put(LOG_KEY, f"{vkey}\n".encode())
    writer.put(CHECKPOINT, note)
    writer.put_entries(entries)
    lines = [disclosure.to_bytes() for disclosure in disclosures]
    if lines:
        writer.put(DISCLOSURES, b"".join(line + b"\n" for line in lines))
    for content in files:
        writer.put(f"{FILES}{hashlib.sha256(content).hexdigest()}", content)
    writer.put_manifest(checkpoint)


def write_archive(directory: Path, target: Path) -> None:
    """Write the bundle in ``directory`` as one uncompressed zip, the manifest first."""
    names = sorted(
        path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file()
    )
    names.remove(MANIFEST)
    pack(directory, target, [MANIFEST, *names])


class _Writer:
    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._objects: list[JsonValue] = []

    def put(self, name: str, content: bytes) -> None:
        self._write(name, content)
        digest = hashlib.sha256(content).hexdigest()
        self._objects.append({"path": name, "bytes": len(content), "sha256": digest})

    def put_entries(self, entries: Iterable[tuple[bytes, Sequence[Body]]]) -> None:
        tree, tiles = CompactRange(), TileCollector(self.put)
        leaves: list[bytes] = []
        lines: list[bytes] = []
        for entry, bodies in entries:
            tiles.add(tree.append(leaf_hash(entry)))
            leaves.append(entry)
            lines += [_line(body) for body in bodies]
            if len(leaves) == WIDTH:
                self._put_group(tree.size // WIDTH - 1, leaves, lines)
                leaves, lines = [], []
        if leaves:
            self._put_group(tree.size // WIDTH, leaves, lines)
        tiles.finish()

    def _put_group(self, number: int, leaves: list[bytes], lines: list[bytes]) -> None:
        self.put(entries_path(number, len(leaves)), frame_entries(leaves))
        self.put(events_path(number), b"".join(lines))

    def put_manifest(self, checkpoint: Checkpoint) -> None:
        manifest: dict[str, JsonValue] = {
            "v": VERSION,
            "log": checkpoint.origin,
            "size": checkpoint.size,
            "root": b64(checkpoint.root),
            "objects": sorted(self._objects, key=_path_of),
        }
        self._write(MANIFEST, encode(manifest))

    def _write(self, name: str, content: bytes) -> None:
        target = self._directory / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _path_of(item: JsonValue) -> str:
    assert isinstance(item, dict)
    return str(item["path"])


def _line(body: Body) -> bytes:
    if isinstance(body, Withheld):
        return encode({"withheld": b64(body.hash)}) + b"\n"
    return body + b"\n"
