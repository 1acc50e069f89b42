"""Checks evidence bundles and proofs offline, trusting nobody.

In order: 1 the manifest; 2 every file against it, and no file beside it; 3 the log's key
and the checkpoint; 4 every entry, event, signature and mandate (``verify.py``); 5 tiles,
size and root; 6 disclosed values against their commitments.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path

from audit.format.body import SALT_SIZE, Commitment, commit
from audit.format.bundle_reader import Manifest, read_entries, read_manifest
from audit.format.bundle_writer import (
    CHECKPOINT,
    DISCLOSURES,
    FILES,
    LOG_KEY,
    MANIFEST,
    events_path,
)
from audit.format.checkpoint import Checkpoint, open_checkpoint
from audit.format.container import (
    CHUNK,
    UNREADABLE,
    Container,
    ZipContainer,
    open_container,
    read_lines,
    read_small,
)
from audit.format.encoding import HASH_SIZE, exactly, field, unb64
from audit.format.entry import Entry
from audit.format.errors import AuditError, BundleError, MalformedError
from audit.format.findings import Finding, Report
from audit.format.note import MAX_NOTE, NoteVerifier
from audit.format.policy import Policy
from audit.format.restricted_json import decode
from audit.format.tiles import (
    LEVELS,
    WIDTH,
    TileCollector,
    entries_path,
    node_in_tiles,
    tile_path,
)
from audit.format.tlog_proof import MAX_PROOF, TlogProof
from audit.format.tree import EMPTY_ROOT, ReadNode
from audit.format.verify import MAX_FINDINGS, LedgerVerifier, check_size_and_root
from audit.format.witnessed import judge_witnesses, log_by

TILES = 64
"""Tiles that are kept at hand for acts that rest on an old checkpoint."""
Progress = Callable[[int, int], None]
"""Called with entries done and entries in all."""

_DISCLOSURE = frozenset(("commitment", "path", "salt", "subject", "value"))


def verify_bundle(
    path: Path,
    *,
    vkey: str | None = None,
    policy: Policy | None = None,
    progress: Progress | None = None,
) -> Report:
    """Check a bundle, a directory or an archive; ``vkey`` is the log's key got elsewhere.

    ``policy`` says which witnesses must have cosigned the checkpoint; a log that it lists needs
    no ``vkey``. Without either the bundle's own key is used, which proves that the bundle agrees
    with itself, not whose log it is; the report says so among its facts.

    Raises:
        BundleError: There is no bundle at ``path``.
        PolicyError: The policy is not about this log.
    """
    container = open_container(path)
    return _BundleCheck(container, vkey, policy, progress or _silent).run()


def verify_proof(path: Path, *, vkey: str, policy: Policy | None = None) -> Report:
    """Check a ``.tlog-proof`` file that carries its entry.

    Proves that the act was in the log when the checkpoint was signed. Signatures of the act
    itself need the keys in the log: that is what a bundle is for.

    Raises:
        BundleError: The file cannot be read.
        NoteError: ``vkey`` is not a verifier key.
        PolicyError: The policy is not about this log.
    """
    log_by(policy, vkey, "")
    verifier = NoteVerifier.from_vkey(vkey)
    report = Report(log=verifier.name)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_PROOF + 1)
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
        judge_witnesses(report, proof.checkpoint, verifier, policy)
    except AuditError as exc:
        report.findings.append(Finding("proof.broken", path.name, "a proof that holds", str(exc)))
    return report


class _BundleCheck:
    def __init__(
        self, container: Container, vkey: str | None, policy: Policy | None, progress: Progress
    ) -> None:
        self._container = container
        self._vkey = vkey
        self._policy = policy
        self._signed: tuple[bytes, NoteVerifier] | None = None
        """The checkpoint's note and the log's key, where the log signed it."""
        self._progress = progress
        self._early: list[Finding] = []
        self._shown: set[tuple[bytes, str, str]] = set()
        """Commitments in the bodies, with path and subject, as far as they are disclosed."""
        self._known = {MANIFEST, LOG_KEY, CHECKPOINT, DISCLOSURES}

    def run(self) -> Report:
        manifest = self._read_manifest()
        if manifest is None:
            return Report(findings=self._early)
        self._vkey = log_by(self._policy, self._vkey, manifest.log)
        self._check_objects(manifest)
        checkpoint = self._check_checkpoint(manifest)
        tiles = TileCollector(self._check_tile)
        wanted = self._disclosures()
        core = LedgerVerifier(
            manifest.log,
            read_node=partial(
                self._read_node, lru_cache(TILES)(partial(self._tile, manifest.size))
            ),
            note_commitment=partial(self._note, wanted),
        )
        entries = read_entries(self._container, manifest.size, self._complain)
        for number, nodes in enumerate(core.check(entries), start=1):
            tiles.add(nodes)
            if number % WIDTH == 0:
                self._progress(number, manifest.size)
        tiles.finish()
        report = core.finish()
        self._check_strangers(manifest, report.size)
        report.findings[:0] = self._early
        check_size_and_root(report, checkpoint.size, checkpoint.root)
        self._check_disclosures(report, wanted)
        if self._signed is not None:
            judge_witnesses(report, *self._signed, self._policy)
        if self._vkey is None:
            report.facts.append("the log key was taken from the bundle itself: compare it")
        return report

    def _complain(self, finding: Finding) -> None:
        if len(self._early) < MAX_FINDINGS:
            self._early.append(finding)

    def _find(self, code: str, where: str, expected: str, found: str) -> None:
        self._complain(Finding(code, where, expected, found))

    def _read_manifest(self) -> Manifest | None:
        try:
            return read_manifest(self._container)
        except AuditError as exc:
            self._find("bundle.manifest", MANIFEST, "a manifest", str(exc))
            return None

    def _check_objects(self, manifest: Manifest) -> None:
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
            elif name.startswith(FILES) and name != FILES + digest:
                self._find("bundle.changed", name, "the file of that digest", digest)
        order = [MANIFEST, *sorted(manifest.objects)]
        archive = self._container
        if isinstance(archive, ZipContainer) and not archive.has_one_spelling(order):
            self._find("bundle.archive", "archive", "one spelling", "another spelling")

    def _check_strangers(self, manifest: Manifest, size: int) -> None:
        """Refuse files that the format does not know, though the manifest lists them."""
        for number in range((size + WIDTH - 1) // WIDTH):
            width = min(WIDTH, size - number * WIDTH)
            self._known |= {entries_path(number, width), events_path(number)}
        for name in sorted(manifest.objects.keys() - self._known):
            if not name.startswith(FILES):
                self._find("bundle.stranger", name, "no such file", "a file")

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

    def _check_checkpoint(self, manifest: Manifest) -> Checkpoint:
        claimed = Checkpoint(manifest.log, manifest.size, manifest.root)
        try:
            inside = read_small(self._container, LOG_KEY, MAX_NOTE).decode("utf-8")
            vkey = inside.removesuffix("\n") if self._vkey is None else self._vkey.strip()
            if inside != f"{vkey}\n":
                self._find("log.key", LOG_KEY, vkey, inside)
            note = read_small(self._container, CHECKPOINT, MAX_NOTE)
            log = NoteVerifier.from_vkey(vkey)
            signed = open_checkpoint(note, log)
        except (AuditError, UnicodeDecodeError) as exc:
            self._find("log.checkpoint", CHECKPOINT, "a note signed by the log", str(exc))
            return claimed
        self._signed = note, log
        if signed != claimed:
            self._find("log.checkpoint", MANIFEST, signed.to_text(), claimed.to_text())
        return signed

    def _check_tile(self, name: str, content: bytes) -> None:
        self._known.add(name)
        try:
            found = read_small(self._container, name, WIDTH * HASH_SIZE)
        except BundleError as exc:
            self._find("log.tile", name, "a tile", str(exc))
            return
        if found != content:
            self._find("log.tile", name, content.hex()[:64], found.hex()[:64])

    def _read_node(self, tile: ReadNode, level: int, index: int) -> bytes:
        """Return a node by the tiles; a tile that is damaged leads to no root, and is found."""
        try:
            return node_in_tiles(tile, level, index)
        except AuditError:
            return EMPTY_ROOT

    def _tile(self, size: int, level: int, number: int) -> bytes:
        width = min(WIDTH, (size >> level * LEVELS) - number * WIDTH)
        return read_small(self._container, tile_path(level, number, width), WIDTH * HASH_SIZE)

    def _disclosures(self) -> dict[bytes, Mapping[str, object]]:
        found: dict[bytes, Mapping[str, object]] = {}
        if DISCLOSURES not in self._container.names():
            return found
        try:
            for line in read_lines(self._container, DISCLOSURES):
                item = exactly(decode(line), _DISCLOSURE, "a disclosure")
                commitment = unb64(field(item, "commitment", str), size=HASH_SIZE)
                if commitment in found:
                    raise MalformedError("a value is disclosed twice")
                found[commitment] = item
            if not found:
                raise MalformedError("nothing is disclosed")
        except AuditError as exc:
            self._find("disclosure.commitment", DISCLOSURES, "disclosures", str(exc))
        return found

    def _note(
        self, wanted: Mapping[bytes, Mapping[str, object]], _where: str, found: Commitment
    ) -> None:
        if found.commitment in wanted:
            self._shown.add((found.commitment, found.path, found.subject))

    def _check_disclosures(
        self, report: Report, wanted: Mapping[bytes, Mapping[str, object]]
    ) -> None:
        for commitment, item in wanted.items():
            try:
                salt = unb64(field(item, "salt", str), size=SALT_SIZE)
                path, subject = field(item, "path", str), field(item, "subject", str)
                value = item["value"]
                good = commit(salt, path, value) == commitment  # type: ignore[arg-type]
            except MalformedError:
                good, path, subject = False, "?", "?"
            if good and (commitment, path, subject) in self._shown:
                report.disclosed += 1
            else:
                where = f"{DISCLOSURES}: {path} of {subject}"
                found = Finding("disclosure.commitment", where, commitment.hex(), "another value")
                report.findings.append(found)


def _silent(_done: int, _total: int) -> None:
    pass
