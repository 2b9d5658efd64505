"""Checking the whole log: every hash is derived again from the leaves' bytes.

Nothing stored is believed. A gap, a changed column, a changed or surplus hash,
a checkpoint that does not fit, and a log shorter than a witness remembers are
each a defect. The log may grow meanwhile: what is read first (hashes, then
checkpoints) speaks about leaves that are there when the leaves are read last.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from seloste.domain import merkle
from seloste.domain.audit import LeafRefused, decoded
from seloste.domain.checkpoint import Checkpoint, NoteRefused
from seloste.domain.merkle import Frontier
from seloste.ports.signer import Verifier
from seloste.ports.witness import Witness
from seloste.records.models.audit import AuditCheckpoint, AuditLeaf, AuditNode
from seloste.services.audit.signing import read_note

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong with the log; ``at`` is a leaf's index or a tree's size."""

    code: str
    at: int
    message: str


@dataclass(frozen=True, slots=True)
class LogReport:
    """What a check of the log found; sound where there is no defect."""

    size: int
    root: bytes
    checkpoints: int
    defects: tuple[Defect, ...]

    @property
    def sound(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.defects


@dataclass(frozen=True, slots=True)
class Claim:
    """A signed checkpoint, and who has it: the records, a witness or a file."""

    holder: str
    checkpoint: Checkpoint


@dataclass(slots=True)
class _Tree:
    """The tree while it is derived, with the roots at the sizes asked for."""

    sizes: set[int]
    frontier: Frontier = field(default_factory=Frontier)
    roots: dict[int, bytes] = field(default_factory=lambda: {0: merkle.EMPTY_ROOT})

    def extend(self, bodies: Iterable[bytes]) -> dict[int, bytes]:
        """Add leaves and return the hashes they close, by position."""
        closed: dict[int, bytes] = {}
        for body in bodies:
            self.frontier, nodes = self.frontier.extended([merkle.leaf_hash(body)])
            closed |= {node.position: hash_ for node, hash_ in nodes.items()}
            if self.frontier.size in self.sizes:
                self.roots[self.frontier.size] = self.frontier.root
        return closed


def verify_log(
    *,
    verifier: Verifier,
    witness: Witness | None = None,
    earlier: Iterable[str] = (),
) -> LogReport:
    """Check the whole log, all stored checkpoints, and those kept elsewhere.

    ``earlier`` are signed notes that somebody took out of the system before.
    """
    stored_nodes = AuditNode.objects.count()
    claims, defects = _claims(verifier=verifier, witness=witness, earlier=earlier)
    tree = _Tree({claim.checkpoint.size for claim in claims})
    for previous, rows in _batches():
        defects += _wrong_rows(rows, previous)
        defects += _wrong_hashes(rows, tree)
    defects += _surplus_hashes(stored_nodes, tree.frontier.size)
    defects += _contradicted(claims, tree)
    return LogReport(
        tree.frontier.size, tree.frontier.root, len(claims), tuple(defects)
    )


def _batches() -> Iterator[tuple[int, list[AuditLeaf]]]:
    """Yield the leaves in order, each batch with the index before it."""
    leaves = AuditLeaf.objects.order_by("seq")
    previous, rows = -1, list(leaves[:BATCH])
    while rows:
        yield previous, rows
        previous = rows[-1].seq
        rows = list(leaves.filter(seq__gt=previous)[:BATCH])


def _wrong_rows(rows: Iterable[AuditLeaf], previous: int) -> Iterator[Defect]:
    """Yield a defect for each gap and each column that disagrees with the body."""
    for row in rows:
        if row.seq != previous + 1:
            message = f"the log goes from leaf {previous} to {row.seq}"
            yield Defect("leaf-gap", previous + 1, message)
        if wrong := _wrong_columns(row):
            message = f"leaf {row.seq} was changed: {', '.join(wrong)}"
            yield Defect("leaf-changed", row.seq, message)
        previous = row.seq


def _wrong_columns(row: AuditLeaf) -> list[str]:
    body = row.body.encode()
    try:
        leaf = decoded(body)
    except LeafRefused:
        return ["body"]
    agreement = {
        "seq": row.seq == leaf.seq,
        "at": row.at == leaf.at,
        "action": row.action == leaf.action.value,
        "object_id": row.object_id == leaf.object_id,
        "leaf_hash": bytes(row.leaf_hash) == merkle.leaf_hash(body),
    }
    return [column for column, agrees in agreement.items() if not agrees]


def _wrong_hashes(rows: list[AuditLeaf], tree: _Tree) -> Iterator[Defect]:
    """Add the rows to the tree; yield a defect where stored hashes differ."""
    start = tree.frontier.size
    closed = tree.extend(row.body.encode() for row in rows)
    pairs = AuditNode.objects.filter(position__in=closed).values_list()
    stored = {position: bytes(hash_) for position, hash_ in pairs}
    if wrong := sum(stored.get(at) != hash_ for at, hash_ in closed.items()):
        message = f"{wrong} hashes over the leaves from {start} on are wrong"
        yield Defect("tree-changed", start, message)


def _surplus_hashes(stored: int, size: int) -> Iterator[Defect]:
    """Yield a defect where the tree has hashes of leaves that are not there."""
    surplus = stored - merkle.node_count(size)
    if surplus > 0:
        message = f"the tree has {surplus} hashes that no leaf accounts for"
        yield Defect("tree-surplus", size, message)


def _claims(
    *, verifier: Verifier, witness: Witness | None, earlier: Iterable[str]
) -> tuple[list[Claim], list[Defect]]:
    """Return every signed checkpoint there is, and those that do not verify."""
    told = list(witness.notes()) if witness else []
    rows = AuditCheckpoint.objects.order_by("size")
    notes = [("records", row.note) for row in rows]
    notes += [("witness", note) for note in told]
    notes += [("file", note) for note in earlier]
    claims, defects = [], list(_wrong_checkpoints(rows))
    for holder, note in notes:
        try:
            claims.append(Claim(holder, read_note(note, verifier=verifier)))
        except NoteRefused as refusal:
            message = f"a checkpoint of the {holder} does not verify: {refusal}"
            defects.append(Defect("checkpoint-refused", 0, message))
    return claims, defects


def _wrong_checkpoints(rows: Iterable[AuditCheckpoint]) -> Iterator[Defect]:
    """Yield a defect for each stored checkpoint whose columns are not its note's."""
    for row in rows:
        said = Checkpoint(row.note.partition("\n")[0], row.size, bytes(row.root))
        if not row.note.startswith(said.text() + "\n"):
            message = f"the columns of checkpoint {row.size} were changed"
            yield Defect("checkpoint-changed", row.size, message)


def _contradicted(claims: Iterable[Claim], tree: _Tree) -> Iterator[Defect]:
    """Yield a defect for each checkpoint that the leaves contradict."""
    for claim in claims:
        size, root = claim.checkpoint.size, claim.checkpoint.root
        if size > tree.frontier.size:
            message = f"the {claim.holder} has seen {size} leaves"
            yield Defect("rolled-back", size, message)
        elif tree.roots[size] != root:
            message = f"the first {size} leaves are not those the {claim.holder} saw"
            yield Defect("forked", size, message)
