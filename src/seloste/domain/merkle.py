"""The Merkle tree of the audit log: RFC 6962 section 2.1, over SHA-256.

Values in, values out: nothing here stores a hash. Complete subtrees never
change once their last leaf is there, so whoever stores them needs only the
few named by ``peaks`` to append, and the few named by ``inclusion_ranges`` or
``consistency_ranges`` to prove. A subtree is named by its ``Node``.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seloste.domain.errors import SelosteError

LEAF_PREFIX = b"\x00"
NODE_PREFIX = b"\x01"
EMPTY_ROOT = hashlib.sha256(b"").digest()


class ProofRefused(SelosteError):
    """A proof does not show what it claims to show."""

    code = "proof-refused"


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A complete subtree: the ``index``-th of those with ``2**level`` leaves."""

    level: int
    index: int

    @property
    def position(self) -> int:
        """Return the node's number in the in-order walk of the tree.

        Leaf ``i`` is ``2i``; a parent lies between its children. One number so
        names level and index, and stays the same as the tree grows (the array
        of RFC 9420 appendix C).
        """
        return ((2 * self.index + 1) << self.level) - 1


@dataclass(frozen=True, slots=True)
class Range:
    """The leaves from ``start`` up to but not including ``end``."""

    start: int
    end: int

    def nodes(self) -> tuple[Node, ...]:
        """Return the complete subtrees that make up the range, largest first.

        ``start`` must be a multiple of the largest of them, as it is for every
        range that RFC 6962 splits off.
        """
        found = []
        at, left = self.start, self.end - self.start
        while left:
            level = left.bit_length() - 1
            found.append(Node(level, at >> level))
            at += 1 << level
            left -= 1 << level
        return tuple(found)


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf."""
    return hashlib.sha256(LEAF_PREFIX + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return hashlib.sha256(NODE_PREFIX + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """Return the root over neighbouring subtrees, given largest first."""
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def peaks(size: int) -> tuple[Node, ...]:
    """Return the complete subtrees of a tree of ``size`` leaves, largest first."""
    return Range(0, size).nodes()


def node_count(size: int) -> int:
    """Return how many complete subtrees above the leaves ``size`` leaves make."""
    return size - size.bit_count()


@dataclass(frozen=True, slots=True)
class Frontier:
    """A tree as its size and the hashes of its ``peaks``: enough to append."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    @property
    def root(self) -> bytes:
        """Return the root hash of the tree."""
        return fold(self.hashes)

    def extended(self, leaves: Iterable[bytes]) -> tuple["Frontier", dict[Node, bytes]]:
        """Return the tree with these leaf hashes added, and the subtrees that closes.

        The new subtrees are those above the leaves (level 1 and up).
        """
        size, stack, closed = self.size, list(self.hashes), {}
        for leaf in leaves:
            stack.append(leaf)
            level = 0
            while size >> level & 1:
                right = stack.pop()
                stack[-1] = node_hash(stack[-1], right)
                level += 1
                closed[Node(level, size >> level)] = stack[-1]
            size += 1
        return Frontier(size, tuple(stack)), closed


def inclusion_ranges(index: int, size: int) -> tuple[Range, ...]:
    """Return the ranges whose roots prove leaf ``index`` in a tree of ``size``.

    In the order of RFC 6962 section 2.1.1: from the leaf's sibling to the
    root's child.
    """
    if not 0 <= index < size:
        raise ProofRefused(f"leaf {index} is not in a tree of {size} leaves")
    found = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            found.append(Range(middle, end))
            end = middle
        else:
            found.append(Range(start, middle))
            start = middle
    return tuple(reversed(found))


def consistency_ranges(old: int, size: int) -> tuple[Range, ...]:
    """Return the ranges whose roots prove that ``size`` leaves extend ``old`` ones.

    In the order of RFC 6962 section 2.1.2. Nothing need be proved about an
    empty tree or an equal one, so there the proof is empty.
    """
    if not 0 <= old <= size:
        raise ProofRefused(f"a tree of {size} leaves does not extend one of {old}")
    if old in {0, size}:
        return ()
    found = []
    start, end = 0, size
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            found.append(Range(middle, end))
            end = middle
        else:
            found.append(Range(start, middle))
            start = middle
    if start:
        found.append(Range(start, end))
    return tuple(reversed(found))


def _split(width: int) -> int:
    """Return the largest power of two smaller than ``width``."""
    return 1 << ((width - 1).bit_length() - 1)


def check_inclusion(
    *, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Accept the proof that ``leaf`` is leaf ``index`` of the tree, or refuse it.

    Follows RFC 9162 section 2.1.3.2, which states the check for the same tree.
    """
    if not 0 <= index < size:
        raise ProofRefused(f"leaf {index} is not in a tree of {size} leaves")
    at, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ProofRefused("the inclusion proof is too long")
        if at & 1 or at == last:
            found = node_hash(sibling, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        at, last = at >> 1, last >> 1
    if last != 0 or found != root:
        raise ProofRefused("the inclusion proof does not lead to the root")


def check_consistency(
    *,
    old: int,
    old_root: bytes,
    size: int,
    root: bytes,
    proof: Sequence[bytes],
) -> None:
    """Accept the proof that the tree extends the old one, or refuse it.

    Follows RFC 9162 section 2.1.4.2, which states the check for the same tree.
    """
    if not 0 <= old <= size:
        raise ProofRefused(f"a tree of {size} leaves does not extend one of {old}")
    if old in {0, size}:
        _check_trivial(old=old, old_root=old_root, root=root, proof=proof)
        return
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        raise ProofRefused("the consistency proof is empty")
    if _roots_of(path, old - 1, size - 1) != (old_root, root):
        raise ProofRefused("the consistency proof does not lead to both roots")


def _check_trivial(
    *, old: int, old_root: bytes, root: bytes, proof: Sequence[bytes]
) -> None:
    if proof:
        raise ProofRefused("the consistency proof is too long")
    if old_root != (EMPTY_ROOT if old == 0 else root):
        raise ProofRefused("two trees of the same size have different roots")


def _roots_of(path: Sequence[bytes], at: int, last: int) -> tuple[bytes, bytes]:
    while at & 1:
        at, last = at >> 1, last >> 1
    old_root = root = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise ProofRefused("the consistency proof is too long")
        if at & 1 or at == last:
            old_root, root = node_hash(sibling, old_root), node_hash(sibling, root)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        at, last = at >> 1, last >> 1
    if last != 0:
        raise ProofRefused("the consistency proof is too short")
    return old_root, root
