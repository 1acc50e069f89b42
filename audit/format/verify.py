"""The verifier's core: one entry after the other, from the first, in bounded memory.

In order, for every entry: 1 its one spelling; 2 the act and its log; 3 its basis against
the history so far; 4 the event bodies against the hashes in the act; 5 their place: act,
number, stream, position, ``prev``; 6 every signature with a key enrolled and not revoked
before this index; 7 actors and signers the same people; 8 every actor's mandate standing;
9 what the events say about keys and mandates. Steps 1, 4 and the arithmetic of 6 need no
history: ``reading.py`` does them, here or ahead in other processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from audit.format.body import Commitment, place_of
from audit.format.encoding import HASH_SIZE, b64
from audit.format.entry import Entry
from audit.format.errors import MalformedError
from audit.format.findings import Finding, Report
from audit.format.reading import Body, Link, Reading, Withheld, judge, read_entry
from audit.format.spilling import SpillingTable
from audit.format.standing import LOG_FOUNDED, Standing
from audit.format.times import LatestTimes, packed, text_of, unpacked
from audit.format.tree import EMPTY_ROOT, CompactRange, ReadNode, leaf_hash, root_of
from audit.format.workers import Workers, read_all

__all__ = ["Body", "LedgerVerifier", "Withheld", "check_size_and_root", "verify_stream"]

RECENT = 4096
_HEAD_SIZE = 8 + HASH_SIZE
MAX_FINDINGS = 1000
"""Findings kept: whoever wrecks a whole log need not be told a million times."""

Node = tuple[int, int, bytes]
NoteCommitment = Callable[[str, Commitment], None]
"""Called with the place of each commitment to a personal value, and the commitment."""


class LedgerVerifier:
    """Checks a log from its first entry; feed it in order, then ask for the report."""

    def __init__(
        self,
        log: str,
        *,
        read_node: ReadNode | None = None,
        note_commitment: NoteCommitment | None = None,
    ) -> None:
        self.report = Report(log=log)
        self.tree = CompactRange()
        self.standing = Standing(log)
        self._log = log
        self._read_node = read_node
        self._note_commitment = note_commitment
        self._heads = SpillingTable[str]()
        self._withheld: dict[bytes, int] = {}
        """Hashes of withheld events that none follows yet, with the times of their acts."""
        self._times = LatestTimes()
        self._acts = SpillingTable[bytes]()
        self._recent: dict[int, tuple[bytes, ...]] = {0: ()}

    def check(
        self, entries: Iterable[tuple[bytes, Sequence[Body]]], *, workers: Workers | None = None
    ) -> Iterator[list[Node]]:
        """Check entries and their bodies as ``add`` does, on all cores where there are many.

        Yields for each entry, in order, the tree nodes that it completes. What it finds does
        not depend on the number of workers; without any it starts its own where they pay.
        """
        for data, reading in read_all(entries, self.standing.publics, workers):
            yield self._follow(data, reading)

    def add(self, data: bytes, bodies: Sequence[Body]) -> list[Node]:
        """Check the next entry; return the tree nodes that it completes.

        ``bodies`` are the act's event bodies in order, or hashes of those withheld.
        """
        return self._follow(data, read_entry(data, bodies, self.standing.publics))

    def finish(self) -> Report:
        """Return the report, with size and root reached."""
        self.report.size, self.report.root = self.tree.size, self.tree.root()
        for index, blamed in sorted(self.standing.void.items()):
            for kid in sorted(blamed.values()):
                self.report.facts.append(f"act at index {index} is void: key {kid} was revoked")
        for giver, kept in self.standing.resting_on_void().items():
            self.report.facts.append(
                f"{len(kept)} acts from index {kept[0]} to {kept[-1]} rest on keys or offices"
                f" that the act at index {giver} gave:"
                " here they keep their effects, a replay leaves them out"
            )
        for act in sorted(self.standing.confirmed):
            self.report.facts.append(f"act {act} was confirmed")
        for person in sorted(self.standing.erased):
            self.report.facts.append(f"personal data of {person} was erased")
        if self.report.withheld:
            self.report.facts.append(
                f"{self.report.withheld} event bodies are withheld:"
                " a revocation among them would not be seen"
            )
        return self.report

    def _follow(self, data: bytes, reading: Reading) -> list[Node]:
        if reading.flaw:
            self._find("entry.malformed", self._where, "one well-formed entry", reading.flaw)
        else:
            self._check_act(data, reading)
        self._times.append(reading.stated)
        nodes = self.tree.append(reading.leaf)
        self._recent[self.tree.size] = tuple(self.tree.hashes)
        self._recent.pop(self.tree.size - RECENT, None)
        return nodes

    @property
    def _where(self) -> str:
        return f"index {self.tree.size}"

    def _check_act(self, data: bytes, reading: Reading) -> None:
        if reading.log != self._log:
            self._find("entry.log", self._where, self._log, reading.log)
        raw_id = bytes.fromhex(reading.act.replace("-", ""))
        if self._acts.get(raw_id) is not None:
            self._find("entry.twice", self._where, "an act id of its own", reading.act)
        self._acts.put(raw_id, b"")
        self._check_basis(reading)
        self._check_time(reading, self._check_events(reading))
        founding = self.tree.size == 0
        if founding:
            self._check_founding(reading)
            self._apply(reading)
        self._check_signatures(data, reading)
        self._check_actors(reading)
        if not founding:
            self._apply(reading)

    def _check_basis(self, reading: Reading) -> None:
        size, claimed = reading.basis
        index = self.tree.size
        if size > index or (size == 0) != (index == 0):
            self._find("entry.basis", self._where, f"a size from 1 to {index}", str(size))
            return
        root = self._root_at(size)
        if root is not None and root != claimed:
            self._find("entry.basis", self._where, b64(root), b64(claimed))

    def _root_at(self, size: int) -> bytes | None:
        hashes = self._recent.get(size)
        if hashes is not None:
            return CompactRange(size, list(hashes)).root() if hashes else EMPTY_ROOT
        return None if self._read_node is None else root_of(size, self._read_node)

    def _check_time(self, reading: Reading, newest: int) -> None:
        """Compare the stated time with those of the checkpoint and the events before."""
        earliest = max(newest, self._times.below(reading.basis.size))
        if reading.on is not None and reading.stated < earliest:
            self._find("entry.time", self._where, f"not before {text_of(earliest)}", reading.at)

    def _check_events(self, reading: Reading) -> int:
        """Check the bodies; return the latest time of an event that one of them follows."""
        newest = 0
        if reading.given != reading.due:
            self._find("event.count", self._where, str(reading.due), str(reading.given))
        for number, link in enumerate(reading.links):
            for code, expected, found in reading.wrong.get(number, ()):
                self._find(code, self._place(number), expected, found)
            if isinstance(link, Withheld):
                self.report.withheld += 1
                self._withheld[link.hash] = reading.stated
            elif link is not None:
                self.report.events += 1
                newest = max(newest, self._check_link(number, link, reading.stated))
        if self._note_commitment is not None:
            for number, commitment in reading.pii:
                self._note_commitment(self._place(number), commitment)
        return newest

    def _place(self, number: int) -> str:
        return f"{self._where}, event {number}"

    def _check_link(self, number: int, link: Link, stated: int) -> int:
        """Check that an event follows the last one of its stream; return when that was."""
        stream, before, after = link
        kept = self._heads.get(stream) or b""
        head, follows = kept[:_HEAD_SIZE], unpacked(kept[_HEAD_SIZE:])
        if before != head and self._is_after_withheld(before, head):
            follows = self._withheld.pop(before[8:])
        elif before != head:
            position = int.from_bytes(after[:8], "big")
            self._find(
                "stream.broken",
                f"{self._place(number)}, {stream} position {position}",
                f"position {_position(head) + 1} after {_hash_in(head)}",
                f"position {position} after {_hash_in(before)}",
            )
        self._heads.put(stream, after + packed(stated))
        return follows

    def _is_after_withheld(self, before: bytes, head: bytes) -> bool:
        """Tell whether the event follows a withheld one; each is followed by one alone."""
        return _position(before) > _position(head) and before[8:] in self._withheld

    def _check_founding(self, reading: Reading) -> None:
        if reading.first_topic != LOG_FOUNDED:
            found = reading.first_topic or "no event that can be read"
            self._find("log.founding", "index 0", LOG_FOUNDED, found)

    def _apply(self, reading: Reading) -> None:
        for told in reading.told:
            try:
                self.standing.apply(told, self.tree.size)
            except MalformedError as exc:
                place = self._place(told.number)
                self._find("mandate.malformed", place, "a well-formed event", str(exc))

    def _check_signatures(self, data: bytes, reading: Reading) -> None:
        signers = set()
        for number, (suite, kid, judged) in enumerate(reading.signatures):
            self.report.signatures += 1
            key = self.standing.key(kid)
            if key is None or suite != key.suite:
                self._find("signature.key", self._where, "a key that stands", kid)
                continue
            signers.add(key.person)
            key.used_at.append(self.tree.size)
            good = judged
            if good is None:  # the key was enrolled after the entry was read
                good = judge(Entry.from_bytes(data), {kid: key.public})[number].good
            if not good:
                self._find("signature.bad", self._where, "a good signature", f"key {kid}")
        actors = {actor.person for actor in reading.actors}
        if signers != actors:
            self._find("signature.actor", self._where, _names(actors), _names(signers))

    def _check_actors(self, reading: Reading) -> None:
        if reading.on is None:
            found = f"no such instant: {reading.at}"
            self._find("entry.malformed", self._where, "an instant", found)
            return
        for actor in reading.actors:
            if not self.standing.holds(actor, reading.on, self.tree.size):
                claimed = f"{actor.person} as {actor.role} of {actor.body or 'nobody'}"
                self._find("mandate.standing", self._where, "a mandate that stands", claimed)

    def _find(self, code: str, where: str, expected: str, found: str) -> None:
        if len(self.report.findings) < MAX_FINDINGS:
            self.report.findings.append(Finding(code, where, expected, found))


def verify_stream(bodies: Sequence[bytes]) -> list[Finding]:
    """Check that the bodies are one stream from its first event: spelling and chain.

    Says nothing about signatures: those are over acts, which ``LedgerVerifier`` checks.
    """
    findings: list[Finding] = []
    stream, head = None, None
    for position, data in enumerate(bodies, start=1):
        where = f"position {position}"
        try:
            body = place_of(data)
        except MalformedError as exc:
            findings.append(Finding("event.malformed", where, "one well-formed body", str(exc)))
            break
        stream = stream or body.stream
        expected, found = (stream, position, head), (body.stream, body.position, body.prev)
        if found != expected:
            findings.append(Finding("stream.broken", where, str(expected), str(found)))
        head = leaf_hash(data)
    return findings


def check_size_and_root(report: Report, size: int, root: bytes) -> None:
    """Add a finding where the verified entries are not those of a signed checkpoint."""
    if report.size != size:
        report.findings.append(Finding("log.size", "checkpoint", str(size), str(report.size)))
    elif report.root != root:
        report.findings.append(Finding("log.root", "checkpoint", b64(root), b64(report.root)))


def _position(head: bytes) -> int:
    return int.from_bytes(head[:8], "big")


def _hash_in(head: bytes) -> str:
    return b64(head[8:]) if head else "nothing"


def _names(persons: set[str]) -> str:
    return ", ".join(sorted(persons)) or "nobody"
