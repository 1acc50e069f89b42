"""tlog-tiles (C2SP): names of tiles, entry bundles, and tiles out of a growing tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from audit.format.encoding import HASH_SIZE
from audit.format.errors import MalformedError
from audit.format.tree import CompactRange

WIDTH = 256
LEVELS = 8
"""Tree levels that one tile spans."""


def tile_path(level: int, number: int, width: int = WIDTH) -> str:
    """Return the path of a hash tile, ``tile/0/x001/067`` or with ``.p/<width>``."""
    return f"tile/{level}/{number_path(number)}{_partial(width)}"


def entries_path(number: int, width: int = WIDTH) -> str:
    """Return the path of an entry bundle."""
    return f"tile/entries/{number_path(number)}{_partial(width)}"


def number_path(number: int) -> str:
    """Return a number in groups of three digits: 1234067 is ``x001/x234/067``."""
    groups = [f"{number % 1000:03}"]
    while number := number // 1000:
        groups.append(f"x{number % 1000:03}")
    return "/".join(reversed(groups))


def frame_entries(entries: Sequence[bytes]) -> bytes:
    """Return an entry bundle: each entry after two bytes of its length."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def split_entries(bundle: bytes) -> Iterator[bytes]:
    """Yield the entries of a bundle.

    Raises:
        MalformedError: The bundle is cut short.
    """
    at = 0
    while at < len(bundle):
        size = int.from_bytes(bundle[at : at + 2], "big")
        entry = bundle[at + 2 : at + 2 + size]
        if len(entry) != size or at + 2 > len(bundle):
            raise MalformedError("an entry bundle is cut short")
        yield entry
        at += 2 + size


def node_in_tiles(read_tile: Callable[[int, int], bytes], level: int, index: int) -> bytes:
    """Return the root of a complete subtree; ``read_tile(level, number)`` gives a tile's hashes.

    Raises:
        MalformedError: A tile is too short.
    """
    tile_level, height = divmod(level, LEVELS)
    first = index << height
    tile, subtree = read_tile(tile_level, first // WIDTH), CompactRange()
    for place in range(first % WIDTH, first % WIDTH + (1 << height)):
        found = tile[place * HASH_SIZE : (place + 1) * HASH_SIZE]
        if len(found) != HASH_SIZE:
            raise MalformedError("a tile is too short")
        subtree.append(found)
    return subtree.root()


class TileCollector:
    """Turns the nodes that a growing tree completes into tiles.

    ``emit(path, content)`` is called once for each full tile, and by ``finish`` for each
    partial one. Holds one tile a level, so its memory does not grow with the log.
    """

    def __init__(self, emit: Callable[[str, bytes], None]) -> None:
        self._emit = emit
        self._open: dict[int, bytearray] = {}
        self._done: dict[int, int] = {}

    def add(self, nodes: Sequence[tuple[int, int, bytes]]) -> None:
        """Take the nodes that one leaf completed."""
        for level, _, value in nodes:
            if level % LEVELS == 0:
                self._put(level // LEVELS, value)

    def finish(self) -> None:
        """Emit the partial tiles."""
        for tile_level in sorted(self._open):
            content = bytes(self._open[tile_level])
            if content:
                width = len(content) // HASH_SIZE
                number = self._done.get(tile_level, 0)
                self._emit(tile_path(tile_level, number, width), content)

    def _put(self, tile_level: int, value: bytes) -> None:
        tile = self._open.setdefault(tile_level, bytearray())
        tile += value
        if len(tile) == WIDTH * HASH_SIZE:
            number = self._done.get(tile_level, 0)
            self._emit(tile_path(tile_level, number), bytes(tile))
            self._done[tile_level] = number + 1
            tile.clear()


def _partial(width: int) -> str:
    return "" if width == WIDTH else f".p/{width}"
