"""Appending to the audit log, in the transaction of the act it describes.

An act whose leaf cannot be written does not happen. Appends are one after the
other: SQLite's transactions are (IMMEDIATE), and on PostgreSQL an advisory lock
is held from the leaf until the commit. So an act writes its leaf last, when it
has every row lock it needs: two acts can then never wait for each other, and
the lock is short.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from seloste.domain import merkle
from seloste.domain.audit import Action, Details, Leaf
from seloste.domain.errors import SelosteError
from seloste.domain.staff import Actor
from seloste.records.models.audit import AuditLeaf, AuditNode
from seloste.services.audit import tree

APPEND_LOCK = 0x5E105E


class NotInTransaction(SelosteError):
    """An act must be recorded in its own transaction, or its leaf could be lost."""

    code = "audit-not-in-transaction"


@dataclass(frozen=True, slots=True)
class Entry:
    """One act to record; what it may say is in ``domain.audit``."""

    action: Action
    object_id: UUID | str
    purpose: str = ""
    outcome: str = "done"
    details: Details | None = None


def record(
    *,
    action: Action,
    actor: Actor,
    object_id: UUID | str,
    now: datetime,
    purpose: str = "",
    outcome: str = "done",
    details: Details | None = None,
) -> int:
    """Append one leaf and return its index.

    Raises NotInTransaction outside a transaction, and LeafRefused for a value
    that must not be logged; either way the act is undone with its transaction.
    """
    entry = Entry(action, object_id, purpose, outcome, details)
    return record_many([entry], actor=actor, now=now)[0]


def record_many(entries: Iterable[Entry], *, actor: Actor, now: datetime) -> range:
    """Append a leaf for each entry, in order, and return their indexes.

    The lock is taken once and the rows are written in bulk.
    """
    lock_appends()
    before = tree.frontier()
    rows = [
        _row(leaf=_leaf(entry, seq=seq, actor=actor, now=now))
        for seq, entry in enumerate(entries, start=before.size)
    ]
    after, closed = before.extended(bytes(row.leaf_hash) for row in rows)
    AuditLeaf.objects.bulk_create(rows)
    AuditNode.objects.bulk_create(
        AuditNode(position=node.position, hash=hash_) for node, hash_ in closed.items()
    )
    return range(before.size, after.size)


def lock_appends() -> None:
    """Keep others from appending until this transaction ends."""
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransaction("record an act inside the transaction that does it")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [APPEND_LOCK])


def _leaf(entry: Entry, *, seq: int, actor: Actor, now: datetime) -> Leaf:
    return Leaf(
        seq=seq,
        at=now,
        actor=actor.id,
        role=actor.role,
        action=entry.action,
        object_id=str(entry.object_id),
        purpose=entry.purpose,
        outcome=entry.outcome,
        details=entry.details or {},
    )


def _row(*, leaf: Leaf) -> AuditLeaf:
    body = leaf.encoded()
    return AuditLeaf(
        seq=leaf.seq,
        at=leaf.at,
        action=leaf.action.value,
        object_id=leaf.object_id,
        body=body.decode(),
        leaf_hash=merkle.leaf_hash(body),
    )
