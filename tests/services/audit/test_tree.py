"""Proofs from the stored hashes hold, however the log grows."""

import pytest

from seloste.domain import merkle
from seloste.domain.merkle import ProofRefused
from seloste.records.models.audit import AuditLeaf, AuditNode
from seloste.services import audit
from seloste.services.audit import LogDamaged
from tests.services.audit.conftest import Write


@pytest.mark.django_db
def test_an_empty_log_has_the_empty_root() -> None:
    assert audit.size() == 0
    assert audit.root() == merkle.EMPTY_ROOT


@pytest.mark.parametrize("size", [1, 2, 6, 11])
def test_every_leaf_is_proved_in_every_tree_it_is_in(write: Write, size: int) -> None:
    write(11)
    root = audit.root_at(size)

    for row in AuditLeaf.objects.filter(seq__lt=size):
        merkle.check_inclusion(
            leaf=merkle.leaf_hash(row.body.encode()),
            index=row.seq,
            size=size,
            proof=audit.proof(row.seq, size),
            root=root,
        )


@pytest.mark.parametrize("old", range(12))
def test_the_log_is_proved_to_extend_what_it_was(write: Write, old: int) -> None:
    write(11)

    merkle.check_consistency(
        old=old,
        old_root=audit.root_at(old),
        size=11,
        root=audit.root(),
        proof=audit.consistency(old),
    )


def test_a_leaf_that_is_not_there_has_no_proof(write: Write) -> None:
    write(3)

    with pytest.raises(ProofRefused):
        audit.proof(3)


def test_a_missing_hash_is_said(write: Write) -> None:
    write(4)
    assert audit.root()
    AuditNode.objects.all().delete()

    with pytest.raises(LogDamaged):
        audit.root()
