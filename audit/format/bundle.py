"""Checks evidence bundles and proofs offline, trusting nobody.

In order: 1 the manifest; 2 every file against it, and no file beside it; 3 the log's key
and the checkpoint; 4 every entry, event, signature and mandate (``verify.py``); 5 tiles,
size and root; 6 disclosed values against their commitments.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from audit.format.body import Commitment, commit
from audit.format.bundle_writer import (
    CHECKPOINT,
    DISCLOSURES,
    LOG_KEY,
    MANIFEST,
    VERSION,
    events_path,
)
from audit.format.checkpoint import Checkpoint, open_checkpoint
from audit.format.container import (
    CHUNK,
    UNREADABLE,
    Container,
    ZipContainer,
    open_container,
    read_small,
)
from audit.format.encoding import HASH_SIZE, exactly, field, unb64, unhex
from audit.format.entry import Entry
from audit.format.errors import AuditError, BundleError, MalformedError
from audit.format.findings import Finding, Report
from audit.format.note import MAX_NOTE, NoteVerifier
from audit.format.restricted_json import decode
from audit.format.tiles import WIDTH, TileCollector, entries_path, split_entries
from audit.format.tlog_proof import MAX_PROOF, TlogProof
from audit.format.verify import Body, LedgerVerifier, Withheld, check_size_and_root

MAX_MANIFEST = 256 << 20
MAX_GROUP = 1 << 30
"""Most bytes of one entry bundle, one events file or one tile that are read."""
Progress = Callable[[int, int], None]
"""Called with entries done and entries in all."""

_MANIFEST = frozenset(("v", "log", "size", "root", "objects"))
_OBJECT = frozenset(("path", "bytes", "sha256"))
_DISCLOSURE = frozenset(("commitment", "path", "salt", "subject", "value"))


@dataclass(frozen=True, slots=True)
class _Manifest:
    log: str
    size: int
    root: bytes
    objects: Mapping[str, tuple[int, str]]


def verify_bundle(
    path: Path, *, vkey: str | None = None, progress: Progress | None = None
) -> Report:
    """Check a bundle, a directory or an archive; ``vkey`` is the log's key got elsewhere.

    Without ``vkey`` the bundle's own key is used, which proves that the bundle agrees with
    itself, not whose log it is; the report says so among its facts.

    Raises:
        BundleError: There is no bundle at ``path``.
    """
    container = open_container(path)
    return _BundleCheck(container, vkey, progress or _silent).run()


def verify_proof(path: Path, *, vkey: str) -> Report:
    """Check a ``.tlog-proof`` file that carries its entry.

    Proves that the act was in the log when the checkpoint was signed. Signatures of the act
    itself need the keys in the log: that is what a bundle is for.

    Raises:
        BundleError: The file cannot be read.
        NoteError: ``vkey`` is not a verifier key.
    """
    verifier = NoteVerifier.from_vkey(vkey)
    report = Report(log=verifier.name)
    try:
        data = path.read_bytes()[: MAX_PROOF + 1]
    except OSError as exc:
        raise BundleError(f"cannot read {path}: {exc.strerror}") from exc
    try:
        proof = TlogProof.from_bytes(data)
        if proof.extra is None:
            raise MalformedError("the proof does not carry its entry")
        Entry.from_bytes(proof.extra)
        proof.verify(proof.extra, verifier)
        report.size = open_checkpoint(proof.checkpoint, verifier).size
        report.facts.append(f"the act at index {proof.index} is in the log")
    except AuditError as exc:
        report.findings.append(Finding("proof.broken", path.name, "a proof that holds", str(exc)))
    return report


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
    manifest = _manifest(read_small(container, MANIFEST, MAX_MANIFEST))
    vkey = read_small(container, LOG_KEY, MAX_NOTE).decode("ascii", "replace").rstrip("\n")
    note = read_small(container, CHECKPOINT, MAX_NOTE)
    return BundleContent(manifest.log, vkey, note, _entries(container, manifest.size))


class _BundleCheck:
    def __init__(self, container: Container, vkey: str | None, progress: Progress) -> None:
        self._container = container
        self._vkey = vkey
        self._progress = progress
        self._early: list[Finding] = []
        self._surplus: list[Finding] = []
        self._commitments: dict[bytes, tuple[str, str]] = {}

    def run(self) -> Report:
        manifest = self._read_manifest()
        if manifest is None:
            return Report(findings=self._early)
        self._check_objects(manifest)
        checkpoint = self._check_checkpoint(manifest)
        tiles = TileCollector(self._check_tile)
        wanted = self._disclosures()
        core = LedgerVerifier(manifest.log, note_commitment=partial(self._note, wanted))
        try:
            for number, nodes in enumerate(core.check(self._entries(manifest.size)), start=1):
                tiles.add(nodes)
                if number % WIDTH == 0:
                    self._progress(number, manifest.size)
        except AuditError as exc:
            self._find("entry.malformed", "entry bundles", "whole bundles", str(exc))
        tiles.finish()
        report = core.finish()
        report.findings[:0] = self._early + self._surplus
        check_size_and_root(report, checkpoint.size, checkpoint.root)
        self._check_disclosures(report, wanted)
        if self._vkey is None:
            report.facts.append("the log key was taken from the bundle itself: compare it")
        return report

    def _find(self, code: str, where: str, expected: str, found: str) -> None:
        self._early.append(Finding(code, where, expected, found))

    def _read_manifest(self) -> _Manifest | None:
        try:
            return _manifest(read_small(self._container, MANIFEST, MAX_MANIFEST))
        except AuditError as exc:
            self._find("bundle.manifest", MANIFEST, "a manifest", str(exc))
            return None

    def _check_objects(self, manifest: _Manifest) -> None:
        present = self._container.names() - {MANIFEST}
        for name in sorted(present - manifest.objects.keys()):
            self._find("bundle.stranger", name, "no such file", "a file")
        for name, (size, digest) in sorted(manifest.objects.items()):
            if name not in present:
                self._find("bundle.missing", name, f"{size} bytes", "nothing")
                continue
            found = self._digest(name)
            if found != (size, digest):
                self._find("bundle.changed", name, f"{size} {digest}", f"{found[0]} {found[1]}")
        order = [MANIFEST, *sorted(manifest.objects)]
        archive = self._container
        if isinstance(archive, ZipContainer) and not archive.has_one_spelling(order):
            self._find("bundle.archive", "archive", "one spelling", "another spelling")

    def _digest(self, name: str) -> tuple[int, str]:
        digest, size = hashlib.sha256(), 0
        try:
            with self._container.open(name) as stream:
                while chunk := stream.read(CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
        except (BundleError, *UNREADABLE):
            return -1, "unreadable"
        return size, digest.hexdigest()

    def _check_checkpoint(self, manifest: _Manifest) -> Checkpoint:
        claimed = Checkpoint(manifest.log, manifest.size, manifest.root)
        try:
            inside = read_small(self._container, LOG_KEY, MAX_NOTE).decode("utf-8").rstrip("\n")
            vkey = self._vkey or inside
            if inside != vkey:
                self._find("log.key", LOG_KEY, vkey, inside)
            note = read_small(self._container, CHECKPOINT, MAX_NOTE)
            signed = open_checkpoint(note, NoteVerifier.from_vkey(vkey))
        except (AuditError, UnicodeDecodeError) as exc:
            self._find("log.checkpoint", CHECKPOINT, "a note signed by the log", str(exc))
            return claimed
        if signed != claimed:
            self._find("log.checkpoint", MANIFEST, signed.to_text(), claimed.to_text())
        return signed

    def _check_tile(self, name: str, content: bytes) -> None:
        try:
            found = read_small(self._container, name, WIDTH * HASH_SIZE)
        except BundleError as exc:
            self._find("log.tile", name, "a tile", str(exc))
            return
        if found != content:
            self._find("log.tile", name, content.hex()[:64], found.hex()[:64])

    def _entries(self, size: int) -> Iterator[tuple[bytes, list[Body]]]:
        for number in range((size + WIDTH - 1) // WIDTH):
            width = min(WIDTH, size - number * WIDTH)
            packed = read_small(self._container, entries_path(number, width), MAX_GROUP)
            lines = iter(_lines(self._container, events_path(number)))
            for entry in split_entries(packed):
                bodies = [body for _, body in zip(range(_events_of(entry)), lines, strict=False)]
                yield entry, bodies
            rest = sum(1 for _ in lines)
            if rest:
                more = Finding("event.count", events_path(number), "no more bodies", f"{rest} more")
                self._surplus.append(more)

    def _disclosures(self) -> dict[bytes, Mapping[str, object]]:
        if DISCLOSURES not in self._container.names():
            return {}
        found: dict[bytes, Mapping[str, object]] = {}
        for line in read_small(self._container, DISCLOSURES, MAX_GROUP).splitlines():
            try:
                item = exactly(decode(line), _DISCLOSURE, "a disclosure")
                found[unb64(field(item, "commitment", str), size=HASH_SIZE)] = item
            except MalformedError as exc:
                self._find("disclosure.commitment", DISCLOSURES, "a disclosure", str(exc))
        return found

    def _note(
        self, wanted: Mapping[bytes, Mapping[str, object]], _where: str, found: Commitment
    ) -> None:
        if found.commitment in wanted:
            self._commitments[found.commitment] = (found.path, found.subject)

    def _check_disclosures(
        self, report: Report, wanted: Mapping[bytes, Mapping[str, object]]
    ) -> None:
        for commitment, item in wanted.items():
            try:
                salt = unb64(field(item, "salt", str))
                path, subject = field(item, "path", str), field(item, "subject", str)
                value = item["value"]
                good = commit(salt, path, value) == commitment  # type: ignore[arg-type]
            except MalformedError:
                good, path, subject = False, "?", "?"
            if good and self._commitments.get(commitment) == (path, subject):
                report.disclosed += 1
            else:
                where = f"{DISCLOSURES}: {path} of {subject}"
                found = Finding("disclosure.commitment", where, commitment.hex(), "another value")
                report.findings.append(found)


def _manifest(data: bytes) -> _Manifest:
    document = exactly(decode(data), _MANIFEST, "a manifest")
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
    return _Manifest(field(document, "log", str), size, root, objects)


def _entries(container: Container, size: int) -> Iterator[tuple[bytes, list[Body]]]:
    for number in range((size + WIDTH - 1) // WIDTH):
        width = min(WIDTH, size - number * WIDTH)
        packed = read_small(container, entries_path(number, width), MAX_GROUP)
        lines = iter(_lines(container, events_path(number)))
        for entry in split_entries(packed):
            yield entry, [body for _, body in zip(range(_events_of(entry)), lines, strict=False)]


def _lines(container: Container, name: str) -> Iterator[Body]:
    data = read_small(container, name, MAX_GROUP)
    if data and not data.endswith(b"\n"):
        raise MalformedError(f"{name} does not end with a line feed")
    for line in data.split(b"\n")[:-1]:
        yield _withheld(line) if line.startswith(b'{"withheld"') else line


def _withheld(line: bytes) -> Withheld:
    item = exactly(decode(line), frozenset(("withheld",)), "a withheld body")
    return Withheld(unb64(field(item, "withheld", str), size=HASH_SIZE))


def _events_of(entry: bytes) -> int:
    """Return how many bodies belong to an entry, or 0 where it cannot be read."""
    try:
        act = json.loads(Entry.from_bytes(entry).act)
        return len(act["events"])
    except (AuditError, ValueError, KeyError, TypeError, RecursionError):
        return 0


def _silent(_done: int, _total: int) -> None:
    pass
