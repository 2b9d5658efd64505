"""Nothing is signed that contradicts what was signed before."""

import pytest
from django.db import transaction

from seloste.adapters.kms.signing import FileSigner
from seloste.domain import merkle
from seloste.domain.checkpoint import Checkpoint, NoteRefused
from seloste.ports.witness import WitnessUnavailable
from seloste.records.models.audit import AuditCheckpoint, AuditLeaf, AuditNode
from seloste.services import audit
from seloste.services.audit import LogDamaged, ProofPending, RolledBack
from seloste.services.audit.signing import sign
from tests.fakes.witness import FakeWitness
from tests.services.audit.conftest import NOW, Write


def cut_to(size: int) -> None:
    """Make the log what it was when it had ``size`` leaves."""
    keep = {node.position for node in merkle.Frontier().extended([b""] * size)[1]}
    AuditLeaf.objects.filter(seq__gte=size).delete()
    AuditNode.objects.exclude(position__in=keep).delete()
    AuditCheckpoint.objects.filter(size__gt=size).delete()


def test_a_checkpoint_says_size_and_root_and_is_signed(
    write: Write, signer: FileSigner, witness: FakeWitness
) -> None:
    write(5)

    note = audit.checkpoint(signer=signer, witness=witness, now=NOW)

    said = audit.read_note(note, verifier=signer)
    assert said == Checkpoint("seloste.test/log", 5, audit.root())
    assert witness.told == [note]
    assert AuditCheckpoint.objects.get().note == note


@pytest.mark.django_db
def test_an_empty_log_can_be_signed(signer: FileSigner, witness: FakeWitness) -> None:
    note = audit.checkpoint(signer=signer, witness=witness, now=NOW)

    assert audit.read_note(note, verifier=signer).size == 0


def test_nothing_new_is_not_signed_again(
    write: Write, signer: FileSigner, witness: FakeWitness
) -> None:
    write(5)
    first = audit.checkpoint(signer=signer, witness=witness, now=NOW)

    assert audit.checkpoint(signer=signer, witness=witness, now=NOW) == first
    assert witness.told == [first]


def test_a_witness_that_lost_its_memory_is_told_again(
    write: Write, signer: FileSigner, witness: FakeWitness
) -> None:
    write(5)
    first = audit.checkpoint(signer=signer, witness=witness, now=NOW)
    witness.told.clear()

    audit.checkpoint(signer=signer, witness=witness, now=NOW)

    assert witness.told == [first]


def test_an_older_log_is_not_signed(
    write: Write, signer: FileSigner, witness: FakeWitness
) -> None:
    write(5)
    audit.checkpoint(signer=signer, witness=witness, now=NOW)
    cut_to(3)

    with pytest.raises(RolledBack):
        audit.checkpoint(signer=signer, witness=witness, now=NOW)

    assert len(witness.told) == 1


def test_another_log_of_the_same_length_is_not_signed(
    write: Write, signer: FileSigner, witness: FakeWitness
) -> None:
    write(5)
    audit.checkpoint(signer=signer, witness=witness, now=NOW)
    AuditLeaf.objects.filter(seq=4).update(leaf_hash=b"\x01" * 32)

    with pytest.raises(RolledBack):
        audit.checkpoint(signer=signer, witness=witness, now=NOW)


def test_another_log_that_has_grown_longer_is_not_signed(
    write: Write, signer: FileSigner, witness: FakeWitness
) -> None:
    write(5)
    audit.checkpoint(signer=signer, witness=witness, now=NOW)
    cut_to(3)
    AuditLeaf.objects.filter(seq=2).update(leaf_hash=b"\x01" * 32)
    write(4)

    with pytest.raises(RolledBack):
        audit.checkpoint(signer=signer, witness=witness, now=NOW)


def test_a_log_whose_hashes_are_gone_is_not_signed(
    write: Write, signer: FileSigner, witness: FakeWitness
) -> None:
    write(5)
    audit.checkpoint(signer=signer, witness=witness, now=NOW)
    AuditNode.objects.all().delete()

    with pytest.raises(LogDamaged):
        audit.checkpoint(signer=signer, witness=witness, now=NOW)


def test_a_witness_that_does_not_answer_leaves_nothing_signed(
    write: Write, signer: FileSigner, witness: FakeWitness
) -> None:
    write(5)
    witness.broken = True

    with pytest.raises(WitnessUnavailable):
        audit.checkpoint(signer=signer, witness=witness, now=NOW)

    assert not AuditCheckpoint.objects.exists()


def test_a_log_that_no_witness_knows_may_start(
    write: Write, signer: FileSigner, witness: FakeWitness
) -> None:
    write(1)

    assert audit.refuse_rolled_back(witness=witness, verifier=signer) is None


@pytest.mark.django_db(transaction=True)
def test_what_is_not_committed_is_not_signed(
    write: Write, signer: FileSigner, witness: FakeWitness
) -> None:
    write(1)

    with pytest.raises(RuntimeError), transaction.atomic():
        audit.checkpoint(signer=signer, witness=witness, now=NOW)

    assert witness.told == []


def test_a_note_of_another_key_or_log_is_refused(signer: FileSigner) -> None:
    other_key = FileSigner(name=signer.name, private_key=b"\x08" * 32)
    other_log = Checkpoint("other.test/log", 0, merkle.EMPTY_ROOT)
    good = sign(Checkpoint(signer.name, 0, merkle.EMPTY_ROOT), signer=signer)
    assert audit.read_note(good, verifier=signer).size == 0

    for note in (
        sign(Checkpoint(signer.name, 0, merkle.EMPTY_ROOT), signer=other_key),
        sign(other_log, signer=signer),
        good.replace("\n0\n", "\n1\n"),
    ):
        with pytest.raises(NoteRefused):
            audit.read_note(note, verifier=signer)


def test_a_proof_waits_for_a_checkpoint_that_covers_the_leaf(
    write: Write, signer: FileSigner, witness: FakeWitness
) -> None:
    write(3)
    audit.checkpoint(signer=signer, witness=witness, now=NOW)
    write(1)

    assert audit.tlog_proof(2).startswith("c2sp.org/tlog-proof@v1\nindex 2\n")
    with pytest.raises(ProofPending):
        audit.tlog_proof(3)


def test_a_proof_stays_the_same_as_the_log_grows(
    write: Write, signer: FileSigner, witness: FakeWitness
) -> None:
    write(3)
    audit.checkpoint(signer=signer, witness=witness, now=NOW)
    proof = audit.tlog_proof(1)
    write(9)
    audit.checkpoint(signer=signer, witness=witness, now=NOW)

    assert audit.tlog_proof(1) == proof
