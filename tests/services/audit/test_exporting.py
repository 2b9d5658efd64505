"""What is taken out can be checked without Seloste."""

import io
import json
import uuid
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from seloste.adapters.kms.signing import FileSigner
from seloste.cli import standalone_verifier as verifier
from seloste.domain.audit import Action
from seloste.domain.checkpoint import VerifierKey
from seloste.records.models import Certificate, Disposal, Register
from seloste.services import audit
from seloste.services.audit import CertificateUnknown, ProofPending
from tests.fakes.witness import FakeWitness
from tests.services.audit.conftest import AINO, NOW, Write


@pytest.fixture
def certificate(write: Write) -> Certificate:
    """Return a certificate whose leaf is the fourth of the log."""
    write(3)
    document = audit.canonical_json({"certificate": "an example", "items": []})
    record = uuid.UUID("11111111-1111-4111-8111-111111111111")
    with transaction.atomic():
        seq = audit.record(
            action=Action.DISPOSAL_DONE,
            actor=AINO,
            object_id=record,
            now=NOW,
            details={"sha256": audit.digest(document)},
        )
    return Certificate.objects.create(
        disposal=Disposal.objects.create(
            cause="due", actor=AINO.id, intended_at=datetime(2024, 7, 1, tzinfo=UTC)
        ),
        register=Register.objects.create(slug="retta"),
        record_id=record,
        issued_at=NOW,
        irrecoverable_on=date(2024, 7, 8),
        document=document.decode(),
        seq=seq,
    )


def key_of(signer: FileSigner) -> verifier.Key:
    return verifier.read_key(VerifierKey(signer.name, signer.public_key).text())


def test_an_exported_log_is_its_leaves_one_a_line(
    write: Write, signer: FileSigner, witness: FakeWitness
) -> None:
    write(11)
    note = audit.checkpoint(signer=signer, witness=witness, now=NOW)
    out = io.StringIO()

    assert audit.export_log(out) == 11

    lines = out.getvalue().encode().splitlines(keepends=True)
    head = verifier.read_checkpoint(note, key_of(signer))
    assert verifier.check_log(lines, [head]).startswith("11 leaves, 11 of them signed")


def test_an_exported_certificate_holds(
    certificate: Certificate, signer: FileSigner, witness: FakeWitness
) -> None:
    audit.checkpoint(signer=signer, witness=witness, now=NOW)

    exported = audit.export_certificate(certificate.id)

    assert "leaf 3" in verifier.check_certificate(exported, key_of(signer))
    assert json.loads(exported)["certificate"]["certificate"] == "an example"


def test_the_proof_of_a_certificate_is_the_exported_certificate(
    certificate: Certificate, signer: FileSigner, witness: FakeWitness
) -> None:
    audit.checkpoint(signer=signer, witness=witness, now=NOW)

    exported = audit.export_proof(str(certificate.id))

    assert exported == audit.export_certificate(certificate.id)
    assert audit.export_proof("3") == json.loads(exported)["proof"]


def test_a_certificate_waits_for_a_checkpoint(certificate: Certificate) -> None:
    with pytest.raises(ProofPending):
        audit.export_certificate(certificate.id)


@pytest.mark.django_db
def test_an_unknown_certificate_is_refused() -> None:
    with pytest.raises(CertificateUnknown):
        audit.export_certificate(uuid.uuid4())
