"""The audit log: leaves, the tree over them, and what was signed.

Rows are only ever added. ``body`` is what is proved; the other columns repeat
parts of it so that it can be found, and ``seloste audit verify`` compares them.
"""

from django.db import models

from seloste.records.personal_data import PersonalData


class AuditLeaf(models.Model):
    """One leaf; ``seq`` is its index in the tree, from 0 without gaps."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=32)
    object_id = models.CharField(max_length=128)
    body = models.TextField()
    leaf_hash = models.BinaryField(max_length=32)

    personal_data = PersonalData(
        erase=set(),
        keep={"seq", "at", "action", "object_id", "body", "leaf_hash"},
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="audit_leaf_from_zero", condition=models.Q(seq__gte=0)
            ),
        )
        indexes = (
            models.Index(fields=["object_id", "seq"], name="audit_leaf_of_object"),
            models.Index(fields=["action", "seq"], name="audit_leaf_of_action"),
        )


class AuditNode(models.Model):
    """The hash of a complete subtree above the leaves (``domain.merkle.Node``)."""

    position = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField(max_length=32)

    personal_data = PersonalData(
        erase=set(),
        keep={"position", "hash"},
        not_exported="derived from the leaves",
    )


class AuditCheckpoint(models.Model):
    """A signed statement of the tree's size and root (C2SP tlog-checkpoint)."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    at = models.DateTimeField()

    personal_data = PersonalData(erase=set(), keep={"size", "root", "note", "at"})
