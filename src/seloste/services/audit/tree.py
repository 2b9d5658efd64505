"""The tree as it is stored: its size, its root and its proofs.

Every figure comes from the stored hashes of complete subtrees, so each needs a
handful of rows however long the log is. Whether those hashes are right is what
``checking`` asks.
"""

from collections.abc import Iterable

from seloste.domain import merkle
from seloste.domain.errors import SelosteError
from seloste.domain.merkle import Frontier, Node, Range
from seloste.records.models.audit import AuditLeaf, AuditNode


class LogDamaged(SelosteError):
    """A hash of the audit tree is missing from the records."""

    code = "audit-damaged"


def size() -> int:
    """Return how many leaves the log has."""
    seqs = AuditLeaf.objects.order_by("-seq").values_list("seq", flat=True)
    newest = seqs.first()
    return 0 if newest is None else newest + 1


def frontier(at: int | None = None) -> Frontier:
    """Return what is needed to append to the tree of the first ``at`` leaves."""
    count = size() if at is None else at
    nodes = merkle.peaks(count)
    stored = _hashes(nodes)
    return Frontier(count, tuple(stored[node] for node in nodes))


def root() -> bytes:
    """Return the root hash of the whole log."""
    return frontier().root


def root_at(at: int) -> bytes:
    """Return the root hash of the first ``at`` leaves."""
    return frontier(at).root


def proof(seq: int, at: int | None = None) -> tuple[bytes, ...]:
    """Return the inclusion proof of a leaf in the tree of ``at`` leaves.

    Raises ProofRefused where the tree has no such leaf.
    """
    return _roots(merkle.inclusion_ranges(seq, size() if at is None else at))


def consistency(old: int, new: int | None = None) -> tuple[bytes, ...]:
    """Return the proof that the tree of ``new`` leaves extends that of ``old``."""
    return _roots(merkle.consistency_ranges(old, size() if new is None else new))


def _roots(ranges: Iterable[Range]) -> tuple[bytes, ...]:
    parts = [range_.nodes() for range_ in ranges]
    stored = _hashes(node for nodes in parts for node in nodes)
    return tuple(merkle.fold([stored[node] for node in nodes]) for nodes in parts)


def _hashes(nodes: Iterable[Node]) -> dict[Node, bytes]:
    wanted = set(nodes)
    leaves = {node.index: node for node in wanted if node.level == 0}
    inner = {node.position: node for node in wanted if node.level > 0}
    found: dict[Node, bytes] = {}
    if leaves:
        rows = AuditLeaf.objects.filter(seq__in=leaves).values_list("seq", "leaf_hash")
        found |= {leaves[seq]: bytes(hash_) for seq, hash_ in rows}
    if inner:
        pairs = AuditNode.objects.filter(position__in=inner).values_list()
        found |= {inner[position]: bytes(hash_) for position, hash_ in pairs}
    if len(found) < len(wanted):
        raise LogDamaged("a hash of the audit tree is missing: seloste audit verify")
    return found
