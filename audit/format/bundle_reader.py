"""Reads evidence bundles piece by piece, as they are: what is in them is for others to judge."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NoReturn

from audit.format.bundle_writer import CHECKPOINT, LOG_KEY, MANIFEST, VERSION, events_path
from audit.format.container import Container, open_container, read_lines, read_small
from audit.format.encoding import HASH_SIZE, exactly, field, unb64, unhex
from audit.format.entry import MAX_ENTRY, Entry
from audit.format.errors import AuditError, MalformedError
from audit.format.findings import Finding
from audit.format.note import MAX_NOTE
from audit.format.restricted_json import decode
from audit.format.tiles import WIDTH, entries_path, split_entries
from audit.format.verify import Body, Withheld

MAX_MANIFEST = 64 << 20
MAX_ENTRIES = WIDTH * (2 + MAX_ENTRY)
"""Most bytes of one entry bundle."""
Complain = Callable[[Finding], None]
"""Called with what is wrong with the files; reading goes on as far as it can."""

_MANIFEST = frozenset(("v", "log", "size", "root", "objects"))
_OBJECT = frozenset(("path", "bytes", "sha256"))


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says that it holds; ``objects`` are sizes and digests by path."""

    log: str
    size: int
    root: bytes
    objects: Mapping[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class BundleContent:
    """What a bundle holds, unchecked. ``entries`` can be read once."""

    log: str
    vkey: str
    note: bytes
    entries: Iterator[tuple[bytes, list[Body]]]


def read_bundle(path: Path) -> BundleContent:
    """Return the content of a bundle as it is; nothing is checked but that it can be read.

    Raises:
        BundleError: There is no bundle, or no manifest, key or checkpoint in it.
        MalformedError: They, or later an entry bundle, are not well formed.
    """
    container = open_container(path)
    manifest = read_manifest(container)
    vkey = read_small(container, LOG_KEY, MAX_NOTE).decode("ascii", "replace").rstrip("\n")
    note = read_small(container, CHECKPOINT, MAX_NOTE)
    return BundleContent(manifest.log, vkey, note, read_entries(container, manifest.size, _refuse))


def read_manifest(container: Container) -> Manifest:
    """Return the manifest of a bundle.

    Raises:
        BundleError: There is none, or it cannot be read.
        MalformedError: It is not well formed.
    """
    document = exactly(
        decode(read_small(container, MANIFEST, MAX_MANIFEST)), _MANIFEST, "a manifest"
    )
    if field(document, "v", int) != VERSION:
        raise MalformedError("a manifest of an unknown version")
    objects: dict[str, tuple[int, str]] = {}
    for each in field(document, "objects", list):
        item = exactly(each, _OBJECT, "an object of the manifest")
        digest = field(item, "sha256", str)
        unhex(digest, size=HASH_SIZE)
        objects[field(item, "path", str)] = (field(item, "bytes", int), digest)
    listed = [str(each["path"]) for each in field(document, "objects", list)]
    if listed != sorted(objects) or any(".." in name or name.startswith("/") for name in listed):
        raise MalformedError("the manifest's objects are not sorted, or lead outside")
    size = field(document, "size", int)
    if size < 0:
        raise MalformedError("a negative size")
    root = unb64(field(document, "root", str), size=HASH_SIZE)
    return Manifest(field(document, "log", str), size, root, objects)


def read_entries(
    container: Container, size: int, complain: Complain
) -> Iterator[tuple[bytes, list[Body]]]:
    """Yield the entries of a bundle with their bodies, as far as they can be read."""
    for number in range((size + WIDTH - 1) // WIDTH):
        width = min(WIDTH, size - number * WIDTH)
        path, count = entries_path(number, width), 0
        bodies = _bodies(container, events_path(number), complain)
        try:
            for count, entry in enumerate(_split(container, path), start=1):  # noqa: B007 - read below
                yield entry, list(islice(bodies, _events_of(entry)))
        except AuditError as exc:
            complain(Finding("entry.malformed", path, "a whole bundle of entries", str(exc)))
            return
        if count != width:
            complain(Finding("entry.malformed", path, f"{width} entries", f"{count} entries"))
        rest = sum(1 for _ in bodies)
        if rest:
            complain(Finding("event.count", events_path(number), "no more bodies", f"{rest} more"))


def _split(container: Container, path: str) -> Iterator[bytes]:
    return split_entries(read_small(container, path, MAX_ENTRIES))


def _bodies(container: Container, path: str, complain: Complain) -> Iterator[Body]:
    try:
        for line in read_lines(container, path):
            yield _withheld(line) if line.startswith(b'{"withheld"') else line
    except AuditError as exc:
        complain(Finding("event.malformed", path, "one well-formed body a line", str(exc)))


def _withheld(line: bytes) -> Body:
    """Return the hash of a withheld body; a line that says so wrongly is a body, and a bad one."""
    try:
        item = exactly(decode(line), frozenset(("withheld",)), "a withheld body")
        return Withheld(unb64(field(item, "withheld", str), size=HASH_SIZE))
    except MalformedError:
        return line


def _refuse(finding: Finding) -> NoReturn:
    raise MalformedError(f"{finding.where}: {finding.expected} due, found {finding.found}")


def _events_of(entry: bytes) -> int:
    """Return how many bodies belong to an entry, or 0 where it cannot be read."""
    try:
        act = json.loads(Entry.from_bytes(entry).act)
        return len(act["events"])
    except (AuditError, ValueError, KeyError, TypeError, RecursionError):
        return 0
