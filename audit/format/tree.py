"""RFC 6962 Merkle tree: leaves, a compact range that grows, proofs both ways.

A tree is never held in memory. ``read_node(level, index)`` gives the root of the
complete subtree over leaves ``index * 2^level`` to ``(index + 1) * 2^level - 1``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from audit.format.encoding import HASH_SIZE
from audit.format.errors import ProofError

EMPTY_ROOT = hashlib.sha256(b"").digest()
ReadNode = Callable[[int, int], bytes]


def leaf_hash(data: bytes) -> bytes:
    """Return ``SHA-256(0x00 || data)``."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return ``SHA-256(0x01 || left || right)``."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class CompactRange:
    """The roots of the complete subtrees of a growing tree, largest first."""

    size: int = 0
    hashes: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Add a leaf hash; return every node now complete as (level, index, hash)."""
        done = [(0, self.size, leaf)]
        level, index, carry = 0, self.size, leaf
        while index & 1:
            carry = node_hash(self.hashes.pop(), carry)
            level, index = level + 1, index >> 1
            done.append((level, index, carry))
        self.hashes.append(carry)
        self.size += 1
        return done

    def root(self) -> bytes:
        """Return the root over all leaves so far."""
        if not self.hashes:
            return EMPTY_ROOT
        return _join(self.hashes)

    @classmethod
    def of(cls, size: int, read_node: ReadNode) -> CompactRange:
        """Return the range of a stored tree of ``size`` leaves."""
        return cls(size, [read_node(*node) for node in _subtrees(0, size)])


def root_of(size: int, read_node: ReadNode) -> bytes:
    """Return the root of the stored tree's first ``size`` leaves."""
    return CompactRange.of(size, read_node).root()


def inclusion_proof(index: int, size: int, read_node: ReadNode) -> list[bytes]:
    """Return the path from leaf ``index`` to the root of ``size`` leaves, leaf end first.

    Raises:
        ProofError: ``index`` is not below ``size``.
    """
    if not 0 <= index < size:
        raise ProofError(f"leaf {index} is not in a tree of {size}")
    path, low, high = [], 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(_range_root(middle, high, read_node))
            high = middle
        else:
            path.append(_range_root(low, middle, read_node))
            low = middle
    return path[::-1]


def consistency_proof(size1: int, size2: int, read_node: ReadNode) -> list[bytes]:
    """Return the proof that the tree of ``size2`` extends the one of ``size1`` (RFC 6962 2.1.2).

    Raises:
        ProofError: Not ``0 < size1 <= size2``.
    """
    if not 0 < size1 <= size2:
        raise ProofError(f"no consistency proof from {size1} to {size2}")
    path: list[bytes] = []
    low, high, whole = 0, size2, True
    while size1 != high:
        middle = low + _split(high - low)
        if size1 <= middle:
            path.append(_range_root(middle, high, read_node))
            high = middle
        else:
            path.append(_range_root(low, middle, read_node))
            low, whole = middle, False
    if not whole:
        path.append(_range_root(low, high, read_node))
    return path[::-1]


def verify_inclusion(
    index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> None:
    """Check that ``leaf`` is number ``index`` of the ``size`` leaves under ``root``.

    Raises:
        ProofError: It is not proved.
    """
    if not 0 <= index < size:
        raise ProofError(f"leaf {index} is not in a tree of {size}")
    _check_sizes([leaf, root, *proof])
    computed = leaf
    for sibling, on_left in _climb(index, size - 1, proof):
        pair = (sibling, computed) if on_left else (computed, sibling)
        computed = node_hash(*pair)
    if computed != root:
        raise ProofError("the inclusion proof leads to another root")


def verify_consistency(
    size1: int, size2: int, proof: Sequence[bytes], root1: bytes, root2: bytes
) -> None:
    """Check that the tree under ``root2`` extends the tree under ``root1``.

    Raises:
        ProofError: It is not proved, or ``size1`` is 0 or above ``size2``.
    """
    if not 0 < size1 <= size2:
        raise ProofError(f"no consistency proof from {size1} to {size2}")
    if size1 == size2:
        if proof or root1 != root2:
            raise ProofError("equal sizes need an empty proof and equal roots")
        return
    _check_sizes([root1, root2, *proof])
    if not proof:
        raise ProofError("the consistency proof is empty")
    path = list(proof)
    if size1 & (size1 - 1) == 0:
        path.insert(0, root1)
    here, last = size1 - 1, size2 - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    old = new = path[0]
    for sibling, on_left in _climb(here, last, path[1:]):
        if on_left:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
        else:
            new = node_hash(new, sibling)
    if old != root1 or new != root2:
        raise ProofError("the consistency proof leads to other roots")


def _climb(here: int, last: int, proof: Sequence[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield each sibling on the way up from node ``here`` and whether it is on the left.

    ``last`` is the rightmost node of the same level. The length of a proof follows from
    both, so any other length is refused.
    """
    for sibling in proof:
        if last == 0:
            raise ProofError("the proof is too long")
        on_left = bool(here & 1) or here == last
        yield sibling, on_left
        if on_left:
            while not here & 1 and here != 0:
                here, last = here >> 1, last >> 1
        here, last = here >> 1, last >> 1
    if last != 0:
        raise ProofError("the proof is too short")


def _split(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1


def _subtrees(low: int, high: int) -> list[tuple[int, int]]:
    """Cover ``low..high`` with complete subtrees; ``low`` must be aligned to its range."""
    nodes = []
    while low < high:
        level = (high - low).bit_length() - 1
        nodes.append((level, low >> level))
        low += 1 << level
    return nodes


def _range_root(low: int, high: int, read_node: ReadNode) -> bytes:
    return _join([read_node(*node) for node in _subtrees(low, high)])


def _join(hashes: Sequence[bytes]) -> bytes:
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def _check_sizes(hashes: Sequence[bytes]) -> None:
    if any(len(each) != HASH_SIZE for each in hashes):
        raise ProofError("a hash is not 32 bytes long")
