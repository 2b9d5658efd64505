"""Whatever is done to the stored log, the check says so.

Each attack first sees the log pass, then changes the tables the way somebody
with the database's password could, and names the defect that must be found.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F

from seloste.adapters.kms.signing import FileSigner
from seloste.domain import merkle
from seloste.domain.audit import decoded
from seloste.domain.checkpoint import Checkpoint
from seloste.records.models.audit import AuditCheckpoint, AuditLeaf, AuditNode
from seloste.services import audit
from seloste.services.audit import LogReport, checking
from seloste.services.audit.signing import sign
from tests.fakes.witness import FakeWitness
from tests.services.audit.conftest import NOW, Write
from tests.services.audit.test_signing import cut_to

SIZE = 11


@pytest.fixture
def check(
    write: Write, signer: FileSigner, witness: FakeWitness
) -> Callable[[], LogReport]:
    """Return the check of a signed, witnessed log that is sound so far."""
    write(6)
    audit.checkpoint(signer=signer, witness=witness, now=NOW)
    write(SIZE - 6)
    audit.checkpoint(signer=signer, witness=witness, now=NOW)

    def check() -> LogReport:
        return audit.verify_log(verifier=signer, witness=witness)

    assert check().defects == ()
    return check


def codes(report: LogReport) -> set[str]:
    return {defect.code for defect in report.defects}


def body(seq: int) -> str:
    return AuditLeaf.objects.get(seq=seq).body


def rewrite(seq: int, old: str, new: str) -> None:
    """Change a leaf's body and everything stored that is made from it."""
    changed = body(seq).replace(old, new)
    assert changed != body(seq)
    leaf = decoded(changed.encode())
    AuditLeaf.objects.filter(seq=seq).update(
        body=changed,
        at=leaf.at,
        action=leaf.action.value,
        object_id=leaf.object_id,
        leaf_hash=merkle.leaf_hash(changed.encode()),
    )
    rebuild_tree()


def rebuild_tree() -> None:
    bodies = AuditLeaf.objects.order_by("seq").values_list("body", flat=True)
    _, closed = merkle.Frontier().extended(
        merkle.leaf_hash(text.encode()) for text in bodies
    )
    AuditNode.objects.all().delete()
    AuditNode.objects.bulk_create(
        AuditNode(position=node.position, hash=hash_) for node, hash_ in closed.items()
    )


def test_a_sound_log_has_no_defect(check: Callable[[], LogReport]) -> None:
    report = check()

    assert report.sound
    assert (report.size, report.root, report.checkpoints) == (SIZE, audit.root(), 4)


@pytest.mark.django_db
def test_an_empty_log_is_sound(signer: FileSigner, witness: FakeWitness) -> None:
    audit.checkpoint(signer=signer, witness=witness, now=NOW)

    report = audit.verify_log(verifier=signer, witness=witness)

    assert (report.defects, report.root) == ((), merkle.EMPTY_ROOT)


def test_many_batches_are_one_log(
    check: Callable[[], LogReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "BATCH", 4)

    assert check().sound


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", NOW - timedelta(days=1)),
        ("action", "content.denied"),
        ("object_id", "item-0"),
        ("leaf_hash", b"\x00" * 32),
    ],
)
def test_a_changed_column_is_found(
    check: Callable[[], LogReport], column: str, value: object
) -> None:
    AuditLeaf.objects.filter(seq=4).update(**{column: value})

    report = check()

    assert codes(report) == {"leaf-changed"}
    assert column in report.defects[0].message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"purpose":"training"', '"purpose":"complaints"'),
        ('"outcome":"done"', '"outcome":"denied"'),
        ("0000a110", "0000e110"),
        ('"details":{}', '"details":{"count":1}'),
        ("records_manager", "dpo"),
    ],
)
def test_a_changed_body_is_found(
    check: Callable[[], LogReport], old: str, new: str
) -> None:
    changed = body(4).replace(old, new)
    assert changed != body(4)
    AuditLeaf.objects.filter(seq=4).update(body=changed)

    assert codes(check()) == {"leaf-changed", "tree-changed", "forked"}


def test_a_body_that_is_no_leaf_is_found(check: Callable[[], LogReport]) -> None:
    AuditLeaf.objects.filter(seq=4).update(body="{}")

    assert "leaf-changed" in codes(check())


def test_a_rewritten_leaf_with_a_rebuilt_tree_is_found_by_the_signatures(
    check: Callable[[], LogReport],
) -> None:
    rewrite(4, '"purpose":"training"', '"purpose":"complaints"')

    assert codes(check()) == {"forked"}


def test_a_changed_hash_of_the_tree_is_found(check: Callable[[], LogReport]) -> None:
    AuditNode.objects.filter(position=3).update(hash=b"\x00" * 32)

    assert codes(check()) == {"tree-changed"}


def test_a_hash_moved_within_the_tree_is_found(check: Callable[[], LogReport]) -> None:
    AuditNode.objects.filter(position=3).update(position=9999)

    assert codes(check()) == {"tree-changed"}


def test_a_hash_that_belongs_to_no_leaf_is_found(
    check: Callable[[], LogReport],
) -> None:
    AuditNode.objects.create(position=9999, hash=b"\x00" * 32)

    assert codes(check()) == {"tree-surplus"}


@pytest.mark.parametrize("seq", [0, 4])
def test_a_leaf_cut_out_is_found(check: Callable[[], LogReport], seq: int) -> None:
    AuditLeaf.objects.filter(seq=seq).delete()

    assert {"leaf-gap", "forked", "rolled-back"} <= codes(check())


def test_a_gap_closed_by_renumbering_is_found(check: Callable[[], LogReport]) -> None:
    AuditLeaf.objects.filter(seq=4).delete()
    for seq in range(5, SIZE):
        AuditLeaf.objects.filter(seq=seq).update(seq=F("seq") - 1)
    rebuild_tree()

    assert {"leaf-changed", "forked", "rolled-back"} <= codes(check())


def test_the_end_cut_off_is_found(check: Callable[[], LogReport]) -> None:
    AuditLeaf.objects.filter(seq__gte=8).delete()

    assert codes(check()) == {"tree-surplus", "rolled-back"}


def test_swapped_leaves_are_found(check: Callable[[], LogReport]) -> None:
    first, second = body(2), body(3)
    AuditLeaf.objects.filter(seq=2).update(body=second)
    AuditLeaf.objects.filter(seq=3).update(body=first)

    assert {"leaf-changed", "tree-changed", "forked"} <= codes(check())


def test_an_older_copy_is_found_by_the_witness(check: Callable[[], LogReport]) -> None:
    cut_to(6)

    report = check()

    assert codes(report) == {"rolled-back"}
    assert [defect.at for defect in report.defects] == [SIZE]


def test_an_older_copy_that_has_gone_on_is_found_by_the_witness(
    check: Callable[[], LogReport], write: Write
) -> None:
    cut_to(6)
    rewrite(5, '"outcome":"done"', '"outcome":"denied"')
    write(20)

    assert codes(check()) == {"forked"}


def test_an_older_copy_is_found_by_a_checkpoint_taken_out_before(
    check: Callable[[], LogReport], signer: FileSigner, witness: FakeWitness
) -> None:
    taken_out = witness.told[-1]
    cut_to(6)
    witness.told.clear()
    assert check().sound

    report = audit.verify_log(verifier=signer, witness=witness, earlier=[taken_out])

    assert codes(report) == {"rolled-back"}


def test_two_signed_heads_of_one_size_are_a_fork(
    check: Callable[[], LogReport], signer: FileSigner, witness: FakeWitness
) -> None:
    """Whoever has the key can sign two histories; both are then in the open."""
    witness.told.append(sign(Checkpoint(signer.name, 6, b"\x01" * 32), signer=signer))

    assert codes(check()) == {"forked"}


@pytest.mark.parametrize(
    ("column", "value"), [("size", 7), ("root", b"\x00" * 32), ("note", "x\n")]
)
def test_a_changed_checkpoint_is_found(
    check: Callable[[], LogReport], column: str, value: object
) -> None:
    AuditCheckpoint.objects.filter(size=6).update(**{column: value})

    assert "checkpoint-changed" in codes(check())


def test_a_checkpoint_signed_by_another_key_is_found(
    check: Callable[[], LogReport], signer: FileSigner
) -> None:
    thief = FileSigner(name=signer.name, private_key=b"\x08" * 32)
    row = AuditCheckpoint.objects.get(size=6)
    forged = sign(Checkpoint(signer.name, 6, bytes(row.root)), signer=thief)
    AuditCheckpoint.objects.filter(size=6).update(note=forged)

    assert codes(check()) == {"checkpoint-refused"}


def test_a_log_may_be_checked_without_a_witness(
    check: Callable[[], LogReport], signer: FileSigner
) -> None:
    assert check().sound

    assert audit.verify_log(verifier=signer).checkpoints == 2
