"""An exported bundle, alone, as a source of events for replays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from adapters.evidence.causes import act_id, names_in
from audit.format.body import EventBody
from audit.format.bundle_reader import read_bundle
from audit.format.errors import MalformedError
from audit.format.tree import CompactRange, leaf_hash
from audit.format.verify import Withheld
from audit.replay.source import Place, StoredAct


class BundleSource:
    """Reads a bundle once and indexes it in memory. The tree is built from its entries."""

    def __init__(self, path: Path, *, vkey: str | None = None) -> None:
        """Read the bundle at ``path``; ``vkey`` is the log's key got elsewhere.

        Raises:
            BundleError: There is no bundle, or it cannot be read.
        """
        content = read_bundle(path)
        self._log, self._note = content.log, content.note
        self._vkey = vkey or content.vkey
        self._acts: list[StoredAct] = []
        self._nodes: dict[tuple[int, int], bytes] = {}
        self._streams: dict[str, list[Place]] = {}
        self._naming: dict[str, list[Place]] = {}
        self._ids: dict[str, int] = {}
        self._withholds = False
        tree = CompactRange()
        for index, (entry, bodies) in enumerate(content.entries):
            for level, number, value in tree.append(leaf_hash(entry)):
                self._nodes[level, number] = value
            act = StoredAct(index, entry, tuple(bodies))
            self._acts.append(act)
            self._index(act)

    @property
    def log(self) -> str:
        return self._log

    @property
    def vkey(self) -> str:
        return self._vkey

    @property
    def withholds(self) -> bool:
        return self._withholds

    def size(self) -> int:
        return len(self._acts)

    def note(self) -> bytes:
        return self._note

    def read_node(self, level: int, number: int) -> bytes:
        return self._nodes[level, number]

    def act(self, index: int) -> StoredAct:
        return self._acts[index]

    def acts(self) -> Iterator[StoredAct]:
        return iter(self._acts)

    def stream(self, name: str) -> Sequence[Place]:
        return self._streams.get(name, [])

    def naming(self, stream: str) -> Sequence[Place]:
        return self._naming.get(stream, [])

    def index_of(self, act: str) -> int | None:
        return self._ids.get(act)

    def _index(self, act: StoredAct) -> None:
        self._ids.setdefault(act_id(act.entry), act.index)
        for n, body in enumerate(act.bodies):
            if isinstance(body, Withheld):
                self._withholds = True
                continue
            try:
                stream = EventBody.from_bytes(body).stream
            except MalformedError:
                continue
            place = Place(act.index, n)
            self._streams.setdefault(stream, []).append(place)
            for name in names_in(body):
                self._naming.setdefault(name, []).append(place)
